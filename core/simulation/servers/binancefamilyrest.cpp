#include "core/simulation/servers/binancefamilyrest.h"

#include "core/simulation/servers/binancefamilyrows.h"
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/venuetext.h"

#include <functional>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

struct Call {
    const VenueView &view;
    const BinanceDialect &dialect;
    const HttpRequest &request;
    Instant now;
};

HttpAnswer body(const json::value &value) { return jsonAnswer(value); }

HttpAnswer failure(int code, const std::string &message, int status = 400)
{
    return jsonAnswer(json::object{{"code", code}, {"msg", message}}, status);
}

HttpAnswer missing(const char *parameter)
{
    return failure(
        -1102, "Mandatory parameter '" + std::string(parameter) + "' was not sent, was empty/null, or malformed.");
}

/// Runs `make` for the asked symbol.
HttpAnswer oneSymbol(const Call &call, const std::function<json::value(int)> &make)
{
    const auto symbol = call.request.argument("symbol");
    if (!symbol)
        return missing("symbol");
    const auto contract = call.view.find(*symbol);
    return contract ? body(make(*contract)) : failure(-1121, "Invalid symbol.");
}

/// The same for all without one. Venues of inverse contracts know pairs too, and always answer with a list.
HttpAnswer perSymbol(const Call &call, const std::function<json::value(int)> &make)
{
    const auto symbol = call.request.argument("symbol");
    if (symbol && !call.dialect.isInverse)
        return oneSymbol(call, make);
    const auto pair = call.dialect.isInverse ? call.request.argument("pair") : std::nullopt;
    json::array rows;
    for (const int contract : call.view.contracts()) {
        const ContractSpec &spec = call.view.spec(contract);
        if (symbol.value_or(spec.symbol) == spec.symbol && pair.value_or(binancePair(spec)) == binancePair(spec))
            rows.push_back(make(contract));
    }
    return rows.empty() ? failure(-1121, "Invalid symbol.") : body(rows);
}

/// Runs `make` for the contract that statistics are asked of: by symbol, or by pair and type.
HttpAnswer ofStatistics(const Call &call, const std::function<json::value(int)> &make)
{
    if (!call.dialect.isInverse)
        return oneSymbol(call, make);
    const auto pair = call.request.argument("pair"), type = call.request.argument("contractType");
    if (!pair || !type)
        return missing(pair ? "contractType" : "pair");
    for (const int contract : call.view.contracts())
        if (binancePair(call.view.spec(contract)) == *pair && (*type == "PERPETUAL" || *type == "ALL"))
            return body(make(contract));
    return failure(-1121, "Invalid symbol.");
}

HttpAnswer exchangeInfo(const Call &call)
{
    json::array symbols;
    for (const int contract : call.view.contracts())
        symbols.push_back(binanceSymbolRow(call.view, call.dialect, contract));
    if (call.dialect.isAster) { // the venue's own tests stand among them
        json::object test = symbols.front().get_object();
        for (const char *name : {"symbol", "pair"})
            test[name] = "TEST1USDT";
        test["baseAsset"] = "TEST1";
        symbols.push_back(std::move(test));
    }
    const auto limit = [](const char *type, const char *interval, int number, int value) {
        return json::object{{"rateLimitType", type}, {"interval", interval}, {"intervalNum", number}, {"limit", value}};
    };
    json::object info{{"timezone", "UTC"}, {"serverTime", call.now.marketMs},
        {"rateLimits",
            json::array{limit("REQUEST_WEIGHT", "MINUTE", 1, call.dialect.weightPerMinute),
                limit("ORDERS", "MINUTE", 1, 1200), limit("ORDERS", "SECOND", 10, 300)}},
        {"exchangeFilters", json::array()}, {"symbols", std::move(symbols)}};
    if (!call.dialect.isInverse) {
        info["futuresType"] = "U_MARGINED";
        info["assets"] =
            json::array{json::object{{"asset", "USDT"}, {"marginAvailable", true}, {"autoAssetExchange", "-10000"}}};
    }
    return body(info);
}

HttpAnswer fundingInfo(const Call &call)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        if (auto row = binanceFundingInfoRow(call.view, call.dialect, contract))
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
    return oneSymbol(call, [&](int contract) {
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
    return ofStatistics(call, [&](int contract) {
        const auto start = call.request.integer("startTime");
        const int limit = limitOf(call.request.integer("limit"), 30, 500);
        Span span = forwardSpan(start, call.request.integer("endTime"), limit, step, call.now.marketMs);
        span.fromMs = std::max(span.fromMs, call.now.marketMs - 30 * DayMs);
        json::array rows;
        if (takerVolume) {
            for (const Candle &candle : candleSeries(call.view.market(), contract, *size, span, start.has_value()))
                rows.push_back(binanceTakerRow(call.view.spec(contract), candle));
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
    return perSymbol(call, [&](int contract) -> json::value {
        const ContractSpec &spec = call.view.spec(contract);
        return json::object{{"symbol", spec.symbol}, {"price", steppedText(call.view.state(contract).last, spec.tick)},
            {"time", call.view.market().nowMs()}};
    });
}

HttpAnswer aggTrades(const Call &call)
{
    return oneSymbol(call, [&](int contract) {
        json::array rows;
        for (const Print &print : call.view.recentPrints(contract))
            rows.push_back(binanceTradeRow(call.view.spec(contract), print));
        return json::value(std::move(rows));
    });
}

HttpAnswer premiumIndex(const Call &call)
{
    return perSymbol(call, [&](int contract) { return binancePremiumRow(call.view, contract); });
}

HttpAnswer tickers(const Call &call)
{
    return perSymbol(call, [&](int contract) { return binanceTickerRow(call.view, contract); });
}

HttpAnswer openInterest(const Call &call)
{
    return oneSymbol(call, [&](int contract) { return binanceOpenInterestNow(call.view, contract); });
}

using Handler = std::function<HttpAnswer(const Call &)>;

/// By what follows the dialect's own beginning of a path.
const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const std::map<std::string, Handler, std::less<>> table = {
        {"/ping", [](const Call &) { return body(json::object()); }},
        {"/time",
            [](const Call &call) {
                return body(json::object{{"serverTime", call.now.marketMs}});
            }},
        {"/exchangeInfo", exchangeInfo},
        {"/premiumIndex", premiumIndex},
        {"/fundingInfo", fundingInfo},
        {"/fundingRate", fundingHistory},
        {"/openInterest", openInterest},
        {"/ticker/24hr", tickers},
        {"/ticker/price", tickerPrice},
        {"/klines", klines},
        {"/aggTrades", aggTrades},
    };
    return table;
}

/// What follows the beginning; empty when the path begins otherwise.
std::string_view nameOf(const BinanceDialect &dialect, std::string_view path)
{
    if (path == "/fapi/v2/ticker/price" && dialect.isSplit) // the one path of a second version
        return path.substr(8);
    for (const std::string &api : dialect.apis)
        if (path.starts_with(api + "/"))
            return path.substr(api.size());
    return {};
}

Handler handlerFor(const BinanceDialect &dialect, const std::string &path)
{
    if (path == "/futures/data/openInterestHist" && dialect.hasStatistics)
        return [](const Call &call) { return statistics(call, false); };
    const char *taker = dialect.isInverse ? "takerBuySellVol" : "takerlongshortRatio";
    if (path == "/futures/data/" + std::string(taker) && dialect.hasStatistics)
        return [](const Call &call) { return statistics(call, true); };
    const auto found = handlers().find(nameOf(dialect, path));
    return found == handlers().end() ? Handler() : found->second;
}

} // namespace

int binanceWeight(const BinanceDialect &dialect, const HttpRequest &request)
{
    const bool oneSymbol = request.argument("symbol").has_value();
    const std::string_view name = nameOf(dialect, request.path);
    if (name == "/premiumIndex")
        return oneSymbol && !dialect.isInverse ? 1 : 10;
    if (name == "/ticker/24hr")
        return oneSymbol ? 1 : 40;
    if (name == "/aggTrades")
        return 20;
    if (name == "/klines") {
        const int limit = limitOf(request.integer("limit"), 500, 1500);
        return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
    }
    if (name == "/fundingInfo" || name == "/fundingRate" || request.path.starts_with("/futures/data/"))
        return 0; // limits of their own
    return 1;
}

HttpAnswer binanceRest(
    const VenueView &view, const BinanceDialect &dialect, const HttpRequest &request, const Instant &now)
{
    const Handler handler = handlerFor(dialect, request.path);
    if (!handler || request.method != "GET")
        return failure(-5000, "Path " + request.path + ", Method " + request.method + " is invalid", 404);
    return handler({view, dialect, request, now});
}

} // namespace isobar::simulation
