#pragma once
#include "core/simulation/market.h"
#include "core/simulation/servers/timetable.h"

#include <optional>
#include <string_view>
#include <vector>

namespace isobar::simulation {

/// How long the bars of a series are and on what their edges lie.
struct BarSize {
    TimeMs stepMs = MinuteMs;
    TimeMs originMs = 0; ///< any edge: weeks from Monday and days of another time zone are no multiples of their length

    TimeMs openOf(TimeMs timeMs) const { return floorTo(timeMs - originMs, stepMs) + originMs; }
};

/// A candle interval in the words of Binance and Hyperliquid ("1m", "3m", ... "1d", "3d", "1w"); absent: unknown.
/// Months have no fixed length and are left out.
std::optional<BarSize> barSize(std::string_view word);

/// Bars of any such size (the market itself builds no 3 minutes and no weeks), opened within the span's
/// [fromMs, toMs], oldest first, at most `span.limit`: the oldest when `oldest`, else the newest.
std::vector<Candle> candleSeries(
    const Market &market, int contract, const BarSize &size, const Span &span, bool oldest);

} // namespace isobar::simulation
