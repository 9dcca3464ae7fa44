#pragma once
#include "widgets/heatmap/celllayer.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QImage>

namespace isobar::heatmap {

class TileSet;

/// The picture of a heatmap without the cursor, in device pixels, made of parts with a dirty mark each. What is marked
/// is brought up to date by renew(); all else stays.
///
///     cells (celllayer) -> picture <- marks over them, axes, edge map, strips
class HeatmapLayers {
public:
    enum Part : unsigned { Plot = 1, PriceAxis = 2, TimeAxis = 4, Edge = 8, Strips = 16, All = 31 };
    /// How often each part was painted.
    struct Counts {
        int cells = 0, plot = 0, priceAxis = 0, timeAxis = 0, edge = 0, strips = 0;
        bool operator==(const Counts &) const = default;
    };

    /// Marks all when the size in device pixels changed.
    void resize(const QSizeF &logical, double ratio);
    void mark(unsigned parts) { m_dirty |= parts; }
    /// The marks over the cells are to be painted anew there; logical pixels.
    void markPlot(const QRectF &rect) { m_plotDirty |= rect; }
    void invalidateCells(double fromMs, double toMs) { m_cells.invalidate(fromMs, toMs); }
    /// Theme, ramp, thresholds or intensity changed: all cells have other colours.
    void invalidateColours();

    CellLayer::Work renew(
        const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, const TileSet &tiles);
    const QImage &picture() const { return m_picture; }
    const Counts &counts() const { return m_counts; }
    double ratio() const { return m_ratio; }

private:
    CellLayer::Work renewPlot(
        const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, const TileSet &tiles);
    void copyCells(const QRect &rect, QPoint plotTopLeft);

    CellLayer m_cells;
    CellColours m_colours;
    QImage m_picture;
    double m_ratio = 1;
    unsigned m_dirty = All;
    bool m_coloursDirty = true;
    QRectF m_plotDirty;
    Counts m_counts;
};

} // namespace isobar::heatmap
