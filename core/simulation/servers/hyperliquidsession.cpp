#include "core/simulation/servers/hyperliquidsession.h"

#include "core/simulation/servers/hyperliquidrows.h"
#include "core/simulation/servers/pace.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned ContextStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;

struct Subscription {
    std::string type;
    std::string interval; ///< of candles
    std::optional<int> contract; ///< absent: all coins
    bool isFresh = true;
};

class HyperliquidSession final : public Session {
public:
    explicit HyperliquidSession(const VenueView &view) : m_view(view) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::value &subscription, bool subscribe, Outbox &out);
    std::optional<Subscription> parse(const json::object &wish) const;
    void pushOne(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out);
    void pushTrades(Subscription &subscription, Outbox &out) const;

    const VenueView &m_view;
    std::map<std::string, Subscription> m_subscriptions; ///< by the wish as text
    Pace m_pace;
};

std::string textOf(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string refusal(const std::string &text)
{
    return json::serialize(json::object{{"channel", "error"}, {"data", text}});
}

std::string message(std::string_view channel, json::value data)
{
    return json::serialize(json::object{{"channel", channel}, {"data", std::move(data)}});
}

void HyperliquidSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(text, error);
    const json::object *request = error ? nullptr : parsed.if_object();
    const std::string method = request ? textOf(*request, "method") : std::string();
    const json::value *wish = request ? request->if_contains("subscription") : nullptr;
    if (method == "ping")
        out.control(R"({"channel":"pong"})");
    else if ((method == "subscribe" || method == "unsubscribe") && wish && wish->is_object())
        change(*wish, method == "subscribe", out);
    else
        out.control(refusal("Error parsing JSON into valid websocket request: " + std::string(text)));
}

void HyperliquidSession::change(const json::value &wish, bool subscribe, Outbox &out)
{
    const std::string key = json::serialize(wish);
    auto subscription = parse(wish.get_object());
    if (!subscription) {
        out.control(refusal("Invalid subscription " + key));
        return;
    }
    if (subscribe == m_subscriptions.contains(key)) {
        out.control(refusal((subscribe ? "Already subscribed: " : "Already unsubscribed: ") + key));
        return;
    }
    if (subscribe)
        m_subscriptions.emplace(key, std::move(*subscription));
    else
        m_subscriptions.erase(key);
    m_pace.forget(key);
    out.control(message("subscriptionResponse",
        json::object{{"method", subscribe ? "subscribe" : "unsubscribe"}, {"subscription", wish}}));
}

std::optional<Subscription> HyperliquidSession::parse(const json::object &wish) const
{
    Subscription made;
    made.type = textOf(wish, "type");
    if (made.type == "allMids" || made.type == "allDexsAssetCtxs")
        return made;
    if (made.type == "userFills" || made.type == "userEvents") // accepted; nobody here has fills to tell of
        return textOf(wish, "user").empty() ? std::nullopt : std::optional(made);
    const bool isKnown = made.type == "activeAssetCtx" || made.type == "trades" || made.type == "candle"
        || made.type == "l2Book" || made.type == "bbo";
    made.contract = m_view.find(textOf(wish, "coin"));
    made.interval = textOf(wish, "interval");
    const bool isComplete = made.contract && (made.type != "candle" || barSize(made.interval));
    return isKnown && isComplete ? std::optional(made) : std::nullopt;
}

void HyperliquidSession::push(const Instant &now, Outbox &out)
{
    for (auto &[key, subscription] : m_subscriptions) {
        pushOne(key, subscription, now, out);
        subscription.isFresh = false;
    }
}

void HyperliquidSession::pushOne(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out)
{
    if (subscription.type == "trades") {
        pushTrades(subscription, out);
        return;
    }
    const bool isState = subscription.type == "activeAssetCtx" || subscription.type == "allMids"
        || subscription.type == "allDexsAssetCtxs" || subscription.type == "candle";
    if (!isState || !m_pace.due(key, SecondMs, now.wallMs))
        return;
    if (subscription.type == "activeAssetCtx") {
        const ContractSpec &spec = m_view.spec(*subscription.contract);
        out.data(message("activeAssetCtx",
                     json::object{{"coin", spec.symbol}, {"ctx", hyperliquidContext(m_view, *subscription.contract)}}),
            ContextStreams);
    } else if (subscription.type == "allMids") {
        out.data(message("allMids", json::object{{"mids", hyperliquidMids(m_view)}}), OtherStream);
    } else if (subscription.type == "allDexsAssetCtxs") {
        const json::array mainDex{"", hyperliquidContexts(m_view)};
        out.data(
            message("allDexsAssetCtxs", json::object{{"ctxs", json::array{json::value(mainDex)}}}), ContextStreams);
    } else {
        const auto size = barSize(subscription.interval);
        const TimeMs at = m_view.market().nowMs();
        const auto bars =
            candleSeries(m_view.market(), *subscription.contract, *size, {size->openOf(at), at, 1}, false);
        if (!bars.empty())
            out.data(
                message("candle",
                    hyperliquidCandle(m_view.spec(*subscription.contract), bars.back(), *size, subscription.interval)),
                OtherStream);
    }
}

void HyperliquidSession::pushTrades(Subscription &subscription, Outbox &out) const
{
    json::array rows;
    if (subscription.isFresh) { // a backlog comes first, and again after every reconnect
        constexpr std::ptrdiff_t Backlog = 10;
        const auto &recent = m_view.recentPrints(*subscription.contract);
        for (auto print = recent.end() - std::min(std::ssize(recent), Backlog); print != recent.end(); ++print)
            rows.push_back(hyperliquidTrade(m_view, *print));
    } else {
        for (const Print &print : m_view.newPrints())
            if (print.contract == *subscription.contract)
                rows.push_back(hyperliquidTrade(m_view, print));
    }
    if (!rows.empty())
        out.data(message("trades", std::move(rows)), TradeStream);
}

} // namespace

std::unique_ptr<Session> makeHyperliquidSession(const VenueView &view)
{
    return std::make_unique<HyperliquidSession>(view);
}

} // namespace isobar::simulation
