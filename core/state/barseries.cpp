#include "core/state/barseries.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr float Absent = std::numeric_limits<float>::quiet_NaN();
constexpr double WholeBar = 0.01; // trades within that part of the venue's volume were all of the bar

bool isPrice(double price) { return std::isfinite(price) && price > 0; }

} // namespace

BarSeries::BarSeries(TimeMs stepMs, TimeMs keepMs) : m_stepMs(stepMs), m_keepMs(keepMs) { }

std::int64_t BarSeries::presentFrom(std::int64_t slot) const
{
    slot = std::max(slot, m_firstChunk * ChunkSlots);
    while (slot < m_endSlot) {
        const auto &chunk = m_chunks[static_cast<std::size_t>(slot / ChunkSlots - m_firstChunk)];
        if (!chunk) {
            slot = (slot / ChunkSlots + 1) * ChunkSlots;
            continue;
        }
        if (chunk->flags[static_cast<std::size_t>(slot % ChunkSlots)] & Present)
            return slot;
        ++slot;
    }
    return m_endSlot;
}

bool BarSeries::isPresent(std::int64_t slot) const { return slot < m_endSlot && presentFrom(slot) == slot; }

Bar BarSeries::barAt(std::int64_t slot) const
{
    const Chunk &chunk = *m_chunks[static_cast<std::size_t>(slot / ChunkSlots - m_firstChunk)];
    const Record &record = chunk.records[static_cast<std::size_t>(slot % ChunkSlots)];
    Bar bar{slot * m_stepMs, record.open, record.high, record.low, record.close, record.volume, std::nullopt};
    if (!std::isnan(record.takerBuy))
        bar.takerBuyCoins = record.takerBuy;
    return bar;
}

BarSeries::View BarSeries::from(TimeMs timeMs) const
{
    const std::int64_t slot = floorTo(timeMs + m_stepMs - 1, m_stepMs) / m_stepMs;
    return {{this, presentFrom(std::max(slot, oldestSlot()))}, {this, m_endSlot}};
}

std::optional<Bar> BarSeries::at(TimeMs openMs) const
{
    const std::int64_t slot = openMs / m_stepMs;
    if (openMs < 0 || openMs % m_stepMs != 0 || slot < oldestSlot() || !isPresent(slot))
        return std::nullopt;
    return barAt(slot);
}

std::optional<Bar> BarSeries::oldest() const
{
    const std::int64_t slot = presentFrom(oldestSlot());
    return slot == m_endSlot ? std::nullopt : std::optional(barAt(slot));
}

std::optional<Bar> BarSeries::newest() const
{
    return m_chunks.empty() ? std::nullopt : std::optional(barAt(m_endSlot - 1)); // the end is one after a bar
}

std::size_t BarSeries::size() const
{
    const View all = bars();
    return static_cast<std::size_t>(std::distance(all.begin(), all.end()));
}

std::optional<BarSeries::Place> BarSeries::placeFor(std::int64_t slot)
{
    const std::int64_t chunk = slot / ChunkSlots;
    if (!m_chunks.empty() && slot < oldestSlot())
        return std::nullopt;
    if (m_chunks.empty() || slot - m_keepMs / m_stepMs > m_endSlot) {
        m_chunks.clear(); // all of it is too old by now
        m_firstChunk = chunk;
        m_endSlot = 0;
    } else if (chunk < m_firstChunk) {
        std::vector<std::unique_ptr<Chunk>> longer(static_cast<std::size_t>(m_firstChunk - chunk));
        std::move(m_chunks.begin(), m_chunks.end(), std::back_inserter(longer));
        m_chunks = std::move(longer);
        m_firstChunk = chunk;
    }
    const auto index = static_cast<std::size_t>(chunk - m_firstChunk);
    if (m_chunks.size() <= index)
        m_chunks.resize(index + 1);
    if (!m_chunks[index])
        m_chunks[index] = std::make_unique<Chunk>();
    const Place place{&m_chunks[index]->records[static_cast<std::size_t>(slot % ChunkSlots)],
        &m_chunks[index]->flags[static_cast<std::size_t>(slot % ChunkSlots)]};
    if (slot >= m_endSlot) {
        m_endSlot = slot + 1;
        const std::int64_t gone = std::max<std::int64_t>(oldestSlot(), 0) / ChunkSlots - m_firstChunk;
        if (gone > 0) {
            m_chunks.erase(m_chunks.begin(), m_chunks.begin() + gone);
            m_firstChunk += gone;
        }
    }
    return place;
}

void BarSeries::putHistory(const Bar &bar, bool isClosed)
{
    if (bar.openMs < 0 || bar.openMs % m_stepMs != 0 || !isPrice(bar.open) || !isPrice(bar.high) || !isPrice(bar.low)
        || !isPrice(bar.close) || !(bar.volumeCoins >= 0) || !std::isfinite(bar.volumeCoins))
        return;
    const auto place = placeFor(bar.openMs / m_stepMs);
    if (!place)
        return;
    const bool isNew = !(*place->flags & Present);
    if (!isClosed && (*place->flags & Closed))
        return; // an old answer
    const Record before = isNew ? Record{} : *place->record;
    const std::uint8_t flagsBefore = *place->flags;
    Record &record = *place->record;
    const auto volume = static_cast<float>(bar.volumeCoins);
    const bool hasTrades = *place->flags & Traded;
    const bool isWhole = hasTrades && !std::isnan(before.takerBuy)
        && std::abs(before.volume - volume) <= static_cast<float>(WholeBar) * volume;

    record.open = static_cast<float>(bar.open);
    record.high = static_cast<float>(isNew ? bar.high : std::max<double>(before.high, bar.high));
    record.low = static_cast<float>(isNew ? bar.low : std::min<double>(before.low, bar.low));
    record.close = isClosed || !hasTrades ? static_cast<float>(bar.close) : before.close;
    record.takerBuy = bar.takerBuyCoins ? static_cast<float>(*bar.takerBuyCoins) : isWhole ? before.takerBuy : Absent;
    record.volume = volume;
    if (!isClosed && hasTrades && before.volume >= volume) {
        record.volume = before.volume; // our trades are ahead of the venue's bar
        record.takerBuy = before.takerBuy;
    }
    *place->flags |= Present | OfVenue | (isClosed ? Closed : 0);
    const bool isSame = before.open == record.open && before.high == record.high && before.low == record.low
        && before.close == record.close && before.volume == record.volume
        && (before.takerBuy == record.takerBuy || (std::isnan(before.takerBuy) && std::isnan(record.takerBuy)));
    if (!isSame || flagsBefore != *place->flags)
        ++m_historyVersion;
}

bool BarSeries::isLate(TimeMs timeMs)
{
    if (timeMs < m_newestMs - LateDataMs) {
        ++m_lateDropped;
        return true;
    }
    m_newestMs = std::max(m_newestMs, timeMs);
    return false;
}

void BarSeries::addTraded(TimeMs timeMs, double high, double low, double last, double buyCoins, double sellCoins)
{
    if (timeMs < 0 || !isPrice(high) || !isPrice(low) || !isPrice(last) || isLate(timeMs))
        return;
    const auto place = placeFor(timeMs / m_stepMs);
    if (!place)
        return;
    Record &record = *place->record;
    std::uint8_t &flags = *place->flags;
    if (!(flags & Present))
        record = {static_cast<float>(last), static_cast<float>(high), static_cast<float>(low), static_cast<float>(last),
            0, Absent};
    record.high = std::max(record.high, static_cast<float>(high));
    record.low = std::min(record.low, static_cast<float>(low));
    if (!(flags & Closed)) {
        if (!(flags & (Traded | OfVenue)))
            record.open = static_cast<float>(last); // only the mark was seen so far
        if (timeMs >= m_lastTradedMs || !(flags & Traded))
            record.close = static_cast<float>(last);
        if (!(flags & (Traded | OfVenue)))
            record.takerBuy = 0;
        record.volume += static_cast<float>(buyCoins + sellCoins);
        record.takerBuy += static_cast<float>(buyCoins); // absent stays absent
    }
    flags |= Present | Traded;
    m_lastTradedMs = std::max(m_lastTradedMs, timeMs);
}

void BarSeries::touchMark(TimeMs timeMs, double price)
{
    if (timeMs < 0 || !isPrice(price) || isLate(timeMs))
        return;
    const auto place = placeFor(timeMs / m_stepMs);
    if (!place)
        return;
    const auto mark = static_cast<float>(price);
    Record &record = *place->record;
    if (!(*place->flags & Present)) {
        record = {mark, mark, mark, mark, 0, Absent};
    } else {
        record.high = std::max(record.high, mark);
        record.low = std::min(record.low, mark);
        if (!(*place->flags & (Traded | OfVenue)))
            record.close = mark;
    }
    *place->flags |= Present;
}

} // namespace isobar
