#include "widgets/heatmap/chips.h"

#include "widgets/style/formats.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double Margin = 8, Padding = 8, EdgeWidth = 3;

QSizeF sizeOf(const QString &text, const Theme &theme)
{
    const QFontMetricsF metrics(theme.numberFont(0.95));
    return {std::ceil(metrics.horizontalAdvance(text) + 2 * Padding + EdgeWidth), std::ceil(metrics.height() + 6)};
}

} // namespace

QString Chips::progress(const HistoryProgress &history)
{
    const HistoryProgress::Part &bars = history.bars, &openInterest = history.openInterest;
    if (bars.isUnderWay())
        return tr("price history %1/%2 venues").arg(bars.week).arg(bars.venues);
    if (openInterest.isUnderWay())
        return tr("open-interest history %1/%2 venues").arg(openInterest.week).arg(openInterest.venues);
    return {};
}

QString Chips::missing(const HistoryProgress &history)
{
    const HistoryProgress::Part &bars = history.bars, &openInterest = history.openInterest;
    if (bars.missing > 0 && openInterest.missing > 0)
        return tr("No week of prices from %1 of %2 venues, of open interest from %3 of %4")
            .arg(bars.missing)
            .arg(bars.venues)
            .arg(openInterest.missing)
            .arg(openInterest.venues);
    if (bars.missing > 0)
        return tr("No week of prices from %1 of %2 venues").arg(bars.missing).arg(bars.venues);
    if (openInterest.missing > 0)
        return tr("No week of open interest from %1 of %2 venues").arg(openInterest.missing).arg(openInterest.venues);
    return {};
}

std::vector<Chip> Chips::of(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, bool isHeld)
{
    std::vector<Chip> chips;
    if (!scene.map)
        return chips;
    const auto add = [&](const QString &text, Token colour) {
        if (!text.isEmpty())
            chips.push_back({text, colour, {}, false});
    };
    if (scene.isReopened)
        add(tr("As of the picture: %1", "time").arg(formats::dateTime(scene.nowMs, TimeZoneChoice::Utc)),
            Token::Accent);
    const TimeMs age = scene.nowMs - scene.map->marketMs;
    if (age > StaleMapMs)
        add(tr("Levels stale for %1: no new bars").arg(formats::age(age)), Token::HealthStale);
    if (scene.market && !scene.isReopened) {
        const QString under = progress(scene.market->history);
        add(under, Token::HealthStarting);
        if (under.isEmpty())
            add(missing(scene.market->history), Token::Badge);
    }
    if (scene.options.opensOnly)
        add(tr("What other maps draw: opens only, nothing removed on touch"), Token::SeverityP2);
    else if (!scene.map->scale.isSet())
        add(tr("Colour scale not set yet: too few levels"), Token::HealthStarting);
    double y = areas.plot.top() + Margin;
    for (Chip &chip : chips) {
        chip.box = QRectF(QPointF(areas.plot.left() + Margin, y), sizeOf(chip.text, theme));
        y = chip.box.bottom() + 4;
    }
    if (isHeld) {
        Chip live{tr("Back to live »"), Token::Accent, {}, true};
        const QSizeF size = sizeOf(live.text, theme);
        live.box = QRectF(
            QPointF(areas.plot.right() - Margin - size.width(), areas.plot.bottom() - Margin - size.height()), size);
        chips.push_back(live);
    }
    return chips;
}

void Chips::paint(QPainter &painter, const std::vector<Chip> &chips, const Theme &theme)
{
    painter.setFont(theme.numberFont(0.95));
    for (const Chip &chip : chips) {
        QColor ground = theme.colour(Token::PanelAlternate);
        ground.setAlphaF(0.93F);
        painter.setPen(theme.colour(Token::Border));
        painter.setBrush(ground);
        painter.drawRect(chip.box.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.fillRect(
            QRectF(chip.box.left(), chip.box.top(), EdgeWidth, chip.box.height()), theme.colour(chip.colour));
        painter.setPen(theme.colour(chip.isBackToLive ? Token::Accent : Token::Value));
        painter.drawText(chip.box.adjusted(EdgeWidth, 0, 0, 0), Qt::AlignCenter, chip.text);
    }
}

} // namespace isobar::heatmap
