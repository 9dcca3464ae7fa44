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
                const double expected
                    = profile.usd[static_cast<std::size_t>(side)][static_cast<std::size_t>(cell - profile.range.first)];
                QVERIFY2(std::abs(usd - expected) <= 2e-3 * expected + 1,
                    qPrintable(QStringLiteral("series %1 cell %2: %3 for %4").arg(which).arg(cell).arg(usd).arg(expected)));
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
    const LevelChunk &chunk = *fold.series()[LevelMap::MinuteSeries].chunks.back();
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
    const LevelColumn &hour = fold.series()[LevelMap::HourSeries].chunks.back()->columns.back();
    QCOMPARE(hour.volumeCoins, 600.0);
    QCOMPARE(hour.deltaCoins, 60.0);
    QCOMPARE(hour.high, static_cast<float>(high));
    QCOMPARE(hour.low, static_cast<float>(low));
    QCOMPARE(hour.open, 68'000.0F);
    QVERIFY(hour.isHatched);
}

QTEST_GUILESS_MAIN(TestAssetFold)
#include "tst_assetfold.moc"
