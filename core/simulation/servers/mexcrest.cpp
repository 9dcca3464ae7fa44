#include "core/simulation/servers/mexcrest.h"

#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/mexcrows.h"
#include "core/simulation/servers/restcall.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::string_view Root = "/api/v1/contract/";
constexpr int MostBars = 2000;

HttpAnswer data(json::value rows)
{
    return jsonAnswer(json::object{{"success", true}, {"code", 0}, {"data", std::move(rows)}});
}

HttpAnswer failure(int code, const char *message)
{
    return jsonAnswer(json::object{{"success", false}, {"code", code}, {"message", message}});
}

HttpAnswer unknownContract() { return failure(1001, "Contract does not exist"); }

/// Symbols in any case.
std::optional<int> find(const RestCall &call, std::string_view symbol) { return call.view.find(upperText(symbol)); }

/// The last part of the path.
std::string_view tail(const RestCall &call)
{
    return std::string_view(call.request.path).substr(call.request.path.rfind('/') + 1);
}

HttpAnswer perSymbol(const RestCall &call, const std::function<json::value(int)> &make)
{
    if (const std::string symbol = call.argument("symbol"); !symbol.empty()) {
        const auto contract = find(call, symbol);
        return contract ? data(make(*contract)) : unknownContract();
    }
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(make(contract));
    return data(std::move(rows));
}

HttpAnswer details(const RestCall &call)
{
    return perSymbol(call, [&](int contract) { return mexcContractRow(call.view, contract); });
}

HttpAnswer tickers(const RestCall &call)
{
    return perSymbol(call, [&](int contract) { return json::value(mexcTickerRow(call.view, contract)); });
}

HttpAnswer fundingRates(const RestCall &call)
{
    json::array rows;
    for (const int contract : call.view.contracts())
        rows.push_back(mexcFundingRow(call.view, contract));
    // Some rows have no entry in the list of contracts.
    json::object stray = rows.front().get_object();
    stray["symbol"] = "STRAY_USDT";
    rows.push_back(std::move(stray));
    return data(std::move(rows));
}

HttpAnswer oneFundingRate(const RestCall &call)
{
    const auto contract = find(call, tail(call));
    return contract ? data(mexcFundingRow(call.view, *contract)) : unknownContract();
}

HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = find(call, call.argument("symbol"));
    if (!contract)
        return unknownContract();
    const int size = limitOf(call.request.integer("page_size"), 20, 100);
    const auto page = std::clamp<long long>(call.request.integer("page_num").value_or(1), 1, 10000);
    const auto settled = call.view.market().settlements(*contract, 0, call.now.marketMs + 1);
    const auto count = static_cast<long long>(settled.size());
    const ContractSpec &spec = call.view.spec(*contract);
    json::array rows;
    for (long long i = (page - 1) * size; i < std::min(count, page * size); ++i) {
        const Settlement &row = settled[static_cast<std::size_t>(count - 1 - i)];
        rows.push_back(json::object{{"symbol", spec.symbol}, {"fundingRate", stepped(row.rate, 1e-6)},
            {"settleTime", row.timeMs}, {"collectCycle", static_cast<int>(spec.intervalHours)}});
    }
    return data(json::object{{"pageSize", size}, {"totalCount", count}, {"totalPage", (count + size - 1) / size},
        {"currentPage", page}, {"resultList", std::move(rows)}});
}

/// Columns, oldest first; times are seconds.
HttpAnswer klines(const RestCall &call)
{
    const auto contract = find(call, tail(call));
    const auto size = mexcBarSize(call.request.argument("interval").value_or("Min1"));
    if (!contract || !size)
        return contract ? failure(2005, "Parameter error") : unknownContract();
    const auto inMs = [&](std::string_view name) -> std::optional<long long> {
        const auto seconds = call.request.integer(name);
        return seconds ? std::optional(*seconds * SecondMs) : std::nullopt;
    };
    const auto start = inMs("start");
    const Span span = forwardSpan(start, inMs("end"), MostBars, size->stepMs, call.now.marketMs);
    json::object columns;
    for (const char *name : {"time", "open", "close", "high", "low", "vol", "amount"})
        columns[name] = json::array();
    for (const Candle &candle : candleSeries(call.view.market(), *contract, *size, span, start.has_value()))
        for (auto &[name, cell] : mexcBar(call.view.spec(*contract), candle))
            columns[name].get_array().push_back(cell);
    return data(std::move(columns));
}

HttpAnswer deals(const RestCall &call)
{
    const auto contract = find(call, tail(call));
    if (!contract)
        return unknownContract();
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 100));
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < limit; ++print)
        rows.push_back(mexcDealRow(call.view.spec(*contract), *print));
    return data(std::move(rows));
}

HttpAnswer onePrice(const RestCall &call, const char *name, double ContractState::*value)
{
    const auto contract = find(call, tail(call));
    if (!contract)
        return unknownContract();
    const ContractSpec &spec = call.view.spec(*contract);
    return data(json::object{{"symbol", spec.symbol}, {name, stepped(call.view.state(*contract).*value, spec.tick)},
        {"timestamp", call.view.market().nowMs()}});
}

/// By what follows the root; one that ends in a slash wants a symbol behind it.
const RestRoutes &routes()
{
    static const RestRoutes table = {
        {"ping", [](const RestCall &call) { return data(call.now.marketMs); }},
        {"detail", details},
        {"detail/country", details},
        {"ticker", tickers},
        {"funding_rate", fundingRates},
        {"funding_rate/history", fundingHistory},
        {"funding_rate/", oneFundingRate},
        {"kline/", klines},
        {"deals/", deals},
        {"index_price/", [](const RestCall &call) { return onePrice(call, "indexPrice", &ContractState::index); }},
        {"fair_price/", [](const RestCall &call) { return onePrice(call, "fairPrice", &ContractState::mark); }},
    };
    return table;
}

} // namespace

std::pair<std::string, int> mexcBudget(std::string_view path)
{
    const std::string_view rest = path.starts_with(Root) ? path.substr(Root.size()) : std::string_view();
    const std::string_view word = rest.substr(0, rest.find('/'));
    for (const std::string_view slow : {"ticker", "depth", "detail"})
        if (word == slow)
            return {std::string(word), 10};
    const bool isHistory = rest == "funding_rate/history";
    for (const std::string_view known : {"ping", "funding_rate", "kline", "deals", "index_price", "fair_price"})
        if (word == known)
            return {std::string(isHistory ? rest : word), 20};
    return {std::string(), 20};
}

HttpAnswer mexcRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const std::string rest = request.path.starts_with(Root) ? request.path.substr(Root.size()) : std::string();
    auto route = routes().find(rest);
    if (route == routes().end())
        if (const std::size_t cut = rest.find('/'); cut != std::string::npos && rest.find('/', cut + 1) == rest.npos)
            route = routes().find(rest.substr(0, cut + 1));
    if (route == routes().end() || request.method != "GET")
        return jsonAnswer(
            json::object{{"timestamp", now.marketMs}, {"status", 404}, {"error", "Not Found"}, {"path", request.path}},
            404);
    return route->second({view, request, now});
}

} // namespace isobar::simulation
