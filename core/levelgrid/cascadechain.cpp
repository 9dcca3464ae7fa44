#include "core/levelgrid/cascadechain.h"

#include <algorithm>
#include <cmath>

namespace isobar {

double CascadeChain::endPrice(PositionSide side, double price) const
{
    return price * std::exp(side == PositionSide::Long ? -endDistance : endDistance);
}

double fundingTilt(double rate8h, double ratio, bool isOpenInterestHigh)
{
    const double size = std::min(1.0, std::max(0.0, (ratio - 1) / 4)) * (isOpenInterestHigh ? 1 : 0.5);
    return rate8h < 0 ? -size : size;
}

double tiltedBy(double probability, double logOdds)
{
    if (probability <= 0 || probability >= 1)
        return probability;
    return 1 / (1 + (1 - probability) / probability * std::exp(-logOdds));
}

double bookImpact(std::span<const BookDepth> book, double fromDistance, double usd, double survival)
{
    double reached = fromDistance, left = usd;
    for (const BookDepth &depth : book) {
        if (depth.distance < fromDistance)
            continue;
        if (left <= 0)
            break;
        reached = depth.distance;
        left -= survival * depth.usd;
    }
    return reached - fromDistance;
}

CascadeChain cascadeChain(
    PositionSide side, std::span<const ChainCluster> clusters, const ChainMarket &market, const ChainSettings &settings)
{
    const bool isLong = side == PositionSide::Long;
    const double logOdds = market.kappa * (isLong ? market.tilt : -market.tilt);
    const double onTheWay = market.volatility.over(4) * (isLong ? settings.longFactor : settings.shortFactor);
    const auto impactOf = [&](const ChainCluster &cluster) {
        const double byVolume = market.volumeDayUsd > 0
            ? settings.impactFactor * market.volatility.daily() * std::sqrt(cluster.oiClosedUsd / market.volumeDayUsd)
            : 0;
        return std::max(
            byVolume, bookImpact(market.book, cluster.distance, cluster.oiClosedUsd, settings.bookSurvival));
    };
    CascadeChain chain;
    ChainNode sum;
    sum.cumulative = sum.cumulativeTilted = 1;
    double from = 0; // where the node before left the price
    for (std::size_t i = 0; i < clusters.size() && i < settings.depth; ++i) {
        const ChainCluster &cluster = clusters[i];
        ChainNode node = sum;
        node.probability = i == 0 ? touchProbability(cluster.distance, market.volatility.over(24))
                                  : touchProbability(std::max(cluster.distance - from, settings.leastStep), onTheWay);
        node.tilted = tiltedBy(node.probability, logOdds);
        node.cumulative *= node.probability;
        node.cumulativeTilted *= node.tilted;
        if (std::max(node.cumulative, node.cumulativeTilted) < settings.leastProbability)
            break;
        node.impact = impactOf(cluster);
        node.cumulativePrintsUsd += cluster.printsUsd;
        node.cumulativeOiUsd += cluster.oiClosedUsd;
        from = chain.endDistance = cluster.distance + node.impact;
        chain.nodes.push_back(node);
        sum = node;
    }
    return chain;
}

} // namespace isobar
