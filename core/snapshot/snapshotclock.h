#pragma once
#include "core/snapshot/snapshot.h"

#include <algorithm>

namespace isobar {

/// How far a clock of `speed` runs on in `wallMs` since the snapshot came. A fast replay sends its snapshots five times
/// a second: when they are late the replay is late, and its time waits for them.
inline TimeMs runOn(const Snapshot &snapshot, double speed, TimeMs wallMs)
{
    constexpr double Fast = 4;
    constexpr TimeMs UntilNextMs = 200;
    const TimeMs counted = snapshot.transportSpeed > Fast ? std::min(wallMs, UntilNextMs) : wallMs;
    return static_cast<TimeMs>(static_cast<double>(counted) * speed);
}

/// What the clocks show `wallMs` after the snapshot came.
inline TimeMs marketAfter(const Snapshot &snapshot, TimeMs wallMs)
{
    return snapshot.marketMs + runOn(snapshot, snapshot.speed, wallMs);
}
inline TimeMs transportAfter(const Snapshot &snapshot, TimeMs wallMs)
{
    return snapshot.transportMs + runOn(snapshot, snapshot.transportSpeed, wallMs);
}

} // namespace isobar
