#pragma once
#include "core/analytics/settledrate.h"

#include <optional>
#include <span>

namespace isobar {

/// The leverage at which costs are told (MODEL 1.6).
inline constexpr double CostLeverage = 10;

/// leverage x 3|F|: the crowd's cost a day as a fraction of its margin, at this rate. Negative F: the shorts pay it.
double costPerDay(double rate8h, double leverage = CostLeverage);
/// leverage x 90|F|: in 30 days, not compounded.
double costPerMonth(double rate8h, double leverage = CostLeverage);
/// USD per 10 000 USD of margin for a fraction of margin.
double usdPer10k(double fractionOfMargin);

/// What was really paid over the last T (MODEL 1.6).
struct RealisedFunding {
    double sum =
        0; ///< of the settled rates in (now - T, now]: a fraction of the notional, paid by longs (< 0: received)
    double knownHours = 0; ///< sum of their intervals
    int settlements = 0;
    bool complete = false; ///< no interval of the window is missing
    double windowHours = 0; ///< T
    /// leverage x sum: of a long's margin.
    double cost(double leverage = CostLeverage) const { return leverage * sum; }
    /// sum x 365 / T in days.
    double apr() const { return windowHours > 0 ? sum * 365 * 24 / windowHours : 0; }
};
/// `settled` ascending, all of one contract. Continuous funding has no settlements, hence nothing here.
RealisedFunding realisedFunding(std::span<const SettledRate> settled, TimeMs nowMs, double windowHours);

/// One venue's part in the mean over venues.
struct RealisedShare {
    double weight = 0;
    double sum = 0; ///< NaN: not known; the others take its weight
};
/// Weighted mean of the sums; absent when none is known.
std::optional<double> weightedRealised(std::span<const RealisedShare> shares);

} // namespace isobar
