#include "core/simulation/servers/deltarest.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/deltarows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/timetable.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostBars = 2000;

HttpAnswer result(json::value content, json::object meta = {})
{
    json::object body{{"success", true}, {"result", std::move(content)}};
    if (!meta.empty())
        body["meta"] = std::move(meta);
    return {200, plainJson(body), "application/json", {}};
}

HttpAnswer failure(int status, std::string_view code)
{
    return {status, plainJson(json::object{{"error", json::object{{"code", code}}}, {"success", false}}),
        "application/json", {}};
}

/// Whether the types asked for, a comma separated list, have perpetuals among them; without one they have.
bool wantsPerpetuals(const RestCall &call)
{
    const std::string types = call.argument("contract_types");
    return types.empty() || types.find("perpetual_futures") != std::string::npos;
}

HttpAnswer products(const RestCall &call)
{
    const std::vector<int> all = wantsPerpetuals(call) ? call.view.contracts() : std::vector<int>();
    const auto size = static_cast<std::size_t>(limitOf(call.request.integer("page_size"), 100, 1000));
    const auto first = static_cast<std::size_t>(std::max<long long>(call.request.integer("after").value_or(0), 0));
    json::array rows;
    for (std::size_t i = first; i < std::min(all.size(), first + size); ++i)
        rows.push_back(deltaProductRow(call.view, all[i]));
    json::value after = nullptr;
    if (first + size < all.size())
        after = std::to_string(first + size);
    return result(std::move(rows),
        {{"after", std::move(after)}, {"before", nullptr}, {"limit", size}, {"total_count", all.size()}});
}

HttpAnswer tickers(const RestCall &call)
{
    json::array rows;
    if (wantsPerpetuals(call))
        for (const int contract : call.view.contracts())
            rows.push_back(deltaRestTicker(call.view, contract));
    return result(std::move(rows));
}

/// One row of what lies behind a path that ends with a symbol.
HttpAnswer ofSymbol(const RestCall &call, std::string_view symbol, json::object (*make)(const VenueView &, int))
{
    const auto contract = call.view.find(symbol);
    return contract ? result(make(call.view, *contract)) : failure(404, "not_found");
}

HttpAnswer trades(const RestCall &call, std::string_view symbol)
{
    const auto contract = call.view.find(symbol);
    if (!contract)
        return failure(404, "not_found");
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend(); ++print)
        rows.push_back(deltaPastTradeRow(call.view, *print));
    return result(std::move(rows));
}

/// What the bars of a symbol with a prefix are of.
struct Series {
    enum class Kind { Trades, Prices, OpenInterest, Funding } kind = Kind::Trades;
    int contract = 0;
};

std::optional<Series> seriesOf(const VenueView &view, std::string_view symbol)
{
    using Kind = Series::Kind;
    static constexpr std::pair<std::string_view, Kind> prefixes[] = {
        {"MARK:", Kind::Prices}, {"OI:", Kind::OpenInterest}, {"FUNDING:", Kind::Funding}};
    Series series;
    for (const auto &[prefix, kind] : prefixes)
        if (symbol.starts_with(prefix)) {
            symbol.remove_prefix(prefix.size());
            series.kind = kind;
        }
    for (const int contract : view.contracts()) {
        const ContractSpec &spec = view.spec(contract);
        const bool isIndex = series.kind == Kind::Trades && deltaIndex(spec) == symbol;
        if (spec.symbol == symbol || isIndex) {
            series.contract = contract;
            series.kind = isIndex ? Kind::Prices : series.kind;
            return series;
        }
    }
    return std::nullopt;
}

json::object bar(TimeMs openMs, const std::array<double, 4> &values, double volume)
{
    return {{"time", openMs / SecondMs}, {"open", values[0]}, {"high", values[1]}, {"low", values[2]},
        {"close", values[3]}, {"volume", volume}};
}

json::object priceBar(const ContractSpec &spec, const Candle &candle, bool isTraded)
{
    return bar(candle.openMs, {candle.open, candle.high, candle.low, candle.close},
        isTraded ? contractCountOf(spec, candle.base, candle.quote) : 0);
}

/// The value that was last at or before the end of a bar; steps are seen in the bar that begins with them.
template <class Point>
double lastBefore(const std::vector<Point> &points, TimeMs endMs, double Point::*value, double otherwise)
{
    const auto next = std::ranges::lower_bound(points, endMs, {}, &Point::timeMs);
    return next == points.begin() ? otherwise : (*std::prev(next)).*value;
}

json::array stepBars(const RestCall &call, const Series &series, const BarSize &size, const Span &span)
{
    constexpr TimeMs Kept = 5 * MinuteMs; // how often the market keeps open interest
    const Market &market = call.view.market();
    const ContractSpec &spec = call.view.spec(series.contract);
    const bool isFunding = series.kind == Series::Kind::Funding;
    const auto paid = market.settlements(series.contract, span.fromMs - DayMs, span.toMs + size.stepMs);
    const auto open = market.openInterestHistory(series.contract, Kept, span.fromMs - DayMs, span.toMs + size.stepMs);
    const auto valueAt = [&](TimeMs timeMs) {
        if (isFunding)
            return deltaPercent(lastBefore(paid, timeMs, &Settlement::rate, 0));
        return contractCount(spec, lastBefore(open, timeMs, &OpenInterestPoint::base, 0), 0);
    };
    json::array rows;
    for (const Candle &each : candleSeries(market, series.contract, size, span, false)) {
        const double before = valueAt(each.openMs + 1);
        const double after = valueAt(each.openMs + size.stepMs);
        rows.push_back(bar(each.openMs, {before, std::max(before, after), std::min(before, after), after}, 0));
    }
    return rows;
}

/// Newest first.
HttpAnswer candles(const RestCall &call)
{
    const auto series = seriesOf(call.view, call.argument("symbol"));
    const auto size = barSize(call.argument("resolution"));
    const auto start = call.request.integer("start");
    const auto end = call.request.integer("end");
    if (!series || !size || !start || !end)
        return failure(400, series ? "bad_schema" : "invalid_contract");
    const Span span{
        std::max<TimeMs>(*start * SecondMs, 0), std::min<TimeMs>(*end * SecondMs, call.now.marketMs), MostBars};
    json::array rows;
    if (series->kind == Series::Kind::Trades || series->kind == Series::Kind::Prices)
        for (const Candle &each : candleSeries(call.view.market(), series->contract, *size, span, false))
            rows.push_back(priceBar(call.view.spec(series->contract), each, series->kind == Series::Kind::Trades));
    else
        rows = stepBars(call, *series, *size, span);
    std::ranges::reverse(rows);
    return result(std::move(rows));
}

} // namespace

int deltaWeight(std::string_view path)
{
    for (const char *heavy : {"/v2/products", "/v2/tickers", "/v2/l2orderbook", "/v2/history/candles"})
        if (path.starts_with(heavy))
            return 3;
    return 1;
}

HttpAnswer deltaRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const RestCall call{view, request, now};
    const std::string_view path = request.path;
    const std::string_view last = path.substr(path.rfind('/') + 1);
    if (request.method != "GET")
        return failure(405, "method_not_allowed");
    if (path == "/v2/products")
        return products(call);
    if (path == "/v2/tickers")
        return tickers(call);
    if (path == "/v2/history/candles")
        return candles(call);
    if (path.starts_with("/v2/products/"))
        return ofSymbol(call, last, deltaProductRow);
    if (path.starts_with("/v2/tickers/"))
        return ofSymbol(call, last, deltaRestTicker);
    if (path.starts_with("/v2/trades/"))
        return trades(call, last);
    return failure(404, "not_found");
}

} // namespace isobar::simulation
