#include "core/simulation/servers/wooxrows.h"

#include "core/simulation/servers/venuetext.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

/// Marks and indices are finer than the tick.
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 2); }

TimeMs intervalMs(const ContractState &state)
{
    return static_cast<TimeMs>(state.intervalHours * static_cast<double>(HourMs));
}

} // namespace

std::string wooxSpot(const ContractSpec &spec) { return "SPOT" + spec.symbol.substr(4); }

std::string wooxPrice(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }

std::string wooxRate(double rate) { return plainText(rate, 8); }

json::object wooxInstrumentRow(const ContractSpec &spec, double intervalHours, bool isSpot)
{
    json::object row{{"symbol", isSpot ? wooxSpot(spec) : spec.symbol}, {"status", "TRADING"}, {"baseAsset", spec.base},
        {"baseAssetMultiplier", 1}, {"quoteAsset", spec.quote}, {"quoteMin", "0"},
        {"quoteMax", plainText(spec.tick * 1e7)}, {"quoteTick", plainText(spec.tick)}, {"baseMin", plainText(spec.lot)},
        {"baseMax", plainText(spec.lot * 1e6)}, {"baseTick", plainText(spec.lot)}, {"minNotional", isSpot ? "1" : "5"},
        {"bidCapRatio", "1.1"}, {"bidFloorRatio", nullptr}, {"askCapRatio", nullptr}, {"askFloorRatio", "0.9"},
        {"orderMode", "NORMAL"}};
    if (!isSpot) {
        row["fundingIntervalHours"] = static_cast<int>(intervalHours);
        row["fundingCap"] = plainText(spec.rateCap);
        row["fundingFloor"] = plainText(spec.rateFloor);
    }
    return row;
}

json::object wooxFuturesRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"indexPrice", fine(spec, state.index)}, {"markPrice", fine(spec, state.mark)},
        {"estFundingRate", wooxRate(state.fundingRate)}, {"lastFundingRate", wooxRate(state.lastSettledRate)},
        {"nextFundingTime", state.nextFundingMs}, {"openInterest", steppedText(state.openInterestBase, spec.lot)},
        {"24hOpen", wooxPrice(spec, state.open24h)}, {"24hClose", wooxPrice(spec, state.last)},
        {"24hHigh", wooxPrice(spec, state.high24h)}, {"24hLow", wooxPrice(spec, state.low24h)},
        {"24hVolume", plainText(stepped(state.volume24hBase, spec.lot))},
        {"24hAmount", plainText(state.turnover24hUsd, 4)}};
}

json::object wooxFundingRow(const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    return {{"symbol", view.spec(contract).symbol}, {"estFundingRate", wooxRate(state.fundingRate)},
        {"estFundingRateTimestamp", view.market().nowMs()}, {"lastFundingRate", wooxRate(state.lastSettledRate)},
        {"lastFundingRateTimestamp", state.lastSettledMs}, {"nextFundingTime", state.nextFundingMs},
        {"lastFundingIntervalHours", static_cast<int>(state.intervalHours)},
        {"estFundingIntervalHours", static_cast<int>(state.intervalHours)}};
}

json::object wooxSettlementRow(const VenueView &view, const Settlement &settlement)
{
    const ContractSpec &spec = view.spec(settlement.contract);
    const ContractState state = view.state(settlement.contract);
    const auto bars =
        view.market().candles(settlement.contract, HourMs, floorTo(settlement.timeMs, HourMs), settlement.timeMs + 1);
    return {{"symbol", spec.symbol}, {"fundingRate", wooxRate(settlement.rate)},
        {"fundingRateTimestamp", settlement.timeMs}, {"nextFundingTime", settlement.timeMs + intervalMs(state)},
        {"markPrice", wooxPrice(spec, bars.empty() ? state.mark : bars.front().open)}};
}

json::object wooxCandleRow(const ContractSpec &spec, const Candle &candle, std::string_view type, TimeMs lengthMs)
{
    return {{"symbol", spec.symbol}, {"open", wooxPrice(spec, candle.open)}, {"close", wooxPrice(spec, candle.close)},
        {"high", wooxPrice(spec, candle.high)}, {"low", wooxPrice(spec, candle.low)},
        {"volume", plainText(candle.base, 8)}, {"amount", plainText(candle.quote, 4)}, {"type", type},
        {"startTimestamp", candle.openMs}, {"endTimestamp", candle.openMs + lengthMs}};
}

json::object wooxPastTradeRow(const ContractSpec &spec, const Print &print)
{
    return {{"symbol", spec.symbol}, {"side", print.takerBuy ? "BUY" : "SELL"}, {"source", 1},
        {"executedPrice", wooxPrice(spec, print.price)}, {"executedQuantity", steppedText(print.base, spec.lot)},
        {"executedTimestamp", print.timeMs}};
}

} // namespace isobar::simulation
