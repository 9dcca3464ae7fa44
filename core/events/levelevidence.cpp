#include "core/events/levelevidence.h"

#include "core/events/hearing.h"
#include "core/levelgrid/cascadechain.h"

#include <cmath>

namespace isobar {

namespace {

constexpr std::size_t ChainDepth = 5;

Volatility volatilityOf(const EventLevels &levels)
{
    Volatility volatility;
    volatility.slow = levels.sigmaSlow;
    volatility.fast = levels.sigmaFast;
    return volatility;
}

double distanceOf(double peak, const EventLevels &levels)
{
    return peak > 0 && levels.price > 0 ? std::abs(std::log(peak / levels.price)) : 0;
}

} // namespace

std::string clusterName(const Cluster &cluster) { return eventIdText(cluster.id); }

EventLevels levelsNow(const RuleContext &context)
{
    EventLevels levels;
    levels.price = context.findings.mark.value_or(0);
    levels.sigmaSlow = context.levels.volatility.slow;
    levels.sigmaFast = context.levels.volatility.fast;
    levels.coverage = context.levels.coverage;
    levels.openInterestUsd = context.findings.openInterestUsd.value_or(0);
    const TimeMs now = context.findings.beat.transportMs;
    if (const ContractState *largest = heardContract(context.findings)) {
        levels.priceAgeMs = now - *largest->markSeenMs;
        if (largest->openInterestSeenMs)
            levels.openInterestAgeMs = now - *largest->openInterestSeenMs;
    }
    for (const AggregateVenue &venue : context.findings.aggregate.venues)
        levels.volumeDayUsd += venue.takesPart() ? venue.effectiveTurnoverUsd : 0;
    return levels;
}

EventCluster clusterEvidence(const Cluster &cluster, const EventLevels &levels)
{
    EventCluster made;
    made.cluster = clusterName(cluster);
    made.low = cluster.low;
    made.high = cluster.high;
    made.peak = cluster.peak;
    made.printsUsd = cluster.printsUsd;
    made.meanAgeHours = cluster.meanAgeHours;
    made.loadRank = cluster.loadRank;
    made.armed = cluster.load == ClusterLoad::Armed;
    derive(made, levels);
    return made;
}

std::vector<EventChainNode> chainEvidence(
    std::span<const Cluster> clusters, PositionSide side, const EventLevels &levels, double tilt, double kappa)
{
    std::vector<EventChainNode> chain;
    for (const Cluster &each : clusters) {
        if (each.side != side || chain.size() >= ChainDepth)
            continue;
        EventChainNode node;
        node.peak = each.peak;
        node.printsUsd = each.printsUsd;
        chain.push_back(node);
    }
    deriveChain(chain, levels, side, tilt, kappa);
    return chain;
}

void derive(EventCluster &cluster, const EventLevels &levels)
{
    const Volatility volatility = volatilityOf(levels);
    cluster.oiClosedUsd = levels.coverage > 0 ? cluster.printsUsd / levels.coverage : 0;
    cluster.distance = distanceOf(cluster.peak, levels);
    cluster.touch4h = touchProbability(cluster.distance, volatility.over(4));
    cluster.touch24h = touchProbability(cluster.distance, volatility.over(24));
}

void deriveChain(
    std::vector<EventChainNode> &chain, const EventLevels &levels, PositionSide side, double tilt, double kappa)
{
    std::vector<ChainCluster> clusters;
    for (EventChainNode &node : chain) {
        node.oiClosedUsd = levels.coverage > 0 ? node.printsUsd / levels.coverage : 0;
        clusters.push_back({distanceOf(node.peak, levels), node.oiClosedUsd, node.printsUsd});
    }
    const std::vector<ChainNode> nodes =
        cascadeChain(side, clusters, {volatilityOf(levels), levels.volumeDayUsd, tilt, kappa, {}}).nodes;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const ChainNode node = i < nodes.size() ? nodes[i] : ChainNode();
        chain[i].impactBp = 1e4 * node.impact;
        chain[i].probability = node.probability;
        chain[i].tilted = node.tilted;
        chain[i].cumulative = node.cumulative;
        chain[i].cumulativeTilted = node.cumulativeTilted;
    }
}

} // namespace isobar
