#include "core/events/alertpolicy.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::array<std::string_view, AlertWayCount> Names{"popup", "sound", "webhook"};

bool has(const AlertWays &ways, AlertWay way) { return ways[static_cast<std::size_t>(way)]; }

/// P1 interrupts just after a return too (MODEL 8.2): a minute may be what it is about.
bool isPartOfReturn(const Event &event, const AlertMoment &moment)
{
    return moment.isReturning && event.delivery.priority != Priority::P1;
}

PopupPlan planOf(const Event &event, const AlertMoment &moment, Hush hush)
{
    switch (hush) {
    case Hush::Muted:
    case Hush::DoNotDisturb:
        return PopupPlan::Nothing; // the user said so; the list has it
    case Hush::QuietHours:
    case Hush::FullScreen:
        return PopupPlan::GatherQuiet;
    case Hush::No:
        break;
    }
    if (event.delivery.telling == Telling::Digest)
        return event.heldAtStart ? PopupPlan::GatherStart : PopupPlan::GatherHour;
    return isPartOfReturn(event, moment) ? PopupPlan::GatherReturn : PopupPlan::Show;
}

/// Whether a digest of this plan is told before long; that of quiet hours may be a night away.
bool isDigestSoon(PopupPlan plan)
{
    return plan == PopupPlan::GatherStart || plan == PopupPlan::GatherHour || plan == PopupPlan::GatherReturn;
}

} // namespace

std::string_view alertWayName(AlertWay way) { return Names[static_cast<std::size_t>(way)]; }

bool QuietHours::covers(int localMinute) const
{
    if (!on || fromMinute == toMinute)
        return false;
    return fromMinute < toMinute ? localMinute >= fromMinute && localMinute < toMinute
                                 : localMinute >= fromMinute || localMinute < toMinute;
}

AlertWays AlertPolicy::waysOf(EventType type, Priority priority) const
{
    AlertWays ways = byPriority[static_cast<std::size_t>(priority) - 1];
    const auto own = byType.find(type);
    for (std::size_t i = 0; own != byType.end() && i < AlertWayCount; ++i)
        ways[i] = own->second[i].value_or(ways[i]);
    return ways;
}

void AlertPolicy::muteUntil(const std::string &asset, TimeMs untilMs, TimeMs nowMs)
{
    std::erase_if(mutedAssets, [nowMs](const auto &each) { return each.second <= nowMs; });
    if (asset.empty())
        mutedUntilMs = untilMs > nowMs ? untilMs : 0;
    else if (untilMs > nowMs)
        mutedAssets[asset] = untilMs;
    else
        mutedAssets.erase(asset);
}

Hush hushOf(const AlertPolicy &policy, const AlertMoment &moment, const std::string &asset, Priority priority)
{
    if (policy.doNotDisturb)
        return Hush::DoNotDisturb;
    const auto muted = policy.mutedAssets.find(asset);
    if (moment.transportMs < policy.mutedUntilMs
        || (muted != policy.mutedAssets.end() && moment.transportMs < muted->second))
        return Hush::Muted;
    if (priority == Priority::P1 && policy.urgentThrough)
        return Hush::No;
    if (policy.quiet.covers(moment.localMinute))
        return Hush::QuietHours;
    return policy.hushFullScreen && moment.isFullScreen ? Hush::FullScreen : Hush::No;
}

AlertDecision decideAlert(const Event &event, const AlertPolicy &policy, const AlertMoment &moment)
{
    const AlertWays ways = policy.waysOf(event.type, event.delivery.priority);
    AlertDecision decision;
    decision.hush = hushOf(policy, moment, event.asset, event.delivery.priority);
    decision.webhook = has(ways, AlertWay::Webhook) && (decision.hush == Hush::No || !policy.webhooksToo);
    if (event.state == EventState::Cleared)
        return decision;
    if (has(ways, AlertWay::Popup))
        decision.popup = planOf(event, moment, decision.hush);
    // What comes in a digest makes no noise of its own.
    const bool isNews = event.delivery.telling != Telling::Digest && !isPartOfReturn(event, moment);
    decision.sound = has(ways, AlertWay::Sound) && decision.hush == Hush::No && isNews;
    return decision;
}

PeopleBook::Entry *PeopleBook::find(std::uint64_t id)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [id](const Entry &each) { return each.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

PeopleBook::Entry &PeopleBook::entryOf(std::uint64_t id)
{
    if (Entry *known = find(id))
        return *known;
    if (m_entries.size() >= Most)
        m_entries.pop_front();
    return m_entries.emplace_back(Entry{id, std::nullopt, false});
}

PeoplePost PeopleBook::take(const Event &event, const AlertDecision &decision)
{
    if (event.state == EventState::Cleared) { // the same id may enter anew
        std::erase_if(m_entries, [&](const Entry &each) { return each.id == event.id && !each.waits; });
        return PeoplePost::Nothing;
    }
    if (!decision.webhook)
        return PeoplePost::Nothing;
    Entry &entry = entryOf(event.id);
    const Priority priority = event.delivery.priority;
    const bool isMoreUrgent = !entry.posted || priority < *entry.posted;
    if (event.state == EventState::Updated && !isMoreUrgent && priority != Priority::P1)
        return PeoplePost::Nothing;
    entry.waits = isDigestSoon(decision.popup);
    if (entry.waits)
        return PeoplePost::WithDigest;
    entry.posted = std::min(priority, entry.posted.value_or(priority));
    return PeoplePost::Now;
}

void PeopleBook::resume(const Event &told)
{
    // What was to come in a digest may not have come any more.
    const bool isPosted = told.delivery.telling == Telling::Popup || told.delivery.telling == Telling::Folded;
    if (told.state != EventState::Cleared && isPosted)
        entryOf(told.id).posted = told.delivery.priority;
}

std::vector<Event> PeopleBook::takeDigest(const std::vector<Event> &events)
{
    std::vector<Event> theirs;
    for (const Event &event : events) {
        Entry *entry = find(event.id);
        if (!entry || !entry->waits)
            continue;
        entry->waits = false;
        entry->posted = std::min(event.delivery.priority, entry->posted.value_or(event.delivery.priority));
        theirs.push_back(event);
    }
    return theirs;
}

} // namespace isobar
