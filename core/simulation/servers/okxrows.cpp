#include "core/simulation/servers/okxrows.h"

#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/venuetext.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int RateDecimals = 13;

std::string timeText(TimeMs value) { return std::to_string(value); }

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }

/// Marks and indices are averages: a digit finer than the tick.
std::string fine(const ContractSpec &spec, double value) { return plainText(value, decimalsOf(spec.tick) + 3); }

} // namespace

std::string okxIndex(const ContractSpec &spec) { return spec.base + "-" + spec.quote; }

std::string okxContracts(const ContractSpec &spec, double base, double price)
{
    const double amount = spec.inverse ? base * price : base;
    return plainText(stepped(amount / spec.contractSize, spec.lot / spec.contractSize), 8);
}

std::optional<BarSize> okxBarSize(std::string_view word)
{
    const bool utc = word.ends_with("utc");
    if (utc)
        word.remove_suffix(3);
    const bool isMinutes = word.ends_with('m');
    if (!isMinutes && !word.ends_with('H') && !word.ends_with('D') && !word.ends_with('W'))
        return std::nullopt;
    auto size = barSize(lowerText(word));
    // Long bars are cut at midnight in Hong Kong unless asked for in UTC.
    if (size && !utc && size->stepMs >= 6 * HourMs)
        size->originMs -= 8 * HourMs;
    return size;
}

json::value okxInstrumentRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const std::string lot = plainText(spec.lot / spec.contractSize);
    const char *listed = "1611916828000";
    return json::object{{"alias", ""}, {"baseCcy", ""}, {"category", "1"}, {"ctMult", "1"},
        {"ctType", spec.inverse ? "inverse" : "linear"}, {"ctVal", plainText(spec.contractSize)},
        {"ctValCcy", spec.inverse ? spec.quote : spec.base}, {"expTime", ""}, {"instFamily", okxIndex(spec)},
        {"instId", spec.symbol}, {"instType", "SWAP"}, {"lever", plainText(spec.maxLeverage)}, {"listTime", listed},
        {"lotSz", lot}, {"maxLmtSz", "100000000"}, {"maxMktSz", "12000"}, {"minSz", lot}, {"optType", ""},
        {"quoteCcy", ""}, {"ruleType", "normal"}, {"settleCcy", spec.settle}, {"state", "live"}, {"stk", ""},
        {"tickSz", plainText(spec.tick)}, {"uly", okxIndex(spec)}};
}

json::value okxFundingRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const TimeMs interval = static_cast<TimeMs>(state.intervalHours * static_cast<double>(HourMs));
    return json::object{{"formulaType", "withRate"}, {"fundingRate", plainText(state.fundingRate, RateDecimals)},
        {"fundingTime", timeText(state.nextFundingMs)}, {"instId", spec.symbol}, {"instType", "SWAP"},
        {"interestRate", plainText(spec.interestPer8h, RateDecimals)}, {"maxFundingRate", plainText(spec.rateCap)},
        {"method", "current_period"}, {"minFundingRate", plainText(spec.rateFloor)}, {"nextFundingRate", ""},
        {"nextFundingTime", timeText(state.nextFundingMs + interval)},
        {"premium", plainText(state.premium, RateDecimals)},
        {"prevFundingTime", timeText(state.nextFundingMs - interval)},
        {"settFundingRate", plainText(state.lastSettledRate, RateDecimals)}, {"settState", "settled"},
        {"ts", timeText(view.market().nowMs())}};
}

json::value okxSettlementRow(const VenueView &view, const Settlement &settlement)
{
    const std::string rate = plainText(settlement.rate, RateDecimals);
    return json::object{{"formulaType", "withRate"}, {"fundingRate", rate},
        {"fundingTime", timeText(settlement.timeMs)}, {"instId", view.spec(settlement.contract).symbol},
        {"instType", "SWAP"}, {"method", "current_period"}, {"realizedRate", rate}};
}

json::value okxMarkRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    return json::object{{"instId", spec.symbol}, {"instType", "SWAP"},
        {"markPx", fine(spec, view.state(contract).mark)}, {"ts", timeText(view.market().nowMs())}};
}

json::value okxIndexRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return json::object{{"high24h", price(spec, state.high24h)}, {"idxPx", fine(spec, state.index)},
        {"instId", okxIndex(spec)}, {"low24h", price(spec, state.low24h)}, {"open24h", price(spec, state.open24h)},
        {"sodUtc0", price(spec, state.open24h)}, {"sodUtc8", price(spec, state.open24h)},
        {"ts", timeText(view.market().nowMs())}};
}

json::value okxOpenInterestRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    const double base = state.openInterestBase;
    return json::object{{"instId", spec.symbol}, {"instType", "SWAP"}, {"oi", okxContracts(spec, base, state.mark)},
        {"oiCcy", plainText(base, 10)}, {"oiUsd", plainText(base * state.mark, 4)},
        {"ts", timeText(view.market().nowMs())}};
}

json::value okxTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    // Contracts of the day: inverse ones count USD, so the day's turnover says how many.
    const double amount = spec.inverse ? state.turnover24hUsd : state.volume24hBase;
    const std::string contracts = plainText(stepped(amount / spec.contractSize, spec.lot / spec.contractSize), 8);
    return json::object{{"askPx", price(spec, state.last + spec.tick)}, {"askSz", "100"},
        {"bidPx", price(spec, state.last)}, {"bidSz", "100"}, {"high24h", price(spec, state.high24h)},
        {"instId", spec.symbol}, {"instType", "SWAP"}, {"last", price(spec, state.last)}, {"lastSz", "1"},
        {"low24h", price(spec, state.low24h)}, {"open24h", price(spec, state.open24h)},
        {"sodUtc0", price(spec, state.open24h)}, {"sodUtc8", price(spec, state.open24h)},
        {"ts", timeText(view.market().nowMs())}, {"vol24h", contracts},
        {"volCcy24h", plainText(state.volume24hBase, 8)}};
}

json::value okxTradeRow(const VenueView &view, const Print &print)
{
    const ContractSpec &spec = view.spec(print.contract);
    return json::object{{"count", "1"}, {"instId", spec.symbol}, {"px", price(spec, print.price)},
        {"side", print.takerBuy ? "buy" : "sell"}, {"sz", okxContracts(spec, print.base, print.price)},
        {"tradeId", std::to_string(print.id)}, {"ts", timeText(print.timeMs)}};
}

json::value okxLiquidationRow(const VenueView &view, const Liquidation &liquidation)
{
    const ContractSpec &spec = view.spec(liquidation.contract);
    const bool isLong = liquidation.position == Side::Long;
    // `side` is the order's: a sale closes a long. One-way accounts have no position side.
    const json::object detail{{"bkLoss", "0"}, {"bkPx", price(spec, liquidation.price)}, {"ccy", ""},
        {"posSide",
            liquidation.id % 2 == 0 ? "net"
                : isLong            ? "long"
                                    : "short"},
        {"side", isLong ? "sell" : "buy"}, {"sz", okxContracts(spec, liquidation.base, liquidation.price)},
        {"ts", timeText(liquidation.timeMs)}};
    return json::object{{"details", json::array{detail}}, {"instFamily", okxIndex(spec)}, {"instId", spec.symbol},
        {"instType", "SWAP"}, {"uly", okxIndex(spec)}};
}

json::value okxCandleRow(const ContractSpec &spec, const Candle &candle, const BarSize &size, TimeMs nowMs)
{
    const double amount = spec.inverse ? candle.quote : candle.base;
    const std::string contracts = plainText(stepped(amount / spec.contractSize, spec.lot / spec.contractSize), 8);
    return json::array{timeText(candle.openMs), price(spec, candle.open), price(spec, candle.high),
        price(spec, candle.low), price(spec, candle.close), contracts, plainText(candle.base, 8),
        plainText(candle.quote, 4), nowMs >= candle.openMs + size.stepMs ? "1" : "0"};
}

json::array okxTierRows(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double index = view.state(contract).index;
    json::array rows;
    for (const MarginRung &rung : marginLadder(spec)) {
        rows.push_back(json::object{{"baseMaxLoan", ""}, {"imr", plainText(1 / rung.tier.maxLeverage, 6)},
            {"instFamily", okxIndex(spec)}, {"instId", ""}, {"instType", "SWAP"},
            {"maxLever", plainText(rung.tier.maxLeverage, 2)}, {"maxSz", okxContracts(spec, rung.toUsd / index, index)},
            {"minSz", okxContracts(spec, rung.fromUsd / index, index)},
            {"mmr", plainText(rung.tier.maintenanceRate, 6)}, {"optMgnFactor", "0"}, {"quoteMaxLoan", ""},
            {"tier", std::to_string(rows.size() + 1)}, {"uly", okxIndex(spec)}});
    }
    return rows;
}

} // namespace isobar::simulation
