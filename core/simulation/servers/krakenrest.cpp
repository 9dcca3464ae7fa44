#include "core/simulation/servers/krakenrest.h"

#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/krakenrows.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/venuetext.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::string_view Trading = "/derivatives/api/";
constexpr std::string_view Charts = "/api/charts/v1/";
constexpr int RowsPerPage = 2000;

/// Symbols as the path has them; the venue takes either case.
std::optional<int> contractOf(const VenueView &view, std::string_view symbol)
{
    for (const int contract : view.contracts())
        if (lowerText(view.spec(contract).symbol) == lowerText(symbol))
            return contract;
    return std::nullopt;
}

HttpAnswer success(const RestCall &call, json::object members)
{
    members["result"] = "success";
    members["serverTime"] = isoText(call.now.marketMs);
    return {200, plainJson(members), "application/json", {}};
}

HttpAnswer failure(const RestCall &call, std::string_view error, int status = 200)
{
    return {status,
        plainJson(json::object{{"result", "error"}, {"error", error}, {"serverTime", isoText(call.now.marketMs)}}),
        "application/json", {}};
}

HttpAnswer noSymbol(const RestCall &call) { return failure(call, "invalidArgument: symbol"); }

/// Listed beside the perpetuals, and no more than listed: a dated contract and an index.
void addOthers(json::array &rows)
{
    json::object dated = rows.front().as_object();
    dated["symbol"] = "FF_XBTUSD_291228";
    dated["lastTradingTime"] = "2029-12-28T16:00:00.000Z";
    rows.push_back(std::move(dated));
    rows.push_back(json::object{
        {"symbol", "IN_XBTUSD"}, {"type", "spot index"}, {"tradeable", false}, {"base", "BTC"}, {"quote", "USD"}});
}

HttpAnswer instruments(const RestCall &call)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(krakenInstrumentRow(call.view, contract));
    if (!rows.empty())
        addOthers(rows);
    return success(call, {{"instruments", std::move(rows)}});
}

HttpAnswer tickers(const RestCall &call)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(krakenRestTicker(call.view, contract));
    return success(call, {{"tickers", std::move(rows)}});
}

HttpAnswer oneTicker(const RestCall &call, std::string_view symbol)
{
    const auto contract = contractOf(call.view, symbol);
    return contract ? success(call, {{"ticker", krakenRestTicker(call.view, *contract)}}) : noSymbol(call);
}

/// The whole history at once, oldest first.
HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = contractOf(call.view, call.argument("symbol"));
    if (!contract)
        return noSymbol(call);
    const ContractSpec &spec = call.view.spec(*contract);
    const auto bars = call.view.market().candles(*contract, HourMs, 0, call.now.marketMs);
    auto bar = bars.begin();
    json::array rows;
    for (const Settlement &each : call.view.market().settlements(*contract, 0, call.now.marketMs + 1)) {
        while (bar != bars.end() && bar->openMs < each.timeMs)
            ++bar;
        const double price = bar == bars.end() ? call.view.state(*contract).index : bar->open;
        rows.push_back(json::object{{"timestamp", isoText(each.timeMs)},
            {"fundingRate", krakenAbsoluteRate(spec, each.rate, price)},
            {"relativeFundingRate", rounded(each.rate, 15)}});
    }
    return success(call, {{"rates", std::move(rows)}});
}

/// The newest trades before a moment, newest first.
HttpAnswer tradeHistory(const RestCall &call, TradeTape &tape)
{
    constexpr std::size_t MostRows = 100;
    const auto contract = contractOf(call.view, call.argument("symbol"));
    if (!contract)
        return noSymbol(call);
    const auto asked = QDateTime::fromString(QString::fromStdString(call.argument("lastTime")), Qt::ISODate);
    const TimeMs before = asked.isValid() ? asked.toMSecsSinceEpoch() : call.now.marketMs + 1;
    tape.update();
    const auto &trades = tape.of(*contract);
    json::array rows;
    for (auto trade = trades.rbegin(); trade != trades.rend() && rows.size() < MostRows; ++trade)
        if (trade->print.timeMs < before)
            rows.push_back(krakenPastTradeRow(call.view, *trade));
    return success(call, {{"history", std::move(rows)}});
}

std::optional<TimeMs> secondsOf(const RestCall &call, std::string_view name)
{
    const auto seconds = call.request.integer(name);
    return seconds ? std::optional<TimeMs>(*seconds * SecondMs) : std::nullopt;
}

HttpAnswer notFound() { return {404, R"({"errors":[{"error_class":"NotFound"}]})", "application/json", {}}; }

/// "trade/PF_XBTUSD/1h"
HttpAnswer candles(const RestCall &call, std::string_view rest)
{
    const std::size_t first = rest.find('/');
    const std::size_t last = rest.rfind('/');
    if (first == last)
        return notFound();
    const std::string_view kind = rest.substr(0, first);
    const auto contract = contractOf(call.view, rest.substr(first + 1, last - first - 1));
    const auto size = krakenBarSize(rest.substr(last + 1));
    if (!contract || !size || (kind != "trade" && kind != "mark" && kind != "spot"))
        return notFound();
    const TimeMs to = std::min(secondsOf(call, "to").value_or(call.now.marketMs), call.now.marketMs);
    const auto from = secondsOf(call, "from");
    const auto bars = candleSeries(
        call.view.market(), *contract, *size, {from.value_or(0), to, from ? RowsPerPage + 1 : RowsPerPage}, !!from);
    json::array rows;
    for (std::size_t i = 0; i < std::min<std::size_t>(bars.size(), RowsPerPage); ++i)
        rows.push_back(krakenCandleRow(call.view.spec(*contract), bars[i], kind == "trade"));
    const bool hasMore = bars.size() > RowsPerPage;
    return {
        200, plainJson(json::object{{"candles", std::move(rows)}, {"more_candles", hasMore}}), "application/json", {}};
}

/// Buckets of what is told of an interval; `make` writes one.
using BucketMaker = std::function<std::optional<json::value>(int contract, TimeMs fromMs, TimeMs stepMs)>;

std::optional<json::value> openInterestBucket(const VenueView &view, int contract, TimeMs fromMs, TimeMs stepMs)
{
    const ContractSpec &spec = view.spec(contract);
    constexpr TimeMs Kept = 5 * MinuteMs; // how often the market keeps it
    const TimeMs first = floorTo(fromMs, Kept);
    auto points = view.market().openInterestHistory(contract, Kept, first, fromMs + stepMs + 1);
    if (points.empty())
        return std::nullopt;
    const auto bars = view.market().candles(contract, Kept, first, first + Kept);
    const double price = bars.empty() ? view.state(contract).mark : bars.front().open;
    const auto text = [&](const OpenInterestPoint &point) { return plainText(krakenSize(spec, point.base, price)); };
    const auto [low, high] = std::ranges::minmax_element(points, {}, &OpenInterestPoint::base);
    return json::array{text(points.front()), text(*high), text(*low), text(points.back())};
}

std::optional<json::value> flowBucket(const VenueView &view, int contract, TimeMs fromMs, TimeMs stepMs, bool isSigned)
{
    const auto bars = candleSeries(view.market(), contract, {stepMs}, {fromMs, fromMs, 1}, true);
    if (bars.empty())
        return std::nullopt;
    const Candle &bar = bars.front();
    return json::value(plainText(isSigned ? 2 * bar.takerBuyBase - bar.base : bar.base, 8));
}

BucketMaker bucketMaker(const VenueView &view, std::string_view type)
{
    if (type == "open-interest")
        return
            [&view](int contract, TimeMs from, TimeMs step) { return openInterestBucket(view, contract, from, step); };
    if (type == "aggressor-differential" || type == "trade-volume")
        return [&view, isSigned = type != "trade-volume"](
                   int contract, TimeMs from, TimeMs step) { return flowBucket(view, contract, from, step, isSigned); };
    return {};
}

/// "PF_XBTUSD/open-interest"
HttpAnswer analytics(const RestCall &call, std::string_view rest)
{
    static constexpr int intervals[] = {60, 300, 900, 1800, 3600, 14400, 43200, 86400, 604800};
    const std::size_t slash = rest.find('/');
    const auto contract = contractOf(call.view, rest.substr(0, slash));
    const BucketMaker make =
        slash == std::string_view::npos ? BucketMaker() : bucketMaker(call.view, rest.substr(slash + 1));
    const auto interval = call.request.integer("interval");
    const auto since = secondsOf(call, "since");
    if (!contract || !make || !since || !interval
        || std::ranges::find(intervals, static_cast<int>(*interval)) == std::end(intervals))
        return notFound();
    const TimeMs step = *interval * SecondMs;
    const TimeMs to = std::min(secondsOf(call, "to").value_or(call.now.marketMs), call.now.marketMs);
    const TimeMs first = std::max(floorTo(*since + step - 1, step), floorTo(to - 32 * DayMs, step));
    json::array times, data;
    TimeMs at = first;
    for (; at <= to && times.size() < RowsPerPage; at += step)
        if (auto bucket = make(*contract, at, step)) { // hours without data are left out
            times.push_back(at / SecondMs);
            data.push_back(std::move(*bucket));
        }
    return {200,
        plainJson(json::object{
            {"result", json::object{{"timestamp", std::move(times)}, {"more", at <= to}, {"data", std::move(data)}}},
            {"errors", json::array()}}),
        "application/json", {}};
}

HttpAnswer trading(const RestCall &call, TradeTape &tape, std::string_view rest)
{
    if (rest == "instruments")
        return instruments(call);
    if (rest == "tickers")
        return tickers(call);
    if (rest.starts_with("tickers/"))
        return oneTicker(call, rest.substr(8));
    if (rest == "historicalfundingrates" || rest == "historical-funding-rates")
        return fundingHistory(call);
    if (rest == "history")
        return tradeHistory(call, tape);
    return failure(call, "notFound", 404);
}

} // namespace

HttpAnswer krakenRest(const VenueView &view, TradeTape &tape, const HttpRequest &request, const Instant &now)
{
    const RestCall call{view, request, now};
    std::string_view path = request.path;
    if (request.method == "GET" && path.starts_with(Trading)) {
        path.remove_prefix(Trading.size());
        if (path.starts_with("v3/") || path.starts_with("v4/"))
            return trading(call, tape, path.substr(3));
    }
    if (request.method == "GET" && path.starts_with(Charts)) {
        path.remove_prefix(Charts.size());
        return path.starts_with("analytics/") ? analytics(call, path.substr(10)) : candles(call, path);
    }
    return failure(call, "notFound", 404);
}

} // namespace isobar::simulation
