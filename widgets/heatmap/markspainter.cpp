#include "widgets/heatmap/markspainter.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/axisticks.h"
#include "widgets/heatmap/candles.h"
#include "widgets/heatmap/coverage.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double LeastCandle = 5.5, BodyShare = 0.72;
constexpr double HatchGap = 11;
constexpr double LargestCircle = 0.055; // radius, of the plot's height
constexpr double LeastSettlementGap = 28;
constexpr double PixelsALiquidation = 7; // of the width: more circles would hide the price

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

} // namespace

MarksPainter::MarksPainter(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme)
    : m_scene(scene), m_areas(areas), m_theme(theme), m_transform{scene.view, areas.plot}
{
}

std::pair<double, double> MarksPainter::shownTime(const QPainter &painter, double margin) const
{
    QRectF shown = m_areas.plot;
    if (painter.hasClipping())
        shown &= painter.clipBoundingRect();
    return {m_transform.ms(shown.left() - margin), m_transform.ms(shown.right() + margin)};
}

void MarksPainter::paintGaps(QPainter &painter) const
{
    const QRectF &plot = m_areas.plot;
    const auto [from, to] = shownTime(painter, HatchGap);
    const double known = std::min(to, static_cast<double>(m_scene.nowMs));
    const auto cover = coverage(m_scene.map->series, seriesFor(m_transform.msPerPixel()), from, to);
    const auto fill = [&](double begin, double end) {
        const QRectF gap(QPointF(m_transform.x(begin), plot.top()), QPointF(m_transform.x(end), plot.bottom()));
        painter.fillRect(gap & plot, m_theme.colour(Token::PanelAlternate));
    };
    double at = from;
    std::vector<std::pair<double, double>> hatched;
    for (const DrawnColumn &column : columnsOf(cover)) {
        if (column.fromMs > at)
            fill(at, column.fromMs);
        at = std::max(at, column.toMs);
        if (!column.column->hasPrice()) {
            fill(column.fromMs, column.toMs);
        } else if (column.column->isHatched) {
            if (!hatched.empty() && hatched.back().second >= column.fromMs)
                hatched.back().second = column.toMs;
            else
                hatched.emplace_back(column.fromMs, column.toMs);
        }
    }
    if (known > at)
        fill(at, known);
    painter.setPen(QPen(faded(m_theme.colour(Token::Label), 0.10), 1));
    // The lines hang on the time, so that they go with the cells when these are moved.
    const double phase = std::fmod(m_scene.view.fromMs / m_transform.msPerPixel(), HatchGap);
    for (const auto &[begin, end] : hatched) {
        const double left = std::max(plot.left(), m_transform.x(begin)), right = m_transform.x(end);
        const QRectF box(QPointF(left, plot.top()), QPointF(std::min(plot.right(), right), plot.bottom()));
        painter.save();
        painter.setClipRect(box, Qt::IntersectClip);
        const double first =
            plot.left() - phase + std::floor((left - plot.height() - plot.left()) / HatchGap) * HatchGap;
        for (double x = first; x < box.right(); x += HatchGap)
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x + plot.height(), plot.top()));
        painter.restore();
    }
}

void MarksPainter::paintGrid(QPainter &painter) const
{
    const QRectF &plot = m_areas.plot;
    painter.setPen(QPen(faded(m_theme.colour(Token::Label), 0.13), 1));
    for (const double tick : priceTicks(m_scene.view, plot.height(), PriceTickGap)) {
        const double y = std::round(m_transform.y(tick)) + 0.5;
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    for (const TimeTick &tick : timeTicks(m_scene.view, plot.width(), TimeTickGap, m_scene.zone)) {
        const double x = std::round(m_transform.x(static_cast<double>(tick.timeMs))) + 0.5;
        painter.setPen(QPen(faded(m_theme.colour(Token::Label), tick.isDay ? 0.26 : 0.10), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

std::vector<TimeMs> settlementsIn(const AssetSnapshot &market, double fromMs, double toMs)
{
    std::vector<TimeMs> times;
    const auto venue = std::find_if(market.venues.begin(), market.venues.end(),
        [](const VenueRow &row) { return row.intervalHours && *row.intervalHours >= 4 && row.nextFundingMs; });
    if (venue == market.venues.end())
        return times;
    const auto interval = static_cast<TimeMs>(*venue->intervalHours * static_cast<double>(HourMs));
    const TimeMs rest = *venue->nextFundingMs - floorTo(*venue->nextFundingMs, interval);
    for (TimeMs t = floorTo(static_cast<TimeMs>(fromMs) - rest + interval - 1, interval) + rest;
         static_cast<double>(t) <= toMs; t += interval)
        times.push_back(t);
    return times;
}

void MarksPainter::paintSettlements(QPainter &painter) const
{
    if (!m_scene.market)
        return;
    const QRectF &plot = m_areas.plot;
    const std::vector<TimeMs> times = settlementsIn(*m_scene.market, m_scene.view.fromMs, m_scene.view.toMs);
    if (times.size() >= 2 && static_cast<double>(times[1] - times[0]) / m_transform.msPerPixel() < LeastSettlementGap)
        return;
    for (const TimeMs time : times) {
        const double x = std::round(m_transform.x(static_cast<double>(time))) + 0.5;
        painter.setPen(QPen(faded(m_theme.colour(Token::Accent), 0.55), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colour(Token::Accent));
        painter.drawPolygon(
            QPolygonF{QPointF(x - 4, plot.bottom()), QPointF(x + 4, plot.bottom()), QPointF(x, plot.bottom() - 6)});
    }
}

void MarksPainter::paintNow(QPainter &painter) const
{
    const QRectF &plot = m_areas.plot;
    const double x = std::round(m_transform.x(static_cast<double>(m_scene.nowMs))) + 0.5;
    if (x > plot.left() && x < plot.right()) {
        painter.setPen(QPen(faded(m_theme.colour(Token::Label), 0.45), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    const double now = lastPrice(m_scene);
    if (now <= 0)
        return;
    const double y = std::round(m_transform.y(now)) + 0.5;
    if (y < plot.top() || y > plot.bottom())
        return;
    painter.setPen(QPen(faded(m_theme.colour(Token::Value), 0.8), 1, Qt::DashLine));
    painter.drawLine(QPointF(std::clamp(x, plot.left(), plot.right()), y), QPointF(plot.right(), y));
}

void MarksPainter::paintCandles(QPainter &painter) const
{
    const TimeMs length = candleLength(m_transform.msPerPixel(), LeastCandle);
    const auto [from, to] = shownTime(painter, 0);
    const auto aligned = static_cast<double>(floorTo(static_cast<TimeMs>(from), length));
    const std::vector<DrawnCandle> candles = candlesOf(*m_scene.map, aligned, to + static_cast<double>(length), length);
    const QColor ground = faded(m_theme.colour(Token::Field), 0.85);
    const QColor up = m_theme.colour(Token::Up), down = m_theme.colour(Token::Down);
    struct Drawn {
        QRectF body, wick;
        bool isUp;
    };
    std::vector<Drawn> drawn;
    for (const DrawnCandle &candle : candles) {
        const double left = m_transform.x(candle.fromMs), right = m_transform.x(candle.toMs);
        const double middle = std::round((left + right) / 2 - 0.5);
        const double half = std::max(1.0, std::floor((right - left) * BodyShare / 2));
        const double high = std::round(m_transform.y(candle.high)), low = std::round(m_transform.y(candle.low));
        const double top = std::round(m_transform.y(std::max(candle.open, candle.close)));
        const double bottom = std::round(m_transform.y(std::min(candle.open, candle.close)));
        drawn.push_back({QRectF(middle - half, top, 2 * half + 1, std::max(1.0, bottom - top)),
            QRectF(middle, high, 1, std::max(1.0, low - high)), candle.isUp()});
    }
    // A dark rim first: candles must be read on the brightest levels too.
    for (const Drawn &candle : drawn) {
        painter.fillRect(candle.wick.adjusted(-1, 0, 1, 0), ground);
        painter.fillRect(candle.body.adjusted(-1, -1, 1, 1), ground);
    }
    for (const Drawn &candle : drawn) {
        painter.fillRect(candle.wick, candle.isUp ? up : down);
        painter.fillRect(candle.body, candle.isUp ? up : down);
    }
}

double liquidationRadius(double usd) { return std::clamp(1.6 + 4.2 * std::sqrt(usd / 1e6), 2.5, 24.0); }

std::vector<LiquidationPrint> liquidationsIn(
    const LiquidationLog &log, const Viewport &view, double leastUsd, std::size_t most)
{
    std::vector<LiquidationPrint> found;
    for (const LiquidationChunk &chunk : log.chunks) {
        if (static_cast<double>(chunk->back().timeMs) < view.fromMs
            || static_cast<double>(chunk->front().timeMs) > view.toMs)
            continue;
        for (const LiquidationPrint &print : *chunk) {
            const auto time = static_cast<double>(print.timeMs);
            if (print.usd >= leastUsd && time >= view.fromMs && time <= view.toMs && print.price >= view.low()
                && print.price <= view.high())
                found.push_back(print);
        }
    }
    if (found.size() > most) {
        const auto kept = found.begin() + static_cast<std::ptrdiff_t>(most);
        std::nth_element(found.begin(), kept, found.end(),
            [](const LiquidationPrint &a, const LiquidationPrint &b) { return a.usd > b.usd; });
        found.erase(kept, found.end());
        std::sort(found.begin(), found.end(), [](const LiquidationPrint &a, const LiquidationPrint &b) {
            return std::pair(a.timeMs, a.serial) < std::pair(b.timeMs, b.serial);
        });
    }
    return found;
}

std::optional<TimeMs> firstDifference(const LiquidationView *before, const LiquidationView *now)
{
    static const LiquidationLog None;
    const LiquidationLog &a = before ? before->log : None, &b = now ? now->log : None;
    if (before == now)
        return std::nullopt;
    // Chunks are shared while they are the same; from the first that is not, print by print.
    std::size_t chunk = 0;
    while (chunk < a.chunks.size() && chunk < b.chunks.size() && a.chunks[chunk] == b.chunks[chunk])
        ++chunk;
    const auto rest = [chunk](const LiquidationLog &log) {
        std::vector<LiquidationPrint> prints;
        for (std::size_t i = chunk; i < log.chunks.size(); ++i)
            prints.insert(prints.end(), log.chunks[i]->begin(), log.chunks[i]->end());
        return prints;
    };
    const std::vector<LiquidationPrint> left = rest(a), right = rest(b);
    const auto [x, y] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (x == left.end() && y == right.end())
        return std::nullopt;
    if (x == left.end() || y == right.end())
        return x == left.end() ? y->timeMs : x->timeMs;
    return std::min(x->timeMs, y->timeMs);
}

void MarksPainter::paintLiquidations(QPainter &painter) const
{
    if (!m_scene.market || !m_scene.market->liquidations)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF shown = painter.hasClipping() ? painter.clipBoundingRect() : m_areas.plot;
    const auto most = static_cast<std::size_t>(m_areas.plot.width() / PixelsALiquidation);
    for (const LiquidationPrint &print :
        liquidationsIn(m_scene.market->liquidations->log, m_scene.view, m_scene.options.leastLiquidationUsd, most)) {
        const QPointF centre(m_transform.x(static_cast<double>(print.timeMs)), m_transform.y(print.price));
        const double radius = std::min(liquidationRadius(print.usd), m_areas.plot.height() * LargestCircle);
        if (!shown.intersects(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)))
            continue;
        const QColor colour =
            m_theme.colour(print.side == PositionSide::Long ? Token::LiquidatedLong : Token::LiquidatedShort);
        painter.setPen(QPen(faded(m_theme.colour(Token::Field), 0.9), 1));
        painter.setBrush(faded(colour, 0.62));
        painter.drawEllipse(centre, radius, radius);
    }
    painter.restore();
}

} // namespace isobar::heatmap
