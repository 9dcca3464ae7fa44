#include "core/simulation/servers/blofinrest.h"

#include "core/simulation/servers/blofinrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

HttpAnswer good(json::array rows)
{
    return {200, plainJson(json::object{{"code", "0"}, {"msg", "success"}, {"data", std::move(rows)}}),
        "application/json", {}};
}

HttpAnswer failure(const char *code, const std::string &message)
{
    return {200, plainJson(json::object{{"code", code}, {"msg", message}, {"data", nullptr}}), "application/json", {}};
}

HttpAnswer unknownInstrument(const RestCall &call)
{
    return call.argument("instId").empty() ? failure("152001", "Parameter instId cannot be empty")
                                           : failure("152014", "Instrument ID does not exist");
}

/// A row of each contract, or of the one asked for.
template <json::value (*Make)(const VenueView &, int)> HttpAnswer rows(const RestCall &call)
{
    const auto wanted = call.contract("instId");
    if (!call.argument("instId").empty() && !wanted)
        return unknownInstrument(call);
    json::array list;
    for (const int contract : call.view.contracts())
        if (wanted.value_or(contract) == contract)
            list.push_back(Make(call.view, contract));
    return good(std::move(list));
}

/// What `after` (older than) and `before` (newer than) leave.
Span pageOf(const RestCall &call, int standard, int maximum)
{
    const TimeMs to = call.request.integer("after").value_or(call.now.marketMs + 1) - 1;
    return {
        call.request.integer("before").value_or(-1) + 1, to, limitOf(call.request.integer("limit"), standard, maximum)};
}

template <BlofinPrice Which> HttpAnswer candles(const RestCall &call)
{
    const auto contract = call.contract("instId");
    const auto size = blofinBarSize(call.request.argument("bar").value_or("1m"));
    if (!contract || !size)
        return contract ? failure("152002", "Parameter bar error") : unknownInstrument(call);
    Span span = pageOf(call, 500, 1440);
    span.fromMs = std::max(span.fromMs, span.toMs - (span.limit + 1) * size->stepMs); // the newest of the page
    const auto bars = candleSeries(call.view.market(), *contract, *size, span, false);
    json::array list;
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar)
        list.push_back(blofinCandleRow(call.view, *contract, *size, *bar, Which));
    return good(std::move(list));
}

HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = call.contract("instId");
    if (!contract)
        return unknownInstrument(call);
    const Span span = pageOf(call, 100, 100);
    const auto settled = call.view.market().settlements(*contract, span.fromMs, span.toMs + 1);
    json::array list;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(list.size(), span.limit); ++row)
        list.push_back(blofinSettlementRow(call.view.spec(*contract), *row));
    return good(std::move(list));
}

HttpAnswer trades(const RestCall &call)
{
    const auto contract = call.contract("instId");
    if (!contract)
        return unknownInstrument(call);
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 100));
    const auto &recent = call.view.recentPrints(*contract);
    json::array list;
    for (auto print = recent.rbegin(); print != recent.rend() && list.size() < limit; ++print)
        list.push_back(blofinTradeRow(call.view.spec(*contract), *print));
    return good(std::move(list));
}

const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"/api/v1/market/instruments", rows<blofinInstrumentRow>},
        {"/api/v1/market/tickers", rows<blofinTickerRow>},
        {"/api/v1/market/mark-price", rows<blofinMarkRow>},
        {"/api/v1/market/funding-rate", rows<blofinFundingRow>},
        {"/api/v1/market/funding-rate-history", fundingHistory},
        {"/api/v1/market/candles", candles<BlofinPrice::Trades>},
        {"/api/v1/market/mark-price-candles", candles<BlofinPrice::Mark>},
        {"/api/v1/market/index-candles", candles<BlofinPrice::Index>},
        {"/api/v1/market/trades", trades},
    };
    return table;
}

} // namespace

HttpAnswer blofinRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const auto handler = routes().find(request.path);
    if (handler == routes().end() || request.method != "GET")
        return {404, R"({"code":"404","msg":"Not Found","data":null})", "application/json", {}};
    return handler->second({view, request, now});
}

} // namespace isobar::simulation
