#pragma once
#include "widgets/heatmap/chainlayer.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/readoutwords.h"
#include "widgets/style/theme.h"

#include <QRegion>

#include <optional>

class QPainter;

namespace isobar::heatmap {

/// A measured rectangle: from where to where.
struct Ruler {
    double fromMs = 0, toMs = 0, fromPrice = 0, toPrice = 0;
};

/// What the hand does at the moment; everything that lies over the picture and changes with the pointer.
struct CursorState {
    std::optional<QPointF> pointer; ///< over the widget
    LevelReading reading; ///< under the pointer
    std::optional<QRectF> band; ///< rubber band
    std::optional<Ruler> ruler;
    std::optional<double> whatIfPrice; ///< where the price handle was dragged to
    bool hasBox = true; ///< false while something is dragged: only lines and tags
};

/// The box beside the pointer: right below it, on its other sides where there is no room; it never covers the pointer
/// and never leaves `bounds`, as long as it fits beside the pointer at all. Pure.
QRectF boxBeside(QPointF pointer, QSizeF size, const QRectF &bounds);

/// The cursor's layer. Laid out once for a state; knows what it covers.
class CursorPainter {
public:
    CursorPainter(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, const CursorState &state);

    /// All that paint() can touch, whole logical pixels.
    const QRegion &region() const { return m_region; }
    const QRectF &box() const { return m_box; }
    void paint(QPainter &painter) const;

    /// Where the price handle is taken hold of: the tag of the last price, or of the price it was dragged to.
    static QRectF handleBox(
        const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, std::optional<double> whatIfPrice);

private:
    void layOutCross();
    void layOutBox();
    void layOutRuler();
    void layOutWhatIf();
    void paintLines(QPainter &painter) const;
    void paintBox(QPainter &painter) const;
    void paintNote(QPainter &painter, const QRectF &box, const QStringList &lines, const QColor &edge) const;
    QSizeF noteSize(const QStringList &lines) const;
    void cover(const QRectF &rect);

    const HeatmapScene &m_scene;
    const HeatmapAreas &m_areas;
    const Theme &m_theme;
    const CursorState &m_state;
    PlotTransform m_transform;
    QRegion m_region;
    QRectF m_box, m_priceTag, m_timeTag, m_rulerArea, m_rulerNote, m_whatIfTag, m_whatIfNote;
    QRectF m_vertical, m_horizontal; ///< crosshair
    QString m_priceText, m_timeText;
    std::vector<ChainArrow> m_chain; ///< of the side whose cluster is under the pointer
    std::vector<ReadoutWords::Row> m_rows;
    QStringList m_rulerLines, m_whatIfLines;
    double m_whatIfY = 0;
};

} // namespace isobar::heatmap
