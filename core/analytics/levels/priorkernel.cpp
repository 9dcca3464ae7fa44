#include "core/analytics/levels/priorkernel.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr PriorRates Habits{.08, .14, .22, .12, .24, .14, .06}; // how much is leveraged so far
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

PriorRates evenRates(double maintenanceRate)
{
    PriorRates rates;
    rates.fill(maintenanceRate);
    return rates;
}

LevelKernel priorKernel(const PriorRates &rates)
{
    LevelKernel kernel;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        LevelLayer layer;
        layer.distance = distanceOfLeverage(std::min(PriorLeverages[i], 1 / (2 * rates[i])), rates[i]);
        layer.halfLifeHours = std::clamp(24'000 * layer.distance * layer.distance, 3.0, 120.0);
        layer.weightLong = layer.weightShort = Habits[i];
        kernel.layers.push_back(layer);
    }
    return kernel;
}

LevelKernel priorKernel(double maintenanceRate) { return priorKernel(evenRates(maintenanceRate)); }

LevelKernel opensOnlyKernel()
{
    LevelKernel kernel;
    for (const double distance : {0.01, 0.02, 0.04, 0.10})
        kernel.layers.push_back({distance, Forever, FlowSource::Volume, 1, 1});
    return kernel;
}

} // namespace isobar
