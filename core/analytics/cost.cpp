#include "core/analytics/cost.h"

#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>

namespace isobar {

double costPerDay(double rate8h, double leverage) { return leverage * std::abs(perDay(rate8h)); }
double costPerMonth(double rate8h, double leverage) { return leverage * std::abs(perMonth(rate8h)); }
double usdPer10k(double fractionOfMargin) { return 10'000 * fractionOfMargin; }

RealisedFunding realisedFunding(std::span<const SettledRate> settled, TimeMs nowMs, double windowHours)
{
    RealisedFunding result;
    result.windowHours = windowHours;
    const TimeMs from = nowMs - static_cast<TimeMs>(std::llround(windowHours * static_cast<double>(HourMs)));
    double longest = 0;
    for (const SettledRate &each : settled) {
        if (each.timeMs <= from || each.timeMs > nowMs)
            continue;
        result.sum += each.paid();
        result.knownHours += each.hours;
        ++result.settlements;
        longest = std::max(longest, each.hours);
    }
    // Settlements arrive seconds late and intervals change length; a whole one missing is a gap.
    result.complete = result.settlements > 0 && above(result.knownHours, windowHours - longest / 2);
    return result;
}

std::optional<double> weightedRealised(std::span<const RealisedShare> shares)
{
    double sum = 0, weight = 0;
    for (const RealisedShare &each : shares) {
        if (std::isnan(each.sum) || !(each.weight > 0))
            continue;
        sum += each.weight * each.sum;
        weight += each.weight;
    }
    if (!(weight > 0))
        return std::nullopt;
    return sum / weight;
}

} // namespace isobar
