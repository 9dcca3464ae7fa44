#include "core/simulation/servers/bitmartrows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"

#include <QtCore/QDateTime>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

std::string price(const ContractSpec &spec, double value) { return plainText(stepped(value, spec.tick)); }

/// Marks and indices are finer than the tick.
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 3); }

std::string openInterest(const ContractSpec &spec, const ContractState &state)
{
    return plainText(contractCount(spec, state.openInterestBase, state.mark));
}

std::string dayContracts(const ContractSpec &spec, const ContractState &state)
{
    return plainText(contractCountOf(spec, state.volume24hBase, state.turnover24hUsd));
}

/// "2026-01-05T00:10:00.999000000Z"
std::string isoTime(TimeMs time)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
    return when.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")).toStdString() + "000000Z";
}

} // namespace

json::value bitmartDetailsRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const std::string step = plainText(spec.lot / spec.contractSize, 6);
    return json::object{{"symbol", spec.symbol}, {"product_type", 1}, {"open_timestamp", 1594080000123},
        {"expire_timestamp", 0}, {"settle_timestamp", 0}, {"base_currency", spec.base}, {"quote_currency", spec.quote},
        {"last_price", price(spec, state.last)}, {"volume_24h", dayContracts(spec, state)},
        {"turnover_24h", spec.inverse ? plainText(state.volume24hBase, 8) : plainText(state.turnover24hUsd, 4)},
        {"index_price", fine(spec, state.index)}, {"index_name", spec.symbol},
        {"contract_size", plainText(spec.contractSize)}, {"min_leverage", "1"},
        {"max_leverage", plainText(spec.maxLeverage)}, {"price_precision", plainText(spec.tick)},
        {"vol_precision", step}, {"max_volume", "500000"}, {"market_max_volume", "500000"}, {"min_volume", step},
        {"funding_rate", plainText(state.lastSettledRate)}, {"expected_funding_rate", plainText(state.fundingRate)},
        {"funding_time", state.nextFundingMs}, {"open_interest", openInterest(spec, state)},
        {"open_interest_value", plainText(state.openInterestBase * state.mark, 7)},
        {"high_24h", price(spec, state.high24h)}, {"low_24h", price(spec, state.low24h)},
        {"change_24h", plainText(state.last / state.open24h - 1)},
        {"funding_interval_hours", static_cast<int>(state.intervalHours)}, {"status", "Trading"}, {"delist_time", 0}};
}

json::value bitmartFundingRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"timestamp", view.market().nowMs()}, {"symbol", spec.symbol},
        {"rate_value", plainText(state.lastSettledRate)}, {"expected_rate", plainText(state.fundingRate)},
        {"funding_time", state.nextFundingMs}, {"funding_upper_limit", plainText(spec.rateCap)},
        {"funding_lower_limit", plainText(spec.rateFloor)}};
}

json::value bitmartFundingUpdate(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const TimeMs at = view.market().nowMs();
    return json::object{{"symbol", spec.symbol}, {"fundingRate", plainText(state.lastSettledRate)},
        {"fundingTime", floorTo(at, SecondMs)}, {"nextFundingRate", plainText(state.fundingRate)},
        {"nextFundingTime", state.nextFundingMs}, {"funding_upper_limit", plainText(spec.rateCap)},
        {"funding_lower_limit", plainText(spec.rateFloor)}, {"ts", at}};
}

json::value bitmartSettlementRow(const ContractSpec &spec, const Settlement &settlement)
{
    return json::object{{"symbol", spec.symbol}, {"funding_rate", plainText(settlement.rate)},
        {"funding_time", std::to_string(settlement.timeMs)}};
}

json::value bitmartOpenInterest(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"timestamp", view.market().nowMs()}, {"symbol", spec.symbol},
        {"open_interest", openInterest(spec, state)},
        {"open_interest_value", plainText(state.openInterestBase * state.mark, 7)}};
}

json::value bitmartTickerUpdate(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"symbol", spec.symbol}, {"last_price", price(spec, state.last)},
        {"volume_24", dayContracts(spec, state)}, {"range", plainText(state.last / state.open24h - 1, 16)},
        {"mark_price", fine(spec, state.mark)}, {"index_price", fine(spec, state.index)},
        {"ask_price", price(spec, state.last + spec.tick)}, {"ask_vol", "28"}, {"bid_price", price(spec, state.last)},
        {"bid_vol", "428"}};
}

json::value bitmartTradeUpdate(const ContractSpec &spec, const Print &print)
{
    return json::object{{"trade_id", print.id}, {"symbol", spec.symbol}, {"deal_price", price(spec, print.price)},
        {"deal_vol", plainText(contractCount(spec, print.base, print.price))}, {"m", !print.takerBuy},
        {"created_at", isoTime(print.timeMs)}};
}

json::value bitmartTradeRow(const ContractSpec &spec, const Print &print)
{
    return json::object{{"time", print.timeMs / SecondMs}, {"price", price(spec, print.price)},
        {"qty", plainText(print.base, 8)}, {"quote_qty", plainText(print.base * print.price, 4)},
        {"is_buyer_maker", !print.takerBuy}};
}

json::value bitmartKlineRow(const ContractSpec &spec, const Candle &candle)
{
    return json::object{{"timestamp", candle.openMs / SecondMs}, {"open_price", price(spec, candle.open)},
        {"close_price", price(spec, candle.close)}, {"high_price", price(spec, candle.high)},
        {"low_price", price(spec, candle.low)},
        {"volume", plainText(contractCountOf(spec, candle.base, candle.quote))}};
}

json::value bitmartBracketRow(const ContractSpec &spec)
{
    json::array brackets;
    for (const MarginRung &rung : marginLadder(spec))
        brackets.push_back(json::object{{"bracket", brackets.size() + 1},
            {"initial_leverage", plainText(rung.tier.maxLeverage, 2)}, {"notional_floor", plainText(rung.fromUsd)},
            {"notional_cap", plainText(rung.toUsd)}, {"maint_margin_ratio", plainText(rung.tier.maintenanceRate, 6)},
            {"cum", plainText(rung.tier.deduction, 4)}});
    return json::object{{"symbol", spec.symbol}, {"brackets", std::move(brackets)}};
}

} // namespace isobar::simulation
