#include "core/backtest/hourlyhistory.h"

#include <limits>

namespace isobar {

HourlyHistory::HourlyHistory(const HistoryFile &file) : m_flow(historyFlow(file))
{
    constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < m_flow.bars.size(); ++i) {
        if (m_first.empty()
            || floorTo(m_flow.bars[i].openMs, HourMs) != floorTo(m_flow.bars[m_first.back()].openMs, HourMs)) {
            m_first.push_back(i);
            m_liquidated.push_back({0, 0});
        }
        for (std::size_t side = 0; side < 2; ++side) {
            m_liquidated.back()[side] += m_flow.source[i] < 0
                ? Unknown
                : file.bars[static_cast<std::size_t>(m_flow.source[i])].liquidatedUsd[side];
        }
    }
    m_first.push_back(m_flow.bars.size());
}

} // namespace isobar
