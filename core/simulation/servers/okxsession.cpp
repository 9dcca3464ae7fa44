#include "core/simulation/servers/okxsession.h"

#include "core/simulation/servers/okxrows.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

/// A channel whose rows tell the newest state of one instrument.
struct StateChannel {
    std::string_view name;
    TimeMs everyMs;
    unsigned streams;
    json::value (*make)(const VenueView &, int);
};

constexpr TimeMs FundingEveryMs = 30 * SecondMs;
constexpr std::array StateChannels = {
    StateChannel{"funding-rate", FundingEveryMs, FundingStream, okxFundingRow},
    StateChannel{"mark-price", 200, MarkStream, okxMarkRow},
    StateChannel{"index-tickers", 100, MarkStream, okxIndexRow},
    StateChannel{"open-interest", 3 * SecondMs, OpenInterestStream, okxOpenInterestRow},
    StateChannel{"tickers", 100, VolumeStream, okxTickerRow},
};
constexpr std::string_view SilentChannels[] = {"books", "books5", "bbo-tbt", "instruments", "price-limit"};

struct Subscription {
    json::object arg;
    std::string channel;
    std::optional<int> contract; ///< absent: all, for liquidations
    const StateChannel *state = nullptr;
    TimeMs spokeAtMarketMs = -1; ///< the state that was last pushed
    TimeMs spokeAtWallMs = 0;
    TimeMs nextFundingMs = 0;
    bool isFresh = true;
};

class OkxSession final : public Session {
public:
    OkxSession(const VenueView &view, bool isBusiness, unsigned number)
        : m_view(view), m_isBusiness(isBusiness), m_connection("a4d3ae" + fixedText(100 + number % 900, 0))
    {
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void subscribe(const json::object &arg, const json::value *id, Outbox &out);
    std::optional<Subscription> subscriptionFor(const json::object &arg) const;
    std::optional<int> contractFor(std::string_view channel, std::string_view instrument) const;
    void fail(const char *code, const std::string &message, Outbox &out) const;
    bool isFundingDue(Subscription &subscription, const Instant &now, TimeMs atMarketMs) const;
    void pushState(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out);
    void pushTrades(Subscription &subscription, Outbox &out) const;
    void pushLiquidations(Subscription &subscription, Outbox &out) const;
    void pushCandle(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out);
    static void emit(const Subscription &subscription, json::value row, unsigned streams, Outbox &out);

    const VenueView &m_view;
    bool m_isBusiness;
    std::string m_connection;
    std::map<std::string, Subscription> m_subscriptions; ///< by the argument as text
    Pace m_pace;
};

std::string textOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

void OkxSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    if (text == "ping") {
        out.control("pong");
        return;
    }
    boost::system::error_code error;
    const json::value parsed = json::parse(text, error);
    const json::object *request = error ? nullptr : parsed.if_object();
    const std::string operation = request ? textOf(*request, "op") : std::string();
    const json::value *args = request ? request->if_contains("args") : nullptr;
    if ((operation != "subscribe" && operation != "unsubscribe") || !args || !args->is_array()) {
        fail("60012", "Invalid request: " + std::string(text), out);
        return;
    }
    const json::value *id = request->if_contains("id");
    for (const json::value &arg : args->get_array()) {
        if (!arg.is_object()) {
            fail("60012", "Invalid request: " + std::string(text), out);
        } else if (operation == "subscribe") {
            subscribe(arg.get_object(), id, out);
        } else {
            m_subscriptions.erase(json::serialize(arg));
            m_pace.forget(json::serialize(arg));
            json::object ack{{"event", "unsubscribe"}, {"arg", arg}, {"connId", m_connection}};
            if (id)
                ack.emplace("id", *id);
            out.control(json::serialize(ack));
        }
    }
}

void OkxSession::fail(const char *code, const std::string &message, Outbox &out) const
{
    out.control(
        json::serialize(json::object{{"event", "error"}, {"code", code}, {"msg", message}, {"connId", m_connection}}));
}

void OkxSession::subscribe(const json::object &arg, const json::value *id, Outbox &out)
{
    auto subscription = subscriptionFor(arg);
    if (!subscription) {
        const std::string channel = textOf(arg, "channel");
        const std::string instrument = textOf(arg, "instId");
        fail("60018",
            "Wrong URL or channel:" + channel + (instrument.empty() ? "" : ",instId:" + instrument)
                + " doesn't exist. Please use the correct URL, channel and parameters referring to API document.",
            out);
        return;
    }
    json::object ack{{"event", "subscribe"}, {"arg", arg}, {"connId", m_connection}};
    if (id)
        ack.emplace("id", *id);
    out.control(json::serialize(ack));
    m_subscriptions.insert_or_assign(json::serialize(arg), std::move(*subscription));
    m_pace.forget(json::serialize(arg));
}

std::optional<Subscription> OkxSession::subscriptionFor(const json::object &arg) const
{
    Subscription made;
    made.arg = arg;
    made.channel = textOf(arg, "channel");
    const std::string_view channel = made.channel;
    const bool isCandle = channel.starts_with("candle");
    if (m_isBusiness != (isCandle || channel == "trades-all"))
        return std::nullopt;
    if (channel == "liquidation-orders")
        return textOf(arg, "instType") == "SWAP" ? std::optional(made) : std::nullopt;
    if (channel == "instruments")
        return textOf(arg, "instType").empty() ? std::nullopt : std::optional(made);

    made.contract = contractFor(channel, textOf(arg, "instId"));
    const auto state = std::ranges::find(StateChannels, channel, &StateChannel::name);
    made.state = state == StateChannels.end() ? nullptr : &*state;
    const bool isKnown = made.state || channel == "trades" || channel == "trades-all"
        || (isCandle && okxBarSize(channel.substr(6)))
        || std::ranges::find(SilentChannels, channel) != std::end(SilentChannels);
    return isKnown && made.contract ? std::optional(made) : std::nullopt;
}

std::optional<int> OkxSession::contractFor(std::string_view channel, std::string_view instrument) const
{
    if (channel != "index-tickers")
        return m_view.find(instrument);
    for (const int contract : m_view.contracts())
        if (okxIndex(m_view.spec(contract)) == instrument)
            return contract;
    return std::nullopt;
}

void OkxSession::push(const Instant &now, Outbox &out)
{
    for (auto &[key, subscription] : m_subscriptions) {
        if (subscription.state)
            pushState(key, subscription, now, out);
        else if (subscription.channel == "liquidation-orders")
            pushLiquidations(subscription, out);
        else if (subscription.channel.starts_with("trades"))
            pushTrades(subscription, out);
        else if (subscription.channel.starts_with("candle"))
            pushCandle(key, subscription, now, out);
        subscription.isFresh = false;
    }
}

/// The pace is the venue's; a market that runs faster than life is told of more often, and a settlement at once.
bool OkxSession::isFundingDue(Subscription &subscription, const Instant &now, TimeMs atMarketMs) const
{
    const TimeMs next = m_view.state(*subscription.contract).nextFundingMs;
    const bool isSettled = next != subscription.nextFundingMs;
    subscription.nextFundingMs = next;
    const TimeMs waited = now.wallMs - subscription.spokeAtWallMs;
    const bool isOld = atMarketMs - subscription.spokeAtMarketMs >= FundingEveryMs;
    return subscription.isFresh || isSettled || waited >= FundingEveryMs || (isOld && waited >= SecondMs);
}

void OkxSession::pushState(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out)
{
    const TimeMs at = m_view.market().nowMs();
    const StateChannel &channel = *subscription.state;
    const bool isDue = channel.everyMs == FundingEveryMs
        ? isFundingDue(subscription, now, at)
        : subscription.spokeAtMarketMs != at && m_pace.due(key, channel.everyMs, now.wallMs);
    if (!isDue)
        return;
    subscription.spokeAtMarketMs = at;
    subscription.spokeAtWallMs = now.wallMs;
    emit(subscription, channel.make(m_view, *subscription.contract), channel.streams, out);
}

void OkxSession::pushTrades(Subscription &subscription, Outbox &out) const
{
    const auto &recent = m_view.recentPrints(*subscription.contract);
    if (subscription.isFresh) { // begins with the last trade before the subscription
        if (!recent.empty())
            emit(subscription, okxTradeRow(m_view, recent.back()), TradeStream, out);
        return;
    }
    for (const Print &print : m_view.newPrints())
        if (print.contract == *subscription.contract)
            emit(subscription, okxTradeRow(m_view, print), TradeStream, out);
}

void OkxSession::pushLiquidations(Subscription &subscription, Outbox &out) const
{
    if (subscription.isFresh && m_view.newLiquidations().empty() && m_view.lastLiquidation()) // repeats an old one
        emit(subscription, okxLiquidationRow(m_view, *m_view.lastLiquidation()), LiquidationStream, out);
    for (const Liquidation &liquidation : m_view.throttledLiquidations())
        emit(subscription, okxLiquidationRow(m_view, liquidation), LiquidationStream, out);
}

void OkxSession::pushCandle(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out)
{
    const auto size = okxBarSize(std::string_view(subscription.channel).substr(6));
    if (!size || !m_pace.due(key, SecondMs, now.wallMs))
        return;
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), *subscription.contract, *size, {size->openOf(at), at, 1}, false);
    if (!bars.empty())
        emit(subscription, okxCandleRow(m_view.spec(*subscription.contract), bars.back(), *size, at), OtherStream, out);
}

void OkxSession::emit(const Subscription &subscription, json::value row, unsigned streams, Outbox &out)
{
    out.data(json::serialize(json::object{{"arg", subscription.arg}, {"data", json::array{std::move(row)}}}), streams);
}

} // namespace

std::unique_ptr<Session> openOkxSession(const VenueView &view, const HttpRequest &handshake, unsigned number)
{
    const bool isBusiness = handshake.path == "/ws/v5/business";
    if (!isBusiness && handshake.path != "/ws/v5/public")
        return nullptr;
    return std::make_unique<OkxSession>(view, isBusiness, number);
}

} // namespace isobar::simulation
