#include "core/base/isotime.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace isobar {

namespace {

constexpr std::string_view Pattern = "0000-00-00T00:00:00"; // a digit for each 0

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    for (const char c : text.substr(at, count))
        value = value * 10 + (c - '0');
    return value;
}

bool fits(std::string_view text)
{
    if (text.size() < Pattern.size())
        return false;
    for (std::size_t i = 0; i < Pattern.size(); ++i) {
        const bool isRight = Pattern[i] == '0' ? isDigit(text[i])
            : Pattern[i] == 'T'                ? text[i] == 'T' || text[i] == ' '
                                               : text[i] == Pattern[i];
        if (!isRight)
            return false;
    }
    return true;
}

/// Of ".851", to whole milliseconds; nothing for anything else but digits behind a point.
std::optional<int> milliseconds(std::string_view fraction)
{
    if (fraction.empty())
        return 0;
    fraction.remove_prefix(1);
    if (fraction.empty() || !std::all_of(fraction.begin(), fraction.end(), isDigit))
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < 3; ++i)
        value = value * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    return value;
}

} // namespace

std::optional<TimeMs> parseIsoTime(std::string_view text)
{
    using namespace std::chrono;
    if (text.ends_with('Z'))
        text.remove_suffix(1);
    if (!fits(text))
        return std::nullopt;
    const std::string_view fraction = text.substr(Pattern.size());
    const auto rest = fraction.empty() || fraction.front() == '.' ? milliseconds(fraction) : std::nullopt;
    const year_month_day date{year(digitsAt(text, 0, 4)), month(static_cast<unsigned>(digitsAt(text, 5, 2))),
        day(static_cast<unsigned>(digitsAt(text, 8, 2)))};
    const int h = digitsAt(text, 11, 2), m = digitsAt(text, 14, 2), s = digitsAt(text, 17, 2);
    if (!rest || !date.ok() || h > 23 || m > 59 || s > 59)
        return std::nullopt;
    return sys_days(date).time_since_epoch().count() * DayMs + h * HourMs + m * MinuteMs + s * SecondMs + *rest;
}

std::string formatIsoTime(TimeMs time)
{
    using namespace std::chrono;
    const TimeMs day = floorTo(time, DayMs);
    const year_month_day date{sys_days(days(day / DayMs))};
    const int ms = static_cast<int>(time - day);
    char buffer[64];
    const int length = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
    return {buffer, static_cast<std::size_t>(length)};
}

} // namespace isobar
