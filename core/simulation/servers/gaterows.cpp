#include "core/simulation/servers/gaterows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <array>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 6;

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

/// Marks and indices are averages: a digit finer than the tick.
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 1); }

/// Contracts of the bar, bought or sold.
double countOf(const ContractSpec &spec, const Candle &bar, double base)
{
    return contractCountOf(spec, base, bar.base > 0 ? bar.quote * base / bar.base : 0);
}

} // namespace

std::string gateSettle(const ContractSpec &spec) { return lowerText(spec.settle); }

bool gateWantsDecimals(const HttpRequest &request) { return request.header("x-gate-size-decimal") == "1"; }

json::value gateSize(double contracts, bool isDecimal)
{
    if (isDecimal)
        return json::value(plainText(contracts, 8));
    return static_cast<std::int64_t>(contracts); // the fraction is lost
}

std::optional<BarSize> gateBarSize(std::string_view word)
{
    static constexpr std::array<std::string_view, 8> known{"1m", "5m", "15m", "30m", "1h", "4h", "8h", "1d"};
    if (word == "7d")
        return barSize("1w");
    return std::ranges::find(known, word) == known.end() ? std::nullopt : barSize(word);
}

json::value gateContractRow(const VenueView &view, int contract, bool isDecimal)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const MarginRung lowest = marginLadder(spec).front();
    const std::string rate = plainText(state.fundingRate, RateDecimals);
    return json::object{{"name", spec.symbol}, {"type", spec.inverse ? "inverse" : "direct"},
        {"quanto_multiplier", spec.inverse ? "0" : plainText(spec.contractSize)}, {"ref_discount_rate", "0"},
        {"order_price_deviate", "0.5"}, {"maintenance_rate", plainText(lowest.tier.maintenanceRate, 6)},
        {"mark_type", "index"}, {"last_price", price(spec, state.last)}, {"mark_price", fine(spec, state.mark)},
        {"index_price", fine(spec, state.index)}, {"funding_rate_indicative", rate}, {"mark_price_round", "0.01"},
        {"funding_offset", 0}, {"in_delisting", false}, {"risk_limit_base", plainText(lowest.toUsd, 0)},
        {"interest_rate", plainText(3 * spec.interestPer8h, 6)}, {"order_price_round", plainText(spec.tick)},
        {"order_size_min", gateSize(std::max(spec.lot / spec.contractSize, isDecimal ? 0.0 : 1.0), isDecimal)},
        {"ref_rebate_rate", "0.2"}, {"funding_interval", static_cast<std::int64_t>(state.intervalHours * 3600)},
        {"risk_limit_step", "1000000"}, {"leverage_min", "1"}, {"leverage_max", plainText(spec.maxLeverage)},
        {"risk_limit_max", "100000000"}, {"maker_fee_rate", "-0.00005"}, {"taker_fee_rate", "0.00075"},
        {"funding_rate", rate}, {"order_size_max", gateSize(1000000, isDecimal)},
        {"funding_next_apply", state.nextFundingMs / SecondMs}, {"short_users", 977},
        {"config_change_time", 1609899548},
        {"trade_size", gateSize(contractCountOf(spec, state.volume24hBase, state.turnover24hUsd), isDecimal)},
        {"position_size", gateSize(contractCount(spec, state.openInterestBase, state.mark), isDecimal)},
        {"long_users", 678}, {"funding_impact_value", "60000"}, {"orders_limit", 100}, {"trade_id", 10851092},
        {"orderbook_id", 2129638396}, {"enable_bonus", true}, {"enable_credit", true}, {"create_time", 1669688556},
        {"funding_cap_ratio", "0.75"}, {"funding_rate_limit", plainText(spec.rateCap)}, {"status", "trading"},
        {"launch_time", 1609899548}};
}

json::value gateTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const std::string base = plainText(state.volume24hBase, 4), quote = plainText(state.turnover24hUsd, 2);
    const std::string rate = plainText(state.fundingRate, RateDecimals);
    const std::string contracts = plainText(contractCountOf(spec, state.volume24hBase, state.turnover24hUsd), 0);
    return json::object{{"contract", spec.symbol}, {"last", price(spec, state.last)},
        {"change_percentage", fixedText((state.last / state.open24h - 1) * 100, 4)},
        {"total_size", plainText(contractCount(spec, state.openInterestBase, state.mark), 0)},
        {"volume_24h", contracts}, {"volume_24h_base", base}, {"volume_24h_quote", quote},
        {"volume_24h_settle", spec.inverse ? base : quote}, {"mark_price", fine(spec, state.mark)},
        {"funding_rate", rate}, {"funding_rate_indicative", rate}, {"index_price", fine(spec, state.index)},
        {"quanto_base_rate", ""}, {"low_24h", price(spec, state.low24h)}, {"high_24h", price(spec, state.high24h)},
        {"lowest_ask", price(spec, state.last + spec.tick)}, {"highest_bid", price(spec, state.last)}};
}

json::value gateCandleRow(const ContractSpec &spec, const Candle &candle, bool isDecimal)
{
    return json::object{{"t", candle.openMs / SecondMs},
        {"v", gateSize(contractCountOf(spec, candle.base, candle.quote), isDecimal)}, {"c", price(spec, candle.close)},
        {"h", price(spec, candle.high)}, {"l", price(spec, candle.low)}, {"o", price(spec, candle.open)},
        {"sum", plainText(candle.quote, 4)}};
}

json::value gateStatsRow(const ContractSpec &spec, const OpenInterestPoint &point, double price, const Candle &bar)
{
    const double sides = 2;
    const double contracts = std::round(sides * contractCount(spec, point.base, price));
    const double bought = std::round(countOf(spec, bar, bar.takerBuyBase));
    const double sold = std::round(countOf(spec, bar, std::max(bar.base - bar.takerBuyBase, 0.0)));
    return json::object{{"time", point.timeMs / SecondMs}, {"lsr_taker", sold > 0 ? bought / sold : 1.0},
        {"lsr_account", 1.0}, {"long_liq_size", 0}, {"short_liq_size", 0}, {"long_liq_amount", 0.0},
        {"short_liq_amount", 0.0}, {"long_liq_usd", 0.0}, {"short_liq_usd", 0.0},
        {"open_interest", static_cast<std::int64_t>(contracts)}, {"open_interest_usd", sides * point.base * price},
        {"long_taker_size", static_cast<std::int64_t>(bought)}, {"short_taker_size", static_cast<std::int64_t>(sold)},
        {"top_lsr_account", 1.0}, {"top_lsr_size", 1.0}, {"mark_price", price}};
}

json::value gateTradeRow(const ContractSpec &spec, const Print &print, bool isDecimal)
{
    const double contracts = contractCount(spec, print.base, print.price);
    return json::object{{"size", gateSize(print.takerBuy ? contracts : -contracts, isDecimal)}, {"id", print.id},
        {"create_time", print.timeMs / SecondMs}, {"create_time_ms", print.timeMs}, {"price", price(spec, print.price)},
        {"contract", spec.symbol}};
}

json::value gateRestTradeRow(const ContractSpec &spec, const Print &print, bool isDecimal)
{
    json::value row = gateTradeRow(spec, print, isDecimal);
    row.get_object()["create_time_ms"] = fixedText(static_cast<double>(print.timeMs) / SecondMs, 3);
    return row;
}

json::value gateLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation, bool isDecimal)
{
    // The order that closes the position: a sale ends a long.
    const double contracts = contractCount(spec, liquidation.base, liquidation.price);
    return json::object{{"price", price(spec, liquidation.price)},
        {"size", gateSize(liquidation.position == Side::Long ? -contracts : contracts, isDecimal)},
        {"time", liquidation.timeMs}, {"contract", spec.symbol}};
}

json::value gateLiquidationOrderRow(const ContractSpec &spec, const Liquidation &liquidation, bool isDecimal)
{
    const double contracts = contractCount(spec, liquidation.base, liquidation.price);
    const double position = liquidation.position == Side::Long ? contracts : -contracts;
    const std::string at = price(spec, liquidation.price);
    return json::object{{"time", liquidation.timeMs / SecondMs}, {"contract", spec.symbol},
        {"size", gateSize(position, isDecimal)}, {"order_size", gateSize(-position, isDecimal)}, {"order_price", at},
        {"fill_price", at}, {"left", gateSize(0, isDecimal)}};
}

json::array gateTierRows(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    // Limits are in the settlement coin.
    const double unit = spec.inverse ? view.state(contract).index : 1;
    json::array rows;
    for (const MarginRung &rung : marginLadder(spec))
        rows.push_back(json::object{{"maintenance_rate", plainText(rung.tier.maintenanceRate, 6)},
            {"tier", rows.size() + 1}, {"initial_rate", plainText(1 / rung.tier.maxLeverage, 6)},
            {"leverage_max", plainText(rung.tier.maxLeverage, 2)}, {"risk_limit", plainText(rung.toUsd / unit, 4)},
            {"contract", spec.symbol}, {"deduction", plainText(rung.tier.deduction / unit, 4)}});
    return rows;
}

} // namespace isobar::simulation
