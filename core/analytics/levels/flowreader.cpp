#include "core/analytics/levels/flowreader.h"

#include "core/analytics/levels/venuegroups.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double RotationShare = 0.05; // of the volume opens anew (MODEL 3.2)
constexpr TimeMs SampleToleranceMs = 10 * MinuteMs;
constexpr TimeMs LongestStepMs = 30 * MinuteMs; // open interest is not followed across longer gaps (MODEL 12)
constexpr TimeMs KnownPastMs = 6 * HourMs;
constexpr double JumpShare = 0.15; // a rise that was not traded is a fault of the feed (MODEL 2)
constexpr TimeMs HoldMs = 15 * MinuteMs;
constexpr TimeMs MinutesKeptMs = 6 * HourMs;
constexpr TimeMs YoungMs = 14 * DayMs; // what is made of less is hatched
constexpr TimeMs CoarseMs = 5 * MinuteMs;

std::size_t groupOf(const ContractState &contract)
{
    return venueGroupOf(contract.venue(), contract.instrument().kind);
}

const BarSeries &seriesOf(const ContractState &contract, TimeMs stepMs)
{
    return stepMs == MinuteMs ? contract.minuteBars() : contract.fiveMinuteBars();
}

void takePrice(LevelFlow &flow, const Bar &bar)
{
    if (flow.hasPrice)
        return;
    flow.hasPrice = true;
    flow.high = bar.high;
    flow.low = bar.low;
    flow.close = bar.close;
}

} // namespace

FlowReader::FlowReader(const AssetState &asset, TimeMs marketMs, TimeMs liveSinceMs)
    : m_liveSinceMs(liveSinceMs), m_ranges(VenueGroupCount)
{
    for (const auto &contract : asset.contracts) {
        const auto &samples = contract->openInterestFine().samples();
        if (!samples.empty() && samples.front().timeMs <= marketMs - KnownPastMs)
            m_drawn.insert(contract->instrument().id);
    }
}

FlowReader::Order FlowReader::byOpenInterest(const AssetState &asset)
{
    Order order;
    for (const auto &contract : asset.contracts)
        order.push_back(contract.get());
    std::stable_sort(order.begin(), order.end(), [](const ContractState *a, const ContractState *b) {
        return a->openInterestUsd().value_or(0) > b->openInterestUsd().value_or(0);
    });
    return order;
}

std::optional<TimeMs> FlowReader::firstBarMs(const AssetState &asset, TimeMs notBeforeMs)
{
    std::optional<TimeMs> first;
    for (const auto &contract : asset.contracts) {
        for (const BarSeries *series : {&contract->fiveMinuteBars(), &contract->minuteBars()}) {
            const auto bars = series->from(notBeforeMs);
            if (!bars.empty())
                first = std::min(first.value_or((*bars.begin()).openMs), (*bars.begin()).openMs);
        }
    }
    return first;
}

std::vector<LevelBar> FlowReader::readOn(const AssetState &asset, TimeMs fromMs, TimeMs toMs)
{
    // Minutes are fetched for the last hours only, and live ones begin in the middle of nowhere.
    TimeMs minutesFrom = std::numeric_limits<TimeMs>::max();
    for (const ContractState *contract : byOpenInterest(asset)) {
        if (const auto oldest = contract->minuteBars().oldest()) {
            minutesFrom = std::max(oldest->openMs + CoarseMs - 1, toMs - MinutesKeptMs);
            minutesFrom = floorTo(minutesFrom, CoarseMs);
            break;
        }
    }
    std::vector<LevelBar> bars;
    const TimeMs coarseTo = floorTo(std::min(minutesFrom, toMs), CoarseMs);
    const auto append = [&](TimeMs untilMs, TimeMs stepMs) {
        const std::vector<LevelBar> some = read(asset, fromMs, untilMs, stepMs);
        bars.insert(bars.end(), some.begin(), some.end());
        fromMs = std::max(fromMs, untilMs);
    };
    if (fromMs < coarseTo) {
        append(floorTo(fromMs + CoarseMs - 1, CoarseMs), MinuteMs); // after a sleep it may begin within a coarse bar
        append(coarseTo, CoarseMs);
    }
    append(toMs, MinuteMs);
    return bars;
}

std::vector<LevelBar> FlowReader::read(const AssetState &asset, TimeMs fromMs, TimeMs toMs, TimeMs stepMs)
{
    std::vector<LevelBar> bars;
    if (toMs <= fromMs)
        return bars;
    if (m_firstMs == 0)
        m_firstMs = fromMs;
    bars.resize(static_cast<std::size_t>((toMs - fromMs) / stepMs));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        LevelBar &bar = bars[i];
        bar.openMs = fromMs + static_cast<TimeMs>(i) * stepMs;
        bar.lengthMs = stepMs;
        bar.openInterestCoins = bar.deltaCoins = Unknown;
        bar.isHatched = bar.endMs() <= m_liveSinceMs || bar.endMs() - m_firstMs < YoungMs;
        bar.flows.resize(VenueGroupCount);
    }
    const Order contracts = byOpenInterest(asset);
    readPrices(contracts, bars, fromMs, stepMs);
    std::map<const ContractState *, std::vector<double>> traded;
    for (const ContractState *contract : contracts) {
        std::vector<double> &coins = traded[contract];
        coins.resize(bars.size());
        for (const Bar &bar : seriesOf(*contract, stepMs).from(fromMs)) {
            if (bar.openMs >= toMs)
                break;
            coins[static_cast<std::size_t>((bar.openMs - fromMs) / stepMs)] = bar.volumeCoins;
        }
    }
    readOpenInterest(contracts, bars, traded);
    readSettlements(contracts, bars);
    leaveOutKnown(bars);
    return bars;
}

void FlowReader::leaveOutKnown(std::vector<LevelBar> &bars) const
{
    for (LevelBar &bar : bars) {
        for (std::size_t group = 0; group < bar.flows.size(); ++group) {
            for (std::size_t side = 0; side < 2; ++side) {
                bar.flows[group].openedVolumeUsd[side] *= 1 - m_known[group][side];
                bar.flows[group].openedOiUsd[side] *= 1 - m_known[group][side];
            }
        }
    }
}

void FlowReader::readPrices(const Order &contracts, std::vector<LevelBar> &bars, TimeMs fromMs, TimeMs stepMs) const
{
    for (const ContractState *contract : contracts) {
        const std::size_t group = groupOf(*contract);
        for (const Bar &from : seriesOf(*contract, stepMs).from(fromMs)) {
            const auto at = static_cast<std::size_t>((from.openMs - fromMs) / stepMs);
            if (at >= bars.size())
                break;
            LevelBar &bar = bars[at];
            takePrice(bar.flows[group], from);
            if (!bar.hasPrice) { // contracts come by size: the largest that has this bar
                bar.hasPrice = true;
                bar.open = from.open;
                bar.high = from.high;
                bar.low = from.low;
                bar.close = from.close;
            }
            const double usd = from.volumeCoins * from.close;
            for (double &opened : bar.flows[group].openedVolumeUsd)
                opened += RotationShare * usd;
            const double buyUsd = from.takerBuyCoins ? *from.takerBuyCoins * from.close : usd / 2;
            bar.takerUsd[0] += buyUsd;
            bar.takerUsd[1] += usd - buyUsd;
            bar.volumeCoins += from.volumeCoins;
            if (from.takerBuyCoins) {
                const double delta = 2 * *from.takerBuyCoins - from.volumeCoins;
                bar.deltaCoins = std::isnan(bar.deltaCoins) ? delta : bar.deltaCoins + delta;
            }
        }
    }
}

/// Growth in coins since the sample before; absent when there is no new one, or none to compare with. `knownCoins`
/// grows by what the contract had before.
std::optional<double> FlowReader::growth(
    const ContractState &contract, TimeMs endMs, double tradedCoins, double &knownCoins)
{
    const auto sample = contract.openInterestFine().at(endMs - 1, SampleToleranceMs);
    if (!sample)
        return std::nullopt;
    const auto [entry, isNew] = m_openInterest.try_emplace(contract.instrument().id, OpenInterest{*sample, {}});
    OpenInterest &known = entry->second;
    if (isNew)
        return std::nullopt;
    knownCoins += known.last.value;
    if (sample->timeMs <= known.last.timeMs)
        return std::nullopt;
    const double change = sample->value - known.last.value;
    const bool isJump = change > JumpShare * known.last.value && change > tradedCoins;
    const TimeMs step = sample->timeMs - known.last.timeMs;
    if (isJump && sample->timeMs - known.heldSinceMs.value_or(sample->timeMs) < HoldMs) {
        if (!known.heldSinceMs)
            known.heldSinceMs = sample->timeMs;
        return std::nullopt;
    }
    const bool wasHeld = known.heldSinceMs.has_value();
    known.heldSinceMs.reset();
    known.last = *sample;
    // What was a jump for a quarter of an hour is a new level, not new positions.
    return step <= LongestStepMs && !(wasHeld && isJump) ? std::optional(change) : std::nullopt;
}

void FlowReader::readOpenInterest(const Order &contracts, std::vector<LevelBar> &bars,
    const std::map<const ContractState *, std::vector<double>> &traded)
{
    for (std::size_t i = 0; i < bars.size(); ++i) {
        LevelBar &bar = bars[i];
        std::array<double, VenueGroupCount> change{}, known{};
        std::array<bool, VenueGroupCount> isSeen{};
        for (const ContractState *contract : contracts) {
            const std::size_t group = groupOf(*contract);
            if (const auto grown = growth(*contract, bar.endMs(), traded.at(contract)[i], known[group])) {
                change[group] += *grown;
                isSeen[group] = true;
            }
            if (!m_drawn.contains(contract->instrument().id))
                continue;
            if (const auto entry = m_openInterest.find(contract->instrument().id); entry != m_openInterest.end()) {
                const double coins = entry->second.last.value;
                bar.openInterestCoins = std::isnan(bar.openInterestCoins) ? coins : bar.openInterestCoins + coins;
            }
        }
        for (std::size_t g = 0; g < VenueGroupCount; ++g) {
            LevelFlow &flow = bar.flows[g];
            Range &range = m_ranges[g];
            if (flow.hasPrice) {
                range.high = std::max(range.high, flow.high);
                range.low = range.low > 0 ? std::min(range.low, flow.low) : flow.low;
            }
            if (!isSeen[g] || range.low <= 0)
                continue;
            if (change[g] > 0) {
                const double price = flow.hasPrice ? flow.close : range.low;
                flow.openedOiUsd = {change[g] * price, change[g] * price};
                flow.oiHigh = range.high;
                flow.oiLow = range.low;
            } else if (known[g] > 0) {
                flow.closingFactor = std::max(0.0, 1 + change[g] / known[g]);
            }
            range = {};
        }
    }
}

void FlowReader::readSettlements(const Order &contracts, std::vector<LevelBar> &bars)
{
    std::array<bool, VenueGroupCount> isDone{};
    for (const ContractState *contract : contracts) {
        const std::size_t group = groupOf(*contract);
        if (isDone[group] || contract->payments().empty())
            continue;
        isDone[group] = true; // the largest that has any
        const TimeMs from = bars.front().openMs, step = bars.front().lengthMs;
        const auto &payments = contract->payments();
        auto payment = std::upper_bound(payments.begin(), payments.end(), from,
            [](TimeMs time, const FundingPayment &each) { return time < each.timeMs; });
        for (; payment != payments.end() && payment->timeMs <= bars.back().endMs(); ++payment) {
            // (open, end]: a settlement on the hour belongs to the bar that ends there
            const auto at = static_cast<std::size_t>((payment->timeMs - from - 1) / step);
            bars[at].flows[group].settledRate += payment->rate;
        }
    }
}

} // namespace isobar
