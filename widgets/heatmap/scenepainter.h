#pragma once
#include "widgets/heatmap/cellpainter.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

class QPainter;

namespace isobar::heatmap {

class TileSet;
struct CoverSpan;
struct TileKind;

/// Paints a whole heatmap, or its parts one by one, on any painter at any device pixel ratio: the widget, the
/// screenshot and the command line use the same lines. Keeps references only.
///
/// The parts of others are called here: paintStrips (strippainter.h), paintEdgeMap (edgemappainter.h), paintLegend
/// (legendpainter.h), each as `void paintX(QPainter &, const HeatmapAreas &, const HeatmapScene &, const Theme &)`.
/// They fill their own ground and save nothing of the painter's state but clip and transform.
class ScenePainter {
public:
    ScenePainter(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme)
        : m_scene(scene), m_areas(areas), m_theme(theme)
    {
    }

    /// Font of axes and labels.
    static QFont axisFont(const Theme &theme);
    /// Layout for a picture or widget of that size.
    static HeatmapAreas layout(
        const QRectF &whole, const HeatmapOptions &options, const Theme &theme, bool hasLegend = false);

    /// What the tiles of a scene are made of.
    static TileKind tileKind(const HeatmapScene &scene);
    /// The chunks that its cells are drawn from when a pixel of the device lasts so long.
    static std::vector<CoverSpan> cellCover(const HeatmapScene &scene, double msPerPixel);
    static CellColours cellColours(const HeatmapScene &scene, const Theme &theme);

    /// Everything, cells included.
    void paint(QPainter &painter, const TileSet &tiles) const;

    // In this order over the cells:
    void paintMarks(QPainter &painter) const; ///< grid, gaps, settlements, candles, liquidations, clusters, positions
    void paintPriceAxis(QPainter &painter) const;
    void paintTimeAxis(QPainter &painter) const;
    void paintEdge(QPainter &painter) const;
    void paintStripArea(QPainter &painter) const;
    void paintLegendArea(QPainter &painter) const;

private:
    const HeatmapScene &m_scene;
    const HeatmapAreas &m_areas;
    const Theme &m_theme;
};

} // namespace isobar::heatmap
