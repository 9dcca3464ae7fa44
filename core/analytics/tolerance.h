#pragma once
#include <algorithm>
#include <cmath>

namespace isobar {

/// Relative tolerance of comparisons with thresholds (MODEL 0): 0.45 + 0.15 reaches 0.6.
inline constexpr double RelativeTolerance = 1e-9;

inline double toleranceOf(double a, double b) { return RelativeTolerance * std::max(std::abs(a), std::abs(b)); }
/// a >= b within the tolerance; false where one is NaN. So are the three below.
inline bool atLeast(double a, double b) { return a >= b - toleranceOf(a, b); }
inline bool atMost(double a, double b) { return a <= b + toleranceOf(a, b); }
/// a > b by more than the tolerance.
inline bool above(double a, double b) { return a > b + toleranceOf(a, b); }
/// a < b by more than the tolerance.
inline bool below(double a, double b) { return a < b - toleranceOf(a, b); }

} // namespace isobar
