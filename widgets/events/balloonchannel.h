#pragma once
#include "widgets/events/popupchannel.h"

class QSystemTrayIcon;

namespace isobar {

/// Pop-ups as balloons of the tray icon: the usual way on Windows and macOS. It has one balloon and no
/// buttons: a click shows the latest event.
class BalloonChannel : public PopupChannel {
    Q_OBJECT
public:
    explicit BalloonChannel(QSystemTrayIcon &tray, QObject *parent = nullptr);

    void show(const Popup &popup) override;
    void withdraw(quint64 id) override;
    bool replacesInPlace() const override { return false; }

private:
    QSystemTrayIcon &m_tray;
    quint64 m_latest = 0;
    bool m_hasLatest = false;
};

} // namespace isobar
