#include "widgets/heatmap/chainlayer.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/clusterlabels.h"
#include "widgets/style/formats.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double LaneGap = 14, Bow = 16, LabelGap = 6, HeadLength = 7, HeadWidth = 3.5;

QFont chainFont(const Theme &theme) { return theme.numberFont(0.88); }

/// Where the arrows stand: left of the labels, else a little right of now.
double laneX(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme)
{
    double right = areas.plot.right();
    if (scene.options.clusters) {
        for (const ClusterLabel &label : clusterLabels(scene, areas, theme))
            right = std::min(right, label.box.left());
    }
    const double now = PlotTransform{scene.view, areas.plot}.x(static_cast<double>(scene.nowMs));
    const double wanted = scene.options.clusters ? right - LaneGap : std::max(now, areas.plot.left()) + 4 * LaneGap;
    return std::clamp(wanted, areas.plot.left() + 8 * LaneGap, areas.plot.right() - LaneGap);
}

QPainterPath pathOf(const ChainArrow &arrow)
{
    QPainterPath path(arrow.from);
    const double middle = (arrow.from.y() + arrow.to.y()) / 2, length = std::abs(arrow.to.y() - arrow.from.y());
    path.quadTo(QPointF(arrow.from.x() - std::min(2 * Bow, length), middle), arrow.to);
    return path;
}

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

} // namespace

std::vector<ChainArrow> chainArrows(
    const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, std::optional<PositionSide> side)
{
    std::vector<ChainArrow> arrows;
    const AssetChains *chains = scene.market ? scene.market->chains.get() : nullptr;
    if (!chains || !scene.map || !scene.view.isValid())
        return arrows;
    const PlotTransform transform{scene.view, areas.plot};
    const QFontMetricsF metrics(chainFont(theme));
    const double x = laneX(scene, areas, theme);
    for (const PositionSide each : {PositionSide::Long, PositionSide::Short}) {
        if (side && *side != each)
            continue;
        const std::vector<ChainNode> &nodes = chains->of(each).nodes;
        QPointF from(x, transform.y(lastPrice(scene)));
        std::size_t i = 0;
        for (const Cluster &cluster : scene.map->clusters) {
            if (cluster.side != each || i >= nodes.size())
                continue;
            ChainArrow arrow;
            arrow.side = each;
            arrow.from = from;
            arrow.to = QPointF(x, transform.y(cluster.peak));
            arrow.cumulative = nodes[i].cumulative;
            arrow.text = i == 0 ? formats::percent(nodes[i].probability, 0)
                                : QStringLiteral("%1 → %2").arg(formats::percent(nodes[i].probability, 0),
                                    formats::percent(nodes[i].cumulative, 0));
            const QSizeF size(metrics.horizontalAdvance(arrow.text) + 6, metrics.height());
            // A step that is lower than its label is told beside its head.
            const double middle = (arrow.from.y() + arrow.to.y()) / 2;
            arrow.label = QRectF(QPointF(x - Bow - LabelGap - size.width(), middle - size.height() / 2), size);
            from = arrow.to;
            ++i;
            if (areas.plot.contains(arrow.to) || areas.plot.contains(arrow.from))
                arrows.push_back(std::move(arrow));
        }
    }
    // Labels of short steps are moved apart, each beside its own.
    std::vector<double> middles;
    for (const ChainArrow &arrow : arrows)
        middles.push_back(arrow.label.center().y());
    const double height = metrics.height() + 1;
    const std::vector<double> tops = spreadLabels(middles, height, areas.plot.top() + 2, areas.plot.bottom() - 2);
    for (std::size_t i = 0; i < arrows.size(); ++i)
        arrows[i].label.moveTop(tops[i]);
    return arrows;
}

void paintChains(QPainter &painter, const std::vector<ChainArrow> &arrows, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(chainFont(theme));
    for (const ChainArrow &arrow : arrows) {
        const QColor colour =
            theme.colour(arrow.side == PositionSide::Long ? Token::LiquidatedLong : Token::LiquidatedShort);
        const QPainterPath path = pathOf(arrow);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(faded(theme.colour(Token::Field), 0.8), 4)); // readable on bright levels
        painter.drawPath(path);
        painter.setPen(QPen(colour, 1 + 2 * arrow.cumulative));
        painter.drawPath(path);
        const double angle = path.angleAtPercent(1) * M_PI / 180;
        const QPointF along(std::cos(angle), -std::sin(angle)), across(along.y(), -along.x());
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{arrow.to, arrow.to - HeadLength * along + HeadWidth * across,
            arrow.to - HeadLength * along - HeadWidth * across});
        painter.setBrush(faded(theme.colour(Token::Field), 0.85));
        painter.drawRoundedRect(arrow.label, 2, 2);
        painter.setPen(theme.colour(Token::Value));
        painter.drawText(arrow.label, Qt::AlignCenter, arrow.text);
    }
    painter.restore();
}

QRectF chainBounds(const std::vector<ChainArrow> &arrows)
{
    QRectF bounds;
    for (const ChainArrow &arrow : arrows)
        bounds |= pathOf(arrow).boundingRect().adjusted(-4, -4, HeadLength, HeadLength) | arrow.label;
    return bounds;
}

} // namespace isobar::heatmap
