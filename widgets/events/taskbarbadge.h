#pragma once
#include "core/market/feedhealth.h"
#include "widgets/style/theme.h"

#include <QWidget>

namespace isobar {

/// Worst health and unread events at the window's place in the taskbar, for desktops without a tray: painted on the
/// window's icon, and told to docks that show a count on a program's entry (the Launcher API, over D-Bus).
class TaskbarBadge : public QObject {
    Q_OBJECT
public:
    TaskbarBadge(QWidget &window, Theme &theme);

    /// `wanted` is false while there is a tray, which shows the same.
    void show(HealthState worst, int unread, bool wanted);

private:
    void paint();
    void tellDock() const;

    QWidget &m_window;
    Theme &m_theme;
    HealthState m_health = HealthState::Starting;
    int m_unread = 0;
    bool m_wanted = false;
};

} // namespace isobar
