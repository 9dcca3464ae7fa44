#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace isobar::heatmap {

/// What is drawn over the cells, from back to front. Draws only what the painter's clip can show.
class MarksPainter {
public:
    MarksPainter(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme);

    void paintGaps(QPainter &painter) const; ///< times of which nothing is known; hatch over what is little founded
    void paintGrid(QPainter &painter) const;
    void paintSettlements(QPainter &painter) const;
    void paintNow(QPainter &painter) const; ///< the last price and the moment
    void paintCandles(QPainter &painter) const;
    void paintLiquidations(QPainter &painter) const;

private:
    /// The part of the view that the clip can show, with a margin in pixels.
    std::pair<double, double> shownTime(const QPainter &painter, double margin) const;

    const HeatmapScene &m_scene;
    const HeatmapAreas &m_areas;
    const Theme &m_theme;
    PlotTransform m_transform;
};

/// The settlements in [fromMs, toMs]: of the largest venue that settles every 4 h or less often; empty when none does.
std::vector<TimeMs> settlementsIn(const AssetSnapshot &market, double fromMs, double toMs);

/// Radius of the circle of a realised liquidation, logical pixels.
double liquidationRadius(double usd);

/// The largest realised liquidations of a stretch of time and price, at most `most`, ascending by time.
std::vector<LiquidationPrint> liquidationsIn(
    const LiquidationLog &log, const Viewport &view, double leastUsd, std::size_t most);

/// The time of the first print that is in one of them only; absent when they are the same. Either may be null.
std::optional<TimeMs> firstDifference(const LiquidationView *before, const LiquidationView *now);

} // namespace isobar::heatmap
