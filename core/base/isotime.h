#pragma once
#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// ISO 8601 in UTC: "2024-08-22T23:59:59.851Z". A blank may stand for the T, the fraction (cut to milliseconds) and the
/// Z may be missing; other zones, other lengths and days that do not exist are nothing.
std::optional<TimeMs> parseIsoTime(std::string_view text);

/// "2024-08-22T23:59:59.851Z", always with milliseconds. Years 0 to 9999.
std::string formatIsoTime(TimeMs time);

} // namespace isobar
