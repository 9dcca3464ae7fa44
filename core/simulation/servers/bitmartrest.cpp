#include "core/simulation/servers/bitmartrest.h"

#include "core/simulation/servers/bitmartrows.h"
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

HttpAnswer reply(int status, int code, std::string_view message, const RestCall &call, json::value data)
{
    const std::string tail = fixedText(static_cast<double>(call.now.marketMs % 1'000'000'000'000), 0);
    const std::string trace =
        "9b92a999-9463-4c96-91a4-" + std::string(12 - std::min<std::size_t>(12, tail.size()), '0');
    return {status,
        plainJson(
            json::object{{"code", code}, {"message", message}, {"data", std::move(data)}, {"trace", trace + tail}}),
        "application/json", {}};
}

HttpAnswer good(const RestCall &call, json::value data) { return reply(200, 1000, "Ok", call, std::move(data)); }

HttpAnswer badParameter(const RestCall &call) { return reply(400, 40011, "Invalid parameter", call, json::object()); }

HttpAnswer unknownSymbol(const RestCall &call)
{
    return reply(400, 40034, "The contract does not exist", call, json::object());
}

/// A list under `name` with a row of each contract, or of the one asked for.
template <typename Make> HttpAnswer rows(const RestCall &call, const char *name, Make make)
{
    const auto wanted = call.contract("symbol");
    if (!call.argument("symbol").empty() && !wanted)
        return unknownSymbol(call);
    json::array list;
    for (const int contract : call.view.contracts())
        if (wanted.value_or(contract) == contract)
            list.push_back(make(contract));
    return good(call, json::object{{name, std::move(list)}});
}

HttpAnswer details(const RestCall &call)
{
    return rows(call, "symbols", [&](int contract) { return bitmartDetailsRow(call.view, contract); });
}

HttpAnswer brackets(const RestCall &call)
{
    return rows(call, "rules", [&](int contract) { return bitmartBracketRow(call.view.spec(contract)); });
}

template <json::value (*Make)(const VenueView &, int)> HttpAnswer one(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    return contract ? good(call, Make(call.view, *contract)) : unknownSymbol(call);
}

/// The newest hundred at most: there is no way further back.
HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    if (!contract)
        return unknownSymbol(call);
    const int limit = limitOf(call.request.integer("limit"), 100, 100);
    const auto settled = call.view.market().settlements(*contract, 0, call.now.marketMs + 1);
    json::array list;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(list.size(), limit); ++row)
        list.push_back(bitmartSettlementRow(call.view.spec(*contract), *row));
    return good(call, json::object{{"list", std::move(list)}});
}

std::optional<BarSize> stepOf(const RestCall &call)
{
    static constexpr long long known[] = {1, 3, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080};
    const auto minutes = call.request.integer("step");
    if (!minutes || std::ranges::find(known, *minutes) == std::end(known))
        return std::nullopt;
    return *minutes == 10080 ? barSize("1w") : std::optional(BarSize{*minutes * MinuteMs});
}

/// Oldest first. The market keeps no marks of the past: trades stand for them but for the close of the running bar.
template <bool IsMark> HttpAnswer klines(const RestCall &call)
{
    constexpr int MostBars = 500;
    const auto contract = call.contract("symbol");
    const auto size = stepOf(call);
    const auto start = call.request.integer("start_time");
    const auto end = call.request.integer("end_time");
    if (!contract || !size || !start || !end)
        return contract ? badParameter(call) : unknownSymbol(call);
    const Span span{*start * SecondMs, std::min<TimeMs>(*end * SecondMs, call.now.marketMs), MostBars};
    json::array list;
    for (Candle bar : candleSeries(call.view.market(), *contract, *size, span, true)) {
        if (IsMark) {
            if (bar.openMs + size->stepMs > call.now.marketMs)
                bar.close = call.view.state(*contract).mark;
            bar.high = std::max(bar.high, bar.close);
            bar.low = std::min(bar.low, bar.close);
            bar.base = bar.quote = 0;
        }
        list.push_back(bitmartKlineRow(call.view.spec(*contract), bar));
    }
    return good(call, std::move(list));
}

HttpAnswer trades(const RestCall &call)
{
    const auto contract = call.contract("symbol");
    if (!contract)
        return unknownSymbol(call);
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 50, 100));
    const auto &recent = call.view.recentPrints(*contract);
    json::array list;
    for (auto print = recent.rbegin(); print != recent.rend() && list.size() < limit; ++print)
        list.push_back(bitmartTradeRow(call.view.spec(*contract), *print));
    return good(call, std::move(list));
}

HttpAnswer serverTime(const RestCall &call) { return good(call, json::object{{"server_time", call.now.marketMs}}); }

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"/system/time", serverTime},
        {"/contract/public/details", details},
        {"/contract/public/funding-rate", one<bitmartFundingRow>},
        {"/contract/public/funding-rate-history", fundingHistory},
        {"/contract/public/open-interest", one<bitmartOpenInterest>},
        {"/contract/public/kline", klines<false>},
        {"/contract/public/markprice-kline", klines<true>},
        {"/contract/public/market-trade", trades},
        {"/contract/public/leverage-bracket", brackets},
    };
    return table;
}

} // namespace

HttpAnswer bitmartRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const RestCall call{view, request, now};
    const auto handler = routes().find(request.path);
    if (handler != routes().end() && request.method == "GET")
        return handler->second(call);
    if (request.path.starts_with("/contract/v1/")) // the paths of the first version are dead
        return reply(404, 30030, "This endpoint is deprecated", call, json::object());
    return reply(404, 30000, "Not found", call, json::object());
}

} // namespace isobar::simulation
