#include "core/simulation/servers/lighterrows.h"

#include "core/base/hash.h"
#include "core/base/numbers.h"
#include "core/simulation/margin.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double MarginUnit = 10'000; ///< fractions are told in 1/10000
constexpr std::int64_t FirstTrade = 16'000'000'000;
constexpr double TypicalTradeUsd = 1200; ///< the market keeps no counts: they are told as turnover over this

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }
std::int64_t marketId(const ContractSpec &spec) { return parseInteger(spec.symbol).value_or(0); }

/// A rate as the venue keeps it: percent with four digits, the rest cut off (0.00125 % is told as 0.0012).
double percentOf(double rate) { return std::trunc(rate * 1e6 + std::copysign(1e-7, rate)) / 1e4; }

std::int64_t accountOf(const Print &print, std::string_view side)
{
    const std::uint64_t hash = StableHash().add(static_cast<std::int64_t>(print.id)).add(side).value();
    return static_cast<std::int64_t>(hash % 600'000);
}

void addBoth(json::object &row, const std::string &name, std::int64_t value)
{
    row[name] = value;
    row[name + "_str"] = std::to_string(value);
}

} // namespace

std::optional<BarSize> lighterBarSize(std::string_view resolution)
{
    static constexpr std::string_view known[] = {"1m", "5m", "15m", "30m", "1h", "4h", "12h", "1d", "1w"};
    return std::ranges::find(known, resolution) == std::end(known) ? std::nullopt : barSize(resolution);
}

json::object lighterOrderBook(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return {{"symbol", spec.base}, {"market_id", marketId(spec)}, {"market_type", "perp"}, {"base_asset_id", 0},
        {"quote_asset_id", 0}, {"status", "active"}, {"taker_fee", "0.0000"}, {"maker_fee", "0.0000"},
        {"liquidation_fee", "1.0000"}, {"min_base_amount", plainText(20 * spec.lot)}, {"min_quote_amount", "10.000000"},
        {"order_quote_limit", ""}, {"supported_size_decimals", decimalsOf(spec.lot)},
        {"supported_price_decimals", decimalsOf(spec.tick)}, {"supported_quote_decimals", 6}};
}

json::object lighterDetails(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double initial = 1 / spec.maxLeverage, maintenance = marginTier(spec, 0).maintenanceRate;
    json::object row = lighterOrderBook(view, contract);
    row["size_decimals"] = decimalsOf(spec.lot);
    row["price_decimals"] = decimalsOf(spec.tick);
    row["quote_multiplier"] = 1;
    row["default_initial_margin_fraction"] = std::lround(2 * initial * MarginUnit);
    row["min_initial_margin_fraction"] = std::lround(initial * MarginUnit);
    row["maintenance_margin_fraction"] = std::lround(maintenance * MarginUnit);
    row["closeout_margin_fraction"] = std::lround(maintenance * MarginUnit * 2 / 3);
    row["last_trade_price"] = stepped(state.last, spec.tick);
    row["daily_trades_count"] = std::llround(state.turnover24hUsd / TypicalTradeUsd);
    row["daily_base_token_volume"] = stepped(state.volume24hBase, spec.lot);
    row["daily_quote_token_volume"] = stepped(state.turnover24hUsd, 1e-6);
    row["daily_price_low"] = stepped(state.low24h, spec.tick);
    row["daily_price_high"] = stepped(state.high24h, spec.tick);
    row["daily_price_change"] = 100 * (state.last / state.open24h - 1);
    row["open_interest"] = stepped(state.openInterestBase, spec.lot);
    row["daily_chart"] = json::object();
    row["market_config"] = json::object{{"market_margin_mode", 0}, {"insurance_fund_account_index", 281474976710655},
        {"liquidation_mode", 0}, {"force_reduce_only", false}, {"trading_hours", ""}, {"hidden", false}};
    return row;
}

json::object lighterStats(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.base}, {"market_id", marketId(spec)}, {"index_price", price(spec, state.index)},
        {"mark_price", price(spec, state.mark)}, {"mid_price", price(spec, state.last)},
        {"open_interest", fixedText(state.openInterestBase * state.mark, 6)},
        {"open_interest_limit", "72057594037927936.000000"},
        {"base_interest_rate", fixedText(100 * spec.interestPer8h, 4)}, {"funding_clamp_small", "0.0500"},
        {"funding_clamp_big", fixedText(100 * spec.rateCap, 4)}, {"last_trade_price", price(spec, state.last)},
        // The estimate and the one that was settled last; the time is of the latter.
        {"current_funding_rate", fixedText(percentOf(state.fundingRate), 4)},
        {"funding_rate", fixedText(percentOf(state.lastSettledRate), 4)},
        {"funding_timestamp", state.lastSettledMs + 4},
        {"daily_base_token_volume", stepped(state.volume24hBase, spec.lot)},
        {"daily_quote_token_volume", stepped(state.turnover24hUsd, 1e-6)},
        {"daily_price_low", stepped(state.low24h, spec.tick)}, {"daily_price_high", stepped(state.high24h, spec.tick)},
        {"daily_price_change", 100 * (state.last / state.open24h - 1)}};
}

json::object lighterCandle(const ContractSpec &spec, const Candle &candle)
{
    // `i` is the last trade's id; past trades are not numbered here.
    return {{"t", candle.openMs}, {"o", stepped(candle.open, spec.tick)}, {"h", stepped(candle.high, spec.tick)},
        {"l", stepped(candle.low, spec.tick)}, {"c", stepped(candle.close, spec.tick)},
        {"v", stepped(candle.base, spec.lot)}, {"V", stepped(candle.quote, 1e-6)}, {"i", 0}};
}

json::object lighterFunding(const VenueView &view, const Settlement &settlement)
{
    const double percent = percentOf(settlement.rate);
    const TimeMs hour = floorTo(settlement.timeMs, HourMs);
    const auto bars = view.market().candles(settlement.contract, HourMs, hour, hour + HourMs);
    const double mark = bars.empty() ? view.state(settlement.contract).mark : bars.front().open;
    return {{"timestamp", settlement.timeMs / SecondMs}, {"value", fixedText(std::abs(percent) / 100 * mark, 8)},
        {"rate", fixedText(std::abs(percent), 4)}, {"direction", percent < 0 ? "short" : "long"}};
}

json::array lighterFundingRates(const VenueView &view)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> others{
        {{"binance-usdm", "binance"}, {"bybit", "bybit"}, {"hyperliquid", "hyperliquid"}}};
    json::array rows;
    const auto &all = view.market().contracts();
    for (const int contract : view.contracts()) {
        const ContractSpec &spec = view.spec(contract);
        for (const auto &[venue, name] : others) {
            const auto main = std::ranges::find_if(
                all, [&](const ContractSpec &each) { return each.venue == venue && each.asset == spec.asset; });
            if (main == all.end())
                continue;
            const ContractState state = view.state(static_cast<int>(main - all.begin()));
            rows.push_back(json::object{{"market_id", marketId(spec)}, {"exchange", name}, {"symbol", spec.base},
                {"rate", state.fundingRate * 8 / state.intervalHours}});
        }
        const double eightHours = 8 * percentOf(view.state(contract).fundingRate) / 100;
        rows.push_back(json::object{
            {"market_id", marketId(spec)}, {"exchange", "lighter"}, {"symbol", spec.base}, {"rate", eightHours}});
    }
    return rows;
}

json::object lighterTrade(const VenueView &view, const Fill &fill)
{
    const Print &print = fill.print;
    const ContractSpec &spec = view.spec(print.contract);
    json::object row{{"type", fill.isLiquidation ? "liquidation" : "trade"}, {"market_id", marketId(spec)},
        {"tx_hash", hexText(StableHash().add(static_cast<std::int64_t>(print.id)).value(), 16)},
        {"size", steppedText(print.base, spec.lot)}, {"price", price(spec, print.price)},
        {"usd_amount", fixedText(print.price * print.base, 6)}, {"ask_account_id", accountOf(print, "ask")},
        {"bid_account_id", accountOf(print, "bid")}, {"is_maker_ask", print.takerBuy},
        {"block_height", print.timeMs / 300 - 5'700'000'000}, {"timestamp", print.timeMs},
        {"taker_fee", fill.isLiquidation ? 10000 : 196}, {"maker_fee", 28},
        {"transaction_time", print.timeMs * 1000 + 32'065}};
    const auto number = static_cast<std::int64_t>(print.id);
    addBoth(row, "trade_id", FirstTrade + number);
    addBoth(row, "ask_id", 281'476'612'000'000 + number);
    addBoth(row, "bid_id", 562'948'334'000'000 + number);
    if (fill.isLiquidation) // who is liquidated takes: a buyer held a short
        row["taker_position_size_before"] = steppedText(print.takerBuy ? -print.base : print.base, spec.lot);
    return row;
}

} // namespace isobar::simulation
