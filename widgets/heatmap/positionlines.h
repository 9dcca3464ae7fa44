#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QString>

#include <vector>

class QPainter;

namespace isobar::heatmap {

/// A line of an own position across the plot: where it was entered, or where it is liquidated.
struct PositionLine {
    double price = 0;
    bool isLiquidation = false;
    QString text;
    QRectF box; ///< of the text
    bool operator==(const PositionLine &) const = default;
};

/// Those of the scene's positions whose price is in view, entries first; their texts stand at the left and not upon one
/// another.
std::vector<PositionLine> positionLines(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme);
void paintPositions(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);

} // namespace isobar::heatmap
