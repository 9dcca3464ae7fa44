#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

#include <vector>

namespace isobar {

/// The icon in the desktop's tray: worst health, unread events, and a menu that reaches the window, the last events and
/// quiet. Without a tray it does nothing.
class TrayIcon : public QObject {
    Q_OBJECT
public:
    static constexpr int EventsInMenu = 5;

    explicit TrayIcon(Theme &theme, QObject *parent = nullptr);

    void show();
    QSystemTrayIcon &icon() { return m_icon; }
    QMenu &menu() { return m_menu; }
    HealthState worstHealth() const { return m_health; }
    /// Worst state of the venues that are switched on; Off when none is.
    static HealthState worstOf(const Snapshot &snapshot);

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setUnread(int unread);
    void setEvents(const std::vector<Event> &newest); ///< newest first
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void stateChanged(HealthState worst, int unread); ///< for where there is no tray
    void toggleRequested(); ///< left click: window shown or hidden
    void showRequested();
    void eventRequested(quint64 id);
    void muteRequested(int minutes); ///< 0: unmute
    void muteUntilRequested(); ///< asks until when
    void alertsRequested();
    void doNotDisturbRequested(bool on);
    void heatmapPictureRequested();
    void quitRequested();

private:
    void refreshIcon();
    void rebuildMenu();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Theme &m_theme;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    HealthState m_health = HealthState::Starting;
    int m_unread = 0, m_live = 0, m_total = 0;
    std::vector<Event> m_events;
    Settings m_settings;
    TimeMs m_nowMs = 0; ///< transport time of the last snapshot
    bool m_muted = false;
};

} // namespace isobar
