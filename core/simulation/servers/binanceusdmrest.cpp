#include "core/simulation/servers/binanceusdmrest.h"

#include "core/simulation/servers/binanceusdmrows.h"
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/serialize.hpp>

#include <functional>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;
};

HttpAnswer body(const json::value &value) { return {200, json::serialize(value), "application/json", {}}; }

HttpAnswer failure(int code, const std::string &message, int status = 400)
{
    return {status, json::serialize(json::object{{"code", code}, {"msg", message}}), "application/json", {}};
}

/// Runs `make` for the asked symbol; without one for all when `allWhenMissing`.
HttpAnswer perSymbol(const Call &call, bool allWhenMissing, const std::function<json::value(int)> &make)
{
    if (const auto symbol = call.request.argument("symbol")) {
        const auto contract = call.view.find(*symbol);
        return contract ? body(make(*contract)) : failure(-1121, "Invalid symbol.");
    }
    if (!allWhenMissing)
        return failure(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(make(contract));
    return body(rows);
}

HttpAnswer exchangeInfo(const Call &call)
{
    json::array symbols;
    for (const int contract : call.view.contracts())
        symbols.push_back(binanceSymbolRow(call.view, contract));
    const auto limit = [](const char *type, const char *interval, int number, int value) {
        return json::object{{"rateLimitType", type}, {"interval", interval}, {"intervalNum", number}, {"limit", value}};
    };
    return body(json::object{{"timezone", "UTC"}, {"serverTime", call.now.marketMs}, {"futuresType", "U_MARGINED"},
        {"rateLimits",
            json::array{limit("REQUEST_WEIGHT", "MINUTE", 1, 2400), limit("ORDERS", "MINUTE", 1, 1200),
                limit("ORDERS", "SECOND", 10, 300)}},
        {"exchangeFilters", json::array()},
        {"assets",
            json::array{json::object{{"asset", "USDT"}, {"marginAvailable", true}, {"autoAssetExchange", "-10000"}}}},
        {"symbols", symbols}});
}

HttpAnswer fundingInfo(const Call &call)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        if (auto row = binanceFundingInfoRow(call.view, contract))
            rows.push_back(std::move(*row));
    return body(rows);
}

HttpAnswer fundingHistory(const Call &call)
{
    const int limit = limitOf(call.request.integer("limit"), 100, 1000);
    const TimeMs to = call.request.integer("endTime").value_or(call.now.marketMs);
    const auto start = call.request.integer("startTime");
    json::array rows;
    for (const int contract : call.view.contracts()) {
        const ContractSpec &spec = call.view.spec(contract);
        if (call.request.argument("symbol").value_or(spec.symbol) != spec.symbol)
            continue;
        auto settled = call.view.market().settlements(contract, start.value_or(0), to + 1);
        if (std::cmp_greater(settled.size(), limit))
            start ? settled.erase(settled.begin() + limit, settled.end())
                  : settled.erase(settled.begin(), settled.end() - limit);
        for (const Settlement &settlement : settled)
            rows.push_back(binanceFundingRow(call.view, settlement));
    }
    if (const auto symbol = call.request.argument("symbol"); symbol && !call.view.find(*symbol))
        return failure(-1121, "Invalid symbol.");
    return body(rows);
}

HttpAnswer klines(const Call &call)
{
    const auto bars = barSize(call.request.argument("interval").value_or(""));
    if (!bars)
        return failure(-1120, "Invalid interval.");
    return perSymbol(call, false, [&](int contract) {
        const auto start = call.request.integer("startTime");
        const int limit = limitOf(call.request.integer("limit"), 500, 1500);
        const Span span = forwardSpan(start, call.request.integer("endTime"), limit, bars->stepMs, call.now.marketMs);
        json::array rows;
        for (const Candle &candle : candleSeries(call.view.market(), contract, *bars, span, start.has_value()))
            rows.push_back(binanceKlineRow(call.view.spec(contract), candle, bars->stepMs));
        return json::value(std::move(rows));
    });
}

/// Rows of /futures/data: 30 days of multiples of `period`, the newest `limit` or those from startTime on.
HttpAnswer statistics(const Call &call, bool takerVolume)
{
    const auto size = barSize(call.request.argument("period").value_or(""));
    const TimeMs step = size ? size->stepMs : 0;
    if (step < 5 * MinuteMs || step > DayMs)
        return failure(-1130, "Data sent for parameter 'period' is not valid.");
    return perSymbol(call, false, [&](int contract) {
        const auto start = call.request.integer("startTime");
        const int limit = limitOf(call.request.integer("limit"), 30, 500);
        Span span = forwardSpan(start, call.request.integer("endTime"), limit, step, call.now.marketMs);
        span.fromMs = std::max(span.fromMs, call.now.marketMs - 30 * DayMs);
        json::array rows;
        if (takerVolume) {
            for (const Candle &candle : candleSeries(call.view.market(), contract, *size, span, start.has_value()))
                rows.push_back(binanceTakerRow(candle));
            return json::value(std::move(rows));
        }
        const TimeMs first = floorTo(span.fromMs + step - 1, step);
        auto points = call.view.market().openInterestHistory(contract, step, first, span.toMs + 1);
        if (std::cmp_greater(points.size(), limit))
            points.erase(points.begin(), points.end() - limit);
        const auto bars =
            candleSeries(call.view.market(), contract, *size, {first - step, span.toMs, limit + 2}, false);
        for (const OpenInterestPoint &point : points)
            rows.push_back(binanceOpenInterestRow(call.view, contract, point, bars));
        return json::value(std::move(rows));
    });
}

HttpAnswer tickerPrice(const Call &call)
{
    return perSymbol(call, true, [&](int contract) -> json::value {
        const ContractSpec &spec = call.view.spec(contract);
        return json::object{{"symbol", spec.symbol}, {"price", steppedText(call.view.state(contract).last, spec.tick)},
            {"time", call.view.market().nowMs()}};
    });
}

HttpAnswer aggTrades(const Call &call)
{
    return perSymbol(call, false, [&](int contract) {
        json::array rows;
        for (const Print &print : call.view.recentPrints(contract))
            rows.push_back(binanceTradeRow(call.view.spec(contract), print));
        return json::value(std::move(rows));
    });
}

using Handler = std::function<HttpAnswer(const Call &)>;

const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const std::map<std::string, Handler, std::less<>> table = {
        {"/fapi/v1/ping", [](const Call &) { return body(json::object()); }},
        {"/fapi/v1/time",
            [](const Call &call) {
                return body(json::object{{"serverTime", call.now.marketMs}});
            }},
        {"/fapi/v1/exchangeInfo", exchangeInfo},
        {"/fapi/v1/premiumIndex",
            [](const Call &call) {
                return perSymbol(call, true, [&](int contract) { return binancePremiumRow(call.view, contract); });
            }},
        {"/fapi/v1/fundingInfo", fundingInfo},
        {"/fapi/v1/fundingRate", fundingHistory},
        {"/fapi/v1/openInterest",
            [](const Call &call) {
                return perSymbol(call, false, [&](int contract) -> json::value {
                    const ContractSpec &spec = call.view.spec(contract);
                    return json::object{
                        {"openInterest", steppedText(call.view.state(contract).openInterestBase, spec.lot)},
                        {"symbol", spec.symbol}, {"time", call.view.market().nowMs()}};
                });
            }},
        {"/fapi/v1/ticker/24hr",
            [](const Call &call) {
                return perSymbol(call, true, [&](int contract) { return binanceTickerRow(call.view, contract); });
            }},
        {"/fapi/v1/ticker/price", tickerPrice},
        {"/fapi/v2/ticker/price", tickerPrice},
        {"/fapi/v1/klines", klines},
        {"/fapi/v1/aggTrades", aggTrades},
        {"/futures/data/openInterestHist", [](const Call &call) { return statistics(call, false); }},
        {"/futures/data/takerlongshortRatio", [](const Call &call) { return statistics(call, true); }},
    };
    return table;
}

} // namespace

int binanceWeight(const HttpRequest &request)
{
    const bool oneSymbol = request.argument("symbol").has_value();
    if (request.path == "/fapi/v1/premiumIndex")
        return oneSymbol ? 1 : 10;
    if (request.path == "/fapi/v1/ticker/24hr")
        return oneSymbol ? 1 : 40;
    if (request.path == "/fapi/v1/aggTrades")
        return 20;
    if (request.path == "/fapi/v1/klines") {
        const int limit = limitOf(request.integer("limit"), 500, 1500);
        return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
    }
    if (request.path == "/fapi/v1/fundingInfo" || request.path == "/fapi/v1/fundingRate"
        || request.path.starts_with("/futures/data/"))
        return 0; // limits of their own
    return 1;
}

HttpAnswer binanceRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const auto handler = handlers().find(request.path);
    if (handler == handlers().end() || request.method != "GET")
        return failure(-5000, "Path " + request.path + ", Method " + request.method + " is invalid", 404);
    return handler->second({view, request, now});
}

} // namespace isobar::simulation
