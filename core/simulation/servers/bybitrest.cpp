#include "core/simulation/servers/bybitrest.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/bybitrows.h"

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
    std::string category;

    std::string argument(std::string_view name) const { return request.argument(name).value_or(""); }
    /// The contract asked for, when it is of the category asked for.
    std::optional<int> contract() const
    {
        const auto found = view.find(argument("symbol"));
        return found && isOurs(*found) ? found : std::nullopt;
    }
    bool isOurs(int index) const { return view.spec(index).inverse == (category == "inverse"); }
    std::vector<int> contracts() const
    {
        std::vector<int> ours;
        if (category == "linear" || category == "inverse")
            std::ranges::copy_if(
                view.contracts(), std::back_inserter(ours), [this](int index) { return isOurs(index); });
        return ours;
    }
};

HttpAnswer reply(const Call &call, int code, std::string_view message, json::object result)
{
    return {200,
        json::serialize(json::object{{"retCode", code}, {"retMsg", message}, {"result", std::move(result)},
            {"retExtInfo", json::object()}, {"time", call.now.marketMs}}),
        "application/json", {}};
}

HttpAnswer failure(const Call &call, const std::string &message) { return reply(call, 10001, message, {}); }

HttpAnswer unknownSymbol(const Call &call)
{
    return failure(
        call, call.argument("symbol").empty() ? "params error: symbol is required" : "params error: symbol invalid");
}

HttpAnswer list(
    const Call &call, json::array rows, std::optional<std::string> cursor = std::nullopt, bool named = false)
{
    json::object result{{"category", call.category}};
    if (named)
        result["symbol"] = call.argument("symbol");
    result["list"] = std::move(rows);
    if (cursor)
        result["nextPageCursor"] = *cursor;
    return reply(call, 0, "OK", std::move(result));
}

HttpAnswer serverTime(const Call &call)
{
    return reply(call, 0, "OK",
        {{"timeSecond", std::to_string(call.now.marketMs / 1000)},
            {"timeNano", std::to_string(call.now.marketMs) + "000000"}});
}

HttpAnswer instruments(const Call &call)
{
    std::vector<int> wanted = call.contracts();
    if (const std::string symbol = call.argument("symbol"); !symbol.empty())
        std::erase_if(wanted, [&](int index) { return call.view.spec(index).symbol != symbol; });
    if (const std::string coin = call.argument("baseCoin"); !coin.empty())
        std::erase_if(wanted, [&](int index) { return call.view.spec(index).base != coin; });
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 500, 1000));
    const auto skip = static_cast<std::size_t>(std::max<long long>(call.request.integer("cursor").value_or(0), 0));
    json::array rows;
    for (std::size_t i = skip; i < std::min(wanted.size(), skip + limit); ++i)
        rows.push_back(bybitInstrumentRow(call.view, wanted[i]));
    return list(call, std::move(rows), skip + limit < wanted.size() ? std::to_string(skip + limit) : std::string());
}

HttpAnswer tickers(const Call &call)
{
    const std::string symbol = call.argument("symbol");
    if (!symbol.empty() && !call.contract() && !call.contracts().empty())
        return unknownSymbol(call);
    json::array rows;
    for (const int index : call.contracts())
        if (symbol.empty() || call.view.spec(index).symbol == symbol)
            rows.push_back(bybitTicker(call.view, index));
    return list(call, std::move(rows));
}

HttpAnswer klines(const Call &call)
{
    const auto contract = call.contract();
    const auto size = bybitBarSize(call.argument("interval"));
    if (!contract || !size)
        return contract ? failure(call, "Invalid period!") : unknownSymbol(call);
    const int limit = limitOf(call.request.integer("limit"), 200, 1000);
    // With a start alone the venue goes forward from it; otherwise it ends at `end` or now.
    const Span span =
        forwardSpan(call.request.integer("start"), call.request.integer("end"), limit, size->stepMs, call.now.marketMs);
    const auto bars = candleSeries(call.view.market(), *contract, *size, span, !call.argument("start").empty());
    json::array rows;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        rows.push_back(bybitKlineRow(call.view.spec(*contract), *bar));
    return list(call, std::move(rows), std::nullopt, true);
}

std::optional<TimeMs> openInterestStep(std::string_view word)
{
    if (word == "5min" || word == "15min" || word == "30min")
        return *parseInteger(word.substr(0, word.size() - 3)) * MinuteMs;
    return word == "1h" ? std::optional(HourMs)
        : word == "4h"  ? std::optional(4 * HourMs)
        : word == "1d"  ? std::optional(DayMs)
                        : std::nullopt;
}

HttpAnswer openInterest(const Call &call)
{
    const auto contract = call.contract();
    const auto step = openInterestStep(call.argument("intervalTime"));
    if (!contract || !step)
        return contract ? failure(call, "params error: intervalTime is invalid") : unknownSymbol(call);
    const int limit = limitOf(call.request.integer("limit"), 50, 200);
    // Walks back from its end; a start alone is ignored. The cursor is the end of the next page.
    const auto end = call.request.integer("endTime");
    const TimeMs last = floorTo(call.request.integer("cursor").value_or(end.value_or(call.now.marketMs)), *step);
    const TimeMs start = end ? call.request.integer("startTime").value_or(0) : 0;
    const TimeMs first = std::max(last - (limit - 1) * *step, floorTo(start + *step - 1, *step));
    const Market &market = call.view.market();
    const auto points = market.openInterestHistory(*contract, *step, first, std::min(last, call.now.marketMs) + 1);
    const auto bars = market.candles(*contract, *step, first, last + *step);
    json::array rows;
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        const auto bar = std::ranges::find(bars, point->timeMs, &Candle::openMs);
        const double price = bar == bars.end() ? call.view.state(*contract).mark : bar->open;
        rows.push_back(bybitOpenInterestRow(call.view.spec(*contract), *contract, *point, price));
    }
    const bool hasMore = std::cmp_equal(rows.size(), limit) && first - *step >= start;
    return list(call, std::move(rows), hasMore ? std::to_string(first - *step) : std::string(), true);
}

HttpAnswer fundingHistory(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownSymbol(call);
    const auto start = call.request.integer("startTime");
    const auto end = call.request.integer("endTime");
    if (start && !end)
        return failure(call, "params error: endTime is required with startTime");
    const int limit = limitOf(call.request.integer("limit"), 200, 200);
    const auto settled =
        call.view.market().settlements(*contract, start.value_or(0), end.value_or(call.now.marketMs) + 1);
    json::array rows;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(rows.size(), limit); ++row)
        rows.push_back(bybitFundingRow(call.view.spec(*contract), *row));
    return list(call, std::move(rows));
}

HttpAnswer riskLimit(const Call &call)
{
    constexpr std::size_t SymbolsAPage = 15;
    std::vector<int> wanted = call.contracts();
    if (const std::string symbol = call.argument("symbol"); !symbol.empty()) {
        if (!call.contract())
            return unknownSymbol(call);
        wanted = {*call.contract()};
    }
    const auto skip = static_cast<std::size_t>(std::max<long long>(call.request.integer("cursor").value_or(0), 0));
    json::array rows;
    for (std::size_t i = skip; i < std::min(wanted.size(), skip + SymbolsAPage); ++i)
        for (json::value &row : bybitRiskRows(call.view, wanted[i]))
            rows.push_back(std::move(row));
    return list(call, std::move(rows),
        skip + SymbolsAPage < wanted.size() ? std::to_string(skip + SymbolsAPage) : std::string());
}

HttpAnswer recentTrades(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownSymbol(call);
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 100));
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < limit; ++print)
        rows.push_back(bybitRestTradeRow(call.view.spec(*contract), *print));
    return list(call, std::move(rows));
}

using Handler = std::function<HttpAnswer(const Call &)>;

const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const std::map<std::string, Handler, std::less<>> table = {
        {"/v5/market/instruments-info", instruments},
        {"/v5/market/tickers", tickers},
        {"/v5/market/kline", klines},
        {"/v5/market/open-interest", openInterest},
        {"/v5/market/funding/history", fundingHistory},
        {"/v5/market/risk-limit", riskLimit},
        {"/v5/market/recent-trade", recentTrades},
    };
    return table;
}

bool isCategory(std::string_view word)
{
    return word == "linear" || word == "inverse" || word == "spot" || word == "option";
}

} // namespace

HttpAnswer bybitRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const Call call{view, request, now, request.argument("category").value_or("linear")};
    if (request.path == "/v5/market/time")
        return serverTime(call);
    const auto handler = handlers().find(request.path);
    if (handler == handlers().end() || request.method != "GET")
        return {404, "404 page not found", "text/plain", {}};
    if (!isCategory(call.category))
        return failure(call, "params error: Category is invalid");
    return handler->second(call);
}

} // namespace isobar::simulation
