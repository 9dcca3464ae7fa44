#include "core/simulation/servers/deribitsession.h"

#include "core/simulation/servers/deribitmethods.h"
#include "core/simulation/servers/deribitrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;
constexpr TimeMs AnswerWithinMs = 10 * SecondMs; ///< of a test request

/// A channel "kind.subject.interval".
struct Channel {
    std::string kind; ///< ticker, incremental_ticker, perpetual, trades, chart, quote, book
    std::vector<int> contracts;
    TimeMs everyMs = 100;
    BarSize bar;
    std::uint64_t lastPrint = 0;
    TimeMs spokeAtMs = -1; ///< market time
    json::object known; ///< what the client of an incremental ticker knows
};

std::vector<std::string> partsOf(std::string_view name)
{
    std::vector<std::string> parts(1);
    for (const char letter : name)
        letter == '.' ? static_cast<void>(parts.emplace_back()) : parts.back().push_back(letter);
    return parts;
}

class DeribitSession final : public Session {
public:
    DeribitSession(const VenueView &view, TradeTape &tape, Credits &credits)
        : m_view(view), m_tape(tape), m_credits(credits)
    {
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    DeribitAnswer call(std::string_view method, const json::object &params, const Instant &now);
    DeribitAnswer subscribe(const json::object &params);
    DeribitAnswer unsubscribe(const json::object &params);
    DeribitAnswer setHeartbeat(const json::object &params, const Instant &now);
    std::optional<Channel> parse(const std::string &name) const;
    std::vector<int> contractsOf(const std::vector<std::string> &parts) const;
    void beat(const Instant &now, Outbox &out);
    void pushState(const std::string &name, Channel &channel, const Instant &now, Outbox &out);
    void pushTrades(const std::string &name, Channel &channel, const Instant &now, Outbox &out);
    json::object stateOf(Channel &channel) const;
    static void emit(const std::string &name, json::value data, unsigned streams, Outbox &out);

    const VenueView &m_view;
    TradeTape &m_tape;
    Credits &m_credits; ///< of the address: requests and sockets draw on the same
    std::map<std::string, Channel> m_channels;
    Pace m_pace;
    TimeMs m_heartbeatMs = 0; ///< 0: none was asked for
    TimeMs m_beatMs = 0; ///< wall time of the last one
    std::optional<TimeMs> m_askedMs; ///< wall time of a test request that is unanswered
};

void DeribitSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    const std::string method = request ? textMember(*request, "method") : std::string();
    if (!request || method.empty()) {
        const json::value none = nullptr;
        out.control(plainJson(deribitReply(&none, {nullptr, -32600, "Invalid Request"}, now)));
        return;
    }
    const json::value *params = request->if_contains("params");
    const json::object given = params && params->is_object() ? params->get_object() : json::object();
    out.control(plainJson(deribitReply(request->if_contains("id"), call(method, given, now), now)));
}

DeribitAnswer DeribitSession::call(std::string_view method, const json::object &params, const Instant &now)
{
    const bool isSubscribe = method == "public/subscribe";
    if (!m_credits.spend(isSubscribe ? DeribitSubscribeCost : DeribitRequestCost, now.wallMs))
        return {nullptr, 10028, "too_many_requests", json::object{{"wait", 1}}};
    if (isSubscribe)
        return subscribe(params);
    if (method == "public/unsubscribe")
        return unsubscribe(params);
    if (method == "public/unsubscribe_all") {
        m_channels.clear();
        return {"ok"};
    }
    if (method == "public/set_heartbeat")
        return setHeartbeat(params, now);
    if (method == "public/disable_heartbeat") {
        m_heartbeatMs = 0;
        return {"ok"};
    }
    if (method == "public/test")
        m_askedMs.reset();
    return deribitMethod(m_view, m_tape, method, params);
}

/// The channels that were taken; what is missing there was refused.
DeribitAnswer DeribitSession::subscribe(const json::object &params)
{
    json::array accepted;
    m_tape.update();
    for (const json::value &each : listMember(params, "channels")) {
        const std::string name = each.is_string() ? std::string(each.get_string()) : std::string();
        if (name.ends_with(".raw"))
            return {nullptr, 13778, "raw_subscriptions_not_available_for_unauthorized"};
        auto channel = parse(name);
        if (!channel)
            continue;
        for (const int contract : channel->contracts)
            if (const auto &trades = m_tape.of(contract); !trades.empty())
                channel->lastPrint = std::max(channel->lastPrint, trades.back().print.id);
        m_pace.forget(name);
        m_channels.insert_or_assign(name, std::move(*channel));
        accepted.emplace_back(name);
    }
    return {std::move(accepted)};
}

DeribitAnswer DeribitSession::unsubscribe(const json::object &params)
{
    json::array gone;
    for (const json::value &each : listMember(params, "channels"))
        if (each.is_string() && m_channels.erase(std::string(each.get_string())) > 0)
            gone.push_back(each);
    return {std::move(gone)};
}

DeribitAnswer DeribitSession::setHeartbeat(const json::object &params, const Instant &now)
{
    const json::value *interval = params.if_contains("interval");
    if (!interval || !interval->is_int64() || interval->get_int64() < 10)
        return deribitInvalid("interval", "must be at least 10");
    m_heartbeatMs = interval->get_int64() * SecondMs;
    m_beatMs = now.wallMs;
    m_askedMs.reset();
    return {"ok"};
}

std::optional<Channel> DeribitSession::parse(const std::string &name) const
{
    const std::vector<std::string> parts = partsOf(name);
    Channel channel;
    channel.kind = parts.front();
    channel.contracts = contractsOf(parts);
    const std::string &last = parts.back();
    if (channel.contracts.empty())
        return std::nullopt;
    if (channel.kind == "incremental_ticker" || channel.kind == "quote") {
        channel.everyMs = SecondMs;
        return parts.size() == 2 ? std::optional(channel) : std::nullopt;
    }
    if (channel.kind == "chart") {
        channel.everyMs = SecondMs;
        const auto bar = deribitBarSize(last);
        channel.bar = bar.value_or(BarSize());
        return bar && parts.size() == 4 ? std::optional(channel) : std::nullopt;
    }
    channel.everyMs = last == "agg2" ? 2 * SecondMs : 100;
    const bool isKnown =
        channel.kind == "ticker" || channel.kind == "perpetual" || channel.kind == "trades" || channel.kind == "book";
    return isKnown && (last == "100ms" || last == "agg2") ? std::optional(channel) : std::nullopt;
}

/// Of one instrument, or with trades of a kind and a currency ("trades.future.any.100ms").
std::vector<int> DeribitSession::contractsOf(const std::vector<std::string> &parts) const
{
    std::vector<int> found;
    const std::size_t subject = parts.front() == "chart" ? 2 : 1;
    if (parts.size() <= subject)
        return found;
    if (const auto contract = m_view.find(parts[subject]))
        return {*contract};
    if (parts.front() == "trades" && parts.size() == 4 && (parts[1] == "future" || parts[1] == "any"))
        std::ranges::copy_if(m_view.contracts(), std::back_inserter(found),
            [&](int contract) { return parts[2] == "any" || m_view.spec(contract).settle == parts[2]; });
    return found;
}

void DeribitSession::push(const Instant &now, Outbox &out)
{
    beat(now, out);
    m_tape.update();
    for (auto &[name, channel] : m_channels) {
        if (channel.kind == "trades")
            pushTrades(name, channel, now, out);
        else if (channel.kind != "book")
            pushState(name, channel, now, out);
    }
}

/// Every interval a heartbeat, and a test that must be answered.
void DeribitSession::beat(const Instant &now, Outbox &out)
{
    if (m_heartbeatMs == 0)
        return;
    if (m_askedMs && now.wallMs - *m_askedMs >= AnswerWithinMs) {
        out.close = Outbox::Close{1000, "heartbeat"};
        return;
    }
    if (m_askedMs || now.wallMs - m_beatMs < m_heartbeatMs)
        return;
    m_beatMs = now.wallMs;
    m_askedMs = now.wallMs;
    for (const char *type : {"heartbeat", "test_request"})
        out.control(plainJson(
            json::object{{"jsonrpc", "2.0"}, {"method", "heartbeat"}, {"params", json::object{{"type", type}}}}));
}

json::object DeribitSession::stateOf(Channel &channel) const
{
    const int contract = channel.contracts.front();
    json::object ticker = deribitTicker(m_view, contract);
    if (channel.kind == "ticker")
        return ticker;
    if (channel.kind == "incremental_ticker") {
        const bool isFirst = channel.known.empty();
        json::object changed{{"type", isFirst ? "snapshot" : "change"}, {"timestamp", ticker["timestamp"]},
            {"instrument_name", ticker["instrument_name"]}};
        for (const auto &[name, value] : ticker)
            if (const json::value *known = channel.known.if_contains(name); !known || *known != value)
                changed[name] = value;
        channel.known = std::move(ticker);
        return changed;
    }
    if (channel.kind == "perpetual")
        return {{"timestamp", ticker["timestamp"]}, {"interest", m_view.state(contract).premium},
            {"index_price", ticker["index_price"]}};
    if (channel.kind == "quote")
        return {{"timestamp", ticker["timestamp"]}, {"instrument_name", ticker["instrument_name"]},
            {"best_bid_price", ticker["best_bid_price"]}, {"best_bid_amount", ticker["best_bid_amount"]},
            {"best_ask_price", ticker["best_ask_price"]}, {"best_ask_amount", ticker["best_ask_amount"]}};
    const TimeMs at = m_view.market().nowMs();
    const auto bars = candleSeries(m_view.market(), contract, channel.bar, {channel.bar.openOf(at), at, 1}, false);
    if (bars.empty())
        return {};
    const Candle &bar = bars.back();
    return {{"tick", bar.openMs}, {"open", bar.open}, {"high", bar.high}, {"low", bar.low}, {"close", bar.close},
        {"volume", rounded(bar.base, 8)}, {"cost", rounded(bar.quote, 4)}};
}

void DeribitSession::pushState(const std::string &name, Channel &channel, const Instant &now, Outbox &out)
{
    const bool isTicker = channel.kind.ends_with("ticker");
    const unsigned streams = isTicker ? TickerStreams : channel.kind == "perpetual" ? MarkStream : OtherStream;
    const TimeMs at = m_view.market().nowMs();
    if (out.isMuted(streams) || channel.spokeAtMs == at || !m_pace.due(name, channel.everyMs, now.wallMs))
        return;
    channel.spokeAtMs = at;
    if (json::object state = stateOf(channel); !state.empty())
        emit(name, std::move(state), streams, out);
}

void DeribitSession::pushTrades(const std::string &name, Channel &channel, const Instant &now, Outbox &out)
{
    if (!m_pace.due(name, channel.everyMs, now.wallMs))
        return;
    std::vector<TapeTrade> trades;
    for (const int contract : channel.contracts)
        for (const TapeTrade &trade : m_tape.of(contract))
            if (trade.print.id > channel.lastPrint)
                trades.push_back(trade);
    std::ranges::sort(trades, {}, [](const TapeTrade &trade) { return trade.print.id; });
    // Forced ones in frames of their own, so that a script can silence liquidations alone.
    for (auto first = trades.begin(); first != trades.end();) {
        const bool isForced = first->liquidated.has_value();
        json::array rows;
        for (; first != trades.end() && first->liquidated.has_value() == isForced; ++first)
            rows.push_back(deribitTradeRow(m_view, *first));
        emit(name, std::move(rows), isForced ? LiquidationStream : TradeStream, out);
    }
    if (!trades.empty())
        channel.lastPrint = trades.back().print.id;
}

void DeribitSession::emit(const std::string &name, json::value data, unsigned streams, Outbox &out)
{
    out.data(plainJson(json::object{{"jsonrpc", "2.0"}, {"method", "subscription"},
                 {"params", json::object{{"channel", name}, {"data", std::move(data)}}}}),
        streams);
}

} // namespace

std::unique_ptr<Session> openDeribitSession(
    const VenueView &view, TradeTape &tape, Credits &credits, const HttpRequest &handshake)
{
    return handshake.path == "/ws/api/v2" ? std::make_unique<DeribitSession>(view, tape, credits) : nullptr;
}

} // namespace isobar::simulation
