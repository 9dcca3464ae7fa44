#include "core/analytics/levels/priorkernel.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

struct Habit {
    double leverage, weight;
};
constexpr Habit Habits[]{{100, .08}, {50, .14}, {25, .22}, {20, .12}, {10, .24}, {5, .14}, {3, .06}};
constexpr double Forever = 1e12; // hours

} // namespace

double distanceOfLeverage(double leverage, double maintenanceRate)
{
    return -std::log((1 - 1 / leverage) / (1 - maintenanceRate));
}

double leverageOfDistance(double distance, double maintenanceRate)
{
    return 1 / (1 - std::exp(-distance) * (1 - maintenanceRate));
}

LevelKernel priorKernel(double maintenanceRate)
{
    LevelKernel kernel;
    const double mostLeverage = 1 / (2 * maintenanceRate);
    for (const Habit &habit : Habits) {
        LevelLayer layer;
        layer.distance = distanceOfLeverage(std::min(habit.leverage, mostLeverage), maintenanceRate);
        layer.halfLifeHours = std::clamp(24'000 * layer.distance * layer.distance, 3.0, 120.0);
        layer.weightLong = layer.weightShort = habit.weight;
        kernel.layers.push_back(layer);
    }
    return kernel;
}

LevelKernel opensOnlyKernel()
{
    LevelKernel kernel;
    for (const double distance : {0.01, 0.02, 0.04, 0.10})
        kernel.layers.push_back({distance, Forever, FlowSource::Volume, 1, 1});
    return kernel;
}

} // namespace isobar
