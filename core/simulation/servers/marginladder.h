#pragma once
#include "core/simulation/margin.h"

#include <vector>

namespace isobar::simulation {

/// A tier with the position values that it covers.
struct MarginRung {
    double fromUsd = 0;
    double toUsd = 0; ///< the last rung ends at the largest position anybody may hold
    MarginTier tier;
};

/// The margin schedule of a contract as a list, smallest positions first: the steps of marginTier().
std::vector<MarginRung> marginLadder(const ContractSpec &spec);

} // namespace isobar::simulation
