#include "widgets/events/trayicon.h"

#include "widgets/events/eventtext.h"
#include "widgets/events/trayimage.h"
#include "widgets/style/formats.h"

#include <QEvent>

#include <algorithm>

namespace isobar {

TrayIcon::TrayIcon(Theme &theme, QObject *parent) : QObject(parent), m_theme(theme)
{
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT toggleRequested();
    });
    connect(&m_theme, &Theme::changed, this, &TrayIcon::refreshIcon);
    m_menu.installEventFilter(this); // top-level widgets hear of a new language
    m_icon.setContextMenu(&m_menu);
    rebuildMenu();
    refreshIcon();
}

void TrayIcon::show() { m_icon.show(); }

HealthState TrayIcon::worstOf(const Snapshot &snapshot)
{
    HealthState worst = HealthState::Off;
    for (const VenueHealthRow &venue : snapshot.venues) {
        if (venue.health.state != HealthState::Off)
            worst = worst == HealthState::Off ? venue.health.state : std::max(worst, venue.health.state);
    }
    return worst;
}

void TrayIcon::showSnapshot(const SnapshotPtr &snapshot)
{
    if (!snapshot)
        return;
    m_nowMs = snapshot->transportMs;
    const HealthState worst = worstOf(*snapshot);
    const bool isMuted = m_nowMs < m_settings.alerts.policy.mutedUntilMs;
    if (isMuted != m_muted) {
        m_muted = isMuted;
        rebuildMenu();
    }
    if (worst == m_health && snapshot->venuesLive == m_live && snapshot->venuesTotal == m_total)
        return;
    m_health = worst;
    m_live = snapshot->venuesLive;
    m_total = snapshot->venuesTotal;
    refreshIcon();
}

void TrayIcon::setUnread(int unread)
{
    if (unread == m_unread)
        return;
    m_unread = unread;
    refreshIcon();
}

void TrayIcon::setEvents(const std::vector<Event> &newest)
{
    m_events = newest;
    m_events.resize(std::min<std::size_t>(m_events.size(), EventsInMenu));
    rebuildMenu();
}

void TrayIcon::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_muted = m_nowMs < settings.alerts.policy.mutedUntilMs;
    rebuildMenu();
}

void TrayIcon::refreshIcon()
{
    m_icon.setIcon(QIcon(new TrayIconEngine(m_theme, m_health, m_unread)));
    QString tip = tr("Isobar: %1 of %2 venues live").arg(m_live).arg(m_total);
    if (m_unread > 0)
        tip += u'\n' + tr("%n unread event(s)", nullptr, m_unread);
    m_icon.setToolTip(tip);
    Q_EMIT stateChanged(m_health, m_unread);
}

void TrayIcon::rebuildMenu()
{
    // Queued: the answer to an action may fill the menu anew, and the action must not die in its own signal.
    const auto add = [this](const QString &text, auto answer) {
        connect(m_menu.addAction(text), &QAction::triggered, this, answer, Qt::QueuedConnection);
    };
    m_menu.clear();
    add(tr("Show Isobar"), &TrayIcon::showRequested);
    m_menu.addSeparator();
    if (m_events.empty())
        m_menu.addAction(tr("No events yet"))->setEnabled(false);
    for (const Event &event : m_events) {
        const quint64 id = event.id;
        add(EventText::title(event).replace(u'&', QStringLiteral("&&")), [this, id] { Q_EMIT eventRequested(id); });
    }
    m_menu.addSeparator();
    if (m_muted) {
        const QString until = formats::dateTime(m_settings.alerts.policy.mutedUntilMs, m_settings.timeZone);
        add(tr("Muted until %1; unmute").arg(until), [this] { Q_EMIT muteRequested(0); });
    } else {
        add(tr("Mute for 15 min"), [this] { Q_EMIT muteRequested(15); });
        add(tr("Mute for 1 h"), [this] { Q_EMIT muteRequested(60); });
        add(tr("Mute until…"), &TrayIcon::muteUntilRequested);
    }
    QAction *quiet = m_menu.addAction(tr("Do not disturb"));
    quiet->setCheckable(true);
    quiet->setChecked(m_settings.alerts.policy.doNotDisturb);
    connect(quiet, &QAction::toggled, this, &TrayIcon::doNotDisturbRequested, Qt::QueuedConnection);
    add(tr("Alerts…"), &TrayIcon::alertsRequested);
    m_menu.addSeparator();
    add(tr("Save heatmap"), &TrayIcon::heatmapPictureRequested);
    m_menu.addSeparator();
    add(tr("Quit"), &TrayIcon::quitRequested);
}

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        rebuildMenu();
        refreshIcon();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace isobar
