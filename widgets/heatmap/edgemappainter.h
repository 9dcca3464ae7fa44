#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

class QPainter;

namespace isobar::heatmap {

class EdgeWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::EdgeWords)
public:
    static QString title();
    /// What the filters leave out of the heatmap but not of the liquidation map; empty when nothing.
    static QString note(const HeatmapOptions &options);
};

/// The liquidation map at the right edge (PRODUCT 3): expected prints of longs down from the price and of shorts up
/// from it, cumulative, on the price axis of the plot.
void paintEdgeMap(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);
/// The sum up to a price, over the painted map.
void paintEdgeCursor(
    QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme, double price);

} // namespace isobar::heatmap
