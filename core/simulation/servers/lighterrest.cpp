#include "core/simulation/servers/lighterrest.h"

#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/lighterrows.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostCandles = 500, MostFundings = 750, MostTrades = 100;

HttpAnswer failure(const std::string &parameter)
{
    return jsonAnswer(json::object{{"code", 20001}, {"message", "invalid param : " + parameter}}, 400);
}

HttpAnswer success(json::object body)
{
    body["code"] = 200;
    return jsonAnswer(body);
}

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;

    std::string argument(std::string_view name) const { return request.argument(name).value_or(""); }
    std::optional<int> contract() const { return view.find(argument("market_id")); }
    /// The span asked for; times come in units of `unitMs`. Absent: a time is missing or they are the wrong way round.
    std::optional<Span> span(TimeMs unitMs, int mostRows) const
    {
        const auto from = request.integer("start_timestamp"), to = request.integer("end_timestamp");
        const auto count = request.integer("count_back");
        if (!from || !to || !count || *from > *to)
            return std::nullopt;
        return Span{*from * unitMs, std::min<TimeMs>(*to * unitMs, now.marketMs),
            *count <= 0 ? mostRows : limitOf(count, mostRows, mostRows)};
    }
};

/// The markets asked for; absent: there is no such.
std::optional<std::vector<int>> wantedMarkets(const Call &call)
{
    const std::string id = call.argument("market_id");
    if (id.empty() || id == "255") // stands for all
        return call.view.contracts();
    const auto contract = call.contract();
    return contract ? std::optional(std::vector{*contract}) : std::nullopt;
}

HttpAnswer markets(const Call &call, std::string_view list, json::object (*row)(const VenueView &, int))
{
    const auto wanted = wantedMarkets(call);
    if (!wanted)
        return failure("market_id");
    json::array rows;
    for (const int contract : *wanted)
        rows.push_back(row(call.view, contract));
    return success({{list, std::move(rows)}});
}

HttpAnswer orderBookDetails(const Call &call) { return markets(call, "order_book_details", lighterDetails); }

HttpAnswer orderBooks(const Call &call) { return markets(call, "order_books", lighterOrderBook); }

HttpAnswer candles(const Call &call)
{
    const std::string resolution = call.argument("resolution");
    const auto size = lighterBarSize(resolution);
    const auto contract = call.contract();
    const auto span = call.span(1, MostCandles);
    if (!contract || !size || !span)
        return failure(!contract ? "market_id" : !size ? "resolution" : "start_timestamp");
    json::array rows;
    for (const Candle &candle : candleSeries(call.view.market(), *contract, *size, *span, false))
        rows.push_back(lighterCandle(call.view.spec(*contract), candle));
    return success({{"r", resolution}, {"c", std::move(rows)}});
}

HttpAnswer fundings(const Call &call)
{
    const std::string resolution = call.argument("resolution");
    const auto contract = call.contract();
    const auto span = call.span(SecondMs, MostFundings);
    if (!contract || resolution != "1h" || !span)
        return failure(!contract ? "market_id" : resolution != "1h" ? "resolution" : "start_timestamp");
    auto settled = call.view.market().settlements(*contract, span->fromMs, span->toMs + 1);
    if (std::ssize(settled) > span->limit) // the newest of the span, oldest first
        settled.erase(settled.begin(), settled.end() - span->limit);
    json::array rows;
    for (const Settlement &settlement : settled)
        rows.push_back(lighterFunding(call.view, settlement));
    return success({{"resolution", resolution}, {"fundings", std::move(rows)}});
}

HttpAnswer fundingRates(const Call &call) { return success({{"funding_rates", lighterFundingRates(call.view)}}); }

HttpAnswer recentTrades(const Call &call)
{
    const auto contract = call.contract();
    const auto limit = call.request.integer("limit");
    if (!contract || !limit || *limit < 1 || *limit > MostTrades)
        return failure(contract ? "limit" : "market_id");
    const auto fills = call.view.recentFills(*contract);
    json::array rows;
    for (auto fill = fills.rbegin(); fill != fills.rend() && std::cmp_less(rows.size(), *limit); ++fill)
        rows.push_back(lighterTrade(call.view, *fill));
    return success({{"trades", std::move(rows)}});
}

HttpAnswer assets(const Call &)
{
    const json::object usdc{{"asset_id", 3}, {"symbol", "USDC"}, {"l1_decimals", 6}, {"decimals", 6},
        {"min_transfer_amount", "1.000000"}, {"min_withdrawal_amount", "1.000000"}, {"margin_mode", "enabled"},
        {"index_price", "1.000000"}, {"l1_address", "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"}};
    return success({{"asset_details", json::array{json::value(usdc)}}});
}

HttpAnswer status(const Call &call)
{
    return jsonAnswer(json::object{{"status", 200}, {"network_id", 1}, {"timestamp", call.now.marketMs / SecondMs}});
}

using Handler = HttpAnswer (*)(const Call &);
constexpr std::pair<std::string_view, Handler> Handlers[] = {
    {"/api/v1/orderBookDetails", orderBookDetails},
    {"/api/v1/orderBooks", orderBooks},
    {"/api/v1/candles", candles},
    {"/api/v1/fundings", fundings},
    {"/api/v1/funding-rates", fundingRates},
    {"/api/v1/recentTrades", recentTrades},
    {"/api/v1/assetDetails", assets},
    {"/", status},
};

} // namespace

int lighterWeight(std::string_view path) { return path == "/api/v1/recentTrades" ? 600 : 300; }

HttpAnswer lighterRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    for (const auto &[path, handler] : Handlers)
        if (path == request.path)
            return handler({view, request, now});
    return {404, "404 page not found", "text/plain", {}};
}

} // namespace isobar::simulation
