#include "widgets/charts/chartreadout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isobar::charts {

namespace {

constexpr double Padding = 8, Swatch = 8, AfterSwatch = 6, BetweenColumns = 14;

void paintCursor(
    QPainter &painter, const Theme &theme, const Scale &scale, double x, const std::vector<ReadOutEntry> &entries)
{
    painter.setPen(QPen(theme.colour(Token::Label), 1, Qt::DotLine));
    painter.drawLine(QPointF(x, scale.plot.top()), QPointF(x, scale.plot.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Token::Panel), 1.5));
    for (const ReadOutEntry &entry : entries) {
        if (entry.value < scale.value.low || entry.value > scale.value.high)
            continue; // clipped: its marker stands at the edge
        painter.setBrush(entry.colour);
        painter.drawEllipse(QPointF(x, scale.y(entry.value)), 4, 4);
    }
}

} // namespace

QRectF readOutBox(const QRectF &plot, double x, QSizeF size)
{
    constexpr double Distance = 14;
    QRectF box(QPointF(x + Distance, plot.top() + 24), size);
    if (box.right() > plot.right())
        box.moveRight(x - Distance);
    box.moveLeft(std::max(plot.left(), box.left()));
    box.moveTop(std::max(plot.top(), std::min(box.top(), plot.bottom() - box.height())));
    return box;
}

void paintReadOut(QPainter &painter, const Theme &theme, const Scale &scale, TimeMs time, const QString &head,
    std::vector<ReadOutEntry> entries)
{
    std::stable_sort(
        entries.begin(), entries.end(), [](const ReadOutEntry &a, const ReadOutEntry &b) { return a.value > b.value; });
    const double x = std::round(scale.x(time)) + 0.5;
    paintCursor(painter, theme, scale, x, entries);

    const QFont font = theme.numberFont();
    const QFontMetricsF metrics(font);
    double names = 0, values = 0;
    for (const ReadOutEntry &entry : entries) {
        names = std::max(names, metrics.horizontalAdvance(entry.name));
        values = std::max(values, metrics.horizontalAdvance(entry.text));
    }
    const double line = metrics.height() + 1;
    const double columns = Swatch + AfterSwatch + names + BetweenColumns + values;
    const QSizeF size(std::max(metrics.horizontalAdvance(head), columns) + 2 * Padding,
        line * static_cast<double>(entries.size() + 1) + 10);
    const QRectF box = readOutBox(scale.plot, x, size);
    QColor ground = theme.colour(Token::PanelAlternate);
    ground.setAlphaF(0.94F);
    painter.setPen(QPen(theme.colour(Token::Border), 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(font);
    painter.setPen(theme.colour(Token::Label));
    QRectF row(box.left() + Padding, box.top() + 5, box.width() - 2 * Padding, line);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, head);
    for (const ReadOutEntry &entry : entries) {
        row.translate(0, line);
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.colour);
        painter.drawRoundedRect(QRectF(row.left(), row.center().y() - Swatch / 2, Swatch, Swatch), 2, 2);
        painter.setPen(theme.colour(Token::Value));
        painter.drawText(row.adjusted(Swatch + AfterSwatch, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.name);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, entry.text);
    }
}

} // namespace isobar::charts
