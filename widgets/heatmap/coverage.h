#pragma once
#include "core/levelgrid/levelmap.h"

#include <array>
#include <utility>
#include <vector>

namespace isobar::heatmap {

/// A stretch of time that is drawn from one chunk.
struct CoverSpan {
    LevelChunkPtr chunk;
    double fromMs = 0, toMs = 0;
};

/// The series whose columns are drawn when a pixel lasts so long: hours from 20 min on, five minutes from 3 min on,
/// else minutes.
std::size_t seriesFor(double msPerPixel);

/// Where the finest series that there is ends; 0 when there is none.
double knownEnd(const std::array<LevelSeries, 3> &series);

/// What is drawn of [fromMs, toMs), ascending, without overlaps: the wanted series where it reaches, else a coarser
/// one, else a finer one. Holes are times of which nothing is known.
std::vector<CoverSpan> coverage(
    const std::array<LevelSeries, 3> &series, std::size_t wanted, double fromMs, double toMs);

/// Stretches of [fromMs, toMs) that are drawn from columns of another length than before, or that were a hole.
std::vector<std::pair<double, double>> differences(
    const std::vector<CoverSpan> &before, const std::vector<CoverSpan> &now, double fromMs, double toMs);

/// A column of a chunk with its times, as it is drawn.
struct DrawnColumn {
    const LevelColumn *column = nullptr;
    double fromMs = 0, toMs = 0;
};
/// The columns of spans, ascending; only those of which a part is in the span.
std::vector<DrawnColumn> columnsOf(const std::vector<CoverSpan> &spans);

} // namespace isobar::heatmap
