#include "core/analytics/levels/columnrecorder.h"

#include <algorithm>

namespace isobar {

ColumnRecorder::Places::Slot &ColumnRecorder::Places::slotOf(std::uint64_t key)
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = (key * 0x9E3779B97F4A7C15ULL) >> 40;
    while (m_slots[at & mask].key != Free && m_slots[at & mask].key != key)
        ++at;
    return m_slots[at & mask];
}

std::uint32_t ColumnRecorder::Places::find(int cell, std::size_t layer, std::uint32_t next)
{
    Slot *slot = &slotOf(keyOf(cell, layer));
    if (slot->key == Free) {
        if (2 * m_used.size() >= m_slots.size()) {
            grow();
            slot = &slotOf(keyOf(cell, layer));
        }
        slot->key = keyOf(cell, layer);
        slot->event = None;
        m_used.push_back(static_cast<std::uint32_t>(slot - m_slots.data()));
    }
    const std::uint32_t found = slot->event;
    if (found == None)
        slot->event = next;
    return found;
}

void ColumnRecorder::Places::forget(int cell, std::size_t layer)
{
    Slot &slot = slotOf(keyOf(cell, layer));
    if (slot.key != Free)
        slot.event = None; // the slot stays, so that others behind it are still found
}

void ColumnRecorder::Places::reset()
{
    for (const std::uint32_t at : m_used)
        m_slots[at] = {};
    m_used.clear();
}

void ColumnRecorder::Places::grow()
{
    std::vector<Slot> before(2 * m_slots.size());
    before.swap(m_slots);
    m_used.clear();
    for (const Slot &each : before) {
        if (each.key == Free)
            continue;
        Slot &slot = slotOf(each.key);
        slot = each;
        m_used.push_back(static_cast<std::uint32_t>(&slot - m_slots.data()));
    }
}

ColumnRecorder::ColumnRecorder(std::size_t layers) : m_left(layers, 1.0F) { }

void ColumnRecorder::begin(const std::array<SideExposure, 2> &sides, std::span<const double> scales)
{
    m_group = {};
    m_group.decay.assign(m_left.size() * ChunkColumns, 1.0F);
    std::fill(m_left.begin(), m_left.end(), 1.0F);
    for (std::size_t s = 0; s < sides.size(); ++s) {
        m_group.sides[s].start = sides[s].start(scales);
        m_places[s].reset();
        m_columnBegin[s] = 0;
    }
}

void ColumnRecorder::clear(PositionSide side, std::span<const int> cells)
{
    const auto s = static_cast<std::size_t>(side);
    for (const int cell : cells) {
        // What stands before a clearing is gone at the column's end; what comes after it is a new event behind it.
        for (std::size_t layer = 0; layer < m_left.size(); ++layer)
            m_places[s].forget(cell, layer);
        m_group.sides[s].events.push_back({cell, 0, LevelEvent::Cleared, 0});
    }
}

void ColumnRecorder::add(
    PositionSide side, std::size_t layer, std::span<const SideExposure::Change> added, double scale)
{
    const auto s = static_cast<std::size_t>(side);
    std::vector<LevelEvent> &events = m_group.sides[s].events;
    const auto factor = static_cast<float>(scale / m_left[layer]);
    for (const SideExposure::Change &each : added) {
        const auto next = static_cast<std::uint32_t>(events.size());
        const std::uint32_t at = m_places[s].find(each.cell, layer, next);
        const float usd = each.usd * factor;
        if (at == Places::None)
            events.push_back({each.cell, 0, static_cast<std::uint8_t>(layer), usd});
        else
            events[at].usd += usd;
    }
}

void ColumnRecorder::closeColumn(int column, const std::array<SideExposure, 2> &sides)
{
    for (std::size_t s = 0; s < sides.size(); ++s) {
        LevelSide &side = m_group.sides[s];
        side.shift.resize(static_cast<std::size_t>(column) + 1, static_cast<std::int16_t>(sides[s].shift()));
        for (std::size_t i = m_columnBegin[s]; i < side.events.size(); ++i) {
            LevelEvent &event = side.events[i];
            event.column = static_cast<std::uint8_t>(column);
            if (event.layer != LevelEvent::Cleared)
                event.usd *= m_left[event.layer];
        }
        m_columnBegin[s] = side.events.size();
        m_places[s].reset();
    }
    for (std::size_t layer = 0; layer < m_left.size(); ++layer) {
        m_group.decay[layer * ChunkColumns + static_cast<std::size_t>(column)] = m_left[layer];
        m_left[layer] = 1.0F;
    }
}

} // namespace isobar
