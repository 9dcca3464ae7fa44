#include "core/simulation/servers/mexcsession.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/mexcrows.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs PingWithinMs = MinuteMs;
constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;

json::object priceRow(const VenueView &view, int contract, double ContractState::*value)
{
    const ContractSpec &spec = view.spec(contract);
    return {{"symbol", spec.symbol}, {"price", stepped(view.state(contract).*value, spec.tick)}};
}

json::object indexRow(const VenueView &view, int contract) { return priceRow(view, contract, &ContractState::index); }

json::object fairRow(const VenueView &view, int contract) { return priceRow(view, contract, &ContractState::mark); }

json::object rateRow(const VenueView &view, int contract)
{
    const json::object row = mexcFundingRow(view, contract);
    return {
        {"symbol", row.at("symbol")}, {"rate", row.at("fundingRate")}, {"nextSettleTime", row.at("nextSettleTime")}};
}

/// A channel whose frames tell the newest state of one contract.
struct StateChannel {
    std::string_view name;
    TimeMs everyMs;
    unsigned streams;
    json::object (*make)(const VenueView &, int);
};

constexpr std::array StateChannels = {
    StateChannel{"ticker", 3 * SecondMs, TickerStreams, mexcTickerRow},
    StateChannel{"index.price", SecondMs, MarkStream, indexRow},
    StateChannel{"fair.price", SecondMs, MarkStream, fairRow},
    StateChannel{"funding.rate", MinuteMs, FundingStream, rateRow},
};
constexpr std::string_view Deals = "deal", Bars = "kline", All = "tickers", Depth = "depth";

struct Subscription {
    std::string channel;
    int contract = -1; ///< none: tickers of all
    std::string interval; ///< of bars
    bool isMerged = true; ///< deals of one side and price come as one
};

class MexcSession final : public Session {
public:
    MexcSession(const VenueView &view, const Instant &now) : m_view(view), m_pingedMs(now.wallMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, std::string_view channel, bool subscribe, const Instant &now, Outbox &out);
    static void say(std::string_view channel, json::value data, TimeMs ts, Outbox &out);
    void emit(std::string_view channel, const Subscription &to, json::value data, unsigned streams, Outbox &out) const;
    void pushState(const std::string &key, const Subscription &to, const Instant &now, Outbox &out);
    void pushAll(const std::string &key, const Subscription &to, const Instant &now, Outbox &out);
    void pushDeals(const Subscription &to, Outbox &out) const;
    void pushBar(const std::string &key, const Subscription &to, const Instant &now, Outbox &out);

    const VenueView &m_view;
    TimeMs m_pingedMs; ///< wall time
    std::map<std::string, Subscription> m_subscriptions; ///< by channel, symbol and interval
    Pace m_pace;
};

bool isChannel(std::string_view name)
{
    return name == Deals || name == Bars || name == All || name.starts_with(Depth)
        || std::ranges::find(StateChannels, name, &StateChannel::name) != StateChannels.end();
}

void MexcSession::say(std::string_view channel, json::value data, TimeMs ts, Outbox &out)
{
    out.control(plainJson(json::object{{"channel", channel}, {"data", std::move(data)}, {"ts", ts}}));
}

void MexcSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string method = request ? textMember(*request, "method") : std::string();
    const std::string_view word = method;
    if (word == "ping") {
        m_pingedMs = now.wallMs;
        say("pong", now.marketMs, now.marketMs, out);
    } else if (word.starts_with("sub.") && isChannel(word.substr(4))) {
        change(*request, word.substr(4), true, now, out);
    } else if (word.starts_with("unsub.") && isChannel(word.substr(6))) {
        change(*request, word.substr(6), false, now, out);
    } // an unknown method gets no answer
}

void MexcSession::change(
    const json::object &request, std::string_view channel, bool subscribe, const Instant &now, Outbox &out)
{
    Subscription made;
    made.channel = channel;
    const json::value *param = request.if_contains("param");
    const json::object members = param && param->is_object() ? param->get_object() : json::object();
    const std::string symbol = textMember(members, "symbol");
    if (channel != All) {
        const auto contract = m_view.find(symbol);
        if (!contract) {
            say("rs.error", json::value("Contract [" + symbol + "] not exists"), now.marketMs, out);
            return;
        }
        made.contract = *contract;
    }
    if (channel == Bars) {
        made.interval = textMember(members, "interval");
        if (!mexcBarSize(made.interval)) {
            say("rs.error", json::value("Interval [" + made.interval + "] not exists"), now.marketMs, out);
            return;
        }
    }
    const json::value *compress = members.if_contains("compress");
    made.isMerged = !compress || !compress->is_bool() || compress->get_bool();
    const std::string key = made.channel + " " + symbol + " " + made.interval;
    if (!subscribe) {
        m_subscriptions.erase(key);
        m_pace.forget(key);
    } else {
        m_subscriptions.insert_or_assign(key, std::move(made)); // a second time does not double the stream
    }
    say("rs." + std::string(subscribe ? "sub." : "unsub.") + std::string(channel), "success", now.marketMs, out);
}

void MexcSession::emit(
    std::string_view channel, const Subscription &to, json::value data, unsigned streams, Outbox &out) const
{
    json::object frame{
        {"data", std::move(data)}, {"channel", "push." + std::string(channel)}, {"ts", m_view.market().nowMs()}};
    if (to.contract >= 0)
        frame["symbol"] = m_view.spec(to.contract).symbol;
    out.data(plainJson(frame), streams);
}

void MexcSession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_pingedMs >= PingWithinMs) { // even while data flow
        out.close = {1000, ""};
        return;
    }
    for (const auto &[key, subscription] : m_subscriptions) {
        if (subscription.channel == Deals)
            pushDeals(subscription, out);
        else if (subscription.channel == Bars)
            pushBar(key, subscription, now, out);
        else if (subscription.channel == All)
            pushAll(key, subscription, now, out);
        else
            pushState(key, subscription, now, out);
    }
}

void MexcSession::pushState(const std::string &key, const Subscription &to, const Instant &now, Outbox &out)
{
    const auto state = std::ranges::find(StateChannels, to.channel, &StateChannel::name);
    if (state != StateChannels.end() && m_pace.due(key, state->everyMs, now.wallMs))
        emit(to.channel, to, state->make(m_view, to.contract), state->streams, out);
}

void MexcSession::pushAll(const std::string &key, const Subscription &to, const Instant &now, Outbox &out)
{
    if (!m_pace.due(key, 2 * SecondMs, now.wallMs))
        return;
    json::array rows;
    for (const int contract : m_view.contracts())
        rows.push_back(mexcShortTickerRow(m_view, contract));
    emit(All, to, std::move(rows), MarkStream | VolumeStream, out);
}

void MexcSession::pushDeals(const Subscription &to, Outbox &out) const
{
    std::vector<Print> deals;
    for (const Print &print : m_view.newPrints()) {
        if (print.contract != to.contract)
            continue;
        const bool isSame =
            !deals.empty() && deals.back().price == print.price && deals.back().takerBuy == print.takerBuy;
        if (to.isMerged && isSame) {
            deals.back().base += print.base;
            deals.back().timeMs = print.timeMs;
            deals.back().id = print.id;
        } else {
            deals.push_back(print);
        }
    }
    json::array rows;
    for (auto deal = deals.rbegin(); deal != deals.rend(); ++deal) // newest first
        rows.push_back(mexcDealRow(m_view.spec(to.contract), *deal));
    if (!rows.empty())
        emit(Deals, to, std::move(rows), TradeStream, out);
}

void MexcSession::pushBar(const std::string &key, const Subscription &to, const Instant &now, Outbox &out)
{
    const auto size = mexcBarSize(to.interval);
    if (!size || !m_pace.due(key, SecondMs, now.wallMs))
        return;
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), to.contract, *size, {size->openOf(at), at, 1}, false);
    if (bars.empty())
        return;
    const json::object cells = mexcBar(m_view.spec(to.contract), bars.back());
    const json::object bar{{"symbol", m_view.spec(to.contract).symbol}, {"interval", to.interval},
        {"t", cells.at("time")}, {"o", cells.at("open")}, {"c", cells.at("close")}, {"h", cells.at("high")},
        {"l", cells.at("low")}, {"q", cells.at("vol")}, {"a", cells.at("amount")}};
    emit(Bars, to, bar, OtherStream, out);
}

} // namespace

std::unique_ptr<Session> openMexcSession(const VenueView &view, const Instant &now)
{
    return std::make_unique<MexcSession>(view, now);
}

} // namespace isobar::simulation
