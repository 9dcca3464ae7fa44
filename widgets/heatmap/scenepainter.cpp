#include "widgets/heatmap/scenepainter.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/chainlayer.h"
#include "widgets/heatmap/clusterlabels.h"
#include "widgets/heatmap/coverage.h"
#include "widgets/heatmap/edgemappainter.h"
#include "widgets/heatmap/exactpainter.h"
#include "widgets/heatmap/legendpainter.h"
#include "widgets/heatmap/markspainter.h"
#include "widgets/heatmap/positionlines.h"
#include "widgets/heatmap/strippainter.h"
#include "widgets/heatmap/tilestore.h"

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPainter>

namespace isobar::heatmap {

QFont ScenePainter::axisFont(const Theme &theme) { return theme.numberFont(0.92); }

HeatmapAreas ScenePainter::layout(
    const QRectF &whole, const HeatmapOptions &options, const Theme &theme, bool hasLegend)
{
    return layoutOf(whole, options, QFontMetricsF(axisFont(theme)), hasLegend);
}

TileKind ScenePainter::tileKind(const HeatmapScene &scene)
{
    TileKind kind{scene.map ? scene.map->asset : std::string(), scene.options.filter,
        scene.options.split && !scene.options.opensOnly, scene.options.opensOnly};
    if (kind.isOpensOnly) {
        kind.filter.groups = ~0U; // it knows no venue groups and no bands
        kind.filter.bands = ~0U;
    }
    return kind;
}

std::vector<CoverSpan> ScenePainter::cellCover(const HeatmapScene &scene, double msPerPixel)
{
    if (!scene.map || !scene.view.isValid())
        return {};
    // Pixels stand on a grid of their own: the outermost reach a little beyond the view.
    const double margin = 2 * msPerPixel;
    return coverage(scene.options.opensOnly ? scene.map->opensOnly : scene.map->series, seriesFor(msPerPixel),
        scene.view.fromMs - margin, scene.view.toMs + margin);
}

CellColours ScenePainter::cellColours(const HeatmapScene &scene, const Theme &theme)
{
    CellColours colours;
    const QRgb ground = theme.colour(Token::Field).rgb();
    const bool isDark = theme.isDark();
    colours.first.fill(ground);
    colours.second.fill(ground);
    if (!scene.map || !scene.options.levels)
        return colours;
    const LevelScale scale = scaleInForce(*scene.map, scene.options);
    const bool isLog = scene.options.logIntensity;
    colours.isSplit = tileKind(scene).isSplit;
    if (colours.isSplit) {
        const auto of = [&](Token token) {
            return colourTable(
                scale, isLog, ground, [&](double u) { return sideColour(theme.colour(token), u, isDark); });
        };
        colours.first = of(Token::LiquidatedLong);
        colours.second = of(Token::LiquidatedShort);
    } else {
        colours.first =
            colourTable(scale, isLog, ground, [&](double u) { return rampColour(scene.options.ramp, u, isDark); });
    }
    return colours;
}

void ScenePainter::paint(QPainter &painter, const TileSet &tiles) const
{
    painter.fillRect(m_areas.whole, m_theme.colour(Token::Panel));
    painter.fillRect(m_areas.plot, m_theme.colour(Token::Field));
    if (m_scene.map && m_scene.view.isValid()) {
        const double ratio = painter.device()->devicePixelRatioF();
        QImage cells((m_areas.plot.size() * ratio).toSize(), QImage::Format_RGB32);
        const CellColours colours = cellColours(m_scene, m_theme);
        const std::vector<CoverSpan> cover = cellCover(m_scene, m_scene.view.spanMs() / cells.width());
        paintCells(cells, cells.rect(), tiles.spansOf(cover), timePixels(m_scene.view, cells.width()),
            pricePixels(m_scene.view, cells.height()), m_scene.map->lattice.cellWidth, colours);
        cells.setDevicePixelRatio(ratio);
        painter.drawImage(m_areas.plot.topLeft(), cells);
        paintMarks(painter);
    }
    paintEdge(painter);
    paintPriceAxis(painter);
    paintStripArea(painter);
    paintTimeAxis(painter);
    paintLegendArea(painter);
}

void ScenePainter::paintMarks(QPainter &painter) const
{
    if (!m_scene.map || !m_scene.view.isValid())
        return;
    painter.save();
    painter.setClipRect(m_areas.plot, Qt::IntersectClip);
    const HeatmapOptions &options = m_scene.options;
    const MarksPainter marks(m_scene, m_areas, m_theme);
    marks.paintGaps(painter);
    marks.paintGrid(painter);
    if (options.settlements)
        marks.paintSettlements(painter);
    marks.paintNow(painter);
    if (options.candles)
        marks.paintCandles(painter);
    if (options.liquidations)
        marks.paintLiquidations(painter);
    if (options.clusters)
        paintClusters(painter, m_areas, m_scene, m_theme);
    if (options.chains)
        paintChains(painter, chainArrows(m_scene, m_areas, m_theme), m_theme);
    if (options.exact)
        paintExact(painter, m_areas, m_scene, m_theme);
    if (options.positions)
        paintPositions(painter, m_areas, m_scene, m_theme);
    painter.restore();
}

void ScenePainter::paintPriceAxis(QPainter &painter) const
{
    heatmap::paintPriceAxis(painter, m_areas, m_scene, m_theme);
}

void ScenePainter::paintTimeAxis(QPainter &painter) const
{
    heatmap::paintTimeAxis(painter, m_areas, m_scene, m_theme);
}

void ScenePainter::paintEdge(QPainter &painter) const
{
    if (!m_areas.edge.isEmpty())
        paintEdgeMap(painter, m_areas, m_scene, m_theme);
}

void ScenePainter::paintStripArea(QPainter &painter) const
{
    if (!m_areas.strips.empty())
        paintStrips(painter, m_areas, m_scene, m_theme);
}

void ScenePainter::paintLegendArea(QPainter &painter) const
{
    if (!m_areas.legend.isEmpty())
        paintLegend(painter, m_areas, m_scene, m_theme);
}

} // namespace isobar::heatmap
