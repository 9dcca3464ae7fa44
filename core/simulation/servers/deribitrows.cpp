#include "core/simulation/servers/deribitrows.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 8;
constexpr double FundingHours = 8; ///< what rates are quoted for

double price(const ContractSpec &spec, double value) { return stepped(value, spec.tick); }

/// Marks and indices are a digit or two finer than the tick.
double fine(const ContractSpec &spec, double value) { return rounded(value, decimalsOf(spec.tick) + 2); }

double openInterest(const ContractSpec &spec, const ContractState &state)
{
    return deribitAmount(spec, state.openInterestBase, state.mark);
}

void addFunding(json::object &row, const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    const TimeMs now = view.market().nowMs();
    // The market pays by the hour what the venue pays by the millisecond.
    row["current_funding"] = rounded(state.fundingRate * FundingHours / state.intervalHours, RateDecimals);
    row["funding_8h"] = rounded(deribitPaid(view, contract, now - 8 * HourMs, now), RateDecimals);
}

} // namespace

double deribitAmount(const ContractSpec &spec, double base, double price)
{
    return stepped(spec.inverse ? base * price : base, spec.lot);
}

std::optional<BarSize> deribitBarSize(std::string_view word)
{
    static constexpr std::string_view minutes[] = {"1", "3", "5", "10", "15", "30", "60", "120", "180", "360", "720"};
    if (word == "1D")
        return BarSize{DayMs};
    const bool isKnown = std::ranges::find(minutes, word) != std::end(minutes);
    return isKnown ? std::optional(BarSize{*parseInteger(word) * MinuteMs}) : std::nullopt;
}

std::string deribitIndex(const ContractSpec &spec) { return lowerText(spec.base) + "_" + lowerText(spec.quote); }

double deribitPaid(const VenueView &view, int contract, TimeMs fromMs, TimeMs toMs)
{
    double paid = 0;
    for (const Settlement &settlement : view.market().settlements(contract, fromMs + 1, toMs + 1))
        paid += settlement.rate;
    return paid;
}

json::object deribitInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const char *type = spec.inverse ? "reversed" : "linear";
    return {{"price_index", deribitIndex(spec)}, {"rfq", false}, {"kind", "future"}, {"instrument_name", spec.symbol},
        {"maker_commission", 0.0}, {"taker_commission", 0.0005}, {"instrument_type", type}, {"future_type", type},
        {"expiration_timestamp", 32503708800000}, {"creation_timestamp", 1534167754000}, {"is_active", true},
        {"state", "open"}, {"tick_size", spec.tick}, {"tick_size_steps", json::array()},
        {"contract_size", spec.contractSize}, {"instrument_id", 210838 + contract}, {"min_trade_amount", spec.lot},
        {"settlement_period", "perpetual"}, {"max_leverage", spec.maxLeverage}, {"max_liquidation_commission", 0.0075},
        {"block_trade_commission", 0.0001}, {"base_currency", spec.base}, {"counter_currency", spec.quote},
        {"quote_currency", spec.quote}, {"settlement_currency", spec.settle}};
}

json::object deribitTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double usd = rounded(state.turnover24hUsd, 2);
    json::object row{{"timestamp", view.market().nowMs()}, {"state", "open"},
        {"stats",
            json::object{{"high", price(spec, state.high24h)}, {"low", price(spec, state.low24h)},
                {"price_change", rounded(100 * (state.last / state.open24h - 1), 4)},
                {"volume", rounded(state.volume24hBase, 8)}, {"volume_usd", usd}, {"volume_notional", usd}}},
        {"index_price", fine(spec, state.index)}, {"instrument_name", spec.symbol},
        {"last_price", price(spec, state.last)}, {"settlement_price", fine(spec, state.open24h)},
        {"min_price", price(spec, state.mark * 0.985)}, {"max_price", price(spec, state.mark * 1.015)},
        {"open_interest", openInterest(spec, state)}, {"mark_price", fine(spec, state.mark)},
        {"interest_value", rounded(100 * state.premium, 12)}, {"best_ask_price", price(spec, state.last + spec.tick)},
        {"best_ask_amount", spec.lot * 1000}, {"best_bid_price", price(spec, state.last)},
        {"best_bid_amount", spec.lot * 1000}, {"estimated_delivery_price", fine(spec, state.index)}};
    addFunding(row, view, contract);
    return row;
}

json::object deribitSummaryRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double usd = rounded(state.turnover24hUsd, 2);
    json::object row{{"high", price(spec, state.high24h)}, {"low", price(spec, state.low24h)},
        {"last", price(spec, state.last)}, {"instrument_name", spec.symbol}, {"bid_price", price(spec, state.last)},
        {"ask_price", price(spec, state.last + spec.tick)}, {"mid_price", price(spec, state.last)},
        {"open_interest", openInterest(spec, state)}, {"mark_price", fine(spec, state.mark)},
        {"creation_timestamp", view.market().nowMs()},
        {"price_change", rounded(100 * (state.last / state.open24h - 1), 4)},
        {"volume", rounded(state.volume24hBase, 8)}, {"volume_usd", usd}, {"volume_notional", usd},
        {"estimated_delivery_price", fine(spec, state.index)}, {"base_currency", spec.base},
        {"quote_currency", spec.quote}};
    addFunding(row, view, contract);
    return row;
}

json::object deribitTradeRow(const VenueView &view, const TapeTrade &trade)
{
    const Print &print = trade.print;
    const ContractSpec &spec = view.spec(print.contract);
    const double amount = deribitAmount(spec, print.base, print.price);
    const std::string prefix = spec.inverse ? spec.base == "BTC" ? "" : spec.base + "-" : spec.quote + "-";
    json::object row{{"timestamp", print.timeMs}, {"price", price(spec, print.price)}, {"amount", amount},
        {"direction", print.takerBuy ? "buy" : "sell"}, {"index_price", fine(spec, view.state(print.contract).index)},
        {"instrument_name", spec.symbol}, {"trade_seq", trade.sequence},
        {"mark_price", fine(spec, view.state(print.contract).mark)}, {"tick_direction", print.takerBuy ? 0 : 2},
        {"contracts", rounded(amount / spec.contractSize, 8)}, {"trade_id", prefix + std::to_string(print.id)}};
    if (trade.liquidated) // orders by force take; none rests in the book
        row["liquidation"] = "T";
    return row;
}

json::array deribitFundingRows(const VenueView &view, int contract, TimeMs fromMs, TimeMs toMs)
{
    const ContractSpec &spec = view.spec(contract);
    const auto bars = view.market().candles(contract, HourMs, fromMs - 2 * HourMs, toMs + 1);
    const auto priceAt = [&](TimeMs timeMs) { // trades stand for the index that is not kept
        const auto bar = std::ranges::find(bars, timeMs, &Candle::openMs);
        return fine(spec, bar == bars.end() ? view.state(contract).index : bar->open);
    };
    json::array rows;
    for (const Settlement &hour : view.market().settlements(contract, fromMs, toMs + 1))
        rows.push_back(json::object{{"timestamp", hour.timeMs}, {"index_price", priceAt(hour.timeMs)},
            {"prev_index_price", priceAt(hour.timeMs - HourMs)},
            {"interest_8h", deribitPaid(view, contract, hour.timeMs - 8 * HourMs, hour.timeMs)},
            {"interest_1h", hour.rate}});
    return rows;
}

json::object deribitChart(const ContractSpec &spec, const std::vector<Candle> &bars)
{
    json::array ticks, open, high, low, close, volume, cost;
    for (const Candle &bar : bars) {
        ticks.push_back(bar.openMs);
        open.push_back(price(spec, bar.open));
        high.push_back(price(spec, bar.high));
        low.push_back(price(spec, bar.low));
        close.push_back(price(spec, bar.close));
        volume.push_back(rounded(bar.base, 8));
        cost.push_back(rounded(bar.quote, 4));
    }
    return {{"volume", volume}, {"ticks", ticks}, {"status", bars.empty() ? "no_data" : "ok"}, {"open", open},
        {"low", low}, {"high", high}, {"cost", cost}, {"close", close}};
}

} // namespace isobar::simulation
