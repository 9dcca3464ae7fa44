#include "core/simulation/servers/kucoinrows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double RateStep = 1e-6;

std::string rateText(double rate) { return plainText(rate, 6); }

double priceOf(const ContractSpec &spec, double value) { return stepped(value, spec.tick); }

std::string priceText(const ContractSpec &spec, double value) { return plainText(priceOf(spec, value)); }

/// Marks and indices are averages: a digit finer than the tick.
double fine(const ContractSpec &spec, double value) { return stepped(value, spec.tick / 10); }

TimeMs intervalMs(const ContractState &state)
{
    return static_cast<TimeMs>(state.intervalHours * static_cast<double>(HourMs));
}

std::string lotsText(double lots) { return plainText(lots, 0); }

} // namespace

double kucoinLots(const ContractSpec &spec, double base, double price) { return contractCount(spec, base, price); }

std::int64_t kucoinNano(TimeMs timeMs) { return timeMs * 1'000'000; }

std::optional<BarSize> kucoinBarSize(long long minutes)
{
    static constexpr std::array<long long, 10> known{1, 5, 15, 30, 60, 120, 240, 480, 720, 1440};
    if (minutes == 10080)
        return barSize("1w");
    if (std::ranges::find(known, minutes) == known.end())
        return std::nullopt;
    return BarSize{minutes * MinuteMs};
}

json::value kucoinContractRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const TimeMs now = view.market().nowMs();
    const MarginRung lowest = marginLadder(spec).front();
    const std::string interval = plainText(state.intervalHours, 0) + "H";
    // For a minute after a settlement the list still tells the rate that was settled.
    const double rate = now - state.lastSettledMs < MinuteMs ? state.lastSettledRate : state.fundingRate;
    const double lots = contractCountOf(spec, state.volume24hBase, state.turnover24hUsd);
    return json::object{{"symbol", spec.symbol}, {"rootSymbol", spec.quote}, {"type", "FFWCSX"},
        {"firstOpenDate", 1585555200000}, {"expireDate", nullptr}, {"settleDate", nullptr}, {"baseCurrency", spec.base},
        {"quoteCurrency", spec.quote}, {"settleCurrency", spec.settle}, {"maxOrderQty", 1000000},
        {"maxPrice", 1000000.0}, {"lotSize", 1}, {"tickSize", spec.tick}, {"indexPriceTickSize", spec.tick / 10},
        {"multiplier", spec.inverse ? -1.0 : spec.contractSize},
        {"initialMargin", stepped(1 / lowest.tier.maxLeverage, RateStep)},
        {"maintainMargin", lowest.tier.maintenanceRate}, {"maxRiskLimit", lowest.toUsd}, {"minRiskLimit", lowest.toUsd},
        {"riskStep", lowest.toUsd / 2}, {"makerFeeRate", 0.0002}, {"takerFeeRate", 0.0006}, {"takerFixFee", 0.0},
        {"makerFixFee", 0.0}, {"settlementFee", nullptr}, {"isDeleverage", true}, {"isQuanto", !spec.inverse},
        {"isInverse", spec.inverse}, {"markMethod", "FairPrice"}, {"fairMethod", "FundingRate"},
        {"fundingBaseSymbol", "." + spec.base + "INT" + interval},
        {"fundingQuoteSymbol", "." + spec.quote + "INT" + interval},
        {"fundingRateSymbol", "." + spec.symbol + "FPI" + interval}, {"indexSymbol", ".K" + spec.base + spec.quote},
        {"settlementSymbol", ""}, {"status", "Open"}, {"fundingFeeRate", stepped(rate, RateStep)},
        {"predictedFundingFeeRate", nullptr}, {"fundingRateGranularity", intervalMs(state)},
        {"openInterest", lotsText(kucoinLots(spec, state.openInterestBase, state.mark))},
        {"turnoverOf24h", spec.inverse ? stepped(state.volume24hBase, 1e-8) : stepped(state.turnover24hUsd, 1e-4)},
        {"volumeOf24h", spec.inverse ? lots : stepped(lots * spec.contractSize, 1e-8)},
        {"markPrice", fine(spec, state.mark)}, {"indexPrice", fine(spec, state.index)},
        {"lastTradePrice", priceOf(spec, state.last)},
        {"nextFundingRateTime", state.nextFundingMs - now}, // what is left of it
        {"nextFundingRateDateTime", state.nextFundingMs},
        {"lastTimeFundingRate", stepped(state.lastSettledRate, RateStep)},
        {"maxLeverage", static_cast<int>(spec.maxLeverage)},
        {"sourceExchanges", json::array{"okex", "binance", "kucoin", "bybit"}},
        {"lowPrice", priceOf(spec, state.low24h)}, {"highPrice", priceOf(spec, state.high24h)},
        {"priceChgPct", stepped(state.last / state.open24h - 1, 1e-4)},
        {"priceChg", priceOf(spec, state.last - state.open24h)}, {"k", 490.0}, {"m", 300.0}, {"f", 1.3},
        {"mmrLimit", 0.3}, {"mmrLevConstant", spec.maxLeverage}, {"supportCross", true}, {"buyLimit", nullptr},
        {"sellLimit", nullptr}, {"marketStage", "NORMAL"}, {"preMarketToPerpDate", nullptr}};
}

json::value kucoinFundingFee(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"s", spec.symbol}, {"fr", rateText(state.fundingRate)},
        {"ft", state.nextFundingMs - intervalMs(state)}, {"lfr", rateText(state.lastSettledRate)},
        {"nt", state.nextFundingMs}, {"gl", intervalMs(state)}, {"fc", plainText(spec.rateCap)},
        {"ff", plainText(spec.rateFloor)}};
}

json::value kucoinUnifiedRate(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"symbol", spec.symbol}, {"nextFundingRate", rateText(state.fundingRate)},
        {"fundingTime", state.nextFundingMs}, {"fundingRateCap", plainText(spec.rateCap)},
        {"fundingRateFloor", plainText(spec.rateFloor)}, {"currentGranularity", intervalMs(state)},
        {"newGranularity", intervalMs(state)}, {"newGranularityStartTime", state.nextFundingMs}};
}

json::value kucoinMarkPrice(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"s", spec.symbol}, {"mp", plainText(fine(spec, state.mark))},
        {"ip", plainText(fine(spec, state.index))},
        {"oi", lotsText(kucoinLots(spec, state.openInterestBase, state.mark))}, {"ts", view.market().nowMs()}};
}

json::value kucoinTrade(const ContractSpec &spec, const Print &print)
{
    return json::object{{"p", priceText(spec, print.price)}, {"q", lotsText(kucoinLots(spec, print.base, print.price))},
        {"s", spec.symbol}, {"S", print.takerBuy ? "buy" : "sell"}, {"E", print.id}, {"ti", std::to_string(print.id)},
        {"rpi", false}, {"M", kucoinNano(print.timeMs)}};
}

json::object kucoinMatch(const ContractSpec &spec, const Print &print)
{
    return {{"symbol", spec.symbol}, {"sequence", print.id}, {"side", print.takerBuy ? "buy" : "sell"},
        {"size", static_cast<std::int64_t>(kucoinLots(spec, print.base, print.price))},
        {"price", priceText(spec, print.price)}, {"makerUserId", "64c104280b64e30001"},
        {"takerUserId", "64c104280b64e30002"}, {"tradeId", std::to_string(print.id)}, {"ts", kucoinNano(print.timeMs)}};
}

json::object kucoinTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"sequence", 1}, {"side", "sell"}, {"price", priceText(spec, state.last)},
        {"size", 1}, {"tradeId", "1"}, {"bestBidSize", 100}, {"bestBidPrice", priceText(spec, state.last)},
        {"bestAskPrice", priceText(spec, state.last + spec.tick)}, {"bestAskSize", 100},
        {"ts", kucoinNano(view.market().nowMs())}};
}

json::value kucoinKlineRow(const ContractSpec &spec, const Candle &candle)
{
    return json::array{candle.openMs, priceOf(spec, candle.open), priceOf(spec, candle.high), priceOf(spec, candle.low),
        priceOf(spec, candle.close), static_cast<std::int64_t>(contractCountOf(spec, candle.base, candle.quote))};
}

json::array kucoinRiskRows(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double unit = spec.inverse ? view.state(contract).index : 1; // limits of inverse contracts are coins
    json::array rows;
    for (const MarginRung &rung : marginLadder(spec))
        rows.push_back(json::object{{"symbol", spec.symbol}, {"level", rows.size() + 1},
            {"maxRiskLimit", static_cast<std::int64_t>(rung.toUsd / unit)},
            {"minRiskLimit", static_cast<std::int64_t>(rung.fromUsd / unit)},
            {"maxLeverage", static_cast<int>(rung.tier.maxLeverage)},
            {"initialMargin", stepped(1 / rung.tier.maxLeverage, RateStep)},
            {"maintainMargin", rung.tier.maintenanceRate}});
    return rows;
}

} // namespace isobar::simulation
