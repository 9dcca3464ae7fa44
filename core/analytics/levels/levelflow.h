#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <array>
#include <vector>

namespace isobar {

/// What one venue group did in one bar (MODEL 3.2). Prices: quote per coin, of the group's largest contract. USD as
/// notional at the close.
struct LevelFlow {
    bool hasPrice = false; ///< false: nothing is known of this bar; time passes, nothing is touched
    double high = 0, low = 0, close = 0;
    std::array<double, 2> openedVolumeUsd{}; ///< by side: rotation (source vol)
    std::array<double, 2> openedOiUsd{}; ///< by side: growth of open interest (source oi)
    double oiHigh = 0, oiLow = 0; ///< range of the price over the time in which the open interest grew
    double closingFactor = 1; ///< what is left where open interest fell: 1 + dO / O
    double settledRate = 0; ///< funding settled in the bar, fraction; > 0: longs pay
};

/// One bar of an asset: its venue groups, and what the picture shows beside the levels.
struct LevelBar {
    TimeMs openMs = 0, lengthMs = 0;
    bool hasPrice = false;
    double open = 0, high = 0, low = 0, close = 0; ///< of the largest contract
    double openInterestCoins = 0; ///< NaN: not known
    double volumeCoins = 0, deltaCoins = 0; ///< delta NaN: no venue tells the taker's side
    bool isHatched = false;
    std::vector<LevelFlow> flows; ///< by venue group
    std::array<double, 2> takerUsd{}; ///< bought (0) and sold (1) by takers on all groups, for the map that others draw
    TimeMs endMs() const { return openMs + lengthMs; }
};

/// The flow of the map that others draw (MODEL 4.2): what takers bought opens longs, what they sold shorts.
inline LevelFlow opensOnlyFlow(const LevelBar &bar)
{
    LevelFlow flow;
    flow.hasPrice = bar.hasPrice;
    flow.high = bar.high;
    flow.low = bar.low;
    flow.close = bar.close;
    flow.openedVolumeUsd = bar.takerUsd;
    return flow;
}

} // namespace isobar
