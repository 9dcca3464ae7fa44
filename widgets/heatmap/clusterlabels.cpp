#include "widgets/heatmap/clusterlabels.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/readoutwords.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isobar::heatmap {

namespace {

struct ClusterWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::ClusterWords)
};

constexpr double RoomyPlot = 1000, Padding = 6, RightMargin = 4;
constexpr double LowPlot = 320; // too low for three labels a side
constexpr std::size_t MostLabels = 3, FewLabels = 2;

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QColor colourOf(const Cluster &cluster, const Theme &theme)
{
    return theme.colour(cluster.side == PositionSide::Long ? Token::LiquidatedLong : Token::LiquidatedShort);
}

/// As ReadoutWords::clusterLabel, for a narrow plot.
QString narrowLabel(const Cluster &cluster)
{
    return ClusterWords::tr("%1 ≈ %2 (%3 OI) 24 h %4", "price, expected prints, open interest, touch probability")
        .arg(formats::levelPrice(cluster.peak), formats::usd(cluster.printsUsd), formats::usd(cluster.oiClosedUsd),
            formats::percent(cluster.touch24h, 0));
}

QFont labelFont(const Theme &theme) { return theme.numberFont(0.9); }

} // namespace

std::vector<const Cluster *> labelledClusters(const LevelMap &map, const Viewport &view, std::size_t most)
{
    std::vector<const Cluster *> shown;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        std::vector<const Cluster *> found;
        for (const Cluster &cluster : map.clusters) {
            if (cluster.side == side && cluster.peak > view.low() && cluster.peak < view.high())
                found.push_back(&cluster);
        }
        if (found.size() > most) {
            std::vector<const Cluster *> largest = found;
            std::nth_element(largest.begin(), largest.begin() + static_cast<std::ptrdiff_t>(most), largest.end(),
                [](const Cluster *a, const Cluster *b) { return a->printsUsd > b->printsUsd; });
            largest.resize(most);
            std::erase_if(found,
                [&](const Cluster *each) { return std::find(largest.begin(), largest.end(), each) == largest.end(); });
        }
        shown.insert(shown.end(), found.begin(), found.end());
    }
    return shown;
}

std::vector<double> spreadLabels(const std::vector<double> &wanted, double height, double top, double bottom)
{
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<double> tops(wanted.size());
    double free = top;
    for (const std::size_t i : order) {
        tops[i] = std::max(free, wanted[i] - height / 2);
        free = tops[i] + height;
    }
    double limit = bottom;
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        tops[*it] = std::min(tops[*it], limit - height);
        limit = tops[*it];
    }
    return tops;
}

std::vector<ClusterLabel> clusterLabels(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme)
{
    std::vector<ClusterLabel> labels;
    const QRectF &plot = areas.plot;
    const PlotTransform transform{scene.view, plot};
    const QFontMetricsF metrics(labelFont(theme));
    const double height = std::ceil(metrics.height() + 3), now = lastPrice(scene);
    const double left = std::clamp(transform.x(static_cast<double>(scene.nowMs)), plot.left(), plot.right());
    std::vector<double> middles;
    const std::size_t most = plot.height() < LowPlot ? FewLabels : MostLabels;
    for (const Cluster *cluster : labelledClusters(*scene.map, scene.view, most)) {
        ClusterLabel label;
        label.cluster = cluster;
        label.text = plot.width() >= RoomyPlot ? ReadoutWords::clusterLabel(*cluster, now) : narrowLabel(*cluster);
        if (cluster->load != ClusterLoad::Plain)
            label.state = ReadoutWords::loadName(cluster->load);
        const double top = transform.y(cluster->high), bottom = transform.y(cluster->low);
        label.band = QRectF(QPointF(left, top), QPointF(plot.right(), std::max(bottom, top + 2)));
        middles.push_back(transform.y(cluster->peak));
        labels.push_back(std::move(label));
    }
    const std::vector<double> tops = spreadLabels(middles, height + 2, plot.top() + 2, plot.bottom() - 2);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        double width = metrics.horizontalAdvance(labels[i].text) + 2 * Padding;
        if (!labels[i].state.isEmpty())
            width += metrics.horizontalAdvance(labels[i].state) + 2 * Padding;
        labels[i].box = QRectF(plot.right() - RightMargin - width, std::round(tops[i]), width, height);
    }
    return labels;
}

void paintClusters(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    const PlotTransform transform{scene.view, areas.plot};
    const std::vector<ClusterLabel> labels = clusterLabels(scene, areas, theme);
    for (const ClusterLabel &label : labels) {
        const QColor colour = colourOf(*label.cluster, theme);
        painter.fillRect(label.band, faded(colour, 0.22));
        painter.fillRect(QRectF(label.band.left(), label.band.top(), 2, label.band.height()), colour);
        const double y = std::round(transform.y(label.cluster->peak)) + 0.5;
        const double from = std::max(areas.plot.left(), transform.x(static_cast<double>(label.cluster->firstSeenMs)));
        painter.setPen(QPen(faded(colour, 0.75), 1, Qt::DotLine));
        if (from < label.band.left())
            painter.drawLine(QPointF(from, y), QPointF(label.band.left(), y));
        painter.setPen(QPen(faded(colour, 0.9), 1));
        painter.drawLine(QPointF(label.band.left(), y), QPointF(areas.plot.right(), y));
    }
    painter.setFont(labelFont(theme));
    const QFontMetricsF metrics(painter.font());
    for (const ClusterLabel &label : labels) {
        const QColor colour = colourOf(*label.cluster, theme);
        painter.setPen(QPen(colour, label.cluster->load == ClusterLoad::Armed ? 2 : 1));
        painter.setBrush(faded(theme.colour(Token::Field), 0.88));
        painter.drawRect(label.box.adjusted(0.5, 0.5, -0.5, -0.5));
        QRectF text = label.box;
        if (!label.state.isEmpty()) {
            const double width = metrics.horizontalAdvance(label.state) + 2 * Padding;
            const QRectF plate(label.box.left(), label.box.top(), width, label.box.height());
            painter.fillRect(plate, colour);
            painter.setPen(inkOn(colour));
            painter.drawText(plate, Qt::AlignCenter, label.state);
            text.setLeft(plate.right());
        }
        // Without skill the numbers are not to be relied on.
        const bool hasNoSkill = scene.market && scene.market->hasNoSkill();
        painter.setPen(theme.colour(hasNoSkill ? Token::Disabled : Token::Value));
        painter.drawText(text, Qt::AlignCenter, label.text);
    }
}

} // namespace isobar::heatmap
