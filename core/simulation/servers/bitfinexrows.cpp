#include "core/simulation/servers/bitfinexrows.h"

#include "core/base/numbers.h"
#include "core/simulation/fundingmeter.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <array>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr TimeMs PeriodMs = 8 * HourMs; ///< of funding: always
constexpr double DeadBand = 0.0005;
constexpr double InsuranceFund = 36950860.76010306;

double price(const ContractSpec &spec, double value) { return stepped(value, spec.tick); }
double fine(const ContractSpec &spec, double value) { return rounded(value, decimalsOf(spec.tick) + 4); }

/// What a status row tells of one moment.
struct Moment {
    TimeMs timeMs;
    double last, index, mark;
    TimeMs nextFundingMs;
    double accrued, current, openInterest;
};

json::array statusRow(const ContractSpec &spec, const Moment &moment)
{
    const json::value none = nullptr;
    const TimeMs minutesIn = PeriodMs / MinuteMs - (moment.nextFundingMs - moment.timeMs) / MinuteMs;
    return {moment.timeMs, none, fine(spec, moment.last), fine(spec, moment.index), none, InsuranceFund, none,
        moment.nextFundingMs, rounded(moment.accrued, 8), minutesIn, none, rounded(moment.current, 8), none, none,
        fine(spec, moment.mark), none, none, rounded(moment.openInterest, 8), none, none, none, DeadBand, spec.rateCap};
}

} // namespace

std::optional<BarSize> bitfinexBarSize(std::string_view word)
{
    if (word == "3h")
        return BarSize{3 * HourMs};
    if (word == "14D")
        return BarSize{14 * DayMs};
    static constexpr std::string_view known[] = {"1m", "5m", "15m", "30m", "1h", "6h", "12h", "1D", "1W"};
    return std::ranges::find(known, word) == std::end(known) ? std::nullopt : barSize(lowerText(word));
}

json::array bitfinexStatusRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    // What the coming period would cost if the premium stayed as it is.
    const double accrued = fundingRate(spec, state.premium, state.intervalHours);
    return statusRow(spec,
        {view.market().nowMs(), state.last, state.index, state.mark, state.nextFundingMs, accrued, state.fundingRate,
            state.openInterestBase});
}

std::vector<json::array> bitfinexPastStatusRows(const VenueView &view, int contract, TimeMs fromMs, TimeMs toMs)
{
    constexpr TimeMs Kept = 5 * MinuteMs; // how often the market keeps open interest
    const Market &market = view.market();
    const ContractState state = view.state(contract);
    const auto settled = market.settlements(contract, fromMs, toMs + PeriodMs + 1);
    const auto interest = market.openInterestHistory(contract, Kept, fromMs - Kept, toMs + 1);
    auto payment = settled.begin();
    auto point = interest.begin();
    std::vector<json::array> rows;
    for (const Candle &bar : market.candles(contract, MinuteMs, fromMs, toMs + 1)) {
        const TimeMs next = floorTo(bar.openMs, PeriodMs) + PeriodMs;
        while (payment != settled.end() && payment->timeMs < next)
            ++payment;
        while (point != interest.end() && std::next(point) != interest.end() && std::next(point)->timeMs <= bar.openMs)
            ++point;
        const double rate = payment == settled.end() ? state.fundingRate : payment->rate;
        const double open = point == interest.end() ? state.openInterestBase : point->base;
        rows.push_back(
            statusRow(view.spec(contract), {bar.openMs, bar.open, bar.open, bar.open, next, rate, rate, open}));
    }
    return rows;
}

json::array bitfinexTickerRow(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {price(spec, state.last), 12.5, price(spec, state.last + spec.tick), 12.5,
        price(spec, state.last - state.open24h), rounded(state.last / state.open24h - 1, 8), price(spec, state.last),
        rounded(state.volume24hBase, 8), price(spec, state.high24h), price(spec, state.low24h), nullptr};
}

json::array bitfinexTradeRow(const VenueView &view, const Print &print)
{
    const double amount = rounded(print.base, 8);
    return {print.id, print.timeMs, print.takerBuy ? amount : -amount, price(view.spec(print.contract), print.price)};
}

json::array bitfinexCandleRow(const ContractSpec &spec, const Candle &candle)
{
    return {candle.openMs, price(spec, candle.open), price(spec, candle.close), price(spec, candle.high),
        price(spec, candle.low), rounded(candle.base, 8)};
}

std::vector<json::array> bitfinexLiquidationRows(const VenueView &view, const Liquidation &liquidation)
{
    const ContractSpec &spec = view.spec(liquidation.contract);
    const double side = sign(liquidation.position);
    const double entry = price(spec, liquidation.price * (1 + side * 0.01));
    const json::value end = price(spec, liquidation.price);
    const auto row = [&](double base, int match, const json::value &acquired) {
        return json::array{"pos", liquidation.id, liquidation.timeMs, nullptr, spec.symbol, side * rounded(base, 8),
            entry, nullptr, match, 1, nullptr, acquired};
    };
    const bool isPriced = liquidation.id % 3 == 0;
    std::vector<json::array> rows{row(liquidation.base, 0, isPriced ? end : json::value(nullptr))};
    const bool comesLate = liquidation.id % 3 == 1;
    rows.insert(comesLate ? rows.begin() : rows.end(), row(liquidation.base / 2, 1, end));
    rows.push_back(row(liquidation.base / 2, 1, end));
    return rows;
}

json::array bitfinexKeyed(const std::string &key, const json::array &row)
{
    json::array keyed{key};
    keyed.insert(keyed.end(), row.begin(), row.end());
    return keyed;
}

} // namespace isobar::simulation
