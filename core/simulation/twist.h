#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/simulation/scenario.h"

namespace isobar::simulation {

/// What a plot does to some contracts apart from the mood of the market, for a while: the rare things that a trader
/// should have seen once.
struct Twist {
    std::string venue; ///< "*": every venue
    std::string asset;
    std::optional<double> rate8h; ///< running funding per 8 h; each contract stops at its cap or floor
    std::optional<double> intervalHours; ///< of funding, where the venue knows more than one
    double capTimes = 1; ///< cap and floor of the rate, times the usual ones
    double markApart = 0; ///< the mark stands that far from where it would (fraction)
    bool isUnlisted = false; ///< not in the venue's catalogue
    bool operator==(const Twist &) const = default;
};

/// Those that hold at a moment, `sinceStart` ms of market time after the start; nothing before it.
std::vector<Twist> plotTwists(Scenario scenario, TimeMs sinceStart);

} // namespace isobar::simulation
