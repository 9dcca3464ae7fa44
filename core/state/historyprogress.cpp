#include "core/state/historyprogress.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs ToleranceMs = HourMs; // the first bar of a range may be missing

/// The time back to which one kind of history of a contract is known; none: nothing is.
using Since = std::optional<TimeMs> (*)(const ContractState &);

std::optional<TimeMs> barsSince(const ContractState &contract)
{
    if (contract.barsSinceMs())
        return contract.barsSinceMs();
    const auto oldest = contract.fiveMinuteBars().oldest();
    return oldest ? std::optional(oldest->openMs) : std::nullopt;
}

std::optional<TimeMs> openInterestSince(const ContractState &contract)
{
    if (contract.openInterestSinceMs())
        return contract.openInterestSinceMs();
    const auto &samples = contract.openInterestFine().samples();
    return samples.empty() ? std::nullopt : std::optional(samples.front().timeMs);
}

HistoryProgress::Part partOf(const AssetState &asset, bool VenueTraits::*publishes, Since since, TimeMs marketMs,
    const std::function<bool(const std::string &)> &isFetching)
{
    HistoryProgress::Part part;
    for (auto first = asset.contracts.begin(); first != asset.contracts.end();) {
        const VenueTraits &venue = (*first)->venue();
        const auto end = std::find_if(
            first, asset.contracts.end(), [&](const auto &contract) { return contract->venue().id != venue.id; });
        const auto reaches = [&](TimeMs spanMs) {
            return std::all_of(first, end, [&](const auto &contract) {
                const auto from = since(*contract);
                return from && *from <= marketMs - spanMs + ToleranceMs;
            });
        };
        if (venue.*publishes) {
            ++part.venues;
            const bool hasWeek = reaches(7 * DayMs);
            part.week += hasWeek;
            part.missing += !hasWeek && isFetching && !isFetching(venue.id);
            part.month += reaches(30 * DayMs);
        }
        first = end;
    }
    return part;
}

} // namespace

bool isFetchingHistory(const VenueHealth &health)
{
    return health.state == HealthState::Starting || !health.historyProgress.empty();
}

HistoryProgress historyProgress(
    const AssetState &asset, TimeMs marketMs, const std::function<bool(const std::string &)> &isFetching)
{
    return {partOf(asset, &VenueTraits::pastBars, barsSince, marketMs, isFetching),
        partOf(asset, &VenueTraits::pastOpenInterest, openInterestSince, marketMs, isFetching)};
}

} // namespace isobar
