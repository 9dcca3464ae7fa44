#pragma once
#include "core/market/feedhealth.h"
#include "widgets/style/healthtoken.h"
#include "widgets/style/theme.h"

#include <QIcon>
#include <QIconEngine>

namespace isobar {

/// Paints the program's mark (isobars around a low) with the worst health as a dot at the lower right and the number of
/// unread events at the upper right, at any size.
class TrayIconEngine : public QIconEngine {
public:
    TrayIconEngine(const Theme &theme, HealthState health, int unread)
        : m_theme(theme), m_health(health), m_unread(unread)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override { return new TrayIconEngine(*this); }

    /// Where the parts stand in an icon of this size.
    static QRectF healthDot(const QRectF &rect);
    static QRectF unreadBadge(const QRectF &rect);

private:
    const Theme &m_theme;
    HealthState m_health;
    int m_unread;
};

} // namespace isobar
