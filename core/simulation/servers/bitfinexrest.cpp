#include "core/simulation/servers/bitfinexrest.h"

#include "core/simulation/margin.h"
#include "core/simulation/servers/bitfinexrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/timetable.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double UsualPositionUsd = 100'000; ///< whose margins stand for the pair: size tiers are not public

HttpAnswer data(const json::array &rows) { return {200, plainJson(rows), "application/json", {}}; }

HttpAnswer failure(int code, std::string_view text)
{
    return {500, plainJson(json::array{"error", code, text}), "application/json", {}};
}

std::vector<std::string_view> parts(std::string_view text, char separator)
{
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t at = text.find(separator);
        found.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return found;
        text.remove_prefix(at + 1);
    }
}

/// Minimum and maximum of an order, margins; names without the "t". Sizes are texts.
json::array futuresPairs(const VenueView &view)
{
    json::array pairs;
    const auto add = [&pairs](std::string_view name, const ContractSpec &spec) {
        const json::value none = nullptr;
        pairs.push_back(json::array{name,
            json::array{none, none, none, plainText(spec.lot * 2), plainText(spec.lot * 1e6), none, none, none,
                rounded(1 / spec.maxLeverage, 6), marginTier(spec, UsualPositionUsd).maintenanceRate}});
    };
    for (const int contract : view.contracts())
        add(std::string_view(view.spec(contract).symbol).substr(1), view.spec(contract));
    if (!view.contracts().empty()) // for paper trading: no market of anybody
        add("TESTBTCF0:TESTUSDTF0", view.spec(view.contracts().front()));
    return pairs;
}

/// One element for each name; those of other markets are empty here.
HttpAnswer configuration(const RestCall &call, std::string_view names)
{
    json::array answer;
    for (const std::string_view name : parts(names, ',')) {
        if (name == "pub:info:pair:futures")
            answer.push_back(futuresPairs(call.view));
        else if (name == "pub:map:currency:undl")
            answer.push_back(json::array{json::array{"USTF0", "UST"}, json::array{"BTCF0", "BTC"}});
        else if (name.starts_with("pub:"))
            answer.push_back(json::array());
        else
            return failure(10020, "config: invalid");
    }
    return data(answer);
}

/// Contracts of a comma separated list, "ALL" is all; those that are not listed are left out.
std::vector<int> contractsOf(const RestCall &call, std::string_view list)
{
    if (list == "ALL")
        return call.view.contracts();
    std::vector<int> found;
    for (const std::string_view symbol : parts(list, ','))
        if (const auto contract = call.view.find(symbol))
            found.push_back(*contract);
    return found;
}

HttpAnswer statuses(const RestCall &call)
{
    json::array rows;
    for (const int contract : contractsOf(call, call.argument("keys")))
        rows.push_back(bitfinexKeyed(call.view.spec(contract).symbol, bitfinexStatusRow(call.view, contract)));
    return data(rows);
}

HttpAnswer tickers(const RestCall &call)
{
    json::array rows;
    for (const int contract : contractsOf(call, call.argument("symbols")))
        rows.push_back(bitfinexKeyed(call.view.spec(contract).symbol, bitfinexTickerRow(call.view, contract)));
    return data(rows);
}

HttpAnswer ticker(const RestCall &call, std::string_view symbol)
{
    const auto contract = call.view.find(symbol);
    return contract ? data(bitfinexTickerRow(call.view, *contract)) : failure(10020, "symbol: invalid");
}

/// Start, end and limit as the client gave them.
Span spanOf(const RestCall &call, int standard, int maximum)
{
    return {std::max<TimeMs>(call.request.integer("start").value_or(0), 0),
        std::min<TimeMs>(call.request.integer("end").value_or(call.now.marketMs), call.now.marketMs),
        limitOf(call.request.integer("limit"), standard, maximum)};
}

/// All histories begin with the newest row unless sort is 1.
bool isOldestFirst(const RestCall &call) { return call.argument("sort") == "1"; }

HttpAnswer history(const RestCall &call, std::vector<json::array> oldestFirst, int limit)
{
    if (!isOldestFirst(call))
        std::ranges::reverse(oldestFirst);
    json::array rows;
    for (std::size_t i = 0; i < std::min(oldestFirst.size(), static_cast<std::size_t>(limit)); ++i)
        rows.push_back(std::move(oldestFirst[i]));
    return data(rows);
}

HttpAnswer statusHistory(const RestCall &call, std::string_view symbol)
{
    const auto contract = call.view.find(symbol);
    if (!contract)
        return failure(10020, "key: invalid");
    Span span = spanOf(call, 100, 5000);
    const TimeMs window = span.limit * MinuteMs;
    if (isOldestFirst(call))
        span.toMs = std::min(span.toMs, span.fromMs + window);
    else
        span.fromMs = std::max(span.fromMs, span.toMs - window);
    return history(call, bitfinexPastStatusRows(call.view, *contract, span.fromMs, span.toMs), span.limit);
}

/// "trade:5m:tBTCF0:USTF0"
HttpAnswer candles(const RestCall &call, std::string_view key, bool isLast)
{
    const std::size_t first = key.find(':');
    const std::size_t second = key.find(':', first + 1);
    if (second == std::string_view::npos || key.substr(0, first) != "trade")
        return failure(10020, "key: invalid");
    const auto size = bitfinexBarSize(key.substr(first + 1, second - first - 1));
    const auto contract = call.view.find(key.substr(second + 1));
    if (!size || !contract)
        return failure(10020, size ? "symbol: invalid" : "time_interval: invalid");
    const Span span = spanOf(call, isLast ? 1 : 100, 10000);
    std::vector<json::array> rows;
    for (const Candle &bar : candleSeries(call.view.market(), *contract, *size, span, isOldestFirst(call)))
        if (bar.base > 0) // bars without trades are missing
            rows.push_back(bitfinexCandleRow(call.view.spec(*contract), bar));
    if (isLast)
        return rows.empty() ? data({}) : data(rows.back());
    return history(call, std::move(rows), span.limit);
}

HttpAnswer trades(const RestCall &call, std::string_view symbol)
{
    const auto contract = call.view.find(symbol);
    if (!contract)
        return failure(10020, "symbol: invalid");
    const Span span = spanOf(call, 125, 10000);
    std::vector<json::array> rows;
    for (const Print &print : call.view.recentPrints(*contract))
        if (print.timeMs >= span.fromMs && print.timeMs <= span.toMs)
            rows.push_back(bitfinexTradeRow(call.view, print));
    return history(call, std::move(rows), span.limit);
}

/// The rows of all, each wrapped once more.
HttpAnswer liquidations(const RestCall &call)
{
    const Span span = spanOf(call, 120, 500);
    std::vector<json::array> rows;
    for (const Liquidation &each : call.view.market().since(0).liquidations)
        if (std::ranges::find(call.view.contracts(), each.contract) != call.view.contracts().end()
            && each.timeMs >= span.fromMs && each.timeMs <= span.toMs)
            for (const json::array &row : bitfinexLiquidationRows(call.view, each))
                rows.push_back(json::array{json::value(row)});
    return history(call, std::move(rows), span.limit);
}

} // namespace

HttpAnswer bitfinexRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const RestCall call{view, request, now};
    const auto path = parts(request.path, '/'); // begins with an empty part
    const std::string_view kind = path.size() > 2 && path[1] == "v2" ? path[2] : std::string_view();
    const std::string_view subject = path.size() > 3 ? path[3] : std::string_view();
    const bool isHistory = path.size() > 4 && path.back() == "hist";
    if (request.method != "GET")
        return failure(10001, "method: invalid");
    if (kind == "platform" && subject == "status")
        return data({1});
    if (kind == "conf")
        return configuration(call, subject);
    if (kind == "status" && subject == "deriv")
        return path.size() > 5 && isHistory ? statusHistory(call, path[4]) : statuses(call);
    if (kind == "tickers")
        return tickers(call);
    if (kind == "ticker")
        return ticker(call, subject);
    if (kind == "candles" && (isHistory || path.back() == "last"))
        return candles(call, subject, !isHistory);
    if (kind == "trades" && isHistory)
        return trades(call, subject);
    if (kind == "liquidations" && subject == "hist")
        return liquidations(call);
    return {404, R"(["error",10020,"path: invalid"])", "application/json", {}};
}

} // namespace isobar::simulation
