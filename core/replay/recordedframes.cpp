#include "core/replay/recordedframes.h"

namespace isobar {

RecordedFrames::RecordedFrames(RecordingReader reader, Consumer consumer)
    : RecordedFrames(std::move(reader), std::move(consumer), SeekSettings())
{
}

RecordedFrames::RecordedFrames(RecordingReader reader, Consumer consumer, SeekSettings seeking)
    : m_reader(std::move(reader)), m_consumer(std::move(consumer)), m_seeking(seeking)
{
    begin();
}

void RecordedFrames::readAhead() { m_next = m_reader.next(); }

/// Reads the first frame from where the reader stands; beats count from it.
void RecordedFrames::begin()
{
    readAhead();
    m_nextBeatMs.reset();
    if (m_next)
        m_nextBeatMs = floorTo(m_next->frame.transportMs, SecondMs) + SecondMs;
}

Beat RecordedFrames::beatAt(TimeMs transportMs) const { return {transportMs, header().clock.marketAt(transportMs)}; }

std::optional<TimeMs> RecordedFrames::nextMs()
{
    if (!m_next)
        return std::nullopt;
    return std::min(*m_nextBeatMs, m_next->frame.transportMs);
}

void RecordedFrames::deliver()
{
    if (!m_next)
        return;
    if (*m_nextBeatMs <= m_next->frame.transportMs) {
        const Beat beat = beatAt(*m_nextBeatMs);
        *m_nextBeatMs += SecondMs;
        if (m_consumer.beat)
            m_consumer.beat(beat);
        return;
    }
    if (m_consumer.frame)
        m_consumer.frame(*m_next);
    readAhead();
}

void RecordedFrames::seek(TimeMs timeMs)
{
    const std::optional<std::pair<TimeMs, TimeMs>> all = span();
    const bool ahead = m_next && timeMs >= m_next->frame.transportMs;
    if (!all || (ahead && timeMs - m_next->frame.transportMs <= m_seeking.leadInMs))
        return; // nearer by playing on
    if (m_consumer.restart)
        m_consumer.restart();
    m_reader.seek(all->first);
    readAhead();
    const TimeMs from = timeMs - m_seeking.leadInMs;
    const TimeMs openingEnd = all->first + m_seeking.openingMs;
    if (from > openingEnd) {
        for (; m_next && m_next->frame.transportMs <= openingEnd; readAhead()) {
            if (m_next->frame.via == Via::Rest && m_consumer.frame)
                m_consumer.frame(*m_next);
        }
        m_reader.seek(from);
    } else {
        m_reader.seek(all->first);
    }
    begin();
}

} // namespace isobar
