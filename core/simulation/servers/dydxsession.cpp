#include "core/simulation/servers/dydxsession.h"

#include "core/simulation/servers/dydxrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned TradingStreams = FundingStream | OpenInterestStream | VolumeStream;
constexpr TimeMs TradingEveryMs = 10 * SecondMs, OracleEveryMs = SecondMs, BatchEveryMs = 250;
constexpr std::ptrdiff_t MostOfChannel = 32;
constexpr std::uint16_t TryAgainLater = 1013;
constexpr std::string_view Markets = "v4_markets", Trades = "v4_trades", Candles = "v4_candles", Books = "v4_orderbook";

struct Subscription {
    std::string channel, id; ///< id empty: all markets
    int contract = -1;
    std::string resolution; ///< of candles
    bool isBatched = false;
    json::array pending; ///< of a batch
    unsigned pendingStreams = ControlFrame;
    std::map<int, json::object> known; ///< the market fields that were sent
};

class DydxSession final : public Session {
public:
    DydxSession(const VenueView &view, unsigned number, Outbox &greeting)
        : m_view(view), m_connection("004a1efa-21bb-4b19-a2e9-" + hexText(number, 12))
    {
        greeting.control(plainJson(envelope("connected")));
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    json::object envelope(std::string_view type);
    void fail(const std::string &message, const Instant &now, Outbox &out);
    void subscribe(const json::object &request, const Instant &now, Outbox &out);
    void unsubscribe(const json::object &request, Outbox &out);
    bool mayTry(const std::string &key, const Instant &now, Outbox &out);
    std::string refusal(const Subscription &wish, const std::string &key) const;
    json::object snapshot(Subscription &subscription, const Instant &now, const Outbox &out) const;
    void pushTrading(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out);
    void pushOracle(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out);
    void pushTrades(Subscription &subscription, Outbox &out);
    void pushCandle(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out);
    void emit(Subscription &subscription, json::object contents, unsigned streams, Outbox &out);
    void send(
        const Subscription &subscription, std::string_view type, json::value contents, unsigned streams, Outbox &out);

    const VenueView &m_view;
    std::string m_connection;
    std::int64_t m_nextMessage = 0;
    std::map<std::string, Subscription> m_subscriptions; ///< by channel and id
    std::map<std::string, Quota> m_attempts;
    Quota m_mistakes{2, SecondMs};
    Pace m_pace;
};

json::object DydxSession::envelope(std::string_view type)
{
    return {{"type", type}, {"connection_id", m_connection}, {"message_id", m_nextMessage++}};
}

void DydxSession::fail(const std::string &message, const Instant &now, Outbox &out)
{
    json::object error = envelope("error");
    error["message"] = message;
    out.control(plainJson(error));
    if (!m_mistakes.spend(1, now.wallMs))
        out.close = {TryAgainLater, "Rate limited"};
}

void DydxSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string type = request ? textMember(*request, "type") : std::string();
    if (!request)
        fail("Invalid message: could not parse", now, out);
    else if (type == "subscribe")
        subscribe(*request, now, out);
    else if (type == "unsubscribe")
        unsubscribe(*request, out);
    else if (type == "ping")
        out.control(plainJson(envelope("pong")));
    else
        fail("Invalid message type: " + type, now, out);
}

std::string keyOf(const json::object &request)
{
    return textMember(request, "channel") + "-" + textMember(request, "id");
}

bool DydxSession::mayTry(const std::string &key, const Instant &now, Outbox &out)
{
    Quota &attempts = m_attempts.try_emplace(key, 2, SecondMs).first->second;
    if (attempts.spend(1, now.wallMs))
        return true;
    json::object error = envelope("error");
    error["message"] = "Too many subscribe attempts for channel " + key + ". Please reconnect and try again.";
    out.control(plainJson(error));
    out.close = {TryAgainLater, "Rate limited"};
    return false;
}

void DydxSession::subscribe(const json::object &request, const Instant &now, Outbox &out)
{
    const std::string key = keyOf(request);
    if (!mayTry(key, now, out))
        return;
    Subscription wish;
    wish.channel = textMember(request, "channel");
    wish.id = textMember(request, "id");
    const std::size_t slash = wish.channel == Candles ? wish.id.find('/') : std::string::npos;
    wish.resolution = slash == std::string::npos ? std::string() : wish.id.substr(slash + 1);
    wish.contract = m_view.find(wish.id.substr(0, slash)).value_or(-1);
    const json::value *batched = request.if_contains("batched");
    wish.isBatched = batched && batched->is_bool() && batched->get_bool();
    if (const std::string why = refusal(wish, key); !why.empty()) {
        fail(why, now, out);
        return;
    }
    send(wish, "subscribed", snapshot(wish, now, out), ControlFrame, out);
    m_pace.forget(key);
    m_subscriptions.insert_or_assign(key, std::move(wish));
}

/// Why not; "": it may be.
std::string DydxSession::refusal(const Subscription &wish, const std::string &key) const
{
    const bool isMarkets = wish.channel == Markets;
    if (!isMarkets && wish.channel != Trades && wish.channel != Candles && wish.channel != Books)
        return "Invalid channel: " + wish.channel;
    if (isMarkets ? !wish.id.empty() && wish.id != Markets
                  : wish.contract < 0 || (wish.channel == Candles && !dydxBarSize(wish.resolution)))
        return "Invalid subscription id for channel: (" + key + ")";
    if (m_subscriptions.contains(key))
        return "Invalid subscribe message: already subscribed (" + key + ")";
    const auto same =
        std::ranges::count_if(m_subscriptions, [&](const auto &other) { return other.second.channel == wish.channel; });
    if (!isMarkets && same >= MostOfChannel)
        return "Per-connection subscription limit reached for " + wish.channel
            + " (limit=" + std::to_string(MostOfChannel) + ").";
    return {};
}

/// What a subscription begins with. Muted fields are not in it, and not counted as known.
json::object DydxSession::snapshot(Subscription &subscription, const Instant &now, const Outbox &out) const
{
    if (subscription.channel == Markets) {
        if (out.isMuted(TradingStreams | MarkStream))
            return {{"markets", json::object()}};
        for (const int contract : m_view.contracts())
            subscription.known[contract] = dydxTrading(m_view, contract);
        return {{"markets", dydxMarkets(m_view, std::nullopt)}};
    }
    if (subscription.channel == Candles)
        return {{"candles",
            dydxCandles(m_view, subscription.contract, subscription.resolution,
                {now.marketMs - 100 * dydxBarSize(subscription.resolution)->stepMs, now.marketMs, 100})}};
    if (subscription.channel == Books) // accepted; no book is simulated
        return {{"bids", json::array()}, {"asks", json::array()}};
    json::array rows;
    const auto fills = m_view.recentFills(subscription.contract);
    for (auto fill = fills.rbegin(); fill != fills.rend(); ++fill)
        if (!out.isMuted(fill->isLiquidation ? LiquidationStream : TradeStream))
            rows.push_back(dydxTradeRow(m_view.spec(subscription.contract), *fill));
    return {{"trades", std::move(rows)}};
}

void DydxSession::unsubscribe(const json::object &request, Outbox &out)
{
    m_subscriptions.erase(keyOf(request));
    json::object reply = envelope("unsubscribed");
    reply["channel"] = textMember(request, "channel");
    if (request.contains("id"))
        reply["id"] = textMember(request, "id");
    out.control(plainJson(reply));
}

void DydxSession::push(const Instant &now, Outbox &out)
{
    for (auto &[key, subscription] : m_subscriptions) {
        if (subscription.channel == Markets) {
            pushTrading(key, subscription, now, out);
            pushOracle(key, subscription, now, out);
        } else if (subscription.channel == Trades) {
            pushTrades(subscription, out);
        } else if (subscription.channel == Candles) {
            pushCandle(key, subscription, now, out);
        }
        if (!subscription.pending.empty() && m_pace.due(key + "#batch", BatchEveryMs, now.wallMs))
            send(subscription, "channel_batch_data", std::exchange(subscription.pending, {}),
                std::exchange(subscription.pendingStreams, ControlFrame), out);
    }
}

void DydxSession::pushTrading(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out)
{
    if (out.isMuted(TradingStreams) || !m_pace.due(key, TradingEveryMs, now.wallMs))
        return;
    json::object changes;
    for (const int contract : m_view.contracts()) {
        json::object &known = subscription.known[contract];
        json::object present = dydxTrading(m_view, contract);
        json::object changed;
        for (const auto &member : present) {
            const json::value *before = known.if_contains(member.key());
            if (!before || *before != member.value())
                changed.emplace(member.key(), member.value());
        }
        known = std::move(present);
        if (!changed.empty())
            changes[m_view.spec(contract).symbol] = std::move(changed);
    }
    if (!changes.empty())
        emit(subscription, {{"trading", std::move(changes)}}, TradingStreams, out);
}

void DydxSession::pushOracle(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out)
{
    if (!m_pace.due(key + "#oracle", OracleEveryMs, now.wallMs))
        return;
    json::object prices;
    for (const int contract : m_view.contracts())
        prices[m_view.spec(contract).symbol] = dydxOracle(m_view, contract);
    emit(subscription, {{"oraclePrices", std::move(prices)}}, MarkStream, out);
}

/// Liquidations are rows of the same channel, in frames of their own so that one stream can be silenced.
void DydxSession::pushTrades(Subscription &subscription, Outbox &out)
{
    for (const bool isLiquidation : {false, true}) {
        json::array rows;
        for (const Fill &fill : m_view.newFills(subscription.contract))
            if (fill.isLiquidation == isLiquidation)
                rows.push_back(dydxTradeRow(m_view.spec(subscription.contract), fill));
        if (!rows.empty())
            emit(subscription, {{"trades", std::move(rows)}}, isLiquidation ? LiquidationStream : TradeStream, out);
    }
}

void DydxSession::pushCandle(const std::string &key, Subscription &subscription, const Instant &now, Outbox &out)
{
    if (!m_pace.due(key, SecondMs, now.wallMs))
        return;
    const TimeMs at = m_view.market().nowMs();
    const TimeMs open = dydxBarSize(subscription.resolution)->openOf(at);
    const json::array rows = dydxCandles(m_view, subscription.contract, subscription.resolution, {open, at, 1});
    if (!rows.empty())
        emit(subscription, rows.front().get_object(), OtherStream, out);
}

void DydxSession::emit(Subscription &subscription, json::object contents, unsigned streams, Outbox &out)
{
    if (!subscription.isBatched) {
        send(subscription, "channel_data", std::move(contents), streams, out);
    } else if (!out.isMuted(streams)) {
        subscription.pending.push_back(std::move(contents));
        subscription.pendingStreams |= streams;
    }
}

void DydxSession::send(
    const Subscription &subscription, std::string_view type, json::value contents, unsigned streams, Outbox &out)
{
    if (out.isMuted(streams)) // takes no number
        return;
    json::object frame = envelope(type);
    frame["channel"] = subscription.channel;
    if (!subscription.id.empty())
        frame["id"] = subscription.id;
    if (type != "subscribed")
        frame["version"] = subscription.channel == Trades ? "2.1.0" : "1.0.0";
    frame["contents"] = std::move(contents);
    out.data(plainJson(frame), streams);
}

} // namespace

std::unique_ptr<Session> makeDydxSession(const VenueView &view, unsigned number, Outbox &greeting)
{
    return std::make_unique<DydxSession>(view, number, greeting);
}

} // namespace isobar::simulation
