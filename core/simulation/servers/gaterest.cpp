#include "core/simulation/servers/gaterest.h"

#include "core/simulation/servers/gaterows.h"
#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/timetable.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <functional>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int MostPoints = 2000; // of bars and statistics
constexpr std::string_view Root = "/api/v4/futures/";

struct Call {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;
    std::string settle;

    bool isDecimal() const { return gateWantsDecimals(request); }
    std::string argument(std::string_view name) const { return request.argument(name).value_or(std::string()); }
    std::optional<int> find(std::string_view symbol) const
    {
        const auto found = view.find(symbol);
        return found && gateSettle(view.spec(*found)) == settle ? found : std::nullopt;
    }
    std::optional<int> contract() const { return find(argument("contract")); }
    std::vector<int> contracts() const
    {
        std::vector<int> ours = view.contracts();
        std::erase_if(ours, [this](int index) { return gateSettle(view.spec(index)) != settle; });
        return ours;
    }
    /// A time of the query, which is in seconds.
    std::optional<TimeMs> timeMs(std::string_view name) const
    {
        const auto seconds = request.integer(name);
        return seconds ? std::optional<TimeMs>(*seconds * SecondMs) : std::nullopt;
    }
};

HttpAnswer failure(const char *label, const std::string &message, int status = 400)
{
    return jsonAnswer(json::object{{"label", label}, {"message", message}}, status);
}

HttpAnswer unknownContract(const Call &call)
{
    return call.argument("contract").empty() ? failure("MISSING_REQUIRED_PARAM", "Missing required parameter: contract")
                                             : failure("CONTRACT_NOT_FOUND", "contract not found");
}

HttpAnswer contracts(const Call &call)
{
    json::array rows;
    for (const int contract : call.contracts())
        rows.push_back(gateContractRow(call.view, contract, call.isDecimal()));
    return jsonAnswer(rows);
}

HttpAnswer oneContract(const Call &call, std::string_view name)
{
    const auto contract = call.find(name);
    return contract ? jsonAnswer(gateContractRow(call.view, *contract, call.isDecimal()))
                    : failure("CONTRACT_NOT_FOUND", "contract not found", 404);
}

HttpAnswer tickers(const Call &call)
{
    json::array rows;
    const std::string wanted = call.argument("contract");
    if (!wanted.empty() && !call.contract())
        return unknownContract(call);
    for (const int contract : call.contracts())
        if (wanted.empty() || wanted == call.view.spec(contract).symbol)
            rows.push_back(gateTickerRow(call.view, contract));
    return jsonAnswer(rows);
}

HttpAnswer candlesticks(const Call &call)
{
    const auto contract = call.contract();
    const auto size = gateBarSize(call.request.argument("interval").value_or("5m"));
    if (!contract || !size)
        return contract ? failure("INVALID_PARAM_VALUE", "Invalid interval") : unknownContract(call);
    const auto from = call.timeMs("from"), to = call.timeMs("to");
    const auto limit = call.request.integer("limit");
    if (limit && (from || to))
        return failure("INVALID_PARAM_VALUE", "limit conflicts with from and to");
    const TimeMs end = std::min(to.value_or(call.now.marketMs), call.now.marketMs);
    const int count = limitOf(limit, 100, MostPoints);
    const TimeMs begin = from.value_or(size->openOf(end) - (count - 1) * size->stepMs);
    if ((end - begin) / size->stepMs > MostPoints)
        return failure("INVALID_PARAM_VALUE", "Candlestick range too broad. Maximum 2000 points are allowed per query");
    json::array rows;
    for (const Candle &bar : candleSeries(call.view.market(), *contract, *size, {begin, end, MostPoints + 1}, false))
        rows.push_back(gateCandleRow(call.view.spec(*contract), bar, call.isDecimal()));
    return jsonAnswer(rows);
}

/// From `from` on, else the newest; oldest first.
HttpAnswer statistics(const Call &call)
{
    const auto contract = call.contract();
    const auto size = gateBarSize(call.request.argument("interval").value_or("5m"));
    if (!contract || !size || size->stepMs < 5 * MinuteMs)
        return contract ? failure("INVALID_PARAM_VALUE", "Invalid interval") : unknownContract(call);
    const int limit = limitOf(call.request.integer("limit"), 100, MostPoints);
    const auto from = call.timeMs("from");
    const TimeMs now = call.now.marketMs;
    const TimeMs first = size->openOf(from ? *from + size->stepMs - 1 : now - (limit - 1) * size->stepMs);
    const TimeMs end = std::min(now, first + limit * size->stepMs - 1);
    const Market &market = call.view.market();
    const auto bars = candleSeries(market, *contract, *size, {first, end, limit}, true);
    json::array rows;
    for (const OpenInterestPoint &point : market.openInterestHistory(*contract, 5 * MinuteMs, first, end + 1)) {
        const auto bar = std::ranges::find(bars, point.timeMs, &Candle::openMs);
        if (bar != bars.end())
            rows.push_back(gateStatsRow(call.view.spec(*contract), point, bar->open, *bar));
    }
    return jsonAnswer(rows);
}

HttpAnswer fundingRates(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownContract(call);
    const int limit = limitOf(call.request.integer("limit"), 100, 1000);
    const auto settled = call.view.market().settlements(
        *contract, call.timeMs("from").value_or(0), call.timeMs("to").value_or(call.now.marketMs) + 1);
    json::array rows;
    for (auto row = settled.rbegin(); row != settled.rend() && std::cmp_less(rows.size(), limit); ++row)
        rows.push_back(json::object{{"t", row->timeMs / SecondMs}, {"r", plainText(row->rate, 6)}});
    return jsonAnswer(rows);
}

HttpAnswer trades(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return unknownContract(call);
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 1000));
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < limit; ++print)
        rows.push_back(gateRestTradeRow(call.view.spec(*contract), *print, call.isDecimal()));
    return jsonAnswer(rows);
}

/// Newest first; without a contract those of all.
HttpAnswer liquidationOrders(const Call &call)
{
    if (!call.argument("contract").empty() && !call.contract())
        return unknownContract(call);
    const TimeMs to = call.timeMs("to").value_or(call.now.marketMs);
    const TimeMs from = call.timeMs("from").value_or(to - HourMs);
    if (to - from > HourMs)
        return failure("INVALID_PARAM_VALUE", "the interval between from and to should not be larger than 3600s");
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 1000));
    const auto known = call.view.market().since(0).liquidations;
    const std::vector<int> ours = call.contracts();
    json::array rows;
    for (auto row = known.rbegin(); row != known.rend() && rows.size() < limit; ++row)
        if (std::ranges::find(ours, row->contract) != ours.end() && row->timeMs >= from && row->timeMs <= to
            && call.contract().value_or(row->contract) == row->contract)
            rows.push_back(gateLiquidationOrderRow(call.view.spec(row->contract), *row, call.isDecimal()));
    return jsonAnswer(rows);
}

/// Without a contract by pages of markets.
HttpAnswer riskLimitTiers(const Call &call)
{
    if (!call.argument("contract").empty()) {
        const auto contract = call.contract();
        return contract ? jsonAnswer(gateTierRows(call.view, *contract)) : unknownContract(call);
    }
    const auto all = call.contracts();
    const auto limit = static_cast<std::size_t>(limitOf(call.request.integer("limit"), 100, 100));
    const auto skip = static_cast<std::size_t>(std::max<long long>(call.request.integer("offset").value_or(0), 0));
    json::array rows;
    for (std::size_t i = skip; i < std::min(all.size(), skip + limit); ++i)
        for (json::value &row : gateTierRows(call.view, all[i]))
            rows.push_back(std::move(row));
    return jsonAnswer(rows);
}

using Handler = std::function<HttpAnswer(const Call &)>;

const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const std::map<std::string, Handler, std::less<>> table = {
        {"contracts", contracts},
        {"tickers", tickers},
        {"candlesticks", candlesticks},
        {"contract_stats", statistics},
        {"funding_rate", fundingRates},
        {"trades", trades},
        {"liq_orders", liquidationOrders},
        {"risk_limit_tiers", riskLimitTiers},
    };
    return table;
}

} // namespace

HttpAnswer gateRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    if (request.path == "/api/v4/spot/time")
        return jsonAnswer(json::object{{"server_time", now.marketMs}});
    if (!request.path.starts_with(Root) || request.method != "GET")
        return failure("NOT_FOUND", "404 NOT FOUND", 404);
    const std::string rest = request.path.substr(Root.size());
    const std::size_t cut = std::min(rest.find('/'), rest.size());
    const Call call{view, request, now, rest.substr(0, cut)};
    if (call.settle != "usdt" && call.settle != "usd1" && call.settle != "btc")
        return failure("INVALID_PARAM_VALUE", "Invalid settle currency");
    const std::string what = cut < rest.size() ? rest.substr(cut + 1) : std::string();
    if (what.starts_with("contracts/"))
        return oneContract(call, std::string_view(what).substr(10));
    const auto handler = handlers().find(what);
    return handler == handlers().end() ? failure("NOT_FOUND", "404 NOT FOUND", 404) : handler->second(call);
}

} // namespace isobar::simulation
