#include "core/simulation/servers/phemexrest.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/phemexrows.h"
#include "core/simulation/servers/restcall.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

HttpAnswer good(json::value data)
{
    return {
        200, plainJson(json::object{{"code", 0}, {"msg", "OK"}, {"data", std::move(data)}}), "application/json", {}};
}

HttpAnswer badArguments()
{
    return {200, R"({"code":30000,"msg":"Please double check input arguments","data":null})", "application/json", {}};
}

/// Market data have an envelope of their own, and a bad symbol there is the server's fault.
HttpAnswer result(json::value value)
{
    return {200, plainJson(json::object{{"error", nullptr}, {"id", 0}, {"result", std::move(value)}}),
        "application/json", {}};
}

HttpAnswer invalidArgument()
{
    return {
        500, R"({"error":{"code":6001,"message":"invalid argument"},"id":0,"result":null})", "application/json", {}};
}

template <typename Make> json::array rowsOf(const RestCall &call, bool inverse, Make make)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        if (call.view.spec(contract).inverse == inverse)
            rows.push_back(make(call.view, contract));
    return rows;
}

HttpAnswer products(const RestCall &call)
{
    return good(json::object{{"ratioScale", 8}, {"currencies", json::array()},
        {"products", rowsOf(call, true, phemexProductRow)}, {"perpProductsV2", rowsOf(call, false, phemexProductRow)},
        {"riskLimits", rowsOf(call, true, phemexRiskRow)}, {"riskLimitsV2", rowsOf(call, false, phemexRiskRow)}});
}

HttpAnswer coinProducts(const RestCall &call) { return good(rowsOf(call, true, phemexProductRow)); }

HttpAnswer realFundingRates(const RestCall &call)
{
    const auto &all = call.view.contracts();
    const auto size = static_cast<std::size_t>(limitOf(call.request.integer("pageSize"), 20, 200));
    const auto page = static_cast<std::size_t>(limitOf(call.request.integer("pageNum"), 1, 1000));
    json::array rows;
    for (std::size_t i = (page - 1) * size; i < std::min(all.size(), page * size); ++i)
        rows.push_back(phemexRealRateRow(call.view, all[i]));
    return good(json::object{{"total", all.size()}, {"rows", std::move(rows)}});
}

std::optional<int> contractOf(const RestCall &call, bool inverse)
{
    const auto found = call.contract("symbol");
    return found && call.view.spec(*found).inverse == inverse ? found : std::nullopt;
}

/// Version 1 is the coin-margined line's.
template <int Version> HttpAnswer ticker(const RestCall &call)
{
    const auto contract = contractOf(call, Version == 1);
    return contract ? result(phemexTicker(call.view, *contract, Version)) : invalidArgument();
}

template <int Version> HttpAnswer tickers(const RestCall &call)
{
    return result(rowsOf(
        call, Version == 1, [](const VenueView &view, int contract) { return phemexTicker(view, contract, Version); }));
}

template <bool Inverse> HttpAnswer trades(const RestCall &call)
{
    const auto contract = contractOf(call, Inverse);
    if (!contract)
        return invalidArgument();
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend(); ++print)
        rows.push_back(phemexTradeRow(call.view.spec(*contract), *print, true));
    return result(json::object{{"sequence", call.view.market().cursor()}, {"symbol", call.argument("symbol")},
        {Inverse ? "trades" : "trades_p", std::move(rows)}, {"type", "snapshot"}});
}

std::optional<BarSize> resolutionOf(const RestCall &call)
{
    static constexpr long long known[] = {60, 300, 900, 1800, 3600, 10800, 14400, 21600, 43200, 86400, 604800};
    const auto seconds = call.request.integer("resolution");
    if (!seconds || std::ranges::find(known, *seconds) == std::end(known))
        return std::nullopt;
    return *seconds == 604800 ? barSize("1w") : std::optional(BarSize{*seconds * SecondMs});
}

/// Newest first, each with the close of the one before it.
HttpAnswer bars(const RestCall &call, int contract, const BarSize &size, Span span)
{
    span.fromMs -= size.stepMs;
    ++span.limit;
    const auto series = candleSeries(call.view.market(), contract, size, span, false);
    json::array rows;
    for (std::size_t i = series.size(); i-- > 1;)
        rows.push_back(phemexKlineRow(call.view.spec(contract), size, series[i], series[i - 1].close));
    return good(json::object{{"total", -1}, {"rows", std::move(rows)}});
}

template <bool Inverse> HttpAnswer newestBars(const RestCall &call)
{
    static constexpr long long known[] = {5, 10, 50, 100, 500, 1000};
    const auto contract = contractOf(call, Inverse);
    const auto size = resolutionOf(call);
    const long long limit = call.request.integer("limit").value_or(100);
    if (!contract || !size || std::ranges::find(known, limit) == std::end(known))
        return badArguments();
    const TimeMs now = call.now.marketMs;
    return bars(call, *contract, *size, {now - limit * size->stepMs, now, static_cast<int>(limit)});
}

HttpAnswer barsOfASpan(const RestCall &call)
{
    constexpr int MostBars = 2000;
    const auto contract = contractOf(call, false);
    const auto size = resolutionOf(call);
    const auto from = call.request.integer("from");
    const auto to = call.request.integer("to");
    if (!contract || !size || !from || !to)
        return badArguments();
    return bars(
        call, *contract, *size, {*from * SecondMs, std::min<TimeMs>(*to * SecondMs, call.now.marketMs), MostBars});
}

HttpAnswer fundingHistory(const RestCall &call)
{
    const std::string name = call.argument("symbol");
    const auto &all = call.view.contracts();
    const auto contract =
        std::ranges::find(all, name, [&](int each) { return phemexRateHistory(call.view.spec(each)); });
    json::array rows; // an unknown name has no rows
    if (contract != all.end()) {
        const int limit = limitOf(call.request.integer("limit"), 20, 100);
        const auto settled = call.view.market().settlements(*contract, call.request.integer("start").value_or(0),
            call.request.integer("end").value_or(call.now.marketMs) + 1);
        const double hours = call.view.state(*contract).intervalHours;
        for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(rows.size(), limit); ++row)
            rows.push_back(phemexSettlementRow(call.view.spec(*contract), *row, hours));
    }
    return good(json::object{{"rows", std::move(rows)}});
}

HttpAnswer serverTime(const RestCall &call) { return good(json::object{{"serverTime", call.now.marketMs}}); }

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"/public/time", serverTime},
        {"/public/products", products},
        {"/v1/exchange/public/products", coinProducts},
        {"/contract-biz/public/real-funding-rates", realFundingRates},
        {"/api-data/public/data/funding-rate-history", fundingHistory},
        {"/md/ticker/24hr", ticker<1>},
        {"/md/ticker/24hr/all", tickers<1>},
        {"/md/v2/ticker/24hr", ticker<2>},
        {"/md/v2/ticker/24hr/all", tickers<2>},
        {"/md/v3/ticker/24hr", ticker<3>},
        {"/md/v3/ticker/24hr/all", tickers<3>},
        {"/md/trade", trades<true>},
        {"/md/v2/trade", trades<false>},
        {"/exchange/public/md/v2/kline", newestBars<true>},
        {"/exchange/public/md/v2/kline/last", newestBars<false>},
        {"/exchange/public/md/v2/kline/list", barsOfASpan},
    };
    return table;
}

} // namespace

HttpAnswer phemexRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const auto handler = routes().find(request.path);
    if (handler == routes().end() || request.method != "GET")
        return {403, R"({"message":"Forbidden"})", "application/json", {}};
    return handler->second({view, request, now});
}

} // namespace isobar::simulation
