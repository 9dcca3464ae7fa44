#include "core/simulation/servers/bybitrows.h"

#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 8;

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

std::string tradeId(const Print &print)
{
    const std::string number = fixedText(static_cast<double>(print.id % 1000000000000ULL), 0);
    return "20f43950-d8dd-5b31-9112-" + std::string(12 - std::min<std::size_t>(12, number.size()), '0') + number;
}

} // namespace

std::string bybitSize(const ContractSpec &spec, double base, double price)
{
    return steppedText(spec.inverse ? base * price : base, spec.lot);
}

bool bybitTellsSingleSide(int contract) { return contract % 2 == 0; }

std::optional<BarSize> bybitBarSize(std::string_view word)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> words{
        {{"1", "1m"}, {"3", "3m"}, {"5", "5m"}, {"15", "15m"}, {"30", "30m"}, {"60", "1h"}, {"120", "2h"},
            {"240", "4h"}, {"360", "6h"}, {"720", "12h"}, {"D", "1d"}, {"W", "1w"}}};
    for (const auto &[theirs, common] : words)
        if (theirs == word)
            return barSize(common);
    return std::nullopt;
}

json::value bybitInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const std::string lot = plainText(spec.lot);
    const std::string tick = plainText(spec.tick);
    return json::object{{"symbol", spec.symbol},
        {"contractType", spec.inverse ? "InversePerpetual" : "LinearPerpetual"}, {"status", "Trading"},
        {"baseCoin", spec.base}, {"quoteCoin", spec.quote}, {"launchTime", "1585526400000"}, {"deliveryTime", "0"},
        {"deliveryFeeRate", ""}, {"priceScale", std::to_string(decimalsOf(spec.tick))},
        {"leverageFilter",
            json::object{
                {"minLeverage", "1"}, {"maxLeverage", fixedText(spec.maxLeverage, 2)}, {"leverageStep", "0.01"}}},
        {"priceFilter", json::object{{"minPrice", tick}, {"maxPrice", plainText(spec.tick * 2e7)}, {"tickSize", tick}}},
        {"lotSizeFilter",
            json::object{{"maxOrderQty", plainText(spec.lot * 1e6)}, {"minOrderQty", lot}, {"qtyStep", lot},
                {"postOnlyMaxOrderQty", plainText(spec.lot * 1e6)}, {"maxMktOrderQty", plainText(spec.lot * 1e5)},
                {"minNotionalValue", "5"}}},
        {"unifiedMarginTrade", true}, {"fundingInterval", static_cast<int>(state.intervalHours * 60)},
        {"settleCoin", spec.settle}, {"copyTrading", "both"}, {"upperFundingRate", plainText(spec.rateCap)},
        {"lowerFundingRate", plainText(spec.rateFloor)}, {"isPreListing", false}, {"preListingInfo", nullptr}};
}

json::object bybitTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double sides = 2; // both sides of every position are counted
    const double interest = state.openInterestBase;
    const double interestUsd = interest * state.mark;
    // Values are in the settlement coin's terms: quote for linear contracts, coins for inverse ones.
    const double value = spec.inverse ? interest : interestUsd;
    json::object row{{"symbol", spec.symbol}, {"tickDirection", "PlusTick"},
        {"price24hPcnt", fixedText(state.last / state.open24h - 1, 6)}, {"lastPrice", price(spec, state.last)},
        {"prevPrice24h", price(spec, state.open24h)}, {"highPrice24h", price(spec, state.high24h)},
        {"lowPrice24h", price(spec, state.low24h)}, {"prevPrice1h", price(spec, state.open24h)},
        {"markPrice", plainText(state.mark, decimalsOf(spec.tick) + 2)},
        {"indexPrice", plainText(state.index, decimalsOf(spec.tick) + 2)},
        {"openInterest", bybitSize(spec, sides * interest, state.mark)},
        {"openInterestValue", plainText(sides * value, 6)},
        // Inverse contracts count USD as volume and coins as turnover.
        {"turnover24h", spec.inverse ? plainText(state.volume24hBase, 8) : plainText(state.turnover24hUsd, 4)},
        {"volume24h", spec.inverse ? plainText(state.turnover24hUsd, 0) : steppedText(state.volume24hBase, spec.lot)},
        {"nextFundingTime", std::to_string(state.nextFundingMs)},
        {"fundingRate", plainText(state.fundingRate, RateDecimals)}, {"bid1Price", price(spec, state.last)},
        {"bid1Size", plainText(spec.lot * 1000)}, {"ask1Price", price(spec, state.last + spec.tick)},
        {"ask1Size", plainText(spec.lot * 1000)}, {"fundingIntervalHour", plainText(state.intervalHours)},
        {"fundingCap", plainText(spec.rateCap)}};
    if (bybitTellsSingleSide(contract)) {
        row["singleOpenInterest"] = bybitSize(spec, interest, state.mark);
        row["singleOpenInterestValue"] = plainText(interestUsd, 4);
    }
    return row;
}

json::value bybitKlineRow(const ContractSpec &spec, const Candle &candle)
{
    const std::string coins = plainText(candle.base, 8);
    const std::string usd = plainText(candle.quote, spec.inverse ? 0 : 4);
    return json::array{std::to_string(candle.openMs), price(spec, candle.open), price(spec, candle.high),
        price(spec, candle.low), price(spec, candle.close), spec.inverse ? usd : coins, spec.inverse ? coins : usd};
}

json::value bybitOpenInterestRow(const ContractSpec &spec, int contract, const OpenInterestPoint &point, double price)
{
    json::object row{
        {"openInterest", bybitSize(spec, 2 * point.base, price)}, {"timestamp", std::to_string(point.timeMs)}};
    if (bybitTellsSingleSide(contract))
        row["singleOpenInterest"] = bybitSize(spec, point.base, price);
    return row;
}

json::value bybitFundingRow(const ContractSpec &spec, const Settlement &settlement)
{
    return json::object{{"symbol", spec.symbol}, {"fundingRate", plainText(settlement.rate, RateDecimals)},
        {"fundingRateTimestamp", std::to_string(settlement.timeMs)}};
}

json::value bybitTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"T", print.timeMs}, {"s", spec.symbol}, {"S", print.takerBuy ? "Buy" : "Sell"},
        {"v", bybitSize(spec, print.base, print.price)}, {"p", price(spec, print.price)},
        {"L", print.takerBuy ? "PlusTick" : "MinusTick"}, {"i", tradeId(print)}, {"BT", false}};
}

json::value bybitRestTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"execId", tradeId(print)}, {"symbol", spec.symbol}, {"price", price(spec, print.price)},
        {"size", bybitSize(spec, print.base, print.price)}, {"side", print.takerBuy ? "Buy" : "Sell"},
        {"time", std::to_string(print.timeMs)}, {"isBlockTrade", false}};
}

json::value bybitLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation)
{
    // The side of the position that died, not of the order.
    return json::object{{"T", liquidation.timeMs}, {"s", spec.symbol},
        {"S", liquidation.position == Side::Long ? "Buy" : "Sell"},
        {"v", bybitSize(spec, liquidation.base, liquidation.price)}, {"p", price(spec, liquidation.price)}};
}

json::array bybitRiskRows(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double index = view.state(contract).index;
    json::array rows;
    for (const MarginRung &rung : marginLadder(spec)) {
        const std::size_t tier = rows.size() + 1;
        const double cap = spec.inverse ? rung.toUsd / index : rung.toUsd;
        rows.push_back(json::object{{"id", static_cast<std::size_t>(contract) * 10 + tier}, {"symbol", spec.symbol},
            {"riskLimitValue", plainText(cap, 4)}, {"maintenanceMargin", plainText(rung.tier.maintenanceRate, 6)},
            {"initialMargin", plainText(1 / rung.tier.maxLeverage, 6)}, {"isLowestRisk", tier == 1 ? 1 : 0},
            {"maxLeverage", fixedText(rung.tier.maxLeverage, 2)},
            {"mmDeduction", tier == 1 ? "" : plainText(rung.tier.deduction, 4)}});
    }
    return rows;
}

} // namespace isobar::simulation
