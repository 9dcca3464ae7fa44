#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QPainterPath>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace isobar::heatmap {

/// One step of a cascade chain (MODEL 7): from the price, or a cluster, to the next cluster.
struct ChainArrow {
    PositionSide side = PositionSide::Long;
    QPointF from, to;
    QString text; ///< probability of the step, and of all up to it
    QRectF label;
    double cumulative = 0; ///< how strongly it is drawn
};

/// The chains of both sides, or of one, in a lane left of the cluster labels: as far as their clusters are in view.
std::vector<ChainArrow> chainArrows(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme,
    std::optional<PositionSide> side = std::nullopt);

void paintChains(QPainter &painter, const std::vector<ChainArrow> &arrows, const Theme &theme);

/// All that paintChains() touches.
QRectF chainBounds(const std::vector<ChainArrow> &arrows);

} // namespace isobar::heatmap
