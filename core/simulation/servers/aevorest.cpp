#include "core/simulation/servers/aevorest.h"

#include "core/simulation/servers/aevorows.h"
#include "core/simulation/servers/jsonanswer.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostRows = 50;
constexpr long long NsPerMs = 1'000'000;
constexpr std::string_view InstrumentPath = "/instrument/", TradesSuffix = "/trade-history";

HttpAnswer failure(std::string_view error, int status = 400)
{
    return jsonAnswer(json::object{{"error", error}}, status);
}

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;

    std::string argument(std::string_view name) const { return request.argument(name).value_or(""); }
    std::optional<int> contract() const { return view.find(argument("instrument_name")); }
    int limit() const { return limitOf(request.integer("limit"), MostRows, MostRows); }
    /// The closed span asked for, in milliseconds.
    TimeMs fromMs() const { return (request.integer("start_time").value_or(0) + NsPerMs - 1) / NsPerMs; }
    TimeMs toMs() const
    {
        const auto end = request.integer("end_time");
        return end ? std::min<TimeMs>(*end / NsPerMs, now.marketMs) : now.marketMs;
    }
};

HttpAnswer markets(const Call &call)
{
    const std::string type = call.argument("instrument_type"), asset = call.argument("asset");
    json::array rows;
    for (const int contract : call.view.contracts())
        if ((type.empty() || type == "PERPETUAL") && (asset.empty() || asset == call.view.spec(contract).base))
            rows.push_back(aevoMarket(call.view, contract));
    return jsonAnswer(rows);
}

HttpAnswer funding(const Call &call)
{
    const auto contract = call.contract();
    return contract ? jsonAnswer(aevoFunding(call.view, *contract)) : failure("INSTRUMENT_DOES_NOT_EXIST");
}

HttpAnswer fundingHistory(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return failure("INSTRUMENT_DOES_NOT_EXIST");
    const auto settled = call.view.market().settlements(*contract, call.fromMs(), call.toMs() + 1);
    json::array rows;
    for (auto each = settled.rbegin(); each != settled.rend() && std::cmp_less(rows.size(), call.limit()); ++each)
        rows.push_back(aevoFundingRow(call.view, *each));
    return jsonAnswer(json::object{{"funding_history", std::move(rows)}});
}

HttpAnswer markHistory(const Call &call)
{
    const auto contract = call.contract();
    const auto seconds = call.request.integer("resolution").value_or(30);
    if (!contract || seconds <= 0 || seconds % 30 != 0)
        return failure(contract ? "INVALID_RESOLUTION" : "INSTRUMENT_DOES_NOT_EXIST");
    // The market remembers minutes at the finest.
    const BarSize size{std::max<TimeMs>(seconds * SecondMs, MinuteMs)};
    const auto bars =
        candleSeries(call.view.market(), *contract, size, {call.fromMs(), call.toMs(), call.limit()}, false);
    json::array rows;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        rows.push_back(aevoMarkRow(call.view.spec(*contract), *bar));
    return jsonAnswer(json::object{{"history", std::move(rows)}});
}

HttpAnswer statistics(const Call &call)
{
    const auto contract = aevoContractOf(call.view, call.argument("asset"));
    return contract ? jsonAnswer(aevoStatistics(call.view, *contract)) : failure("ASSET_DOES_NOT_EXIST");
}

HttpAnswer coingecko(const Call &call)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(aevoCoingeckoRow(call.view, contract));
    return jsonAnswer(rows);
}

/// /instrument/{name} and /instrument/{name}/trade-history
HttpAnswer instrument(const Call &call)
{
    std::string_view name = std::string_view(call.request.path).substr(InstrumentPath.size());
    const bool isTrades = name.ends_with(TradesSuffix);
    if (isTrades)
        name.remove_suffix(TradesSuffix.size());
    const auto contract = call.view.find(name);
    if (!contract)
        return failure("INSTRUMENT_DOES_NOT_EXIST");
    if (!isTrades)
        return jsonAnswer(aevoInstrument(call.view, *contract));
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && std::cmp_less(rows.size(), call.limit()); ++print)
        if (print->timeMs >= call.fromMs() && print->timeMs <= call.toMs())
            rows.push_back(aevoTrade(call.view, *print));
    return jsonAnswer(json::object{{"count", std::to_string(rows.size())}, {"trade_history", rows}});
}

using Handler = HttpAnswer (*)(const Call &);
constexpr std::pair<std::string_view, Handler> Handlers[] = {
    {"/markets", markets},
    {"/funding", funding},
    {"/funding-history", fundingHistory},
    {"/mark-history", markHistory},
    {"/statistics", statistics},
    {"/coingecko-statistics", coingecko},
};

} // namespace

HttpAnswer aevoRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const Call call{view, request, now};
    for (const auto &[path, handler] : Handlers)
        if (path == request.path)
            return handler(call);
    return request.path.starts_with(InstrumentPath) ? instrument(call) : failure("NOT_FOUND", 404);
}

} // namespace isobar::simulation
