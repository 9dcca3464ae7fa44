#include "core/analytics/validity.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs MarkLimit = 5 * SecondMs;
constexpr TimeMs FundingLimit = 3 * MinuteMs;
constexpr double CapSlack = 1.05;
constexpr double HighestUncapped = 0.04;
constexpr double ThinShare = 0.002;
constexpr double ThinOpenInterestUsd = 1e6;
constexpr double LowestTurnoverOfOpenInterest = 0.02;
constexpr double HighestTurnoverOfOpenInterest = 30;
constexpr TimeMs SuspicionLasts = DayMs;
constexpr int ChangesToAccept = 3;
constexpr TimeMs TimeToAccept = 3 * MinuteMs;

bool isOlder(std::optional<TimeMs> age, TimeMs limit) { return age && *age > limit; }

/// The bound that a rate of this sign moves towards, as a positive number.
std::optional<double> boundOf(double rate, std::optional<double> cap, std::optional<double> floor)
{
    const std::optional<double> bound = rate < 0 ? (floor ? floor : cap) : (cap ? cap : floor);
    if (!bound || *bound == 0)
        return std::nullopt;
    return std::abs(*bound);
}

/// Hours between two settlements, whole minutes; absent when it cannot be one interval.
std::optional<double> spacingHours(TimeMs from, TimeMs to)
{
    const double minutes = std::round(static_cast<double>(to - from) / MinuteMs);
    if (minutes < 1 || minutes > 24 * 60)
        return std::nullopt;
    return minutes / 60;
}

} // namespace

TimeMs markLimitMs(TimeMs pollMs) { return std::max(MarkLimit, 3 * pollMs); }
TimeMs fundingLimitMs(TimeMs pollMs) { return std::max(FundingLimit, 3 * pollMs); }
TimeMs openInterestLimitMs(TimeMs pollMs) { return pollMs > 0 ? 3 * pollMs : FundingLimit; }

bool isStale(const FreshnessInput &input)
{
    if (isOlder(input.markAgeMs, markLimitMs(input.markPollMs))
        || isOlder(input.openInterestAgeMs, openInterestLimitMs(input.openInterestPollMs)))
        return true;
    if (input.sinceSettlementMs)
        return static_cast<double>(*input.sinceSettlementMs) > 1.25 * input.intervalHours * HourMs;
    return isOlder(input.fundingAgeMs, fundingLimitMs(input.fundingPollMs));
}

bool isImplausible(double ratePerInterval, std::optional<double> cap, std::optional<double> floor)
{
    if (!std::isfinite(ratePerInterval))
        return true;
    const std::optional<double> bound = boundOf(ratePerInterval, cap, floor);
    return above(std::abs(ratePerInterval), bound ? CapSlack * *bound : HighestUncapped);
}

std::optional<double> capUsage(double ratePerInterval, std::optional<double> cap, std::optional<double> floor)
{
    const std::optional<double> bound = boundOf(ratePerInterval, cap, floor);
    if (!bound)
        return std::nullopt;
    return std::abs(ratePerInterval) / *bound;
}

bool isMarkCrossed(std::optional<double> mark, std::optional<double> bid, std::optional<double> ask)
{
    return (mark && !(*mark > 0 && std::isfinite(*mark))) || (bid && ask && *bid > *ask);
}

bool isThin(std::optional<double> turnover24hUsd, double symbolTurnover24hUsd, std::optional<double> openInterestUsd)
{
    return (turnover24hUsd && below(*turnover24hUsd, ThinShare * symbolTurnover24hUsd))
        || (openInterestUsd && below(*openInterestUsd, ThinOpenInterestUsd));
}

bool isVolumeSuspect(const VolumeEvidence &evidence)
{
    if (evidence.turnover24hUsd && evidence.openInterestUsd && *evidence.openInterestUsd > 0) {
        const double turns = *evidence.turnover24hUsd / *evidence.openInterestUsd;
        if (below(turns, LowestTurnoverOfOpenInterest) || above(turns, HighestTurnoverOfOpenInterest))
            return true;
    }
    return evidence.openInterestChange && evidence.tradedBase
        && above(std::abs(*evidence.openInterestChange), *evidence.tradedBase);
}

bool SuspicionTimer::step(bool suspect, TimeMs marketMs)
{
    if (!suspect)
        sinceMs.reset();
    else if (!sinceMs)
        sinceMs = marketMs;
    return sinceMs && marketMs - *sinceMs >= SuspicionLasts;
}

std::optional<double> resolveIntervalHours(std::optional<double> instrumentHours,
    std::optional<TimeMs> lastSettlementMs, std::optional<TimeMs> nextSettlementMs,
    std::span<const TimeMs> settlementsMs)
{
    if (instrumentHours && *instrumentHours > 0)
        return instrumentHours;
    if (lastSettlementMs && nextSettlementMs) {
        if (const auto hours = spacingHours(*lastSettlementMs, *nextSettlementMs))
            return hours;
    }
    if (settlementsMs.size() < 3)
        return std::nullopt;
    const auto last = settlementsMs.last(3);
    const auto newer = spacingHours(last[1], last[2]);
    return newer ? newer : spacingHours(last[0], last[1]);
}

bool OutlierGate::step(bool standsApart, double value, TimeMs marketMs)
{
    if (!standsApart) {
        *this = OutlierGate();
        return false;
    }
    if (!lastValue)
        firstMs = marketMs;
    if (!lastValue || *lastValue != value) {
        lastValue = value;
        ++changes;
    }
    accepted = accepted || (changes >= ChangesToAccept && marketMs - firstMs >= TimeToAccept);
    return accepted;
}

Exclusion contractExclusion(const ContractCheck &check)
{
    if (check.switchedOff)
        return Exclusion::SwitchedOff;
    if (!check.ratePerInterval || !check.turnover24hUsd || !check.mark)
        return Exclusion::NoData;
    if (!check.intervalHours)
        return Exclusion::IntervalUnknown;
    if (isMarkCrossed(check.mark))
        return Exclusion::CrossedMark;
    if (isImplausible(*check.ratePerInterval, check.cap, check.floor))
        return Exclusion::Implausible;
    if (isStale(check.freshness))
        return Exclusion::Stale;
    if (isThin(check.turnover24hUsd, check.symbolTurnover24hUsd, check.openInterestUsd))
        return Exclusion::Thin;
    return check.volumeSuspectFor24h ? Exclusion::VolumeSuspect : Exclusion::None;
}

} // namespace isobar
