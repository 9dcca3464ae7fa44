#pragma once
#include "core/levelgrid/levelmap.h"
#include "widgets/heatmap/viewport.h"

#include <vector>

/// The price path as candles. Pure.
namespace isobar::heatmap {

struct DrawnCandle {
    double fromMs = 0, toMs = 0;
    double open = 0, high = 0, low = 0, close = 0; ///< quote per coin
    bool isUp() const { return close >= open; }
    bool operator==(const DrawnCandle &) const = default;
};

/// Length of a candle: a usual one that is at least `leastPixels` wide.
TimeMs candleLength(double msPerPixel, double leastPixels);

/// The candles of [fromMs, toMs), ascending; where only longer columns are known, those.
std::vector<DrawnCandle> candlesOf(const LevelMap &map, double fromMs, double toMs, TimeMs length);

} // namespace isobar::heatmap
