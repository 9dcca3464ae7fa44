#include "core/simulation/servers/bitgetsession.h"

#include "core/simulation/servers/bitgetrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs PingWithinMs = 2 * MinuteMs;
constexpr int RequestsPerHour = 240;
constexpr std::size_t MaxChannels = 1000;
constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;

enum class Topic { Ticker, Trade, Liquidation, Kline, Silent };

struct Channel {
    json::object arg;
    std::string product;
    Topic topic = Topic::Silent;
    std::optional<BarSize> bar;
    int contract = -1; ///< none: liquidations of the product line
    TimeMs spokeAtMs = -1; ///< market time of the last ticker
    bool isFresh = true;
};

class BitgetSession final : public Session {
public:
    BitgetSession(const VenueView &view, bool isOld, unsigned number, const Instant &now)
        : m_view(view), m_isOld(isOld), m_connection("b8c1f0d2-" + std::to_string(number)), m_pingedMs(now.wallMs)
    {
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &arg, bool subscribe, Outbox &out);
    std::optional<Channel> channelFor(const json::object &arg) const;
    std::optional<Topic> topicFor(std::string_view word) const;
    static void fail(const json::value &arg, int code, const std::string &message, Outbox &out);
    void pushTicker(Channel &channel, Outbox &out) const;
    void pushTrades(const Channel &channel, Outbox &out) const;
    void pushLiquidations(const Channel &channel, Outbox &out) const;
    void pushKline(const Channel &channel, Outbox &out) const;
    void emit(const Channel &channel, const char *action, json::array rows, unsigned streams, Outbox &out) const;

    const VenueView &m_view;
    bool m_isOld;
    std::string m_connection;
    TimeMs m_pingedMs; ///< wall time
    std::map<std::string, Channel> m_channels; ///< by the argument as text
    Quota m_requests{RequestsPerHour, HourMs};
    Pace m_pace;
};

void BitgetSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    if (text == "ping") {
        m_pingedMs = now.wallMs;
        out.control("pong");
        return;
    }
    const auto request = parseObject(text);
    const std::string operation = request ? textMember(*request, "op") : std::string();
    if (operation != "subscribe" && operation != "unsubscribe") {
        fail(nullptr, 30003, "Invalid op", out);
        return;
    }
    if (!m_requests.spend(1, now.wallMs)) {
        fail(nullptr, 30007, "request over limit,connection close", out);
        out.close = {1008, "request over limit"};
        return;
    }
    for (const json::value &arg : listMember(*request, "args")) {
        if (arg.is_object())
            change(arg.get_object(), operation == "subscribe", out);
        else
            fail(arg, 30016, "Param error", out);
    }
}

void BitgetSession::fail(const json::value &arg, int code, const std::string &message, Outbox &out)
{
    json::object reply{{"event", "error"}, {"code", code}, {"msg", message}};
    if (!arg.is_null())
        reply["arg"] = arg;
    out.control(json::serialize(reply));
}

void BitgetSession::change(const json::object &arg, bool subscribe, Outbox &out)
{
    auto channel = channelFor(arg);
    if (!channel || (subscribe && m_channels.size() >= MaxChannels)) {
        const std::string what = m_isOld
            ? ",channel:" + textMember(arg, "channel") + ",instId:" + textMember(arg, "instId")
            : ",topic:" + textMember(arg, "topic") + ",symbol:" + textMember(arg, "symbol");
        fail(arg, 30001, "instType:" + textMember(arg, "instType") + what + " doesn't exist", out);
        return;
    }
    const std::string key = json::serialize(arg);
    m_pace.forget(key);
    if (subscribe)
        m_channels.insert_or_assign(key, std::move(*channel));
    else
        m_channels.erase(key);
    json::object ack{{"event", subscribe ? "subscribe" : "unsubscribe"}, {"arg", arg}};
    if (!m_isOld)
        ack["connId"] = m_connection;
    out.control(json::serialize(ack));
}

std::optional<Topic> BitgetSession::topicFor(std::string_view word) const
{
    if (word == "ticker")
        return Topic::Ticker;
    if (word == (m_isOld ? "trade" : "publicTrade"))
        return Topic::Trade;
    if (word == "liquidation" && !m_isOld)
        return Topic::Liquidation;
    if (m_isOld ? word.starts_with("candle") : word == "kline")
        return Topic::Kline;
    return word.starts_with("books") ? std::optional(Topic::Silent) : std::nullopt;
}

std::optional<Channel> BitgetSession::channelFor(const json::object &arg) const
{
    Channel made;
    made.arg = arg;
    made.product = upperText(textMember(arg, "instType"));
    const std::string word = textMember(arg, m_isOld ? "channel" : "topic");
    const auto topic = topicFor(word);
    // v3 writes its product lines in lower case, v2 in upper case.
    const bool isCased = textMember(arg, "instType") == (m_isOld ? made.product : lowerText(made.product));
    if (!topic || !isCased)
        return std::nullopt;
    made.topic = *topic;
    if (*topic == Topic::Liquidation)
        return made.product.ends_with("-FUTURES") ? std::optional(made) : std::nullopt;
    if (*topic == Topic::Kline) {
        made.bar = bitgetBarSize(m_isOld ? word.substr(6) : textMember(arg, "interval"));
        if (!made.bar)
            return std::nullopt;
    }
    const auto contract = m_view.find(textMember(arg, m_isOld ? "instId" : "symbol"));
    if (!contract || bitgetProduct(m_view.spec(*contract)) != made.product)
        return std::nullopt;
    made.contract = *contract;
    return made;
}

void BitgetSession::push(const Instant &now, Outbox &out)
{
    if (now.wallMs - m_pingedMs >= PingWithinMs) {
        out.close = {1001, "ping timeout"};
        return;
    }
    for (auto &[key, channel] : m_channels) {
        if (channel.topic == Topic::Ticker && m_pace.due(key, 300, now.wallMs))
            pushTicker(channel, out);
        else if (channel.topic == Topic::Trade)
            pushTrades(channel, out);
        else if (channel.topic == Topic::Liquidation)
            pushLiquidations(channel, out);
        else if (channel.topic == Topic::Kline && m_pace.due(key, SecondMs, now.wallMs))
            pushKline(channel, out);
        channel.isFresh = false;
    }
}

void BitgetSession::pushTicker(Channel &channel, Outbox &out) const
{
    const TimeMs at = m_view.market().nowMs();
    if (channel.spokeAtMs == at)
        return;
    const bool isFirst = channel.spokeAtMs < 0;
    channel.spokeAtMs = at;
    json::array rows;
    rows.push_back(m_isOld ? bitgetOldTicker(m_view, channel.contract) : bitgetTicker(m_view, channel.contract));
    // v2 sends nothing but snapshots.
    emit(channel, isFirst || m_isOld ? "snapshot" : "update", std::move(rows), TickerStreams, out);
}

void BitgetSession::pushTrades(const Channel &channel, Outbox &out) const
{
    const ContractSpec &spec = m_view.spec(channel.contract);
    const auto row = [&](const Print &print) {
        return m_isOld ? bitgetOldTradeRow(spec, print) : bitgetTradeRow(spec, print);
    };
    const auto &news = m_view.newPrints();
    if (channel.isFresh) { // trades from before the subscription, newest first
        const auto &recent = m_view.recentPrints(channel.contract);
        json::array past;
        for (auto print = recent.rbegin(); print != recent.rend(); ++print)
            if (news.empty() || print->id < news.front().id)
                past.push_back(row(*print));
        if (!past.empty())
            emit(channel, "snapshot", std::move(past), TradeStream, out);
    }
    json::array rows;
    for (const Print &print : news)
        if (print.contract == channel.contract)
            rows.push_back(row(print));
    if (!rows.empty())
        emit(channel, "update", std::move(rows), TradeStream, out);
}

/// Of each contract, side and second the largest alone.
void BitgetSession::pushLiquidations(const Channel &channel, Outbox &out) const
{
    std::map<std::tuple<TimeMs, int, Side>, const Liquidation *> largest;
    for (const Liquidation &each : m_view.newLiquidations()) {
        if (bitgetProduct(m_view.spec(each.contract)) != channel.product)
            continue;
        const Liquidation *&kept = largest[{each.timeMs / SecondMs, each.contract, each.position}];
        if (!kept || kept->base * kept->price < each.base * each.price)
            kept = &each;
    }
    json::array rows;
    for (const auto &[key, liquidation] : largest)
        rows.push_back(bitgetLiquidationRow(m_view.spec(liquidation->contract), *liquidation));
    if (!rows.empty())
        emit(channel, "update", std::move(rows), LiquidationStream, out);
}

void BitgetSession::pushKline(const Channel &channel, Outbox &out) const
{
    const TimeMs at = m_view.market().nowMs();
    const auto bars =
        candleSeries(m_view.market(), channel.contract, *channel.bar, {channel.bar->openOf(at), at, 1}, false);
    if (bars.empty())
        return;
    json::value row = bitgetCandleRow(m_view.spec(channel.contract), bars.back());
    if (!m_isOld) {
        const json::array &cells = row.get_array();
        row = json::object{{"start", cells[0]}, {"open", cells[1]}, {"close", cells[4]}, {"high", cells[2]},
            {"low", cells[3]}, {"volume", cells[5]}, {"turnover", cells[6]}};
    }
    json::array rows;
    rows.push_back(std::move(row));
    emit(channel, channel.isFresh ? "snapshot" : "update", std::move(rows), OtherStream, out);
}

void BitgetSession::emit(
    const Channel &channel, const char *action, json::array rows, unsigned streams, Outbox &out) const
{
    out.data(json::serialize(json::object{
                 {"action", action}, {"arg", channel.arg}, {"data", std::move(rows)}, {"ts", m_view.market().nowMs()}}),
        streams);
}

} // namespace

std::unique_ptr<Session> openBitgetSession(
    const VenueView &view, const HttpRequest &handshake, unsigned number, const Instant &now)
{
    const bool isOld = handshake.path == "/v2/ws/public";
    if (!isOld && handshake.path != "/v3/ws/public")
        return nullptr;
    return std::make_unique<BitgetSession>(view, isOld, number, now);
}

} // namespace isobar::simulation
