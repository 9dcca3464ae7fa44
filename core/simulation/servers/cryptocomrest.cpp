#include "core/simulation/servers/cryptocomrest.h"

#include "core/simulation/servers/cryptocomrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::string_view Root = "/exchange/v1/";

HttpAnswer good(const RestCall &call, json::object result)
{
    return {200,
        plainJson(json::object{
            {"id", -1}, {"method", call.request.path.substr(Root.size())}, {"code", 0}, {"result", std::move(result)}}),
        "application/json", {}};
}

HttpAnswer failure(const RestCall &call, int code, std::string_view message)
{
    return {400,
        plainJson(json::object{
            {"id", -1}, {"method", call.request.path.substr(Root.size())}, {"code", code}, {"message", message}}),
        "application/json", {}};
}

HttpAnswer badInstrument(const RestCall &call) { return failure(call, 40004, "Invalid instrument_name"); }

template <typename Make> json::array rowsOfAll(const RestCall &call, Make make)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(make(contract));
    return rows;
}

HttpAnswer instruments(const RestCall &call)
{
    return good(call, {{"data", rowsOfAll(call, [&](int each) { return cryptocomInstrumentRow(call.view, each); })}});
}

HttpAnswer tickers(const RestCall &call)
{
    if (call.argument("instrument_name").empty())
        return good(call, {{"data", rowsOfAll(call, [&](int each) { return cryptocomTickerRow(call.view, each); })}});
    const auto contract = call.contract("instrument_name");
    return contract ? good(call, {{"data", json::array{cryptocomTickerRow(call.view, *contract)}}})
                    : badInstrument(call);
}

/// The span that a call's start_ts, end_ts and count name, without them the last `windowMs`.
Span spanOf(const RestCall &call, int standard, int maximum, TimeMs windowMs)
{
    const TimeMs end = std::min<TimeMs>(call.request.integer("end_ts").value_or(call.now.marketMs), call.now.marketMs);
    return {call.request.integer("start_ts").value_or(end - windowMs), end,
        limitOf(call.request.integer("count"), standard, maximum)};
}

/// The newest of the span, oldest first.
HttpAnswer candles(const RestCall &call)
{
    constexpr int MostBars = 300;
    const auto contract = call.contract("instrument_name");
    const auto size = cryptocomBarSize(call.request.argument("timeframe").value_or("M1"));
    if (!contract || !size)
        return contract ? failure(call, 40004, "Invalid timeframe") : badInstrument(call);
    const Span span = spanOf(call, 25, MostBars, MostBars * size->stepMs);
    json::array rows;
    for (const Candle &bar : candleSeries(call.view.market(), *contract, *size, span, false))
        rows.push_back(cryptocomCandleRow(call.view.spec(*contract), bar));
    return good(call,
        {{"interval", call.request.argument("timeframe").value_or("M1")}, {"data", std::move(rows)},
            {"instrument_name", call.argument("instrument_name")}});
}

HttpAnswer trades(const RestCall &call)
{
    const auto contract = call.contract("instrument_name");
    if (!contract)
        return badInstrument(call);
    const Span span = spanOf(call, 25, 150, 7 * DayMs);
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && std::cmp_less(rows.size(), span.limit); ++print)
        if (print->timeMs >= span.fromMs && print->timeMs <= span.toMs)
            rows.push_back(cryptocomTradeRow(call.view.spec(*contract), *print));
    return good(call, {{"data", std::move(rows)}});
}

json::array settledRates(const RestCall &call, int contract, const Span &span)
{
    const auto settled = call.view.market().settlements(contract, span.fromMs, span.toMs + 1);
    json::array rows;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(rows.size(), span.limit); ++row)
        rows.push_back(cryptocomValuation(cryptocomRate(row->rate), row->timeMs));
    return rows;
}

/// The rate in force at each minute is what was then settled; of the running hour it is the estimate.
json::array rates(const RestCall &call, int contract, const Span &span)
{
    const auto settled = call.view.market().settlements(contract, span.fromMs, span.toMs + 1);
    auto after = settled.rbegin();
    double rate = call.view.state(contract).fundingRate;
    json::array rows;
    for (TimeMs at = floorTo(span.toMs, MinuteMs); at >= span.fromMs && std::cmp_less(rows.size(), span.limit);
         at -= MinuteMs) {
        for (; after != settled.rend() && after->timeMs > at; ++after)
            rate = after->rate;
        rows.push_back(cryptocomValuation(cryptocomRate(rate), at));
    }
    return rows;
}

/// A price of each minute: closes of trades stand for marks and indices of the past, of which the market keeps none.
json::array prices(const RestCall &call, int contract, const Span &span, double present)
{
    const ContractSpec &spec = call.view.spec(contract);
    auto bars = candleSeries(call.view.market(), contract, {MinuteMs, 0}, span, false);
    if (!bars.empty() && bars.back().openMs + MinuteMs > call.now.marketMs)
        bars.back().close = present;
    json::array rows;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        rows.push_back(cryptocomValuation(cryptocomPrice(spec, bar->close), bar->openMs));
    return rows;
}

/// Newest first.
HttpAnswer valuations(const RestCall &call)
{
    constexpr int MostRows = 1000;
    const std::string name = call.argument("instrument_name");
    const std::string type = call.argument("valuation_type");
    const auto contract = type == "index_price" ? cryptocomContractOfIndex(call.view, name) : call.view.find(name);
    if (!contract)
        return badInstrument(call);
    const bool isHistory = type == "funding_hist";
    const Span span = spanOf(call, 25, MostRows, isHistory ? 30 * DayMs : DayMs);
    const ContractState state = call.view.state(*contract);
    json::array rows;
    if (isHistory)
        rows = settledRates(call, *contract, span);
    else if (type == "funding_rate" || type == "estimated_funding_rate")
        rows = rates(call, *contract, span);
    else if (type == "mark_price" || type == "index_price")
        rows = prices(call, *contract, span, type == "mark_price" ? state.mark : state.index);
    else
        return failure(call, 40004, "Invalid valuation_type");
    return good(call, {{"data", std::move(rows)}, {"instrument_name", name}});
}

HttpAnswer riskParameters(const RestCall &call)
{
    return good(call,
        {{"default_max_product_leverage_for_spot", 5.0}, {"default_max_product_leverage_for_perps", 50.0},
            {"base_currency_config", rowsOfAll(call, [&](int each) { return cryptocomRiskRow(call.view.spec(each)); })},
            {"update_timestamp_ms", call.now.marketMs}});
}

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"public/get-instruments", instruments},
        {"public/get-tickers", tickers},
        {"public/get-candlestick", candles},
        {"public/get-trades", trades},
        {"public/get-valuations", valuations},
        {"public/get-risk-parameters", riskParameters},
    };
    return table;
}

} // namespace

HttpAnswer cryptocomRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    if (!request.path.starts_with(Root))
        return {404, "Not Found", "text/plain", {}};
    const RestCall call{view, request, now};
    const auto handler = routes().find(std::string_view(request.path).substr(Root.size()));
    if (handler == routes().end() || request.method != "GET")
        return failure(call, 40002, "Method not found");
    return handler->second(call);
}

} // namespace isobar::simulation
