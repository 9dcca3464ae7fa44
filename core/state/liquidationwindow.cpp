#include "core/state/liquidationwindow.h"

#include <algorithm>

namespace isobar {

void LiquidationWindow::add(const Liquidation &liquidation)
{
    const TimeMs minute = floorTo(liquidation.timeMs, MinuteMs);
    auto place = std::lower_bound(
        m_cells.begin(), m_cells.end(), minute, [](const Cell &cell, TimeMs time) { return cell.minuteMs < time; });
    if (place == m_cells.end() || place->minuteMs != minute)
        place = m_cells.insert(place, Cell{minute, 0, 0});
    const bool isLong = liquidation.position == PositionSide::Long;
    (isLong ? place->longUsd : place->shortUsd) += liquidation.notionalUsd;
    (isLong ? m_longUsd : m_shortUsd) += liquidation.notionalUsd;
}

void LiquidationWindow::advance(TimeMs marketMs)
{
    if (m_cells.empty() || m_cells.front().minuteMs >= marketMs - HourMs)
        return;
    while (!m_cells.empty() && m_cells.front().minuteMs < marketMs - HourMs)
        m_cells.pop_front();
    m_longUsd = m_shortUsd = 0;
    for (const Cell &cell : m_cells) {
        m_longUsd += cell.longUsd;
        m_shortUsd += cell.shortUsd;
    }
}

} // namespace isobar
