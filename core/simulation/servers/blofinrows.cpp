#include "core/simulation/servers/blofinrows.h"

#include "core/simulation/servers/contractcount.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

std::string price(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }

/// A digit finer than the tick.
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 1); }

} // namespace

std::optional<BarSize> blofinBarSize(std::string_view word)
{
    if (!word.ends_with('m') && !word.ends_with('H') && !word.ends_with('D') && !word.ends_with('W'))
        return std::nullopt;
    return barSize(lowerText(word));
}

json::value blofinInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const std::string lot = plainText(spec.lot / spec.contractSize, 6); // may be a part of a contract
    return json::object{{"instId", spec.symbol}, {"baseCurrency", spec.base}, {"quoteCurrency", spec.quote},
        {"settleCurrency", spec.settle}, {"contractValue", plainText(spec.contractSize)}, {"listTime", "1638333031000"},
        {"expireTime", "32503651200000"}, {"maxLeverage", plainText(spec.maxLeverage)}, {"minSize", lot},
        {"lotSize", lot}, {"tickSize", plainText(spec.tick)}, {"instType", "SWAP"},
        {"contractType", spec.inverse ? "inverse" : "linear"}, {"maxLimitSize", "100000000"},
        {"maxMarketSize", "1000000"}, {"state", "live"}, {"assetClass", "crypto"}};
}

json::value blofinTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"instId", spec.symbol}, {"ts", std::to_string(view.market().nowMs())},
        {"last", price(spec, state.last)}, {"lastSize", "1"}, {"askPrice", price(spec, state.last + spec.tick)},
        {"askSize", "100"}, {"bidPrice", price(spec, state.last)}, {"bidSize", "100"},
        {"open24h", price(spec, state.open24h)}, {"high24h", price(spec, state.high24h)},
        {"low24h", price(spec, state.low24h)}, {"volCurrency24h", plainText(state.volume24hBase, 8)},
        {"vol24h", plainText(contractCountOf(spec, state.volume24hBase, state.turnover24hUsd))}};
}

json::value blofinFundingRow(const VenueView &view, int contract)
{
    const ContractState state = view.state(contract);
    return json::object{{"instId", view.spec(contract).symbol}, {"fundingRate", plainText(state.fundingRate, 16)},
        {"fundingTime", std::to_string(state.nextFundingMs)}};
}

json::value blofinSettlementRow(const ContractSpec &spec, const Settlement &settlement)
{
    return json::object{{"instId", spec.symbol}, {"fundingRate", plainText(settlement.rate, 16)},
        {"fundingTime", std::to_string(settlement.timeMs)}};
}

json::value blofinMarkRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"instId", spec.symbol}, {"indexPrice", fine(spec, state.index)},
        {"markPrice", fine(spec, state.mark)}, {"ts", std::to_string(view.market().nowMs())}};
}

json::value blofinTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"instId", spec.symbol}, {"tradeId", std::to_string(print.id)},
        {"price", price(spec, print.price)}, {"size", plainText(contractCount(spec, print.base, print.price))},
        {"side", print.takerBuy ? "buy" : "sell"}, {"ts", std::to_string(print.timeMs)}};
}

json::value blofinCandleRow(const VenueView &view, int contract, const BarSize &size, Candle candle, BlofinPrice which)
{
    const ContractSpec &spec = view.spec(contract);
    const bool isRunning = candle.openMs + size.stepMs > view.market().nowMs();
    const char *confirmed = isRunning ? "0" : "1";
    if (which == BlofinPrice::Trades)
        return json::array{std::to_string(candle.openMs), price(spec, candle.open), price(spec, candle.high),
            price(spec, candle.low), price(spec, candle.close),
            plainText(contractCountOf(spec, candle.base, candle.quote)), plainText(candle.base, 8),
            plainText(candle.quote, 4), confirmed};
    const ContractState state = view.state(contract);
    if (isRunning)
        candle.close = which == BlofinPrice::Mark ? state.mark : state.index;
    return json::array{std::to_string(candle.openMs), fine(spec, candle.open),
        fine(spec, std::max(candle.high, candle.close)), fine(spec, std::min(candle.low, candle.close)),
        fine(spec, candle.close), confirmed};
}

} // namespace isobar::simulation
