#include "widgets/heatmap/heatmapscene.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double PermilleOfPrice = 0.001;
constexpr double LeastPlot = 150, LeastStrip = 34, MostStrip = 84, StripShare = 0.36;
constexpr double EdgeShare = 0.11, LeastEdge = 84, MostEdge = 190;
constexpr double LeastWidthWithEdge = 520;

} // namespace

QRectF HeatmapAreas::stripsBox() const
{
    QRectF box;
    for (const StripArea &strip : strips)
        box |= strip.plot | strip.labels;
    return box;
}

HeatmapAreas layoutOf(const QRectF &whole, const HeatmapOptions &options, const QFontMetricsF &metrics, bool hasLegend)
{
    HeatmapAreas areas;
    areas.whole = whole;
    double top = whole.top();
    if (hasLegend) {
        areas.legend = QRectF(whole.left(), top, whole.width(), std::round(metrics.height() * 1.9));
        top = areas.legend.bottom();
    }
    const double axis = std::ceil(metrics.horizontalAdvance(QStringLiteral("000,000.0")) + 16);
    const double line = std::ceil(metrics.height() + 8);
    const bool hasEdge = options.edgeMap && whole.width() >= LeastWidthWithEdge;
    const double edge = hasEdge ? std::round(std::clamp(whole.width() * EdgeShare, LeastEdge, MostEdge)) : 0;
    const double plotRight = std::max(whole.left() + 40, whole.right() - axis - edge);
    const double bottom = whole.bottom() - line;

    constexpr std::array Kinds{
        StripKind::OpenInterest, StripKind::VolumeDelta, StripKind::Liquidations, StripKind::Funding};
    double stripHeight = 0;
    std::size_t count = 0;
    if (options.strips) {
        const double room = std::min((bottom - top) * StripShare, bottom - top - LeastPlot);
        count = std::min(Kinds.size(), static_cast<std::size_t>(std::max(0.0, room / LeastStrip)));
        if (count > 0)
            stripHeight = std::round(std::min(MostStrip, room / static_cast<double>(count)));
    }
    const double plotBottom = std::max(top + 20, bottom - stripHeight * static_cast<double>(count));
    areas.plot = QRectF(QPointF(whole.left(), top), QPointF(plotRight, plotBottom));
    if (hasEdge)
        areas.edge = QRectF(plotRight, top, edge, areas.plot.height());
    areas.priceAxis = QRectF(QPointF(plotRight + edge, top), QPointF(whole.right(), plotBottom));
    areas.timeAxis = QRectF(QPointF(whole.left(), bottom), QPointF(plotRight, whole.bottom()));
    for (std::size_t i = 0; i < count; ++i) {
        const double y = plotBottom + stripHeight * static_cast<double>(i);
        areas.strips.push_back({Kinds[i], QRectF(whole.left(), y, areas.plot.width(), stripHeight),
            QRectF(plotRight, y, whole.right() - plotRight, stripHeight)});
    }
    return areas;
}

double printsOfLevel(const LevelMap &map, double usdPerCell)
{
    return usdPerCell * map.reportedScale * PermilleOfPrice / map.lattice.cellWidth;
}

double levelOfPrints(const LevelMap &map, double printsUsd)
{
    return printsUsd * map.lattice.cellWidth / (PermilleOfPrice * map.reportedScale);
}

double openInterestOfPrints(const LevelMap &map, double printsUsd)
{
    return map.coverage > 0 ? printsUsd / map.coverage : 0;
}

LevelScale scaleInForce(const LevelMap &map, const HeatmapOptions &options)
{
    LevelScale scale = options.opensOnly ? map.opensOnlyScale : map.scale;
    if (options.lowUsd > 0)
        scale.low = levelOfPrints(map, options.lowUsd);
    if (options.highUsd > 0)
        scale.high = levelOfPrints(map, options.highUsd);
    return scale;
}

} // namespace isobar::heatmap
