#include "app/runtime/pastloader.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

constexpr TimeMs WeekMs = 7 * DayMs, MonthMs = 31 * DayMs;

} // namespace

PastLoader::PastLoader(Wish wish, StorageThread &thread, StreamQueue &queue, InstrumentNames &names, const Clock &clock,
    std::function<void(KnownHistory)> started)
    : m_wish(std::move(wish)), m_thread(thread), m_queue(queue), m_names(names), m_clock(clock),
      m_started(std::move(started))
{
}

std::shared_ptr<PastLoader> PastLoader::start(Wish wish, StorageThread &thread, StreamQueue &queue,
    InstrumentNames &names, const Clock &clock, std::function<void(KnownHistory)> started)
{
    std::shared_ptr<PastLoader> loader(
        new PastLoader(std::move(wish), thread, queue, names, clock, std::move(started)));
    thread.post([loader] { loader->begin(); });
    return loader;
}

void PastLoader::begin()
{
    if (m_isCancelled)
        return;
    m_moment = {m_clock.transportMs(), m_clock.marketMs()};
    if (auto reader = HistoryReader::open(m_wish.path); reader) {
        m_reader = std::move(*reader);
        if (auto start = readPastStart(*m_reader, m_wish.assets, m_names, m_moment))
            m_start = std::move(*start);
    }
    std::erase_if(m_start.contracts,
        [this](const StoredContract &each) { return !m_wish.venues.contains(each.instrument.venue); });
    if (m_wish.withReferences)
        pushReferences();
    if (m_start.past && (!m_start.past->rows.empty() || !m_start.past->events.empty()))
        m_queue.push(std::exchange(m_start.past, nullptr));
    plan();
    m_started(m_start.known);
    next();
}

/// Contracts as they were when they were last listed: the venue's own word will replace it.
void PastLoader::pushReferences()
{
    std::map<std::string, std::shared_ptr<Reference>> references;
    for (const StoredContract &contract : m_start.contracts) {
        auto &reference = references[contract.instrument.venue];
        if (!reference) {
            reference = std::make_shared<Reference>();
            reference->venue = m_wish.venues.at(contract.instrument.venue);
        }
        reference->instruments.push_back(contract.instrument);
    }
    for (auto &[venue, reference] : references)
        m_queue.push(ReferencePtr(std::move(reference)));
}

/// The week of each asset in the order wished for, then the rest of the month.
void PastLoader::plan()
{
    const TimeMs end = m_moment.marketMs + MinuteMs;
    const TimeMs week = floorTo(m_moment.marketMs - WeekMs, DayMs);
    for (const HistorySpan &span : {HistorySpan{week, end}, HistorySpan{m_moment.marketMs - MonthMs, week}}) {
        for (std::size_t i = 0; i < m_start.contracts.size(); ++i)
            m_pieces.push_back({i, span});
    }
    std::reverse(m_pieces.begin(), m_pieces.end());
}

void PastLoader::next()
{
    if (m_isCancelled || m_pieces.empty()) {
        m_reader.reset(); // on the thread that opened it
        m_pieces.clear();
        return;
    }
    const Piece piece = m_pieces.back();
    m_pieces.pop_back();
    const StoredContract &contract = m_start.contracts[piece.contract];
    const bool isFirst = piece.span.toMs > m_moment.marketMs;
    auto series = readPastSeries(*m_reader, contract, piece.span, m_moment);
    if (series) {
        auto past = std::make_shared<Past>(**series);
        if (isFirst) {
            const auto reaches = pastReaches(contract, m_start.known[contract.instrument.id], m_moment);
            past->rows.insert(past->rows.end(), reaches.begin(), reaches.end());
        }
        if (!past->rows.empty())
            m_queue.push(PastPtr(std::move(past)));
    }
    m_thread.post([self = shared_from_this()] { self->next(); });
}

} // namespace isobar
