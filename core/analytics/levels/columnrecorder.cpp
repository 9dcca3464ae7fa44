#include "core/analytics/levels/columnrecorder.h"

#include <algorithm>
#include <tuple>

namespace isobar {

ColumnRecorder::ColumnRecorder(std::size_t layers) : m_left(layers, 1.0F) { }

void ColumnRecorder::begin(const std::array<SideExposure, 2> &sides, std::span<const double> scales)
{
    m_group = {};
    m_group.decay.assign(m_left.size() * ChunkColumns, 1.0F);
    std::fill(m_left.begin(), m_left.end(), 1.0F);
    for (std::size_t s = 0; s < sides.size(); ++s) {
        m_group.sides[s].start = sides[s].start(scales);
        m_pending[s].clear();
        m_cleared[s].clear();
    }
}

void ColumnRecorder::clear(PositionSide side, std::span<const int> cells)
{
    if (cells.empty())
        return;
    const auto s = static_cast<std::size_t>(side);
    // The touched cells stand together at the edge of what is there.
    const auto [low, high] = std::minmax_element(cells.begin(), cells.end());
    std::erase_if(m_pending[s], [&](const Pending &each) { return each.cell >= *low && each.cell <= *high; });
    m_cleared[s].insert(m_cleared[s].end(), cells.begin(), cells.end());
}

void ColumnRecorder::add(PositionSide side, std::size_t layer, int cell, double usd)
{
    m_pending[static_cast<std::size_t>(side)].push_back(
        {cell, static_cast<std::uint8_t>(layer), static_cast<float>(usd / m_left[layer])});
}

void ColumnRecorder::closeColumn(int column, const std::array<SideExposure, 2> &sides)
{
    const auto at = static_cast<std::uint8_t>(column);
    for (std::size_t s = 0; s < sides.size(); ++s) {
        LevelSide &side = m_group.sides[s];
        side.shift.resize(static_cast<std::size_t>(column) + 1, static_cast<std::int16_t>(sides[s].shift()));
        std::vector<int> &cleared = m_cleared[s];
        std::sort(cleared.begin(), cleared.end());
        cleared.erase(std::unique(cleared.begin(), cleared.end()), cleared.end());
        for (const int cell : cleared)
            side.events.push_back({cell, at, LevelEvent::Cleared, 0});
        cleared.clear();
        std::vector<Pending> &pending = m_pending[s];
        std::sort(pending.begin(), pending.end(), [](const Pending &a, const Pending &b) {
            return std::tie(a.layer, a.cell) < std::tie(b.layer, b.cell);
        });
        for (std::size_t i = 0; i < pending.size();) {
            LevelEvent event{pending[i].cell, at, pending[i].layer, 0};
            for (; i < pending.size() && pending[i].cell == event.cell && pending[i].layer == event.layer; ++i)
                event.usd += pending[i].usd;
            event.usd *= m_left[event.layer];
            side.events.push_back(event);
        }
        pending.clear();
    }
    for (std::size_t layer = 0; layer < m_left.size(); ++layer) {
        m_group.decay[layer * ChunkColumns + static_cast<std::size_t>(column)] = m_left[layer];
        m_left[layer] = 1.0F;
    }
}

} // namespace isobar
