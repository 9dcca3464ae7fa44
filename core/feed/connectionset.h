#pragma once
#include "core/feed/venueconnection.h"

#include <functional>
#include <memory>
#include <vector>

namespace isobar {

/// The connections of one venue: as many as its plans say, each kept up. A connection is replaced by opening the new
/// one first (before its lifetime ends, when the plan or the reference changed), and connected anew when it is mute. On
/// the net thread.
class ConnectionSet {
public:
    ConnectionSet(ConnectionSetup setup, const Clock &clock, ConnectionOwner &owner);

    /// These plans from now on. Connections of the same plan stay, unless `renewAll`: their decoders know an old
    /// reference.
    void want(std::vector<SocketPlan> plans, bool renewAll);
    void tick(TimeMs nowMs);
    void restart(HealthState state, const std::string &reason);
    void hold(TimeMs untilMs, HealthState state, const std::string &reason);
    void setPaused(bool paused);
    /// Connects those anew that carry this type, no more often than limits say.
    void restartMute(StreamType type, TimeMs nowMs, const std::string &reason);

    /// Worst state of the connections that carry the type; none carries it: Off.
    HealthState state(StreamType type, TimeMs nowMs) const;
    /// Worst state of the connections themselves; without any: Live.
    HealthState state() const;
    /// In words, of the worst; empty when all are live.
    std::string reason() const;
    /// Longest silence of that type on a connection where it is not live.
    TimeMs silenceMs(StreamType type, TimeMs nowMs) const;
    /// All are open, and each has brought something or has had three seconds to.
    bool isFlowing(TimeMs nowMs) const;
    bool isEmpty() const { return m_slots.empty(); }

private:
    struct Slot {
        SocketPlan plan;
        std::unique_ptr<VenueConnection> active;
        std::unique_ptr<VenueConnection> next; // takes over as soon as it brings something
        TimeMs nextSinceMs = 0;
    };
    std::unique_ptr<VenueConnection> make(const SocketPlan &plan);
    void renew(Slot &slot, TimeMs nowMs);
    void tickSlot(Slot &slot, TimeMs nowMs);
    void retryMute(VenueConnection &connection, TimeMs nowMs, const std::string &reason);
    HealthState stateOn(const VenueConnection &connection, StreamType type, TimeMs nowMs) const;
    bool isFlowing(const VenueConnection &connection, TimeMs nowMs) const;

    ConnectionSetup m_setup;
    const Clock &m_clock;
    ConnectionOwner &m_owner;
    bool m_paused = false;
    std::vector<Slot> m_slots;
    std::vector<std::unique_ptr<VenueConnection>> m_leaving; // until the new ones flow
    TimeMs m_leavingSinceMs = 0;
};

} // namespace isobar
