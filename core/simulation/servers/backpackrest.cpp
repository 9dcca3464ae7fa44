#include "core/simulation/servers/backpackrest.h"

#include "core/simulation/servers/backpackrows.h"
#include "core/simulation/servers/jsonanswer.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostBars = 1000, MostFundingRows = 10'000, MostTrades = 1000, StandardRows = 100;

HttpAnswer failure(const std::string &message, const char *code = "INVALID_CLIENT_REQUEST", int status = 400)
{
    return jsonAnswer(json::object{{"code", code}, {"message", message}}, status);
}

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;

    std::string argument(std::string_view name) const { return request.argument(name).value_or(""); }
    std::optional<int> contract() const { return view.find(argument("symbol")); }
};

HttpAnswer unknownSymbol() { return failure("Invalid symbol", "INVALID_MARKET"); }

/// A row of every market, or of the one asked for.
HttpAnswer rowsOf(const Call &call, json::object (*row)(const VenueView &, int))
{
    const std::string symbol = call.argument("symbol");
    if (!symbol.empty() && !call.contract())
        return unknownSymbol();
    json::array rows;
    for (const int contract : call.view.contracts())
        if (symbol.empty() || symbol == call.view.spec(contract).symbol)
            rows.push_back(row(call.view, contract));
    return jsonAnswer(rows);
}

HttpAnswer markets(const Call &call)
{
    const std::string type = call.argument("marketType"); // the only kind that is simulated
    return type.empty() || type == "PERP" ? rowsOf(call, backpackMarket) : jsonAnswer(json::array());
}

HttpAnswer markPrices(const Call &call) { return rowsOf(call, backpackMarkRow); }

HttpAnswer openInterest(const Call &call) { return rowsOf(call, backpackOpenInterestRow); }

HttpAnswer tickers(const Call &call) { return rowsOf(call, backpackTickerRow); }

HttpAnswer ticker(const Call &call)
{
    const auto contract = call.contract();
    return contract ? jsonAnswer(backpackTickerRow(call.view, *contract)) : unknownSymbol();
}

HttpAnswer klines(const Call &call)
{
    const auto contract = call.contract();
    const auto size = barSize(call.argument("interval"));
    const auto from = call.request.integer("startTime"), to = call.request.integer("endTime");
    const std::string kind = call.argument("priceType");
    if (!contract)
        return unknownSymbol();
    if (!size || !from || (!kind.empty() && kind != "LastPrice")) // lines of marks and indices are not simulated
        return failure(!size ? "Invalid interval" : !from ? "startTime is required" : "Invalid priceType");
    const TimeMs end = std::min<TimeMs>(to ? *to * SecondMs : call.now.marketMs, call.now.marketMs);
    json::array rows;
    for (const Candle &candle :
        candleSeries(call.view.market(), *contract, *size, {*from * SecondMs, end, MostBars}, true))
        rows.push_back(backpackKline(call.view.spec(*contract), candle, size->stepMs));
    return jsonAnswer(rows);
}

HttpAnswer fundingRates(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownSymbol();
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), StandardRows, MostFundingRows));
    auto skip = std::max<long long>(call.request.integer("offset").value_or(0), 0);
    auto settled = call.view.market().settlements(*contract, 0, call.now.marketMs + 1);
    const ContractState state = call.view.state(*contract);
    settled.push_back({*contract, state.nextFundingMs, state.fundingRate}); // the interval that still runs
    json::array rows;
    for (auto each = settled.rbegin(); each != settled.rend() && rows.size() < limit; ++each)
        if (skip-- <= 0)
            rows.push_back(backpackFundingRow(call.view.spec(*contract), *each));
    return jsonAnswer(rows);
}

HttpAnswer trades(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownSymbol();
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), StandardRows, MostTrades));
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < limit; ++print)
        rows.push_back(backpackTradeRow(call.view.spec(*contract), *print));
    return jsonAnswer(rows);
}

HttpAnswer assets(const Call &)
{
    return jsonAnswer(json::array{json::object{
        {"coingeckoId", "usd-coin"}, {"displayName", "USD Coin"}, {"symbol", "USDC"}, {"tokens", json::array()}}});
}

HttpAnswer status(const Call &) { return jsonAnswer(json::object{{"status", "Ok"}, {"message", nullptr}}); }

HttpAnswer time(const Call &call) { return {200, std::to_string(call.now.marketMs), "text/plain", {}}; }

HttpAnswer ping(const Call &) { return {200, "pong", "text/plain", {}}; }

using Handler = HttpAnswer (*)(const Call &);
constexpr std::pair<std::string_view, Handler> Handlers[] = {
    {"/api/v1/markets", markets},
    {"/api/v1/markPrices", markPrices},
    {"/api/v1/openInterest", openInterest},
    {"/api/v1/tickers", tickers},
    {"/api/v1/ticker", ticker},
    {"/api/v1/klines", klines},
    {"/api/v1/fundingRates", fundingRates},
    {"/api/v1/trades", trades},
    {"/api/v1/assets", assets},
    {"/api/v1/status", status},
    {"/api/v1/time", time},
    {"/api/v1/ping", ping},
};

} // namespace

HttpAnswer backpackRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    for (const auto &[path, handler] : Handlers)
        if (path == request.path)
            return handler({view, request, now});
    return failure("Not found", "RESOURCE_NOT_FOUND", 404);
}

} // namespace isobar::simulation
