#include "core/simulation/servers/mexcrows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <array>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double RateStep = 1e-6, AmountStep = 1e-4;

double price(const ContractSpec &spec, double value) { return stepped(value, spec.tick); }

/// Turnover in quote, of inverse contracts in coins.
double amount(const ContractSpec &spec, double base, double quote)
{
    return stepped(spec.inverse ? base : quote, AmountStep);
}

} // namespace

std::optional<BarSize> mexcBarSize(std::string_view word)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> words{
        {{"Min1", "1m"}, {"Min5", "5m"}, {"Min15", "15m"}, {"Min30", "30m"}, {"Min60", "1h"}, {"Hour4", "4h"},
            {"Hour8", "8h"}, {"Day1", "1d"}, {"Week1", "1w"}}};
    for (const auto &[theirs, common] : words)
        if (theirs == word)
            return barSize(common);
    return std::nullopt;
}

json::value mexcContractRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const MarginRung lowest = marginLadder(spec).front();
    const double first = contractCount(spec, lowest.toUsd / view.state(contract).index, view.state(contract).index);
    // The venue's tiers are steps of equal height.
    return json::object{{"symbol", spec.symbol}, {"displayName", spec.symbol + " PERPETUAL"},
        {"displayNameEn", spec.symbol + " PERPETUAL"}, {"positionOpenType", 3}, {"baseCoin", spec.base},
        {"quoteCoin", spec.quote}, {"settleCoin", spec.settle}, {"contractSize", spec.contractSize}, {"minLeverage", 1},
        {"maxLeverage", static_cast<int>(spec.maxLeverage)}, {"priceScale", decimalsOf(spec.tick)}, {"volScale", 0},
        {"amountScale", 4}, {"priceUnit", spec.tick}, {"volUnit", 1}, {"minVol", 1}, {"maxVol", 1000000},
        {"bidLimitPriceRate", 0.1}, {"askLimitPriceRate", 0.1}, {"takerFeeRate", 0.0004}, {"makerFeeRate", 0.0001},
        {"maintenanceMarginRate", lowest.tier.maintenanceRate},
        {"initialMarginRate", stepped(1 / lowest.tier.maxLeverage, RateStep)}, {"riskBaseVol", first},
        {"riskIncrVol", first}, {"riskIncrMmr", lowest.tier.maintenanceRate},
        {"riskIncrImr", stepped(1 / lowest.tier.maxLeverage, RateStep)}, {"riskLevelLimit", 5},
        {"priceCoefficientVariation", 0.05}, {"indexOrigin", json::array{"BINANCE", "OKX", "MEXC"}}, {"state", 0},
        {"isNew", false}, {"isHot", false}, {"isHidden", false}, {"apiAllowed", true}, {"futureType", 1}, {"type", 1}};
}

json::object mexcFundingRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"fundingRate", stepped(state.fundingRate, RateStep)},
        {"maxFundingRate", spec.rateCap}, {"minFundingRate", spec.rateFloor},
        {"collectCycle", static_cast<int>(state.intervalHours)}, {"nextSettleTime", state.nextFundingMs},
        {"timestamp", view.market().nowMs()}, {"idxPrice", price(spec, state.index)},
        {"fairPrice", price(spec, state.mark)}};
}

json::object mexcShortTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"lastPrice", price(spec, state.last)},
        {"riseFallRate", stepped(state.last / state.open24h - 1, 1e-4)}, {"fairPrice", price(spec, state.mark)},
        {"indexPrice", price(spec, state.index)},
        {"volume24", contractCountOf(spec, state.volume24hBase, state.turnover24hUsd)},
        {"amount24", amount(spec, state.volume24hBase, state.turnover24hUsd)},
        {"maxBidPrice", price(spec, state.index * 1.1)}, {"minAskPrice", price(spec, state.index * 0.9)},
        {"lower24Price", price(spec, state.low24h)}, {"high24Price", price(spec, state.high24h)},
        {"timestamp", view.market().nowMs()}};
}

json::object mexcTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row = mexcShortTickerRow(view, contract);
    row["contractId"] = 10 + contract;
    row["bid1"] = price(spec, state.last);
    row["ask1"] = price(spec, state.last + spec.tick);
    row["riseFallValue"] = price(spec, state.last - state.open24h);
    row["holdVol"] = contractCount(spec, state.openInterestBase, state.mark);
    row["fundingRate"] = stepped(state.lastSettledRate, RateStep);
    return row;
}

json::value mexcDealRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"p", price(spec, print.price)}, {"v", contractCount(spec, print.base, print.price)},
        {"T", print.takerBuy ? 1 : 2}, {"O", 3}, {"M", 2}, {"t", print.timeMs}, {"i", std::to_string(print.id)},
        {"cts", std::to_string(print.timeMs)}};
}

json::object mexcBar(const ContractSpec &spec, const Candle &candle)
{
    return {{"time", candle.openMs / SecondMs}, {"open", price(spec, candle.open)},
        {"close", price(spec, candle.close)}, {"high", price(spec, candle.high)}, {"low", price(spec, candle.low)},
        {"vol", contractCountOf(spec, candle.base, candle.quote)}, {"amount", amount(spec, candle.base, candle.quote)}};
}

} // namespace isobar::simulation
