#include "widgets/heatmap/exactpainter.h"

#include "widgets/style/formats.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace isobar::heatmap {

namespace {

constexpr double RowHeight = 2, LeastLength = 4, MostLength = 40;
constexpr double StaleAlpha = 0.45;

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

} // namespace

QString ExactWords::caption(const ExactLevels *exact)
{
    if (!exact)
        return {};
    return tr("exact: %n address(es), %1 of %2's OI", "share, venues", exact->accounts)
        .arg(formats::percent(exact->shareOfBoth, exact->shareOfBoth < 0.0995 ? 1 : 0),
            QString::fromStdString(exact->venues));
}

QString ExactWords::shares(const ExactLevels &exact)
{
    return tr("Published positions of %n address(es): %1 of the longs and %2 of the shorts on %3. So much less is "
              "modelled there.",
        "share, share, venues", exact.accounts)
        .arg(formats::percent(exact.share[0], 1), formats::percent(exact.share[1], 1),
            QString::fromStdString(exact.venues));
}

QRectF exactBox(const HeatmapAreas &areas)
{
    const QRectF &plot = areas.plot;
    return QRectF(plot.right() - MostLength - 2, plot.top(), MostLength + 2, plot.height()) & plot;
}

std::vector<ExactTick> exactTicks(const HeatmapScene &scene, const HeatmapAreas &areas, double height)
{
    std::vector<ExactTick> ticks;
    if (!scene.map || !scene.map->exact || !scene.view.isValid() || areas.plot.isEmpty())
        return ticks;
    const PlotTransform plot{scene.view, areas.plot};
    std::map<std::pair<int, int>, ExactTick> rows; // by row from the top, then side
    for (const ExactLevel &level : scene.map->exact->levels) {
        if (!scene.options.filter.hasSide(level.side))
            continue;
        const double y = plot.y(level.price);
        if (y < areas.plot.top() || y >= areas.plot.bottom())
            continue;
        const int row = static_cast<int>((y - areas.plot.top()) / height);
        const auto [found, isNew] = rows.try_emplace({row, static_cast<int>(level.side)});
        ExactTick &tick = found->second;
        if (isNew)
            tick = {areas.plot.top() + row * height, level.side, 0, true};
        tick.usd += level.usd;
        tick.isStale = tick.isStale && level.isStale;
    }
    for (const auto &[place, tick] : rows)
        ticks.push_back(tick);
    return ticks;
}

void paintExact(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    const std::vector<ExactTick> ticks = exactTicks(scene, areas, RowHeight);
    if (ticks.empty())
        return;
    const auto largest = std::max_element(
        ticks.begin(), ticks.end(), [](const ExactTick &a, const ExactTick &b) { return a.usd < b.usd; });
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor ground = faded(theme.colour(Token::Panel), 0.8);
    for (const ExactTick &tick : ticks) {
        // A square root: what is ten times as large is plainly larger, and a small one is still seen.
        const double length = std::max(LeastLength, MostLength * std::sqrt(tick.usd / largest->usd));
        const QRectF line(areas.plot.right() - length, tick.y, length, RowHeight);
        painter.fillRect(line.adjusted(-1, -1, 0, 1), ground); // so that it is told from bright levels
        const QColor colour =
            theme.colour(tick.side == PositionSide::Long ? Token::LiquidatedLong : Token::LiquidatedShort);
        painter.fillRect(line, tick.isStale ? faded(colour, StaleAlpha) : colour);
    }
}

} // namespace isobar::heatmap
