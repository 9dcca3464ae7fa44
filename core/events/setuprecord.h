#pragma once
#include "core/market/event.h"
#include "core/state/sampleseries.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// What a record counts (MODEL 8.4, 9).
struct SetupRecordSettings {
    double move = 0.03; ///< against the crowd, as a share of the price at the entry
    TimeMs withinMs = DayMs;
    TimeMs priceAgeMs = 2 * HourMs; ///< older prices say nothing of a moment
};

/// How many of the entries were followed by such a move, and the same of all hours. An entry counts when the price of
/// its moment is known and `within` has passed by `nowMs`. `prices`: hourly closes, ascending. O(prices x hours).
EventRecord countFollowed(std::span<const TimeMs> entries, PositionSide crowd, std::span<const Sample> prices,
    TimeMs nowMs, const SetupRecordSettings &settings = {});

/// When a crowd was extreme, or turned to this side, judged on hourly F alone, without confirmation and each hour by
/// the hours before it (as MODEL 8.5 counts): the set-ups of a past in which nobody watched. `hours` ascending.
std::vector<TimeMs> extremeHours(std::span<const Sample> hours, PositionSide crowd);
std::vector<TimeMs> flipHours(std::span<const Sample> hours, PositionSide crowd);

/// Makes what follows from the counts.
void derive(EventRecord &record);

} // namespace isobar
