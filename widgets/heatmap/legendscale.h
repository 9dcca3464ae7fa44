#pragma once
#include "widgets/heatmap/heatmapscene.h"

#include <vector>

namespace isobar::heatmap {

/// The legend's bar: expected prints in USD per 0.1 % of price over a position of 0 (left) to 1. Wider than the colour
/// scale in force, so that its ends can be dragged.
struct LegendScale {
    double fromUsd = 0, toUsd = 0; ///< of the bar
    double lowUsd = 0, highUsd = 0; ///< of the colours in force: the two handles
    bool isLog = true;
    bool isOwn = true; ///< the asset's fixed scale; else the handles were moved: colours are relative to them
    bool isSet() const { return toUsd > fromUsd && highUsd > lowUsd; }

    double positionOf(double usd) const; ///< clamped to the bar
    double usdAt(double position) const;
    /// 0 to 1: brightness of the colours at a value.
    double brightnessAt(double usd) const;
    /// Round values on the bar whose positions are at least `leastGap` apart, ascending.
    std::vector<double> ticks(double leastGap) const;
    bool operator==(const LegendScale &) const = default;
};

/// Not set while the map has no scale.
LegendScale legendScale(const LevelMap &map, const HeatmapOptions &options);

enum class LegendHandle { Low, High };
/// The options with a handle moved to a value: kept on the bar and apart from the other handle. A handle put (nearly)
/// where the asset's own scale ends is let go.
HeatmapOptions withHandle(
    const LegendScale &scale, const LevelMap &map, HeatmapOptions options, LegendHandle handle, double usd);
/// Moves it by a step of the keyboard: `steps` times a fortieth of the bar.
HeatmapOptions withHandleMoved(
    const LegendScale &scale, const LevelMap &map, const HeatmapOptions &options, LegendHandle handle, int steps);
/// The asset's own scale.
HeatmapOptions withOwnScale(HeatmapOptions options);

} // namespace isobar::heatmap
