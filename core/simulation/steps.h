#pragma once
#include <cmath>

namespace isobar::simulation {

/// The multiple of `step` (> 0) nearest to `value`, as the double that its decimal text reads as: steps below one are
/// divided by their whole reciprocal, because 0.1 itself is not exact.
inline double roundToStep(double value, double step)
{
    if (step >= 1)
        return std::round(value / step) * step;
    const double perUnit = std::round(1 / step);
    return std::round(value * perUnit) / perUnit;
}

} // namespace isobar::simulation
