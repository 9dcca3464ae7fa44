#pragma once
#include "core/venues/members.h"

#include <cstdint>

// Times that are not Unix milliseconds.

namespace isobar {

/// A time in a finer unit, of which a millisecond has `unitsPerMs` (1000: µs, 1'000'000: ns); cut to milliseconds. As
/// Members::time: absent when the member is, a fault when it is no whole number; 0 means none.
std::optional<TimeMs> timeIn(const Members &row, JsonKey key, std::int64_t unitsPerMs);
/// The same of something that happened: must be there.
TimeMs needTimeIn(const Members &row, JsonKey key, std::int64_t unitsPerMs);
/// In seconds; must be there.
TimeMs needTimeInSeconds(const Members &row, JsonKey key);
/// ISO 8601 in UTC; must be there.
TimeMs needIsoTime(const Members &row, JsonKey key);

} // namespace isobar
