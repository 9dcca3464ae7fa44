#include "core/feed/watchdog.h"

#include <algorithm>

namespace isobar {

Watchdog::Watchdog(
    std::span<const StreamType> carries, std::array<StreamCadence, StreamTypeCount> cadence, WatchLimits limits)
    : m_limits(limits)
{
    for (const StreamType type : carries) {
        const auto index = static_cast<std::size_t>(type);
        m_streams[index].isExpected = true;
        m_streams[index].cadence = cadence[index];
    }
}

void Watchdog::began(TimeMs nowMs)
{
    for (Stream &stream : m_streams) {
        stream.sinceMs = nowMs;
        stream.isSeen = false;
    }
    if (m_heldMs)
        m_heldMs = nowMs;
}

void Watchdog::seen(StreamType type, TimeMs nowMs)
{
    Stream &stream = m_streams[static_cast<std::size_t>(type)];
    stream.sinceMs = nowMs;
    stream.isSeen = true;
    stream.wasMute = false;
}

void Watchdog::takeOver(const Watchdog &predecessor)
{
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const Stream &old = predecessor.m_streams[i];
        Stream &stream = m_streams[i];
        if (!stream.isExpected || stream.isSeen || !old.isSeen)
            continue;
        stream.sinceMs = old.sinceMs;
        stream.isSeen = true;
    }
}

void Watchdog::held(TimeMs nowMs)
{
    if (!m_heldMs)
        m_heldMs = nowMs;
}

void Watchdog::resumed(TimeMs nowMs)
{
    if (!m_heldMs)
        return;
    const TimeMs pause = nowMs - *m_heldMs;
    m_heldMs.reset();
    for (Stream &stream : m_streams)
        stream.sinceMs = std::min(nowMs, stream.sinceMs + pause);
}

TimeMs Watchdog::silenceMs(StreamType type, TimeMs nowMs) const { return m_heldMs.value_or(nowMs) - of(type).sinceMs; }

TimeMs Watchdog::muteAfterMs(StreamType type) const
{
    const auto gap = static_cast<double>(of(type).cadence.gapMs);
    return std::max(m_limits.muteFloorMs, static_cast<TimeMs>(gap * m_limits.muteGaps));
}

std::optional<TimeMs> Watchdog::staleAfterMs(StreamType type) const
{
    const auto polls = static_cast<TimeMs>(static_cast<double>(of(type).cadence.gapMs) * m_limits.stalePolls);
    switch (type) {
    case StreamType::Mark:
        return m_limits.staleMarkMs;
    case StreamType::Funding:
        return std::max(m_limits.staleFundingMs, polls);
    case StreamType::OpenInterest:
    case StreamType::Volume:
        return std::max(m_limits.muteFloorMs, polls);
    case StreamType::Liquidation:
    case StreamType::Trade:
        return std::nullopt; // a quiet market is no old data
    }
    return std::nullopt;
}

HealthState Watchdog::dataState(StreamType type, TimeMs nowMs) const
{
    const Stream &stream = of(type);
    if (!stream.isSeen && stream.wasMute)
        return HealthState::Mute;
    const TimeMs silence = silenceMs(type, nowMs);
    if (silence > muteAfterMs(type))
        return HealthState::Mute;
    if (!stream.isSeen)
        return HealthState::Starting;
    const auto stale = staleAfterMs(type);
    return stale && silence > *stale ? HealthState::Stale : HealthState::Live;
}

HealthState Watchdog::state(StreamType type, TimeMs nowMs) const
{
    if (!of(type).isExpected)
        return HealthState::Off;
    if (type != StreamType::Liquidation)
        return dataState(type, nowMs);
    bool hasControl = false;
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const auto other = static_cast<StreamType>(i);
        if (other == type || !of(other).isExpected)
            continue;
        hasControl = true;
        if (dataState(other, nowMs) != HealthState::Mute)
            return HealthState::Live;
    }
    return hasControl ? HealthState::Mute : HealthState::Live;
}

bool Watchdog::noteMute(TimeMs nowMs)
{
    bool isAny = false;
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const bool isMute = state(static_cast<StreamType>(i), nowMs) == HealthState::Mute;
        m_streams[i].wasMute = isMute;
        isAny = isAny || isMute;
    }
    return isAny;
}

bool Watchdog::hasSeenAnything() const
{
    return std::any_of(m_streams.begin(), m_streams.end(), [](const Stream &stream) { return stream.isSeen; });
}

} // namespace isobar
