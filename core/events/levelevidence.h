#pragma once
#include "core/events/rulecontext.h"

#include <string>
#include <vector>

namespace isobar {

/// "16 hex digits": as events name a cluster.
std::string clusterName(const Cluster &cluster);

/// What the modelled levels are measured against now.
EventLevels levelsNow(const RuleContext &context);
/// A cluster as an event keeps it, with what follows from the levels.
EventCluster clusterEvidence(const Cluster &cluster, const EventLevels &levels);
/// The clusters of a side from the price outward, at most five, as the nodes of a chain.
std::vector<EventChainNode> chainEvidence(std::span<const Cluster> clusters, PositionSide side,
    const EventLevels &levels, double tilt = 0, double kappa = 0.25);

/// Makes what follows from the inputs of a cluster, and of a chain. Nodes beyond its end stay with probability 0.
void derive(EventCluster &cluster, const EventLevels &levels);
void deriveChain(std::vector<EventChainNode> &chain, const EventLevels &levels, PositionSide side, double tilt = 0,
    double kappa = 0.25);

} // namespace isobar
