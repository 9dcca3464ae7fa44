#pragma once
#include "widgets/gauge/gaugegeometry.h"
#include "widgets/gauge/gaugereading.h"
#include "widgets/style/theme.h"

class QFont;
class QPainter;

namespace isobar::gauge {

/// Draws the layers of the gauge from geometry and reading; keeps nothing but references.
class GaugePainter {
public:
    GaugePainter(const Theme &theme, const Layout &layout, const Reading &reading)
        : m_theme(theme), m_layout(layout), m_reading(reading)
    {
    }

    void paintScale(QPainter &painter) const; ///< band, normal range, thresholds, ticks, labels
    void paintDots(QPainter &painter, const std::vector<Dot> &dots) const;
    void paintWords(QPainter &painter) const; ///< number under the hub and the lines at the right
    void paintNeedles(QPainter &painter, double degrees) const; ///< both needles and the hub
    void paintHover(QPainter &painter, const Dot &dot) const; ///< ring around the dot under the pointer
    /// All that paintNeedles can touch at this angle.
    QRectF needleBox(double degrees) const;

private:
    void paintArc(QPainter &painter, double from8h, double to8h, const QColor &colour) const;
    void paintDiamond(QPainter &painter, double rate8h) const;
    void paintEnds(QPainter &painter, const QFont &small) const;
    void paintThreshold(QPainter &painter, double rate8h) const;
    void paintNumber(QPainter &painter) const;
    void paintRows(QPainter &painter, QRectF area) const;
    QColor titleColour() const;
    QFont font(double factor, bool bold = false) const;

    const Theme &m_theme;
    const Layout &m_layout;
    const Reading &m_reading;
};

} // namespace isobar::gauge
