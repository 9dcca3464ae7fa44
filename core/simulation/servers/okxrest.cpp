#include "core/simulation/servers/okxrest.h"

#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/okxrows.h"
#include "core/simulation/servers/venuetext.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <functional>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;
};

using Handler = std::function<HttpAnswer(const Call &)>;
using RowMaker = json::value (*)(const VenueView &, int);

HttpAnswer data(json::array rows)
{
    return {200, json::serialize(json::object{{"code", "0"}, {"data", std::move(rows)}, {"msg", ""}}),
        "application/json", {}};
}

HttpAnswer failure(const char *code, const std::string &message, int status = 200)
{
    return {status, json::serialize(json::object{{"code", code}, {"data", json::array()}, {"msg", message}}),
        "application/json", {}};
}

HttpAnswer missing(const char *parameter)
{
    return failure("50014", "Parameter " + std::string(parameter) + " can not be empty.", 400);
}

HttpAnswer unknownInstrument()
{
    return failure("51001", "Instrument ID, Instrument ID code, or Spread ID doesn't exist.");
}

/// Rows of the swaps that the request's filters name.
HttpAnswer swaps(const Call &call, RowMaker make)
{
    const auto type = call.request.argument("instType");
    if (!type)
        return missing("instType");
    const auto instrument = call.request.argument("instId");
    if (instrument && *type == "SWAP" && !call.view.find(*instrument))
        return unknownInstrument();
    json::array rows;
    for (const int contract : call.view.contracts()) {
        const ContractSpec &spec = call.view.spec(contract);
        const std::string index = okxIndex(spec);
        if (*type == "SWAP" && instrument.value_or(spec.symbol) == spec.symbol
            && call.request.argument("uly").value_or(index) == index
            && call.request.argument("instFamily").value_or(index) == index)
            rows.push_back(make(call.view, contract));
    }
    return data(std::move(rows));
}

/// One row for the instId asked for; "ANY" means all where the venue allows it.
HttpAnswer oneSwap(const Call &call, bool anyAllowed, RowMaker make)
{
    const auto instrument = call.request.argument("instId");
    if (!instrument)
        return missing("instId");
    json::array rows;
    if (anyAllowed && *instrument == "ANY") {
        for (const int contract : call.view.contracts())
            rows.push_back(make(call.view, contract));
        return data(std::move(rows));
    }
    const auto contract = call.view.find(*instrument);
    if (!contract)
        return unknownInstrument();
    rows.push_back(make(call.view, *contract));
    return data(std::move(rows));
}

HttpAnswer indexTickers(const Call &call)
{
    const auto wanted = call.request.argument("instId");
    const auto quote = call.request.argument("quoteCcy");
    if (!wanted && !quote)
        return missing("instId or quoteCcy");
    json::array rows;
    std::vector<std::string> seen;
    for (const int contract : call.view.contracts()) {
        const ContractSpec &spec = call.view.spec(contract);
        const std::string index = okxIndex(spec);
        if ((wanted ? *wanted != index : *quote != spec.quote) || std::ranges::find(seen, index) != seen.end())
            continue;
        seen.push_back(index);
        rows.push_back(okxIndexRow(call.view, contract));
    }
    return rows.empty() ? unknownInstrument() : data(std::move(rows));
}

/// The open span of times that `after` (older than) and `before` (newer than) leave; the venue's words are the
/// reverse of what one expects.
Span pageSpan(const Call &call, int limit, const char *olderThan, const char *newerThan)
{
    const TimeMs to = call.request.integer(olderThan).value_or(call.now.marketMs + 1) - 1;
    const TimeMs from = call.request.integer(newerThan).value_or(-1) + 1;
    return {from, to, limit};
}

HttpAnswer candles(const Call &call, int maximum, int deepest)
{
    const auto size = okxBarSize(call.request.argument("bar").value_or("1m"));
    if (!size)
        return failure("51000", "Parameter bar error", 400);
    const auto contract = call.view.find(call.request.argument("instId").value_or(""));
    if (!contract)
        return call.request.argument("instId") ? unknownInstrument() : missing("instId");
    Span span = pageSpan(call, limitOf(call.request.integer("limit"), 100, maximum), "after", "before");
    if (deepest > 0)
        span.fromMs = std::max(span.fromMs, call.now.marketMs - deepest * size->stepMs);
    span.fromMs = std::max(span.fromMs, span.toMs - (span.limit + 1) * size->stepMs); // the newest of the page
    json::array rows;
    auto series = candleSeries(call.view.market(), *contract, *size, span, false);
    for (auto bar = series.rbegin(); bar != series.rend(); ++bar)
        rows.push_back(okxCandleRow(call.view.spec(*contract), *bar, *size, call.view.market().nowMs()));
    return data(std::move(rows));
}

HttpAnswer fundingHistory(const Call &call)
{
    const auto contract = call.view.find(call.request.argument("instId").value_or(""));
    if (!contract)
        return call.request.argument("instId") ? unknownInstrument() : missing("instId");
    const int limit = limitOf(call.request.integer("limit"), 100, 100);
    const Span span = pageSpan(call, limit, "after", "before");
    auto settled = call.view.market().settlements(*contract, span.fromMs, span.toMs + 1);
    json::array rows;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(rows.size(), limit); ++row)
        rows.push_back(okxSettlementRow(call.view, *row));
    return data(std::move(rows));
}

HttpAnswer positionTiers(const Call &call)
{
    if (call.request.argument("instType").value_or("") != "SWAP")
        return missing("instType");
    if (!call.request.argument("tdMode"))
        return missing("tdMode");
    const auto family =
        call.request.argument("instFamily") ? call.request.argument("instFamily") : call.request.argument("uly");
    for (const int contract : call.view.contracts())
        if (family && okxIndex(call.view.spec(contract)) == *family)
            return data(okxTierRows(call.view, contract));
    return family ? unknownInstrument() : missing("instFamily");
}

/// Newest first; `make` gets a time and writes the row.
HttpAnswer statistics(const Call &call, const std::function<json::array(int, const BarSize &, const Span &)> &make)
{
    const auto size = okxBarSize(call.request.argument("period").value_or("5m"));
    if (!size || size->stepMs < 5 * MinuteMs)
        return failure("51000", "Parameter period error", 400);
    const auto contract = call.view.find(call.request.argument("instId").value_or(""));
    if (!contract)
        return call.request.argument("instId") ? unknownInstrument() : missing("instId");
    Span span = pageSpan(call, limitOf(call.request.integer("limit"), 100, 100), "end", "begin");
    span.fromMs = std::max(span.fromMs, span.toMs - (span.limit + 1) * size->stepMs);
    return data(make(*contract, *size, span));
}

HttpAnswer openInterestHistory(const Call &call)
{
    return statistics(call, [&](int contract, const BarSize &size, const Span &span) {
        const ContractSpec &spec = call.view.spec(contract);
        const Market &market = call.view.market();
        const TimeMs step = size.stepMs;
        const TimeMs first = floorTo(span.fromMs + step - 1, step);
        const auto points = market.openInterestHistory(contract, step, first, span.toMs + 1);
        const auto bars = candleSeries(market, contract, {step, 0}, {first - step, span.toMs, span.limit + 3}, false);
        json::array rows;
        for (auto point = points.rbegin(); point != points.rend() && std::cmp_less(rows.size(), span.limit); ++point) {
            const auto bar = std::ranges::find(bars, point->timeMs, &Candle::openMs);
            const double price = bar == bars.end() ? call.view.state(contract).mark : bar->open;
            rows.push_back(json::array{std::to_string(point->timeMs), okxContracts(spec, point->base, price),
                plainText(point->base, 8), plainText(point->base * price, 4)});
        }
        return rows;
    });
}

HttpAnswer takerVolume(const Call &call)
{
    return statistics(call, [&](int contract, const BarSize &size, const Span &span) {
        const ContractSpec &spec = call.view.spec(contract);
        const std::string unit = call.request.argument("unit").value_or("1");
        json::array rows;
        const auto bars = candleSeries(call.view.market(), contract, size, span, false);
        for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar) {
            const double average = bar->base > 0 ? bar->quote / bar->base : bar->close;
            const auto amount = [&](double base) {
                return unit == "0" ? plainText(base, 8)
                    : unit == "2"  ? plainText(base * average, 4)
                                   : okxContracts(spec, base, average);
            };
            rows.push_back(json::array{std::to_string(bar->openMs),
                amount(std::max(bar->base - bar->takerBuyBase, 0.0)), amount(bar->takerBuyBase)});
        }
        return rows;
    });
}

HttpAnswer openInterestVolume(const Call &call)
{
    const std::string coin = call.request.argument("ccy").value_or("");
    const auto size = okxBarSize(call.request.argument("period").value_or("5m"));
    if (coin.empty() || !size)
        return coin.empty() ? missing("ccy") : failure("51000", "Parameter period error", 400);
    const TimeMs end = floorTo(call.now.marketMs, size->stepMs);
    const TimeMs begin = end - 72 * size->stepMs;
    std::map<TimeMs, std::pair<double, double>> sums;
    for (const int contract : call.view.contracts()) {
        if (call.view.spec(contract).base != coin)
            continue;
        const auto bars = call.view.market().candles(contract, size->stepMs, begin, end);
        const auto points = call.view.market().openInterestHistory(contract, size->stepMs, begin, end);
        for (const Candle &bar : bars) {
            const auto point = std::ranges::find(points, bar.openMs, &OpenInterestPoint::timeMs);
            auto &[interest, volume] = sums[bar.openMs];
            interest += point == points.end() ? 0 : point->base * bar.open;
            volume += bar.quote;
        }
    }
    json::array rows;
    for (auto row = sums.rbegin(); row != sums.rend(); ++row)
        rows.push_back(
            json::array{std::to_string(row->first), plainText(row->second.first, 4), plainText(row->second.second, 4)});
    return data(std::move(rows));
}

HttpAnswer trades(const Call &call)
{
    const auto contract = call.view.find(call.request.argument("instId").value_or(""));
    if (!contract)
        return unknownInstrument();
    json::array rows;
    const auto &recent = call.view.recentPrints(*contract);
    for (auto print = recent.rbegin(); print != recent.rend(); ++print)
        rows.push_back(okxTradeRow(call.view, *print));
    return data(std::move(rows));
}

struct Route {
    Handler handler;
    int requestsPerTwoSeconds;
};

const std::map<std::string, Route, std::less<>> &routes()
{
    static const std::map<std::string, Route, std::less<>> table = {
        {"/api/v5/public/time",
            {[](const Call &call) {
                 return data({json::object{{"ts", std::to_string(call.now.marketMs)}}});
             },
                10}},
        {"/api/v5/public/instruments", {[](const Call &call) { return swaps(call, okxInstrumentRow); }, 20}},
        {"/api/v5/public/funding-rate", {[](const Call &call) { return oneSwap(call, true, okxFundingRow); }, 10}},
        {"/api/v5/public/funding-rate-history", {fundingHistory, 10}},
        {"/api/v5/public/open-interest", {[](const Call &call) { return swaps(call, okxOpenInterestRow); }, 20}},
        {"/api/v5/public/mark-price", {[](const Call &call) { return swaps(call, okxMarkRow); }, 10}},
        {"/api/v5/public/position-tiers", {positionTiers, 10}},
        {"/api/v5/market/tickers", {[](const Call &call) { return swaps(call, okxTickerRow); }, 20}},
        {"/api/v5/market/ticker", {[](const Call &call) { return oneSwap(call, false, okxTickerRow); }, 20}},
        {"/api/v5/market/index-tickers", {indexTickers, 20}},
        {"/api/v5/market/candles", {[](const Call &call) { return candles(call, 300, 1440); }, 40}},
        {"/api/v5/market/history-candles", {[](const Call &call) { return candles(call, 300, 0); }, 20}},
        {"/api/v5/market/trades", {trades, 100}},
        {"/api/v5/rubik/stat/contracts/open-interest-history", {openInterestHistory, 10}},
        {"/api/v5/rubik/stat/contracts/open-interest-volume", {openInterestVolume, 5}},
        {"/api/v5/rubik/stat/taker-volume-contract", {takerVolume, 5}},
    };
    return table;
}

} // namespace

int okxRequestsPerTwoSeconds(std::string_view path)
{
    const auto route = routes().find(path);
    return route == routes().end() ? 20 : route->second.requestsPerTwoSeconds;
}

HttpAnswer okxRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const auto route = routes().find(request.path);
    if (route == routes().end())
        return failure("404", "Not Found", 404);
    if (request.method != "GET")
        return failure("405", "Method Not Allowed", 405);
    return route->second.handler({view, request, now});
}

} // namespace isobar::simulation
