#pragma once
#include <cstdint>

namespace isobar {

/// Unix time in milliseconds, UTC. Differences of two are milliseconds too.
using TimeMs = std::int64_t;

inline constexpr TimeMs SecondMs = 1000;
inline constexpr TimeMs MinuteMs = 60 * SecondMs;
inline constexpr TimeMs HourMs = 60 * MinuteMs;
inline constexpr TimeMs DayMs = 24 * HourMs;

/// The largest multiple of `step` not after `t` (also for negative t). `step` > 0.
constexpr TimeMs floorTo(TimeMs t, TimeMs step)
{
    const TimeMs rest = t % step;
    return t - (rest < 0 ? rest + step : rest);
}

} // namespace isobar
