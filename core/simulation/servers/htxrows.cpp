#include "core/simulation/servers/htxrows.h"

#include "core/simulation/servers/contractcount.h"
#include "core/simulation/servers/marginladder.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int Sides = 2; ///< trades and turnover count both
constexpr double CoinStep = 1e-10;

std::string period(const ContractState &state) { return plainText(state.intervalHours); }

json::object named(const ContractSpec &spec) { return {{"symbol", spec.base}, {"contract_code", spec.symbol}}; }

/// Members that only the linear product line has.
void addLinear(json::object &row, const ContractSpec &spec)
{
    if (spec.inverse)
        return;
    row["business_type"] = "swap";
    row["pair"] = spec.symbol;
    row["contract_type"] = "swap";
    row["trade_partition"] = spec.settle;
}

} // namespace

std::optional<BarSize> htxBarSize(std::string_view word)
{
    static constexpr std::pair<std::string_view, std::string_view> words[] = {{"1min", "1m"}, {"5min", "5m"},
        {"15min", "15m"}, {"30min", "30m"}, {"60min", "1h"}, {"4hour", "4h"}, {"12hour", "12h"}, {"1day", "1d"},
        {"1week", "1w"}};
    for (const auto &[theirs, common] : words)
        if (theirs == word)
            return barSize(common);
    return std::nullopt;
}

std::string htxRate(double rate) { return rate == 0 ? "0E-18" : fixedText(rate, 18); }

json::value htxContractRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row = named(spec);
    row["contract_size"] = spec.contractSize;
    row["price_tick"] = spec.tick;
    row["delivery_date"] = "";
    row["delivery_time"] = "";
    row["create_date"] = "20201021";
    row["contract_status"] = 1;
    row["settlement_date"] = std::to_string(state.nextFundingMs);
    row["settlement_period"] = period(state);
    if (!spec.inverse) {
        row["support_margin_mode"] = "all";
        row["tradfi_labels"] = json::array();
    }
    addLinear(row, spec);
    return row;
}

json::value htxElementsRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    json::object row{{"contract_code", spec.symbol}, {"mode_type", 1}, {"swap_delivery_type", 0},
        {"instrument_type", json::array{2}}, {"settle_period", static_cast<int>(view.state(contract).intervalHours)},
        {"funding_rate_cap", plainText(spec.rateCap)}, {"funding_rate_floor", plainText(spec.rateFloor)},
        {"hig_normal_limit", "0.02"}, {"min_normal_limit", "0.02"},
        {"max_level", std::to_string(marginLadder(spec).size())},
        {"cross_max_lever", static_cast<int>(spec.maxLeverage)}};
    addLinear(row, spec);
    return row;
}

json::value htxFundingRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row = named(spec);
    row["fee_asset"] = spec.settle;
    row["funding_time"] = std::to_string(state.nextFundingMs);
    row["funding_rate"] = htxRate(state.fundingRate);
    row["estimated_rate"] = nullptr; // both are no longer told
    row["next_funding_time"] = nullptr;
    if (!spec.inverse)
        row["trade_partition"] = spec.settle;
    return row;
}

json::value htxFundingV5Row(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const TimeMs interval = static_cast<TimeMs>(state.intervalHours * HourMs);
    return json::object{{"contract_code", spec.symbol}, {"funding_rate", htxRate(state.fundingRate)},
        {"funding_time", std::to_string(state.nextFundingMs)},
        {"next_funding_time", std::to_string(state.nextFundingMs + interval)},
        {"max_funding_rate", plainText(spec.rateCap)}, {"min_funding_rate", plainText(spec.rateFloor)}};
}

json::value htxFundingNotice(const VenueView &view, int contract)
{
    json::value notice = htxFundingRow(view, contract);
    json::object &row = notice.get_object();
    row["settlement_time"] = row["funding_time"];
    row["funding_time"] = std::to_string(floorTo(view.market().nowMs(), 5 * SecondMs));
    row.erase("next_funding_time");
    return notice;
}

json::value htxSettlementRow(const ContractSpec &spec, const Settlement &settlement)
{
    json::object row = named(spec);
    row["fee_asset"] = spec.settle;
    row["funding_time"] = std::to_string(settlement.timeMs);
    row["funding_rate"] = htxRate(settlement.rate);
    row["realized_rate"] = nullptr;
    row["avg_premium_index"] = htxRate(settlement.rate);
    return row;
}

json::value htxIndexRow(const VenueView &view, int contract)
{
    return json::object{{"contract_code", view.spec(contract).symbol}, {"index_price", view.state(contract).index},
        {"index_ts", view.market().nowMs()}};
}

json::value htxOpenInterestRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    json::object row = named(spec);
    row["volume"] = contractCount(spec, state.openInterestBase, state.mark); // one side only, unlike the turnover
    row["amount"] = stepped(state.openInterestBase, CoinStep);
    if (!spec.inverse)
        row["value"] = state.openInterestBase * state.mark;
    row["trade_amount"] = Sides * state.volume24hBase;
    row["trade_volume"] = Sides * contractCountOf(spec, state.volume24hBase, state.turnover24hUsd);
    row["trade_turnover"] = Sides * state.turnover24hUsd;
    addLinear(row, spec);
    return row;
}

json::value htxLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation)
{
    json::object row = named(spec);
    row["direction"] = liquidation.position == Side::Long ? "sell" : "buy"; // of the order that closed it
    row["offset"] = "close";
    row["volume"] = contractCount(spec, liquidation.base, liquidation.price);
    row["price"] = stepped(liquidation.price, spec.tick);
    row["created_at"] = liquidation.timeMs;
    row["amount"] = stepped(liquidation.base, CoinStep);
    if (!spec.inverse)
        row["trade_turnover"] = liquidation.base * liquidation.price;
    addLinear(row, spec);
    return row;
}

json::value htxTradeRow(const ContractSpec &spec, const Print &print)
{
    json::object row{{"amount", Sides * contractCount(spec, print.base, print.price)},
        {"quantity", Sides * stepped(print.base, CoinStep)}, {"ts", print.timeMs}, {"id", print.id * 10000},
        {"price", stepped(print.price, spec.tick)}, {"direction", print.takerBuy ? "buy" : "sell"}};
    if (!spec.inverse)
        row["trade_turnover"] = Sides * print.base * print.price;
    return row;
}

json::object htxBar(const ContractSpec &spec, const Candle &candle)
{
    json::object row{{"id", candle.openMs / SecondMs}, {"open", stepped(candle.open, spec.tick)},
        {"close", stepped(candle.close, spec.tick)}, {"low", stepped(candle.low, spec.tick)},
        {"high", stepped(candle.high, spec.tick)}, {"amount", Sides * stepped(candle.base, CoinStep)},
        {"vol", Sides * contractCountOf(spec, candle.base, candle.quote)}, {"count", 100}};
    if (!spec.inverse)
        row["trade_turnover"] = Sides * candle.quote;
    return row;
}

json::value htxMarkBar(const VenueView &view, int contract, const BarSize &size, const Candle &candle)
{
    const bool isRunning = candle.openMs + size.stepMs > view.market().nowMs();
    const double close = isRunning ? view.state(contract).mark : candle.close;
    const int decimals = decimalsOf(view.spec(contract).tick) + 2;
    return json::object{{"id", candle.openMs / SecondMs}, {"open", plainText(candle.open, decimals)},
        {"close", plainText(close, decimals)}, {"high", plainText(std::max(candle.high, close), decimals)},
        {"low", plainText(std::min(candle.low, close), decimals)}, {"amount", "0"}, {"vol", "0"}, {"count", "0"},
        {"trade_turnover", "0"}};
}

json::value htxDetail(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const Candle day{view.market().nowMs(), state.open24h, state.high24h, state.low24h, state.last, state.volume24hBase,
        0, state.turnover24hUsd};
    json::object tick = htxBar(spec, day);
    tick["mrid"] = view.market().cursor();
    tick["ask"] = json::array{stepped(state.last + spec.tick, spec.tick), 100};
    tick["bid"] = json::array{stepped(state.last, spec.tick), 100};
    return tick;
}

json::value htxAdjustFactorRow(const VenueView &view, int contract, bool isCross)
{
    const ContractSpec &spec = view.spec(contract);
    const double index = view.state(contract).index;
    const auto contracts = [&](double usd) { return std::floor(contractCount(spec, usd / index, index)); };
    json::array levers;
    const auto rungs = marginLadder(spec);
    for (const MarginRung &offered : rungs) { // every leverage has its own ladder, as far as it is allowed
        json::array ladders;
        for (const MarginRung &rung : rungs)
            if (rung.tier.maxLeverage >= offered.tier.maxLeverage)
                ladders.push_back(json::object{{"ladder", ladders.size()}, {"min_size", contracts(rung.fromUsd)},
                    {"max_size", contracts(rung.toUsd)},
                    {"adjust_factor", rung.tier.maintenanceRate * offered.tier.maxLeverage}});
        levers.push_back(json::object{{"lever_rate", offered.tier.maxLeverage}, {"ladders", std::move(ladders)}});
    }
    json::object row = named(spec);
    if (!spec.inverse)
        row["margin_mode"] = isCross ? "cross" : "isolated";
    row["list"] = std::move(levers);
    addLinear(row, spec);
    return row;
}

} // namespace isobar::simulation
