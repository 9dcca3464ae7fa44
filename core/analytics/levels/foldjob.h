#pragma once
#include "core/analytics/levels/assetfold.h"
#include "core/analytics/levels/flowreader.h"
#include "core/analytics/levels/levelstatistics.h"

#include <span>
#include <vector>

namespace isobar {

/// A fold with what it has learned of the usual.
struct FoldRun {
    AssetFold fold;
    LevelStatistics statistics;
    FlowReader reader; ///< stands where the fold ends
    void take(std::span<const LevelBar> bars);
    /// One bar, and the weighted USD that it crossed, by side.
    Exposure::Crossed take(const LevelBar &bar);

private:
    void closeHour();
};

} // namespace isobar
