// The liquidation map of 30 d of minutes of one venue: 43 200 bars, six leverages, both sides. Goals of PERFORMANCE.md
// 4 as ratios of medians in one run: against writing every layer, bin and minute (naive), and against memcpy of the
// dense grid of floats that this would give (43 200 x 2 000).
#include "core/analytics/levels/clusterfinder.h"
#include "core/analytics/levels/foldjob.h"
#include "core/analytics/levels/kerneljob.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/levelgrid/levelraster.h"
#include "core/trackrecord/backfill.h"
#include "core/trackrecord/marks.h"
#include "core/trackrecord/recordkeeper.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <malloc.h>
#include <random>
#include <string>
#include <vector>

using namespace isobar;

namespace {

constexpr int Minutes = 43'200, Bins = 2'000;
constexpr std::size_t Groups = 6;
constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;
constexpr TimeMs ColumnMs = 30 * MinuteMs;

struct Row {
    std::string name;
    std::vector<double> ms;
    double median() const
    {
        std::vector<double> sorted = ms;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }
    void print() const
    {
        const auto [low, high] = std::minmax_element(ms.begin(), ms.end());
        std::printf("  %-62s %9.3f ms  (%.3f..%.3f)\n", name.c_str(), median(), *low, *high);
    }
};

/// CPU time of this thread: what others do on the machine does not count.
double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

template <class F> void timed(Row &row, F &&work)
{
    const double start = threadMs();
    work();
    row.ms.push_back(threadMs() - start);
}

LevelKernel sixTiers()
{
    LevelKernel kernel;
    for (const double leverage : {100.0, 50.0, 25.0, 20.0, 10.0, 5.0}) {
        const double distance = distanceOfLeverage(leverage);
        kernel.layers.push_back(
            {distance, std::clamp(24'000 * distance * distance, 3.0, 120.0), FlowSource::Both, 1.0 / 6, 1.0 / 6});
    }
    return kernel;
}

std::vector<LevelBar> walk()
{
    std::mt19937 random(7);
    std::normal_distribution<double> step(0, 0.0006);
    std::vector<LevelBar> bars;
    double price = 68'000;
    for (int i = 0; i < Minutes; ++i) {
        LevelBar bar;
        bar.openMs = Start + i * MinuteMs;
        bar.lengthMs = MinuteMs;
        bar.hasPrice = true;
        bar.open = price;
        price *= std::exp(step(random) - 0.00002 * std::log(price / 68'000));
        bar.close = price;
        bar.high = std::max(bar.open, price) * 1.0002;
        bar.low = std::min(bar.open, price) * 0.9998;
        bar.openInterestCoins = 90'000;
        LevelFlow flow;
        flow.hasPrice = true;
        flow.high = bar.high;
        flow.low = bar.low;
        flow.close = bar.close;
        flow.openedVolumeUsd = {4e5, 4e5};
        flow.settledRate = (i + 1) % 480 == 0 ? 0.0001 : 0;
        bar.flows.push_back(flow);
        bars.push_back(bar);
    }
    return bars;
}

/// Every layer, bin and minute; two grids are too much memory for honest timing, so one is written.
double naive(
    const std::vector<LevelBar> &bars, const Lattice &lattice, const LevelKernel &kernel, std::vector<float> &grid)
{
    const int base = lattice.cellOf(68'000) - Bins / 2;
    const std::size_t layers = kernel.layers.size();
    std::vector<float> state(2 * layers * Bins);
    for (int t = 0; t < Minutes; ++t) {
        const LevelFlow &flow = bars[static_cast<std::size_t>(t)].flows[0];
        const int low = lattice.cellOf(flow.low) - base, high = lattice.cellOf(flow.high) - base;
        float *column = grid.data() + static_cast<std::size_t>(t) * Bins;
        std::memset(column, 0, Bins * sizeof(float));
        for (std::size_t k = 0; k < 2 * layers; ++k) {
            const bool isLong = k < layers;
            const LevelLayer &layer = kernel.layers[k % layers];
            const auto left = static_cast<float>(std::exp2(-1.0 / 60 / layer.halfLifeHours));
            float *cells = state.data() + k * Bins;
            const int at = lattice.cellOf(flow.close * std::exp(isLong ? -layer.distance : layer.distance)) - base;
            for (int bin = 0; bin < Bins; ++bin) {
                cells[bin] *= left;
                if (isLong ? bin >= low : bin <= high)
                    cells[bin] = 0;
                if (bin == at)
                    cells[bin] += static_cast<float>(flow.openedVolumeUsd[0] * layer.weightLong);
                column[bin] += cells[bin];
            }
        }
    }
    return static_cast<double>(grid.back());
}

struct Picture {
    std::vector<LevelChunkPtr> chunks;
    std::vector<LevelTilePtr> tiles;
};

/// Half an hour of bars at a time: what is between them is not asked.
std::vector<LevelChunkPtr> fold(
    const std::vector<LevelBar> &bars, const Lattice &lattice, const std::shared_ptr<const LevelKernel> &kernel)
{
    std::vector<Exposure> exposures;
    exposures.emplace_back(kernel, lattice, ExposureRules{});
    SeriesFold series(ColumnMs, 90 * DayMs, kernel, lattice, 1, std::make_shared<SerialCounter>(0));
    constexpr std::size_t BarsPerColumn = ColumnMs / MinuteMs;
    std::vector<const LevelFlow *> flows(BarsPerColumn);
    for (std::size_t at = 0; at < bars.size(); at += BarsPerColumn) {
        const std::span column = std::span(bars).subspan(at, BarsPerColumn);
        for (std::size_t i = 0; i < BarsPerColumn; ++i)
            flows[i] = &column[i].flows[0];
        series.prepare(column[0], exposures);
        ColumnRecorder *recorder = &series.recorder(0);
        exposures[0].step({column[0].openMs, MinuteMs, flows}, {&recorder, 1});
        series.take(column);
    }
    return series.series(exposures).chunks;
}

std::vector<LevelTilePtr> raster(
    const std::vector<LevelChunkPtr> &chunks, const Lattice &lattice, const LevelFilter &filter)
{
    LevelRaster raster(lattice);
    std::vector<LevelTilePtr> tiles;
    for (const LevelChunkPtr &chunk : chunks)
        tiles.push_back(raster.tile(*chunk, filter));
    return tiles;
}

/// What the engine folds for an asset: 30 d of bars of five minutes, the last six hours by minute; six venue groups.
std::vector<LevelBar> assetBars(const std::vector<LevelBar> &minutes)
{
    std::vector<LevelBar> bars;
    for (std::size_t at = 0; at < minutes.size();) {
        const bool isLate = minutes.size() - at <= 360;
        const std::size_t count = isLate ? 1 : 5;
        LevelBar bar = minutes[at];
        for (std::size_t i = 1; i < count; ++i) {
            const LevelBar &next = minutes[at + i];
            bar.high = std::max(bar.high, next.high);
            bar.low = std::min(bar.low, next.low);
            bar.close = next.close;
            bar.flows[0].settledRate += next.flows[0].settledRate;
        }
        bar.lengthMs = static_cast<TimeMs>(count) * MinuteMs;
        LevelFlow flow = bar.flows[0];
        flow.openedVolumeUsd = {4e5 * static_cast<double>(count), 4e5 * static_cast<double>(count)};
        flow.openedOiUsd = {1e5, 1e5};
        flow.closingFactor = at % 3 == 0 ? 0.999 : 1;
        bar.flows.clear();
        for (std::size_t g = 0; g < Groups; ++g) { // venues differ a little
            flow.high = bar.high * (1 + 0.00003 * static_cast<double>(g));
            flow.low = bar.low * (1 - 0.00003 * static_cast<double>(g));
            flow.close = bar.close;
            flow.oiHigh = flow.high;
            flow.oiLow = flow.low;
            bar.flows.push_back(flow);
        }
        bar.takerUsd = flow.openedVolumeUsd;
        bars.push_back(bar);
        at += count;
    }
    return bars;
}

FoldRun emptyRun(const Lattice &lattice, const LevelKernel &kernel)
{
    LevelModel model;
    model.kernel = std::make_shared<const LevelKernel>(kernel);
    model.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
    model.lattice = lattice;
    model.groups = Groups;
    return {
        AssetFold(model, std::make_shared<SerialCounter>(0)), LevelStatistics(lattice), FlowReader(AssetState(), 0, 0)};
}

/// A night's fit: 30 d of six groups are sampled, and a month before them is remembered. Something dies each minute.
KernelJob nightJob(const std::vector<LevelBar> &asset, const Lattice &lattice)
{
    KernelJob job;
    job.bars = asset;
    for (int i = 0; i < Minutes; ++i)
        job.liquidations.push_back({Start + i * MinuteMs, {1000.0 + i % 977, 900.0 + i % 1009}, 1});
    job.heard = {{Start, Start + 60 * DayMs}};
    job.lattice = lattice;
    job.coverage.assign(Groups, 1.0);
    job.coverageOfAll = 1;
    const KernelRun first = learnKernel(job);
    KernelMemory memory = *first.memory;
    memory.untilMs = Start; // all is new again
    while (memory.samples.size() < 2 * 40 * 24)
        memory.samples.insert(memory.samples.begin(), first.memory->samples.begin(), first.memory->samples.end());
    for (LoadSample &sample : memory.samples)
        sample.openMs -= 20 * DayMs;
    job.memory = std::make_shared<const KernelMemory>(std::move(memory));
    return job;
}

/// What AssetLevels makes each minute: bars that are not closed yet, on a copy, and all that the map holds of it.
std::size_t provisionalMap(const FoldRun &run, const LevelBar &minute)
{
    AssetFold fold = run.fold;
    fold.take(minute);
    const auto clusters = findClusters({fold, run.statistics, 0.15, 0.05, 90'000 * fold.price()});
    return clusters.size() + fold.series()[0].chunks.size() + fold.opensOnlySeries()[0].chunks.size()
        + fold.profile().usd[0].size() + fold.opensOnlyProfile().usd[0].size();
}

/// The ledgers of an asset at the end of 30 d: what they cost minute by minute, and when an hour is over.
class LedgerBench {
public:
    LedgerBench(const std::vector<LevelBar> &asset, const FoldRun &run, const KernelJob &night, const LoadModel &load)
        : m_run(run), m_heard(Start, LiquidationLog{{}, {}, night.liquidations, 0})
    {
        const std::size_t before = mallinfo2().uordblks;
        LoadSamplers samplers(std::make_shared<const LevelKernel>(load.kernel), night.lattice, Groups, 0.005, {});
        for (std::span<const LevelBar> bars = asset; !bars.empty();) {
            const TimeMs endMs = floorTo(bars.front().openMs, HourMs) + HourMs;
            const auto end =
                std::find_if(bars.begin(), bars.end(), [&](const LevelBar &bar) { return bar.openMs >= endMs; });
            const auto count = static_cast<std::size_t>(end - bars.begin());
            samplers.take(bars.first(count));
            bars = bars.subspan(count);
        }
        m_samplerBytes = mallinfo2().uordblks - before;
        m_keeper.recallPath(asset);
        m_keeper.beginLoads(std::move(samplers), {});
        m_model.load = load;
        m_newest = asset.back();
        m_clusters = findClusters({m_run.fold, m_run.statistics, 0.15, 0.05, 90'000 * m_run.fold.price()});
        for (std::size_t i = 0; i < m_clusters.size(); ++i)
            m_clusters[i].id = i + 1;
        ChainMarket market;
        market.volatility = m_run.fold.volatility();
        market.volumeDayUsd = 60e9;
        m_chains = chainsOf(m_clusters, market, m_run.fold.price(), {});
    }
    /// One minute; whether an hour ended with it.
    bool step()
    {
        m_newest.openMs += MinuteMs;
        RecordFacts facts;
        facts.asset = "BTC";
        facts.bars = {&m_newest, 1};
        facts.closed = m_run.fold.volatility();
        facts.minuteMs = m_newest.endMs() + 2 * MinuteMs;
        facts.writtenMs = facts.minuteMs;
        facts.clusters = m_clusters;
        facts.price = m_run.fold.price();
        facts.chains = &m_chains;
        facts.heard = [this] { return m_heard; };
        m_lines += m_keeper.step(facts, m_model).size();
        return m_newest.endMs() % HourMs == 0;
    }
    std::size_t lines() const { return m_lines; }
    double samplerMegabytes() const { return static_cast<double>(m_samplerBytes) / 1e6; }

private:
    const FoldRun &m_run;
    HeardLiquidations m_heard;
    RecordKeeper m_keeper;
    RecordModel m_model;
    LevelBar m_newest;
    std::vector<Cluster> m_clusters;
    AssetChains m_chains;
    std::size_t m_lines = 0, m_samplerBytes = 0;
};

/// Ledger lines of 60 d of loads and touches.
std::vector<RecordLine> sixtyDays()
{
    std::mt19937 random(3);
    std::lognormal_distribution<double> load(13, 1.5);
    std::vector<RecordLine> lines;
    for (int hour = 0; hour < 60 * 24; ++hour) {
        const TimeMs timeMs = Start + hour * HourMs;
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            LoadOutcome outcome;
            outcome.ofMs = timeMs;
            outcome.side = side;
            outcome.move = 0.001 + 1e-9 * load(random);
            outcome.openInterestUsd = 20e9;
            outcome.loadUsd = load(random);
            outcome.mapUsd = load(random);
            outcome.moveUsd = load(random);
            outcome.freshnessUsd = load(random);
            outcome.naiveUsd = load(random);
            outcome.opensOnlyUsd = load(random);
            outcome.printedUsd = load(random);
            lines.emplace_back(outcome);
        }
    }
    return lines;
}

void verdict(const char *what, double ratio, double goal, bool atMost)
{
    const bool isMet = atMost ? ratio <= goal : ratio >= goal;
    std::printf("  %-62s %9.4f   goal %s %-7g %s\n", what, ratio, atMost ? "<=" : ">=", goal, isMet ? "met" : "MISSED");
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 9;
    const Lattice lattice = latticeOf("BTC");
    const auto kernel = std::make_shared<const LevelKernel>(sixTiers());
    const std::vector<LevelBar> bars = walk();
    std::vector<float> grid(static_cast<std::size_t>(Minutes) * Bins), copy(grid.size());
    Row naiveRow{"naive: every layer, bin and minute", {}}, memcpyRow{"memcpy of the dense grid (346 MB)", {}},
        stateRow{"state alone, 43 200 minutes", {}}, foldRow{"fold with columns of half an hour", {}},
        pictureRow{"history -> first picture (fold and raster)", {}}, toggleRow{"toggle: raster of all tiles", {}},
        tileRow{"the newest tile alone", {}},
        assetRow{"asset: 30 d of 5 min, 6 h of minutes, six groups, all series", {}},
        copyRow{"asset: a copy of its fold", {}}, mapRow{"asset: one new minute, its provisional map", {}},
        learnedRow{"learned kernel: the asset's fold", {}}, stepRow{"learned kernel: one closed minute", {}},
        learnedMapRow{"learned kernel: one new minute, its provisional map", {}},
        fitRow{"fit: 30 d of six groups sampled, 60 d of hours fitted", {}};
    Row minuteRow{"ledgers: one minute", {}}, hourRow{"ledgers: the minute that ends an hour", {}},
        marksRow{"marks of 60 d of loads, in the pool", {}}, backfillRow{"backfill of 30 d, in the pool", {}};
    double samplerMegabytes = 0;
    const std::vector<RecordLine> ledger = sixtyDays();
    const std::vector<LevelBar> asset = assetBars(bars);
    const KernelJob night = nightJob(asset, lattice);
    const LoadModel load = learnKernel(night).model;
    const LevelKernel learned = load.kernel;
    LevelBar newest = asset.back();
    newest.openMs = asset.back().endMs();
    double keep = 0;
    for (int round = 0; round < rounds; ++round) {
        timed(memcpyRow, [&] { std::memcpy(copy.data(), grid.data(), grid.size() * sizeof(float)); });
        if (round < 2)
            timed(naiveRow, [&] { keep += naive(bars, lattice, *kernel, grid); });
        timed(stateRow, [&] {
            Exposure exposure(kernel, lattice, {});
            for (const LevelBar &bar : bars)
                keep += exposure.step(bar.flows[0], bar.openMs, bar.lengthMs, {})[0];
        });
        Picture picture;
        timed(foldRow, [&] { picture.chunks = fold(bars, lattice, kernel); });
        timed(pictureRow, [&] { picture.tiles = raster(fold(bars, lattice, kernel), lattice, {}); });
        timed(toggleRow, [&] { picture.tiles = raster(picture.chunks, lattice, {1, ~0U & ~2U, true, true}); });
        timed(tileRow, [&] { picture.tiles.back() = makeTile(*picture.chunks.back(), lattice, {}); });
        FoldRun run = emptyRun(lattice, priorKernel());
        timed(assetRow, [&] { run.take(asset); });
        timed(copyRow, [&] { keep += AssetFold(run.fold).price(); });
        timed(mapRow, [&] { keep += static_cast<double>(provisionalMap(run, newest)); });
        FoldRun learnedRun = emptyRun(lattice, learned);
        timed(learnedRow, [&] { learnedRun.take(asset); });
        timed(learnedMapRow, [&] { keep += static_cast<double>(provisionalMap(learnedRun, newest)); });
        timed(stepRow, [&] { keep += learnedRun.take(newest)[0]; });
        timed(fitRow, [&] { keep += learnKernel(night).model.kernel.layers[0].weightLong; });
        LedgerBench ledgers(asset, learnedRun, night, load);
        samplerMegabytes = ledgers.samplerMegabytes();
        for (int minute = 0; minute < 5 * 60; ++minute) {
            bool isHour = false;
            Row one{"", {}};
            timed(one, [&] { isHour = ledgers.step(); });
            (isHour ? hourRow : minuteRow).ms.push_back(one.ms[0]);
        }
        keep += static_cast<double>(ledgers.lines());
        if (round < 2) {
            timed(marksRow, [&] { keep += marksOf(ledger).load[0].cases; });
            BackfillJob job;
            job.asset = "BTC";
            job.bars = asset;
            job.model.kernel = std::make_shared<const LevelKernel>(learned);
            job.model.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
            job.model.lattice = lattice;
            job.model.groups = Groups;
            timed(backfillRow, [&] { keep += static_cast<double>(backfillLines(job).size()); });
        }
        keep += static_cast<double>(picture.tiles.back()->row(0, 1)[0]);
    }
    std::printf("bench_levels, %d rounds (medians, least..most)\n", rounds);
    for (const Row *row :
        {&naiveRow, &memcpyRow, &stateRow, &foldRow, &pictureRow, &toggleRow, &tileRow, &assetRow, &copyRow, &mapRow,
            &learnedRow, &stepRow, &learnedMapRow, &fitRow, &minuteRow, &hourRow, &marksRow, &backfillRow})
        row->print();
    std::printf("  (the fit: %zu hours and sides, %zu layers)\n", learnKernel(night).memory->samples.size(),
        learned.layers.size());
    std::printf("\n");
    verdict("first picture / memcpy", pictureRow.median() / memcpyRow.median(), 0.4, true);
    verdict("naive / first picture", naiveRow.median() / pictureRow.median(), 100, false);
    verdict("toggle / memcpy", toggleRow.median() / memcpyRow.median(), 0.15, true);
    verdict("state of a new minute, us", 1000 * stateRow.median() / Minutes, 5, true);
    verdict("asset: fold, ms", assetRow.median(), 150, true);
    verdict("asset: map of a new minute, ms", mapRow.median(), 10, true);
    verdict("learned kernel: fold, ms", learnedRow.median(), 3000, true);
    verdict("learned kernel: step of one minute, ms", stepRow.median(), 2, true);
    verdict("learned kernel: map of a new minute, ms", learnedMapRow.median(), 10, true);
    std::printf("  (the samplers of the load ledger: %.1f MB)\n", samplerMegabytes);
    verdict("ledgers: one minute, ms", minuteRow.median(), 2, true);
    verdict("ledgers: the minute that ends an hour, ms", hourRow.median(), 2, true);
    verdict("fit, ms", fitRow.median(), 2000, true);
    return keep == 0.123 ? 1 : 0;
}
