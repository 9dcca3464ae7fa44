#include "core/feed/streamqueue.h"

#include "core/feed/mergeparts.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

// Kinds of which only the newest counts; the number tells them apart.
struct SlotOf {
    using Slot = std::optional<std::uint64_t>;
    Slot operator()(const Funding &) const { return 0; }
    Slot operator()(const Mark &) const { return 1; }
    Slot operator()(const OpenInterest &value) const { return value.timeMs ? Slot() : Slot(2); }
    Slot operator()(const Volume &) const { return 3; }
    Slot operator()(const Settlement &) const { return std::nullopt; }
    Slot operator()(const Liquidation &) const { return std::nullopt; }
    Slot operator()(const Trade &) const { return std::nullopt; }
    Slot operator()(const Candle &) const { return std::nullopt; }
    Slot operator()(const TradeSecond &) const { return std::nullopt; }
    Slot operator()(const HistoryReach &) const { return std::nullopt; }
};

// A newer value without a member does not take the older one's: it stands for what the venue said last.
void keepParts(Payload &newer, const Payload &older)
{
    if (auto *funding = std::get_if<Funding>(&newer))
        mergeParts(*funding, std::get<Funding>(older));
    else if (auto *mark = std::get_if<Mark>(&newer))
        mergeParts(*mark, std::get<Mark>(older));
    else if (auto *interest = std::get_if<OpenInterest>(&newer))
        mergeParts(*interest, std::get<OpenInterest>(older));
    else if (auto *volume = std::get_if<Volume>(&newer))
        mergeParts(*volume, std::get<Volume>(older));
}

} // namespace

StreamQueue::StreamQueue(std::size_t capacity) : m_capacity(std::max<std::size_t>(1, capacity)) { }

void StreamQueue::setWakeUp(std::function<void()> wakeUp)
{
    std::unique_lock lock(m_mutex);
    m_wakeUp = std::move(wakeUp);
    m_isWoken = false;
    if (!m_entries.empty())
        wake(std::move(lock));
}

void StreamQueue::push(std::vector<Observation> observations)
{
    if (observations.empty())
        return;
    std::unique_lock lock(m_mutex);
    for (Observation &observation : observations)
        take(std::move(observation));
    wake(std::move(lock));
}

void StreamQueue::push(const Beat &beat)
{
    std::unique_lock lock(m_mutex);
    closeSeconds(beat.marketMs);
    append(beat);
    m_newest.clear(); // rules run at a beat: no value may move across it
    m_liquidatedUsd = 0;
    wake(std::move(lock));
}

void StreamQueue::push(ReferencePtr reference)
{
    std::unique_lock lock(m_mutex);
    append(std::move(reference));
    wake(std::move(lock));
}

void StreamQueue::push(std::shared_ptr<const VenueHealth> health)
{
    std::unique_lock lock(m_mutex);
    append(std::move(health));
    wake(std::move(lock));
}

void StreamQueue::push(PastPtr past)
{
    std::unique_lock lock(m_mutex);
    append(std::move(past));
    wake(std::move(lock));
}

void StreamQueue::push(std::shared_ptr<const BulkQuotes> quotes)
{
    std::unique_lock lock(m_mutex);
    append(std::move(quotes));
    wake(std::move(lock));
}

void StreamQueue::push(AccountPositionsPtr account)
{
    std::unique_lock lock(m_mutex);
    append(std::move(account));
    wake(std::move(lock));
}

void StreamQueue::push(CheckpointPtr checkpoint)
{
    std::unique_lock lock(m_mutex);
    append(std::move(checkpoint));
    wake(std::move(lock));
}

void StreamQueue::take(Observation &&observation)
{
    if (const auto *trade = std::get_if<Trade>(&observation.payload)) {
        addTrade(observation, *trade);
        return;
    }
    if (const auto *liquidation = std::get_if<Liquidation>(&observation.payload))
        m_liquidatedUsd = m_liquidatedUsd + liquidation->notionalUsd;
    const auto slot = std::visit(SlotOf(), observation.payload);
    if (!slot) {
        append(std::move(observation));
        return;
    }
    const std::uint64_t key = (std::uint64_t(observation.instrument.value) << 2) | *slot;
    const auto [found, isNew] = m_newest.try_emplace(key, m_entries.size());
    if (!isNew) {
        Entry &older = m_entries[found->second];
        keepParts(observation.payload, std::get<Observation>(older.item).payload);
        older.isReplaced = true;
        ++m_replaced;
        found->second = m_entries.size();
    }
    append(std::move(observation));
    if (m_replaced > 4096 && m_replaced > m_entries.size() / 2)
        forgetReplaced();
}

void StreamQueue::addTrade(const Observation &observation, const Trade &trade)
{
    const TimeMs second = floorTo(trade.timeMs, SecondMs);
    TradeSecond alone{second, 0, 0, trade.price, trade.price, trade.price, 1};
    (trade.aggressor == Aggressor::Buy ? alone.buyBase : alone.sellBase) = trade.baseQuantity;
    const auto [found, isNew] = m_open.try_emplace(observation.instrument);
    OpenSecond &open = found->second;
    if (!isNew && second < open.sum.secondMs) {
        append(Observation{observation.instrument, observation.transportMs, observation.marketMs, alone});
        return;
    }
    if (!isNew && second > open.sum.secondMs)
        append(Observation{observation.instrument, open.transportMs, open.marketMs, open.sum});
    if (isNew || second > open.sum.secondMs) {
        open.sum = alone;
    } else {
        open.sum.buyBase += alone.buyBase;
        open.sum.sellBase += alone.sellBase;
        open.sum.high = std::max(open.sum.high, trade.price);
        open.sum.low = std::min(open.sum.low, trade.price);
        open.sum.last = trade.price;
        ++open.sum.count;
    }
    open.transportMs = observation.transportMs;
    open.marketMs = observation.marketMs;
}

void StreamQueue::closeSeconds(TimeMs marketMs)
{
    for (auto each = m_open.begin(); each != m_open.end();) {
        const OpenSecond &open = each->second;
        if (open.sum.secondMs + SecondMs > marketMs) {
            ++each;
            continue;
        }
        append(Observation{each->first, open.transportMs, open.marketMs, open.sum});
        each = m_open.erase(each);
    }
}

void StreamQueue::append(StreamItem item)
{
    m_entries.push_back({std::move(item)});
    const std::size_t waiting = m_entries.size() - m_replaced;
    m_waiting.store(waiting, std::memory_order_relaxed);
    m_peak = std::max(m_peak, waiting);
}

double StreamQueue::takePeakFill()
{
    const std::unique_lock lock(m_mutex);
    const std::size_t peak = std::exchange(m_peak, m_waiting.load(std::memory_order_relaxed));
    return static_cast<double>(peak) / static_cast<double>(m_capacity);
}

void StreamQueue::forgetReplaced()
{
    std::vector<std::size_t> places(m_entries.size());
    std::vector<Entry> kept;
    kept.reserve(m_entries.size() - m_replaced);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        places[i] = kept.size();
        if (!m_entries[i].isReplaced)
            kept.push_back(std::move(m_entries[i]));
    }
    m_entries = std::move(kept);
    m_replaced = 0;
    for (auto &[key, place] : m_newest)
        place = places[place];
}

void StreamQueue::wake(std::unique_lock<std::mutex> lock)
{
    if (m_isWoken || !m_wakeUp || m_entries.empty())
        return;
    m_isWoken = true;
    const auto call = m_wakeUp;
    lock.unlock();
    call();
}

std::vector<StreamItem> StreamQueue::take()
{
    std::vector<Entry> entries;
    {
        const std::unique_lock lock(m_mutex);
        entries.swap(m_entries);
        m_newest.clear();
        m_replaced = 0;
        m_isWoken = false;
        m_waiting.store(0, std::memory_order_relaxed);
    }
    std::vector<StreamItem> items;
    items.reserve(entries.size());
    for (Entry &entry : entries) {
        if (!entry.isReplaced)
            items.push_back(std::move(entry.item));
    }
    return items;
}

} // namespace isobar
