#include "core/levelgrid/assetchains.h"

#include <algorithm>
#include <cmath>

namespace isobar {

AssetChains chainsOf(std::span<const Cluster> clusters, ChainMarket market, double price, const TiltEvidence &evidence)
{
    AssetChains chains;
    chains.price = price;
    chains.volumeDayUsd = market.volumeDayUsd;
    chains.tilt = market.tilt;
    chains.evidence = evidence;
    market.kappa = evidence.kappa;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        std::vector<ChainCluster> way;
        for (const Cluster &cluster : clusters) {
            if (cluster.side != side || price <= 0 || cluster.peak <= 0)
                continue;
            const double away = std::log(cluster.peak / price);
            const double ahead = side == PositionSide::Long ? -away : away;
            way.push_back({std::max(0.0, ahead), cluster.oiClosedUsd, cluster.printsUsd});
        }
        chains.sides[static_cast<std::size_t>(side)] = cascadeChain(side, way, market);
    }
    return chains;
}

} // namespace isobar
