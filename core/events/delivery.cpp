#include "core/events/delivery.h"

#include <algorithm>
#include <set>

namespace isobar {

namespace {

bool isFundingPair(EventType a, EventType b)
{
    return (a == EventType::FundingExtreme && b == EventType::FundingFlip)
        || (a == EventType::FundingFlip && b == EventType::FundingExtreme);
}

} // namespace

bool isAftermath(const Event &event)
{
    return std::visit(
        [](const auto &payload) {
            if constexpr (requires { payload.aftermath; })
                return payload.aftermath;
            else
                return false;
        },
        event.payload);
}

Priority deliveredPriority(const Event &event, bool isWatchedOrHeld)
{
    const bool isQuiet = !isWatchedOrHeld || isAftermath(event);
    return isQuiet && event.priority < Priority::P3 ? Priority::P3 : event.priority;
}

DeliveryBook::Shown *DeliveryBook::find(std::uint64_t id)
{
    const auto found =
        std::find_if(m_shown.rbegin(), m_shown.rend(), [id](const Shown &each) { return each.id == id; });
    return found == m_shown.rend() ? nullptr : &*found;
}

std::vector<DeliveryBook::Shown *> DeliveryBook::companions(const Event &event, const DeliverySettings &settings)
{
    std::vector<Shown *> pair, same;
    std::set<std::string> assets{event.asset};
    for (Shown &each : m_shown) {
        const bool isUp = each.delivery.telling == Telling::Popup || each.delivery.telling == Telling::Folded;
        const bool isOther = event.type == EventType::UserRule && each.subject != event.subject; // rules have no side
        if (each.side != event.side || each.delivery.priority != event.delivery.priority || !isUp || isOther)
            continue;
        const TimeMs ago = event.timeMs - each.timeMs;
        if (each.asset == event.asset && isFundingPair(each.type, event.type) && ago <= settings.pairMs)
            pair.push_back(&each);
        if (each.type == event.type && ago <= settings.foldMs) {
            same.push_back(&each);
            assets.insert(each.asset);
        }
    }
    // Feeds of several venues, or of one venue for several assets, are lost by one cause.
    const bool isOneCause = event.type == EventType::FeedLost || static_cast<int>(assets.size()) >= settings.foldAssets;
    return isOneCause ? same : pair;
}

void DeliveryBook::deliver(Event &event, bool isWatchedOrHeld, const DeliverySettings &settings)
{
    std::erase_if(m_shown, [&](const Shown &each) { return each.timeMs < event.timeMs - DayMs; });
    while (!m_counted.empty() && m_counted.front() <= event.timeMs - DayMs)
        m_counted.pop_front();

    Delivery &delivery = event.delivery;
    delivery = {};
    delivery.priority = deliveredPriority(event, isWatchedOrHeld);
    Shown *before = find(event.id);
    if (event.state == EventState::Cleared) {
        if (before)
            delivery = before->delivery; // it goes where it came
        return;
    }
    if (event.heldAtStart && event.state == EventState::Entered) { // what grows afterwards is news
        delivery.telling = Telling::Digest;
        return;
    }
    if (delivery.priority >= Priority::P3)
        return;
    if (before && before->delivery.telling != Telling::Digest && before->delivery.priority == delivery.priority) {
        delivery = before->delivery; // grown numbers replace what is up
        return;
    }
    const std::vector<Shown *> others = companions(event, settings);
    if (!others.empty()) {
        const Shown &first = *others.front();
        delivery.telling = Telling::Folded;
        delivery.fold = first.delivery.fold != 0 ? first.delivery.fold : first.id;
        delivery.folded = static_cast<int>(others.size()) + 1;
        for (Shown *each : others) {
            if (each->delivery.telling == Telling::Popup && each->id != delivery.fold)
                delivery.taken.push_back(each->id);
            each->delivery.fold = delivery.fold;
            each->delivery.folded = delivery.folded;
        }
    } else if (delivery.priority == Priority::P1 || static_cast<int>(m_counted.size()) < settings.popupsADay) {
        delivery.telling = Telling::Popup;
        if (delivery.priority == Priority::P2)
            m_counted.push_back(event.timeMs);
    } else {
        delivery.telling = Telling::Digest;
    }
    if (!before)
        before = &m_shown.emplace_back(
            Shown{event.id, event.type, event.side, event.asset, event.subject, event.timeMs, {}});
    before->delivery = delivery;
    before->delivery.taken.clear(); // once
}

} // namespace isobar
