#include "core/simulation/servers/wooxrest.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/timetable.h"
#include "core/simulation/servers/wooxrows.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

HttpAnswer data(const RestCall &call, json::object content)
{
    return {200,
        plainJson(json::object{{"success", true}, {"data", std::move(content)}, {"timestamp", call.now.marketMs}}),
        "application/json", {}};
}

HttpAnswer failure(int status, int code, std::string_view message)
{
    return {status, plainJson(json::object{{"success", false}, {"code", code}, {"message", message}}),
        "application/json", {}};
}

HttpAnswer noSymbol() { return failure(400, -1005, "symbol is invalid or unsupported"); }

HttpAnswer systemInfo(const RestCall &call)
{
    return data(call, {{"status", 0}, {"msg", "System is functioning properly."}});
}

/// Perpetuals, and the spot pairs that their indices are of.
HttpAnswer instruments(const RestCall &call)
{
    json::array rows;
    for (const bool isSpot : {true, false})
        for (const int contract : call.view.contracts())
            rows.push_back(
                wooxInstrumentRow(call.view.spec(contract), call.view.state(contract).intervalHours, isSpot));
    return data(call, {{"rows", std::move(rows)}});
}

/// A row of each perpetual, or of the one that is asked for.
HttpAnswer rowsOf(const RestCall &call, json::object (*make)(const VenueView &, int))
{
    const std::string symbol = call.argument("symbol");
    if (!symbol.empty() && !call.contract("symbol"))
        return noSymbol();
    json::array rows;
    for (const int contract : call.view.contracts())
        if (symbol.empty() || call.view.spec(contract).symbol == symbol)
            rows.push_back(make(call.view, contract));
    return data(call, {{"rows", std::move(rows)}});
}

/// Newest first, by pages.
HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    if (!contract)
        return noSymbol();
    const int size = limitOf(call.request.integer("size"), 25, 5000);
    const int page = limitOf(call.request.integer("page"), 1, 1'000'000);
    const auto settled = call.view.market().settlements(*contract, call.request.integer("startTime").value_or(0),
        std::min<TimeMs>(call.request.integer("endTime").value_or(call.now.marketMs), call.now.marketMs) + 1);
    json::array rows;
    const auto skip = static_cast<std::size_t>(page - 1) * static_cast<std::size_t>(size);
    for (std::size_t i = skip; i < settled.size() && std::cmp_less(rows.size(), size); ++i)
        rows.push_back(wooxSettlementRow(call.view, settled[settled.size() - 1 - i]));
    return data(call,
        {{"rows", std::move(rows)},
            {"meta", json::object{{"total", settled.size()}, {"recordsPerPage", size}, {"currentPage", page}}}});
}

std::optional<BarSize> klineSize(std::string_view type)
{
    static constexpr std::string_view known[] = {"1m", "5m", "15m", "30m", "1h", "4h", "12h", "1d", "1w"};
    return std::ranges::find(known, type) == std::end(known) ? std::nullopt : barSize(type);
}

/// From `after` onward where it is given, which is exclusive; newest first either way.
HttpAnswer klines(const RestCall &call, bool isHistory)
{
    const auto contract = call.contract("symbol");
    const std::string type = call.argument("type");
    const auto size = klineSize(type);
    if (!contract || !size)
        return contract ? failure(400, -1005, "type is invalid") : noSymbol();
    const auto after = isHistory ? call.request.integer("after") : std::nullopt;
    const auto before = isHistory ? call.request.integer("before") : std::nullopt;
    const int limit = limitOf(call.request.integer("limit"), 100, 1000);
    const TimeMs to = std::min<TimeMs>(before.value_or(call.now.marketMs + 1) - 1, call.now.marketMs);
    const TimeMs from = after ? *after + 1 : to - (limit + 1) * size->stepMs;
    const auto bars = candleSeries(call.view.market(), *contract, *size, {from, to, limit}, after.has_value());
    json::array rows;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        rows.push_back(wooxCandleRow(call.view.spec(*contract), *bar, type, size->stepMs));
    return data(call, {{"rows", std::move(rows)}});
}

HttpAnswer marketTrades(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    if (!contract)
        return noSymbol();
    const int limit = limitOf(call.request.integer("limit"), 10, 500);
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && std::cmp_less(rows.size(), limit); ++print)
        rows.push_back(wooxPastTradeRow(call.view.spec(*contract), *print));
    return data(call, {{"rows", std::move(rows)}});
}

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"systemInfo", systemInfo},
        {"instruments", instruments},
        {"futures", [](const RestCall &call) { return rowsOf(call, wooxFuturesRow); }},
        {"fundingRate", [](const RestCall &call) { return rowsOf(call, wooxFundingRow); }},
        {"fundingRateHistory", fundingHistory},
        {"klineHistory", [](const RestCall &call) { return klines(call, true); }},
        {"kline", [](const RestCall &call) { return klines(call, false); }},
        {"marketTrades", marketTrades},
    };
    return table;
}

} // namespace

HttpAnswer wooxRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    constexpr std::string_view Root = "/v3/public/";
    const std::string_view path = request.path;
    const auto route = path.starts_with(Root) ? routes().find(path.substr(Root.size())) : routes().end();
    if (route == routes().end() || request.method != "GET")
        return failure(404, -1006, "The requested resource is not found");
    return route->second({view, request, now});
}

} // namespace isobar::simulation
