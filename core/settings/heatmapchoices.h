#pragma once

namespace isobar {

/// Colours of the modelled levels from little to much (UX.md: perceptual, the same value the same colour).
enum class HeatRamp { Viridis, Inferno, Grey, ColourBlind };

/// What the heatmap shows, as far as it is kept from one start to the next.
struct HeatmapChoices {
    bool levels = true; ///< the modelled levels themselves
    bool split = false; ///< longs and shorts in two hues
    bool candles = true;
    bool clusters = true; ///< the top three a side, labelled
    bool chains = false; ///< from cluster to cluster; shown under the cursor even when off
    bool liquidations = true; ///< realised ones, as circles
    bool exact = true; ///< positions with a published liquidation price, as ticks at the edge
    bool opensOnly = false; ///< "what other maps draw" in place of the levels (MODEL 4.2)
    bool settlements = true; ///< times at which funding is paid
    bool positions = true; ///< entry and liquidation price of own positions
    bool edgeMap = true; ///< cumulative liquidations at the right edge
    bool strips = true; ///< open interest, volume delta, liquidations, funding below
    HeatRamp ramp = HeatRamp::Viridis;
    bool logIntensity = true; ///< brightness over the logarithm of the level; else over the level
    double leastLiquidationUsd = 100e3; ///< smaller realised liquidations are not drawn
    int rangeHours = 24; ///< of the past that is in view
    int horizonHours = 24; ///< of the touch probability
    bool operator==(const HeatmapChoices &) const = default;
};

} // namespace isobar
