#include "core/analytics/baseline.h"

#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>

namespace isobar {

double Baseline::ratio(double rate8h) const { return std::abs(rate8h) / of(payingSide(rate8h)); }

std::optional<double> Baseline::z(double rate8h, const BaselineSettings &settings) const
{
    if (provisional || std::isnan(rate8h))
        return std::nullopt;
    return (rate8h - signedMedian8h) / std::max(1.4826 * signedDeviation8h, settings.zFloor8h);
}

Baseline evaluateBaseline(std::span<const double> samples, const BaselineSettings &settings)
{
    Baseline result;
    result.longSide8h = settings.longFloor8h;
    result.shortSide8h = settings.shortCeiling8h;
    const auto known = std::count_if(samples.begin(), samples.end(), [](double each) { return !std::isnan(each); });
    result.days = static_cast<double>(known) / 24;
    if (known == 0)
        return result;
    result.median8h = medianDistance(samples, 0);
    result.signedMedian8h = median(samples);
    result.signedDeviation8h = medianDistance(samples, result.signedMedian8h);
    result.low8h = quantile(samples, 0.1);
    result.high8h = quantile(samples, 0.9);
    result.provisional = below(result.days, settings.daysNeeded);
    if (!result.provisional) {
        result.longSide8h = std::max(result.median8h, settings.longFloor8h);
        result.shortSide8h = std::clamp(result.median8h, settings.shortFloor8h, settings.shortCeiling8h);
    }
    return result;
}

} // namespace isobar
