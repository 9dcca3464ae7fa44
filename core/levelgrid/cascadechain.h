#pragma once
#include "core/levelgrid/touch.h"
#include "core/market/observation.h"

#include <span>
#include <vector>

namespace isobar {

/// Parameters of MODEL 7.
struct ChainSettings {
    double impactFactor = 1; ///< Y
    double leastStep = 0.0005; ///< of ln(price), between two nodes
    double longFactor = 1.3, shortFactor = 1.2; ///< of sigma_fast once liquidations run
    std::size_t depth = 5;
    double leastProbability = 0.02; ///< cumulative: there it ends
};

/// A cluster on the way, nearest first.
struct ChainCluster {
    double distance = 0; ///< |ln(peak / price)|
    double oiClosedUsd = 0; ///< N
};

struct ChainNode {
    double impact = 0; ///< I, of ln(price)
    double probability = 0; ///< touched: the first within 24 h, each other within 4 h of the one before
    double tilted = 0; ///< the same with the funding tilt
    double cumulative = 0, cumulativeTilted = 0;
};

/// sign(F) x how far the ratio is beyond normal, halved while open interest is not high: -1..1 (unproven, MODEL 7).
double fundingTilt(double rate8h, double ratio, bool isOpenInterestHigh);

/// One cascade chain of one side: how likely one cluster's closing carries the price to the next. `volumeDayUsd`: clean
/// daily volume of all venues; `tilt`: fundingTilt(), times `kappa` in log-odds. Modelled; no forecast that it begins.
std::vector<ChainNode> cascadeChain(PositionSide side, std::span<const ChainCluster> clusters,
    const Volatility &volatility, double volumeDayUsd, double tilt = 0, double kappa = 0.25,
    const ChainSettings &settings = {});

} // namespace isobar
