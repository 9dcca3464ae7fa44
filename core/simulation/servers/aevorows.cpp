#include "core/simulation/servers/aevorows.h"

#include "core/base/hash.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

std::string price(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 6); }
std::string rate(double value) { return plainText(value, 12); }
std::string amount(const ContractSpec &spec, double base) { return plainText(stepped(base, spec.lot)); }

/// Text of digits: an ordinal of the venue's list.
std::string instrumentId(const VenueView &view, int contract)
{
    return std::to_string(std::ranges::find(view.contracts(), contract) - view.contracts().begin() + 1);
}

/// The part of the last day's turnover that takers bought.
double boughtShare(const VenueView &view, int contract)
{
    const TimeMs now = view.market().nowMs();
    double all = 0, bought = 0;
    for (const Candle &hour : view.market().candles(contract, HourMs, now - DayMs, now + 1)) {
        all += hour.base;
        bought += hour.takerBuyBase;
    }
    return all > 0 ? bought / all : 0.5;
}

} // namespace

std::string aevoTime(TimeMs timeMs) { return std::to_string(timeMs) + "000000"; }

std::optional<int> aevoContractOf(const VenueView &view, std::string_view asset)
{
    const auto found =
        std::ranges::find_if(view.contracts(), [&](int contract) { return view.spec(contract).base == asset; });
    return found == view.contracts().end() ? std::nullopt : std::optional(*found);
}

json::object aevoMarket(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"instrument_id", instrumentId(view, contract)}, {"instrument_name", spec.symbol},
        {"instrument_type", "PERPETUAL"}, {"underlying_asset", spec.base}, {"quote_asset", spec.quote},
        {"price_step", plainText(spec.tick)}, {"amount_step", plainText(spec.lot)}, {"min_order_value", "10"},
        {"max_order_value", "5000000"}, {"max_notional_value", "10000000"}, {"mark_price", fine(spec, state.mark)},
        {"index_price", fine(spec, state.index)}, {"is_active", true}, {"pre_launch", false}, {"is_rwa", false},
        {"max_leverage", plainText(spec.maxLeverage)}};
}

json::object aevoInstrument(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row = aevoMarket(view, contract);
    row["funding_rate"] = rate(state.fundingRate);
    row["best_bid"] = json::object{{"price", price(spec, state.last)}, {"amount", amount(spec, 1000 * spec.lot)}};
    row["best_ask"] =
        json::object{{"price", price(spec, state.last + spec.tick)}, {"amount", amount(spec, 1000 * spec.lot)}};
    row["markets"] = json::object{{"daily_volume", plainText(state.turnover24hUsd, 6)},
        {"daily_volume_contracts", amount(spec, state.volume24hBase)},
        {"total_oi", amount(spec, state.openInterestBase)}};
    return row;
}

json::object aevoFunding(const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    return {{"funding_rate", rate(state.fundingRate)}, {"next_epoch", aevoTime(state.nextFundingMs)}};
}

json::array aevoFundingRow(const VenueView &view, const Settlement &settlement)
{
    const ContractSpec &spec = view.spec(settlement.contract);
    const TimeMs hour = floorTo(settlement.timeMs, HourMs);
    const auto bars = view.market().candles(settlement.contract, HourMs, hour, hour + HourMs);
    const double mark = bars.empty() ? view.state(settlement.contract).mark : bars.front().open;
    return {spec.symbol, aevoTime(settlement.timeMs), rate(settlement.rate), fine(spec, mark)};
}

json::array aevoMarkRow(const ContractSpec &spec, const Candle &candle)
{
    return {aevoTime(candle.openMs), fine(spec, candle.open)};
}

json::object aevoStatistics(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double bought = state.turnover24hUsd * boughtShare(view, contract);
    return {{"asset", spec.base},
        {"open_interest", json::object{{"calls", "0"}, {"puts", "0"}, {"total", amount(spec, state.openInterestBase)}}},
        {"daily_volume", plainText(state.turnover24hUsd, 6)}, {"daily_buy_volume", plainText(bought, 6)},
        {"daily_sell_volume", plainText(state.turnover24hUsd - bought, 6)},
        {"daily_volume_contracts", amount(spec, state.volume24hBase)}, {"index_price", fine(spec, state.index)},
        {"mark_price", fine(spec, state.mark)}, {"mark_price_24h_ago", price(spec, state.open24h)}};
}

json::object aevoCoingeckoRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"ticker_id", spec.symbol}, {"base_currency", spec.base}, {"target_currency", spec.quote},
        {"last_price", price(spec, state.last)}, {"base_volume", amount(spec, state.volume24hBase)},
        {"target_volume", plainText(state.turnover24hUsd, 6)}, {"bid", price(spec, state.last)},
        {"ask", price(spec, state.last + spec.tick)}, {"high", price(spec, state.high24h)},
        {"low", price(spec, state.low24h)}, {"product_type", "Perpetual"},
        {"open_interest", amount(spec, state.openInterestBase)}, {"index_price", fine(spec, state.index)},
        {"index_name", spec.base}, {"index_currency", "USD"}, {"start_timestamp", nullptr}, {"end_timestamp", nullptr},
        {"funding_rate", rate(state.fundingRate)}, {"next_funding_rate", rate(state.fundingRate)},
        {"next_funding_rate_timestamp", aevoTime(state.nextFundingMs)}};
}

json::object aevoTicker(const VenueView &view, int contract, bool withPrices, bool withRates)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object ticker{{"instrument_id", instrumentId(view, contract)}, {"instrument_name", spec.symbol},
        {"instrument_type", "PERPETUAL"}};
    if (withRates) { // the rate that was paid last, and the estimate of the coming one
        ticker["funding_rate"] = rate(state.lastSettledRate);
        ticker["next_funding_rate"] = rate(state.fundingRate);
    }
    if (withPrices) {
        const std::string size = amount(spec, 1000 * spec.lot);
        ticker["index_price"] = fine(spec, state.index);
        ticker["mark"] = json::object{{"price", fine(spec, state.mark)}};
        ticker["bid"] = json::object{{"price", price(spec, state.last)}, {"amount", size}};
        ticker["ask"] = json::object{{"price", price(spec, state.last + spec.tick)}, {"amount", size}};
    }
    return ticker;
}

json::object aevoTrade(const VenueView &view, const Print &print)
{
    constexpr std::int64_t NsPerMs = 1'000'000;
    const ContractSpec &spec = view.spec(print.contract);
    const auto number = static_cast<std::int64_t>(print.id);
    return {{"trade_id", hexText(StableHash().add(number).value(), 16) + hexText(print.id, 12)},
        {"instrument_id", instrumentId(view, print.contract)}, {"instrument_name", spec.symbol},
        {"instrument_type", "PERPETUAL"}, {"side", print.takerBuy ? "buy" : "sell"},
        {"price", price(spec, print.price)}, {"amount", amount(spec, print.base)},
        {"created_timestamp", std::to_string(print.timeMs * NsPerMs + number % NsPerMs)}};
}

} // namespace isobar::simulation
