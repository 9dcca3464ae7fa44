#include "core/simulation/servers/htxrest.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/htxrows.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/restcall.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr const char *NoContract = "The contract doesn't exist.";

HttpAnswer reply(const RestCall &call, json::object body)
{
    body["ts"] = call.now.marketMs;
    return {200, plainJson(body), "application/json", {}};
}

HttpAnswer good(const RestCall &call, json::value data)
{
    return reply(call, {{"status", "ok"}, {"data", std::move(data)}});
}

HttpAnswer apiError(const RestCall &call, int code, std::string_view message)
{
    return reply(call, {{"status", "error"}, {"err_code", code}, {"err_msg", message}});
}

HttpAnswer marketError(const RestCall &call, std::string_view message)
{
    return reply(call, {{"status", "error"}, {"err-code", "invalid-parameter"}, {"err-msg", message}});
}

HttpAnswer v5(const RestCall &call, json::value data)
{
    return reply(call, {{"code", 200}, {"message", "success"}, {"data", std::move(data)}});
}

HttpAnswer v5Error(const RestCall &call, int code, std::string_view message)
{
    return reply(call, {{"code", code}, {"message", message}});
}

/// The product line is in the path: coin-M under /swap-…, linear under all others.
bool isCoinMargined(const RestCall &call)
{
    const std::string_view path = call.request.path;
    return path.starts_with("/swap-") || path.starts_with("/index/market/history/swap_");
}

bool isOurs(const RestCall &call, int contract) { return call.view.spec(contract).inverse == isCoinMargined(call); }

std::optional<int> contractOf(const RestCall &call)
{
    const auto found = call.contract("contract_code");
    return found && isOurs(call, *found) ? found : std::nullopt;
}

using RowMaker = json::value (*)(const VenueView &, int);

/// A row of each contract, or of the one asked for.
template <RowMaker Make> HttpAnswer rows(const RestCall &call)
{
    const std::string wanted = call.argument("contract_code");
    if (!wanted.empty() && !contractOf(call))
        return apiError(call, 1332, NoContract);
    json::array rows;
    for (const int contract : call.view.contracts())
        if (isOurs(call, contract) && (wanted.empty() || call.view.spec(contract).symbol == wanted))
            rows.push_back(Make(call.view, contract));
    return good(call, std::move(rows));
}

template <RowMaker Make> HttpAnswer one(const RestCall &call)
{
    const auto contract = contractOf(call);
    return contract ? good(call, Make(call.view, *contract)) : apiError(call, 1332, NoContract);
}

template <bool IsCross> json::value adjustFactor(const VenueView &view, int contract)
{
    return htxAdjustFactorRow(view, contract, IsCross);
}

HttpAnswer fundingV5(const RestCall &call)
{
    constexpr std::size_t MostCodes = 10;
    const std::string codes = call.argument("contract_code");
    json::array rows;
    for (std::size_t from = 0; from <= codes.size();) {
        const std::size_t to = std::min(codes.find(',', from), codes.size());
        const auto contract = call.view.find(std::string_view(codes).substr(from, to - from));
        if (!contract || call.view.spec(*contract).inverse)
            return v5Error(call, 1067, "contract_code is invalid");
        rows.push_back(htxFundingV5Row(call.view, *contract));
        from = to + 1;
    }
    return rows.size() > MostCodes ? v5Error(call, 1067, "contract_code: at most 10") : v5(call, std::move(rows));
}

HttpAnswer openInterestV5(const RestCall &call)
{
    const auto contract = contractOf(call);
    return contract ? v5(call, htxOpenInterestRow(call.view, *contract))
                    : v5Error(call, 1067, "contract_code is invalid");
}

/// All that was settled, newest first.
std::vector<Settlement> settled(const RestCall &call, int contract)
{
    auto all = call.view.market().settlements(contract, 0, call.now.marketMs + 1);
    std::ranges::reverse(all);
    return all;
}

HttpAnswer fundingHistoryV5(const RestCall &call)
{
    const auto contract = contractOf(call);
    if (!contract)
        return v5Error(call, 1067, "contract_code is invalid");
    json::array rows;
    for (const Settlement &each : settled(call, *contract))
        if (std::cmp_less(rows.size(), limitOf(call.request.integer("limit"), 10, 100)))
            rows.push_back(htxSettlementRow(call.view.spec(*contract), each));
    return v5(call, std::move(rows));
}

HttpAnswer fundingHistory(const RestCall &call)
{
    const auto contract = contractOf(call);
    if (!contract)
        return apiError(call, 1332, NoContract);
    const auto all = settled(call, *contract);
    const auto size = static_cast<std::size_t>(limitOf(call.request.integer("page_size"), 20, 100)); // cut silently
    const auto page = static_cast<std::size_t>(limitOf(call.request.integer("page_index"), 1, 100000));
    json::array rows;
    for (std::size_t i = (page - 1) * size; i < std::min(all.size(), page * size); ++i)
        rows.push_back(htxSettlementRow(call.view.spec(*contract), all[i]));
    return good(call,
        json::object{{"total_page", (all.size() + size - 1) / size}, {"current_page", page}, {"total_size", all.size()},
            {"data", std::move(rows)}});
}

HttpAnswer openInterestHistory(const RestCall &call)
{
    const auto contract = contractOf(call);
    const auto size = htxBarSize(call.argument("period"));
    const auto unit = call.request.integer("amount_type");
    if (!contract || !size || size->stepMs < HourMs || size->stepMs > DayMs || (unit != 1 && unit != 2))
        return contract ? apiError(call, 1014, "Invalid parameter.") : apiError(call, 1332, NoContract);
    const ContractSpec &spec = call.view.spec(*contract);
    const int limit = limitOf(call.request.integer("size"), 48, 200);
    const TimeMs last = floorTo(call.now.marketMs, size->stepMs);
    const TimeMs first = last - (limit - 1) * size->stepMs;
    const Market &market = call.view.market();
    const auto points = market.openInterestHistory(*contract, size->stepMs, first, last + 1);
    const auto bars = market.candles(*contract, size->stepMs, first, last + 1);
    json::array ticks;
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        const auto bar = std::ranges::find(bars, point->timeMs, &Candle::openMs);
        const double price = bar == bars.end() ? call.view.state(*contract).mark : bar->open;
        ticks.push_back(
            json::object{{"volume", unit == 1 ? contractCount(spec, point->base, price) : stepped(point->base, 1e-10)},
                {"amount_type", *unit}, {"ts", point->timeMs}, {"value", point->base * price}});
    }
    return good(call, json::object{{"symbol", spec.base}, {"contract_code", spec.symbol}, {"tick", std::move(ticks)}});
}

/// Bars of `size` newest ones, or of a span of seconds; with both, the number decides.
template <typename Make> HttpAnswer bars(const RestCall &call, Make make)
{
    constexpr long long MostBars = 2000;
    const auto contract = contractOf(call);
    const auto size = htxBarSize(call.argument("period"));
    if (!contract || !size)
        return marketError(call, contract ? "invalid period" : "invalid contract code");
    const auto from = call.request.integer("from");
    const auto to = call.request.integer("to");
    const auto count = call.request.integer("size");
    if (count && (*count < 1 || *count > MostBars))
        return marketError(call, "invalid size, valid range: [1,2000]");
    Span span{call.now.marketMs - MostBars * size->stepMs, call.now.marketMs, static_cast<int>(count.value_or(150))};
    if (from && to && !count)
        span = {*from * SecondMs, std::min<TimeMs>(*to * SecondMs, call.now.marketMs), static_cast<int>(MostBars)};
    json::array rows;
    for (const Candle &bar : candleSeries(call.view.market(), *contract, *size, span, false))
        rows.push_back(make(*contract, *size, bar));
    return reply(call,
        {{"ch", "market." + call.argument("contract_code") + ".kline." + call.argument("period")},
            {"data", std::move(rows)}, {"status", "ok"}});
}

HttpAnswer klines(const RestCall &call)
{
    return bars(call, [&](int contract, const BarSize &, const Candle &bar) {
        return json::value(htxBar(call.view.spec(contract), bar));
    });
}

HttpAnswer markKlines(const RestCall &call)
{
    return bars(call, [&](int contract, const BarSize &size, const Candle &bar) {
        return htxMarkBar(call.view, contract, size, bar);
    });
}

HttpAnswer trades(const RestCall &call)
{
    const auto contract = contractOf(call);
    if (!contract)
        return marketError(call, "invalid contract code");
    const auto size = static_cast<std::size_t>(limitOf(call.request.integer("size"), 1, 2000));
    const auto &recent = call.view.recentPrints(*contract);
    json::array rows;
    for (auto print = recent.rbegin(); print != recent.rend() && rows.size() < size; ++print)
        rows.push_back(json::object{{"data", json::array{htxTradeRow(call.view.spec(*contract), *print)}},
            {"id", print->id}, {"ts", print->timeMs}});
    return good(call, std::move(rows));
}

HttpAnswer serverTime(const RestCall &call) { return reply(call, {{"status", "ok"}}); }

/// The handlers of the two product lines, whose paths differ in their prefix only.
void addLine(RestRoutes &table, const std::string &api, const std::string &market, const std::string &markKline)
{
    table[api + "swap_contract_info"] = rows<htxContractRow>;
    table[api + "swap_query_elements"] = rows<htxElementsRow>;
    table[api + "swap_batch_funding_rate"] = rows<htxFundingRow>;
    table[api + "swap_funding_rate"] = one<htxFundingRow>;
    table[api + "swap_historical_funding_rate"] = fundingHistory;
    table[api + "swap_index"] = rows<htxIndexRow>;
    table[api + "swap_open_interest"] = rows<htxOpenInterestRow>;
    table[api + "swap_his_open_interest"] = openInterestHistory;
    table[api + "swap_adjustfactor"] = rows<adjustFactor<false>>;
    table[market + "kline"] = klines;
    table[market + "trade"] = trades;
    table["/index/market/history/" + markKline] = markKlines;
}

const RestRoutes &routes()
{
    static const RestRoutes all = [] {
        RestRoutes table;
        addLine(table, "/linear-swap-api/v1/", "/linear-swap-ex/market/history/", "linear_swap_mark_price_kline");
        addLine(table, "/swap-api/v1/", "/swap-ex/market/history/", "swap_mark_price_kline");
        table["/linear-swap-api/v1/swap_cross_adjustfactor"] = rows<adjustFactor<true>>;
        table["/v5/market/funding_rate"] = fundingV5;
        table["/v5/market/funding_rate_history"] = fundingHistoryV5;
        table["/v5/market/open_interest"] = openInterestV5;
        table["/api/v1/timestamp"] = serverTime;
        return table;
    }();
    return all;
}

} // namespace

bool isHtxMarketPath(std::string_view path)
{
    return path.starts_with("/linear-swap-ex/") || path.starts_with("/swap-ex/") || path.starts_with("/index/");
}

HttpAnswer htxRest(const VenueView &view, const HttpRequest &request, const Instant &now)
{
    const auto handler = routes().find(request.path);
    if (handler == routes().end() || request.method != "GET")
        return {404, "404 page not found", "text/plain", {}};
    return handler->second({view, request, now});
}

} // namespace isobar::simulation
