#pragma once
#include "core/levelgrid/levelmap.h"
#include "widgets/heatmap/viewport.h"

#include <vector>

namespace isobar::heatmap {

/// One side of the liquidation map: expected prints in USD that would have come when the price has moved to
/// `logPrice`, cumulative from the price outward. Starts with (price, 0).
struct EdgePoint {
    double logPrice = 0, usd = 0;
};
using EdgeCurve = std::vector<EdgePoint>;

/// As far as the view reaches; empty when the map has no price or the side lies out of view.
EdgeCurve edgeCurve(const LevelMap &map, PositionSide side, const Viewport &view);

/// The scale of both curves: its end and round steps (1, 2 or 5 times a power of ten), at most `most` of them.
struct EdgeScale {
    double end = 0, step = 0; ///< USD; 0: nothing to show
};
EdgeScale edgeScale(double highestUsd, int most);

/// Expected prints on the way from the price to a level; 0 when there is no price.
double printsTo(const LevelMap &map, double price);

} // namespace isobar::heatmap
