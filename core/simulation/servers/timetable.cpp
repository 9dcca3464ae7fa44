#include "core/simulation/servers/timetable.h"

#include <algorithm>

namespace isobar::simulation {

Span forwardSpan(
    std::optional<long long> startMs, std::optional<long long> endMs, int limit, TimeMs stepMs, TimeMs nowMs)
{
    const TimeMs to = std::min<TimeMs>(endMs.value_or(nowMs), nowMs);
    const TimeMs window = stepMs * limit;
    if (startMs) {
        const TimeMs from = std::max<TimeMs>(*startMs, 0);
        return {from, std::min(to, from + window), limit};
    }
    return {std::max<TimeMs>(to - window, 0), to, limit};
}

int limitOf(std::optional<long long> asked, int standard, int maximum)
{
    return asked ? static_cast<int>(std::clamp<long long>(*asked, 1, maximum)) : standard;
}

} // namespace isobar::simulation
