#include "core/simulation/servers/bingxrows.h"

#include "core/simulation/servers/contractcount.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

std::string price(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }

std::string size(const ContractSpec &spec, double base, double price)
{
    return spec.inverse ? plainText(contractCount(spec, base, price)) : plainText(stepped(base, spec.lot));
}

json::value coinContractRow(const ContractSpec &spec)
{
    return json::object{{"symbol", spec.symbol}, {"pricePrecision", decimalsOf(spec.tick)},
        {"minTickSize", plainText(spec.contractSize)}, // what its name does not say: USD a contract
        {"minTradeValue", plainText(spec.contractSize)}, {"minQty", "1.00000000"}, {"status", 1},
        {"timeOnline", 1702623600000}};
}

} // namespace

json::value bingxContractRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    if (spec.inverse)
        return coinContractRow(spec);
    const int leverage = static_cast<int>(spec.maxLeverage);
    return json::object{{"contractId", std::to_string(100 + contract)}, {"symbol", spec.symbol},
        {"size", plainText(spec.lot)}, {"quantityPrecision", decimalsOf(spec.lot)},
        {"pricePrecision", decimalsOf(spec.tick)}, {"feeRate", 0.0005}, {"makerFeeRate", 0.0002},
        {"takerFeeRate", 0.0005}, {"tradeMinLimit", 0}, {"tradeMinQuantity", stepped(spec.lot, spec.lot)},
        {"tradeMinUSDT", 2}, {"maxLongLeverage", leverage}, {"maxShortLeverage", leverage}, {"currency", spec.settle},
        {"asset", spec.base}, {"status", 1}, {"apiStateOpen", "true"}, {"apiStateClose", "true"},
        {"ensureTrigger", true}, {"triggerFeeRate", "0.00050000"}, {"brokerState", true}, {"launchTime", 1586275200000},
        {"maintainTime", 0}, {"offTime", 0}, {"displayName", spec.symbol}};
}

json::value bingxPremiumRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row{{"symbol", spec.symbol}, {"markPrice", price(spec, state.mark)},
        {"indexPrice", price(spec, state.index)},
        {"lastFundingRate", plainText(state.fundingRate)}, // the running rate, in spite of its name
        {"nextFundingTime", state.nextFundingMs}};
    if (!spec.inverse) {
        row["fundingIntervalHours"] = static_cast<int>(state.intervalHours);
        row["updateTime"] = state.lastSettledMs;
    }
    return row;
}

json::value bingxOpenInterestRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double coins = state.openInterestBase;
    return json::object{{"openInterest", spec.inverse ? fixedText(coins, 4) : fixedText(coins * state.mark, 2)},
        {"symbol", spec.symbol}, {spec.inverse ? "timestamp" : "time", view.market().nowMs()}};
}

json::value bingxTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const TimeMs at = view.market().nowMs();
    return json::object{{"symbol", spec.symbol}, {"priceChange", price(spec, state.last - state.open24h)},
        {"priceChangePercent", fixedText((state.last / state.open24h - 1) * 100, 2) + "%"},
        {"lastPrice", price(spec, state.last)}, {"lastQty", plainText(spec.lot)},
        {"highPrice", price(spec, state.high24h)}, {"lowPrice", price(spec, state.low24h)},
        {"volume", plainText(stepped(state.volume24hBase, spec.lot))},
        {"quoteVolume", fixedText(state.turnover24hUsd, 2)}, {"openPrice", price(spec, state.open24h)},
        {"openTime", at - DayMs}, {"closeTime", at}, {"askPrice", price(spec, state.last + spec.tick)},
        {"askQty", plainText(spec.lot * 100)}, {"bidPrice", price(spec, state.last)},
        {"bidQty", plainText(spec.lot * 100)}};
}

json::value bingxTickerUpdate(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const TimeMs at = view.market().nowMs();
    return json::object{{"e", "24hTicker"}, {"E", at}, {"s", spec.symbol},
        {"p", price(spec, state.last - state.open24h)}, {"P", fixedText((state.last / state.open24h - 1) * 100, 2)},
        {"c", price(spec, state.last)}, {"L", plainText(spec.lot)}, {"h", price(spec, state.high24h)},
        {"l", price(spec, state.low24h)}, {"v", plainText(stepped(state.volume24hBase, spec.lot))},
        {"q", fixedText(state.turnover24hUsd, 2)}, {"o", price(spec, state.open24h)}, {"O", at - DayMs}, {"C", at},
        {"A", price(spec, state.last + spec.tick)}, {"a", plainText(spec.lot * 100)}, {"B", price(spec, state.last)},
        {"b", plainText(spec.lot * 100)}};
}

json::value bingxMarkUpdate(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return json::object{{"e", "markPriceUpdate"}, {"E", view.market().nowMs()}, {"s", spec.symbol},
        {"p", price(spec, view.state(contract).mark)}};
}

json::value bingxTradeUpdate(const ContractSpec &spec, const Print &print)
{
    json::object row{{"q", size(spec, print.base, print.price)}, {"p", price(spec, print.price)}, {"T", print.timeMs},
        {"m", !print.takerBuy}, {"s", spec.symbol}};
    if (spec.inverse) {
        row["e"] = "trade";
        row["E"] = print.timeMs;
        row["t"] = std::to_string(print.id);
    }
    return row;
}

json::value bingxTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"time", print.timeMs}, {"isBuyerMaker", !print.takerBuy}, {"price", price(spec, print.price)},
        {"qty", size(spec, print.base, print.price)}, {"quoteQty", fixedText(print.base * print.price, 2)}};
}

json::value bingxKlineRow(const ContractSpec &spec, const Candle &candle)
{
    return json::object{{"open", price(spec, candle.open)}, {"close", price(spec, candle.close)},
        {"high", price(spec, candle.high)}, {"low", price(spec, candle.low)},
        {"volume", plainText(stepped(candle.base, spec.lot))}, {"time", candle.openMs}};
}

json::value bingxSettlementRow(const ContractSpec &spec, const Settlement &settlement)
{
    return json::object{
        {"symbol", spec.symbol}, {"fundingRate", fixedText(settlement.rate, 8)}, {"fundingTime", settlement.timeMs}};
}

} // namespace isobar::simulation
