#include "core/simulation/servers/paradexrest.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/paradexrows.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int StandardPage = 100, MostRows = 5000, MostBars = 500;
constexpr TimeMs SampleEveryMs = MinuteMs; ///< of past funding rates
constexpr TimeMs SamplesKeptMs = 30 * DayMs;

HttpAnswer failure(const std::string &message, const char *error = "INVALID_REQUEST_PARAMETER", int status = 400)
{
    return jsonAnswer(json::object{{"error", error}, {"message", message}}, status);
}

HttpAnswer results(json::array rows) { return jsonAnswer(json::object{{"results", std::move(rows)}}); }

/// A page newest first. The cursor is the time at which the next one ends.
HttpAnswer page(json::array rows, std::optional<TimeMs> nextEndMs)
{
    const json::value next = nextEndMs ? json::value(std::to_string(*nextEndMs)) : json::value(nullptr);
    return jsonAnswer(json::object{{"next", next}, {"prev", nullptr}, {"results", std::move(rows)}});
}

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;

    std::string argument(std::string_view name) const { return request.argument(name).value_or(""); }
    int pageSize() const { return limitOf(request.integer("page_size"), StandardPage, MostRows); }
    /// The closed span of a paged list.
    TimeMs fromMs() const { return request.integer("start_at").value_or(now.marketMs - SamplesKeptMs); }
    TimeMs toMs() const
    {
        const auto end = request.integer("cursor") ? request.integer("cursor") : request.integer("end_at");
        return std::min<TimeMs>(end.value_or(now.marketMs), now.marketMs);
    }
};

HttpAnswer markets(const Call &call)
{
    const std::string wanted = call.argument("market");
    json::array rows;
    for (const int contract : call.view.contracts())
        if (wanted.empty() || wanted == call.view.spec(contract).symbol)
            rows.push_back(paradexMarket(call.view, contract));
    if (wanted.empty())
        rows.push_back(paradexOptionMarket(call.view));
    return rows.empty() ? failure("market " + wanted + " not found") : results(std::move(rows));
}

HttpAnswer summary(const Call &call)
{
    const std::string wanted = call.argument("market");
    if (wanted.empty())
        return failure("market is required");
    json::array rows;
    for (const int contract : call.view.contracts())
        if (wanted == "ALL" || wanted == call.view.spec(contract).symbol)
            rows.push_back(paradexSummary(call.view, contract));
    if (wanted == "ALL") // is not only of perpetual futures
        rows.push_back(paradexOptionSummary(call.view));
    return rows.empty() ? failure("market " + wanted + " not found") : results(std::move(rows));
}

HttpAnswer klines(const Call &call)
{
    static constexpr std::string_view known[] = {"1", "3", "5", "15", "30", "60"};
    const std::string resolution = call.argument("resolution");
    const auto contract = call.view.find(call.argument("symbol"));
    const auto from = call.request.integer("start_at"), to = call.request.integer("end_at");
    if (!contract)
        return failure("market " + call.argument("symbol") + " not found");
    if (std::ranges::find(known, resolution) == std::end(known) || !from || !to || *from > *to)
        return failure("resolution, start_at and end_at are required");
    const BarSize size{parseInteger(resolution).value_or(1) * MinuteMs};
    const Span span{*from, std::min<TimeMs>(*to, call.now.marketMs), MostBars};
    json::array rows;
    for (const Candle &candle : candleSeries(call.view.market(), *contract, size, span, false))
        rows.push_back(paradexKline(call.view.spec(*contract), candle));
    return results(std::move(rows));
}

HttpAnswer fundingData(const Call &call)
{
    const auto contract = call.view.find(call.argument("market"));
    if (!contract)
        return failure("market " + call.argument("market") + " not found");
    const ParadexRates rates(call.view, *contract);
    json::array rows;
    TimeMs at = floorTo(call.toMs(), SampleEveryMs);
    for (; at >= call.fromMs() && std::cmp_less(rows.size(), call.pageSize()); at -= SampleEveryMs)
        rows.push_back(paradexFundingRow(rates.at(at)));
    return page(std::move(rows), at >= call.fromMs() ? std::optional(at) : std::nullopt);
}

HttpAnswer trades(const Call &call)
{
    const auto contract = call.view.find(call.argument("market"));
    if (!contract)
        return failure("market " + call.argument("market") + " not found");
    const auto fills = call.view.recentFills(*contract);
    json::array rows;
    std::optional<TimeMs> nextEnd;
    for (auto fill = fills.rbegin(); fill != fills.rend() && !nextEnd; ++fill) {
        const TimeMs at = fill->print.timeMs;
        if (at < call.fromMs() || at > call.toMs())
            continue;
        if (std::cmp_less(rows.size(), call.pageSize()))
            rows.push_back(paradexTrade(call.view.spec(*contract), *fill));
        else
            nextEnd = at;
    }
    return page(std::move(rows), nextEnd);
}

HttpAnswer systemTime(const Call &call) { return jsonAnswer(json::object{{"server_time", call.now.marketMs}}); }

HttpAnswer systemState(const Call &) { return jsonAnswer(json::object{{"status", "ok"}}); }

using Handler = HttpAnswer (*)(const Call &);
constexpr std::pair<std::string_view, Handler> Handlers[] = {
    {"/v1/markets", markets},
    {"/v1/markets/summary", summary},
    {"/v1/markets/klines", klines},
    {"/v1/funding/data", fundingData},
    {"/v1/trades", trades},
    {"/v1/system/time", systemTime},
    {"/v1/system/state", systemState},
};

} // namespace

HttpAnswer paradexRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    for (const auto &[path, handler] : Handlers)
        if (path == request.path)
            return handler({view, request, now});
    return failure("endpoint not found", "NOT_FOUND", 404);
}

} // namespace isobar::simulation
