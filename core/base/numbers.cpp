#include "core/base/numbers.h"

#include <charconv>
#include <cmath>

namespace isobar {

std::optional<double> parseNumber(std::string_view text)
{
    // from_chars takes "inf" and "nan" words; venues never mean them.
    if (text.empty() || (text.back() != '.' && (text.back() < '0' || text.back() > '9')))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

std::string formatShortest(double value)
{
    // Left to itself to_chars writes 0.0001 as "1e-04", for it is a character shorter.
    const double size = std::abs(value);
    const bool isPlain = size == 0 || (size >= 1e-9 && size < 1e15);
    char buffer[64];
    const auto [end, error] = std::to_chars(
        buffer, buffer + sizeof buffer, value, isPlain ? std::chars_format::fixed : std::chars_format::scientific);
    return error == std::errc() ? std::string(buffer, end) : std::string("0");
}

} // namespace isobar
