#include "core/levelgrid/touch.h"

#include <cmath>
#include <numbers>

namespace isobar {

double Volatility::over(double hours) const { return (hours > 8 ? slow : fast) * std::sqrt(hours); }

double touchProbability(double distance, double sigma)
{
    if (sigma <= 0)
        return 0;
    const double d = std::abs(distance) / std::numbers::sqrt2;
    return 0.85 * std::erfc(d / (0.8 * sigma)) + 0.15 * std::erfc(d / (2 * sigma));
}

} // namespace isobar
