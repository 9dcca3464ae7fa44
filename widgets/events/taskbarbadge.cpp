#include "widgets/events/taskbarbadge.h"

#include "widgets/events/trayimage.h"

#include <QGuiApplication>

#ifdef ISOBAR_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#endif

#include <tuple>

namespace isobar {

TaskbarBadge::TaskbarBadge(QWidget &window, Theme &theme) : m_window(window), m_theme(theme)
{
    connect(&m_theme, &Theme::changed, this, [this] {
        if (m_wanted)
            paint();
    });
}

void TaskbarBadge::show(HealthState worst, int unread, bool wanted)
{
    if (std::tie(worst, unread, wanted) == std::tie(m_health, m_unread, m_wanted))
        return;
    const bool isPainted = m_wanted || wanted;
    const int toldBefore = m_wanted ? m_unread : 0;
    m_health = worst;
    m_unread = unread;
    m_wanted = wanted;
    if (isPainted)
        paint();
    if ((m_wanted ? m_unread : 0) != toldBefore)
        tellDock();
}

void TaskbarBadge::paint()
{
    m_window.setWindowIcon(
        m_wanted ? QIcon(new TrayIconEngine(m_theme, m_health, m_unread)) : QGuiApplication::windowIcon());
}

void TaskbarBadge::tellDock() const
{
#ifdef ISOBAR_HAS_DBUS
    // Sent to whoever listens; where nobody does, nothing comes of it.
    QDBusMessage update = QDBusMessage::createSignal(QStringLiteral("/com/canonical/unity/launcherentry/isobar"),
        QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    const int count = m_wanted ? m_unread : 0;
    update << QStringLiteral("application://%1.desktop").arg(QGuiApplication::desktopFileName())
           << QVariantMap{{QStringLiteral("count"), QVariant::fromValue<qlonglong>(count)},
                  {QStringLiteral("count-visible"), count > 0}};
    QDBusConnection::sessionBus().send(update);
#endif
}

} // namespace isobar
