#pragma once
#include "core/base/time.h"

#include <optional>

namespace isobar {

/// Where a replay stands in recorded (transport) time at a given wall time: recorded = anchor + speed x (wall -
/// anchor), standing still while paused. Every change is told with the wall time at which it happens.
class ReplayClock {
public:
    static constexpr double MinSpeed = 0.25;
    static constexpr double MaxSpeed = 100;

    /// Runs from `recordedMs` at `wallMs` on.
    ReplayClock(TimeMs recordedMs, TimeMs wallMs, double speed = 1);

    TimeMs recordedAt(TimeMs wallMs) const;
    /// Wall time at which `recordedMs` is reached, never before the last change; none while paused.
    std::optional<TimeMs> wallAt(TimeMs recordedMs) const;
    double speed() const { return m_speed; }
    bool isPaused() const { return m_paused; }

    /// Takes the nearest speed within the limits; a number that is not finite changes nothing.
    void setSpeed(TimeMs wallMs, double speed);
    void pause(TimeMs wallMs);
    void resume(TimeMs wallMs);
    /// Goes on (or stays paused) from `recordedMs`.
    void seek(TimeMs wallMs, TimeMs recordedMs);
    /// Moves by `byMs` and stays there, paused.
    void step(TimeMs wallMs, TimeMs byMs);

private:
    void anchor(TimeMs wallMs, TimeMs recordedMs);

    TimeMs m_recordedMs;
    TimeMs m_wallMs;
    double m_speed = 1;
    bool m_paused = false;
};

} // namespace isobar
