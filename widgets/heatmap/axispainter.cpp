#include "widgets/heatmap/axispainter.h"

#include "widgets/heatmap/axisticks.h"
#include "widgets/heatmap/palette.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/style/formats.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double TickLength = 4, TextGap = 8;

/// A round price without decimals that are all zero.
QString tickText(double price)
{
    QString text = formats::price(price);
    if (const qsizetype point = text.indexOf(u'.'); point > 0) {
        qsizetype end = text.size();
        while (text[end - 1] == u'0')
            --end;
        text.truncate(end - 1 == point ? point : end);
    }
    return text;
}

} // namespace

double lastPrice(const HeatmapScene &scene)
{
    if (scene.map && scene.map->price > 0)
        return scene.map->price;
    return scene.market && scene.market->mark ? *scene.market->mark : 0;
}

QColor inkOn(const QColor &ground)
{
    return lightness(ground.rgb()) > 0.62 ? QColor(0x10, 0x12, 0x18) : QColor(0xff, 0xff, 0xff);
}

QRectF priceTag(const HeatmapAreas &areas, const Theme &theme, double y)
{
    const double height = QFontMetricsF(ScenePainter::axisFont(theme)).height() + 3;
    QRectF box(areas.priceAxis.left(), 0, areas.priceAxis.width(), height);
    box.moveTop(std::clamp(std::round(y - height / 2), areas.priceAxis.top(),
        std::max(areas.priceAxis.top(), areas.priceAxis.bottom() - height)));
    return box;
}

QRectF timeTag(const HeatmapAreas &areas, const Theme &theme, double x, const QString &text)
{
    const QFontMetricsF metrics(ScenePainter::axisFont(theme));
    const double width = metrics.horizontalAdvance(text) + 12;
    QRectF box(0, areas.timeAxis.top() + 1, width, areas.timeAxis.height() - 2);
    box.moveLeft(std::clamp(std::round(x - width / 2), areas.timeAxis.left(),
        std::max(areas.timeAxis.left(), areas.timeAxis.right() - width)));
    return box;
}

void paintTag(QPainter &painter, const QRectF &box, const Theme &theme, const QString &text, const QColor &ground,
    const QColor &ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRect(box);
    painter.setFont(ScenePainter::axisFont(theme));
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter, text);
}

void paintPriceAxis(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    const QRectF &axis = areas.priceAxis;
    painter.save();
    painter.setClipRect(axis, Qt::IntersectClip);
    painter.fillRect(axis, theme.colour(Token::Panel));
    painter.fillRect(QRectF(axis.left(), axis.top(), 1, axis.height()), theme.colour(Token::Border));
    if (scene.view.isValid()) {
        const PlotTransform transform{scene.view, areas.plot};
        const double now = lastPrice(scene);
        const QRectF tag = now > 0 ? priceTag(areas, theme, transform.y(now)) : QRectF();
        const QFont font = ScenePainter::axisFont(theme);
        const double half = QFontMetricsF(font).height() / 2;
        painter.setFont(font);
        for (const double tick : priceTicks(scene.view, areas.plot.height(), PriceTickGap)) {
            const double y = std::round(transform.y(tick)) + 0.5;
            painter.setPen(theme.colour(Token::Border));
            painter.drawLine(QPointF(axis.left(), y), QPointF(axis.left() + TickLength, y));
            const bool isCut = y - half < axis.top() || y + half > axis.bottom();
            if (isCut || (!tag.isNull() && y + half > tag.top() && y - half < tag.bottom()))
                continue;
            painter.setPen(theme.colour(Token::Label));
            painter.drawText(QRectF(axis.left() + TextGap, y - half, axis.width() - TextGap, 2 * half),
                Qt::AlignLeft | Qt::AlignVCenter, tickText(tick));
        }
        if (now > 0 && now >= scene.view.low() && now <= scene.view.high()) {
            const QColor accent = theme.colour(Token::Value);
            paintTag(painter, tag, theme, formats::price(now), accent, inkOn(accent));
        }
    }
    painter.restore();
}

void paintTimeAxis(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    const QRectF &axis = areas.timeAxis;
    const QRectF line(axis.left(), axis.top(), areas.whole.right() - axis.left(), axis.height());
    painter.save();
    painter.setClipRect(line, Qt::IntersectClip);
    painter.fillRect(line, theme.colour(Token::Panel));
    painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), theme.colour(Token::Border));
    const QFont font = ScenePainter::axisFont(theme);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme.colour(Token::Unit));
    const QString zone = scene.zone == TimeZoneChoice::Utc
        ? QStringLiteral("UTC")
        : formats::clockTime(scene.nowMs, scene.zone).section(u' ', 1);
    painter.drawText(QRectF(axis.right() + TextGap, axis.top(), line.right() - axis.right() - TextGap, axis.height()),
        Qt::AlignLeft | Qt::AlignVCenter, zone);
    if (scene.view.isValid()) {
        const PlotTransform transform{scene.view, areas.plot};
        for (const TimeTick &tick : timeTicks(scene.view, areas.plot.width(), TimeTickGap, scene.zone)) {
            const double x = std::round(transform.x(static_cast<double>(tick.timeMs))) + 0.5;
            painter.setPen(theme.colour(Token::Border));
            painter.drawLine(QPointF(x, axis.top()), QPointF(x, axis.top() + TickLength));
            QRectF box(0, axis.top() + 2, metrics.horizontalAdvance(tick.label) + 4, axis.height() - 2);
            box.moveCenter({x, box.center().y()});
            if (box.left() < axis.left() || box.right() > axis.right())
                continue;
            painter.setPen(theme.colour(tick.isDay ? Token::Value : Token::Label));
            painter.drawText(box, Qt::AlignCenter, tick.label);
        }
    }
    painter.restore();
}

} // namespace isobar::heatmap
