#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QString>

class QPainter;

namespace isobar::heatmap {

/// Least distance of the ticks, logical pixels.
inline constexpr double PriceTickGap = 30, TimeTickGap = 70;

/// The price to which the picture refers as "now": close of the newest column, else the mark; 0: none.
double lastPrice(const HeatmapScene &scene);

void paintPriceAxis(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);
void paintTimeAxis(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);

/// Where a tag with that text stands on the price axis, `y` in its middle, and on the time axis, `x` in its middle;
/// both inside their axis.
QRectF priceTag(const HeatmapAreas &areas, const Theme &theme, double y);
QRectF timeTag(const HeatmapAreas &areas, const Theme &theme, double x, const QString &text);
void paintTag(QPainter &painter, const QRectF &box, const Theme &theme, const QString &text, const QColor &ground,
    const QColor &ink);

/// Black or white, whichever reads better on a colour.
QColor inkOn(const QColor &ground);

} // namespace isobar::heatmap
