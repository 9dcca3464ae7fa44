#include "core/venues/othertimes.h"

#include "core/base/isotime.h"

#include <limits>

namespace isobar {

std::optional<TimeMs> timeIn(const Members &row, JsonKey key, std::int64_t unitsPerMs)
{
    const std::optional<TimeMs> units = row.time(key);
    return units ? std::optional(*units / unitsPerMs) : std::nullopt;
}

TimeMs needTimeIn(const Members &row, JsonKey key, std::int64_t unitsPerMs) { return row.needTime(key) / unitsPerMs; }

TimeMs needTimeInSeconds(const Members &row, JsonKey key)
{
    const TimeMs seconds = row.needTime(key);
    if (seconds <= std::numeric_limits<TimeMs>::max() / SecondMs)
        return seconds * SecondMs;
    row.fault().set("a time beyond all times");
    return 0;
}

TimeMs needIsoTime(const Members &row, JsonKey key)
{
    const std::string_view text = row.needText(key);
    const std::optional<TimeMs> time = parseIsoTime(text);
    if (!time)
        row.fault().set("no time but \"" + std::string(text.substr(0, 40)) + "\"");
    return time.value_or(0);
}

} // namespace isobar
