#pragma once
#include "core/backtest/historyflow.h"

#include <array>
#include <span>
#include <vector>

namespace isobar {

/// The bars of a file hour by hour, with what was liquidated in each.
class HourlyHistory {
public:
    explicit HourlyHistory(const HistoryFile &file);

    std::size_t size() const { return m_first.size() - 1; }
    std::span<const LevelBar> bars(std::size_t hour) const
    {
        return std::span(m_flow.bars).subspan(m_first[hour], m_first[hour + 1] - m_first[hour]);
    }
    TimeMs openMs(std::size_t hour) const { return bars(hour).front().openMs; }
    /// By side of the position; NaN: not known.
    const std::array<double, 2> &liquidatedUsd(std::size_t hour) const { return m_liquidated[hour]; }

private:
    HistoryFlow m_flow;
    std::vector<std::size_t> m_first; // bar of each hour, and one behind the last
    std::vector<std::array<double, 2>> m_liquidated;
};

} // namespace isobar
