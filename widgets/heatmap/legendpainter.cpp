#include "widgets/heatmap/legendpainter.h"

#include "widgets/heatmap/exactpainter.h"
#include "widgets/heatmap/kernelwords.h"
#include "widgets/heatmap/palette.h"
#include "widgets/style/formats.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <functional>

namespace isobar::heatmap {

namespace {

constexpr double LeastBar = 120, MostBar = 560, BarHeight = 9, Gap = 10;

QFont legendFont(const Theme &theme) { return theme.numberFont(0.92); }
QFont tickFont(const Theme &theme) { return theme.numberFont(0.84); }

/// The colours of one row of the bar, a device pixel each.
void paintRow(QPainter &painter, const LegendLayout &layout, const LegendScale &scale, const QRectF &row,
    const QColor &ground, const std::function<QColor(double)> &colourAt)
{
    const double pixel = 1 / painter.device()->devicePixelRatioF();
    for (double x = row.left(); x < row.right() - pixel / 2; x += pixel) {
        const double u = scale.brightnessAt(scale.usdAt(layout.position(x + pixel / 2)));
        painter.fillRect(QRectF(x, row.top(), pixel, row.height()), u > 0 ? colourAt(u) : ground);
    }
}

/// So many digits that tell something, without an exponent or zeros at the end: 0.33, 1.1, 16, 1200.
QString significant(double value, int digits)
{
    if (!(value > 0))
        return QStringLiteral("0");
    const int exponent = static_cast<int>(std::floor(std::log10(value)));
    const double step = std::pow(10, exponent - digits + 1);
    QString text = QString::number(std::round(value / step) * step, 'f', std::max(0, digits - 1 - exponent));
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text;
}

QPainterPath handlePath(double x, const QRectF &bar)
{
    constexpr double Half = 4.5, Drop = 5;
    QPainterPath path(QPointF(x - Half, bar.top() - Drop));
    path.lineTo(x + Half, bar.top() - Drop);
    path.lineTo(x + Half, bar.top() + 1);
    path.lineTo(x, bar.bottom());
    path.lineTo(x - Half, bar.top() + 1);
    path.closeSubpath();
    return path;
}

} // namespace

QString LegendWords::title(const HeatmapOptions &options)
{
    return options.opensOnly ? tr("Other maps: opened per 0.1%", "legend of the opens-only map")
                             : tr("Modelled prints per 0.1%", "legend: expected prints per 0.1 % of price");
}

QString LegendWords::shortNote(const HeatmapScene &scene)
{
    if (!scene.map)
        return {};
    if (!legendScale(*scene.map, scene.options).isOwn)
        return tr("relative");
    const LevelScale &scale = scene.options.opensOnly ? scene.map->opensOnlyScale : scene.map->scale;
    if (scale.anchoredMs <= 0)
        return tr("scale not anchored yet");
    const QDateTime day = QDateTime::fromMSecsSinceEpoch(scale.anchoredMs, Qt::UTC);
    return tr("scale of %1", "day and month").arg(QLocale(QLocale::English).toString(day, QStringLiteral("d MMM")));
}

QString LegendWords::note(const HeatmapScene &scene)
{
    const QString anchored = shortNote(scene);
    if (anchored.isEmpty())
        return {};
    // `isobar-cli backtest`, validation: partial correlation with the liquidations that came, longs and shorts.
    if (scene.options.opensOnly)
        return tr("score +.05/−.07, ours +.49/+.46 – %1", "when its scale was set").arg(anchored);
    const QString note =
        tr("%1, %2", "when the scale was set, where the weights come from")
            .arg(anchored, KernelWords::quality(scene.map->kernelOrigin, scene.map->isReportedScaleMeasured));
    const QString exact = scene.options.exact ? ExactWords::caption(scene.map->exact.get()) : QString();
    return exact.isEmpty() ? note : note + QStringLiteral(" · ") + exact;
}

QString LegendWords::tick(const LevelMap &map, double usd)
{
    // Ticks are round: "$1M", not "$1.00M".
    const double unit = usd >= 1e9 ? 1e9 : usd >= 1e6 ? 1e6 : usd >= 1e3 ? 1e3 : 1;
    const char *suffix = usd >= 1e9 ? "B" : usd >= 1e6 ? "M" : usd >= 1e3 ? "K" : "";
    QString text = QLatin1Char('$') + significant(usd / unit, 2) + QLatin1String(suffix);
    if (map.openInterestUsd > 0)
        text +=
            tr(" · %1 bp", "basis points of the open interest").arg(significant(usd / map.openInterestUsd * 1e4, 2));
    return text;
}

QString LegendWords::spoken(const HeatmapScene &scene)
{
    if (!scene.map)
        return tr("no levels yet");
    const LegendScale scale = legendScale(*scene.map, scene.options);
    if (!scale.isSet())
        return tr("no levels yet");
    return tr("%1: from %2 to %3 of open interest, %4", "title, value, value, note")
        .arg(title(scene.options), tick(*scene.map, scale.lowUsd), tick(*scene.map, scale.highUsd), note(scene));
}

LegendLayout legendLayout(const QRectF &area, const HeatmapScene &scene, const Theme &theme)
{
    LegendLayout layout;
    const QFontMetricsF metrics(legendFont(theme)), ticks(tickFont(theme));
    const QString title = LegendWords::title(scene.options);
    double left = area.left() + 8, right = area.right() - 8;
    const double titleWidth = metrics.horizontalAdvance(title) + 2;
    const double noteWidth = metrics.horizontalAdvance(LegendWords::note(scene)) + 2;
    const double shortWidth = metrics.horizontalAdvance(LegendWords::shortNote(scene)) + 2;
    const double room = right - left;
    const double chosenNote = room - titleWidth - noteWidth - 2 * Gap >= LeastBar ? noteWidth
        : room - titleWidth - shortWidth - 2 * Gap >= LeastBar                    ? shortWidth
                                                                                  : 0;
    if (room - titleWidth - Gap >= LeastBar) {
        layout.title = QRectF(left, area.top(), titleWidth, area.height());
        left += titleWidth + Gap;
    }
    const double barWidth = std::clamp(right - left - (chosenNote > 0 ? chosenNote + Gap : 0), 20.0, MostBar);
    const bool hasTicks = area.height() >= BarHeight + ticks.height() + 5;
    const double top = hasTicks ? area.top() + (area.height() - BarHeight - ticks.height()) / 2 + 1
                                : area.center().y() - BarHeight / 2;
    layout.bar = QRectF(left, std::round(top), barWidth, BarHeight);
    if (hasTicks)
        layout.ticks = QRectF(left, layout.bar.bottom(), barWidth, ticks.height());
    if (chosenNote > 0)
        layout.note = QRectF(layout.bar.right() + Gap, area.top(), right - layout.bar.right() - Gap, area.height());
    return layout;
}

void paintLegendIn(QPainter &painter, const QRectF &area, const HeatmapScene &scene, const Theme &theme)
{
    painter.fillRect(area, theme.colour(Token::Panel));
    if (!scene.map)
        return;
    const LegendScale scale = legendScale(*scene.map, scene.options);
    if (!scale.isSet())
        return;
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const LegendLayout layout = legendLayout(area, scene, theme);
    const QColor ground = theme.colour(Token::Field);
    const bool isDark = theme.isDark();
    if (scene.options.split && !scene.options.opensOnly) {
        const double half = layout.bar.height() / 2;
        QRectF row(layout.bar.left(), layout.bar.top(), layout.bar.width(), half);
        for (const Token side : {Token::LiquidatedShort, Token::LiquidatedLong}) {
            paintRow(painter, layout, scale, row, ground,
                [&](double u) { return QColor(sideColour(theme.colour(side), u, isDark)); });
            row.translate(0, half);
        }
    } else {
        paintRow(painter, layout, scale, layout.bar, ground,
            [&](double u) { return QColor(rampColour(scene.options.ramp, u, isDark)); });
    }
    painter.setPen(QPen(theme.colour(Token::Border), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(layout.bar.adjusted(-0.5, -0.5, 0.5, 0.5));

    painter.setFont(legendFont(theme));
    painter.setPen(theme.colour(Token::Label));
    painter.drawText(layout.title, Qt::AlignLeft | Qt::AlignVCenter, LegendWords::title(scene.options));
    if (!layout.note.isEmpty()) {
        const QFontMetricsF metrics(painter.font());
        const QString whole = LegendWords::note(scene);
        painter.setPen(theme.colour(scale.isOwn ? Token::Unit : Token::SeverityP2));
        painter.drawText(layout.note, Qt::AlignLeft | Qt::AlignVCenter,
            metrics.horizontalAdvance(whole) <= layout.note.width() ? whole : LegendWords::shortNote(scene));
    }
    if (!layout.ticks.isEmpty()) {
        painter.setFont(tickFont(theme));
        const QFontMetricsF metrics(painter.font());
        const double width = metrics.horizontalAdvance(QStringLiteral("$100M · 99.9 bp")) + 8;
        double free = layout.ticks.left() - 40;
        for (const double usd : scale.ticks(width / layout.bar.width())) {
            const double x = std::round(layout.x(scale.positionOf(usd)));
            const QString text = LegendWords::tick(*scene.map, usd);
            QRectF box(0, layout.ticks.top(), metrics.horizontalAdvance(text) + 2, layout.ticks.height());
            box.moveLeft(std::clamp(x - box.width() / 2, layout.bar.left() - 4, layout.bar.right() + 4 - box.width()));
            if (box.left() < free)
                continue;
            painter.fillRect(QRectF(x, layout.bar.bottom(), 1, 3), theme.colour(Token::Unit));
            painter.setPen(theme.colour(Token::Label));
            painter.drawText(box, Qt::AlignHCenter | Qt::AlignBottom, text);
            free = box.right() + 6;
        }
    }
    painter.restore();
}

void paintLegendHandles(QPainter &painter, const QRectF &area, const HeatmapScene &scene, const Theme &theme,
    std::optional<LegendHandle> active)
{
    if (!scene.map)
        return;
    const LegendScale scale = legendScale(*scene.map, scene.options);
    if (!scale.isSet())
        return;
    const LegendLayout layout = legendLayout(area, scene, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const LegendHandle handle : {LegendHandle::Low, LegendHandle::High}) {
        const double x = layout.x(scale.positionOf(handle == LegendHandle::Low ? scale.lowUsd : scale.highUsd));
        painter.setPen(QPen(theme.colour(Token::Panel), 1));
        painter.setBrush(theme.colour(active == handle ? Token::Accent : Token::Value));
        painter.drawPath(handlePath(x, layout.bar));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintLegend(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    if (!areas.legend.isEmpty())
        paintLegendIn(painter, areas.legend, scene, theme);
}

} // namespace isobar::heatmap
