#pragma once
#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace isobar::simulation {

/// Numbers as venues write them: plain decimals in text, never with an exponent.

/// `decimals` digits after the point: (0.0001, 8) is "0.00010000".
std::string fixedText(double value, int decimals);
/// At most `decimals` digits after the point, without closing zeros: (1.50, 3) is "1.5", (0.00001, 4) is "0".
std::string plainText(double value, int decimals = 10);
/// Digits after the point of a price or quantity step: 0.05 has 2, 1 has 0. At most 10.
int decimalsOf(double step);
/// The nearest multiple of `step` with the step's decimals.
std::string steppedText(double value, double step);
/// The same number as steppedText() writes.
double stepped(double value, double step);

/// The last `digits` hexadecimal digits of `value`, lower case: (255, 4) is "00ff".
std::string hexText(std::uint64_t value, int digits);

/// "BTCUSDT" → "btcusdt" and back; ASCII only.
std::string lowerText(std::string_view text);
std::string upperText(std::string_view text);

/// The number that `decimals` digits after the point tell.
double rounded(double value, int decimals);
/// "2026-01-05T00:10:00.000Z"
std::string isoText(TimeMs timeMs);

} // namespace isobar::simulation
