#include "widgets/events/popupnotifier.h"

#include "widgets/events/eventtext.h"

#include <utility>

namespace isobar {

PopupNotifier::PopupNotifier(std::vector<std::unique_ptr<PopupChannel>> channels, QObject *parent)
    : Notifier(parent), m_channels(std::move(channels))
{
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        PopupChannel *channel = m_channels[i].get();
        connect(channel, &PopupChannel::showRequested, this, [this](quint64 id) { takeAnswer(id, false); });
        connect(channel, &PopupChannel::muteRequested, this, [this](quint64 id) { takeAnswer(id, true); });
        connect(channel, &PopupChannel::closed, this, [this](quint64 id) { m_shown.erase(id); });
        connect(channel, &PopupChannel::failed, this, [this, i](const Popup &popup) { handOn(i, popup); });
    }
    const auto prepare = [this](QTimer &timer, int ms, PopupPlan plan) {
        timer.setSingleShot(true);
        timer.setInterval(ms);
        connect(&timer, &QTimer::timeout, this, [this, plan] { tellGathered(plan); });
    };
    prepare(m_start, DigestGatherMs, PopupPlan::GatherStart);
    prepare(m_hourly, HourlyMs, PopupPlan::GatherHour);
}

void PopupNotifier::notify(const Event &event, PopupPlan plan)
{
    if (event.state == EventState::Cleared) {
        endGathered(event);
        if (event.delivery.fold == 0) // a pop-up of several stands until all of them are seen
            endShown(event);
        return;
    }
    if (plan == PopupPlan::Nothing)
        return;
    if (plan != PopupPlan::Show) {
        gather(event, plan);
        return;
    }
    forgetGathered(event.id); // what is told by itself (it became urgent) needs no digest
    if (event.delivery.fold != 0 && event.delivery.fold != event.id) {
        withdraw(event.id); // what had pop-ups of their own is told of in the one of several
        for (const std::uint64_t each : event.delivery.taken)
            withdraw(each);
    }
    QString title = EventText::title(event);
    if (event.delivery.folded > 1)
        title = tr("%1 (%n event(s))", nullptr, event.delivery.folded).arg(title);
    deliver({event.delivery.fold != 0 ? event.delivery.fold : event.id, title, EventText::body(event),
                QString::fromStdString(event.asset), event.delivery.priority,
                event.delivery.priority == Priority::P1 ? StandingMs : PassingMs},
        event.id);
}

void PopupNotifier::endShown(const Event &event)
{
    if (event.delivery.priority != Priority::P1) {
        withdraw(event.id);
        return;
    }
    // It stays until it is seen (MODEL 8.2), but does not tell of the past as if it went on.
    if (m_shown.contains(event.id) && !m_channels.empty() && m_channels.front()->replacesInPlace())
        deliver({event.id, EventText::title(event), EventText::body(event), QString::fromStdString(event.asset),
            Priority::P2, StandingMs});
}

void PopupNotifier::endGathered(const Event &event)
{
    for (auto &[plan, events] : m_gathered) {
        // What held at the start and does no longer is nobody's news; the other digests tell what happened.
        if (plan == PopupPlan::GatherStart)
            std::erase_if(events, [&](const Event &waiting) { return waiting.id == event.id; });
        for (Event &waiting : events) {
            if (waiting.id == event.id)
                waiting = event;
        }
    }
}

void PopupNotifier::gather(const Event &event, PopupPlan plan)
{
    forgetGathered(event.id); // its newest numbers, in one digest
    m_gathered[plan].push_back(event);
    if (plan == PopupPlan::GatherStart)
        m_start.start();
    else if (plan == PopupPlan::GatherHour && !m_hourly.isActive())
        m_hourly.start();
}

void PopupNotifier::forgetGathered(quint64 id)
{
    for (auto &[plan, events] : m_gathered)
        std::erase_if(events, [id](const Event &waiting) { return waiting.id == id; });
}

int PopupNotifier::gathered(PopupPlan plan) const
{
    const auto found = m_gathered.find(plan);
    return found == m_gathered.end() ? 0 : static_cast<int>(found->second.size());
}

void PopupNotifier::setQuiet(bool isQuiet)
{
    m_isQuiet = isQuiet;
    if (!isQuiet)
        tellGathered(PopupPlan::GatherQuiet);
}

Popup PopupNotifier::digest(PopupPlan plan, const std::vector<Event> &events)
{
    const int count = static_cast<int>(events.size());
    QString title = EventText::digestTitle(count);
    if (plan == PopupPlan::GatherHour)
        title = tr("%n more event(s) within the hour", nullptr, count);
    else if (plan == PopupPlan::GatherReturn)
        title = tr("Back again: %n event(s)", nullptr, count);
    else if (plan == PopupPlan::GatherQuiet)
        title = tr("While it was quiet: %n event(s)", nullptr, count);
    return {static_cast<quint64>(plan), title, EventText::digestBody(events), {}, Priority::P2, PassingMs};
}

void PopupNotifier::tellGathered(PopupPlan plan)
{
    const std::vector<Event> events = std::exchange(m_gathered[plan], {});
    if (events.empty())
        return;
    if (m_isQuiet) {
        for (const Event &event : events)
            gather(event, PopupPlan::GatherQuiet);
        Q_EMIT digestPutOff(plan, events);
        return;
    }
    deliver(digest(plan, events));
    Q_EMIT digestTold(plan, events);
}

void PopupNotifier::tell(const QString &title, const QString &body)
{
    deliver({NoticeId, title, body, {}, Priority::P2, PassingMs});
}

void PopupNotifier::showTest()
{
    deliver({TestId, tr("Isobar: test"), tr("Pop-ups of events look like this one."), {}, Priority::P2, PassingMs});
}

void PopupNotifier::deliver(const Popup &popup, quint64 event)
{
    m_shown[popup.id] = {event, popup.asset};
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

void PopupNotifier::takeAnswer(quint64 id, bool isMute)
{
    const auto found = m_shown.find(id);
    if (found == m_shown.end() && isMute) // whose asset is not known any more: not all of them
        return;
    const Shown shown = found == m_shown.end() ? Shown{id, {}} : found->second;
    withdraw(id); // it was seen: its end is no news
    if (isMute)
        Q_EMIT muteRequested(shown.asset, 60);
    else
        Q_EMIT showRequested(shown.event);
}

} // namespace isobar
