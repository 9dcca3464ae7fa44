#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

class QPainter;

namespace isobar::heatmap {

class ExactWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::ExactWords)
public:
    /// "exact: 212 addresses, 18% of Hyperliquid's OI"; empty when none is known.
    static QString caption(const ExactLevels *exact);
    /// The share by side in full, for a tooltip or a table's head.
    static QString shares(const ExactLevels &exact);
};

/// What is known one by one in a row of pixels.
struct ExactTick {
    double y = 0; ///< top of the row, logical pixels
    PositionSide side = PositionSide::Long;
    double usd = 0;
    bool isStale = false; ///< all of it
    bool operator==(const ExactTick &) const = default;
};

/// The ticks of the levels in view, from top to bottom: one row of `height` pixels and side each.
std::vector<ExactTick> exactTicks(const HeatmapScene &scene, const HeatmapAreas &areas, double height);

/// Positions with a published liquidation price as ticks at the right edge of the plot, the longer the larger. On top
/// of the model, in the sides' own colours, and never mixed into the levels (MODEL 3.7).
void paintExact(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);
/// Where they are painted; logical pixels.
QRectF exactBox(const HeatmapAreas &areas);

} // namespace isobar::heatmap
