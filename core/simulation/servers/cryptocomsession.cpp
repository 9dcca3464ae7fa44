#include "core/simulation/servers/cryptocomsession.h"

#include "core/simulation/servers/cryptocomrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::size_t MostChannels = 400;
constexpr TimeMs MessagesPerSecond = 100;
constexpr TimeMs HeartbeatEveryMs = 30 * SecondMs;
constexpr TimeMs HeartbeatWithinMs = 5 * SecondMs;
constexpr int MostUnanswered = 3;

struct Channel {
    std::string kind; ///< ticker, mark, index, funding, estimatedfunding, trade, candlestick, book
    std::string instrument; ///< a contract, or the id of its index
    std::string interval; ///< of a candlestick
    int contract = 0;
    json::value id = -1; ///< of the request; the first data carry it
    bool isFresh = true;
};

class CryptocomSession final : public Session {
public:
    CryptocomSession(const VenueView &view, const Instant &now) : m_view(view), m_openedMs(now.wallMs) { }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    bool isTooMany(TimeMs wallMs);
    void change(const json::object &request, bool subscribe, Outbox &out);
    void change(const std::string &name, const json::value &id, bool subscribe, Outbox &out);
    std::optional<Channel> parse(std::string_view name) const;
    bool keepAlive(const Instant &now, Outbox &out);
    void pushChannel(const std::string &name, Channel &channel, const Instant &now, Outbox &out);
    void pushTrades(const std::string &name, Channel &channel, Outbox &out) const;
    json::array candle(const Channel &channel) const;
    static void emit(const std::string &name, Channel &channel, json::array rows, unsigned streams, Outbox &out);

    const VenueView &m_view;
    std::map<std::string, Channel> m_channels;
    Pace m_pace;
    FundingPace m_fundingPace;
    TimeMs m_openedMs;
    TimeMs m_second = 0; ///< the calendar second in which messages are counted
    TimeMs m_messages = 0;
    TimeMs m_beatMs = 0;
    int m_unanswered = 0;
};

json::object reply(const json::value &id, std::string_view method, int code)
{
    return {{"id", id}, {"method", method}, {"code", code}};
}

/// By the calendar second; the one in which the connection began has room for its rest only.
bool CryptocomSession::isTooMany(TimeMs wallMs)
{
    const TimeMs second = floorTo(wallMs, SecondMs);
    if (second != m_second)
        m_messages = 0;
    m_second = second;
    const bool isFirst = second == floorTo(m_openedMs, SecondMs);
    const TimeMs limit = isFirst ? MessagesPerSecond * (second + SecondMs - m_openedMs) / SecondMs : MessagesPerSecond;
    return ++m_messages > limit;
}

void CryptocomSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string method = request ? textMember(*request, "method") : std::string();
    const json::value *given = request ? request->if_contains("id") : nullptr;
    const json::value id = given ? *given : json::value(-1);
    if (method == "public/respond-heartbeat") {
        m_unanswered = 0;
    } else if (isTooMany(now.wallMs)) {
        json::object refusal = reply(id, method, 42901);
        refusal["message"] = "TOO_MANY_REQUESTS";
        out.control(plainJson(refusal));
    } else if (method == "subscribe" || method == "unsubscribe") {
        change(*request, method == "subscribe", out);
    } else {
        json::object refusal = reply(id, method, 40002);
        refusal["message"] = "Method not found";
        out.control(plainJson(refusal));
    }
}

void CryptocomSession::change(const json::object &request, bool subscribe, Outbox &out)
{
    const json::value *params = request.if_contains("params");
    const json::value *id = request.if_contains("id");
    if (!params || !params->is_object())
        return;
    for (const json::value &name : listMember(params->get_object(), "channels"))
        if (name.is_string())
            change(std::string(name.get_string()), id ? *id : json::value(-1), subscribe, out);
}

/// One bad channel does not harm the others. Those of state are not acknowledged: their first data are the answer.
void CryptocomSession::change(const std::string &name, const json::value &id, bool subscribe, Outbox &out)
{
    auto channel = parse(name);
    const bool isFull = channel && subscribe && m_channels.size() >= MostChannels && !m_channels.contains(name);
    if (!channel || isFull) {
        json::object refusal = reply(id, subscribe ? "subscribe" : "unsubscribe", isFull ? 40107 : 40003);
        refusal["channel"] = name;
        refusal["message"] = isFull ? "Maximum subscriptions exceeded" : "Unknown symbol";
        out.control(plainJson(refusal));
        return;
    }
    m_pace.forget(name);
    m_fundingPace.forget(name);
    const bool isState = channel->kind != "book" && channel->kind != "trade" && channel->kind != "candlestick";
    if (!subscribe || !isState) {
        json::object ack = reply(id, subscribe ? "subscribe" : "unsubscribe", 0);
        ack["channel"] = name;
        out.control(plainJson(ack));
    }
    channel->id = isState ? id : json::value(-1);
    if (subscribe)
        m_channels.insert_or_assign(name, std::move(*channel));
    else
        m_channels.erase(name);
}

std::optional<Channel> CryptocomSession::parse(std::string_view name) const
{
    const std::size_t first = std::min(name.find('.'), name.size());
    Channel made;
    made.kind = name.substr(0, first);
    std::string_view rest = name.substr(std::min(first + 1, name.size()));
    if (made.kind == "candlestick") {
        made.interval = rest.substr(0, rest.find('.'));
        rest.remove_prefix(std::min(made.interval.size() + 1, rest.size()));
    } else if (made.kind == "book") {
        rest = rest.substr(0, rest.find('.')); // the depth
    }
    made.instrument = rest;
    const auto contract = made.kind == "index" ? cryptocomContractOfIndex(m_view, rest) : m_view.find(rest);
    static constexpr std::string_view kinds[] = {
        "ticker", "mark", "index", "funding", "estimatedfunding", "trade", "book", "candlestick"};
    if (!contract || std::ranges::find(kinds, made.kind) == std::end(kinds)
        || (made.kind == "candlestick" && !cryptocomBarSize(made.interval)))
        return std::nullopt;
    made.contract = *contract;
    return made;
}

/// False: too many heartbeats went unanswered.
bool CryptocomSession::keepAlive(const Instant &now, Outbox &out)
{
    if (m_unanswered >= MostUnanswered && now.wallMs - m_beatMs >= HeartbeatWithinMs) {
        out.close = Outbox::Close{1000, ""};
        return false;
    }
    if (m_beatMs == 0 || now.wallMs - m_beatMs >= HeartbeatEveryMs) {
        m_beatMs = now.wallMs;
        ++m_unanswered;
        out.control(plainJson(reply(now.marketMs, "public/heartbeat", 0)));
    }
    return true;
}

void CryptocomSession::push(const Instant &now, Outbox &out)
{
    if (!keepAlive(now, out))
        return;
    for (auto &[name, channel] : m_channels)
        pushChannel(name, channel, now, out);
}

void CryptocomSession::pushChannel(const std::string &name, Channel &channel, const Instant &now, Outbox &out)
{
    const ContractState state = m_view.state(channel.contract);
    const ContractSpec &spec = m_view.spec(channel.contract);
    const TimeMs at = m_view.market().nowMs();
    if (channel.kind == "trade") {
        pushTrades(name, channel, out);
    } else if (channel.kind == "funding" || channel.kind == "estimatedfunding") {
        if (m_fundingPace.due(name, MinuteMs, state.nextFundingMs, now.wallMs, at))
            emit(name, channel, {cryptocomValuation(cryptocomRate(state.fundingRate), at)}, FundingStream, out);
    } else if (m_pace.due(name, SecondMs, now.wallMs)) {
        if (channel.kind == "mark" || channel.kind == "index") {
            const double price = channel.kind == "mark" ? state.mark : state.index;
            emit(name, channel, {cryptocomValuation(plainText(price, decimalsOf(spec.tick) + 1), at)}, MarkStream, out);
        } else if (channel.kind == "ticker") {
            emit(name, channel, {cryptocomTickerRow(m_view, channel.contract)}, OpenInterestStream | VolumeStream, out);
        } else if (channel.kind == "candlestick") {
            emit(name, channel, candle(channel), OtherStream, out);
        }
    }
}

/// Newest first; the first frame is what was traded before.
void CryptocomSession::pushTrades(const std::string &name, Channel &channel, Outbox &out) const
{
    json::array rows;
    const auto add = [&](const auto &prints) {
        for (auto print = prints.rbegin(); print != prints.rend(); ++print)
            if (print->contract == channel.contract)
                rows.push_back(cryptocomTradeRow(m_view.spec(channel.contract), *print));
    };
    if (channel.isFresh)
        add(m_view.recentPrints(channel.contract));
    else
        add(m_view.newPrints());
    channel.isFresh = false;
    if (!rows.empty())
        emit(name, channel, std::move(rows), TradeStream, out);
}

json::array CryptocomSession::candle(const Channel &channel) const
{
    const BarSize size = cryptocomBarSize(channel.interval).value_or(BarSize());
    const TimeMs at = m_view.market().nowMs();
    json::array rows;
    for (const Candle &bar : candleSeries(m_view.market(), channel.contract, size, {size.openOf(at), at, 1}, false))
        rows.push_back(cryptocomCandleRow(m_view.spec(channel.contract), bar));
    return rows;
}

void CryptocomSession::emit(const std::string &name, Channel &channel, json::array rows, unsigned streams, Outbox &out)
{
    json::object result{{"channel", channel.kind}, {"subscription", name}, {"instrument_name", channel.instrument},
        {"data", std::move(rows)}};
    if (!channel.interval.empty())
        result["interval"] = channel.interval;
    json::object frame = reply(channel.id, "subscribe", 0);
    channel.id = -1;
    frame["result"] = std::move(result);
    out.data(plainJson(frame), streams);
}

} // namespace

std::unique_ptr<Session> openCryptocomSession(const VenueView &view, const HttpRequest &handshake, const Instant &now)
{
    if (handshake.path != "/exchange/v1/market")
        return nullptr;
    return std::make_unique<CryptocomSession>(view, now);
}

} // namespace isobar::simulation
