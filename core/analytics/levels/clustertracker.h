#pragma once
#include "core/levelgrid/cluster.h"

#include <string>
#include <vector>

namespace isobar {

/// Gives clusters their identity through time (MODEL 5): the one before that a cluster overlaps most, by at least half
/// of the narrower, lends its id; else it is new. Deterministic: ids are made of asset, side, moment and peak.
class ClusterTracker {
public:
    explicit ClusterTracker(std::string asset) : m_asset(std::move(asset)) { }
    /// Fills in id and firstSeenMs of the clusters of this moment and remembers them.
    void identify(std::vector<Cluster> &clusters, TimeMs marketMs);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_before); }

private:
    std::string m_asset;
    std::vector<Cluster> m_before;
};

} // namespace isobar
