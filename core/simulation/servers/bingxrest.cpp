#include "core/simulation/servers/bingxrest.h"

#include "core/simulation/servers/bingxrows.h"
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::string_view CoinPath = "/openApi/cswap/";

HttpAnswer reply(int code, std::string_view message, json::value data)
{
    return {200, plainJson(json::object{{"code", code}, {"msg", message}, {"data", std::move(data)}}),
        "application/json", {}};
}

HttpAnswer good(json::value data) { return reply(0, "", std::move(data)); }

HttpAnswer badParameter(std::string_view name)
{
    return reply(109400, std::string(name) + ": invalid parameter", json::object());
}

HttpAnswer unknownSymbol(const RestCall &call)
{
    return reply(109425, call.argument("symbol") + " does not exist", json::object());
}

bool isOurs(const RestCall &call, int contract)
{
    return call.view.spec(contract).inverse == call.request.path.starts_with(CoinPath);
}

std::optional<int> contractOf(const RestCall &call)
{
    const auto found = call.contract("symbol");
    return found && isOurs(call, *found) ? found : std::nullopt;
}

using RowMaker = json::value (*)(const VenueView &, int);

/// All rows as a list; with a symbol its row, which is bare in the linear line and a list in the other.
template <RowMaker Make> HttpAnswer rows(const RestCall &call)
{
    const bool isOne = !call.argument("symbol").empty();
    const auto wanted = contractOf(call);
    if (isOne && !wanted)
        return unknownSymbol(call);
    if (isOne && !call.view.spec(*wanted).inverse)
        return good(Make(call.view, *wanted));
    json::array list;
    for (const int contract : call.view.contracts())
        if (isOurs(call, contract) && (!isOne || contract == *wanted))
            list.push_back(Make(call.view, contract));
    return good(std::move(list));
}

HttpAnswer contracts(const RestCall &call)
{
    const std::string wanted = call.argument("symbol");
    json::array list;
    for (const int contract : call.view.contracts())
        if (isOurs(call, contract) && (wanted.empty() || call.view.spec(contract).symbol == wanted))
            list.push_back(bingxContractRow(call.view, contract));
    return good(std::move(list));
}

HttpAnswer openInterest(const RestCall &call)
{
    if (call.argument("symbol").empty()) // there is no form for all
        return badParameter("symbol");
    return rows<bingxOpenInterestRow>(call);
}

/// Newest first; a single bar stands bare.
HttpAnswer klines(const RestCall &call)
{
    const auto contract = contractOf(call);
    const auto size = barSize(call.argument("interval"));
    if (!contract || !size)
        return contract ? badParameter("interval") : unknownSymbol(call);
    const auto start = call.request.integer("startTime");
    const Span span = forwardSpan(start, call.request.integer("endTime"),
        limitOf(call.request.integer("limit"), 500, 1440), size->stepMs, call.now.marketMs);
    const auto bars = candleSeries(call.view.market(), *contract, *size, span, start.has_value());
    json::array list;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        list.push_back(bingxKlineRow(call.view.spec(*contract), *bar));
    return list.size() == 1 ? good(list.front()) : good(std::move(list));
}

HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = contractOf(call);
    if (!contract)
        return unknownSymbol(call);
    const int limit = limitOf(call.request.integer("limit"), 100, 1000);
    const auto settled = call.view.market().settlements(*contract, call.request.integer("startTime").value_or(0),
        call.request.integer("endTime").value_or(call.now.marketMs) + 1);
    json::array list;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(list.size(), limit); ++row)
        list.push_back(bingxSettlementRow(call.view.spec(*contract), *row));
    return good(std::move(list));
}

HttpAnswer trades(const RestCall &call)
{
    const auto contract = contractOf(call);
    if (!contract)
        return unknownSymbol(call);
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 500, 1000));
    const auto &recent = call.view.recentPrints(*contract);
    json::array list;
    for (auto print = recent.rbegin(); print != recent.rend() && list.size() < limit; ++print)
        list.push_back(bingxTradeRow(call.view.spec(*contract), *print));
    return good(std::move(list));
}

HttpAnswer serverTime(const RestCall &call) { return good(json::object{{"serverTime", call.now.marketMs}}); }

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"/openApi/swap/v2/server/time", serverTime},
        {"/openApi/swap/v2/quote/contracts", contracts},
        {"/openApi/swap/v2/quote/premiumIndex", rows<bingxPremiumRow>},
        {"/openApi/swap/v2/quote/openInterest", openInterest},
        {"/openApi/swap/v2/quote/ticker", rows<bingxTickerRow>},
        {"/openApi/swap/v2/quote/fundingRate", fundingHistory},
        {"/openApi/swap/v2/quote/trades", trades},
        {"/openApi/swap/v3/quote/klines", klines},
        {"/openApi/cswap/v1/market/contracts", contracts},
        {"/openApi/cswap/v1/market/premiumIndex", rows<bingxPremiumRow>},
        {"/openApi/cswap/v1/market/openInterest", openInterest},
    };
    return table;
}

} // namespace

HttpAnswer bingxRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const auto handler = routes().find(request.path);
    if (handler == routes().end() || request.method != "GET")
        return reply(100400, "this api is not exist", json::object());
    const RestCall call{view, request, now};
    if (request.path.starts_with(CoinPath) && !request.integer("timestamp")) {
        HttpAnswer refusal = badParameter("timestamp");
        refusal.status = 400;
        return refusal;
    }
    return handler->second(call);
}

} // namespace isobar::simulation
