#include "widgets/heatmap/heatmaplayers.h"

#include "widgets/heatmap/scenepainter.h"
#include "widgets/heatmap/tilestore.h"

#include <QPainter>

#include <cmath>
#include <cstring>

namespace isobar::heatmap {

void HeatmapLayers::resize(const QSizeF &logical, double ratio)
{
    const QSize wanted(
        static_cast<int>(std::ceil(logical.width() * ratio)), static_cast<int>(std::ceil(logical.height() * ratio)));
    if (wanted == m_picture.size() && ratio == m_ratio)
        return;
    m_picture = QImage(wanted, QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(ratio);
    m_ratio = ratio;
    m_dirty = All;
}

void HeatmapLayers::invalidateColours()
{
    m_coloursDirty = true;
    m_cells.invalidateAll();
}

void HeatmapLayers::copyCells(const QRect &rect, QPoint plotTopLeft)
{
    const QImage &cells = m_cells.image();
    const QRect from = rect.translated(-plotTopLeft) & cells.rect();
    for (int y = from.top(); y <= from.bottom(); ++y)
        std::memcpy(m_picture.scanLine(y + plotTopLeft.y())
                + static_cast<std::size_t>(from.left() + plotTopLeft.x()) * sizeof(QRgb),
            cells.constScanLine(y) + static_cast<std::size_t>(from.left()) * sizeof(QRgb),
            static_cast<std::size_t>(from.width()) * sizeof(QRgb));
}

CellLayer::Work HeatmapLayers::renewPlot(
    const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, const TileSet &tiles)
{
    const QPoint topLeft = (areas.plot.topLeft() * m_ratio).toPoint();
    const QRect plot = QRect(topLeft, (areas.plot.size() * m_ratio).toSize()) & m_picture.rect();
    CellInput input;
    input.view = scene.view;
    input.size = plot.size();
    input.cover = ScenePainter::cellCover(scene, scene.view.spanMs() / std::max(1, plot.width()));
    input.spans = tiles.spansOf(input.cover);
    input.cellWidth = scene.map->lattice.cellWidth;
    input.colours = &m_colours;
    const CellLayer::Work work = m_cells.render(input);
    QRect dirty = m_cells.changed().boundingRect().translated(topLeft);
    if (m_dirty & Plot) {
        dirty = plot;
    } else if (!m_plotDirty.isEmpty()) {
        const QRectF device(m_plotDirty.topLeft() * m_ratio, m_plotDirty.size() * m_ratio);
        dirty |= device.toAlignedRect();
    }
    dirty &= plot;
    if (work != CellLayer::Work::None)
        ++m_counts.cells;
    if (dirty.isEmpty())
        return work;
    copyCells(dirty, topLeft);
    QPainter painter(&m_picture);
    painter.setClipRect(QRectF(QPointF(dirty.topLeft()) / m_ratio, QSizeF(dirty.size()) / m_ratio));
    ScenePainter(scene, areas, theme).paintMarks(painter);
    ++m_counts.plot;
    return work;
}

CellLayer::Work HeatmapLayers::renew(
    const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, const TileSet &tiles)
{
    CellLayer::Work work = CellLayer::Work::None;
    if (!scene.map || !scene.view.isValid()) {
        m_picture.fill(theme.colour(Token::Panel));
        m_dirty = All;
        return work;
    }
    if (m_coloursDirty)
        m_colours = ScenePainter::cellColours(scene, theme);
    m_coloursDirty = false;
    work = renewPlot(scene, areas, theme, tiles);
    const ScenePainter scenePainter(scene, areas, theme);
    const unsigned parts = std::exchange(m_dirty, 0U);
    m_plotDirty = {};
    if ((parts & ~static_cast<unsigned>(Plot)) == 0)
        return work;
    QPainter painter(&m_picture);
    if (parts & PriceAxis) {
        scenePainter.paintPriceAxis(painter);
        ++m_counts.priceAxis;
    }
    if (parts & Edge) {
        scenePainter.paintEdge(painter);
        ++m_counts.edge;
    }
    if (parts & Strips) {
        scenePainter.paintStripArea(painter);
        ++m_counts.strips;
    }
    if (parts & TimeAxis) {
        scenePainter.paintTimeAxis(painter);
        ++m_counts.timeAxis;
    }
    return work;
}

} // namespace isobar::heatmap
