#include "core/simulation/servers/bitgetrows.h"

#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 6;
constexpr double CoinStep = 0.0001; // of base sizes on COIN-M

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

/// The venue's indices have up to sixteen decimals.
std::string fine(double value) { return plainText(value, 13); }

std::string hours(double value) { return plainText(value, 0); }

std::string change(const ContractState &state) { return fixedText(state.last / state.open24h - 1, 5); }

} // namespace

std::string bitgetProduct(const ContractSpec &spec)
{
    return spec.inverse ? "COIN-FUTURES" : spec.settle == "USDC" ? "USDC-FUTURES" : "USDT-FUTURES";
}

std::optional<BarSize> bitgetBarSize(std::string_view word)
{
    const bool utc = word.ends_with("utc");
    if (utc)
        word.remove_suffix(3);
    if (word.empty() || std::string_view("mHDW").find(word.back()) == std::string_view::npos)
        return std::nullopt;
    auto size = barSize(lowerText(word));
    // Long bars are cut at midnight in Hong Kong unless asked for in UTC.
    if (size && !utc && size->stepMs >= 6 * HourMs)
        size->originMs -= 8 * HourMs;
    return size;
}

std::string bitgetBase(const ContractSpec &spec, double base)
{
    return plainText(stepped(base, spec.inverse ? CoinStep : spec.lot), 8);
}

json::value bitgetInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const std::string lot = plainText(spec.lot); // COIN-M orders of v3 are in USD, as our lots of inverse contracts
    return json::object{{"symbol", spec.symbol}, {"category", bitgetProduct(spec)}, {"baseCoin", spec.base},
        {"quoteCoin", spec.quote}, {"buyLimitPriceRatio", "0.05"}, {"sellLimitPriceRatio", "0.05"},
        {"feeRateUpRatio", "0.005"}, {"makerFeeRate", "0.0002"}, {"takerFeeRate", "0.0006"},
        {"openCostUpRatio", "0.01"}, {"minOrderQty", lot}, {"maxOrderQty", ""},
        {"pricePrecision", std::to_string(decimalsOf(spec.tick))},
        {"quantityPrecision", std::to_string(decimalsOf(spec.lot))}, {"quotePrecision", ""},
        {"priceMultiplier", plainText(spec.tick)}, {"quantityMultiplier", lot}, {"type", "perpetual"},
        {"symbolType", "crypto"}, {"minOrderAmount", "5"}, {"maxSymbolOrderNum", "200"}, {"maxProductOrderNum", "400"},
        {"maxPositionNum", "150"}, {"status", "online"}, {"offTime", "-1"}, {"limitOpenTime", "-1"},
        {"deliveryTime", ""}, {"deliveryStartTime", ""}, {"deliveryPeriod", ""}, {"launchTime", ""},
        {"fundInterval", hours(view.state(contract).intervalHours)}, {"minLeverage", "1"},
        {"maxLeverage", plainText(spec.maxLeverage)}, {"maintainTime", ""}};
}

json::value bitgetContractRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const int place = decimalsOf(spec.tick);
    const double step = spec.inverse ? CoinStep : spec.lot;
    return json::object{{"symbol", spec.symbol}, {"baseCoin", spec.base}, {"quoteCoin", spec.quote},
        {"buyLimitPriceRatio", "0.05"}, {"sellLimitPriceRatio", "0.05"}, {"feeRateUpRatio", "0.005"},
        {"makerFeeRate", "0.0002"}, {"takerFeeRate", "0.0006"}, {"openCostUpRatio", "0.01"},
        {"supportMarginCoins", json::array{spec.settle}}, {"minTradeNum", plainText(step)},
        {"priceEndStep", plainText(std::round(spec.tick * std::pow(10, place)))},
        {"volumePlace", std::to_string(decimalsOf(step))}, {"pricePlace", std::to_string(place)},
        {"sizeMultiplier", plainText(step)}, {"symbolType", "perpetual"}, {"minTradeUSDT", "5"},
        {"maxSymbolOrderNum", "200"}, {"maxProductOrderNum", "400"}, {"maxPositionNum", "150"},
        {"symbolStatus", "normal"}, {"offTime", "-1"}, {"limitOpenTime", "-1"}, {"deliveryTime", ""},
        {"deliveryStartTime", ""}, {"deliveryPeriod", ""}, {"launchTime", ""},
        {"fundInterval", hours(view.state(contract).intervalHours)}, {"minLever", "1"},
        {"maxLever", plainText(spec.maxLeverage)}, {"posLimit", "0.05"}, {"maintainTime", ""}};
}

json::object bitgetTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"highPrice24h", price(spec, state.high24h)}, {"lowPrice24h", price(spec, state.low24h)},
        {"openPrice24h", price(spec, state.open24h)}, {"lastPrice", price(spec, state.last)},
        {"turnover24h", plainText(state.turnover24hUsd, 5)}, {"volume24h", bitgetBase(spec, state.volume24hBase)},
        {"bid1Price", price(spec, state.last)}, {"ask1Price", price(spec, state.last + spec.tick)}, {"bid1Size", "1"},
        {"ask1Size", "1"}, {"price24hPcnt", change(state)}, {"indexPrice", fine(state.index)},
        {"markPrice", price(spec, state.mark)}, {"fundingRate", plainText(state.fundingRate, RateDecimals)},
        {"openInterest", bitgetBase(spec, state.openInterestBase)}, {"deliveryTime", ""}, {"deliveryStartTime", ""},
        {"deliveryStatus", ""}, {"nextFundingTime", std::to_string(state.nextFundingMs)}};
}

json::object bitgetOldTicker(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"instId", spec.symbol}, {"lastPr", price(spec, state.last)}, {"bidPr", price(spec, state.last)},
        {"askPr", price(spec, state.last + spec.tick)}, {"bidSz", "1"}, {"askSz", "1"},
        {"open24h", price(spec, state.open24h)}, {"high24h", price(spec, state.high24h)},
        {"low24h", price(spec, state.low24h)}, {"change24h", change(state)},
        {"fundingRate", plainText(state.fundingRate, RateDecimals)},
        {"nextFundingTime", std::to_string(state.nextFundingMs)}, {"markPrice", price(spec, state.mark)},
        {"indexPrice", fine(state.index)}, {"holdingAmount", bitgetBase(spec, state.openInterestBase)},
        {"baseVolume", bitgetBase(spec, state.volume24hBase)}, {"quoteVolume", plainText(state.turnover24hUsd, 5)},
        {"openUtc", price(spec, state.open24h)}, {"symbolType", "1"}, {"symbol", spec.symbol}, {"deliveryPrice", "0"},
        {"ts", std::to_string(view.market().nowMs())}};
}

json::value bitgetFundRateRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"symbol", spec.symbol}, {"fundingRate", plainText(state.fundingRate, RateDecimals)},
        {"fundingRateInterval", hours(state.intervalHours)}, {"nextUpdate", std::to_string(state.nextFundingMs)},
        {"minFundingRate", plainText(spec.rateFloor)}, {"maxFundingRate", plainText(spec.rateCap)}};
}

json::value bitgetTradeRow(const ContractSpec &spec, const Print &print)
{
    const std::string size =
        spec.inverse ? steppedText(print.base * print.price, spec.lot) : bitgetBase(spec, print.base);
    return json::object{{"i", std::to_string(print.id)}, {"p", price(spec, print.price)}, {"v", size},
        {"S", print.takerBuy ? "buy" : "sell"}, {"T", std::to_string(print.timeMs)},
        {"L", std::to_string(print.id + 1)}, {"isRPI", "no"}};
}

json::value bitgetOldTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"ts", std::to_string(print.timeMs)}, {"price", price(spec, print.price)},
        {"size", bitgetBase(spec, print.base)}, {"side", print.takerBuy ? "buy" : "sell"},
        {"tradeId", std::to_string(print.id)}};
}

json::value bitgetLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation)
{
    // The side of the position that died, and its value in quote coin.
    const std::string at = price(spec, liquidation.price);
    return json::object{{"symbol", spec.symbol}, {"side", liquidation.position == Side::Long ? "buy" : "sell"},
        {"price", at}, {"amount", plainText(liquidation.base * stepped(liquidation.price, spec.tick), 12)},
        {"ts", std::to_string(liquidation.timeMs)}};
}

json::value bitgetCandleRow(const ContractSpec &spec, const Candle &candle)
{
    return json::array{std::to_string(candle.openMs), price(spec, candle.open), price(spec, candle.high),
        price(spec, candle.low), price(spec, candle.close), plainText(candle.base, 8), plainText(candle.quote, 8)};
}

json::array bitgetTierRows(const VenueView &view, int contract, bool isOld)
{
    json::array rows;
    for (const MarginRung &rung : marginLadder(view.spec(contract))) {
        const std::string number = std::to_string(rows.size() + 1);
        const std::string from = plainText(rung.fromUsd, 4), to = plainText(rung.toUsd, 4);
        const std::string leverage = plainText(rung.tier.maxLeverage, 2);
        const std::string rate = plainText(rung.tier.maintenanceRate, 6);
        if (isOld)
            rows.push_back(json::object{{"symbol", view.spec(contract).symbol}, {"level", number}, {"startUnit", from},
                {"endUnit", to}, {"leverage", leverage}, {"keepMarginRate", rate}});
        else
            rows.push_back(json::object{
                {"tier", number}, {"minTierValue", from}, {"maxTierValue", to}, {"leverage", leverage}, {"mmr", rate}});
    }
    return rows;
}

} // namespace isobar::simulation
