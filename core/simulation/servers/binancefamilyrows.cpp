#include "core/simulation/servers/binancefamilyrows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 8;
constexpr double UsualBound = 0.003;

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

/// Base units that traded for `quote` as the venue counts them: inverse ones by the contract.
std::string quantity(const ContractSpec &spec, double base, double quote)
{
    return spec.inverse ? fixedText(contractCountOf(spec, base, quote), 0) : steppedText(base, spec.lot);
}

/// The other measure of the same: quote, of inverse contracts base.
std::string turnover(const ContractSpec &spec, double base, double quote, int decimals)
{
    return spec.inverse ? fixedText(base, 8) : fixedText(quote, decimals);
}

/// Quote of the part of a bar that takers bought.
double boughtQuote(const Candle &candle)
{
    return candle.base > 0 ? candle.quote * candle.takerBuyBase / candle.base : 0;
}

double averagePrice(const ContractState &state)
{
    return state.volume24hBase > 0 ? state.turnover24hUsd / state.volume24hBase : state.last;
}

void addPair(json::object &row, const ContractSpec &spec, std::string_view name)
{
    if (spec.inverse)
        row[name] = binancePair(spec);
}

/// Marks and indices are averages: finer than the tick.
std::string fine(double value) { return fixedText(value, 8); }

} // namespace

json::value binanceSymbolRow(const VenueView &view, const BinanceDialect &dialect, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const std::string lot = plainText(spec.inverse ? spec.lot / spec.contractSize : spec.lot);
    const auto lotFilter = [&](const char *type) {
        return json::object{{"filterType", type}, {"stepSize", lot}, {"minQty", lot}, {"maxQty", "1000000"}};
    };
    const json::array filters{json::object{{"filterType", "PRICE_FILTER"}, {"tickSize", plainText(spec.tick)},
                                  {"minPrice", plainText(spec.tick)}, {"maxPrice", plainText(spec.tick * 1e8)}},
        lotFilter("LOT_SIZE"), lotFilter("MARKET_LOT_SIZE"),
        json::object{{"filterType", "MAX_NUM_ORDERS"}, {"limit", 200}},
        json::object{{"filterType", "MIN_NOTIONAL"}, {"notional", "5"}}};
    json::object row{{"symbol", spec.symbol}, {"pair", binancePair(spec)}, {"contractType", "PERPETUAL"},
        {"deliveryDate", 4133404800000}, {"onboardDate", 1569398400000},
        {spec.inverse ? "contractStatus" : "status", "TRADING"}, {"maintMarginPercent", "2.5000"},
        {"requiredMarginPercent", "5.0000"}, {"baseAsset", spec.base}, {"quoteAsset", spec.quote},
        {"marginAsset", spec.settle}, {"pricePrecision", decimalsOf(spec.tick)},
        {"quantityPrecision", spec.inverse ? 0 : decimalsOf(spec.lot)}, {"baseAssetPrecision", 8},
        {"quotePrecision", 8}, {"underlyingType", "COIN"}, {"underlyingSubType", json::array()},
        {"triggerProtect", "0.0500"}, {"liquidationFee", "0.012000"}, {"marketTakeBound", "0.30"}, {"filters", filters},
        {"orderTypes", json::array{"LIMIT", "MARKET", "STOP"}}, {"timeInForce", json::array{"GTC", "IOC", "FOK"}}};
    if (spec.inverse) {
        row["contractSize"] = static_cast<int>(spec.contractSize);
        row["equalQtyPrecision"] = 4;
    }
    if (dialect.isAster) { // version 3 puts numbers into quotes, and JSON
        for (const char *name : {"deliveryDate", "onboardDate", "pricePrecision", "quantityPrecision"})
            row[name] = std::to_string(row[name].to_number<std::int64_t>());
        row["channel"] = R"({"source":"aster"})";
    }
    return row;
}

json::value binancePremiumRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row{{"symbol", spec.symbol}, {"markPrice", fine(state.mark)}, {"indexPrice", fine(state.index)},
        {"estimatedSettlePrice", fine(state.index)}, {"lastFundingRate", fixedText(state.fundingRate, RateDecimals)},
        {"interestRate", fixedText(spec.interestPer8h, RateDecimals)}, {"nextFundingTime", state.nextFundingMs},
        {"time", view.market().nowMs()}};
    addPair(row, spec, "pair");
    return row;
}

std::optional<json::value> binanceFundingInfoRow(const VenueView &view, const BinanceDialect &dialect, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double hours = view.state(contract).intervalHours;
    if (hours == 8 && spec.rateCap == UsualBound && spec.rateFloor == -UsualBound)
        return std::nullopt;
    if (dialect.isAster)
        return json::object{{"symbol", spec.symbol}, {"interestRate", fixedText(spec.interestPer8h, RateDecimals)},
            {"time", view.market().nowMs()}, {"fundingIntervalHours", static_cast<int>(hours)},
            {"fundingFeeCap", spec.rateCap}, {"fundingFeeFloor", spec.rateFloor}};
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

json::value binanceOpenInterestNow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double base = state.openInterestBase;
    json::object row{{"openInterest", quantity(spec, base, base * state.mark)}, {"symbol", spec.symbol},
        {"time", view.market().nowMs()}};
    addPair(row, spec, "pair");
    if (spec.inverse)
        row["contractType"] = "PERPETUAL";
    return row;
}

json::value binanceTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double change = state.last - state.open24h;
    const TimeMs now = view.market().nowMs();
    json::object row{{"symbol", spec.symbol}, {"priceChange", price(spec, change)},
        {"priceChangePercent", fixedText(change / state.open24h * 100, 3)},
        {"weightedAvgPrice", price(spec, averagePrice(state))}, {"lastPrice", price(spec, state.last)},
        {"lastQty", quantity(spec, spec.lot, spec.lot)}, {"openPrice", price(spec, state.open24h)},
        {"highPrice", price(spec, state.high24h)}, {"lowPrice", price(spec, state.low24h)},
        {"volume", quantity(spec, state.volume24hBase, state.turnover24hUsd)},
        {spec.inverse ? "baseVolume" : "quoteVolume", turnover(spec, state.volume24hBase, state.turnover24hUsd, 2)},
        {"openTime", now - DayMs}, {"closeTime", now}, {"firstId", 1}, {"lastId", 1000}, {"count", 1000}};
    addPair(row, spec, "pair");
    return row;
}

json::value binanceKlineRow(const ContractSpec &spec, const Candle &candle, TimeMs stepMs)
{
    const double bought = boughtQuote(candle);
    return json::array{candle.openMs, price(spec, candle.open), price(spec, candle.high), price(spec, candle.low),
        price(spec, candle.close), quantity(spec, candle.base, candle.quote), candle.openMs + stepMs - 1,
        turnover(spec, candle.base, candle.quote, 4), 100, quantity(spec, candle.takerBuyBase, bought),
        turnover(spec, candle.takerBuyBase, bought, 4), "0"};
}

json::value binanceOpenInterestRow(
    const VenueView &view, int contract, const OpenInterestPoint &point, const std::vector<Candle> &bars)
{
    const ContractSpec &spec = view.spec(contract);
    double at = view.state(contract).mark;
    for (const Candle &bar : bars)
        if (bar.openMs <= point.timeMs)
            at = bar.openMs == point.timeMs ? bar.open : bar.close;
    const double value = point.base * at;
    if (spec.inverse)
        return json::object{{"pair", binancePair(spec)}, {"contractType", "PERPETUAL"},
            {"sumOpenInterest", quantity(spec, point.base, value)}, {"sumOpenInterestValue", fixedText(point.base, 8)},
            {"timestamp", point.timeMs}};
    return json::object{{"symbol", spec.symbol}, {"sumOpenInterest", fixedText(point.base, 8)},
        {"sumOpenInterestValue", fixedText(value, 8)}, {"timestamp", point.timeMs}};
}

json::value binanceTakerRow(const ContractSpec &spec, const Candle &candle)
{
    const double bought = candle.takerBuyBase, sold = std::max(candle.base - bought, 0.0);
    if (spec.inverse) {
        const double boughtUsd = boughtQuote(candle);
        return json::object{{"pair", binancePair(spec)}, {"contractType", "PERPETUAL"},
            {"takerBuyVol", quantity(spec, bought, boughtUsd)},
            {"takerSellVol", quantity(spec, sold, candle.quote - boughtUsd)},
            {"takerBuyVolValue", fixedText(bought, 8)}, {"takerSellVolValue", fixedText(sold, 8)},
            {"timestamp", candle.openMs}};
    }
    return json::object{{"buySellRatio", fixedText(sold > 0 ? bought / sold : 1, 4)}, {"sellVol", fixedText(sold, 4)},
        {"buyVol", fixedText(bought, 4)}, {"timestamp", candle.openMs}};
}

json::value binanceTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"a", print.id}, {"p", price(spec, print.price)},
        {"q", quantity(spec, print.base, print.base * print.price)}, {"f", print.id}, {"l", print.id},
        {"T", print.timeMs}, {"m", !print.takerBuy}};
}

json::value binanceMarkEvent(const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    return json::object{{"e", "markPriceUpdate"}, {"E", view.market().nowMs()}, {"s", view.spec(contract).symbol},
        {"p", fine(state.mark)}, {"i", fine(state.index)}, {"P", fine(state.index)},
        {"r", fixedText(state.fundingRate, RateDecimals)}, {"T", state.nextFundingMs}};
}

json::value binanceIndexEvent(const VenueView &view, int contract)
{
    return json::object{{"e", "indexPriceUpdate"}, {"E", view.market().nowMs()},
        {"i", binancePair(view.spec(contract))}, {"p", fine(view.state(contract).index)}};
}

json::value binanceTickerEvent(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double change = state.last - state.open24h;
    const TimeMs now = view.market().nowMs();
    json::object event{{"e", "24hrTicker"}, {"E", now}, {"s", spec.symbol}, {"p", price(spec, change)},
        {"P", fixedText(change / state.open24h * 100, 3)}, {"w", price(spec, averagePrice(state))},
        {"c", price(spec, state.last)}, {"Q", quantity(spec, spec.lot, spec.lot)}, {"o", price(spec, state.open24h)},
        {"h", price(spec, state.high24h)}, {"l", price(spec, state.low24h)},
        {"v", quantity(spec, state.volume24hBase, state.turnover24hUsd)},
        {"q", turnover(spec, state.volume24hBase, state.turnover24hUsd, 2)}, {"O", now - DayMs}, {"C", now}, {"F", 1},
        {"L", 1000}, {"n", 1000}};
    addPair(event, spec, "ps");
    return event;
}

json::value binanceMiniTickerEvent(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object event{{"e", "24hrMiniTicker"}, {"E", view.market().nowMs()}, {"s", spec.symbol},
        {"c", price(spec, state.last)}, {"o", price(spec, state.open24h)}, {"h", price(spec, state.high24h)},
        {"l", price(spec, state.low24h)}, {"v", quantity(spec, state.volume24hBase, state.turnover24hUsd)},
        {"q", turnover(spec, state.volume24hBase, state.turnover24hUsd, 2)}};
    addPair(event, spec, "ps");
    return event;
}

json::value binanceAggTradeEvent(const ContractSpec &spec, const Print &print)
{
    return json::object{{"e", "aggTrade"}, {"E", print.timeMs}, {"a", print.id}, {"s", spec.symbol},
        {"p", price(spec, print.price)}, {"q", quantity(spec, print.base, print.base * print.price)}, {"f", print.id},
        {"l", print.id}, {"T", print.timeMs}, {"m", !print.takerBuy}};
}

json::value binanceForceOrderEvent(const ContractSpec &spec, const Liquidation &liquidation)
{
    // The order that closes the position: a sale ends a long.
    const char *side = liquidation.position == Side::Long ? "SELL" : "BUY";
    const std::string size = quantity(spec, liquidation.base, liquidation.base * liquidation.price);
    json::object order{{"s", spec.symbol}, {"S", side}, {"o", "LIMIT"}, {"f", "IOC"}, {"q", size},
        {"p", price(spec, liquidation.price)}, {"ap", price(spec, liquidation.price)}, {"X", "FILLED"}, {"l", size},
        {"z", size}, {"T", liquidation.timeMs}};
    addPair(order, spec, "ps");
    return json::object{{"e", "forceOrder"}, {"E", liquidation.timeMs}, {"o", std::move(order)}};
}

json::value binanceKlineEvent(
    const ContractSpec &spec, const Candle &candle, TimeMs stepMs, std::string_view interval, TimeMs nowMs)
{
    const double bought = boughtQuote(candle);
    return json::object{{"e", "kline"}, {"E", nowMs}, {"s", spec.symbol},
        {"k",
            json::object{{"t", candle.openMs}, {"T", candle.openMs + stepMs - 1}, {"s", spec.symbol}, {"i", interval},
                {"f", 1}, {"L", 100}, {"o", price(spec, candle.open)}, {"c", price(spec, candle.close)},
                {"h", price(spec, candle.high)}, {"l", price(spec, candle.low)},
                {"v", quantity(spec, candle.base, candle.quote)}, {"n", 100},
                {"x", nowMs >= candle.openMs + stepMs - 1}, {"q", turnover(spec, candle.base, candle.quote, 4)},
                {"V", quantity(spec, candle.takerBuyBase, bought)},
                {"Q", turnover(spec, candle.takerBuyBase, bought, 4)}, {"B", "0"}}}};
}

} // namespace isobar::simulation
