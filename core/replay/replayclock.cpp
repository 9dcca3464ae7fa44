#include "core/replay/replayclock.h"

#include <algorithm>
#include <cmath>

namespace isobar {

ReplayClock::ReplayClock(TimeMs recordedMs, TimeMs wallMs, double speed) : m_recordedMs(recordedMs), m_wallMs(wallMs)
{
    setSpeed(wallMs, speed);
}

TimeMs ReplayClock::recordedAt(TimeMs wallMs) const
{
    if (m_paused || wallMs <= m_wallMs)
        return m_recordedMs;
    return m_recordedMs + static_cast<TimeMs>(std::floor(m_speed * static_cast<double>(wallMs - m_wallMs)));
}

std::optional<TimeMs> ReplayClock::wallAt(TimeMs recordedMs) const
{
    if (m_paused)
        return std::nullopt;
    if (recordedMs <= m_recordedMs)
        return m_wallMs;
    return m_wallMs + static_cast<TimeMs>(std::ceil(static_cast<double>(recordedMs - m_recordedMs) / m_speed));
}

void ReplayClock::setSpeed(TimeMs wallMs, double speed)
{
    if (!std::isfinite(speed))
        return;
    anchor(wallMs, recordedAt(wallMs));
    m_speed = std::clamp(speed, MinSpeed, MaxSpeed);
}

void ReplayClock::pause(TimeMs wallMs)
{
    anchor(wallMs, recordedAt(wallMs));
    m_paused = true;
}

void ReplayClock::resume(TimeMs wallMs)
{
    anchor(wallMs, recordedAt(wallMs));
    m_paused = false;
}

void ReplayClock::seek(TimeMs wallMs, TimeMs recordedMs) { anchor(wallMs, recordedMs); }

void ReplayClock::step(TimeMs wallMs, TimeMs byMs)
{
    anchor(wallMs, recordedAt(wallMs) + byMs);
    m_paused = true;
}

void ReplayClock::anchor(TimeMs wallMs, TimeMs recordedMs)
{
    m_wallMs = wallMs;
    m_recordedMs = recordedMs;
}

} // namespace isobar
