#include "core/simulation/servers/bitgetrest.h"

#include "core/simulation/servers/bitgetrows.h"
#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <functional>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;

    bool isOld() const { return request.path.starts_with("/api/v2/"); }
    /// The product line; v2 takes it in any case.
    std::string product() const
    {
        return upperText(request.argument(isOld() ? "productType" : "category").value_or(""));
    }
    bool isOurs(int index) const { return bitgetProduct(view.spec(index)) == product(); }
    std::vector<int> contracts() const
    {
        std::vector<int> ours;
        const auto symbol = request.argument("symbol");
        for (const int index : view.contracts())
            if (isOurs(index) && symbol.value_or(view.spec(index).symbol) == view.spec(index).symbol)
                ours.push_back(index);
        return ours;
    }
    std::optional<int> contract() const
    {
        const auto found = view.find(request.argument("symbol").value_or(""));
        return found && isOurs(*found) ? found : std::nullopt;
    }
};

HttpAnswer data(const Call &call, json::value body)
{
    return jsonAnswer(json::object{
        {"code", "00000"}, {"msg", "success"}, {"requestTime", call.now.marketMs}, {"data", std::move(body)}});
}

HttpAnswer failure(const Call &call, const char *code, const std::string &message, int status = 400)
{
    return jsonAnswer(
        json::object{{"code", code}, {"msg", message}, {"requestTime", call.now.marketMs}, {"data", nullptr}}, status);
}

HttpAnswer unknownSymbol(const Call &call)
{
    const auto symbol = call.request.argument("symbol");
    return symbol ? failure(call, "40034", "Parameter " + *symbol + " does not exist")
                  : failure(call, "400172", "Parameter verification failed: symbol");
}

HttpAnswer rows(const Call &call, const std::function<json::value(int)> &make)
{
    if (call.request.argument("symbol") && call.contracts().empty())
        return unknownSymbol(call);
    json::array list;
    for (const int contract : call.contracts())
        list.push_back(make(contract));
    return data(call, std::move(list));
}

HttpAnswer instruments(const Call &call)
{
    return rows(call, [&](int contract) {
        return call.isOld() ? bitgetContractRow(call.view, contract) : bitgetInstrumentRow(call.view, contract);
    });
}

HttpAnswer tickers(const Call &call)
{
    return rows(call, [&](int contract) -> json::value {
        if (call.isOld())
            return bitgetOldTicker(call.view, contract);
        json::object row = bitgetTicker(call.view, contract);
        row.erase("nextFundingTime"); // only the stream tells it
        row["symbol"] = call.view.spec(contract).symbol;
        row["category"] = call.product();
        row["ts"] = std::to_string(call.view.market().nowMs());
        return row;
    });
}

HttpAnswer currentRate(const Call &call)
{
    // v3 asks for no product line.
    const auto contract = call.isOld() ? call.contract() : call.view.find(call.request.argument("symbol").value_or(""));
    if (!contract)
        return unknownSymbol(call);
    return data(call, json::array{bitgetFundRateRow(call.view, *contract)});
}

HttpAnswer fundingTime(const Call &call)
{
    return rows(call, [&](int contract) -> json::value {
        const ContractState state = call.view.state(contract);
        return json::object{{"symbol", call.view.spec(contract).symbol},
            {"nextFundingTime", std::to_string(state.nextFundingMs)},
            {"ratePeriod", plainText(state.intervalHours, 0)}};
    });
}

HttpAnswer openInterest(const Call &call)
{
    const bool isOld = call.isOld();
    if ((isOld || call.request.argument("symbol")) && !call.contract())
        return unknownSymbol(call);
    json::array list;
    for (const int contract : call.contracts())
        list.push_back(json::object{{"symbol", call.view.spec(contract).symbol},
            {isOld ? "size" : "openInterest",
                bitgetBase(call.view.spec(contract), call.view.state(contract).openInterestBase)}});
    return data(call,
        json::object{{isOld ? "openInterestList" : "list", std::move(list)},
            {"ts", std::to_string(call.view.market().nowMs())}});
}

/// By pages from the newest: number and length.
HttpAnswer fundingHistory(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownSymbol(call);
    const bool isOld = call.isOld();
    const int limit = limitOf(call.request.integer(isOld ? "pageSize" : "limit"), isOld ? 20 : 100, 100);
    const auto page = std::clamp<long long>(call.request.integer(isOld ? "pageNo" : "cursor").value_or(1), 1, 10000);
    const auto settled = call.view.market().settlements(*contract, 0, call.now.marketMs + 1);
    json::array list;
    const auto count = static_cast<long long>(settled.size());
    for (long long i = (page - 1) * limit; i < std::min(count, page * limit); ++i) {
        const Settlement &row = settled[static_cast<std::size_t>(count - 1 - i)];
        list.push_back(
            json::object{{"symbol", call.view.spec(*contract).symbol}, {"fundingRate", plainText(row.rate, 6)},
                {isOld ? "fundingTime" : "fundingRateTimestamp", std::to_string(row.timeMs)}});
    }
    return isOld ? data(call, std::move(list)) : data(call, json::object{{"resultList", std::move(list)}});
}

HttpAnswer candles(const Call &call, int maximum)
{
    const auto contract = call.contract();
    const auto size = bitgetBarSize(call.request.argument(call.isOld() ? "granularity" : "interval").value_or(""));
    if (!contract || !size)
        return contract ? failure(call, "400171", "Parameter verification failed: granularity") : unknownSymbol(call);
    const int limit = limitOf(call.request.integer("limit"), 100, maximum);
    // The newest of the span; a start without an end goes forward.
    const auto start = call.request.integer("startTime");
    const auto end = call.request.integer("endTime");
    Span span = forwardSpan(end ? std::nullopt : start, end, limit, size->stepMs, call.now.marketMs);
    if (start && end)
        span.fromMs = std::max<TimeMs>(span.fromMs, *start);
    json::array list;
    for (const Candle &candle : candleSeries(call.view.market(), *contract, *size, span, start && !end))
        list.push_back(bitgetCandleRow(call.view.spec(*contract), candle));
    return data(call, std::move(list));
}

HttpAnswer tiers(const Call &call)
{
    const auto contract = call.contract();
    return contract ? data(call, bitgetTierRows(call.view, *contract, call.isOld())) : unknownSymbol(call);
}

HttpAnswer fills(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownSymbol(call);
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 100));
    const ContractSpec &spec = call.view.spec(*contract);
    const auto &recent = call.view.recentPrints(*contract);
    json::array list;
    for (auto print = recent.rbegin(); print != recent.rend() && list.size() < limit; ++print) {
        json::value row = bitgetOldTradeRow(spec, *print);
        json::object &fill = row.get_object();
        if (call.isOld()) {
            fill["symbol"] = spec.symbol;
        } else {
            fill["execId"] = fill["tradeId"];
            fill.erase("tradeId");
            if (spec.inverse)
                fill["size"] = steppedText(print->base * print->price, spec.lot);
        }
        list.push_back(std::move(row));
    }
    return data(call, std::move(list));
}

using Handler = std::function<HttpAnswer(const Call &)>;

const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const auto recent = [](const Call &call) { return candles(call, 1000); };
    static const auto older = [](const Call &call) { return candles(call, 200); };
    static const std::map<std::string, Handler, std::less<>> table = {
        {"/api/v3/market/instruments", instruments},
        {"/api/v3/market/tickers", tickers},
        {"/api/v3/market/current-fund-rate", currentRate},
        {"/api/v3/market/open-interest", openInterest},
        {"/api/v3/market/history-fund-rate", fundingHistory},
        {"/api/v3/market/candles", recent},
        {"/api/v3/market/history-candles", [](const Call &call) { return candles(call, 100); }},
        {"/api/v3/market/position-tier", tiers},
        {"/api/v3/market/fills", fills},
        {"/api/v2/mix/market/contracts", instruments},
        {"/api/v2/mix/market/tickers", tickers},
        {"/api/v2/mix/market/ticker", tickers},
        {"/api/v2/mix/market/current-fund-rate", currentRate},
        {"/api/v2/mix/market/funding-time", fundingTime},
        {"/api/v2/mix/market/open-interest", openInterest},
        {"/api/v2/mix/market/history-fund-rate", fundingHistory},
        {"/api/v2/mix/market/candles", recent},
        {"/api/v2/mix/market/history-candles", older},
        {"/api/v2/mix/market/query-position-lever", tiers},
        {"/api/v2/mix/market/fills", fills},
    };
    return table;
}

bool isProduct(std::string_view name)
{
    // Those of the demo markets exist, and list nothing here.
    for (const std::string_view known :
        {"SPOT", "USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES", "SUSDT-FUTURES", "SUSDC-FUTURES", "SCOIN-FUTURES"})
        if (name == known)
            return true;
    return false;
}

} // namespace

HttpAnswer bitgetRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const Call call{view, request, now};
    if (request.path == "/api/v2/public/time")
        return data(call, json::object{{"serverTime", std::to_string(now.marketMs)}});
    const auto handler = handlers().find(request.path);
    if (handler == handlers().end() || request.method != "GET")
        return failure(call, "40404", "Request URL NOT FOUND", 404);
    if (request.path != "/api/v3/market/current-fund-rate" && !isProduct(call.product()))
        return failure(call, "40020", call.isOld() ? "Parameter productType error" : "Parameter category error");
    return handler->second(call);
}

} // namespace isobar::simulation
