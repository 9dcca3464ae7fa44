#include "core/feed/connectionset.h"

#include "core/market/healthcause.h"

#include <algorithm>

namespace isobar {

namespace {

// A connection of quiet streams (liquidations alone) counts as flowing after this.
constexpr TimeMs quietMs = 3 * SecondMs;

} // namespace

ConnectionSet::ConnectionSet(ConnectionSetup setup, const Clock &clock, ConnectionOwner &owner)
    : m_setup(std::move(setup)), m_clock(clock), m_owner(owner)
{
}

std::unique_ptr<VenueConnection> ConnectionSet::make(const SocketPlan &plan)
{
    auto connection = std::make_unique<VenueConnection>(m_setup, plan, m_clock, m_owner);
    connection->setPaused(m_paused);
    return connection;
}

void ConnectionSet::want(std::vector<SocketPlan> plans, bool renewAll)
{
    const TimeMs now = m_clock.transportMs();
    std::vector<Slot> slots;
    for (SocketPlan &plan : plans) {
        const auto known =
            std::find_if(m_slots.begin(), m_slots.end(), [&](const Slot &slot) { return slot.plan == plan; });
        if (known != m_slots.end()) {
            slots.push_back(std::move(*known));
            m_slots.erase(known);
            if (renewAll)
                renew(slots.back(), now);
            continue;
        }
        Slot slot{plan, make(plan), nullptr, 0};
        slots.push_back(std::move(slot));
    }
    for (Slot &slot : m_slots)
        m_leaving.push_back(std::move(slot.active));
    m_leavingSinceMs = now;
    m_slots = std::move(slots);
}

void ConnectionSet::renew(Slot &slot, TimeMs nowMs)
{
    if (!slot.active->isOpen()) {
        slot.next.reset();
        slot.active->restart(slot.active->state(), slot.active->reason()); // the next attempt gets a new decoder anyway
        return;
    }
    slot.next = make(slot.plan);
    slot.nextSinceMs = nowMs;
}

void ConnectionSet::tick(TimeMs nowMs)
{
    for (Slot &slot : m_slots)
        tickSlot(slot, nowMs);
    if (!m_leaving.empty() && (isFlowing(nowMs) || nowMs - m_leavingSinceMs > m_setup.limits.overlapMs))
        m_leaving.clear();
    for (const auto &connection : m_leaving)
        connection->tick(nowMs);
}

void ConnectionSet::tickSlot(Slot &slot, TimeMs nowMs)
{
    slot.active->tick(nowMs);
    if (slot.next)
        slot.next->tick(nowMs);
    const TimeMs lifetime = m_setup.profile.connectionLifetimeMs;
    const auto opened = slot.active->openedMs();
    if (!slot.next && lifetime > 0 && opened) {
        const TimeMs before = std::min(m_setup.limits.renewBeforeMs, lifetime / 10);
        if (nowMs - *opened >= lifetime - before)
            renew(slot, nowMs);
    }
    if (slot.next && slot.next->isOpen() && (!slot.active->isOpen() || isFlowing(*slot.next, nowMs))) {
        slot.next->watchdog().takeOver(slot.active->watchdog());
        slot.active = std::move(slot.next);
    } else if (slot.next && nowMs - slot.nextSinceMs > m_setup.limits.overlapMs && !slot.next->isOpen()) {
        slot.next.reset(); // it did not work out; the old one lives, and the next renewal comes with its lifetime
    }
    VenueConnection &active = *slot.active;
    if (!active.isOpen() || m_paused)
        return;
    active.watchdog().noteMute(nowMs);
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const auto type = static_cast<StreamType>(i);
        // Trades may rest in a quiet market; if the connection is broken, the other streams tell.
        if (type != StreamType::Trade && active.watchdog().state(type, nowMs) == HealthState::Mute) {
            retryMute(active, nowMs, causeSentence(HealthCause::MuteStream, {streamTypeName(type)}));
            return;
        }
    }
    if (nowMs - active.muteRetry().lastMs > 2 * active.muteRetry().waitMs)
        active.muteRetry().waitMs = 0;
}

void ConnectionSet::retryMute(VenueConnection &connection, TimeMs nowMs, const std::string &reason)
{
    auto &retry = connection.muteRetry();
    if (retry.waitMs > 0 && nowMs - retry.lastMs < retry.waitMs)
        return;
    retry.waitMs = retry.waitMs > 0 ? std::min(2 * retry.waitMs, m_setup.limits.muteReconnectMaxMs)
                                    : m_setup.limits.muteReconnectMs;
    retry.lastMs = nowMs;
    connection.restart(HealthState::Mute, reason);
}

void ConnectionSet::restartMute(StreamType type, TimeMs nowMs, const std::string &reason)
{
    for (Slot &slot : m_slots) {
        if (slot.active->isOpen() && slot.active->watchdog().carries(type))
            retryMute(*slot.active, nowMs, reason);
    }
}

void ConnectionSet::restart(HealthState state, const std::string &reason)
{
    m_leaving.clear();
    for (Slot &slot : m_slots) {
        slot.next.reset();
        slot.active->restart(state, reason);
    }
}

void ConnectionSet::hold(TimeMs untilMs, HealthState state, const std::string &reason)
{
    for (Slot &slot : m_slots)
        slot.active->hold(untilMs, state, reason);
}

void ConnectionSet::setPaused(bool paused)
{
    m_paused = paused;
    for (Slot &slot : m_slots) {
        slot.active->setPaused(paused);
        if (slot.next)
            slot.next->setPaused(paused);
    }
    for (const auto &connection : m_leaving)
        connection->setPaused(paused);
}

HealthState ConnectionSet::stateOn(const VenueConnection &connection, StreamType type, TimeMs nowMs) const
{
    if (connection.isOpen())
        return connection.watchdog().state(type, nowMs);
    if (connection.state() != HealthState::Mute)
        return connection.state();
    // Connecting anew because of some stream; the others were well.
    return connection.watchdog().wasMute(type) ? HealthState::Mute : HealthState::Starting;
}

HealthState ConnectionSet::state(StreamType type, TimeMs nowMs) const
{
    std::optional<HealthState> worst;
    for (const Slot &slot : m_slots) {
        if (slot.active->watchdog().carries(type))
            worst = std::max(worst.value_or(HealthState::Live), stateOn(*slot.active, type, nowMs));
    }
    return worst.value_or(HealthState::Off);
}

HealthState ConnectionSet::state() const
{
    HealthState worst = HealthState::Live;
    for (const Slot &slot : m_slots)
        worst = std::max(worst, slot.active->state());
    return worst;
}

std::string ConnectionSet::reason() const
{
    const HealthState worst = state();
    for (const Slot &slot : m_slots) {
        if (slot.active->state() == worst)
            return slot.active->reason();
    }
    return {};
}

TimeMs ConnectionSet::silenceMs(StreamType type, TimeMs nowMs) const
{
    TimeMs longest = 0;
    for (const Slot &slot : m_slots) {
        if (slot.active->watchdog().carries(type))
            longest = std::max(longest, slot.active->watchdog().silenceMs(type, nowMs));
    }
    return longest;
}

bool ConnectionSet::isFlowing(const VenueConnection &connection, TimeMs nowMs) const
{
    return connection.isOpen()
        && (connection.watchdog().hasSeenAnything() || nowMs - *connection.openedMs() >= quietMs);
}

bool ConnectionSet::isFlowing(TimeMs nowMs) const
{
    return std::all_of(
        m_slots.begin(), m_slots.end(), [&](const Slot &slot) { return isFlowing(*slot.active, nowMs); });
}

} // namespace isobar
