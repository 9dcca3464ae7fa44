#include "widgets/gauge/gaugepainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace isobar::gauge {

namespace {

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// A narrow kite from the hub towards the top, `length` long; turned by the caller.
QPainterPath kite(double length, double halfWidth, double tail)
{
    QPainterPath path(QPointF(0, -length));
    path.lineTo(halfWidth, 0);
    path.lineTo(0, tail);
    path.lineTo(-halfWidth, 0);
    path.closeSubpath();
    return path;
}

} // namespace

QFont GaugePainter::font(double factor, bool bold) const
{
    QFont font = m_theme.numberFont(factor * m_layout.scale);
    font.setBold(bold);
    return font;
}

void GaugePainter::paintArc(QPainter &painter, double from8h, double to8h, const QColor &colour) const
{
    const double radius = m_layout.radius - m_layout.band / 2;
    const QRectF circle(m_layout.hub.x() - radius, m_layout.hub.y() - radius, 2 * radius, 2 * radius);
    const double from = angleOf(from8h), to = angleOf(to8h);
    painter.setPen(QPen(colour, m_layout.band, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(
        circle, static_cast<int>(std::lround((90 - from) * 16)), static_cast<int>(std::lround((from - to) * 16)));
}

void GaugePainter::paintDiamond(QPainter &painter, double rate8h) const
{
    const QPointF centre = pointAt(m_layout, angleOf(rate8h), m_layout.radius - m_layout.band / 2);
    const double size = std::max(6.5, m_layout.band * 0.75);
    painter.save();
    painter.translate(centre);
    painter.rotate(angleOf(rate8h) + 45);
    painter.setPen(QPen(m_theme.colour(Token::Panel), 1.5));
    painter.setBrush(m_theme.colour(Token::Value));
    painter.drawRect(QRectF(-size / 2, -size / 2, size, size));
    painter.restore();
}

void GaugePainter::paintThreshold(QPainter &painter, double rate8h) const
{
    if (isPegged(rate8h))
        return;
    const double angle = angleOf(rate8h);
    painter.setPen(QPen(m_theme.colour(Token::SeverityP2), 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(
        pointAt(m_layout, angle, m_layout.radius - m_layout.band - 2), pointAt(m_layout, angle, m_layout.radius + 2));
}

void GaugePainter::paintScale(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hasThresholds = m_reading.thresholdLong8h && m_reading.thresholdShort8h;
    paintArc(painter, -FullScale8h, FullScale8h, m_theme.colour(Token::GridLine));
    if (hasThresholds) {
        paintArc(painter, *m_reading.thresholdLong8h, FullScale8h, faded(m_theme.colour(Token::LongsPay), 0.34));
        paintArc(painter, -FullScale8h, *m_reading.thresholdShort8h, faded(m_theme.colour(Token::ShortsPay), 0.34));
    }
    if (m_reading.normalLow8h && m_reading.normalHigh8h)
        paintArc(painter, *m_reading.normalLow8h, *m_reading.normalHigh8h,
            faded(m_theme.colour(Token::NeutralFunding), 0.6));

    const QFont small = font(0.84);
    const QFontMetricsF metrics(small);
    painter.setFont(small);
    const QSizeF digit(metrics.horizontalAdvance(u'0'), metrics.height() * 0.86);
    const std::vector<std::size_t> labelled = labelledTicks(m_layout, digit);
    for (std::size_t i = 0; i < tickRates().size(); ++i) {
        const double rate = tickRates()[i], angle = angleOf(rate);
        painter.setPen(QPen(m_theme.colour(Token::Panel), 1));
        painter.drawLine(
            pointAt(m_layout, angle, m_layout.radius - m_layout.band), pointAt(m_layout, angle, m_layout.radius));
        if (!std::binary_search(labelled.begin(), labelled.end(), i))
            continue;
        const QRectF box = labelBox(m_layout, rate, digit).adjusted(-4, -2, 4, 2);
        painter.setPen(m_theme.colour(Token::Unit));
        painter.drawText(box, Qt::AlignCenter, tickText(rate));
    }
    if (hasThresholds) {
        paintThreshold(painter, *m_reading.thresholdLong8h);
        paintThreshold(painter, *m_reading.thresholdShort8h);
    }
    if (m_reading.neutral8h)
        paintDiamond(painter, *m_reading.neutral8h);

    paintEnds(painter, small);
}

void GaugePainter::paintEnds(QPainter &painter, const QFont &small) const
{
    if (m_layout.radius < 60)
        return;
    const QString shorts =
        QCoreApplication::translate("isobar::gauge::ReadingText", "shorts", "the side that pays; on the dial");
    const QString longs =
        QCoreApplication::translate("isobar::gauge::ReadingText", "longs", "the side that pays; on the dial");
    const QFontMetricsF metrics(small);
    const double middle = m_layout.radius - m_layout.band / 2;
    painter.setFont(small);
    for (const bool isLeft : {true, false}) {
        const QPointF end = pointAt(m_layout, isLeft ? -HalfSweep : HalfSweep, middle);
        QRectF box(0, 0, metrics.horizontalAdvance(isLeft ? shorts : longs) + 4, metrics.height());
        box.moveCenter(end + QPointF(0, m_layout.band / 2 + metrics.height() * 0.6));
        box.moveLeft(std::clamp(box.left(), 2.0, std::max(2.0, m_layout.dial.right() - box.width() - 2)));
        painter.setPen(m_theme.colour(isLeft ? Token::ShortsPay : Token::LongsPay));
        painter.drawText(box, Qt::AlignCenter, isLeft ? shorts : longs);
    }
}

void GaugePainter::paintDots(QPainter &painter, const std::vector<Dot> &dots) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    // Light ones last, so that none hides under a heavy one.
    for (const Dot &dot : dots) {
        const VenueDot &venue = m_reading.dots[dot.index];
        const QColor colour = m_theme.venue(venue.venue);
        const bool counts = venue.weight > 0;
        painter.setPen(QPen(counts ? m_theme.colour(Token::Panel) : m_theme.colour(Token::Disabled), 1.2));
        painter.setBrush(
            counts ? (venue.held ? QBrush(colour, Qt::Dense4Pattern) : QBrush(colour)) : QBrush(Qt::NoBrush));
        if (venue.held)
            painter.setPen(QPen(colour, 1));
        painter.drawEllipse(dot.centre, dot.radius, dot.radius);
    }
}

void GaugePainter::paintHover(QPainter &painter, const Dot &dot) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.colour(Token::Value), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(dot.centre, dot.radius + 2, dot.radius + 2);
}

QRectF GaugePainter::needleBox(double degrees) const
{
    const double hub = std::max(5.0, m_layout.radius * 0.07) + 4;
    QRectF box(m_layout.hub.x() - hub, m_layout.hub.y() - hub, 2 * hub, 2 * hub);
    const QPointF tip = pointAt(m_layout, degrees, m_layout.radius);
    box |= QRectF(tip.x() - hub, tip.y() - hub, 2 * hub, 2 * hub);
    return box;
}

void GaugePainter::paintNeedles(QPainter &painter, double degrees) const
{
    if (!m_reading.rate8h)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const double length = m_layout.radius - m_layout.band * 0.35, width = std::clamp(m_layout.radius * 0.032, 2.2, 5.0);
    const double hub = std::max(4.0, m_layout.radius * 0.055);
    const bool isStale = m_reading.state == State::Stale;
    if (m_reading.premium8h) {
        painter.save();
        painter.translate(m_layout.hub);
        painter.rotate(angleOf(*m_reading.premium8h));
        painter.setPen(QPen(m_theme.colour(Token::Label), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(kite(length * 0.96, width, 0));
        painter.restore();
    }
    painter.save();
    painter.translate(m_layout.hub);
    painter.rotate(degrees);
    painter.setPen(QPen(m_theme.colour(Token::Panel), 1));
    painter.setBrush(isStale ? m_theme.colour(Token::Disabled) : m_theme.colour(Token::Value));
    painter.drawPath(kite(length, width, hub * 1.6));
    painter.restore();
    painter.setPen(QPen(m_theme.colour(Token::Panel), 1.5));
    painter.setBrush(isStale ? m_theme.colour(Token::Disabled) : titleColour());
    painter.drawEllipse(m_layout.hub, hub, hub);
}

QColor GaugePainter::titleColour() const
{
    if (m_reading.state != State::Ready)
        return m_theme.colour(Token::Label);
    if (m_reading.regime == Regime::Neutral || m_reading.crowd == Crowd::None)
        return m_theme.colour(Token::NeutralFunding);
    return m_theme.colour(m_reading.crowd == Crowd::Long ? Token::LongsPay : Token::ShortsPay);
}

void GaugePainter::paintNumber(QPainter &painter) const
{
    if (!m_reading.rate8h)
        return;
    const QFont large = font(m_layout.radius < 60 ? 1.35 : 1.6, true), small = font(0.9);
    const QFontMetricsF largeMetrics(large), smallMetrics(small);
    QString number = m_reading.rateText;
    if (isPegged(*m_reading.rate8h))
        number = (*m_reading.rate8h > 0 ? QStringLiteral("\u25B8 ") : QStringLiteral("\u25C2 ")) + number;
    const QRectF area = m_layout.number;
    const double top = area.top() + std::max(5.0, m_layout.radius * 0.07);
    painter.setFont(large);
    painter.setPen(m_theme.colour(m_reading.state == State::Stale ? Token::Disabled : Token::Value));
    painter.drawText(
        QRectF(area.left(), top, area.width(), largeMetrics.height()), Qt::AlignHCenter | Qt::AlignTop, number);
    painter.setFont(small);
    painter.setPen(m_theme.colour(Token::Label));
    // In the unit APR the large number is the APR.
    const QString second = m_reading.rateText == m_reading.aprText
        ? m_reading.unitText
        : m_reading.unitText + QStringLiteral("   APR ") + m_reading.aprText;
    painter.drawText(QRectF(area.left(), top + largeMetrics.height() * 0.94, area.width(), smallMetrics.height()),
        Qt::AlignHCenter | Qt::AlignTop, second);
}

void GaugePainter::paintRows(QPainter &painter, QRectF area) const
{
    const QFont plain = font(0.92);
    const QFontMetricsF metrics(plain);
    const double line = metrics.height() * 0.97;
    const auto room = static_cast<std::size_t>(std::max(0.0, std::floor((area.height() + 1) / line)));
    double names = 0;
    std::vector<const Row *> shown;
    for (const Row &row : m_reading.rows) {
        if (static_cast<std::size_t>(row.rank) >= room)
            continue;
        shown.push_back(&row);
        names = std::max(names, metrics.horizontalAdvance(row.name));
    }
    names += metrics.horizontalAdvance(u'0') * 1.2;
    const double step = shown.empty() ? line : std::min(line * 1.25, area.height() / static_cast<double>(shown.size()));
    painter.setFont(plain);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QRectF box(area.left(), area.top() + static_cast<double>(i) * step, area.width(), step);
        painter.setPen(m_theme.colour(Token::Unit));
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shown[i]->name);
        const QRectF cell = box.adjusted(names, 0, 0, 0);
        QString value = shown[i]->value;
        if (metrics.horizontalAdvance(value) > cell.width() && !shown[i]->shorter.isEmpty())
            value = shown[i]->shorter;
        painter.setPen(m_theme.colour(m_reading.state == State::Stale ? Token::Disabled : Token::Value));
        painter.drawText(
            cell, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(value, Qt::ElideRight, cell.width()));
    }
}

void GaugePainter::paintWords(QPainter &painter) const
{
    paintNumber(painter);
    QRectF area = m_layout.words;
    if (area.isEmpty())
        return;
    const QFont small = font(0.84), bold = font(1.08, true);
    const QFontMetricsF smallMetrics(small), boldMetrics(bold);
    painter.setFont(small);
    painter.setPen(m_theme.colour(Token::Unit));
    QString caption = m_reading.caption;
    if (smallMetrics.horizontalAdvance(caption) > area.width())
        caption = m_reading.asset;
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, caption);
    area.setTop(area.top() + smallMetrics.height());
    painter.setFont(bold);
    painter.setPen(titleColour());
    painter.drawText(
        area, Qt::AlignLeft | Qt::AlignTop, boldMetrics.elidedText(m_reading.title, Qt::ElideRight, area.width()));
    area.setTop(area.top() + boldMetrics.height());
    if (!m_reading.note.isEmpty()) {
        painter.setFont(small);
        painter.setPen(m_theme.colour(m_reading.state == State::Empty ? Token::Label : Token::HealthStale));
        painter.drawText(
            area, Qt::AlignLeft | Qt::AlignTop, smallMetrics.elidedText(m_reading.note, Qt::ElideRight, area.width()));
        area.setTop(area.top() + smallMetrics.height());
    }
    paintRows(painter, area.adjusted(0, 1, 0, 0));
}

} // namespace isobar::gauge
