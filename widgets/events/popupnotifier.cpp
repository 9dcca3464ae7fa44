#include "widgets/events/popupnotifier.h"

#include "widgets/events/eventtext.h"

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
}

bool PopupNotifier::isMuted() const { return !m_settings.popups || m_clock.transportMs() < m_settings.mutedUntilMs; }

void PopupNotifier::notify(const Event &event)
{
    if (event.state == EventState::Cleared) {
        std::erase_if(m_held, [&](const Event &each) { return each.id == event.id; });
        withdraw(event.id);
        return;
    }
    const bool isLoud = event.priority == Priority::P1 || event.priority == Priority::P2;
    if (!isLoud || isMuted())
        return;
    if (event.heldAtStart && event.state == EventState::Entered) {
        std::erase_if(m_held, [&](const Event &each) { return each.id == event.id; });
        m_held.push_back(event);
        m_gather.start();
        return;
    }
    Popup popup{event.id, EventText::title(event), EventText::body(event), QString::fromStdString(event.asset),
        event.priority, event.priority == Priority::P1 ? StandingMs : PassingMs};
    deliver(popup);
}

void PopupNotifier::tellDigest()
{
    if (m_held.empty() || isMuted()) {
        m_held.clear();
        return;
    }
    deliver({0, EventText::digestTitle(static_cast<int>(m_held.size())), EventText::digestBody(m_held), {},
        Priority::P2, PassingMs});
    m_held.clear();
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
