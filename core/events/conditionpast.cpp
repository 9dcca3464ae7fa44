#include "core/events/conditionpast.h"

#include "core/events/userrule.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

using Samples = std::vector<Sample>;

/// The last sample not after `timeMs` and not older than `tolerance`.
std::optional<double> valueAt(const Samples &samples, TimeMs timeMs, TimeMs tolerance)
{
    auto after = std::upper_bound(
        samples.begin(), samples.end(), timeMs, [](TimeMs time, const Sample &each) { return time < each.timeMs; });
    while (after != samples.begin()) {
        --after;
        if (after->timeMs < timeMs - tolerance)
            break;
        if (std::isfinite(after->value))
            return after->value;
    }
    return std::nullopt;
}

const VenueFindings *venueOf(const AssetFindings &findings, const std::string &id)
{
    const auto found = std::find_if(findings.venues.begin(), findings.venues.end(),
        [&](const VenueFindings &each) { return each.traits.id == id; });
    return found == findings.venues.end() ? nullptr : &*found;
}

/// The largest contract of the venue, or of all, that has bars.
const ContractState *barsOf(const AssetState &asset, const std::string &venue)
{
    const ContractState *largest = nullptr;
    double most = -1;
    for (const auto &contract : asset.contracts) {
        const bool isMeant = venue.empty() || contract->venue().id == venue;
        const double size = contract->openInterestUsd().value_or(0);
        if (isMeant && contract->fiveMinuteBars().oldest() && size > most) {
            largest = contract.get();
            most = size;
        }
    }
    return largest;
}

/// The bar that ends at or holds the moment.
std::optional<Bar> barAt(const ContractState &contract, TimeMs timeMs)
{
    const BarSeries &bars = contract.fiveMinuteBars();
    return bars.at(floorTo(timeMs - 1, bars.stepMs()));
}

struct Measure {
    const UserCondition &condition;
    const AssetState &asset;
    const AssetFindings &findings;
    const PastTimes &times;
    bool touching;
    TimeMs windowMs = static_cast<TimeMs>(condition.windowHours * HourMs);
    ConditionPast past = {};

    void fill(TimeMs reachMs, const auto &valueOf)
    {
        past.isKept = true;
        past.reachMs = reachMs;
        past.values.resize(times.count);
        for (std::size_t i = 0; i < times.count; ++i)
            past.values[i] = valueOf(times.at(i));
    }

    void prices()
    {
        const ContractState *contract = barsOf(asset, condition.venue);
        if (!contract)
            return;
        const bool isAbove = condition.kind == UserConditionKind::PriceAbove;
        fill(contract->fiveMinuteBars().oldest()->openMs, [&](TimeMs at) -> std::optional<double> {
            const auto bar = barAt(*contract, at);
            if (!bar)
                return std::nullopt;
            return !touching ? bar->close : isAbove ? bar->high : bar->low;
        });
    }
    void moves()
    {
        const ContractState *contract = barsOf(asset, condition.venue);
        if (!contract)
            return;
        fill(contract->fiveMinuteBars().oldest()->openMs + windowMs, [&](TimeMs at) -> std::optional<double> {
            const auto now = barAt(*contract, at), then = barAt(*contract, at - windowMs);
            if (!now || !then || !(then->close > 0))
                return std::nullopt;
            const double close = std::abs(now->close / then->close - 1);
            if (!touching)
                return close;
            return std::max({close, std::abs(now->high / then->close - 1), std::abs(now->low / then->close - 1)});
        });
    }
    void funding()
    {
        SharedSamples samples = findings.hourly;
        TimeMs tolerance = HourMs;
        if (!condition.venue.empty()) {
            const VenueFindings *venue = venueOf(findings, condition.venue);
            samples = venue ? venue->settled : nullptr;
            tolerance = 10 * HourMs; // a settlement of an 8 h venue holds a little beyond the next
        }
        if (samples && !samples->empty())
            fill(samples->front().timeMs, [&](TimeMs at) { return valueAt(*samples, at, tolerance); });
    }
    void due()
    {
        Samples all;
        TimeMs reach = 0;
        for (const VenueFindings &venue : findings.venues) {
            if (!venue.settled || venue.settled->empty()
                || (!condition.venue.empty() && venue.traits.id != condition.venue))
                continue;
            reach = std::max(reach, venue.settled->front().timeMs);
            all.insert(all.end(), venue.settled->begin(), venue.settled->end());
        }
        std::sort(all.begin(), all.end(), [](const Sample &a, const Sample &b) { return a.timeMs < b.timeMs; });
        if (all.empty())
            return;
        fill(reach, [&](TimeMs at) -> std::optional<double> {
            std::optional<double> largest;
            auto next = std::upper_bound(
                all.begin(), all.end(), at, [](TimeMs time, const Sample &each) { return time < each.timeMs; });
            for (; next != all.end() && next->timeMs <= at + windowMs; ++next)
                largest = std::max(largest.value_or(0), std::abs(next->value));
            return largest.value_or(NoneThere);
        });
    }
    void spread()
    {
        TimeMs reach = 0;
        for (const VenueFindings &venue : findings.venues) {
            if (venue.settled && !venue.settled->empty())
                reach = std::max(reach, venue.settled->front().timeMs);
        }
        if (reach == 0)
            return;
        fill(reach, [&](TimeMs at) -> std::optional<double> {
            double low = INFINITY, high = -INFINITY;
            int known = 0;
            for (const VenueFindings &venue : findings.venues) {
                const auto rate = venue.settled ? valueAt(*venue.settled, at, 10 * HourMs) : std::nullopt;
                if (!rate)
                    continue;
                low = std::min(low, *rate);
                high = std::max(high, *rate);
                ++known;
            }
            return known >= 2 ? std::optional(high - low) : std::nullopt;
        });
    }
    void openInterest()
    {
        constexpr TimeMs Tolerance = 15 * MinuteMs;
        TimeMs reach = INT64_MAX;
        for (const auto &contract : asset.contracts) {
            const auto &samples = contract->openInterestFine().samples();
            if (!samples.empty())
                reach = std::min(reach, samples.front().timeMs);
        }
        if (reach == INT64_MAX)
            return;
        fill(reach + windowMs, [&](TimeMs at) -> std::optional<double> {
            double now = 0, then = 0; // of the contracts that are known at both
            for (const auto &contract : asset.contracts) {
                const auto late = contract->openInterestFine().at(at, Tolerance);
                const auto early = contract->openInterestFine().at(at - windowMs, Tolerance);
                if (late && early) {
                    now += late->value;
                    then += early->value;
                }
            }
            return then > 0 ? std::optional(std::abs(now / then - 1)) : std::nullopt;
        });
    }
    void liquidations()
    {
        if (!asset.liquidationsSinceMs)
            return;
        const TimeMs minutes = std::clamp<TimeMs>(windowMs / MinuteMs, 1, DayMs / MinuteMs);
        const auto dead = [&](TimeMs minuteMs) {
            const LiquidationSums sums = asset.liquidations.minute(minuteMs);
            return (condition.side != PositionSide::Short ? sums.longUsd : 0)
                + (condition.side != PositionSide::Long ? sums.shortUsd : 0);
        };
        // Sums over all minutes since the first window began; a window is the difference of two.
        const TimeMs firstMs = floorTo(times.fromMs, MinuteMs) - minutes * MinuteMs;
        std::vector<double> until{0};
        for (TimeMs at = firstMs; at < times.toMs(); at += MinuteMs)
            until.push_back(until.back() + dead(at));
        fill(*asset.liquidationsSinceMs, [&](TimeMs at) -> std::optional<double> {
            if (at < *asset.liquidationsSinceMs)
                return std::nullopt;
            const auto end = static_cast<std::size_t>((floorTo(at, MinuteMs) - firstMs) / MinuteMs);
            return until[end] - until[end - static_cast<std::size_t>(minutes)];
        });
    }
};

} // namespace

ConditionPast pastOf(const UserCondition &condition, const AssetState &asset, const AssetFindings &findings,
    const PastTimes &times, bool touching)
{
    using enum UserConditionKind;
    Measure measure{condition, asset, findings, times, touching};
    switch (condition.kind) {
    case PriceAbove:
    case PriceBelow:
        measure.prices();
        break;
    case PriceMoved:
        measure.moves();
        break;
    case FundingAbove:
    case FundingBelow:
        measure.funding();
        break;
    case DueAbove:
        measure.due();
        break;
    case SpreadAbove:
        measure.spread();
        break;
    case OpenInterestChanged:
        measure.openInterest();
        break;
    case Liquidated:
        measure.liquidations();
        break;
    case PremiumAbove:
    case PremiumBelow:
    case ClusterWithin:
    case FeedLost:
        break;
    }
    return measure.past;
}

} // namespace isobar
