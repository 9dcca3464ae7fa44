#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// A finite decimal number that fills the whole view ("1e-4" and "-0.5" are numbers; "", " 1", "1x", "+1", "nan",
/// "inf", "0x1" and "1e999" are not).
std::optional<double> parseNumber(std::string_view text);

/// A whole number that fills the whole view and fits.
std::optional<std::int64_t> parseInteger(std::string_view text);

/// Shortest text that reads back as the same double, as JSON wants it. `value` must be finite.
std::string formatShortest(double value);

} // namespace isobar
