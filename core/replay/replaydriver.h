#pragma once
#include "core/base/clock.h"
#include "core/replay/replayclock.h"
#include "core/replay/replaysource.h"

#include <cstddef>

namespace isobar {

/// Plays a source at the pace of a clock. Whoever owns it calls `advance` from a timer; nothing happens by itself. All
/// calls on one thread, that of the source's consumer.
class ReplayDriver {
public:
    enum class Progress {
        Waiting, ///< all that is due was delivered
        More, ///< more is due: call again soon
        Ended, ///< nothing is left
    };

    /// Begins at the first recorded moment. The source and the clock must outlive the driver.
    ReplayDriver(ReplaySource &source, const Clock &clock, double speed = 1);

    /// Delivers what is due, at most `limit` items.
    Progress advance(std::size_t limit = 10'000);
    /// Wall time until something is due, 0 when it is; none while paused or at the end.
    std::optional<TimeMs> untilDueMs() const;
    /// Delivers all that is left, without pacing.
    void playAll();

    /// Recorded time now; stands at the last moment once the end is reached.
    TimeMs recordedMs() const;
    double speed() const { return m_clock.speed(); }
    bool isPaused() const { return m_clock.isPaused(); }

    void setSpeed(double speed) { m_clock.setSpeed(m_wall.transportMs(), speed); }
    void pause() { m_clock.pause(m_wall.transportMs()); }
    void resume() { m_clock.resume(m_wall.transportMs()); }
    /// Goes to a moment within the recorded span; the next calls of `advance` deliver what leads there.
    void seek(TimeMs recordedMs);
    /// One second on, then paused.
    void step();
    /// What is due but not delivered is due no longer: the clock stands where the source stands. For when the speed is
    /// more than the consumer can take, so that a pause is one at once.
    void fallBack();

private:
    ReplaySource &m_source;
    const Clock &m_wall;
    std::optional<std::pair<TimeMs, TimeMs>> m_span;
    ReplayClock m_clock;
};

} // namespace isobar
