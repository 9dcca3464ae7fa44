#include "core/simulation/servers/kucoinrest.h"

#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/kucoinrows.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostBars = 500, MostSettlements = 100, MostOpenInterest = 200;

HttpAnswer data(json::value rows) { return jsonAnswer(json::object{{"code", "200000"}, {"data", std::move(rows)}}); }

HttpAnswer failure(const char *code, const char *message)
{
    return jsonAnswer(json::object{{"code", code}, {"msg", message}});
}

HttpAnswer unknownSymbol() { return failure("200003", "Invalid symbol."); }

HttpAnswer ofAll(const RestCall &call, json::value (*make)(const VenueView &, int))
{
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(make(call.view, contract));
    return data(std::move(rows));
}

HttpAnswer ofSymbol(const RestCall &call, std::string_view symbol, json::value (*make)(const VenueView &, int))
{
    const auto contract = call.view.find(symbol);
    return contract ? data(make(call.view, *contract)) : unknownSymbol();
}

json::value tickerRow(const VenueView &view, int contract) { return kucoinTicker(view, contract); }

json::value riskRows(const VenueView &view, int contract) { return kucoinRiskRows(view, contract); }

json::value markRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"symbol", spec.symbol}, {"granularity", 1000}, {"timePoint", view.market().nowMs()},
        {"value", stepped(state.mark, spec.tick / 10)}, {"indexPrice", stepped(state.index, spec.tick / 10)}};
}

/// The symbol in it is that of the rate's own index.
json::value rateRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const auto interval = static_cast<TimeMs>(state.intervalHours * static_cast<double>(HourMs));
    return json::object{{"symbol", "." + spec.symbol + "FPI" + plainText(state.intervalHours, 0) + "H"},
        {"granularity", interval}, {"timePoint", state.nextFundingMs - interval},
        {"value", stepped(state.fundingRate, 1e-6)}, {"dailyInterestRate", 3 * spec.interestPer8h},
        {"fundingRateCap", spec.rateCap}, {"fundingRateFloor", spec.rateFloor}, {"period", 1},
        {"fundingTime", state.nextFundingMs}};
}

HttpAnswer settlements(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    if (!contract)
        return unknownSymbol();
    const auto from = call.request.integer("from"), to = call.request.integer("to");
    if (!from || !to)
        return failure("400100", "from and to are required.");
    const auto settled = call.view.market().settlements(*contract, *from, *to + 1);
    json::array rows;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(rows.size(), MostSettlements); ++row)
        rows.push_back(json::object{{"symbol", call.view.spec(*contract).symbol},
            {"fundingRate", stepped(row->rate, 1e-6)}, {"timepoint", row->timeMs}});
    return data(std::move(rows));
}

HttpAnswer klines(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    const auto size = kucoinBarSize(call.request.integer("granularity").value_or(0));
    if (!contract || !size)
        return contract ? failure("400100", "granularity is invalid.") : unknownSymbol();
    const auto from = call.request.integer("from");
    const Span span = forwardSpan(from, call.request.integer("to"), MostBars, size->stepMs, call.now.marketMs);
    json::array rows;
    for (const Candle &candle : candleSeries(call.view.market(), *contract, *size, span, from.has_value()))
        rows.push_back(kucoinKlineRow(call.view.spec(*contract), candle));
    return data(std::move(rows));
}

HttpAnswer trades(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    if (!contract)
        return unknownSymbol();
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend(); ++print)
        rows.push_back(kucoinMatch(call.view.spec(*contract), *print));
    return data(std::move(rows));
}

std::optional<TimeMs> openInterestStep(std::string_view word)
{
    for (const auto &[name, step] : {std::pair{"5min", 5 * MinuteMs}, {"15min", 15 * MinuteMs},
             {"30min", 30 * MinuteMs}, {"1hour", HourMs}, {"4hour", 4 * HourMs}, {"1day", DayMs}})
        if (word == name)
            return step;
    return std::nullopt;
}

json::value openInterestRow(const VenueView &view, int contract, double base, double price, TimeMs timeMs)
{
    const ContractSpec &spec = view.spec(contract);
    return json::object{
        {"symbol", spec.symbol}, {"openInterest", plainText(kucoinLots(spec, base, price), 0)}, {"ts", timeMs}};
}

/// Newest first.
HttpAnswer openInterestHistory(const RestCall &call, int contract, TimeMs step)
{
    const int limit = limitOf(call.request.integer("pageSize"), MostOpenInterest, MostOpenInterest);
    const TimeMs end = std::min<TimeMs>(call.request.integer("endAt").value_or(call.now.marketMs), call.now.marketMs);
    const TimeMs start = std::max<TimeMs>(call.request.integer("startAt").value_or(0), end - limit * step);
    const TimeMs first = floorTo(start + step - 1, step);
    const Market &market = call.view.market();
    const auto points = market.openInterestHistory(contract, step, first, end + 1);
    const auto bars = market.candles(contract, step, first, end + 1);
    json::array rows;
    for (auto point = points.rbegin(); point != points.rend() && std::cmp_less(rows.size(), limit); ++point) {
        const auto bar = std::ranges::find(bars, point->timeMs, &Candle::openMs);
        const double price = bar == bars.end() ? call.view.state(contract).mark : bar->open;
        rows.push_back(openInterestRow(call.view, contract, point->base, price, point->timeMs));
    }
    return data(std::move(rows));
}

/// With an interval the past of one symbol, without the present of a list of them.
HttpAnswer openInterest(const RestCall &call)
{
    const std::string interval = call.argument("interval"), wanted = call.argument("symbol");
    if (!interval.empty()) {
        const auto contract = call.contract("symbol");
        const auto step = openInterestStep(interval);
        if (!contract || !step)
            return contract ? failure("400100", "interval is invalid.") : unknownSymbol();
        return openInterestHistory(call, *contract, *step);
    }
    json::array rows;
    for (const int contract : call.view.contracts()) {
        const std::string part = "," + call.view.spec(contract).symbol + ",";
        if (!wanted.empty() && ("," + wanted + ",").find(part) == std::string::npos)
            continue;
        const ContractState state = call.view.state(contract);
        rows.push_back(
            openInterestRow(call.view, contract, state.openInterestBase, state.mark, call.view.market().nowMs()));
    }
    return data(std::move(rows));
}

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"/api/v1/timestamp", [](const RestCall &call) { return data(call.now.marketMs); }},
        {"/api/v1/contracts/active", [](const RestCall &call) { return ofAll(call, kucoinContractRow); }},
        {"/api/v1/allTickers", [](const RestCall &call) { return ofAll(call, tickerRow); }},
        {"/api/v1/ticker", [](const RestCall &call) { return ofSymbol(call, call.argument("symbol"), tickerRow); }},
        {"/api/v1/contract/funding-rates", settlements},
        {"/api/v1/kline/query", klines},
        {"/api/v1/trade/history", trades},
        {"/api/ua/v1/market/open-interest", openInterest},
        {"/api/ua/v1/market/funding-rate",
            [](const RestCall &call) { return ofSymbol(call, call.argument("symbol"), kucoinUnifiedRate); }},
        {"/api/ua/v2/market/funding-rate", [](const RestCall &call) { return ofAll(call, kucoinUnifiedRate); }},
    };
    return table;
}

/// Paths with the symbol in them.
struct Place {
    std::string_view before, behind;
    json::value (*make)(const VenueView &, int);
};
constexpr Place Places[] = {
    {"/api/v1/contracts/risk-limit/", "", riskRows},
    {"/api/v1/contracts/", "", kucoinContractRow},
    {"/api/v1/funding-rate/", "/current", rateRow},
    {"/api/v1/mark-price/", "/current", markRow},
};

} // namespace

int kucoinWeight(std::string_view path)
{
    return path == "/api/v1/allTickers" ? 5 : path.starts_with("/api/v1/funding-rate/") ? 2 : 3;
}

HttpAnswer kucoinRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const RestCall call{view, request, now};
    const auto route = routes().find(request.path);
    if (route != routes().end() && request.method == "GET")
        return route->second(call);
    const std::string_view path = request.path;
    for (const Place &place : Places)
        if (path.starts_with(place.before) && path.ends_with(place.behind) && request.method == "GET")
            return ofSymbol(call,
                path.substr(place.before.size(), path.size() - place.before.size() - place.behind.size()), place.make);
    return jsonAnswer(json::object{{"code", "404"}, {"msg", "Not Found"}}, 404);
}

} // namespace isobar::simulation
