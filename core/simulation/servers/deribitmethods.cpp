#include "core/simulation/servers/deribitmethods.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/deribitrows.h"
#include "core/simulation/servers/jsontext.h"

#include <algorithm>
#include <functional>
#include <map>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

struct Call {
    const VenueView &view;
    TradeTape &tape;
    const json::object &params;

    std::string text(std::string_view name) const { return textMember(params, name); }
    std::optional<std::int64_t> integer(std::string_view name) const
    {
        const json::value *value = params.if_contains(name);
        return value && value->is_int64() ? std::optional(value->get_int64()) : parseInteger(text(name));
    }
    std::optional<int> contract() const { return view.find(text("instrument_name")); }
    TimeMs now() const { return view.market().nowMs(); }
};

DeribitAnswer result(json::value value) { return {std::move(value)}; }

DeribitAnswer noInstrument() { return deribitInvalid("instrument_name", "wrong format"); }

/// Contracts of a currency, which is the one that they settle in; "any" is all.
std::vector<int> contractsOf(const Call &call, std::string_view currency)
{
    std::vector<int> found;
    for (const int contract : call.view.contracts())
        if (currency == "any" || call.view.spec(contract).settle == currency)
            found.push_back(contract);
    return found;
}

/// The future of the same name that ends: it is listed, and all that is simulated of it.
json::object datedRow(const VenueView &view, int contract)
{
    json::object row = deribitInstrumentRow(view, contract);
    row["instrument_name"] = view.spec(contract).base + "-28DEC29";
    row["settlement_period"] = "month";
    row["expiration_timestamp"] = 1893139200000;
    return row;
}

DeribitAnswer instruments(const Call &call)
{
    const std::string currency = call.text("currency");
    const std::string kind = call.text("kind").empty() ? "any" : call.text("kind");
    if (kind != "future" && kind != "any")
        return result(json::array());
    json::array rows;
    if (call.text("expired") == "true")
        return result(std::move(rows));
    for (const int contract : contractsOf(call, currency.empty() ? "any" : currency)) {
        rows.push_back(deribitInstrumentRow(call.view, contract));
        if (call.view.spec(contract).inverse)
            rows.push_back(datedRow(call.view, contract));
    }
    return result(std::move(rows));
}

DeribitAnswer currencies(const Call &call)
{
    json::array rows;
    std::vector<std::string> seen;
    for (const int contract : call.view.contracts()) {
        const std::string &coin = call.view.spec(contract).settle;
        if (std::ranges::find(seen, coin) != seen.end())
            continue;
        seen.push_back(coin);
        rows.push_back(json::object{{"currency", coin}, {"currency_long", coin}, {"coin_type", coin},
            {"fee_precision", 4}, {"min_confirmations", 1}, {"withdrawal_fee", 0.0005},
            {"withdrawal_priorities", json::array()}, {"in_cross_collateral_pool", true}});
    }
    return result(std::move(rows));
}

DeribitAnswer ticker(const Call &call)
{
    const auto contract = call.contract();
    return contract ? result(deribitTicker(call.view, *contract)) : noInstrument();
}

DeribitAnswer summaryOfInstrument(const Call &call)
{
    const auto contract = call.contract();
    return contract ? result(json::array{deribitSummaryRow(call.view, *contract)}) : noInstrument();
}

DeribitAnswer summaryOfCurrency(const Call &call)
{
    const std::string currency = call.text("currency");
    if (currency.empty())
        return deribitInvalid("currency", "must be provided");
    json::array rows;
    if (const std::string kind = call.text("kind"); kind.empty() || kind == "future")
        for (const int contract : contractsOf(call, currency))
            rows.push_back(deribitSummaryRow(call.view, contract));
    return result(std::move(rows));
}

/// Start and end as the client gave them; both are obligatory.
std::optional<std::pair<TimeMs, TimeMs>> spanOf(const Call &call)
{
    const auto from = call.integer("start_timestamp");
    const auto to = call.integer("end_timestamp");
    return from && to ? std::optional(std::pair<TimeMs, TimeMs>(*from, *to)) : std::nullopt;
}

DeribitAnswer fundingHistory(const Call &call)
{
    constexpr TimeMs Longest = 744 * HourMs; // a month, an hour a row
    const auto contract = call.contract();
    const auto span = spanOf(call);
    if (!contract || !span)
        return contract ? deribitInvalid("start_timestamp", "must be provided") : noInstrument();
    const TimeMs from = std::max(span->first, span->second - Longest + 1);
    return result(deribitFundingRows(call.view, *contract, from, std::min(span->second, call.now())));
}

DeribitAnswer fundingValue(const Call &call)
{
    const auto contract = call.contract();
    const auto span = spanOf(call);
    if (!contract || !span)
        return contract ? deribitInvalid("start_timestamp", "must be provided") : noInstrument();
    return result(deribitPaid(call.view, *contract, span->first, span->second));
}

DeribitAnswer chart(const Call &call)
{
    constexpr int MostBars = 5000;
    const auto contract = call.contract();
    const auto span = spanOf(call);
    const auto size = deribitBarSize(call.text("resolution"));
    if (!contract || !span)
        return contract ? deribitInvalid("start_timestamp", "must be provided") : noInstrument();
    if (!size)
        return deribitInvalid("resolution", "unsupported resolution");
    const auto bars = candleSeries(call.view.market(), *contract, *size,
        {std::max<TimeMs>(span->first, 0), std::min(span->second, call.now()), MostBars}, false);
    return result(deribitChart(call.view.spec(*contract), bars));
}

DeribitAnswer lastTrades(const Call &call)
{
    const auto contract = call.contract();
    if (!contract)
        return noInstrument();
    call.tape.update();
    const TimeMs from = call.integer("start_timestamp").value_or(0);
    const TimeMs to = call.integer("end_timestamp").value_or(call.now());
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(call.integer("count").value_or(10), 1, 1000));
    std::vector<const TapeTrade *> within;
    for (const TapeTrade &trade : call.tape.of(*contract))
        if (trade.print.timeMs >= from && trade.print.timeMs <= to)
            within.push_back(&trade);
    if (call.text("sorting") != "asc") // newest first is the default
        std::ranges::reverse(within);
    json::array rows;
    for (std::size_t i = 0; i < std::min(limit, within.size()); ++i)
        rows.push_back(deribitTradeRow(call.view, *within[i]));
    return result(json::object{{"trades", std::move(rows)}, {"has_more", within.size() > limit}});
}

DeribitAnswer indexPrice(const Call &call)
{
    for (const int contract : call.view.contracts())
        if (deribitIndex(call.view.spec(contract)) == call.text("index_name"))
            return result(json::object{{"index_price", call.view.state(contract).index},
                {"estimated_delivery_price", call.view.state(contract).index}});
    return deribitInvalid("index_name", "wrong format");
}

using Handler = std::function<DeribitAnswer(const Call &)>;

const std::map<std::string, Handler, std::less<>> &handlers()
{
    static const std::map<std::string, Handler, std::less<>> table = {
        {"public/get_time", [](const Call &call) { return result(call.now()); }},
        {"public/test",
            [](const Call &) {
                return result(json::object{{"version", "1.2.26"}});
            }},
        {"public/get_instruments", instruments},
        {"public/get_currencies", currencies},
        {"public/ticker", ticker},
        {"public/get_book_summary_by_instrument", summaryOfInstrument},
        {"public/get_book_summary_by_currency", summaryOfCurrency},
        {"public/get_funding_rate_history", fundingHistory},
        {"public/get_funding_rate_value", fundingValue},
        {"public/get_tradingview_chart_data", chart},
        {"public/get_last_trades_by_instrument", lastTrades},
        {"public/get_last_trades_by_instrument_and_time", lastTrades},
        {"public/get_index_price", indexPrice},
    };
    return table;
}

} // namespace

DeribitAnswer deribitInvalid(std::string_view parameter, std::string_view reason)
{
    return {nullptr, -32602, "Invalid params", json::object{{"reason", reason}, {"param", parameter}}};
}

DeribitAnswer deribitMethod(const VenueView &view, TradeTape &tape, std::string_view method, const json::object &params)
{
    const auto handler = handlers().find(method);
    if (handler == handlers().end())
        return {nullptr, -32601, "Method not found"};
    return handler->second({view, tape, params});
}

json::object deribitReply(const json::value *id, DeribitAnswer answer, const Instant &now)
{
    json::object reply{{"jsonrpc", "2.0"}};
    if (id)
        reply["id"] = *id;
    if (answer.code == 0)
        reply["result"] = std::move(answer.result);
    else
        reply["error"] =
            json::object{{"message", answer.message}, {"data", std::move(answer.details)}, {"code", answer.code}};
    const std::int64_t microseconds = now.marketMs * 1000;
    reply["usIn"] = microseconds;
    reply["usOut"] = microseconds + 180;
    reply["usDiff"] = 180;
    reply["testnet"] = false;
    return reply;
}

} // namespace isobar::simulation
