#pragma once
#include "core/state/liquidationlog.h"

#include <array>
#include <vector>

namespace isobar {

/// Observed liquidations of one asset by minutes of market time: sliding totals of 1 h, 4 h and 24 h, and the minutes
/// of the last 30 d. USD by side: always a lower bound.
class LiquidationWindow {
public:
    void add(TimeMs timeMs, PositionSide side, double usd);
    void advance(TimeMs marketMs);
    /// Whether any was printed at or after that market time (to the minute).
    bool isSeenSince(TimeMs marketMs) const;

    const LiquidationSums &hour() const { return m_sums[0]; }
    const LiquidationSums &fourHours() const { return m_sums[1]; }
    const LiquidationSums &day() const { return m_sums[2]; }
    /// What died in the minute that starts at `minuteMs`, of the last 30 d.
    LiquidationSums minute(TimeMs minuteMs) const;
    /// 30 d by UTC days, ascending; all but the newest are shared with what was given out before.
    std::vector<LiquidationDay> minuteSums() const;
    /// Grows with every change of `minuteSums`.
    std::uint64_t version() const { return m_version; }

private:
    using Minutes = std::vector<LiquidationMinute>;
    static constexpr std::array Spans{HourMs, 4 * HourMs, DayMs};
    static void add(Minutes &minutes, TimeMs timeMs, PositionSide side, double usd);
    void closeDay();
    void sumAnew();

    // Minute cells keep the memory bounded in a crash and the sums free of drift: these are formed anew when a cell
    // leaves.
    std::vector<LiquidationDay> m_closed; // whole UTC days before that of m_open; none is empty
    Minutes m_open; // the newest UTC day that had a liquidation
    std::array<LiquidationSums, Spans.size()> m_sums;
    TimeMs m_marketMinuteMs = 0; // the first minute that begins at or after the market time of the sums
    std::uint64_t m_version = 0;
};

} // namespace isobar
