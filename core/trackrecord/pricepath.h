#pragma once
#include "core/analytics/levels/levelflow.h"

#include <deque>
#include <optional>
#include <span>

namespace isobar {

/// Where the price was, bar by bar, over the last days: what forecasts are held against. Bars that are closed only.
class PricePath {
public:
    static constexpr TimeMs KeptMs = 50 * HourMs;

    /// In order of time; bars that end before the last one are passed over.
    void add(const LevelBar &bar);
    TimeMs endMs() const { return m_endMs; } ///< of the last bar; 0: none

    struct Extremes {
        double low = 0, high = 0; ///< 0: no price is known
        double knownShare = 0; ///< of the time asked for
    };
    /// Over the bars that lie in [fromMs, toMs).
    Extremes between(TimeMs fromMs, TimeMs toMs) const;
    /// End of the first bar of [fromMs, toMs) that comes as far as the price: down to it for longs, up to it for
    /// shorts.
    std::optional<TimeMs> reachedMs(PositionSide side, double price, TimeMs fromMs, TimeMs toMs) const;
    /// The bars of [fromMs, toMs) whose range meets [low, high], as [begin, end) of each.
    struct Crossing {
        TimeMs fromMs = 0, toMs = 0;
    };
    std::vector<Crossing> crossings(double low, double high, TimeMs fromMs, TimeMs toMs) const;
    /// The last close; 0: none.
    double close() const { return m_bars.empty() ? 0 : m_bars.back().close; }

private:
    struct Piece {
        TimeMs openMs, endMs;
        double low, high, close;
    };
    template <class Take> void each(TimeMs fromMs, TimeMs toMs, Take take) const;

    std::deque<Piece> m_bars; // those with a price
    TimeMs m_endMs = 0;
};

/// So much of a window must be known for its outcome to count.
inline constexpr double WholeShare = 0.95;

} // namespace isobar
