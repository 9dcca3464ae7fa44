#pragma once
#include "core/levelgrid/levelkernel.h"

#include <array>

namespace isobar {

inline constexpr double PriorMaintenanceRate = 0.005;
/// What a map is multiplied with to be expected prints until enough liquidations were seen (MODEL 3.4).
inline constexpr double PriorReportedScale = 0.15;

/// ln-distance from the entry to the liquidation of a position with that leverage.
double distanceOfLeverage(double leverage, double maintenanceRate = PriorMaintenanceRate);
/// The leverage whose liquidation lies at that distance: its inverse.
double leverageOfDistance(double distance, double maintenanceRate = PriorMaintenanceRate);

/// The leverages of the prior, and the maintenance rate of a position with each of them.
inline constexpr std::array PriorLeverages{100.0, 50.0, 25.0, 20.0, 10.0, 5.0, 3.0};
using PriorRates = std::array<double, PriorLeverages.size()>;
/// The same rate for all.
PriorRates evenRates(double maintenanceRate);

/// The kernel before anything is learned (MODEL 3.4): how much of what is opened is leveraged how far, and for how long
/// it stays. No venue gives more leverage than 1 / (2 maintenanceRate): habits above it are taken as that.
LevelKernel priorKernel(const PriorRates &rates);
LevelKernel priorKernel(double maintenanceRate = PriorMaintenanceRate);
/// Copies of all that is opened at 1, 2, 4 and 10 %, never removed: "what other maps draw" (MODEL 4.2).
LevelKernel opensOnlyKernel();

} // namespace isobar
