#pragma once
#include "core/feed/feedconfig.h"
#include "core/market/feedhealth.h"

#include <array>
#include <span>
#include <string>

namespace isobar {

/// Judges the streams that come by one way: a connection, or a venue's polls. An acknowledged subscription that stays
/// mute is seen here. Pure: transport time is an argument.
class Watchdog {
public:
    /// `carries`: the types expected by this way. `cadence` tells their usual gaps.
    Watchdog(
        std::span<const StreamType> carries, std::array<StreamCadence, StreamTypeCount> cadence, WatchLimits limits);

    /// Subscribed (again) at that time. A stream that was mute stays so until it speaks.
    void began(TimeMs nowMs);
    void seen(StreamType type, TimeMs nowMs);
    /// This way replaces another that was well: what has not come here yet counts as it came there.
    void takeOver(const Watchdog &predecessor);
    /// Nothing is read from now on by our own decision; no time passes for the streams until resumed().
    void held(TimeMs nowMs);
    void resumed(TimeMs nowMs);

    bool carries(StreamType type) const { return of(type).isExpected; }
    /// Live, Starting (nothing came yet), Stale, Mute, or Off (not expected here). Liquidations are silent by nature:
    /// they are mute only when each other stream of this way is.
    HealthState state(StreamType type, TimeMs nowMs) const;
    /// How long nothing has come, since began() at most.
    TimeMs silenceMs(StreamType type, TimeMs nowMs) const;
    TimeMs muteAfterMs(StreamType type) const;
    /// Remembers what is mute now, for began(), and tells whether anything is.
    bool noteMute(TimeMs nowMs);
    /// It was mute when last noted and has not spoken since.
    bool wasMute(StreamType type) const { return of(type).wasMute; }
    /// Anything came since began().
    bool hasSeenAnything() const;

private:
    struct Stream {
        bool isExpected = false;
        StreamCadence cadence;
        TimeMs sinceMs = 0; // of the last data, or of the subscription
        bool isSeen = false;
        bool wasMute = false;
    };
    const Stream &of(StreamType type) const { return m_streams[static_cast<std::size_t>(type)]; }
    std::optional<TimeMs> staleAfterMs(StreamType type) const;
    HealthState dataState(StreamType type, TimeMs nowMs) const;

    WatchLimits m_limits;
    std::array<Stream, StreamTypeCount> m_streams;
    std::optional<TimeMs> m_heldMs;
};

} // namespace isobar
