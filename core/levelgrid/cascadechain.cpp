#include "core/levelgrid/cascadechain.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

double tiltedBy(double probability, double logOdds)
{
    if (probability <= 0 || probability >= 1)
        return probability;
    return 1 / (1 + (1 - probability) / probability * std::exp(-logOdds));
}

} // namespace

double fundingTilt(double rate8h, double ratio, bool isOpenInterestHigh)
{
    const double size = std::min(1.0, std::max(0.0, (ratio - 1) / 4)) * (isOpenInterestHigh ? 1 : 0.5);
    return rate8h < 0 ? -size : size;
}

std::vector<ChainNode> cascadeChain(PositionSide side, std::span<const ChainCluster> clusters,
    const Volatility &volatility, double volumeDayUsd, double tilt, double kappa, const ChainSettings &settings)
{
    const bool isLong = side == PositionSide::Long;
    const double logOdds = kappa * (isLong ? tilt : -tilt);
    const double onTheWay = volatility.over(4) * (isLong ? settings.longFactor : settings.shortFactor);
    std::vector<ChainNode> nodes;
    double distance = 0, impact = 0, cumulative = 1, cumulativeTilted = 1;
    for (std::size_t i = 0; i < clusters.size() && i < settings.depth; ++i) {
        ChainNode node;
        node.probability = i == 0
            ? touchProbability(clusters[i].distance, volatility.over(24))
            : touchProbability(std::max(clusters[i].distance - distance - impact, settings.leastStep), onTheWay);
        node.tilted = tiltedBy(node.probability, logOdds);
        node.cumulative = cumulative *= node.probability;
        node.cumulativeTilted = cumulativeTilted *= node.tilted;
        if (node.cumulative < settings.leastProbability)
            break;
        distance = clusters[i].distance;
        impact = volumeDayUsd > 0
            ? settings.impactFactor * volatility.daily() * std::sqrt(clusters[i].oiClosedUsd / volumeDayUsd)
            : 0;
        node.impact = impact;
        nodes.push_back(node);
    }
    return nodes;
}

} // namespace isobar
