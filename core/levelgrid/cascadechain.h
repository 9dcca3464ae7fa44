#pragma once
#include "core/levelgrid/touch.h"
#include "core/market/observation.h"

#include <span>
#include <vector>

namespace isobar {

/// Parameters of MODEL 7.
struct ChainSettings {
    double impactFactor = 1; ///< Y
    double bookSurvival = 0.3; ///< of the live book's depth is left in a cascade (median)
    double leastStep = 0.0005; ///< of ln(price), between two nodes
    double longFactor = 1.3, shortFactor = 1.2; ///< of sigma_fast once liquidations run
    std::size_t depth = 5;
    double leastProbability = 0.02; ///< cumulative: there it ends
};

/// A cluster on the way, nearest first.
struct ChainCluster {
    double distance = 0; ///< |ln(peak / price)|
    double oiClosedUsd = 0; ///< N
    double printsUsd = 0; ///< what the feeds would report of it
};

/// What the live book holds at a distance from the price, on the side that forced orders run into.
struct BookDepth {
    double distance = 0; ///< |ln(price of the order / price)|
    double usd = 0;
};

/// What chains are measured with at one moment.
struct ChainMarket {
    Volatility volatility;
    double volumeDayUsd = 0; ///< V_D: clean daily volume of all venues; 0: not known, then closing moves nothing
    double tilt = 0; ///< fundingTilt()
    double kappa = 0.25; ///< times the tilt, in log-odds
    std::span<const BookDepth> book; ///< by distance, ascending; empty: no book is held
};

struct ChainNode {
    double impact = 0; ///< I, of ln(price)
    double probability = 0; ///< touched: the first within 24 h, each other within 4 h of the one before
    double tilted = 0; ///< the same with the funding tilt
    double cumulative = 0, cumulativeTilted = 0;
    double cumulativePrintsUsd = 0, cumulativeOiUsd = 0; ///< of this node and those before it
};

/// One cascade chain: how likely one cluster's closing carries the price to the next. Modelled; no forecast that it
/// begins.
struct CascadeChain {
    std::vector<ChainNode> nodes; ///< the first of the clusters, in their order
    double endDistance = 0; ///< |ln(end price / price)|: where the impact of the last node ends
    double printsUsd() const { return nodes.empty() ? 0 : nodes.back().cumulativePrintsUsd; }
    double oiClosedUsd() const { return nodes.empty() ? 0 : nodes.back().cumulativeOiUsd; }
    /// From a price now, on that side.
    double endPrice(PositionSide side, double price) const;
};

/// sign(F) x how far the ratio is beyond normal, halved while open interest is not high: -1..1 (unproven, MODEL 7).
double fundingTilt(double rate8h, double ratio, bool isOpenInterestHigh);

/// A probability with so much added to its log-odds; 0 and 1 stay.
double tiltedBy(double probability, double logOdds);

/// How far orders of a size push the price through the book from a distance on, of ln(price); what the book does not
/// hold is not counted.
double bookImpact(std::span<const BookDepth> book, double fromDistance, double usd, double survival);

CascadeChain cascadeChain(PositionSide side, std::span<const ChainCluster> clusters, const ChainMarket &market,
    const ChainSettings &settings = {});

} // namespace isobar
