#pragma once
#include "core/levelgrid/cascadechain.h"
#include "core/levelgrid/cluster.h"

#include <array>
#include <memory>
#include <span>

namespace isobar {

/// What was learned of kappa, the weight of the funding tilt (MODEL 7).
struct TiltEvidence {
    static constexpr int LeastCases = 30;
    double kappa = 0.25; ///< 0..0.8
    double low = -0.1612, high = 0.6612; ///< 90 % interval; of the prior alone at first
    int cases = 0; ///< nodes with a tilt whose outcome is known
    /// Else it is shown as "no measured effect yet".
    bool isMeasured() const { return cases >= LeastCases && (low > 0 || high < 0); }
    bool operator==(const TiltEvidence &) const = default;
};

/// Both chains of an asset with what they were measured with.
struct AssetChains {
    std::array<CascadeChain, 2> sides; ///< by PositionSide; node i belongs to the i-th cluster of that side
    double price = 0; ///< that distances count from
    double volumeDayUsd = 0;
    double tilt = 0;
    TiltEvidence evidence;
    const CascadeChain &of(PositionSide side) const { return sides[static_cast<std::size_t>(side)]; }
};
using AssetChainsPtr = std::shared_ptr<const AssetChains>;

/// The chains of both sides over the clusters of a map (by side, nearest first). `market.tilt` is in force, its kappa
/// is that of the evidence. Distances count from `price`: a cluster that it has reached stands at none.
AssetChains chainsOf(std::span<const Cluster> clusters, ChainMarket market, double price, const TiltEvidence &evidence);

} // namespace isobar
