#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <cstdint>
#include <deque>

namespace isobar {

/// Observed liquidations of one asset over a sliding hour of market time, USD by side: always a lower bound.
class LiquidationWindow {
public:
    void add(const Liquidation &liquidation);
    void advance(TimeMs marketMs);
    /// Whether any was printed at or after that market time (to the minute).
    bool isSeenSince(TimeMs marketMs) const
    {
        return !m_cells.empty() && m_cells.back().minuteMs + MinuteMs > marketMs;
    }
    double longUsd() const { return m_longUsd; }
    double shortUsd() const { return m_shortUsd; }

private:
    // Minute cells keep the memory bounded in a crash and the sum free of drift: it is formed anew when a cell leaves.
    struct Cell {
        TimeMs minuteMs = 0;
        double longUsd = 0, shortUsd = 0;
    };
    std::deque<Cell> m_cells;
    double m_longUsd = 0, m_shortUsd = 0;
};

} // namespace isobar
