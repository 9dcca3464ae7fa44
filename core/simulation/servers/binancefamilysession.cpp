#include "core/simulation/servers/binancefamilysession.h"

#include "core/simulation/servers/binancefamilyrows.h"
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::size_t MaxStreams = 200;

/// A stream's name in parts: "btcusdt@kline_1m" is one contract, "kline_1m"; "!markPrice@arr@1s" is all of them; a pair
/// is its contracts. Without contracts there are no data.
struct StreamName {
    std::vector<int> contracts;
    bool isList = false; ///< what belongs to one moment comes in one frame
    std::string kind; ///< markPrice, markPrice@1s, aggTrade, ...
};

StreamName parse(const VenueView &view, std::string_view text)
{
    StreamName name;
    if (text.starts_with('!')) {
        name.contracts = view.contracts();
        name.isList = true;
        name.kind = text.substr(1);
        if (const std::size_t at = name.kind.find("@arr"); at != std::string::npos)
            name.kind.erase(at, 4);
        return name;
    }
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos)
        return name;
    name.kind = text.substr(at + 1);
    const std::string upper = upperText(text.substr(0, at));
    if (lowerText(upper) != text.substr(0, at)) // stream names are lower case, upper case is another: without data
        return name;
    if (const auto contract = view.find(upper)) {
        name.contracts = {*contract};
        return name;
    }
    for (const int contract : view.contracts())
        if (binancePair(view.spec(contract)) == upper)
            name.contracts.push_back(contract);
    name.isList = !name.kind.starts_with("indexPrice"); // a pair has one index
    return name;
}

bool isPublicKind(std::string_view kind)
{
    return kind.starts_with("depth") || kind.starts_with("rpiDepth") || kind == "bookTicker" || kind == "trade";
}

class BinanceSession final : public Session {
public:
    /// `isPublic` is absent where the venue does not split its streams.
    BinanceSession(const VenueView &view, std::optional<bool> isPublic, bool isCombined, std::set<std::string> streams)
        : m_view(view), m_isPublic(isPublic), m_isCombined(isCombined), m_streams(std::move(streams))
    {
    }
    void receive(std::string_view text, const Instant &now, Outbox &out) override;
    void push(const Instant &now, Outbox &out) override;

private:
    void change(const json::object &request, bool subscribe, Outbox &out);
    void pushStream(const std::string &stream, const StreamName &name, const Instant &now, Outbox &out);
    void pushStates(const std::string &stream, const StreamName &name, TimeMs everyMs, unsigned bits,
        json::value (*make)(const VenueView &, int), const Instant &now, Outbox &out);
    void pushKline(const std::string &stream, const StreamName &name, const Instant &now, Outbox &out);
    void emit(const std::string &stream, const json::value &payload, unsigned bits, Outbox &out) const;

    const VenueView &m_view;
    std::optional<bool> m_isPublic;
    bool m_isCombined;
    std::set<std::string> m_streams;
    Pace m_pace;
};

json::value idOf(const json::object &request)
{
    const json::value *id = request.if_contains("id");
    return id ? *id : json::value();
}

std::string errorText(int code, std::string_view message, const json::value &id)
{
    return json::serialize(json::object{{"error", json::object{{"code", code}, {"msg", message}}}, {"id", id}});
}

void BinanceSession::receive(std::string_view text, const Instant &, Outbox &out)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(text, error);
    const json::object *request = error ? nullptr : parsed.if_object();
    if (!request) {
        out.control(errorText(3, "Invalid JSON: expected value at line 1 column 1", nullptr));
        return;
    }
    const json::value *method = request->if_contains("method");
    const std::string_view word = method && method->is_string() ? std::string_view(method->get_string()) : "";
    if (word == "SUBSCRIBE" || word == "UNSUBSCRIBE") {
        change(*request, word == "SUBSCRIBE", out);
    } else if (word == "LIST_SUBSCRIPTIONS") {
        json::array names;
        for (const std::string &stream : m_streams)
            names.emplace_back(stream);
        out.control(json::serialize(json::object{{"result", names}, {"id", idOf(*request)}}));
    } else {
        out.control(errorText(2,
            "Invalid request: unknown variant, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, "
            "`LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`",
            idOf(*request)));
    }
}

void BinanceSession::change(const json::object &request, bool subscribe, Outbox &out)
{
    const json::value *params = request.if_contains("params");
    std::vector<std::string> names;
    bool valid = params && params->is_array();
    if (valid) {
        for (const json::value &name : params->get_array()) {
            valid = valid && name.is_string();
            if (name.is_string())
                names.emplace_back(name.get_string());
        }
    }
    if (!valid) {
        out.control(errorText(2, "Invalid request: request params must be an array of strings", idOf(request)));
        return;
    }
    if (subscribe && m_streams.size() + names.size() > MaxStreams) {
        out.control(errorText(2, "Invalid request: too many streams on one connection", idOf(request)));
        return;
    }
    for (const std::string &name : names) {
        if (subscribe)
            m_streams.insert(name);
        else
            m_streams.erase(name);
        m_pace.forget(name);
    }
    out.control(json::serialize(json::object{{"result", nullptr}, {"id", idOf(request)}}));
}

void BinanceSession::push(const Instant &now, Outbox &out)
{
    for (const std::string &stream : m_streams) {
        const StreamName name = parse(m_view, stream);
        // Acknowledged on the wrong path, but without data.
        if (isPublicKind(name.kind) == m_isPublic.value_or(isPublicKind(name.kind)))
            pushStream(stream, name, now, out);
    }
}

void BinanceSession::pushStream(const std::string &stream, const StreamName &name, const Instant &now, Outbox &out)
{
    const auto wanted = [&](int contract) {
        return std::ranges::find(name.contracts, contract) != name.contracts.end();
    };
    if (name.kind == "markPrice" || name.kind == "markPrice@1s") {
        const TimeMs every = name.kind == "markPrice" ? 3 * SecondMs : SecondMs;
        pushStates(stream, name, every, FundingStream | MarkStream, binanceMarkEvent, now, out);
    } else if (name.kind == "indexPrice" || name.kind == "indexPrice@1s") {
        const TimeMs every = name.kind == "indexPrice" ? 3 * SecondMs : SecondMs;
        pushStates(stream, name, every, MarkStream, binanceIndexEvent, now, out);
    } else if (name.kind == "ticker") {
        pushStates(stream, name, SecondMs, VolumeStream, binanceTickerEvent, now, out);
    } else if (name.kind == "miniTicker") {
        pushStates(stream, name, SecondMs, VolumeStream, binanceMiniTickerEvent, now, out);
    } else if (name.kind == "forceOrder") {
        for (const Liquidation &row : m_view.throttledLiquidations())
            if (wanted(row.contract))
                emit(stream, binanceForceOrderEvent(m_view.spec(row.contract), row), LiquidationStream, out);
    } else if (name.kind == "aggTrade" || name.kind == "trade") {
        for (const Print &print : m_view.newPrints()) {
            if (!wanted(print.contract))
                continue;
            json::value event = binanceAggTradeEvent(m_view.spec(print.contract), print);
            if (name.kind == "trade") {
                json::object &trade = event.get_object();
                trade["e"] = "trade";
                trade["t"] = print.id;
                trade["X"] = "MARKET";
                trade.erase("a");
                trade.erase("f");
                trade.erase("l");
            }
            emit(stream, event, TradeStream, out);
        }
    } else if (name.kind.starts_with("kline_")) {
        pushKline(stream, name, now, out);
    }
}

void BinanceSession::pushStates(const std::string &stream, const StreamName &name, TimeMs everyMs, unsigned bits,
    json::value (*make)(const VenueView &, int), const Instant &now, Outbox &out)
{
    if (name.contracts.empty() || !m_pace.due(stream, everyMs, now.wallMs))
        return;
    if (!name.isList) {
        emit(stream, make(m_view, name.contracts.front()), bits, out);
        return;
    }
    json::array rows;
    for (const int contract : name.contracts)
        rows.push_back(make(m_view, contract));
    emit(stream, rows, bits, out);
}

void BinanceSession::pushKline(const std::string &stream, const StreamName &name, const Instant &now, Outbox &out)
{
    const std::string_view interval = std::string_view(name.kind).substr(6);
    const auto size = barSize(interval);
    if (!size || name.contracts.empty() || !m_pace.due(stream, SecondMs, now.wallMs))
        return;
    const TimeMs at = m_view.market().nowMs();
    const int contract = name.contracts.front();
    const auto bars = candleSeries(m_view.market(), contract, *size, {size->openOf(at), at, 1}, false);
    if (!bars.empty())
        emit(stream, binanceKlineEvent(m_view.spec(contract), bars.back(), size->stepMs, interval, at), OtherStream,
            out);
}

void BinanceSession::emit(const std::string &stream, const json::value &payload, unsigned bits, Outbox &out) const
{
    if (m_isCombined)
        out.data(json::serialize(json::object{{"stream", stream}, {"data", payload}}), bits);
    else
        out.data(json::serialize(payload), bits);
}

std::set<std::string> splitStreams(std::string_view list)
{
    std::set<std::string> streams;
    while (!list.empty()) {
        const std::string_view name = list.substr(0, list.find('/'));
        list.remove_prefix(std::min(list.size(), name.size() + 1));
        if (!name.empty())
            streams.emplace(name);
    }
    return streams;
}

} // namespace

std::unique_ptr<Session> openBinanceSession(
    const VenueView &view, const BinanceDialect &dialect, const HttpRequest &handshake)
{
    std::string_view path = handshake.path;
    std::optional<bool> isPublic;
    if (dialect.isSplit) {
        isPublic = path.starts_with("/public/");
        if (!*isPublic && !path.starts_with("/market/"))
            return nullptr;
        path.remove_prefix(7);
    }
    if (path == "/stream")
        return std::make_unique<BinanceSession>(
            view, isPublic, true, splitStreams(handshake.argument("streams").value_or("")));
    if (path == "/ws" || path.starts_with("/ws/"))
        return std::make_unique<BinanceSession>(view, isPublic, false, splitStreams(path.substr(3)));
    return nullptr;
}

} // namespace isobar::simulation
