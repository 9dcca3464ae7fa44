#include "widgets/heatmap/candles.h"

#include "widgets/heatmap/coverage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::heatmap {

TimeMs candleLength(double msPerPixel, double leastPixels)
{
    constexpr std::array<TimeMs, 11> Lengths{MinuteMs, 3 * MinuteMs, 5 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs, HourMs,
        2 * HourMs, 4 * HourMs, 6 * HourMs, 12 * HourMs, DayMs};
    const auto found = std::find_if(Lengths.begin(), Lengths.end(),
        [&](TimeMs length) { return static_cast<double>(length) >= msPerPixel * leastPixels; });
    return found == Lengths.end() ? Lengths.back() : *found;
}

std::vector<DrawnCandle> candlesOf(const LevelMap &map, double fromMs, double toMs, TimeMs length)
{
    std::size_t series = LevelMap::MinuteSeries;
    for (std::size_t s = 0; s < map.series.size(); ++s) {
        if (map.series[s].stepMs <= length && !map.series[s].chunks.empty())
            series = s;
    }
    std::vector<DrawnCandle> candles;
    for (const DrawnColumn &drawn : columnsOf(coverage(map.series, series, fromMs, toMs))) {
        const LevelColumn &column = *drawn.column;
        if (!column.hasPrice())
            continue;
        const auto begin = static_cast<double>(floorTo(static_cast<TimeMs>(drawn.fromMs), length));
        const bool isSame =
            !candles.empty() && drawn.fromMs < begin + static_cast<double>(length) && candles.back().fromMs >= begin;
        if (!isSame) {
            candles.push_back({std::max(begin, fromMs), std::max(begin + static_cast<double>(length), drawn.toMs),
                column.open, column.high, column.low, column.close});
            continue;
        }
        DrawnCandle &candle = candles.back();
        candle.high = std::max(candle.high, static_cast<double>(column.high));
        candle.low = std::min(candle.low, static_cast<double>(column.low));
        candle.close = column.close;
    }
    return candles;
}

} // namespace isobar::heatmap
