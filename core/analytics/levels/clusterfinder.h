#pragma once
#include "core/analytics/levels/assetfold.h"
#include "core/analytics/levels/levelstatistics.h"
#include "core/levelgrid/cluster.h"

#include <vector>

namespace isobar {

/// Parameters of MODEL 5. Distances are of ln(price).
struct ClusterSettings {
    double smoothing = 0.0015; ///< standard deviation of the Gaussian
    double overMedian = 1.5; ///< of the median at the same distance
    double joinGap = 0.002;
    double leastShare = 0.005; ///< of the side's total within `shareReach`
    double shareReach = 0.15;
    double loadedRank = 0.90, loadedTouch24h = 0.35, armedTouch4h = 0.35, loadedShareOfOi = 0.001;
    double loadHalfWidth = 0.0025;
};

/// What clusters are found in and measured with.
struct ClusterInputs {
    const AssetFold &fold;
    const LevelStatistics &statistics;
    double reportedScale = 0.15; ///< to expected prints
    double coverage = 0.05; ///< expected prints / cov = open interest closed
    double openInterestUsd = 0; ///< 0: not known, then nothing is loaded
};

/// Clusters of both sides, nearest first on each (longs, then shorts), without ids. Pure.
std::vector<Cluster> findClusters(const ClusterInputs &inputs, const ClusterSettings &settings = {});

} // namespace isobar
