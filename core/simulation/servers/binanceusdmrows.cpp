#include "core/simulation/servers/binanceusdmrows.h"

#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 8;
constexpr double UsualBound = 0.003;

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

std::string quantity(const ContractSpec &spec, double value) { return steppedText(value, spec.lot); }

/// Marks and indices are averages: finer than the tick.
std::string fine(double value) { return fixedText(value, 8); }

} // namespace

json::value binanceSymbolRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const auto lotFilter = [&](const char *type) {
        return json::object{{"filterType", type}, {"stepSize", plainText(spec.lot)}, {"minQty", plainText(spec.lot)},
            {"maxQty", plainText(spec.lot * 1e6)}};
    };
    const json::array filters{json::object{{"filterType", "PRICE_FILTER"}, {"tickSize", plainText(spec.tick)},
                                  {"minPrice", plainText(spec.tick)}, {"maxPrice", plainText(spec.tick * 1e8)}},
        lotFilter("LOT_SIZE"), lotFilter("MARKET_LOT_SIZE"),
        json::object{{"filterType", "MAX_NUM_ORDERS"}, {"limit", 200}},
        json::object{{"filterType", "MIN_NOTIONAL"}, {"notional", "5"}}};
    return json::object{{"symbol", spec.symbol}, {"pair", spec.symbol}, {"contractType", "PERPETUAL"},
        {"deliveryDate", 4133404800000}, {"onboardDate", 1569398400000}, {"status", "TRADING"},
        {"maintMarginPercent", "2.5000"}, {"requiredMarginPercent", "5.0000"}, {"baseAsset", spec.base},
        {"quoteAsset", spec.quote}, {"marginAsset", spec.settle}, {"pricePrecision", decimalsOf(spec.tick)},
        {"quantityPrecision", decimalsOf(spec.lot)}, {"baseAssetPrecision", 8}, {"quotePrecision", 8},
        {"underlyingType", "COIN"}, {"underlyingSubType", json::array()}, {"triggerProtect", "0.0500"},
        {"liquidationFee", "0.012000"}, {"marketTakeBound", "0.30"}, {"filters", filters},
        {"orderTypes", json::array{"LIMIT", "MARKET", "STOP"}}, {"timeInForce", json::array{"GTC", "IOC", "FOK"}}};
}

json::value binancePremiumRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"symbol", spec.symbol}, {"markPrice", fine(state.mark)}, {"indexPrice", fine(state.index)},
        {"estimatedSettlePrice", fine(state.index)}, {"lastFundingRate", fixedText(state.fundingRate, RateDecimals)},
        {"interestRate", fixedText(spec.interestPer8h, RateDecimals)}, {"nextFundingTime", state.nextFundingMs},
        {"time", view.market().nowMs()}};
}

std::optional<json::value> binanceFundingInfoRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double hours = view.state(contract).intervalHours;
    if (hours == 8 && spec.rateCap == UsualBound && spec.rateFloor == -UsualBound)
        return std::nullopt;
    return json::object{{"symbol", spec.symbol}, {"adjustedFundingRateCap", fixedText(spec.rateCap, RateDecimals)},
        {"adjustedFundingRateFloor", fixedText(spec.rateFloor, RateDecimals)},
        {"fundingIntervalHours", static_cast<int>(hours)}, {"disclaimer", false}};
}

json::value binanceFundingRow(const VenueView &view, const Settlement &settlement)
{
    const ContractSpec &spec = view.spec(settlement.contract);
    const auto bar =
        view.market().candles(settlement.contract, 5 * MinuteMs, settlement.timeMs - 5 * MinuteMs, settlement.timeMs);
    const std::string mark = bar.empty() ? std::string() : fine(bar.back().close);
    // The venue stamps a settlement a few milliseconds after its hour.
    return json::object{{"symbol", spec.symbol}, {"fundingRate", fixedText(settlement.rate, RateDecimals)},
        {"fundingTime", settlement.timeMs + static_cast<TimeMs>(settlement.timeMs / HourMs % 8)}, {"markPrice", mark}};
}

json::value binanceTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double change = state.last - state.open24h;
    const TimeMs now = view.market().nowMs();
    const double average = state.volume24hBase > 0 ? state.turnover24hUsd / state.volume24hBase : state.last;
    return json::object{{"symbol", spec.symbol}, {"priceChange", price(spec, change)},
        {"priceChangePercent", fixedText(change / state.open24h * 100, 3)}, {"weightedAvgPrice", price(spec, average)},
        {"lastPrice", price(spec, state.last)}, {"lastQty", quantity(spec, spec.lot)},
        {"openPrice", price(spec, state.open24h)}, {"highPrice", price(spec, state.high24h)},
        {"lowPrice", price(spec, state.low24h)}, {"volume", quantity(spec, state.volume24hBase)},
        {"quoteVolume", fixedText(state.turnover24hUsd, 2)}, {"openTime", now - DayMs}, {"closeTime", now},
        {"firstId", 1}, {"lastId", 1000}, {"count", 1000}};
}

json::value binanceKlineRow(const ContractSpec &spec, const Candle &candle, TimeMs stepMs)
{
    const double average = candle.base > 0 ? candle.quote / candle.base : candle.close;
    return json::array{candle.openMs, price(spec, candle.open), price(spec, candle.high), price(spec, candle.low),
        price(spec, candle.close), quantity(spec, candle.base), candle.openMs + stepMs - 1, fixedText(candle.quote, 4),
        100, quantity(spec, candle.takerBuyBase), fixedText(candle.takerBuyBase * average, 4), "0"};
}

json::value binanceOpenInterestRow(
    const VenueView &view, int contract, const OpenInterestPoint &point, const std::vector<Candle> &bars)
{
    const ContractSpec &spec = view.spec(contract);
    double at = view.state(contract).mark;
    for (const Candle &bar : bars)
        if (bar.openMs <= point.timeMs)
            at = bar.openMs == point.timeMs ? bar.open : bar.close;
    return json::object{{"symbol", spec.symbol}, {"sumOpenInterest", fixedText(point.base, 8)},
        {"sumOpenInterestValue", fixedText(point.base * at, 8)}, {"timestamp", point.timeMs}};
}

json::value binanceTakerRow(const Candle &candle)
{
    const double sold = std::max(candle.base - candle.takerBuyBase, 0.0);
    return json::object{{"buySellRatio", fixedText(sold > 0 ? candle.takerBuyBase / sold : 1, 4)},
        {"sellVol", fixedText(sold, 4)}, {"buyVol", fixedText(candle.takerBuyBase, 4)}, {"timestamp", candle.openMs}};
}

json::value binanceTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"a", print.id}, {"p", price(spec, print.price)}, {"q", quantity(spec, print.base)},
        {"f", print.id}, {"l", print.id}, {"T", print.timeMs}, {"m", !print.takerBuy}};
}

json::value binanceMarkEvent(const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    return json::object{{"e", "markPriceUpdate"}, {"E", view.market().nowMs()}, {"s", view.spec(contract).symbol},
        {"p", fine(state.mark)}, {"i", fine(state.index)}, {"P", fine(state.index)},
        {"r", fixedText(state.fundingRate, RateDecimals)}, {"T", state.nextFundingMs}};
}

json::value binanceTickerEvent(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double change = state.last - state.open24h;
    const double average = state.volume24hBase > 0 ? state.turnover24hUsd / state.volume24hBase : state.last;
    const TimeMs now = view.market().nowMs();
    return json::object{{"e", "24hrTicker"}, {"E", now}, {"s", spec.symbol}, {"p", price(spec, change)},
        {"P", fixedText(change / state.open24h * 100, 3)}, {"w", price(spec, average)}, {"c", price(spec, state.last)},
        {"Q", quantity(spec, spec.lot)}, {"o", price(spec, state.open24h)}, {"h", price(spec, state.high24h)},
        {"l", price(spec, state.low24h)}, {"v", quantity(spec, state.volume24hBase)},
        {"q", fixedText(state.turnover24hUsd, 2)}, {"O", now - DayMs}, {"C", now}, {"F", 1}, {"L", 1000}, {"n", 1000}};
}

json::value binanceMiniTickerEvent(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"e", "24hrMiniTicker"}, {"E", view.market().nowMs()}, {"s", spec.symbol},
        {"c", price(spec, state.last)}, {"o", price(spec, state.open24h)}, {"h", price(spec, state.high24h)},
        {"l", price(spec, state.low24h)}, {"v", quantity(spec, state.volume24hBase)},
        {"q", fixedText(state.turnover24hUsd, 2)}};
}

json::value binanceAggTradeEvent(const ContractSpec &spec, const Print &print)
{
    return json::object{{"e", "aggTrade"}, {"E", print.timeMs}, {"a", print.id}, {"s", spec.symbol},
        {"p", price(spec, print.price)}, {"q", quantity(spec, print.base)}, {"f", print.id}, {"l", print.id},
        {"T", print.timeMs}, {"m", !print.takerBuy}};
}

json::value binanceForceOrderEvent(const ContractSpec &spec, const Liquidation &liquidation)
{
    // The order that closes the position: a sale ends a long.
    const char *order = liquidation.position == Side::Long ? "SELL" : "BUY";
    const std::string size = quantity(spec, liquidation.base);
    return json::object{{"e", "forceOrder"}, {"E", liquidation.timeMs},
        {"o",
            json::object{{"s", spec.symbol}, {"S", order}, {"o", "LIMIT"}, {"f", "IOC"}, {"q", size},
                {"p", price(spec, liquidation.price)}, {"ap", price(spec, liquidation.price)}, {"X", "FILLED"},
                {"l", size}, {"z", size}, {"T", liquidation.timeMs}}}};
}

json::value binanceKlineEvent(
    const ContractSpec &spec, const Candle &candle, TimeMs stepMs, std::string_view interval, TimeMs nowMs)
{
    const double average = candle.base > 0 ? candle.quote / candle.base : candle.close;
    return json::object{{"e", "kline"}, {"E", nowMs}, {"s", spec.symbol},
        {"k",
            json::object{{"t", candle.openMs}, {"T", candle.openMs + stepMs - 1}, {"s", spec.symbol}, {"i", interval},
                {"f", 1}, {"L", 100}, {"o", price(spec, candle.open)}, {"c", price(spec, candle.close)},
                {"h", price(spec, candle.high)}, {"l", price(spec, candle.low)}, {"v", quantity(spec, candle.base)},
                {"n", 100}, {"x", nowMs >= candle.openMs + stepMs - 1}, {"q", fixedText(candle.quote, 4)},
                {"V", quantity(spec, candle.takerBuyBase)}, {"Q", fixedText(candle.takerBuyBase * average, 4)},
                {"B", "0"}}}};
}

} // namespace isobar::simulation
