#include "core/simulation/servers/marginladder.h"

#include <cmath>

namespace isobar::simulation {

namespace {

constexpr double SmallestUsd = 1000;
constexpr double LargestUsd = 1e9;

bool areSame(const MarginTier &a, const MarginTier &b)
{
    return a.maintenanceRate == b.maintenanceRate && a.maxLeverage == b.maxLeverage;
}

/// The largest whole number of dollars that still has the tier of `lowUsd`; `highUsd` has another.
double edgeBetween(const ContractSpec &spec, double lowUsd, double highUsd)
{
    const MarginTier tier = marginTier(spec, lowUsd);
    while (highUsd - lowUsd > 0.5) {
        const double middle = (lowUsd + highUsd) / 2;
        (areSame(marginTier(spec, middle), tier) ? lowUsd : highUsd) = middle;
    }
    return std::round(lowUsd);
}

} // namespace

std::vector<MarginRung> marginLadder(const ContractSpec &spec)
{
    std::vector<MarginRung> rungs = {{0, LargestUsd, marginTier(spec, SmallestUsd)}};
    // Steps of a tenth find every tier that spans more than that.
    for (double usd = SmallestUsd; usd < LargestUsd; usd *= 1.1) {
        const MarginTier next = marginTier(spec, usd * 1.1);
        if (areSame(next, rungs.back().tier))
            continue;
        const double edge = edgeBetween(spec, usd, usd * 1.1);
        rungs.back().toUsd = edge;
        rungs.push_back({edge, LargestUsd, next});
    }
    return rungs;
}

} // namespace isobar::simulation
