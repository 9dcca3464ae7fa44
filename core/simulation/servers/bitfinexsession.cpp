#include "core/simulation/servers/bitfinexsession.h"

#include "core/simulation/servers/bitfinexrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned StatusStreams = FundingStream | MarkStream | OpenInterestStream;
constexpr std::size_t MostChannels = 25;
constexpr std::int64_t TimestampFlag = 32768, SequenceFlag = 65536;
constexpr TimeMs HeartbeatMs = 15 * SecondMs;
constexpr TimeMs RefreshMs = 3 * SecondMs; ///< a status is repeated each second and changes this often

struct Channel {
    enum class Kind { Status, Liquidations, Trades, Ticker, Candles, Silent } kind = Kind::Silent;
    json::object request; ///< channel with key or symbol: what makes it the same as another
    std::optional<int> contract; ///< absent: of all
    BarSize bar;
    json::array known; ///< the status that is repeated
    TimeMs spokeMs = 0; ///< wall time
    bool isFresh = true;
};

class BitfinexSession final : public Session {
public:
    BitfinexSession(const VenueView &view, TimeMs openedMs) : m_view(view), m_openedMs(openedMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void subscribe(const json::object &request, const Instant &now, Outbox &out);
    void unsubscribe(const json::object &request, Outbox &out);
    std::optional<Channel> channelFor(const std::string &name, const json::object &request) const;
    void fail(json::object request, int code, std::string_view text, Outbox &out) const;
    void pushStatus(std::int64_t id, Channel &channel, const Instant &now, Outbox &out);
    void pushTicker(std::int64_t id, Channel &channel, const Instant &now, Outbox &out);
    void pushTrades(std::int64_t id, Channel &channel, const Instant &now, Outbox &out);
    void pushLiquidations(std::int64_t id, Channel &channel, const Instant &now, Outbox &out);
    void pushCandle(std::int64_t id, Channel &channel, const Instant &now, Outbox &out);
    void emit(
        std::int64_t id, Channel &channel, json::array payload, unsigned streams, const Instant &now, Outbox &out);

    const VenueView &m_view;
    TimeMs m_openedMs;
    bool m_hasSubscribed = false;
    std::int64_t m_flags = 0;
    std::int64_t m_sequence = 0;
    std::int64_t m_lastId = 127757;
    std::map<std::int64_t, Channel> m_channels;
    Pace m_pace;
};

void BitfinexSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string event = request ? textMember(*request, "event") : std::string();
    if (event == "subscribe")
        return subscribe(*request, now, out);
    if (event == "unsubscribe")
        return unsubscribe(*request, out);
    if (event == "ping") {
        const json::value *id = request->if_contains("cid");
        return out.control(
            plainJson(json::object{{"event", "pong"}, {"ts", now.marketMs}, {"cid", id ? *id : json::value(nullptr)}}));
    }
    if (event == "conf") {
        const json::value *flags = request->if_contains("flags");
        m_flags = flags && flags->is_int64() ? flags->get_int64() : 0;
        return out.control(plainJson(json::object{{"event", "conf"}, {"status", "OK"}, {"flags", m_flags}}));
    }
    fail({}, 10000, "event: unknown", out);
}

void BitfinexSession::fail(json::object request, int code, std::string_view text, Outbox &out) const
{
    request["event"] = "error";
    request["msg"] = text;
    request["code"] = code;
    out.control(plainJson(request));
}

void BitfinexSession::subscribe(const json::object &request, const Instant &now, Outbox &out)
{
    const std::string name = textMember(request, "channel");
    json::object echo = request;
    echo.erase("event");
    if (name == "status" && textMember(request, "key").starts_with("deriv:")
        && !m_view.find(textMember(request, "key").substr(6)))
        return; // an unknown key gets no reply at all
    auto channel = channelFor(name, request);
    if (!channel)
        return fail(std::move(echo), 10300,
            m_view.find(textMember(request, "symbol")) ? "channel: unknown" : "symbol: invalid", out);
    if (std::ranges::any_of(m_channels, [&](const auto &each) { return each.second.request == echo; }))
        return fail(std::move(echo), 10301, "subscribe: dup", out);
    if (m_channels.size() >= MostChannels)
        return fail(std::move(echo), 10305, "subscribe: limit", out);
    channel->request = echo;
    channel->spokeMs = now.wallMs;
    m_hasSubscribed = true;
    const std::int64_t id = ++m_lastId;
    m_channels.emplace(id, std::move(*channel));
    echo["event"] = "subscribed";
    echo["chanId"] = id;
    if (const std::string symbol = textMember(request, "symbol"); !symbol.empty())
        echo["pair"] = symbol.substr(1);
    out.control(plainJson(echo));
}

std::optional<Channel> BitfinexSession::channelFor(const std::string &name, const json::object &request) const
{
    using Kind = Channel::Kind;
    Channel channel;
    const std::string key = textMember(request, "key");
    if (name == "status" && key == "liq:global") {
        channel.kind = Kind::Liquidations;
        return channel;
    }
    std::string symbol = textMember(request, "symbol");
    if (name == "status" && key.starts_with("deriv:"))
        symbol = key.substr(6);
    if (name == "candles" && key.starts_with("trade:")) {
        const std::size_t colon = key.find(':', 6);
        const auto size = bitfinexBarSize(std::string_view(key).substr(6, colon - 6));
        if (colon == std::string::npos || !size)
            return std::nullopt;
        channel.bar = *size;
        symbol = key.substr(colon + 1);
    }
    channel.contract = m_view.find(symbol);
    channel.kind = name == "status" ? Kind::Status
        : name == "trades"          ? Kind::Trades
        : name == "ticker"          ? Kind::Ticker
        : name == "candles"         ? Kind::Candles
                                    : Kind::Silent;
    const bool isKnown = channel.kind != Kind::Silent || name == "book";
    return isKnown && channel.contract ? std::optional(channel) : std::nullopt;
}

void BitfinexSession::unsubscribe(const json::object &request, Outbox &out)
{
    const json::value *id = request.if_contains("chanId");
    if (!id || !id->is_int64() || m_channels.erase(id->get_int64()) == 0)
        return fail({{"chanId", id ? *id : json::value(nullptr)}}, 10400, "unsubscribe: invalid", out);
    out.control(plainJson(json::object{{"event", "unsubscribed"}, {"status", "OK"}, {"chanId", *id}}));
}

void BitfinexSession::push(const Instant &now, Outbox &out)
{
    if (!m_hasSubscribed && now.wallMs - m_openedMs >= MinuteMs) {
        out.close = Outbox::Close{1000, "no subscription"};
        return;
    }
    using Kind = Channel::Kind;
    for (auto &[id, channel] : m_channels) {
        if (channel.kind == Kind::Status)
            pushStatus(id, channel, now, out);
        else if (channel.kind == Kind::Ticker)
            pushTicker(id, channel, now, out);
        else if (channel.kind == Kind::Trades)
            pushTrades(id, channel, now, out);
        else if (channel.kind == Kind::Liquidations)
            pushLiquidations(id, channel, now, out);
        else if (channel.kind == Kind::Candles)
            pushCandle(id, channel, now, out);
        channel.isFresh = false;
        if (now.wallMs - channel.spokeMs >= HeartbeatMs)
            emit(id, channel, {"hb"}, ControlFrame, now, out);
    }
}

void BitfinexSession::pushStatus(std::int64_t id, Channel &channel, const Instant &now, Outbox &out)
{
    const std::string name = std::to_string(id);
    if (!m_pace.due(name, SecondMs, now.wallMs))
        return;
    if (m_pace.due(name + " new", RefreshMs, now.wallMs))
        channel.known = bitfinexStatusRow(m_view, *channel.contract);
    emit(id, channel, {json::value(channel.known)}, StatusStreams, now, out);
}

void BitfinexSession::pushTicker(std::int64_t id, Channel &channel, const Instant &now, Outbox &out)
{
    if (m_pace.due(std::to_string(id), SecondMs, now.wallMs))
        emit(id, channel, {json::value(bitfinexTickerRow(m_view, *channel.contract))}, VolumeStream, now, out);
}

/// First the past, newest first; then each trade twice, executed and updated.
void BitfinexSession::pushTrades(std::int64_t id, Channel &channel, const Instant &now, Outbox &out)
{
    if (channel.isFresh) {
        constexpr std::size_t MostRows = 30;
        const auto &recent = m_view.recentPrints(*channel.contract);
        json::array rows;
        for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < MostRows; ++print)
            rows.push_back(bitfinexTradeRow(m_view, *print));
        return emit(id, channel, {json::value(std::move(rows))}, TradeStream, now, out);
    }
    for (const char *kind : {"te", "tu"})
        for (const Print &print : m_view.newPrints())
            if (print.contract == *channel.contract)
                emit(id, channel, {kind, bitfinexTradeRow(m_view, print)}, TradeStream, now, out);
}

/// First what happened before. Positions of margin trading in spot pairs are among them.
void BitfinexSession::pushLiquidations(std::int64_t id, Channel &channel, const Instant &now, Outbox &out)
{
    std::vector<Liquidation> wanted = m_view.newLiquidations();
    if (channel.isFresh && m_view.lastLiquidation())
        wanted.insert(wanted.begin(), *m_view.lastLiquidation());
    for (const Liquidation &liquidation : wanted) {
        for (json::array row : bitfinexLiquidationRows(m_view, liquidation)) {
            emit(id, channel, {json::array{json::value(row)}}, LiquidationStream, now, out);
            if (liquidation.id % 2 == 0) {
                row[1] = row[1].to_number<std::int64_t>() + 500'000'000;
                row[4] = "tBTCUSD";
                emit(id, channel, {json::array{json::value(row)}}, LiquidationStream, now, out);
            }
        }
    }
}

void BitfinexSession::pushCandle(std::int64_t id, Channel &channel, const Instant &now, Outbox &out)
{
    if (!m_pace.due(std::to_string(id), SecondMs, now.wallMs))
        return;
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), *channel.contract, channel.bar,
        {channel.bar.openOf(at) - (channel.isFresh ? 200 * channel.bar.stepMs : 0), at, 200}, false);
    json::array rows;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        rows.push_back(bitfinexCandleRow(m_view.spec(*channel.contract), *bar));
    if (!rows.empty())
        emit(id, channel, {channel.isFresh ? json::value(rows) : rows.front()}, OtherStream, now, out);
}

/// [chanId, payload ..., and what the flags ask for].
void BitfinexSession::emit(
    std::int64_t id, Channel &channel, json::array payload, unsigned streams, const Instant &now, Outbox &out)
{
    if (out.isMuted(streams))
        return;
    channel.spokeMs = now.wallMs;
    json::array frame{id};
    frame.insert(frame.end(), payload.begin(), payload.end());
    if ((m_flags & SequenceFlag) != 0)
        frame.push_back(++m_sequence);
    if ((m_flags & TimestampFlag) != 0)
        frame.push_back(now.marketMs);
    out.data(plainJson(frame), streams);
}

} // namespace

std::unique_ptr<Session> openBitfinexSession(const VenueView &view, const HttpRequest &handshake, const Instant &now)
{
    return handshake.path == "/ws/2" ? std::make_unique<BitfinexSession>(view, now.wallMs) : nullptr;
}

} // namespace isobar::simulation
