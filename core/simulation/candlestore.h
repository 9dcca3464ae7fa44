#pragma once
#include <deque>
#include <vector>

#include "core/simulation/marketdata.h"

namespace isobar::simulation {

/// Bars of one contract: 5-minute bars for 31 days, minutes for the last day.
class CandleStore {
public:
    explicit CandleStore(double tick) : m_tick(tick) { }

    /// Adds trading (a print, or the bar of a step) that happened at piece.openMs, not before what was added already.
    /// Without `withMinutes` only the 5-minute bar is kept.
    void merge(const Candle &piece, bool withMinutes);
    /// Opens the bars of this moment, and closes older ones, even when nothing was traded.
    void advance(TimeMs timeMs, double lastPrice, bool withMinutes);

    /// As Market::candles().
    std::vector<Candle> bars(TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const;
    /// Open (of the first), high, low, close and sums of the last 24 h up to the running bar.
    Candle lastDay() const;

private:
    void appendMinutesOf(const Candle &bar, std::vector<Candle> &minutes) const;
    std::vector<Candle> minutes(TimeMs fromMs, TimeMs toMs) const;

    double m_tick;
    std::deque<Candle> m_minutes, m_fives; ///< the last of each is running
};

} // namespace isobar::simulation
