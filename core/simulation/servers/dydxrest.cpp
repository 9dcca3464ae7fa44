#include "core/simulation/servers/dydxrest.h"

#include "core/base/isotime.h"
#include "core/simulation/servers/dydxrows.h"
#include "core/simulation/servers/jsonanswer.h"

#include <algorithm>
#include <limits>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostRows = 1000;
constexpr std::string_view CandlesPath = "/v4/candles/perpetualMarkets/";
constexpr std::string_view FundingPath = "/v4/historicalFunding/";
constexpr std::string_view TradesPath = "/v4/trades/perpetualMarket/";

HttpAnswer failure(const std::string &message, std::string_view parameter, const std::string &value)
{
    const json::object error{{"msg", message}, {"param", parameter}, {"location", "params"}, {"value", value}};
    return jsonAnswer(json::object{{"errors", json::array{error}}}, 400);
}

HttpAnswer unknownTicker(const std::string &ticker)
{
    return failure("ticker must be a valid ticker (BTC-USD, etc)", "ticker", ticker);
}

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;
    int contract = 0;

    int limit() const { return limitOf(request.integer("limit"), 100, MostRows); }
    /// A time of the query; absent: it is missing or damaged.
    std::optional<TimeMs> time(std::string_view name) const
    {
        const auto text = request.argument(name);
        return text ? parseIsoTime(*text) : std::nullopt;
    }
};

HttpAnswer serverTime(const Instant &now)
{
    const double epoch = static_cast<double>(now.marketMs) / 1000;
    return jsonAnswer(json::object{{"iso", formatIsoTime(now.marketMs)}, {"epoch", epoch}});
}

HttpAnswer markets(const VenueView &view, const HttpRequest &request)
{
    const auto ticker = request.argument("ticker");
    const auto wanted = ticker ? view.find(*ticker) : std::nullopt;
    if (ticker && !wanted)
        return unknownTicker(*ticker);
    return jsonAnswer(json::object{{"markets", dydxMarkets(view, wanted)}});
}

HttpAnswer candles(const Call &call)
{
    const std::string resolution = call.request.argument("resolution").value_or("");
    const auto size = dydxBarSize(resolution);
    if (!size)
        return failure(
            "resolution must be a valid Candle Resolution, one of 1MIN,5MINS,15MINS,30MINS,1HOUR,4HOURS,1DAY",
            "resolution", resolution);
    // Names are enforced as documented; a name in another spelling is passed over.
    const TimeMs to = std::min(call.time("toISO").value_or(call.now.marketMs + 1), call.now.marketMs + 1);
    const TimeMs from = std::max(call.time("fromISO").value_or(0), to - MostRows * size->stepMs);
    return jsonAnswer(
        json::object{{"candles", dydxCandles(call.view, call.contract, resolution, {from, to - 1, call.limit()})}});
}

HttpAnswer funding(const Call &call)
{
    const TimeMs to = std::min(call.time("effectiveBeforeOrAt").value_or(call.now.marketMs), call.now.marketMs);
    const auto settled = call.view.market().settlements(call.contract, 0, to + 1);
    json::array rows;
    for (auto each = settled.rbegin(); each != settled.rend() && std::cmp_less(rows.size(), call.limit()); ++each)
        if (dydxEffectiveAt(*each) <= to)
            rows.push_back(dydxFundingRow(call.view, *each));
    return jsonAnswer(json::object{{"historicalFunding", std::move(rows)}});
}

HttpAnswer trades(const Call &call)
{
    const TimeMs to = call.time("createdBeforeOrAt").value_or(std::numeric_limits<TimeMs>::max());
    const auto fills = call.view.recentFills(call.contract);
    json::array rows;
    for (auto fill = fills.rbegin(); fill != fills.rend() && std::cmp_less(rows.size(), call.limit()); ++fill)
        if (fill->print.timeMs <= to)
            rows.push_back(dydxTradeRow(call.view.spec(call.contract), *fill));
    return jsonAnswer(json::object{{"trades", std::move(rows)}});
}

/// The part of a path behind `prefix`; absent: another path.
std::optional<std::string> behind(std::string_view prefix, std::string_view path)
{
    return path.starts_with(prefix) ? std::optional(std::string(path.substr(prefix.size()))) : std::nullopt;
}

} // namespace

HttpAnswer dydxRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    if (request.path == "/v4/perpetualMarkets")
        return markets(view, request);
    if (request.path == "/v4/time")
        return serverTime(now);
    if (request.path == "/v4/height")
        return jsonAnswer(json::object{{"height", dydxHeight(now.marketMs)}, {"time", formatIsoTime(now.marketMs)}});
    using Handler = HttpAnswer (*)(const Call &);
    const std::pair<std::string_view, Handler> handlers[] = {
        {CandlesPath, candles}, {FundingPath, funding}, {TradesPath, trades}};
    for (const auto &[prefix, handler] : handlers) {
        const auto ticker = behind(prefix, request.path);
        if (!ticker)
            continue;
        const auto contract = view.find(*ticker);
        return contract ? handler({view, request, now, *contract}) : unknownTicker(*ticker);
    }
    return {
        404, "<!DOCTYPE html><html><body><pre>Cannot GET " + request.path + "</pre></body></html>", "text/html", {}};
}

} // namespace isobar::simulation
