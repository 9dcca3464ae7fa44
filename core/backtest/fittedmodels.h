#pragma once
#include "core/analytics/levels/loadmodel.h"

#include <array>
#include <span>
#include <vector>

namespace isobar {

/// A curve over the way of the price and the extremes that it goes beyond, times the open interest: what can be said
/// without any map. By side.
struct NullCurve {
    bool byRange = false; ///< over the whole range of the hour instead of the move on this side
    std::array<double, PathTerm::Knots.size()> byMove{};
    std::array<double, FreshnessHours.size()> byBeyond{};
    double expected(const LoadSample &sample) const;
};
using NullCurves = std::array<NullCurve, 2>;

/// Everything that is fitted, on the same samples.
struct FittedModels {
    LoadModel load;
    NullCurves move; ///< of the move alone
    NullCurves freshness; ///< and of the extremes
    NullCurves freshnessAndRange;
};

/// The nulls alone; samples of any layers.
NullCurves fitMoveNull(std::span<const LoadSample> samples);
NullCurves fitFreshnessNull(std::span<const LoadSample> samples, bool byRange = false);

/// Fits on samples of learnableLayers().
FittedModels fitModels(std::span<const LoadSample> samples, TimeMs fittedMs);

} // namespace isobar
