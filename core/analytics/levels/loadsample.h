#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <array>
#include <vector>

namespace isobar {

/// How far back the extremes lie that a bar may go beyond, in hours.
inline constexpr std::array FreshnessHours{1, 2, 4, 8, 12, 24, 48, 72, 168};

/// One hour and one side, with what was known when it began (MODEL 11): what its price then crossed of the exposure,
/// and what the feeds printed.
struct LoadSample {
    TimeMs openMs = 0; ///< market time
    PositionSide side = PositionSide::Long;
    double move = 0; ///< ln from the close before to the extreme on this side; > 0
    double range = 0; ///< ln(high / low) of the hour: the whole way that its price went
    double openInterestUsd = 0; ///< when the hour began; 0: not known
    std::array<double, FreshnessHours.size()>
        beyond{}; ///< ln by which the extreme lies beyond those of the hours before
    std::vector<float> crossed; ///< by layer: USD (unweighted) between the close before and the extreme
    double printedUsd = 0;
    bool isCensored = false; ///< the feeds were full: `printedUsd` is a lower bound
};

/// Hours and sides count from this move on.
inline constexpr double LeastMove = 0.0005;

} // namespace isobar
