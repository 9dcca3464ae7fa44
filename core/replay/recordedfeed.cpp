#include "core/replay/recordedfeed.h"

namespace isobar {

RecordedFeed::RecordedFeed(JournalReader reader, Consumer consumer)
    : m_reader(std::move(reader)), m_consumer(std::move(consumer))
{
    if (const auto all = span())
        m_nextMs = all->first;
    readAhead();
}

void RecordedFeed::readAhead()
{
    m_next = m_reader.next();
    if (m_next)
        m_nextMs = transportMsOf(*m_next).value_or(m_nextMs);
}

std::optional<TimeMs> RecordedFeed::nextMs()
{
    if (!m_next)
        return std::nullopt;
    return m_nextMs;
}

void RecordedFeed::deliver()
{
    if (!m_next)
        return;
    const StreamItem item = std::move(*m_next);
    readAhead();
    m_consumer.take(item);
}

void RecordedFeed::seek(TimeMs timeMs)
{
    if (m_next && timeMs >= m_nextMs)
        return;
    m_reader.rewind();
    if (m_consumer.restart)
        m_consumer.restart();
    if (const auto all = span())
        m_nextMs = all->first;
    readAhead();
}

std::string RecordedFeed::report() const
{
    std::string text = m_reader.report().text();
    if (m_reader.hasGap())
        text +=
            std::string(text.empty() ? "" : "; ") + "items are missing: events can differ from those of the live run";
    return text;
}

} // namespace isobar
