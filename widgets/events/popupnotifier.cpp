#include "widgets/events/popupnotifier.h"

#include "widgets/events/eventtext.h"

#include <utility>

namespace isobar {

PopupNotifier::PopupNotifier(const Clock &clock, std::vector<std::unique_ptr<PopupChannel>> channels, QObject *parent)
    : Notifier(parent), m_clock(clock), m_channels(std::move(channels))
{
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        PopupChannel *channel = m_channels[i].get();
        connect(channel, &PopupChannel::showRequested, this, &Notifier::showRequested);
        connect(channel, &PopupChannel::muteRequested, this, &PopupNotifier::mute);
        connect(channel, &PopupChannel::failed, this, [this, i](const Popup &popup) { handOn(i, popup); });
    }
    m_gather.setSingleShot(true);
    m_gather.setInterval(DigestGatherMs);
    connect(&m_gather, &QTimer::timeout, this, &PopupNotifier::tellDigest);
    m_hourly.setSingleShot(true);
    m_hourly.setInterval(HourlyMs);
    connect(&m_hourly, &QTimer::timeout, this, &PopupNotifier::tellOverBudget);
}

bool PopupNotifier::isMuted() const { return !m_settings.popups || m_clock.transportMs() < m_settings.mutedUntilMs; }

void PopupNotifier::notify(const Event &event)
{
    if (event.state == EventState::Cleared) {
        std::erase_if(m_held, [&](const Event &each) { return each.id == event.id; });
        if (event.delivery.fold == 0) // a pop-up of several stands until all of them are seen
            withdraw(event.id);
        return;
    }
    const Delivery &delivery = event.delivery;
    if (delivery.telling == Telling::List || isMuted())
        return;
    if (delivery.telling == Telling::Digest) {
        std::vector<Event> &waiting = event.heldAtStart ? m_held : m_overBudget;
        std::erase_if(waiting, [&](const Event &each) { return each.id == event.id; });
        waiting.push_back(event);
        QTimer &timer = event.heldAtStart ? m_gather : m_hourly;
        if (event.heldAtStart || !timer.isActive())
            timer.start();
        return;
    }
    QString title = EventText::title(event);
    if (delivery.folded > 1)
        title = tr("%1 (%n event(s))", nullptr, delivery.folded).arg(title);
    deliver({delivery.fold != 0 ? delivery.fold : event.id, title, EventText::body(event),
        QString::fromStdString(event.asset), delivery.priority,
        delivery.priority == Priority::P1 ? StandingMs : PassingMs});
}

void PopupNotifier::tellDigest()
{
    const std::vector<Event> held = std::exchange(m_held, {});
    if (!held.empty() && !isMuted())
        deliver({0, EventText::digestTitle(static_cast<int>(held.size())), EventText::digestBody(held), {},
            Priority::P2, PassingMs});
}

void PopupNotifier::tellOverBudget()
{
    const std::vector<Event> events = std::exchange(m_overBudget, {});
    if (!events.empty() && !isMuted())
        deliver({0, tr("%n more event(s) within the hour", nullptr, static_cast<int>(events.size())),
            EventText::digestBody(events), {}, Priority::P2, PassingMs});
}

void PopupNotifier::showTest()
{
    deliver({0, tr("Isobar: test"), tr("Pop-ups of events look like this one."), {}, Priority::P2, PassingMs});
}

void PopupNotifier::deliver(const Popup &popup)
{
    m_shown[popup.id] = popup.asset;
    if (!m_channels.empty())
        m_channels.front()->show(popup);
}

void PopupNotifier::handOn(std::size_t failedChannel, const Popup &popup)
{
    // Withdrawn or muted while the channel tried: there is nothing to hand on any more.
    if (!m_shown.contains(popup.id) || failedChannel + 1 >= m_channels.size())
        return;
    m_channels[failedChannel + 1]->show(popup);
}

void PopupNotifier::withdraw(quint64 id)
{
    if (m_shown.erase(id) == 0)
        return;
    for (const auto &channel : m_channels)
        channel->withdraw(id);
}

void PopupNotifier::mute(quint64 id)
{
    const auto shown = m_shown.find(id);
    Q_EMIT muteRequested(shown == m_shown.end() ? QString() : shown->second, 60);
}

void PopupNotifier::setSettings(const Settings &settings) { m_settings = settings; }

} // namespace isobar
