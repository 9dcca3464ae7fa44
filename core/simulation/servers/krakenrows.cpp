#include "core/simulation/servers/krakenrows.h"

#include "core/simulation/fundingmeter.h"
#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

double price(const ContractSpec &spec, double value) { return stepped(value, spec.tick); }

/// Marks and indices are finer than the tick.
double fine(const ContractSpec &spec, double value) { return rounded(value, decimalsOf(spec.tick) + 4); }

/// The venue writes XBT in names and pairs, BTC as the base.
std::string tickerPair(const ContractSpec &spec) { return (spec.base == "BTC" ? "XBT" : spec.base) + ":" + spec.quote; }

/// What the next hour would cost if the premium stayed.
double predictedRate(const ContractSpec &spec, const ContractState &state)
{
    return fundingRate(spec, state.premium, state.intervalHours);
}

double dayVolume(const ContractSpec &spec, const ContractState &state)
{
    return stepped(spec.inverse ? state.turnover24hUsd : state.volume24hBase, spec.lot);
}

std::string uid(const Print &print)
{
    const std::string number = std::to_string(print.id % 1000000000000ULL);
    return "05af78ac-a774-478c-a50c-" + std::string(12 - number.size(), '0') + number;
}

const char *side(const Print &print) { return print.takerBuy ? "buy" : "sell"; }

const char *tradeType(const TapeTrade &trade) { return trade.liquidated ? "liquidation" : "fill"; }

json::array marginLevels(const ContractSpec &spec)
{
    json::array levels;
    for (const MarginRung &rung : marginLadder(spec))
        levels.push_back(json::object{{spec.inverse ? "contracts" : "numNonContractUnits", std::round(rung.fromUsd)},
            {"initialMargin", rounded(1 / rung.tier.maxLeverage, 6)},
            {"maintenanceMargin", rounded(rung.tier.maintenanceRate, 6)}});
    return levels;
}

} // namespace

double krakenSize(const ContractSpec &spec, double base, double price)
{
    return stepped(spec.inverse ? base * price : base, spec.lot);
}

std::optional<BarSize> krakenBarSize(std::string_view word)
{
    static constexpr std::string_view known[] = {"1m", "5m", "15m", "30m", "1h", "4h", "12h", "1d", "1w"};
    return std::ranges::find(known, word) == std::end(known) ? std::nullopt : barSize(word);
}

double krakenAbsoluteRate(const ContractSpec &spec, double relativeRate, double price)
{
    return spec.inverse ? relativeRate / price : relativeRate * price;
}

json::object krakenInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return {{"symbol", spec.symbol}, {"type", spec.inverse ? "futures_inverse" : "flexible_futures"},
        {"tickSize", spec.tick}, {"contractSize", 1}, {"tradeable", true}, {"impactMidSize", spec.lot * 1000},
        {"maxPositionSize", spec.lot * 1e8}, {"openingDate", "2022-03-22T13:18:45.000Z"},
        {"marginLevels", marginLevels(spec)}, {"fundingRateCoefficient", 24}, {"maxRelativeFundingRate", spec.rateCap},
        {"isin", "GB00J62YGL67"}, {"contractValueTradePrecision", -std::lround(std::log10(spec.lot))},
        {"postOnly", false}, {"feeScheduleUid", "723888f7-0a8e-4183-8648-f920a22339e3"}, {"mtf", true},
        {"base", spec.base}, {"quote", spec.quote}, {"pair", spec.base + ":" + spec.quote}, {"category", "Layer 1"},
        {"tradfi", false}};
}

json::object krakenRestTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"last", price(spec, state.last)}, {"lastTime", isoText(view.market().nowMs())},
        {"lastSize", spec.lot * 10}, {"tag", "perpetual"}, {"pair", tickerPair(spec)},
        {"markPrice", fine(spec, state.mark)}, {"bid", price(spec, state.last)}, {"bidSize", spec.lot * 1000},
        {"ask", price(spec, state.last + spec.tick)}, {"askSize", spec.lot * 1000}, {"vol24h", dayVolume(spec, state)},
        {"volumeQuote", rounded(state.turnover24hUsd, 4)},
        {"openInterest", krakenSize(spec, state.openInterestBase, state.mark)}, {"open24h", price(spec, state.open24h)},
        {"high24h", price(spec, state.high24h)}, {"low24h", price(spec, state.low24h)},
        // Absolute rates only: the relative ones are told by the stream.
        {"fundingRate", krakenAbsoluteRate(spec, state.fundingRate, state.index)},
        {"fundingRatePrediction", krakenAbsoluteRate(spec, predictedRate(spec, state), state.index)},
        {"suspended", false}, {"indexPrice", fine(spec, state.index)}, {"postOnly", false},
        {"change24h", rounded(100 * (state.last / state.open24h - 1), 2)}};
}

json::object krakenTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"time", view.market().nowMs()}, {"product_id", spec.symbol},
        {"funding_rate", krakenAbsoluteRate(spec, state.fundingRate, state.index)},
        {"funding_rate_prediction", krakenAbsoluteRate(spec, predictedRate(spec, state), state.index)},
        {"relative_funding_rate", rounded(state.fundingRate, 15)},
        {"relative_funding_rate_prediction", rounded(predictedRate(spec, state), 15)},
        {"next_funding_rate_time", state.nextFundingMs}, {"feed", "ticker"}, {"bid", price(spec, state.last)},
        {"ask", price(spec, state.last + spec.tick)}, {"bid_size", spec.lot * 1000}, {"ask_size", spec.lot * 1000},
        {"volume", dayVolume(spec, state)}, {"dtm", 0}, {"leverage", plainText(spec.maxLeverage) + "x"},
        {"index", fine(spec, state.index)}, {"premium", rounded(100 * state.premium, 1)},
        {"last", price(spec, state.last)}, {"change", 100 * (state.last / state.open24h - 1)}, {"suspended", false},
        {"tag", "perpetual"}, {"pair", tickerPair(spec)},
        {"openInterest", krakenSize(spec, state.openInterestBase, state.mark)}, {"markPrice", fine(spec, state.mark)},
        {"maturityTime", 0}, {"post_only", false}, {"volumeQuote", rounded(state.turnover24hUsd, 4)},
        {"open", price(spec, state.open24h)}, {"high", price(spec, state.high24h)}, {"low", price(spec, state.low24h)}};
}

json::object krakenTradeRow(const VenueView &view, const TapeTrade &trade)
{
    const Print &print = trade.print;
    const ContractSpec &spec = view.spec(print.contract);
    return {{"feed", "trade"}, {"product_id", spec.symbol}, {"uid", uid(print)}, {"side", side(print)},
        {"type", tradeType(trade)}, {"seq", trade.sequence}, {"time", print.timeMs},
        {"qty", krakenSize(spec, print.base, print.price)}, {"price", price(spec, print.price)}};
}

json::object krakenPastTradeRow(const VenueView &view, const TapeTrade &trade)
{
    const Print &print = trade.print;
    const ContractSpec &spec = view.spec(print.contract);
    return {{"time", isoText(print.timeMs)}, {"trade_id", trade.sequence}, {"price", price(spec, print.price)},
        {"size", krakenSize(spec, print.base, print.price)}, {"side", side(print)}, {"type", tradeType(trade)},
        {"uid", uid(print)}};
}

json::object krakenCandleRow(const ContractSpec &spec, const Candle &candle, bool isTraded)
{
    const double volume = !isTraded ? 0 : stepped(spec.inverse ? candle.quote : candle.base, spec.lot);
    return {{"time", candle.openMs}, {"open", steppedText(candle.open, spec.tick)},
        {"high", steppedText(candle.high, spec.tick)}, {"low", steppedText(candle.low, spec.tick)},
        {"close", steppedText(candle.close, spec.tick)}, {"volume", plainText(volume)}};
}

} // namespace isobar::simulation
