#include "core/trackrecord/backfill.h"

#include "core/analytics/levels/clusterfinder.h"
#include "core/analytics/levels/clustertracker.h"
#include "core/analytics/levels/foldjob.h"
#include "core/levelgrid/assetchains.h"
#include "core/trackrecord/recordkeeper.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs WarmUpMs = 48 * HourMs; // of the map

} // namespace

std::vector<RecordLine> backfillLines(const BackfillJob &job)
{
    std::vector<RecordLine> lines;
    if (job.bars.empty())
        return lines;
    AssetFold fold(job.model, std::make_shared<SerialCounter>(0));
    LevelStatistics statistics(job.model.lattice);
    ClusterTracker tracker(job.asset);
    RecordKeeper keeper;
    std::vector<Cluster> clusters;
    std::span<const LevelBar> bars = job.bars;
    const TimeMs endMs = bars.back().endMs(), warmMs = bars.front().openMs + WarmUpMs;
    while (!bars.empty()) { // hour by hour
        const TimeMs hourEndMs = floorTo(bars.front().openMs, HourMs) + HourMs;
        const auto end =
            std::find_if(bars.begin(), bars.end(), [&](const LevelBar &bar) { return bar.openMs >= hourEndMs; });
        const auto hour = bars.first(static_cast<std::size_t>(end - bars.begin()));
        bars = bars.subspan(hour.size());
        fold.take(hour, endMs);
        if (!fold.isHourEnd() || fold.price() <= 0)
            continue;
        const double openInterestUsd = fold.openInterestCoins() * fold.price();
        statistics.addHour(fold.endMs(), fold.profile(), openInterestUsd);
        if (fold.endMs() < warmMs)
            continue;
        // Clusters are looked for where forecasts are written: between, they only age.
        if (fold.endMs() % ForecastEveryMs == 0) {
            clusters = findClusters({fold, statistics, job.reportedScale, job.coverage, openInterestUsd});
            tracker.identify(clusters, fold.endMs());
        }
        ChainMarket market;
        market.volatility = fold.volatility();
        market.volumeDayUsd = job.volumeDayUsd;
        const AssetChains chains = chainsOf(clusters, market, fold.price(), {});
        RecordFacts facts;
        facts.asset = job.asset;
        facts.writtenMs = job.writtenMs;
        facts.isBackfill = true;
        facts.bars = hour;
        facts.closed = fold.volatility();
        facts.minuteMs = fold.endMs();
        facts.clusters = clusters;
        facts.price = fold.price();
        facts.chains = &chains;
        RecordModel model;
        model.load.kernel = *job.model.kernel;
        model.scale = job.reportedScale;
        auto some = keeper.step(facts, model);
        std::move(some.begin(), some.end(), std::back_inserter(lines));
    }
    return lines;
}

} // namespace isobar
