#include "core/analytics/levels/foldjob.h"

#include <algorithm>
#include <utility>

namespace isobar {

void FoldRun::take(std::span<const LevelBar> bars)
{
    while (!bars.empty()) { // hour by hour
        const TimeMs hourEndMs = floorTo(bars.front().openMs, HourMs) + HourMs;
        const auto end =
            std::find_if(bars.begin(), bars.end(), [&](const LevelBar &bar) { return bar.openMs >= hourEndMs; });
        const auto count = static_cast<std::size_t>(end - bars.begin());
        fold.take(bars.first(count), bars.back().endMs());
        closeHour();
        bars = bars.subspan(count);
    }
}

Exposure::Crossed FoldRun::take(const LevelBar &bar)
{
    const Exposure::Crossed crossed = fold.take(bar);
    closeHour();
    return crossed;
}

void FoldRun::closeHour()
{
    if (fold.isHourEnd() && fold.price() > 0)
        statistics.addHour(fold.endMs(), fold.profile(), fold.openInterestCoins() * fold.price());
}

} // namespace isobar
