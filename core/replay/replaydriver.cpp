#include "core/replay/replaydriver.h"

#include <algorithm>

namespace isobar {

ReplayDriver::ReplayDriver(ReplaySource &source, const Clock &clock, double speed)
    : m_source(source), m_wall(clock), m_span(source.span()),
      m_clock(m_span ? m_span->first : 0, clock.transportMs(), speed)
{
}

ReplayDriver::Progress ReplayDriver::advance(std::size_t limit)
{
    const TimeMs until = m_clock.recordedAt(m_wall.transportMs());
    for (std::size_t n = 0;; ++n) {
        const std::optional<TimeMs> next = m_source.nextMs();
        if (!next)
            return Progress::Ended;
        if (*next > until)
            return Progress::Waiting;
        if (n == limit)
            return Progress::More;
        m_source.deliver();
    }
}

std::optional<TimeMs> ReplayDriver::untilDueMs() const
{
    const std::optional<TimeMs> next = m_source.nextMs();
    const std::optional<TimeMs> due = next ? m_clock.wallAt(*next) : std::nullopt;
    if (!due)
        return std::nullopt;
    return std::max<TimeMs>(0, *due - m_wall.transportMs());
}

void ReplayDriver::playAll()
{
    while (m_source.nextMs())
        m_source.deliver();
}

TimeMs ReplayDriver::recordedMs() const
{
    const TimeMs at = m_clock.recordedAt(m_wall.transportMs());
    return m_span ? std::clamp(at, m_span->first, m_span->second) : at;
}

void ReplayDriver::seek(TimeMs recordedMs)
{
    if (!m_span)
        return;
    const TimeMs to = std::clamp(recordedMs, m_span->first, m_span->second);
    m_source.seek(to);
    m_clock.seek(m_wall.transportMs(), to);
}

void ReplayDriver::step() { m_clock.step(m_wall.transportMs(), SecondMs); }

void ReplayDriver::fallBack()
{
    const std::optional<TimeMs> next = m_source.nextMs();
    const TimeMs now = m_wall.transportMs();
    if (next && *next < m_clock.recordedAt(now))
        m_clock.seek(now, *next);
}

} // namespace isobar
