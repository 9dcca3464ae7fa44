#include "core/simulation/servers/blofinsession.h"

#include "core/simulation/servers/blofinrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"

#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::size_t MostBytes = 4096;
constexpr std::pair<std::string_view, BlofinPrice> CandleChannels[] = {
    {"candle", BlofinPrice::Trades}, {"mark-price-candle", BlofinPrice::Mark}, {"index-candle", BlofinPrice::Index}};

struct Subscription {
    json::value arg;
    std::string channel;
    int contract = 0;
    std::optional<BlofinPrice> candle; ///< of a channel of bars
    std::optional<BarSize> size;
};

class BlofinSession final : public Session {
public:
    explicit BlofinSession(const VenueView &view) : m_view(view) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::value &arg, bool subscribe, Outbox &out);
    std::optional<Subscription> subscriptionFor(const json::value &arg) const;
    void pushState(const std::string &key, const Subscription &subscription, const Instant &now, Outbox &out);
    void pushCandle(const Subscription &subscription, Outbox &out) const;
    static void fail(const char *code, const std::string &message, Outbox &out)
    {
        out.control(plainJson(json::object{{"event", "error"}, {"code", code}, {"msg", message}}));
    }
    static void emit(const Subscription &subscription, json::value row, unsigned streams, Outbox &out)
    {
        out.data(plainJson(json::object{{"arg", subscription.arg}, {"data", json::array{std::move(row)}}}), streams);
    }

    const VenueView &m_view;
    std::map<std::string, Subscription> m_subscriptions; ///< by the argument as text
    Pace m_pace;
    FundingPace m_fundingPace;
};

void BlofinSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    if (text == "ping") {
        out.control("pong");
        return;
    }
    const auto request = parseObject(text);
    const std::string operation = request ? textMember(*request, "op") : std::string();
    if ((operation != "subscribe" && operation != "unsubscribe") || text.size() > MostBytes) {
        fail("60012", "Invalid request: " + std::string(text.substr(0, 100)), out);
        return;
    }
    for (const json::value &arg : listMember(*request, "args"))
        change(arg, operation == "subscribe", out);
}

void BlofinSession::change(const json::value &arg, bool subscribe, Outbox &out)
{
    auto subscription = subscriptionFor(arg);
    if (!subscription) {
        fail("60018", "Invalid channel or instId: " + plainJson(arg), out);
        return;
    }
    const std::string key = plainJson(arg);
    m_pace.forget(key);
    m_fundingPace.forget(key);
    if (subscribe)
        m_subscriptions.insert_or_assign(key, std::move(*subscription));
    else
        m_subscriptions.erase(key);
    out.control(plainJson(json::object{{"event", subscribe ? "subscribe" : "unsubscribe"}, {"arg", arg}}));
}

std::optional<Subscription> BlofinSession::subscriptionFor(const json::value &arg) const
{
    if (!arg.is_object())
        return std::nullopt;
    Subscription made;
    made.arg = arg;
    made.channel = textMember(arg.get_object(), "channel");
    const auto contract = m_view.find(textMember(arg.get_object(), "instId"));
    if (!contract)
        return std::nullopt;
    made.contract = *contract;
    for (const auto &[name, price] : CandleChannels) {
        if (!made.channel.starts_with(name))
            continue;
        made.candle = price;
        made.size = blofinBarSize(std::string_view(made.channel).substr(name.size()));
    }
    const bool isPlain = made.channel == "trades" || made.channel == "tickers" || made.channel == "funding-rate"
        || made.channel == "books" || made.channel == "books5";
    return isPlain || made.size ? std::optional(made) : std::nullopt;
}

void BlofinSession::push(const Instant &now, Outbox &out)
{
    for (const auto &[key, subscription] : m_subscriptions) {
        if (subscription.channel == "trades") { // one in a frame
            for (const Print &print : m_view.newPrints())
                if (print.contract == subscription.contract)
                    emit(subscription, blofinTradeRow(m_view.spec(print.contract), print), TradeStream, out);
        } else {
            pushState(key, subscription, now, out);
        }
    }
}

void BlofinSession::pushState(const std::string &key, const Subscription &subscription, const Instant &now, Outbox &out)
{
    const int contract = subscription.contract;
    if (subscription.channel == "funding-rate") {
        if (m_fundingPace.due(
                key, 30 * SecondMs, m_view.state(contract).nextFundingMs, now.wallMs, m_view.market().nowMs()))
            emit(subscription, blofinFundingRow(m_view, contract), FundingStream, out);
    } else if (m_pace.due(key, SecondMs, now.wallMs)) {
        if (subscription.channel == "tickers")
            emit(subscription, blofinTickerRow(m_view, contract), VolumeStream, out);
        else if (subscription.candle)
            pushCandle(subscription, out);
    }
}

void BlofinSession::pushCandle(const Subscription &subscription, Outbox &out) const
{
    const BarSize size = subscription.size.value_or(BarSize());
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), subscription.contract, size, {size.openOf(at), at, 1}, false);
    if (!bars.empty())
        emit(subscription,
            blofinCandleRow(
                m_view, subscription.contract, size, bars.back(), subscription.candle.value_or(BlofinPrice::Trades)),
            OtherStream, out);
}

} // namespace

std::unique_ptr<Session> openBlofinSession(const VenueView &view, const HttpRequest &handshake)
{
    return handshake.path == "/ws/public" ? std::make_unique<BlofinSession>(view) : nullptr;
}

} // namespace isobar::simulation
