#include "widgets/events/balloonchannel.h"

#include <QSystemTrayIcon>

namespace isobar {

BalloonChannel::BalloonChannel(QSystemTrayIcon &tray, QObject *parent) : PopupChannel(parent), m_tray(tray)
{
    connect(&m_tray, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_hasLatest)
            Q_EMIT showRequested(m_latest);
    });
}

void BalloonChannel::show(const Popup &popup)
{
    if (!m_tray.isVisible() || !QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) {
        Q_EMIT failed(popup);
        return;
    }
    m_latest = popup.id;
    m_hasLatest = true;
    constexpr int LongMs = 60 * 60 * 1000; // a balloon has no "until acted upon"
    m_tray.showMessage(popup.title, popup.body, m_tray.icon(), popup.expireMs > 0 ? popup.expireMs : LongMs);
}

void BalloonChannel::withdraw(quint64 id)
{
    // A balloon cannot be taken back; its click must not lead to an event that is over.
    if (m_hasLatest && m_latest == id)
        m_hasLatest = false;
}

} // namespace isobar
