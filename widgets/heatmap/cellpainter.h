#pragma once
#include "core/levelgrid/leveltile.h"
#include "widgets/heatmap/palette.h"
#include "widgets/heatmap/viewportmath.h"

#include <QImage>
#include <QRect>

#include <vector>

namespace isobar::heatmap {

/// A tile, and the stretch of time that is drawn from it. With two sides `second` holds the shorts.
struct CellSpan {
    LevelTilePtr first, second;
    double fromMs = 0, toMs = 0;
};

/// What the cells look like.
struct CellColours {
    ColourTable first{}, second{};
    bool isSplit = false; ///< two sides: the higher code of the two is drawn, in its own table
};

/// Paints codes through the colour table straight into the pixels of `rect` of a picture in RGB32, in one pass: the
/// maximum over the columns and rows that begin in a pixel (at least the one at its left and lower edge), from the
/// coarser levels of the tiles. Spans ascend. `price` counts -ln(price) downwards.
///
///     codes of a row:   tile | tile | tile      gathered (several rows: their maximum)
///                         \     |     /
///     one code a pixel                          packed (two columns: their maximum)
///     colours           table[code]             written into all lines of the picture that look alike
void paintCells(QImage &image, const QRect &rect, const std::vector<CellSpan> &spans, const PixelGrid &time,
    const PixelGrid &price, double cellWidth, const CellColours &colours);

/// The level of a tile whose columns are as long as a pixel or shorter, but longer than half of one; 0 where a column
/// is longer than a pixel.
int levelFor(double msPerPixel, TimeMs stepMs);

} // namespace isobar::heatmap
