#include "core/simulation/servers/lightersession.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/lighterrows.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned StatsStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;
constexpr TimeMs SilenceMs = 2 * MinuteMs; ///< without a frame of the client
constexpr TimeMs PingEveryMs = MinuteMs;
constexpr std::size_t MostSubscriptions = 500;
constexpr int MessagesPerMinute = 200;

enum class Kind { Stats, Trades, Candles, Book };

struct Channel {
    Kind kind = Kind::Stats;
    std::string name; ///< as it comes back: "trade:1"
    int contract = -1; ///< -1: all
    std::string resolution; ///< of candles
    std::map<int, json::object> known; ///< statistics that were sent
};

class LighterSession final : public Session {
public:
    LighterSession(const VenueView &view, unsigned number, const Instant &now, Outbox &greeting)
        : m_view(view), m_heardMs(now.wallMs), m_pingedMs(now.wallMs)
    {
        greeting.control(plainJson(
            json::object{{"session_id", "8d354239-80e0-4b77-8763-" + hexText(number, 12)}, {"type", "connected"}}));
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void subscribe(const std::string &asked, Outbox &out);
    std::optional<Channel> parse(std::string_view asked) const;
    static void fail(int code, const std::string &message, Outbox &out);
    void begin(Channel &channel, Outbox &out);
    void pushStats(Channel &channel, const Instant &now, Outbox &out);
    void pushTrades(const Channel &channel, Outbox &out);
    void pushCandle(const Channel &channel, const Instant &now, std::string_view type, Outbox &out);
    json::object changes(Channel &channel) const;
    void sendTrades(const Channel &channel, std::string_view type, const std::vector<Fill> &fills, Outbox &out);
    json::object frame(const Channel &channel, std::string_view type) const;

    const VenueView &m_view;
    std::map<std::string, Channel> m_channels;
    Pace m_pace;
    Quota m_messages{MessagesPerMinute, MinuteMs};
    TimeMs m_heardMs, m_pingedMs;
    std::int64_t m_nonce = 8'630'000'000;
};

void LighterSession::fail(int code, const std::string &message, Outbox &out)
{
    out.control(plainJson(json::object{{"error", json::object{{"code", code}, {"message", message}}}}));
}

void LighterSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    m_heardMs = now.wallMs;
    if (!m_messages.spend(1, now.wallMs)) {
        fail(30009, "Too Many Websocket Messages!", out);
        out.close = {1008, "Too Many Websocket Messages!"};
        return;
    }
    const auto request = parseObject(text);
    const std::string type = request ? textMember(*request, "type") : std::string();
    const std::string asked = request ? textMember(*request, "channel") : std::string();
    if (type == "ping") {
        out.control(R"({"type":"pong"})");
    } else if (type == "subscribe") {
        subscribe(asked, out);
    } else if (type == "unsubscribe") {
        std::string name = asked;
        std::ranges::replace(name, '/', ':');
        m_channels.erase(name);
        out.control(plainJson(json::object{{"type", "unsubscribed"}, {"channel", name}}));
    } else if (type != "pong") {
        fail(30001, "Invalid Message Type: " + type, out);
    }
}

void LighterSession::subscribe(const std::string &asked, Outbox &out)
{
    auto channel = parse(asked);
    if (!channel)
        return fail(30005, "Invalid Channel: " + asked, out);
    if (m_channels.contains(channel->name))
        return fail(30003, "Already Subscribed to Channel: " + channel->name, out);
    if (m_channels.size() >= MostSubscriptions)
        return fail(30004, "Too Many Subscriptions!", out);
    begin(*channel, out);
    m_pace.forget(channel->name);
    const std::string name = channel->name;
    m_channels.emplace(name, std::move(*channel));
}

/// "trade/1", "market_stats/all", "candle/1/5m": slashes are sent, colons come back.
std::optional<Channel> LighterSession::parse(std::string_view asked) const
{
    Channel channel;
    channel.name = asked;
    std::ranges::replace(channel.name, '/', ':');
    const std::size_t first = asked.find('/');
    if (first == std::string_view::npos)
        return std::nullopt;
    const std::string_view kind = asked.substr(0, first), rest = asked.substr(first + 1);
    const std::size_t second = rest.find('/');
    const std::string_view market = rest.substr(0, second);
    const bool isAll = kind == "market_stats" && market == "all";
    channel.contract = m_view.find(market).value_or(-1);
    if (channel.contract < 0 && !isAll)
        return std::nullopt;
    if (kind == "candle") {
        channel.kind = Kind::Candles;
        channel.resolution = second == std::string_view::npos ? std::string_view() : rest.substr(second + 1);
        return lighterBarSize(channel.resolution) ? std::optional(channel) : std::nullopt;
    }
    channel.kind = kind == "trade" ? Kind::Trades : kind == "order_book" ? Kind::Book : Kind::Stats;
    const bool isKnown = channel.kind != Kind::Stats || kind == "market_stats";
    return isKnown && second == std::string_view::npos ? std::optional(channel) : std::nullopt;
}

json::object LighterSession::frame(const Channel &channel, std::string_view type) const
{
    return {{"type", type}, {"channel", channel.name}, {"timestamp", m_view.market().nowMs()}};
}

/// The acknowledgement: the channel's state. What is muted is left out of it.
void LighterSession::begin(Channel &channel, Outbox &out)
{
    json::object ack = frame(channel, "subscribed/market_stats");
    switch (channel.kind) {
    case Kind::Stats: {
        json::object stats = out.isMuted(StatsStreams) ? json::object() : changes(channel);
        if (channel.contract >= 0 && stats.empty())
            stats = {{"symbol", m_view.spec(channel.contract).base},
                {"market_id", parseInteger(m_view.spec(channel.contract).symbol).value_or(0)}};
        ack["market_stats"] = std::move(stats);
        out.control(plainJson(ack));
        break;
    }
    case Kind::Trades:
        sendTrades(channel, "subscribed/trade", m_view.recentFills(channel.contract), out);
        break;
    case Kind::Candles:
        pushCandle(channel, {}, "subscribed/candle", out);
        break;
    case Kind::Book: // accepted; no book is simulated
        ack["type"] = "subscribed/order_book";
        ack["order_book"] = json::object{{"code", 0}, {"asks", json::array()}, {"bids", json::array()}};
        out.control(plainJson(ack));
        break;
    }
}

void LighterSession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_heardMs >= SilenceMs) {
        out.close = {1000, "no client frame"};
        return;
    }
    if (now.wallMs - m_pingedMs >= PingEveryMs) {
        m_pingedMs = now.wallMs;
        out.control(R"({"type":"ping"})");
    }
    for (auto &[name, channel] : m_channels) {
        if (channel.kind == Kind::Stats)
            pushStats(channel, now, out);
        else if (channel.kind == Kind::Trades)
            pushTrades(channel, out);
        else if (channel.kind == Kind::Candles)
            pushCandle(channel, now, "update/candle", out);
    }
}

/// What is new of the statistics: by market where the channel is for all, of the one else. Empty: nothing.
json::object LighterSession::changes(Channel &channel) const
{
    const std::vector<int> wanted = channel.contract < 0 ? m_view.contracts() : std::vector{channel.contract};
    json::object changed;
    for (const int contract : wanted) {
        json::object present = lighterStats(m_view, contract);
        json::object &known = channel.known[contract];
        if (known == present)
            continue;
        known = present;
        if (channel.contract >= 0)
            return present;
        changed[m_view.spec(contract).symbol] = std::move(present);
    }
    return changed;
}

void LighterSession::pushStats(Channel &channel, const Instant &now, Outbox &out)
{
    if (out.isMuted(StatsStreams) || !m_pace.due(channel.name, SecondMs, now.wallMs))
        return;
    json::object stats = changes(channel);
    if (stats.empty())
        return;
    json::object update = frame(channel, "update/market_stats");
    update["market_stats"] = std::move(stats);
    out.data(plainJson(update), StatsStreams);
}

void LighterSession::pushTrades(const Channel &channel, Outbox &out)
{
    const auto fills = m_view.newFills(channel.contract);
    // In frames of their own so that one stream can be silenced.
    for (const bool isLiquidation : {false, true}) {
        std::vector<Fill> part;
        std::ranges::copy_if(
            fills, std::back_inserter(part), [&](const Fill &fill) { return fill.isLiquidation == isLiquidation; });
        if (!part.empty() && !out.isMuted(isLiquidation ? LiquidationStream : TradeStream))
            sendTrades(channel, "update/trade", part, out);
    }
}

/// Newest first, liquidations apart from the rest.
void LighterSession::sendTrades(
    const Channel &channel, std::string_view type, const std::vector<Fill> &fills, Outbox &out)
{
    json::array trades, liquidations;
    for (auto fill = fills.rbegin(); fill != fills.rend(); ++fill)
        if (!out.isMuted(fill->isLiquidation ? LiquidationStream : TradeStream))
            (fill->isLiquidation ? liquidations : trades).push_back(lighterTrade(m_view, *fill));
    const unsigned streams = (trades.empty() ? 0U : TradeStream) | (liquidations.empty() ? 0U : LiquidationStream);
    json::object update{{"type", type}, {"channel", channel.name}, {"nonce", ++m_nonce}};
    update["trades"] = std::move(trades);
    if (liquidations.empty() && m_nonce % 2 == 0) // an empty list or none: both occur
        update["liquidation_trades"] = nullptr;
    else
        update["liquidation_trades"] = std::move(liquidations);
    out.data(plainJson(update), streams);
}

void LighterSession::pushCandle(const Channel &channel, const Instant &now, std::string_view type, Outbox &out)
{
    const bool isAck = type.starts_with("subscribed");
    if (!isAck && !m_pace.due(channel.name, SecondMs, now.wallMs))
        return;
    const auto size = lighterBarSize(channel.resolution);
    const TimeMs at = m_view.market().nowMs();
    json::array rows;
    for (const Candle &bar : candleSeries(m_view.market(), channel.contract, *size, {size->openOf(at), at, 1}, false))
        rows.push_back(lighterCandle(m_view.spec(channel.contract), bar));
    json::object update = frame(channel, type);
    update["candles"] = std::move(rows);
    out.data(plainJson(update), isAck ? unsigned(ControlFrame) : unsigned(OtherStream));
}

} // namespace

std::unique_ptr<Session> makeLighterSession(
    const VenueView &view, unsigned number, const Instant &now, Outbox &greeting)
{
    return std::make_unique<LighterSession>(view, number, now, greeting);
}

} // namespace isobar::simulation
