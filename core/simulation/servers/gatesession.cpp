#include "core/simulation/servers/gatesession.h"

#include "core/simulation/servers/gaterows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/pace.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr unsigned TickerStreams = FundingStream | MarkStream | OpenInterestStream | VolumeStream;
constexpr std::string_view Tickers = "futures.tickers", Trades = "futures.trades",
                           Liquidations = "futures.public_liquidates", Statistics = "futures.contract_stats",
                           Candles = "futures.candlesticks", Everything = "!all";
constexpr std::string_view Silent[] = {
    "futures.order_book", "futures.order_book_update", "futures.book_ticker", "futures.contract_info"};

class GateSession final : public Session {
public:
    GateSession(const VenueView &view, std::string settle, bool isDecimal, unsigned number)
        : m_view(view), m_settle(std::move(settle)), m_isDecimal(isDecimal),
          m_connection("5e74253e9c793974-" + std::to_string(number))
    {
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, bool subscribe, const Instant &now, Outbox &out);
    std::string mistakeIn(std::string_view channel, const json::array &payload) const;
    std::optional<int> find(std::string_view symbol) const;
    static json::object envelope(std::string_view channel, std::string_view event, const Instant &now);
    void fail(const json::object &request, int code, const std::string &message, const Instant &now, Outbox &out) const;
    void emit(std::string_view channel, json::value result, unsigned streams, const Instant &now, Outbox &out) const;
    void pushTickers(const Instant &now, Outbox &out);
    void pushTrades(const Instant &now, Outbox &out) const;
    void pushLiquidations(const Instant &now, Outbox &out) const;
    void pushStatistics(const Instant &now, Outbox &out);
    void pushCandles(const Instant &now, Outbox &out);
    /// By channel: contracts; with their interval ("1m_BTC_USDT") where the channel has one.
    bool has(std::string_view channel, std::string_view name) const;
    const std::set<std::string> &names(std::string_view channel) const;

    const VenueView &m_view;
    std::string m_settle;
    bool m_isDecimal;
    std::string m_connection;
    std::map<std::string, std::set<std::string>, std::less<>> m_names;
    Pace m_pace;
};

std::optional<int> GateSession::find(std::string_view symbol) const
{
    const auto found = m_view.find(symbol);
    return found && gateSettle(m_view.spec(*found)) == m_settle ? found : std::nullopt;
}

const std::set<std::string> &GateSession::names(std::string_view channel) const
{
    static const std::set<std::string> none;
    const auto found = m_names.find(channel);
    return found == m_names.end() ? none : found->second;
}

bool GateSession::has(std::string_view channel, std::string_view name) const
{
    return names(channel).contains(std::string(name));
}

json::object GateSession::envelope(std::string_view channel, std::string_view event, const Instant &now)
{
    return {{"time", now.marketMs / SecondMs}, {"time_ms", now.marketMs}, {"channel", channel}, {"event", event}};
}

void GateSession::fail(
    const json::object &request, int code, const std::string &message, const Instant &now, Outbox &out) const
{
    json::object reply = envelope(textMember(request, "channel"), textMember(request, "event"), now);
    reply["error"] = json::object{{"code", code}, {"message", message}};
    reply["result"] = nullptr;
    out.control(json::serialize(reply));
}

void GateSession::receive(std::string_view text, const Instant &now, Outbox &out)
{
    const auto request = parseObject(text);
    if (!request) {
        fail({}, 1, "invalid request body", now, out);
        return;
    }
    const json::value *time = request->if_contains("time");
    const std::string event = textMember(*request, "event");
    if (!time || !time->is_number()) {
        fail(*request, 2, "invalid time", now, out);
    } else if (textMember(*request, "channel") == "futures.ping") {
        json::object pong = envelope("futures.pong", "", now);
        pong["result"] = nullptr;
        out.control(json::serialize(pong));
    } else if (event == "subscribe" || event == "unsubscribe") {
        change(*request, event == "subscribe", now, out);
    } else {
        fail(*request, 2, "unknown event " + event, now, out);
    }
}

/// One mistake fails its whole request.
std::string GateSession::mistakeIn(std::string_view channel, const json::array &payload) const
{
    const bool hasInterval = channel == Statistics || channel == Candles;
    const bool isKnown = hasInterval || channel == Tickers || channel == Trades || channel == Liquidations
        || std::ranges::find(Silent, channel) != std::end(Silent);
    if (!isKnown)
        return "unknown channel " + std::string(channel);
    if (payload.empty() || !std::ranges::all_of(payload, [](const json::value &part) { return part.is_string(); }))
        return "invalid payload";
    if (std::ranges::find(Silent, channel) != std::end(Silent))
        return {};
    if (hasInterval && payload.size() != 2)
        return "invalid payload";
    if (channel == Candles) { // ["1m","BTC_USDT"]
        if (!gateBarSize(payload[0].get_string()))
            return "unknown interval";
        return find(payload[1].get_string()) ? "" : "unknown contract " + std::string(payload[1].get_string());
    }
    if (channel == Statistics && payload[1].get_string() != "1m" && payload[1].get_string() != "10s")
        return "unknown interval";
    for (std::size_t i = 0; i < (hasInterval ? 1 : payload.size()); ++i) {
        const std::string_view name = payload[i].get_string();
        if (!(channel == Liquidations && name == Everything) && !find(name))
            return "unknown contract " + std::string(name);
    }
    return {};
}

void GateSession::change(const json::object &request, bool subscribe, const Instant &now, Outbox &out)
{
    const std::string channel = textMember(request, "channel");
    const json::array &payload = listMember(request, "payload");
    if (const std::string mistake = mistakeIn(channel, payload); !mistake.empty()) {
        fail(request, 2, mistake, now, out);
        return;
    }
    std::vector<std::string> wanted;
    if (channel == Candles)
        wanted.push_back(std::string(payload[0].get_string()) + "_" + std::string(payload[1].get_string()));
    else if (channel == Statistics)
        wanted.push_back(std::string(payload[1].get_string()) + "_" + std::string(payload[0].get_string()));
    else
        for (const json::value &part : payload)
            wanted.emplace_back(part.get_string());
    for (const std::string &name : wanted) {
        m_pace.forget(channel + name);
        if (subscribe)
            m_names[channel].insert(name);
        else
            m_names[channel].erase(name);
    }
    json::object ack = envelope(channel, subscribe ? "subscribe" : "unsubscribe", now);
    ack["conn_id"] = m_connection;
    ack["payload"] = payload;
    ack["result"] = json::object{{"status", "success"}};
    out.control(json::serialize(ack));
}

void GateSession::emit(
    std::string_view channel, json::value result, unsigned streams, const Instant &now, Outbox &out) const
{
    json::object frame = envelope(channel, "update", now);
    frame["result"] = std::move(result);
    out.data(json::serialize(frame), streams);
}

void GateSession::push(const Instant &now, Outbox &out)
{
    pushTickers(now, out);
    pushTrades(now, out);
    pushLiquidations(now, out);
    pushStatistics(now, out);
    pushCandles(now, out);
}

void GateSession::pushTickers(const Instant &now, Outbox &out)
{
    for (const std::string &name : names(Tickers))
        if (const auto contract = find(name); contract && m_pace.due(std::string(Tickers) + name, SecondMs, now.wallMs))
            emit(Tickers, json::array{gateTickerRow(m_view, *contract)}, TickerStreams, now, out);
}

void GateSession::pushTrades(const Instant &now, Outbox &out) const
{
    std::map<int, json::array> rows;
    for (const Print &print : m_view.newPrints())
        if (const ContractSpec &spec = m_view.spec(print.contract); has(Trades, spec.symbol))
            rows[print.contract].push_back(gateTradeRow(spec, print, m_isDecimal));
    for (auto &[contract, list] : rows)
        emit(Trades, std::move(list), TradeStream, now, out);
}

/// All of a contract and second come together, at most 20 in a frame; a single one without its list.
void GateSession::pushLiquidations(const Instant &now, Outbox &out) const
{
    constexpr std::size_t MostRows = 20;
    std::map<int, json::array> batches;
    const auto flush = [&](json::array &batch) {
        json::value result = batch.size() == 1 ? batch.front() : json::value(batch);
        emit(Liquidations, std::move(result), LiquidationStream, now, out);
        batch.clear();
    };
    for (const Liquidation &each : m_view.newLiquidations()) {
        const ContractSpec &spec = m_view.spec(each.contract);
        if (!find(spec.symbol) || !(has(Liquidations, spec.symbol) || has(Liquidations, Everything)))
            continue;
        json::array &batch = batches[each.contract];
        batch.push_back(gateLiquidationRow(spec, each, m_isDecimal));
        if (batch.size() == MostRows)
            flush(batch);
    }
    for (auto &[contract, batch] : batches)
        if (!batch.empty())
            flush(batch);
}

void GateSession::pushStatistics(const Instant &now, Outbox &out)
{
    for (const std::string &name : names(Statistics)) {
        const bool isMinute = name.starts_with("1m_");
        const auto contract = find(std::string_view(name).substr(name.find('_') + 1));
        if (!contract || !m_pace.due(std::string(Statistics) + name, isMinute ? MinuteMs : 10 * SecondMs, now.wallMs))
            continue;
        const ContractState state = m_view.state(*contract);
        const TimeMs at = floorTo(m_view.market().nowMs(), isMinute ? MinuteMs : 10 * SecondMs);
        json::value row = gateStatsRow(m_view.spec(*contract), {at, state.openInterestBase}, state.mark, {});
        row.get_object()["contract"] = m_view.spec(*contract).symbol;
        emit(Statistics, json::array{std::move(row)}, OpenInterestStream, now, out);
    }
}

void GateSession::pushCandles(const Instant &now, Outbox &out)
{
    for (const std::string &name : names(Candles)) {
        const std::size_t cut = name.find('_');
        const auto size = gateBarSize(std::string_view(name).substr(0, cut));
        const auto contract = find(std::string_view(name).substr(cut + 1));
        if (!size || !contract || !m_pace.due(std::string(Candles) + name, SecondMs, now.wallMs))
            continue;
        const TimeMs at = m_view.market().nowMs();
        const auto bars = candleSeries(m_view.market(), *contract, *size, {size->openOf(at), at, 1}, false);
        if (bars.empty())
            continue;
        json::value row = gateCandleRow(m_view.spec(*contract), bars.back(), m_isDecimal);
        row.get_object()["n"] = name;
        emit(Candles, json::array{std::move(row)}, OtherStream, now, out);
    }
}

} // namespace

std::unique_ptr<Session> openGateSession(const VenueView &view, const HttpRequest &handshake, unsigned number)
{
    for (const char *settle : {"usdt", "usd1", "btc"})
        if (handshake.path == "/v4/ws/" + std::string(settle))
            return std::make_unique<GateSession>(view, settle, gateWantsDecimals(handshake), number);
    if (handshake.path == "/v4/ws" || handshake.path == "/v4/ws/") // of old: inverse contracts
        return std::make_unique<GateSession>(view, "btc", gateWantsDecimals(handshake), number);
    return nullptr;
}

} // namespace isobar::simulation
