#include "core/simulation/servers/venuetext.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace isobar::simulation {

std::string fixedText(double value, int decimals)
{
    std::array<char, 400> buffer;
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    std::string text = error == std::errc() ? std::string(buffer.data(), end) : std::string("0");
    const bool isZero = text.find_first_not_of("-0.") == std::string::npos;
    if (isZero && text.starts_with('-')) // what rounds to nothing has no sign
        text.erase(0, 1);
    return text;
}

std::string plainText(double value, int decimals)
{
    std::string text = fixedText(value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.'))
            text.pop_back();
    }
    return text;
}

int decimalsOf(double step)
{
    const std::string text = plainText(step, 10);
    const std::size_t point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

double stepped(double value, double step)
{
    if (step <= 0)
        return value;
    const double steps = std::round(value / step);
    // A step of a tenth has no exact double, ten has: 656184 * 0.1 is 65618.40000000001, 656184 / 10 is 65618.4.
    const double inOne = std::round(1 / step);
    return step < 1 && std::abs(inOne * step - 1) < 1e-12 ? steps / inOne : steps * step;
}

std::string steppedText(double value, double step) { return fixedText(stepped(value, step), decimalsOf(step)); }

std::string hexText(std::uint64_t value, int digits)
{
    std::string text(static_cast<std::size_t>(digits), '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4)
        *digit = "0123456789abcdef"[value & 15];
    return text;
}

std::string lowerText(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string upperText(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

double rounded(double value, int decimals)
{
    const double perUnit = std::pow(10, decimals);
    return std::round(value * perUnit) / perUnit;
}

std::string isoText(TimeMs timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

} // namespace isobar::simulation
