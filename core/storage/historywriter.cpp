#include "core/storage/historywriter.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace isobar {

namespace {

constexpr std::size_t SliceItems = 20'000; // of a transaction, so that events do not wait for a backfill
constexpr TimeMs OpenMinutesMs = 900; // a little less than two rounds of the storage thread
constexpr TimeMs RetryMs = 2 * SecondMs, TidyMs = MinuteMs, TellMs = 5 * SecondMs;

/// Rows of the past: the venue can be asked for them again.
bool isPast(const StreamItem &item)
{
    const auto *observation = std::get_if<Observation>(&item);
    return observation
        && (std::holds_alternative<Candle>(observation->payload)
            || std::holds_alternative<HistoryReach>(observation->payload)
            || (std::holds_alternative<OpenInterest>(observation->payload)
                && std::get<OpenInterest>(observation->payload).timeMs));
}

/// What the history has no use for.
bool isIdle(const StreamItem &item)
{
    const auto *observation = std::get_if<Observation>(&item);
    return observation ? std::holds_alternative<Volume>(observation->payload)
                       : std::holds_alternative<PastPtr>(item) // it comes from here
            || std::holds_alternative<std::shared_ptr<const BulkQuotes>>(item);
}

} // namespace

/// Sorts the rows of an observation by where they go.
struct GatherRows {
    HistoryWriter &writer;
    const Observation &from;

    void operator()(const Settlement &value) const { writer.m_batch.settlements.push_back({from.instrument, value}); }
    void operator()(const Liquidation &value) const { writer.m_batch.liquidations.push_back({from.instrument, value}); }
    void operator()(const OpenInterest &value) const
    {
        if (value.timeMs && (value.baseQuantity || value.notionalUsd))
            writer.m_batch.interests.push_back({from.instrument, *value.timeMs, value});
        else
            writer.m_book.take(from);
    }
    void operator()(const Candle &value) const
    {
        const bool isKept = value.lengthMs == MinuteMs || value.lengthMs == 5 * MinuteMs;
        const bool isClosed = value.openMs + value.lengthMs <= from.marketMs;
        if (isKept && isClosed && value.open > 0 && value.high > 0 && value.low > 0 && value.close > 0) {
            writer.m_batch.bars.push_back({from.instrument, value.openMs, value.lengthMs,
                {value.open, value.high, value.low, value.close, value.baseVolume, value.takerBuyBase}});
        }
    }
    void operator()(const HistoryReach &value) const
    {
        // The step that still ran when it was told is not whole.
        const TimeMs step = value.kind == HistoryKind::Funding ? MinuteMs : std::max(value.stepMs, MinuteMs);
        writer.m_batch.reaches.push_back(
            {from.instrument, {value.kind, step, value.fromMs, floorTo(value.toMs, step)}});
    }
    template <class Live> void operator()(const Live &) const { writer.m_book.take(from); }
};

std::size_t HistoryWriter::Batch::size() const
{
    return minutes.size() + reaches.size() + settlements.size() + interests.size() + bars.size() + liquidations.size()
        + ledger.size();
}

HistoryWriter::HistoryWriter(
    HistorySetup setup, const InstrumentNames &names, const Clock &clock, StorageThread &thread, Links links)
    : m_setup(std::move(setup)), m_names(names), m_clock(clock), m_thread(thread), m_links(std::move(links)),
      m_limits(m_setup.limits)
{
    m_state.path = m_setup.path;
    m_thread.add(*this);
    m_thread.wake();
}

HistoryWriter::~HistoryWriter() { close(); }

void HistoryWriter::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_thread.remove(*this);
}

void HistoryWriter::append(std::span<const StreamItem> items)
{
    const std::lock_guard lock(m_mutex);
    for (const StreamItem &item : items) {
        if (!isIdle(item))
            keep(item);
    }
}

/// Under the mutex.
void HistoryWriter::keep(const StreamItem &item)
{
    if (!isPast(item)) {
        m_items.push_back(item);
        return;
    }
    const auto &observation = std::get<Observation>(item);
    const bool isReach = std::holds_alternative<HistoryReach>(observation.payload);
    if (isReach && m_incomplete.erase(observation.instrument) > 0)
        return;
    if (m_items.size() < m_setup.mostWaiting) {
        m_items.push_back(item);
        return;
    }
    ++m_dropped;
    if (!isReach)
        m_incomplete.insert(observation.instrument);
}

void HistoryWriter::append(std::uint64_t ticket, const Event &event)
{
    {
        const std::lock_guard lock(m_mutex);
        m_newEvents.push_back({ticket, event});
    }
    m_thread.wake();
}

void HistoryWriter::append(LedgerLine line)
{
    const std::lock_guard lock(m_mutex);
    m_newLines.push_back(std::move(line));
}

void HistoryWriter::append(StoredMoment moment)
{
    const std::lock_guard lock(m_mutex);
    m_newMoments.push_back(std::move(moment));
}

void HistoryWriter::remember(const std::string &name, std::string value)
{
    const std::lock_guard lock(m_mutex);
    m_newWords[name] = std::move(value);
}

void HistoryWriter::setLimits(const HistoryLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    m_limits = limits;
    m_hasMoreToForget = true;
}

void HistoryWriter::writeOut()
{
    std::vector<StreamItem> items;
    {
        const std::lock_guard lock(m_mutex);
        items.swap(m_items);
        std::move(m_newLines.begin(), m_newLines.end(), std::back_inserter(m_batch.ledger));
        m_newLines.clear();
        std::move(m_newMoments.begin(), m_newMoments.end(), std::back_inserter(m_batch.moments));
        m_newMoments.clear();
        for (auto &[name, value] : m_newWords)
            m_batch.words[name] = std::move(value);
        m_newWords.clear();
        m_lostRows += std::exchange(m_dropped, 0);
        m_isLast = m_isClosing;
    }
    const std::span<const StreamItem> all(items);
    std::size_t done = 0;
    do {
        {
            const std::lock_guard lock(m_mutex);
            std::move(m_newEvents.begin(), m_newEvents.end(), std::back_inserter(m_events));
            m_newEvents.clear();
        }
        const auto slice = all.subspan(done, std::min(SliceItems, all.size() - done));
        done += slice.size();
        gather(slice);
        storeAll();
    } while (done < all.size());
    if (m_file && m_trouble.empty())
        tidyUp();
    tellState();
    if (m_isLast)
        m_file.reset(); // on the thread that opened it
}

void HistoryWriter::gather(std::span<const StreamItem> items)
{
    for (const StreamItem &item : items) {
        if (const auto *observation = std::get_if<Observation>(&item)) {
            std::visit(GatherRows{*this, *observation}, observation->payload);
        } else if (const auto *beat = std::get_if<Beat>(&item)) {
            closeMinutes(*beat);
        } else if (const auto *health = std::get_if<std::shared_ptr<const VenueHealth>>(&item)) {
            m_reach.take(**health);
        } else if (const auto *reference = std::get_if<ReferencePtr>(&item)) {
            takeReference(*reference);
        }
    }
}

void HistoryWriter::closeMinutes(const Beat &beat)
{
    m_marketMs = beat.marketMs;
    m_reach.take(beat);
    for (StoredMinute &minute : m_book.close(beat.marketMs)) {
        for (const HistoryReach &reach : m_reach.close(m_names.key(minute.instrument).venue, minute))
            m_batch.reaches.push_back({minute.instrument, reach});
        m_batch.minutes.push_back(std::move(minute));
    }
}

void HistoryWriter::takeReference(const ReferencePtr &reference)
{
    const ReferencePtr before = std::exchange(m_references[reference->venue.id], reference);
    for (const Instrument &instrument : reference->instruments) {
        const Instrument *&known = m_instruments[instrument.id.value];
        if (known && m_stored.contains(instrument.id) && !(*known == instrument))
            m_stored.erase(instrument.id); // entered anew with its next row
        known = &instrument;
    }
    if (!before)
        return;
    for (const Instrument &instrument : before->instruments) {
        const auto found = m_instruments.find(instrument.id.value);
        if (found != m_instruments.end() && found->second == &instrument)
            m_instruments.erase(found); // left the catalogue
    }
}

bool HistoryWriter::ensureOpen()
{
    if (m_file)
        return true;
    if (!m_refusal.empty() || m_clock.transportMs() < m_retryMs)
        return false;
    HistoryOpening opening = HistoryFile::open(m_setup.path, m_setup.market, m_clock.transportMs());
    m_file = std::move(opening.file);
    if (!opening.setAside.empty() && m_links.setAside)
        m_links.setAside(opening.setAside);
    if (m_file)
        return true;
    if (opening.newerSchema > 0) {
        m_refusal = opening.refusal;
        if (m_links.refused)
            m_links.refused(opening.newerSchema);
        return false;
    }
    m_retryMs = m_clock.transportMs() + RetryMs;
    tellTrouble(opening.refusal);
    return false;
}

bool HistoryWriter::storeAll()
{
    if (m_refusal.empty() && ensureOpen() && store())
        return true;
    if (m_file && m_file->isDamaged()) { // found out while writing
        m_file.reset();
        const std::string name = HistoryFile::setAside(m_setup.path, m_clock.transportMs());
        if (m_links.setAside)
            m_links.setAside(name);
        m_stored.clear();
        m_lastFunding.clear();
        m_book.changeAll();
        if (ensureOpen() && store())
            return true;
    }
    failed();
    return false;
}

/// One transaction with all that waits.
bool HistoryWriter::store()
{
    std::vector<EventFate> fates;
    const auto lastFunding = m_lastFunding;
    const bool isDone =
        m_file->begin(!m_events.empty()) && storeEvents(fates) && storeRows() && storeOpenMinutes() && m_file->commit();
    if (!isDone) {
        m_file->rollback();
        m_stored.clear();
        m_lastFunding = lastFunding;
        m_book.changeAll();
        m_openMinutesMs = 0;
        return false;
    }
    m_batch = {};
    acknowledge(fates);
    m_events.clear();
    tellTrouble({});
    return true;
}

bool HistoryWriter::storeEvents(std::vector<EventFate> &fates)
{
    for (const WaitingEvent &waiting : m_events) {
        bool isNew = false;
        if (!m_file->put(waiting.event, isNew))
            return false;
        fates.push_back(isNew ? EventFate::Stored : EventFate::Known);
    }
    return true;
}

std::optional<std::int64_t> HistoryWriter::numberOf(InstrumentId id)
{
    Instrument unlisted; // never named by a catalogue: kept under its name alone
    const auto found = m_instruments.find(id.value);
    if (found == m_instruments.end()) {
        const InstrumentKey &key = m_names.key(id);
        unlisted.id = id;
        unlisted.venue = key.venue;
        unlisted.symbol = key.symbol;
    }
    const Instrument &instrument = found != m_instruments.end() ? *found->second : unlisted;
    if (m_stored.insert(id).second && found != m_instruments.end() && !m_file->refresh(instrument))
        return std::nullopt;
    return m_file->numberOf(instrument);
}

template <class Row> bool HistoryWriter::storeEach(const std::vector<Row> &rows)
{
    return std::all_of(rows.begin(), rows.end(), [this](const Row &row) {
        const auto number = numberOf(row.instrument);
        if constexpr (std::is_same_v<Row, VenueBar> || std::is_same_v<Row, DatedInterest>)
            return number && m_file->put(*number, row);
        else
            return number && m_file->put(*number, row.value);
    });
}

bool HistoryWriter::storeMinute(const StoredMinute &minute)
{
    const auto number = numberOf(minute.instrument);
    if (!number)
        return false;
    const bool isChange = minute.funding
        && (!m_lastFunding.contains(minute.instrument) || !(m_lastFunding[minute.instrument] == *minute.funding));
    if (!m_file->closeMinute(*number, minute, isChange))
        return false;
    if (isChange)
        m_lastFunding[minute.instrument] = *minute.funding;
    return true;
}

bool HistoryWriter::storeRows()
{
    // History comes newest first, and descending keys leave SQLite's pages half empty.
    std::sort(m_batch.bars.begin(), m_batch.bars.end(), [](const VenueBar &a, const VenueBar &b) {
        return std::tie(a.instrument, a.lengthMs, a.openMs) < std::tie(b.instrument, b.lengthMs, b.openMs);
    });
    std::sort(m_batch.interests.begin(), m_batch.interests.end(), [](const DatedInterest &a, const DatedInterest &b) {
        return std::tie(a.instrument, a.timeMs) < std::tie(b.instrument, b.timeMs);
    });
    return storeEach(m_batch.settlements) && storeEach(m_batch.liquidations) && storeEach(m_batch.interests)
        && storeEach(m_batch.bars)
        && std::all_of(m_batch.words.begin(), m_batch.words.end(),
            [this](const auto &word) { return m_file->remember(word.first, word.second); })
        && std::all_of(
            m_batch.ledger.begin(), m_batch.ledger.end(), [this](const LedgerLine &line) { return m_file->put(line); })
        && std::all_of(m_batch.moments.begin(), m_batch.moments.end(),
            [this](const StoredMoment &moment) { return m_file->put(moment); })
        && std::all_of(m_batch.minutes.begin(), m_batch.minutes.end(),
            [this](const StoredMinute &minute) { return storeMinute(minute); })
        && storeEach(m_batch.reaches); // last: they say that the rows are there
}

/// Once a second: they are most of what is written, and each time anew.
bool HistoryWriter::storeOpenMinutes()
{
    const TimeMs now = m_clock.transportMs();
    if (!m_isLast && now - m_openMinutesMs < OpenMinutesMs)
        return true;
    m_openMinutesMs = now;
    const std::vector<StoredMinute> changed = m_book.changed();
    return std::all_of(changed.begin(), changed.end(), [this](const StoredMinute &minute) {
        const auto number = numberOf(minute.instrument);
        return number && m_file->putOpenMinute(*number, minute);
    });
}

void HistoryWriter::acknowledge(const std::vector<EventFate> &fates)
{
    for (std::size_t i = 0; i < fates.size(); ++i) {
        if (!m_events[i].isAcknowledged && m_links.acknowledge)
            m_links.acknowledge(m_events[i].ticket, fates[i], {});
    }
}

void HistoryWriter::giveUpEvents(const std::string &reason)
{
    for (WaitingEvent &waiting : m_events) {
        if (!std::exchange(waiting.isAcknowledged, true) && m_links.acknowledge)
            m_links.acknowledge(waiting.ticket, EventFate::NotStored, reason);
    }
}

void HistoryWriter::failed()
{
    if (!m_refusal.empty()) { // nothing will ever be stored
        giveUpEvents(m_refusal);
        m_events.clear();
        m_batch = {};
        m_book.changed();
        return;
    }
    if (m_file)
        tellTrouble(m_file->error());
    giveUpEvents(m_trouble);
    dropOldest();
}

/// What waits for a disk that takes nothing must not fill the memory.
void HistoryWriter::dropOldest()
{
    const auto halve = [this](auto &rows) {
        const auto gone = static_cast<std::ptrdiff_t>(rows.size() / 2);
        rows.erase(rows.begin(), rows.begin() + gone);
        m_lostRows += static_cast<std::uint64_t>(gone);
    };
    if (m_batch.size() <= m_setup.mostKept)
        return;
    m_batch.reaches.clear(); // nothing is known whole any more
    m_batch.moments.clear();
    halve(m_batch.bars);
    halve(m_batch.interests);
    halve(m_batch.minutes);
    if (m_batch.size() > m_setup.mostKept) {
        halve(m_batch.liquidations);
        halve(m_batch.settlements);
        halve(m_batch.ledger);
    }
}

void HistoryWriter::tellTrouble(const std::string &reason)
{
    const std::string before = std::exchange(m_trouble, reason);
    if (before.empty() != reason.empty() && m_links.tell)
        m_links.tell({m_setup.path, reason, m_lostRows});
}

void HistoryWriter::tidyUp()
{
    const TimeMs now = m_clock.transportMs();
    HistoryLimits limits;
    {
        const std::lock_guard lock(m_mutex);
        limits = m_limits;
        if (m_marketMs == 0 || (!m_hasMoreToForget && now - m_tidiedMs < TidyMs))
            return;
    }
    m_tidiedMs = now;
    bool hasMore = false;
    if (!m_file->forget(limits, m_marketMs, hasMore) && !m_file->isDamaged())
        tellTrouble(m_file->error());
    const std::lock_guard lock(m_mutex);
    m_hasMoreToForget = hasMore;
}

void HistoryWriter::tellState()
{
    const TimeMs now = m_clock.transportMs();
    if (!m_links.state || (m_toldMs != 0 && now - m_toldMs < TellMs))
        return;
    m_toldMs = now;
    HistoryState state;
    state.path = m_setup.path;
    state.isOpen = m_file != nullptr;
    state.bytes = m_file ? m_file->bytes() : 0;
    state.oldestMs = m_file && m_trouble.empty() ? m_file->oldestMs() : m_state.oldestMs;
    state.lostRows = m_lostRows;
    if (state == m_state && m_state.isOpen)
        return;
    m_state = state;
    m_links.state(state);
}

} // namespace isobar
