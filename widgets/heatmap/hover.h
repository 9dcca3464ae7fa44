#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/readoutwords.h"

namespace isobar::heatmap {

/// What is modelled at a moment and a price, from the columns that are drawn there; right of now, what stands now.
/// Exact. Cost: some ten microseconds. Pure.
LevelReading readingAt(const HeatmapScene &scene, double msPerPixel, double ms, double price);

} // namespace isobar::heatmap
