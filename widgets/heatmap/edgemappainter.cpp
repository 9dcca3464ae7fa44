#include "widgets/heatmap/edgemappainter.h"

#include "widgets/heatmap/edgecurve.h"
#include "widgets/heatmap/readoutwords.h"
#include "widgets/style/formats.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double FillShare = 0.30, LineWidth = 1.4, TickPixels = 56;

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// Both curves and their common scale for one view.
struct EdgePicture {
    std::array<EdgeCurve, 2> curves; ///< by PositionSide
    EdgeScale scale;

    EdgePicture(const HeatmapScene &scene, const QRectF &area)
    {
        double highest = 0;
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            EdgeCurve &curve = curves[static_cast<std::size_t>(side)];
            if (scene.options.filter.hasSide(side))
                curve = edgeCurve(*scene.map, side, scene.view);
            if (!curve.empty())
                highest = std::max(highest, curve.back().usd);
        }
        scale = edgeScale(highest, std::max(1, static_cast<int>(area.width() / TickPixels)));
    }
    double x(const QRectF &area, double usd) const
    {
        return area.left() + (scale.end > 0 ? std::min(1.0, usd / scale.end) * (area.width() - 2) : 0);
    }
};

Token tokenOf(PositionSide side) { return side == PositionSide::Long ? Token::LiquidatedLong : Token::LiquidatedShort; }

bool canPaint(const HeatmapAreas &areas, const HeatmapScene &scene)
{
    return !areas.edge.isEmpty() && scene.map && scene.view.isValid();
}

void paintCurve(
    QPainter &painter, const EdgePicture &picture, PositionSide side, const PlotTransform &plot, const Theme &theme)
{
    const EdgeCurve &curve = picture.curves[static_cast<std::size_t>(side)];
    if (curve.size() < 2 || picture.scale.end <= 0)
        return;
    QPainterPath line, fill(QPointF(plot.area.left(), plot.yOfLog(curve.front().logPrice)));
    for (const EdgePoint &point : curve) {
        const QPointF at(picture.x(plot.area, point.usd), plot.yOfLog(point.logPrice));
        if (line.elementCount() == 0)
            line.moveTo(at);
        else
            line.lineTo(at);
        fill.lineTo(at);
    }
    fill.lineTo(plot.area.left(), plot.yOfLog(curve.back().logPrice));
    fill.closeSubpath();
    const QColor colour = theme.colour(tokenOf(side));
    painter.fillPath(fill, faded(colour, FillShare));
    painter.strokePath(line, QPen(colour, LineWidth));
}

/// At the right of its line, over the curve.
void paintText(QPainter &painter, const QRectF &line, const QString &text, const QColor &colour, const Theme &theme)
{
    QRectF box = line;
    box.setLeft(std::max(line.left(), line.right() - QFontMetricsF(painter.font()).horizontalAdvance(text) - 6));
    painter.fillRect(box, faded(theme.colour(Token::Panel), 0.78));
    painter.setPen(colour);
    painter.drawText(box.adjusted(3, 0, -3, 0), Qt::AlignRight | Qt::AlignVCenter, text);
}

/// A round value: "$20M".
QString shortUsd(double usd)
{
    const double unit = usd >= 1e9 ? 1e9 : usd >= 1e6 ? 1e6 : usd >= 1e3 ? 1e3 : 1;
    const char *suffix = usd >= 1e9 ? "B" : usd >= 1e6 ? "M" : usd >= 1e3 ? "K" : "";
    return QLatin1Char('$') + QString::number(usd / unit, 'g', 3) + QLatin1String(suffix);
}

/// Grid lines under the curves, their values over them.
void paintAxis(QPainter &painter, const EdgePicture &picture, const QRectF &area, const Theme &theme, bool isLabels)
{
    const QFontMetricsF metrics(painter.font());
    const double labelTop = area.bottom() - metrics.height() - 1;
    double free = area.left();
    for (double usd = picture.scale.step; picture.scale.step > 0 && usd <= picture.scale.end;
         usd += picture.scale.step) {
        const double x = std::round(picture.x(area, usd)) + 0.5;
        if (!isLabels) {
            painter.setPen(QPen(theme.colour(Token::GridLine), 1));
            painter.drawLine(QPointF(x, area.top()), QPointF(x, labelTop));
            continue;
        }
        const QString text = shortUsd(usd);
        QRectF box(0, labelTop, metrics.horizontalAdvance(text) + 4, metrics.height());
        box.moveLeft(std::min(x - box.width() / 2, area.right() - box.width()));
        if (box.left() < free)
            continue;
        painter.fillRect(box, faded(theme.colour(Token::Panel), 0.78));
        painter.setPen(theme.colour(Token::Label));
        painter.drawText(box, Qt::AlignCenter, text);
        free = box.right() + 4;
    }
}

} // namespace

QString EdgeWords::title() { return tr("Liquidation map", "cumulative expected prints at the right edge"); }

QString EdgeWords::note(const HeatmapOptions &options)
{
    constexpr std::uint32_t AllBands = (1U << DistanceBands) - 1U;
    const bool isFiltered = (options.filter.bands & AllBands) != AllBands || options.filter.groups != ~0U;
    return isFiltered ? tr("all venues, all bands") : QString();
}

void paintEdgeMap(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    if (areas.edge.isEmpty())
        return;
    const QRectF &area = areas.edge;
    painter.fillRect(area, theme.colour(Token::Panel));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.colour(Token::Border), 1));
    painter.drawLine(area.topLeft(), area.bottomLeft());
    if (!canPaint(areas, scene))
        return;
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    const EdgePicture picture(scene, area);
    const PlotTransform plot{scene.view, area};
    painter.setFont(theme.numberFont(0.84));
    const QFontMetricsF metrics(painter.font());
    paintAxis(painter, picture, area, theme, false);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCurve(painter, picture, PositionSide::Long, plot, theme);
    paintCurve(painter, picture, PositionSide::Short, plot, theme);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (scene.map->price > 0) {
        const double y = std::round(plot.y(scene.map->price)) + 0.5;
        painter.setPen(QPen(theme.colour(Token::Value), 1, Qt::DotLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    paintAxis(painter, picture, area, theme, true);
    // From the top: title, what filters do not hold for, the sum of the shorts; at the bottom that of the longs.
    QRectF line(area.left() + 2, area.top() + 2, area.width() - 4, metrics.height());
    for (const QString &text : {EdgeWords::title(), EdgeWords::note(scene.options)}) {
        if (text.isEmpty())
            continue;
        paintText(painter, line, metrics.elidedText(text, Qt::ElideRight, line.width() - 6), theme.colour(Token::Label),
            theme);
        line.translate(0, metrics.height());
    }
    const auto sum = [&](PositionSide side, QRectF box) {
        const EdgeCurve &curve = picture.curves[static_cast<std::size_t>(side)];
        if (!curve.empty() && curve.back().usd > 0)
            paintText(painter, box, ReadoutWords::about(curve.back().usd), theme.colour(tokenOf(side)), theme);
    };
    sum(PositionSide::Short, line);
    line.moveBottom(area.bottom() - metrics.height() - 3);
    sum(PositionSide::Long, line);
    painter.restore();
}

void paintEdgeCursor(
    QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme, double price)
{
    if (!canPaint(areas, scene) || scene.map->price <= 0 || price <= 0)
        return;
    const PositionSide side = price < scene.map->price ? PositionSide::Long : PositionSide::Short;
    if (!scene.options.filter.hasSide(side))
        return;
    const QRectF &area = areas.edge;
    const EdgePicture picture(scene, area);
    const double usd = printsTo(*scene.map, price), y = PlotTransform{scene.view, area}.y(price);
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Token::Panel), 1));
    painter.setBrush(theme.colour(tokenOf(side)));
    painter.drawEllipse(QPointF(picture.x(area, usd), y), 3.5, 3.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(theme.numberFont(0.92));
    const QFontMetricsF metrics(painter.font());
    const QString text = ReadoutWords::about(usd);
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    box.moveCenter(QPointF(area.right() - box.width() / 2 - 2, 0));
    box.moveBottom(y - 5);
    if (box.top() < area.top())
        box.moveTop(y + 5);
    painter.fillRect(box, theme.colour(Token::Badge));
    painter.setPen(theme.colour(Token::BadgeText));
    painter.drawText(box, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace isobar::heatmap
