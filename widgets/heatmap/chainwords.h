#pragma once
#include "core/levelgrid/assetchains.h"
#include "core/levelgrid/cluster.h"
#include "widgets/heatmap/readoutwords.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <span>

namespace isobar::heatmap {

/// Where a cluster stands in the chain of its side.
struct ChainPlace {
    int number = 0, count = 0; ///< 1 is the nearest
    ChainNode node;
};
/// Absent: the chain ends before it.
std::optional<ChainPlace> chainPlaceOf(
    const AssetChains &chains, std::span<const Cluster> clusters, std::uint64_t cluster);

/// Cascade chains in words (MODEL 7).
class ChainWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::ChainWords)
public:
    /// "2 of 3: 33% from the one before, 19% in all (21% with the funding tilt)".
    static QString place(const ChainPlace &place, double tilt);
    /// The whole chain, step by step, with its end: "66,400 57% → 65,600 33% (19%) → ...".
    static QString chain(const AssetChains &chains, std::span<const Cluster> clusters, PositionSide side);
    /// The nodes between the price and `toPrice`, and what comes next: "chain 66,400 57% → 65,600 33%, 19% in all; next
    /// 64,900 21%". Empty: no node is on the way.
    static QString onTheWay(
        const AssetChains &chains, std::span<const Cluster> clusters, PositionSide side, double toPrice);
    /// "Funding tilt +0.50, κ 0.25 (-0.16 to 0.66, 12 cases): no measured effect yet".
    static QString tilt(const AssetChains &chains);
    static QString evidence(const TiltEvidence &evidence);
};

} // namespace isobar::heatmap
