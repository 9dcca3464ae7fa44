#pragma once
#include "widgets/heatmap/heatmapscene.h"

#include <QByteArray>

namespace isobar::heatmap {

/// The visible levels as a table: for each drawn column, bin and side with a level its UTC time (end of the column),
/// the bin's prices, and the expected prints in USD within them (opens-only: what was opened, on the same scale).
/// Filters hold. `pixels`: width of the plot, which decides the length of a column.
QByteArray gridCsv(const HeatmapScene &scene, int pixels);

} // namespace isobar::heatmap
