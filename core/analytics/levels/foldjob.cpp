#include "core/analytics/levels/foldjob.h"

#include <utility>

namespace isobar {

void FoldRun::take(const std::vector<LevelBar> &bars)
{
    for (const LevelBar &bar : bars) {
        fold.take(bar);
        if (fold.isHourEnd() && fold.price() > 0)
            statistics.addHour(fold.endMs(), fold.profile(), fold.openInterestCoins() * fold.price());
    }
}

FoldRunner foldAtOnce()
{
    return [](const std::function<FoldRun()> &job) {
        std::promise<FoldRun> done;
        done.set_value(job());
        return done.get_future();
    };
}

} // namespace isobar
