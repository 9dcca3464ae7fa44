#include "core/analytics/levels/kerneljob.h"
#include "tests/support/near.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;
constexpr int Days = 20;

/// Five-minute bars that saw up and down within each hour, two groups.
std::vector<LevelBar> bars(int days = Days)
{
    std::vector<LevelBar> out;
    for (int i = 0; i < days * 288; ++i) {
        LevelBar bar;
        bar.openMs = Start + i * 5 * MinuteMs;
        bar.lengthMs = 5 * MinuteMs;
        bar.hasPrice = true;
        // Each hour goes a little further than the one before, for twelve hours, then back.
        const int hour = i / 12 % 24;
        const double reach = 0.002 * (hour < 12 ? hour + 1 : 24 - hour);
        const double at = 68'000 * (1 + (i % 12 < 6 ? -reach : reach) * (i % 6) / 5.0);
        bar.open = bar.close = at;
        bar.low = at * 0.9995;
        bar.high = at * 1.0005;
        bar.openInterestCoins = 50'000;
        LevelFlow flow;
        flow.hasPrice = true;
        flow.low = bar.low;
        flow.high = bar.high;
        flow.close = at;
        flow.openedVolumeUsd = {1e6, 1e6};
        bar.flows = {flow, flow};
        out.push_back(bar);
    }
    return out;
}

/// The same sum in each minute.
std::vector<LiquidationMinute> printed(double usd, int days = Days, std::uint64_t seconds = 1)
{
    std::vector<LiquidationMinute> out;
    for (int i = 0; i < days * 1440; ++i)
        out.push_back({Start + i * MinuteMs, {usd, 2 * usd}, seconds});
    return out;
}

KernelJob job()
{
    KernelJob job;
    job.bars = bars();
    job.liquidations = printed(1000);
    job.heard = {{Start, Start + 60 * DayMs}};
    job.lattice = latticeOf("BTC");
    job.coverage = {1, 1};
    job.coverageOfAll = 1;
    return job;
}

double expectedOf(const KernelRun &run)
{
    double usd = 0;
    for (const LoadSample &sample : run.memory->samples)
        usd += run.model.loadUsd(sample);
    return usd;
}

} // namespace

class TestKernelJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumsPrintsByHourAndSide();
    void waitsUntilTheMapIsWarm();
    void learnsOnlyFromWhatWasWatched();
    void expectsWhatWasPrinted();
    void remembersFromFitToFit();
    void forgetsAfterSixtyDays();
    void marksFullMinutesAsCensored();
    void leavesOutGroupsThatNobodyReports();
    void measuresWhatFallsReport();
    void learnsNothingFromNothing();
    void givesTheSameTwice();
};

void TestKernelJob::sumsPrintsByHourAndSide()
{
    const KernelRun run = learnKernel(job());
    QVERIFY(run.memory->samples.size() > 200);
    for (const LoadSample &sample : run.memory->samples)
        QCOMPARE(sample.printedUsd, sample.side == PositionSide::Long ? 60'000.0 : 120'000.0);
    QCOMPARE(run.memory->untilMs, Start + Days * DayMs);
}

void TestKernelJob::waitsUntilTheMapIsWarm()
{
    const KernelRun run = learnKernel(job());
    for (const LoadSample &sample : run.memory->samples)
        QVERIFY(sample.openMs >= Start + 10 * DayMs);
}

void TestKernelJob::learnsOnlyFromWhatWasWatched()
{
    KernelJob late = job();
    late.heard = {{Start + 15 * DayMs + 1, Start + 60 * DayMs}};
    const KernelRun run = learnKernel(late);
    QVERIFY(!run.memory->samples.empty());
    for (const LoadSample &sample : run.memory->samples)
        QVERIFY(sample.openMs > Start + 15 * DayMs);
}

void TestKernelJob::expectsWhatWasPrinted()
{
    const KernelRun run = learnKernel(job());
    double printedUsd = 0;
    for (const LoadSample &sample : run.memory->samples)
        printedUsd += sample.printedUsd;
    QVERIFY2(isNear(expectedOf(run), printedUsd, 0.02), qPrintable(QString::number(expectedOf(run) / printedUsd)));
}

void TestKernelJob::remembersFromFitToFit()
{
    KernelJob first = job();
    first.bars.resize(15 * 288);
    const KernelRun before = learnKernel(first);
    KernelJob second = job();
    second.memory = before.memory;
    const KernelRun both = learnKernel(second), atOnce = learnKernel(job());
    QCOMPARE(both.memory->samples.size(), atOnce.memory->samples.size());
    for (std::size_t i = 0; i < both.memory->samples.size(); ++i) {
        QCOMPARE(both.memory->samples[i].openMs, atOnce.memory->samples[i].openMs);
        QCOMPARE(both.memory->samples[i].printedUsd, atOnce.memory->samples[i].printedUsd);
    }
}

void TestKernelJob::forgetsAfterSixtyDays()
{
    KernelJob aged = job();
    KernelMemory memory;
    LoadSample old;
    old.crossed.resize(learnableLayers().size());
    old.openMs = Start + Days * DayMs - 61 * DayMs;
    memory.samples = {old};
    old.openMs = Start + Days * DayMs - 59 * DayMs;
    memory.samples.push_back(old);
    aged.memory = std::make_shared<const KernelMemory>(memory);
    QCOMPARE(learnKernel(aged).memory->samples.front().openMs, Start + Days * DayMs - 59 * DayMs);
}

void TestKernelJob::marksFullMinutesAsCensored()
{
    KernelJob full = job();
    full.liquidations = printed(1000, Days, (std::uint64_t{1} << 45) - 1);
    QVERIFY(learnKernel(full).memory->samples.front().isCensored);
    full.liquidations = printed(1000, Days, (std::uint64_t{1} << 44) - 1);
    QVERIFY(!learnKernel(full).memory->samples.front().isCensored);
}

void TestKernelJob::leavesOutGroupsThatNobodyReports()
{
    KernelJob half = job();
    half.coverage = {0.3, 0};
    const auto all = learnKernel(job()).memory->samples, some = learnKernel(half).memory->samples;
    QCOMPARE(all.size(), some.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = 0; k < all[i].crossed.size(); ++k)
            QVERIFY(std::abs(some[i].crossed[k] - 0.15F * all[i].crossed[k]) <= 1e-3F * all[i].crossed[k] + 0.1F);
    }
}

void TestKernelJob::measuresWhatFallsReport()
{
    KernelJob falling = job();
    double coins = 50'000;
    for (std::size_t i = 0; i < falling.bars.size(); ++i) {
        if (i % 72 == 0) // every six hours a twentieth closes, and comes back
            coins = coins > 49'000 ? coins * 0.95 : 50'000;
        falling.bars[i].openInterestCoins = coins;
    }
    const KernelRun run = learnKernel(falling);
    QVERIFY(run.memory->falls.size() >= 20);
    QVERIFY(run.reportedShare.has_value());
    QVERIFY2(
        isNear(*run.reportedShare, 180'000 / (2500.0 * 68'000), 0.05), qPrintable(QString::number(*run.reportedShare)));
    QVERIFY(!learnKernel(job()).reportedShare);
}

void TestKernelJob::learnsNothingFromNothing()
{
    KernelJob none = job();
    none.bars.clear();
    const KernelRun run = learnKernel(none);
    QCOMPARE(run.model.hours, (std::array{0, 0}));
    QVERIFY(run.memory->samples.empty());
}

void TestKernelJob::givesTheSameTwice() { QVERIFY(learnKernel(job()).model == learnKernel(job()).model); }

QTEST_GUILESS_MAIN(TestKernelJob)
#include "tst_kerneljob.moc"
