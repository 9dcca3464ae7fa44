#include "core/analytics/levels/columnrecorder.h"

#include <algorithm>

namespace isobar {

ColumnRecorder::ColumnRecorder(std::size_t layers) : m_left(layers, 1.0F)
{
    for (Side &side : m_sides)
        side.added.resize(layers);
}

void ColumnRecorder::begin(const std::array<SideExposure, 2> &sides, std::span<const double> scales)
{
    m_group = {};
    m_group.decay.assign(m_left.size() * ChunkColumns, 1.0F);
    std::fill(m_left.begin(), m_left.end(), 1.0F);
    for (std::size_t s = 0; s < sides.size(); ++s) {
        m_group.sides[s].start = sides[s].start(scales);
        m_group.sides[s].events.reserve(m_sides[s].eventsBefore);
        m_sides[s].before = sides[s].used();
        m_sides[s].cleared = {};
        for (Added &added : m_sides[s].added)
            added.usd.clear();
    }
}

LevelGroup ColumnRecorder::takeGroup()
{
    for (std::size_t s = 0; s < m_sides.size(); ++s)
        m_sides[s].eventsBefore = m_group.sides[s].events.size();
    return std::exchange(m_group, {});
}

void ColumnRecorder::decay(std::size_t layer, float left)
{
    m_left[layer] *= left;
    for (Side &side : m_sides) {
        for (float &usd : side.added[layer].usd)
            usd *= left;
    }
}

void ColumnRecorder::clear(PositionSide side, CellRange storedCells)
{
    Side &of = m_sides[static_cast<std::size_t>(side)];
    for (Added &added : of.added) {
        const int from = std::max(storedCells.first, added.first), to = std::min(storedCells.end, added.end());
        if (from < to)
            std::fill_n(added.usd.data() + (from - added.first), to - from, 0.0F);
    }
    // Touches take all on one side of a price, so that nothing that stood before lies between two of them.
    const bool isFirst = of.cleared.width() <= 0;
    of.cleared.first = isFirst ? storedCells.first : std::min(of.cleared.first, storedCells.first);
    of.cleared.end = isFirst ? storedCells.end : std::max(of.cleared.end, storedCells.end);
}

void ColumnRecorder::Added::reach(int from, int to)
{
    if (usd.empty())
        first = from;
    if (from < first) {
        usd.insert(usd.begin(), static_cast<std::size_t>(first - from), 0.0F);
        first = from;
    }
    if (to > end())
        usd.resize(static_cast<std::size_t>(to - first), 0.0F);
}

void ColumnRecorder::add(PositionSide side, std::size_t layer, int first, std::span<const float> usd)
{
    Added &added = m_sides[static_cast<std::size_t>(side)].added[layer];
    added.reach(first, first + static_cast<int>(usd.size()));
    float *to = added.usd.data() + (first - added.first);
    for (std::size_t i = 0; i < usd.size(); ++i)
        to[i] += usd[i];
}

void ColumnRecorder::closeColumn(int column, const std::array<SideExposure, 2> &sides)
{
    for (std::size_t s = 0; s < sides.size(); ++s) {
        LevelSide &side = m_group.sides[s];
        side.shift.resize(static_cast<std::size_t>(column) + 1, static_cast<std::int16_t>(sides[s].shift()));
        closeSide(static_cast<std::uint8_t>(column), m_sides[s], side.events);
        m_sides[s].before = sides[s].used();
    }
    for (std::size_t layer = 0; layer < m_left.size(); ++layer) {
        m_group.decay[layer * ChunkColumns + static_cast<std::size_t>(column)] = m_left[layer];
        m_left[layer] = 1.0F;
    }
}

void ColumnRecorder::closeSide(std::uint8_t column, Side &side, std::vector<LevelEvent> &events)
{
    const int from = std::max(side.before.first, side.cleared.first), to = std::min(side.before.end, side.cleared.end);
    for (int cell = from; cell < to; ++cell)
        events.push_back({cell, column, LevelEvent::Cleared, 0});
    side.cleared = {};
    for (std::size_t layer = 0; layer < side.added.size(); ++layer) {
        Added &added = side.added[layer];
        m_events.resize(std::max(m_events.size(), added.usd.size()));
        std::size_t count = 0;
        for (std::size_t i = 0; i < added.usd.size(); ++i) {
            m_events[count] = {
                added.first + static_cast<int>(i), column, static_cast<std::uint8_t>(layer), added.usd[i]};
            count += added.usd[i] > 0;
        }
        events.insert(events.end(), m_events.data(), m_events.data() + count);
        added.usd.clear();
    }
}

} // namespace isobar
