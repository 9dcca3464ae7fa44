#include "core/simulation/servers/hyperliquidrows.h"

#include "core/base/hash.h"
#include "core/simulation/servers/hyperliquidaccounts.h"
#include "core/simulation/servers/venuetext.h"

#include <array>
#include <set>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

/// A margin table of more than one tier; ids below 50 are one tier whose leverage is the id.
struct TieredTable {
    std::string_view coin;
    int id;
    double secondFromUsd;
    int firstLeverage, secondLeverage;
};
constexpr std::array TieredTables = {
    TieredTable{"BTC", 56, 150e6, 40, 20},
    TieredTable{"ETH", 55, 100e6, 25, 15},
    TieredTable{"SOL", 54, 70e6, 20, 10},
};

int marginTableOf(const ContractSpec &spec)
{
    for (const TieredTable &table : TieredTables)
        if (table.coin == spec.symbol)
            return table.id;
    return static_cast<int>(spec.maxLeverage);
}

std::string price(const ContractSpec &spec, double value)
{
    return plainText(stepped(value, spec.tick), decimalsOf(spec.tick));
}

/// Marks and oracle prices are medians of books: a digit finer than the tick.
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 1); }

json::object tier(double lowerBound, int leverage)
{
    return {{"lowerBound", fixedText(lowerBound, 1)}, {"maxLeverage", leverage}};
}

std::string hexHash(const Print &print)
{
    std::string text = "0x";
    for (std::int64_t part = 0; part < 4; ++part) {
        const std::uint64_t bits = StableHash().add(static_cast<std::int64_t>(print.id)).add(part).value();
        for (int shift = 60; shift >= 0; shift -= 4)
            text += "0123456789abcdef"[(bits >> shift) & 15];
    }
    return text;
}

} // namespace

json::value hyperliquidMarginTable(int id)
{
    for (const TieredTable &table : TieredTables)
        if (table.id == id)
            return json::object{{"description", "tiered " + std::to_string(table.firstLeverage) + "x"},
                {"marginTiers",
                    json::array{tier(0, table.firstLeverage), tier(table.secondFromUsd, table.secondLeverage)}}};
    return json::object{{"description", ""}, {"marginTiers", json::array{json::value(tier(0, id))}}};
}

json::object hyperliquidMeta(const VenueView &view)
{
    json::array universe;
    std::set<int> tables;
    for (const int contract : view.contracts()) {
        const ContractSpec &spec = view.spec(contract);
        const int table = marginTableOf(spec);
        tables.insert(table);
        universe.push_back(json::object{{"szDecimals", decimalsOf(spec.lot)}, {"name", spec.symbol},
            {"maxLeverage", static_cast<int>(spec.maxLeverage)}, {"marginTableId", table}});
    }
    json::array marginTables;
    for (const int id : tables)
        marginTables.push_back(json::array{id, hyperliquidMarginTable(id)});
    return {{"universe", universe}, {"marginTables", marginTables}, {"collateralToken", 0}};
}

json::object hyperliquidContext(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"funding", plainText(state.fundingRate, 10)}, {"openInterest", plainText(state.openInterestBase, 8)},
        {"prevDayPx", price(spec, state.open24h)}, {"dayNtlVlm", plainText(state.turnover24hUsd, 6)},
        {"premium", plainText(state.premium, 10)}, {"oraclePx", fine(spec, state.index)},
        {"markPx", fine(spec, state.mark)}, {"midPx", fine(spec, state.last)},
        {"impactPxs", json::array{price(spec, state.last - spec.tick), price(spec, state.last + spec.tick)}},
        {"dayBaseVlm", plainText(state.volume24hBase, 8)}};
}

json::array hyperliquidContexts(const VenueView &view)
{
    json::array contexts;
    for (const int contract : view.contracts())
        contexts.push_back(hyperliquidContext(view, contract));
    return contexts;
}

json::object hyperliquidMids(const VenueView &view)
{
    json::object mids;
    for (const int contract : view.contracts())
        mids[view.spec(contract).symbol] = fine(view.spec(contract), view.state(contract).last);
    return mids;
}

json::value hyperliquidTrade(const VenueView &view, const Print &print)
{
    const ContractSpec &spec = view.spec(print.contract);
    return json::object{{"coin", spec.symbol}, {"side", print.takerBuy ? "B" : "A"}, {"px", price(spec, print.price)},
        {"sz", steppedText(print.base, spec.lot)}, {"time", print.timeMs}, {"hash", hexHash(print)}, {"tid", print.id},
        {"users", hyperliquidUsers(view, print)}};
}

json::object hyperliquidCandle(
    const ContractSpec &spec, const Candle &candle, const BarSize &size, std::string_view interval)
{
    return {{"t", candle.openMs}, {"T", candle.openMs + size.stepMs - 1}, {"s", spec.symbol}, {"i", interval},
        {"o", price(spec, candle.open)}, {"c", price(spec, candle.close)}, {"h", price(spec, candle.high)},
        {"l", price(spec, candle.low)}, {"v", plainText(candle.base, 8)}, {"n", 100}};
}

} // namespace isobar::simulation
