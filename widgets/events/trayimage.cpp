#include "widgets/events/trayimage.h"

#include "widgets/style/contrast.h"

#include <QPainter>

#include <algorithm>

namespace isobar {

QRectF TrayIconEngine::healthDot(const QRectF &rect)
{
    const double size = rect.width() * 0.36;
    return {rect.right() - size, rect.bottom() - size, size, size};
}

QRectF TrayIconEngine::unreadBadge(const QRectF &rect)
{
    const double size = rect.width() * 0.54;
    return {rect.right() - size, rect.top(), size, size};
}

void TrayIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State)
{
    const QRectF area(rect);
    const double unit = area.width() / 32;
    const QColor ground(0x17, 0x1b, 0x24); // the mark looks the same on dark and light panels
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawRoundedRect(area, 6 * unit, 6 * unit);
    painter->setClipRect(area);
    painter->setBrush(Qt::NoBrush);
    const QPointF low = area.topLeft() + QPointF(12 * unit, 20 * unit);
    const QColor line(0x8f, 0xa8, 0xff);
    for (int ring = 0; ring < 3; ++ring) {
        const double rx = (4.5 + 5.5 * ring) * unit, ry = (3.6 + 4.9 * ring) * unit;
        painter->setPen(QPen(ring == 0 ? QColor(0xe8, 0xec, 0xf4) : line, std::max(1.0, 2.4 * unit)));
        painter->drawEllipse(low, rx, ry);
    }
    painter->setPen(QPen(ground, std::max(1.0, 2 * unit)));
    painter->setBrush(m_theme.colour(healthToken(m_health)));
    const QRectF dot = healthDot(area);
    painter->drawEllipse(dot.adjusted(unit, unit, -unit, -unit));
    if (m_unread > 0) {
        const QRectF badge = unreadBadge(area);
        const QColor red = m_theme.colour(Token::SeverityP1);
        painter->setBrush(red);
        painter->drawEllipse(badge.adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2));
        QFont font = m_theme.numberFont();
        font.setBold(true);
        font.setPixelSize(std::max(7, static_cast<int>(badge.height() * (m_unread > 9 ? 0.58 : 0.78))));
        painter->setFont(font);
        painter->setPen(textOn(red));
        painter->drawText(badge, Qt::AlignCenter, m_unread > 9 ? QStringLiteral("9+") : QString::number(m_unread));
    }
    painter->restore();
}

QPixmap TrayIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return pixmap;
}

QList<QSize> TrayIconEngine::availableSizes(QIcon::Mode, QIcon::State)
{
    QList<QSize> sizes;
    for (const int side : {16, 22, 24, 32, 48, 64})
        sizes << QSize(side, side);
    return sizes;
}

} // namespace isobar
