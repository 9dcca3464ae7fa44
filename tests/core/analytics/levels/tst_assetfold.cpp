#include "core/analytics/levels/assetfold.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/levelgrid/levelraster.h"
#include "tests/support/near.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;

LevelModel model()
{
    LevelModel made;
    made.kernel = std::make_shared<const LevelKernel>(priorKernel());
    made.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
    made.lattice = latticeOf("BTC");
    made.groups = 2;
    return made;
}

/// A market that wanders; two groups trade, open interest breathes, funding is paid every 8 h.
class Walk {
public:
    explicit Walk(unsigned seed) : m_random(seed) { }
    LevelBar next(TimeMs length)
    {
        std::normal_distribution<double> step(0, 0.001 * std::sqrt(static_cast<double>(length) / MinuteMs));
        LevelBar bar;
        bar.openMs = m_at;
        bar.lengthMs = length;
        bar.hasPrice = true;
        bar.open = m_price;
        m_price *= std::exp(step(m_random));
        bar.close = m_price;
        bar.high = std::max(bar.open, bar.close) * 1.0004;
        bar.low = std::min(bar.open, bar.close) * 0.9996;
        bar.openInterestCoins = 50'000;
        bar.volumeCoins = 10;
        bar.deltaCoins = 2;
        for (int g = 0; g < 2; ++g) {
            LevelFlow flow;
            flow.hasPrice = true;
            flow.high = bar.high;
            flow.low = bar.low;
            flow.close = bar.close;
            flow.openedVolumeUsd = {4e5 * (g + 1), 4e5 * (g + 1)};
            flow.closingFactor = g == 0 ? 0.9995 : 1;
            flow.settledRate = (m_at + length) % (8 * HourMs) == 0 ? 0.0003 : 0;
            bar.flows.push_back(flow);
        }
        bar.opensOnly = bar.flows[0];
        bar.opensOnly.settledRate = 0;
        bar.opensOnly.closingFactor = 1;
        m_at += length;
        return bar;
    }

private:
    std::mt19937 m_random;
    TimeMs m_at = Start;
    double m_price = 68'000;
};

AssetFold emptyFold() { return {model(), std::make_shared<SerialCounter>(0)}; }

} // namespace

class TestAssetFold : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chunksTellWhatTheExposureHolds();
    void seriesOfAllStepsAgreeAtTheirEnds();
    void drawsHoursWhereMinutesAreUnknown();
    void closedChunksAreShared();
    void copiesDoNotDisturb();
    void leavesGapsAsTheyAre();
    void groupsAddUpInAnyOrder();
    void columnsSumWhatWasTraded();
    void runsEqualSingleBars_data();
    void runsEqualSingleBars();
    void drawsNoColumnsThatAreTooOld();
};

// The picture and the state must never part: after thousands of bars over several chunks every cell agrees.
void TestAssetFold::chunksTellWhatTheExposureHolds()
{
    AssetFold fold = emptyFold();
    Walk walk(1);
    for (int i = 0; i < 1500; ++i)
        fold.take(walk.next(MinuteMs));
    const ExposureProfile profile = fold.profile();
    const auto series = fold.series();
    for (const std::size_t which : {LevelMap::MinuteSeries, LevelMap::FiveMinuteSeries, LevelMap::HourSeries}) {
        const LevelChunk &chunk = *series[which].chunks.back();
        double told = 0, held = 0;
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            for (int cell = profile.range.first; cell < profile.range.end; cell += 5) {
                const double usd = levelAt(chunk, chunk.end() - 1, side, cell, cell + 1).total;
                const double expected =
                    profile.usd[static_cast<std::size_t>(side)][static_cast<std::size_t>(cell - profile.range.first)];
                QVERIFY2(std::abs(usd - expected) <= 2e-3 * expected + 1,
                    qPrintable(
                        QStringLiteral("series %1 cell %2: %3 for %4").arg(which).arg(cell).arg(usd).arg(expected)));
                told += usd;
                held += expected;
            }
        }
        QVERIFY(held > 1e6);
        QVERIFY(isNear(told, held, 1e-4));
    }
}

void TestAssetFold::seriesOfAllStepsAgreeAtTheirEnds()
{
    AssetFold fold = emptyFold();
    Walk walk(2);
    for (int i = 0; i < 12 * 30; ++i) // thirty hours: more than a chunk of five minutes
        fold.take(walk.next(5 * MinuteMs));
    const auto series = fold.series();
    const TimeMs hour = Start + 29 * HourMs;
    const LevelChunk *hours = series[LevelMap::HourSeries].at(hour);
    const LevelChunk *fives = series[LevelMap::FiveMinuteSeries].at(hour + 55 * MinuteMs);
    QVERIFY(hours && fives);
    QVERIFY(series[LevelMap::FiveMinuteSeries].chunks.size() >= 2);
    const int hourColumn = static_cast<int>((hour - hours->openMs) / HourMs);
    const int fiveColumn = static_cast<int>((hour + 55 * MinuteMs - fives->openMs) / (5 * MinuteMs));
    const int k0 = hours->columns[static_cast<std::size_t>(hourColumn)].priceCell;
    QCOMPARE(fives->columns[static_cast<std::size_t>(fiveColumn)].priceCell, k0);
    for (int cell = k0 - 120; cell < k0; cell += 3) {
        const double a = levelAt(*hours, hourColumn, PositionSide::Long, cell, cell + 1).total;
        const double b = levelAt(*fives, fiveColumn, PositionSide::Long, cell, cell + 1).total;
        QVERIFY(std::abs(a - b) <= 1e-3 * b + 1);
    }
}

void TestAssetFold::drawsHoursWhereMinutesAreUnknown()
{
    AssetFold fold = emptyFold();
    Walk walk(3);
    for (int i = 0; i < 48 * 12; ++i)
        fold.take(walk.next(5 * MinuteMs));
    for (int i = 0; i < 90; ++i)
        fold.take(walk.next(MinuteMs));
    const auto series = fold.series();
    QCOMPARE(series[LevelMap::MinuteSeries].firstMs(), Start + 48 * HourMs);
    QCOMPARE(series[LevelMap::HourSeries].firstMs(), Start);
    QCOMPARE(series[LevelMap::HourSeries].endMs(), Start + 50 * HourMs); // the running hour stands as it is
    QCOMPARE(series[LevelMap::MinuteSeries].endMs(), Start + 48 * HourMs + 90 * MinuteMs);
    QVERIFY(!series[LevelMap::MinuteSeries].at(Start));
    QVERIFY(series[LevelMap::HourSeries].at(Start));
}

void TestAssetFold::closedChunksAreShared()
{
    AssetFold fold = emptyFold();
    Walk walk(4);
    for (int i = 0; i < 600; ++i)
        fold.take(walk.next(MinuteMs));
    const auto before = fold.series();
    fold.take(walk.next(MinuteMs));
    const auto after = fold.series();
    const auto &a = before[LevelMap::MinuteSeries].chunks, &b = after[LevelMap::MinuteSeries].chunks;
    QCOMPARE(a.size(), b.size());
    QVERIFY(a.size() >= 2);
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
        QCOMPARE(a[i].get(), b[i].get());
    QVERIFY(a.back()->serial != b.back()->serial);
}

void TestAssetFold::copiesDoNotDisturb()
{
    AssetFold fold = emptyFold(), straight = emptyFold();
    Walk walk(5), same(5);
    for (int i = 0; i < 400; ++i) {
        const LevelBar bar = walk.next(MinuteMs);
        fold.take(bar);
        AssetFold provisional = fold; // what is not closed yet is folded on a copy
        provisional.take(bar);
        straight.take(same.next(MinuteMs));
    }
    QCOMPARE(fold.profile().usd[0], straight.profile().usd[0]);
    QCOMPARE(fold.profile().usd[1], straight.profile().usd[1]);
}

void TestAssetFold::leavesGapsAsTheyAre()
{
    AssetFold fold = emptyFold();
    Walk walk(6);
    for (int i = 0; i < 30; ++i)
        fold.take(walk.next(MinuteMs));
    for (int i = 0; i < 10; ++i)
        walk.next(MinuteMs); // nobody saw these
    fold.take(walk.next(MinuteMs));
    const LevelChunkPtr made = fold.series()[LevelMap::MinuteSeries].chunks.back();
    const LevelChunk &chunk = *made;
    const int last = chunk.end() - 1;
    QVERIFY(chunk.columns[static_cast<std::size_t>(last)].hasPrice());
    for (int c = last - 10; c < last; ++c) {
        QVERIFY(!chunk.columns[static_cast<std::size_t>(c)].hasPrice());
        QVERIFY(std::isnan(chunk.columns[static_cast<std::size_t>(c)].openInterestCoins));
    }
}

void TestAssetFold::groupsAddUpInAnyOrder()
{
    AssetFold fold = emptyFold(), swapped = emptyFold();
    Walk walk(7), same(7);
    for (int i = 0; i < 300; ++i) {
        fold.take(walk.next(MinuteMs));
        LevelBar bar = same.next(MinuteMs);
        std::swap(bar.flows[0], bar.flows[1]);
        swapped.take(bar);
    }
    const auto a = fold.profile().usd[0], b = swapped.profile().usd[0];
    for (std::size_t i = 0; i < a.size(); ++i)
        QVERIFY(std::abs(a[i] - b[i]) <= 1e-4F * a[i] + 0.01F);
}

void TestAssetFold::columnsSumWhatWasTraded()
{
    AssetFold fold = emptyFold();
    Walk walk(8);
    double high = 0, low = 1e9;
    for (int i = 0; i < 60; ++i) {
        LevelBar bar = walk.next(MinuteMs);
        bar.isHatched = i == 7;
        if (i % 2 == 0)
            bar.deltaCoins = std::numeric_limits<double>::quiet_NaN();
        high = std::max(high, bar.high);
        low = std::min(low, bar.low);
        fold.take(bar);
    }
    const LevelColumn hour = fold.series()[LevelMap::HourSeries].chunks.back()->columns.back();
    QCOMPARE(hour.volumeCoins, 600.0);
    QCOMPARE(hour.deltaCoins, 60.0);
    QCOMPARE(hour.high, static_cast<float>(high));
    QCOMPARE(hour.low, static_cast<float>(low));
    QCOMPARE(hour.open, 68'000.0F);
    QVERIFY(hour.isHatched);
}

namespace {

/// Bars as a wild market would give them: leaps, standstills, gaps, bars without price, falling open interest, growth
/// over a part of the bar's range, funding of both signs.
std::vector<LevelBar> wildBars(unsigned seed, TimeMs length, int count)
{
    std::mt19937 random(seed);
    const auto isOneIn = [&](int n) { return std::uniform_int_distribution(1, n)(random) == 1; };
    std::uniform_real_distribution<double> share(0, 1);
    Walk walk(seed);
    std::vector<LevelBar> bars;
    double leap = 1;
    for (int i = 0; i < count; ++i) {
        LevelBar bar = walk.next(length);
        if (isOneIn(40))
            continue;
        leap *= isOneIn(30) ? 0.98 + 0.04 * share(random) : 1;
        const bool isKnown = !isOneIn(50), isStill = isOneIn(15);
        bar.hasPrice = isKnown;
        for (std::size_t g = 0; g < bar.flows.size(); ++g) {
            LevelFlow &flow = bar.flows[g];
            flow.hasPrice = isKnown;
            flow.close *= leap;
            flow.high = isStill ? flow.close : flow.high * leap;
            flow.low = isStill ? flow.close : flow.low * leap;
            flow.closingFactor = isOneIn(4) ? 1 - 0.02 * share(random) : 1;
            flow.settledRate = isOneIn(20) ? 0.004 * (share(random) - 0.5) : 0;
            flow.openedVolumeUsd = {share(random) * 1e6, isOneIn(9) ? 0.0 : 3e5};
            if (isOneIn(3)) {
                flow.openedOiUsd = {2e6 * share(random), 2e6 * share(random)};
                flow.oiLow = flow.low;
                flow.oiHigh = flow.low + share(random) * (flow.high - flow.low);
            }
        }
        bar.opensOnly = bar.flows[0];
        bars.push_back(bar);
    }
    return bars;
}

/// The largest difference, as a multiple of what is allowed: 1e-4 of the value and a tenth of a dollar.
double excessOf(const std::vector<float> &is, const std::vector<float> &expected)
{
    double most = is.size() == expected.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(is.size(), expected.size()); ++i) {
        const double a = is[i], b = expected[i];
        most = std::max(most, std::abs(a - b) / (1e-4 * b + 0.1));
    }
    return most;
}

/// All that a chunk's picture is made of.
void compareChunks(const LevelChunk &a, const LevelChunk &b)
{
    QCOMPARE(a.openMs, b.openMs);
    QCOMPARE(a.end(), b.end());
    const Lattice lattice = latticeOf("BTC");
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        const bool isLong = side == PositionSide::Long;
        for (std::uint32_t group = 1; group <= 2; group *= 2) {
            const LevelFilter filter{group, ~0U, isLong, !isLong};
            const LevelGrid x = rasteriseLevels(a, lattice, filter), y = rasteriseLevels(b, lattice, filter);
            QCOMPARE(x.firstRow, y.firstRow);
            const double excess = excessOf(x.usd, y.usd);
            QVERIFY2(excess <= 1, qPrintable(QString::number(excess)));
        }
    }
}

} // namespace

void TestAssetFold::runsEqualSingleBars_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<TimeMs>("length");
    QTest::addColumn<TimeMs>("kept"); // how much later than the last bar the fold knows of
    for (unsigned seed = 20; seed < 26; ++seed) {
        QTest::addRow("minutes, drawn each (%u)", seed) << seed << MinuteMs << TimeMs(0);
        QTest::addRow("minutes in fives (%u)", seed) << seed << MinuteMs << TimeMs(2 * DayMs);
        QTest::addRow("minutes in hours (%u)", seed) << seed << MinuteMs << TimeMs(20 * DayMs);
        QTest::addRow("fives in hours (%u)", seed) << seed << 5 * MinuteMs << TimeMs(20 * DayMs);
    }
}

// A backfill takes an hour at a time: its state and its chunks must be those of bar after bar.
void TestAssetFold::runsEqualSingleBars()
{
    QFETCH(unsigned, seed);
    QFETCH(TimeMs, length);
    QFETCH(TimeMs, kept);
    const std::vector<LevelBar> bars = wildBars(seed, length, 1500);
    AssetFold inRuns = emptyFold(), single = emptyFold();
    inRuns.take(bars, bars.back().endMs() + kept);
    for (const LevelBar &bar : bars)
        single.take(bar);
    QCOMPARE(inRuns.endMs(), single.endMs());
    QCOMPARE(inRuns.price(), single.price());
    for (const auto &[a, b] : {std::pair(inRuns.profile(), single.profile()),
             std::pair(inRuns.opensOnlyProfile(), single.opensOnlyProfile())}) {
        for (std::size_t side = 0; side < 2; ++side) {
            QVERIFY(*std::max_element(b.usd[side].begin(), b.usd[side].end()) > 1e5F);
            const double excess = excessOf(a.usd[side], b.usd[side]);
            QVERIFY2(excess <= 1, qPrintable(QString::number(excess)));
        }
    }
    const CellRange below{single.profile().priceCell - 120, single.profile().priceCell};
    QVERIFY(
        std::abs(inRuns.meanAgeHours(PositionSide::Long, below) - single.meanAgeHours(PositionSide::Long, below)) < 1);
    const LevelSeries a = inRuns.series()[LevelMap::HourSeries], b = single.series()[LevelMap::HourSeries];
    QCOMPARE(a.chunks.size(), b.chunks.size());
    for (std::size_t i = 0; i < a.chunks.size(); ++i)
        compareChunks(*a.chunks[i], *b.chunks[i]);
    const LevelSeries x = inRuns.opensOnlySeries()[LevelMap::HourSeries],
                      y = single.opensOnlySeries()[LevelMap::HourSeries];
    for (std::size_t i = 0; i < x.chunks.size(); ++i)
        compareChunks(*x.chunks[i], *y.chunks[i]);
}

void TestAssetFold::drawsNoColumnsThatAreTooOld()
{
    AssetFold fold = emptyFold();
    Walk walk(9);
    std::vector<LevelBar> bars;
    for (int i = 0; i < 12 * 24 * 12; ++i)
        bars.push_back(walk.next(5 * MinuteMs));
    fold.take(bars, bars.back().endMs());
    const auto series = fold.series();
    QVERIFY(series[LevelMap::MinuteSeries].chunks.empty());
    QCOMPARE(series[LevelMap::HourSeries].firstMs(), Start);
    const TimeMs first = series[LevelMap::FiveMinuteSeries].firstMs();
    QVERIFY(first > Start && first <= fold.endMs() - 7 * DayMs);
    QCOMPARE(series[LevelMap::FiveMinuteSeries].endMs(), fold.endMs());
}

QTEST_GUILESS_MAIN(TestAssetFold)
#include "tst_assetfold.moc"
