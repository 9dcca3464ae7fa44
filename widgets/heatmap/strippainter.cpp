#include "widgets/heatmap/strippainter.h"

#include "widgets/heatmap/pixelline.h"
#include "widgets/style/contrast.h"
#include "widgets/style/formats.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::heatmap {

namespace {

// The band around the neutral print of most venues (UX.md).
constexpr double NeutralLow8h = -0.00002, NeutralHigh8h = 0.00013;
constexpr double LineStep = 0.35, AreaShare = 0.16;

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// One strip on a painter that is clipped to it.
class Strip {
public:
    Strip(QPainter &painter, const Theme &theme, const StripData &data, const PlotTransform &plot, StripRange range)
        : m_painter(painter), m_theme(theme), m_data(data), m_plot(plot), m_range(range)
    {
    }

    void paint(StripKind kind)
    {
        switch (kind) {
        case StripKind::OpenInterest:
            paintOpenInterest();
            break;
        case StripKind::VolumeDelta:
            paintDelta();
            break;
        case StripKind::Liquidations:
            paintBars();
            break;
        case StripKind::Funding:
            paintFunding();
            break;
        }
    }

private:
    double y(double value) const { return m_range.y(m_plot.area, value); }

    template <typename Value> PixelLine curveOf(Value value) const
    {
        PixelLine line(1 / m_painter.device()->devicePixelRatioF());
        TimeMs end = 0, step = 0;
        for (const StripColumn &column : m_data.columns) {
            const double at = value(column);
            if (std::isnan(at))
                continue;
            // One missing column is noise, two are a gap.
            step = std::max(step, column.stepMs);
            if (end > 0 && column.openMs - end > 2 * step)
                line.breakLine();
            line.add(m_plot.x(static_cast<double>(std::min(column.endMs(), m_data.nowMs))), y(at));
            end = column.endMs();
            step = column.stepMs;
        }
        line.finish();
        return line;
    }

    static QPainterPath areaOf(const std::vector<QPointF> &run, double base)
    {
        QPainterPath path(QPointF(run.front().x(), base));
        for (const QPointF &point : run)
            path.lineTo(point);
        path.lineTo(run.back().x(), base);
        path.closeSubpath();
        return path;
    }

    void paintCurve(const PixelLine &line, const QColor &colour, double base)
    {
        // Thousands of points each second: the area without smooth edges, which the line covers, and the line one
        // device pixel wide take a tenth of the time. Such lines side by side make the width.
        const double ratio = m_painter.device()->devicePixelRatioF();
        QPen pen(colour, 1);
        pen.setCosmetic(true);
        for (const std::vector<QPointF> &run : line.runs()) {
            m_painter.setRenderHint(QPainter::Antialiasing, false);
            m_painter.fillPath(areaOf(run, base), faded(colour, AreaShare));
            m_painter.setRenderHint(QPainter::Antialiasing);
            m_painter.setPen(pen);
            for (int i = 0; i <= qRound(ratio); ++i) {
                m_painter.translate(0, LineStep * i);
                m_painter.drawPolyline(run.data(), static_cast<int>(run.size()));
                m_painter.translate(0, -LineStep * i);
            }
        }
    }

    void paintOpenInterest()
    {
        paintCurve(curveOf([](const StripColumn &column) { return column.openInterestCoins; }),
            m_theme.colour(Token::Link), m_plot.area.bottom());
    }

    void paintDelta()
    {
        const PixelLine line = curveOf([](const StripColumn &column) {
            return std::isnan(column.deltaCoins) ? column.deltaCoins : column.cumulativeCoins;
        });
        const double zero = y(0);
        paintLevel(zero, Token::Border);
        const QRectF &area = m_plot.area;
        for (const bool isAbove : {true, false}) {
            m_painter.save();
            m_painter.setClipRect(isAbove ? QRectF(area.topLeft(), QPointF(area.right(), zero))
                                          : QRectF(QPointF(area.left(), zero), area.bottomRight()),
                Qt::IntersectClip);
            paintCurve(line, m_theme.colour(isAbove ? Token::Up : Token::Down), zero);
            m_painter.restore();
        }
    }

    void paintBars()
    {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        const double zero = y(0);
        paintLevel(zero, Token::Border);
        for (const StripBar &bar : m_data.bars) {
            const double left = m_plot.x(static_cast<double>(bar.openMs));
            const double right = m_plot.x(static_cast<double>(bar.openMs + m_data.bucketMs));
            const double width = std::max(1.0, std::floor(right - left - 1));
            const auto draw = [&](double usd, Token token) {
                if (usd != 0)
                    m_painter.fillRect(
                        QRectF(QPointF(left, zero), QPointF(left + width, y(usd))).normalized(), m_theme.colour(token));
            };
            draw(bar.shortUsd, Token::LiquidatedShort);
            draw(-bar.longUsd, Token::LiquidatedLong);
        }
        if (m_data.hasBars && static_cast<double>(m_data.barsSinceMs) > m_plot.view.fromMs) {
            // Before that nobody listened: no bars there means nothing.
            const QRectF &area = m_plot.area;
            const double until = m_plot.x(static_cast<double>(m_data.barsSinceMs));
            m_painter.fillRect(QRectF(area.topLeft(), QPointF(std::min(until, area.right()), area.bottom())),
                QBrush(m_theme.colour(Token::Border), Qt::BDiagPattern));
        }
    }

    void paintFunding()
    {
        const QRectF &area = m_plot.area;
        m_painter.fillRect(
            QRectF(QPointF(area.left(), y(NeutralHigh8h)), QPointF(area.right(), y(NeutralLow8h))).normalized(),
            faded(m_theme.colour(Token::NeutralFunding), 0.13));
        paintLevel(y(0), Token::Border);
        if (!m_data.funding)
            return;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        const std::vector<Point> &points = *m_data.funding;
        std::optional<double> before;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto from = static_cast<double>(points[i].timeMs);
            const bool isLast = i + 1 == points.size();
            const auto to = static_cast<double>(isLast ? m_data.nowMs : points[i + 1].timeMs);
            if (to < m_plot.view.fromMs || from > m_plot.view.toMs) {
                before = points[i].value;
                continue;
            }
            const double level = y(points[i].value);
            m_painter.setPen(QPen(m_theme.funding(points[i].value), 1.6));
            if (before)
                m_painter.drawLine(QPointF(m_plot.x(from), y(*before)), QPointF(m_plot.x(from), level));
            m_painter.drawLine(QPointF(m_plot.x(from), level), QPointF(m_plot.x(std::max(from, to)), level));
            before = points[i].value;
        }
    }

    void paintLevel(double at, Token token)
    {
        m_painter.setPen(QPen(m_theme.colour(token), 1));
        m_painter.drawLine(QPointF(m_plot.area.left(), at), QPointF(m_plot.area.right(), at));
    }

    QPainter &m_painter;
    const Theme &m_theme;
    const StripData &m_data;
    const PlotTransform &m_plot;
    StripRange m_range;
};

QString scaleText(StripKind kind, double value)
{
    switch (kind) {
    case StripKind::OpenInterest:
    case StripKind::VolumeDelta:
        return formats::coins(value);
    case StripKind::Liquidations:
        return formats::usd(std::abs(value));
    case StripKind::Funding:
        return formats::change(value, 3);
    }
    return {};
}

/// The ends of the scale, dim, at the right edge of the strip.
void paintScale(QPainter &painter, const StripArea &strip, const StripRange &range, const Theme &theme)
{
    painter.setFont(theme.numberFont(0.84));
    const QFontMetricsF metrics(painter.font());
    const auto draw = [&](double value, Qt::Alignment edge) {
        const QString text = scaleText(strip.kind, value);
        QRectF box(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height());
        box.moveRight(strip.plot.right() - 1);
        if (edge == Qt::AlignTop)
            box.moveTop(strip.plot.top() + 1);
        else
            box.moveBottom(strip.plot.bottom() - 1);
        painter.fillRect(box, faded(theme.colour(Token::Panel), 0.72));
        painter.setPen(theme.colour(Token::Unit));
        painter.drawText(box, Qt::AlignCenter, text);
    };
    if (strip.plot.height() < 2 * metrics.height() + 4)
        return;
    draw(range.high, Qt::AlignTop);
    draw(range.low, Qt::AlignBottom);
}

/// Both sums in one line, told apart by their colours.
void paintBothSides(QPainter &painter, QRectF line, const StripData &data, const Theme &theme)
{
    painter.setFont(theme.numberFont(0.92));
    const QFontMetricsF metrics(painter.font());
    for (const auto &[usd, token] :
        {std::pair{data.longUsd(), Token::LiquidatedLong}, std::pair{data.shortUsd(), Token::LiquidatedShort}}) {
        const QString text = QStringLiteral("≥ ") + formats::usd(usd);
        painter.setPen(theme.colour(token));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
        line.setLeft(line.left() + metrics.horizontalAdvance(text) + 8);
    }
}

void paintLabels(
    QPainter &painter, const StripArea &strip, const StripData &data, const HeatmapScene &scene, const Theme &theme)
{
    const QRectF box = strip.labels.adjusted(8, 2, -2, -2);
    painter.save();
    painter.setClipRect(strip.labels, Qt::IntersectClip);
    QFont small = theme.numberFont(0.92), strong = theme.numberFont();
    strong.setWeight(QFont::DemiBold);
    const double nameHeight = QFontMetricsF(small).height(), lineHeight = QFontMetricsF(strong).height();
    double top = box.top();
    const std::vector<StripWords::Text> lines = StripWords::now(strip.kind, data);
    const QString name = StripWords::name(strip.kind, scene.asset, data, scene.view, scene.zone);
    painter.setFont(small);
    painter.setPen(theme.colour(Token::Label));
    painter.drawText(QRectF(box.left(), top, box.width(), nameHeight), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(small).elidedText(name, Qt::ElideRight, box.width()));
    top += nameHeight;
    if (lines.size() > 1 && strip.kind == StripKind::Liquidations && top + 2 * lineHeight > box.bottom() + 3) {
        paintBothSides(painter, QRectF(box.left(), top, box.width(), lineHeight), data, theme);
        painter.restore();
        return;
    }
    for (const StripWords::Text &line : lines) {
        if (top + lineHeight > box.bottom() + 3)
            break;
        const bool isFirst = &line == &lines.front();
        painter.setFont(isFirst ? strong : small);
        painter.setPen(theme.colour(line.token));
        painter.drawText(QRectF(box.left(), top, box.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(painter.font()).elidedText(line.text, Qt::ElideRight, box.width()));
        top += lineHeight;
    }
    painter.restore();
}

} // namespace

QString StripWords::name(
    StripKind kind, const QString &asset, const StripData &data, const Viewport &view, TimeZoneChoice zone)
{
    switch (kind) {
    case StripKind::OpenInterest:
        if (data.openInterestVenues > 0 && data.openInterestVenues < data.allVenues)
            return tr("OI, %1 (%2/%3 venues)", "open interest in coins of an asset, of some of the venues")
                .arg(asset)
                .arg(data.openInterestVenues)
                .arg(data.allVenues);
        return tr("OI, %1", "open interest in coins of an asset").arg(asset);
    case StripKind::VolumeDelta:
        return tr("CVD, %1", "cumulative volume delta in coins of an asset").arg(asset);
    case StripKind::Liquidations:
        if (data.hasBars && static_cast<double>(data.barsSinceMs) > view.fromMs)
            return tr("Liquidated since %1", "time").arg(formats::clockTime(data.barsSinceMs, zone, false));
        return tr("Liquidated");
    case StripKind::Funding:
        return tr("Funding / 8h");
    }
    return {};
}

std::vector<StripWords::Text> StripWords::now(StripKind kind, const StripData &data)
{
    const Text none{formats::Dash, Token::Unit};
    switch (kind) {
    case StripKind::OpenInterest:
        for (auto column = data.columns.rbegin(); column != data.columns.rend(); ++column) {
            if (!std::isnan(column->openInterestCoins))
                return {{formats::coins(column->openInterestCoins), Token::Value}};
        }
        return {none};
    case StripKind::VolumeDelta:
        if (data.columns.empty())
            return {none};
        return {{at(kind, data, static_cast<double>(data.columns.back().openMs)),
            data.columns.back().cumulativeCoins < 0 ? Token::Down : Token::Up}};
    case StripKind::Liquidations:
        if (!data.hasBars && data.bars.empty())
            return {none};
        return {{tr("≥ %1 longs", "observed, USD").arg(formats::usd(data.longUsd())), Token::LiquidatedLong},
            {tr("≥ %1 shorts", "observed, USD").arg(formats::usd(data.shortUsd())), Token::LiquidatedShort}};
    case StripKind::Funding: {
        std::vector<Text> lines;
        const double rate = data.fundingNow8h.value_or(0);
        const bool isNeutral = rate >= NeutralLow8h && rate <= NeutralHigh8h;
        lines.push_back({formats::rate8h(data.fundingNow8h),
            !data.fundingNow8h ? Token::Unit
                : isNeutral    ? Token::Value
                : rate > 0     ? Token::LongsPay
                               : Token::ShortsPay});
        if (data.premiumNow)
            lines.push_back(
                {tr("premium %1", "per cent of the index").arg(formats::change(data.premiumNow, 3)), Token::Label});
        return lines;
    }
    }
    return {};
}

QString StripWords::at(StripKind kind, const StripData &data, double ms)
{
    switch (kind) {
    case StripKind::OpenInterest: {
        const StripColumn *column = data.columnAt(ms);
        return column && !std::isnan(column->openInterestCoins) ? formats::coins(column->openInterestCoins) : QString();
    }
    case StripKind::VolumeDelta: {
        const StripColumn *column = data.columnAt(ms);
        if (!column || std::isnan(column->deltaCoins))
            return {};
        const QString text = formats::coins(column->cumulativeCoins);
        return column->cumulativeCoins > 0 ? QLatin1Char('+') + text : text;
    }
    case StripKind::Liquidations: {
        if (!data.hasBars || ms > static_cast<double>(data.nowMs) || ms < static_cast<double>(data.barsSinceMs))
            return {};
        const StripBar *bar = data.barAt(ms);
        return tr("≥ %1 longs, ≥ %2 shorts", "observed, USD")
            .arg(formats::usd(bar ? bar->longUsd : 0), formats::usd(bar ? bar->shortUsd : 0));
    }
    case StripKind::Funding: {
        const auto rate = data.fundingAt(ms);
        return rate ? formats::rate8h(rate) : QString();
    }
    }
    return {};
}

std::optional<StripRange> rangeOf(StripKind kind, const StripData &data, const Viewport &view)
{
    StripRange range;
    bool hasAny = false;
    const auto take = [&](double value) {
        if (std::isnan(value))
            return;
        range.low = hasAny ? std::min(range.low, value) : value;
        range.high = hasAny ? std::max(range.high, value) : value;
        hasAny = true;
    };
    switch (kind) {
    case StripKind::OpenInterest:
        for (const StripColumn &column : data.columns)
            take(column.openInterestCoins);
        break;
    case StripKind::VolumeDelta:
        for (const StripColumn &column : data.columns) {
            if (!std::isnan(column.deltaCoins))
                take(column.cumulativeCoins);
        }
        if (hasAny)
            take(0);
        break;
    case StripKind::Liquidations:
        for (const StripBar &bar : data.bars) {
            take(bar.shortUsd);
            take(-bar.longUsd);
        }
        if (hasAny || data.hasBars)
            take(0);
        break;
    case StripKind::Funding:
        if (!data.funding || data.funding->empty())
            break;
        for (std::size_t i = 0; i < data.funding->size(); ++i) {
            const Point &point = (*data.funding)[i];
            const bool isOver =
                i + 1 < data.funding->size() && static_cast<double>((*data.funding)[i + 1].timeMs) < view.fromMs;
            if (!isOver && static_cast<double>(point.timeMs) <= view.toMs)
                take(point.value);
        }
        // The neutral band and a little around it.
        take(2 * NeutralLow8h);
        take(NeutralHigh8h - NeutralLow8h);
        break;
    }
    if (!hasAny)
        return std::nullopt;
    if (!(range.high > range.low)) {
        const double room = std::max(std::abs(range.high) * 0.001, 1e-9);
        range.low -= room;
        range.high += room;
    }
    return range;
}

void paintStrips(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme)
{
    if (areas.strips.empty())
        return;
    const StripData data = stripData(scene, areas.plot.width());
    for (const StripArea &strip : areas.strips) {
        painter.fillRect(strip.plot | strip.labels, theme.colour(Token::Panel));
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(theme.colour(Token::Border), 1));
        painter.drawLine(QPointF(strip.plot.left(), strip.plot.top()), QPointF(strip.labels.right(), strip.plot.top()));
        const auto range = rangeOf(strip.kind, data, scene.view);
        if (range && scene.view.isValid()) {
            painter.save();
            painter.setClipRect(strip.plot, Qt::IntersectClip);
            Strip(painter, theme, data, PlotTransform{scene.view, strip.plot}, *range).paint(strip.kind);
            painter.restore();
            painter.setRenderHint(QPainter::Antialiasing, false);
            if (strip.kind != StripKind::Liquidations || !data.bars.empty())
                paintScale(painter, strip, *range, theme);
        }
        paintLabels(painter, strip, data, scene, theme);
    }
}

void paintStripsCursor(
    QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme, double ms)
{
    if (areas.strips.empty() || !scene.view.isValid())
        return;
    const StripData data = stripData(scene, areas.plot.width());
    painter.setFont(theme.numberFont(0.92));
    const QFontMetricsF metrics(painter.font());
    for (const StripArea &strip : areas.strips) {
        const QString text = StripWords::at(strip.kind, data, ms);
        if (text.isEmpty())
            continue;
        const double x = PlotTransform{scene.view, strip.plot}.x(ms);
        QRectF box(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
        box.moveTop(strip.plot.top() + 2);
        box.moveLeft(x + 5);
        if (box.right() > strip.plot.right())
            box.moveRight(x - 5);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(box, theme.colour(Token::Badge));
        painter.setPen(theme.colour(Token::BadgeText));
        painter.drawText(box, Qt::AlignCenter, text);
    }
}

} // namespace isobar::heatmap
