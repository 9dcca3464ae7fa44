#include "core/backtest/historyflow.h"
#include "core/backtest/hourlyhistory.h"
#include "tests/support/near.h"

#include <QTest>

#include <limits>

using namespace isobar;

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr TimeMs Start = DayMs * 20'000;

HistoryBar bar(int number, double volume, double openInterest, TimeMs stepMs = HourMs)
{
    HistoryBar bar;
    bar.openMs = Start + number * stepMs;
    bar.open = bar.close = 100;
    bar.high = 101;
    bar.low = 99;
    bar.volumeCoins = volume;
    bar.takerBuyCoins = Unknown;
    bar.openInterestCoins = openInterest;
    bar.liquidatedUsd = {10, 20};
    bar.funding8h = 0.0002;
    return bar;
}

HistoryFile fileOf(std::vector<HistoryBar> bars, TimeMs stepMs = HourMs) { return {stepMs, std::move(bars), true}; }

} // namespace

class TestHistoryFlow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensFromVolumeAndFromGrowth();
    void closesWhereOpenInterestFalls();
    void fillsGapsWithBarsWithoutPrice();
    void keepsTheScaleWhereTheVolumeEnds();
    void takesAHundredthWhereNoVolumeWasEverKnown();
    void settlesEveryEightHours();
    void halvesWhatNoTakerSideIsKnownOf();
    void groupsBarsByHour();
};

void TestHistoryFlow::opensFromVolumeAndFromGrowth()
{
    const auto flow = historyFlow(fileOf({bar(0, 50, 1000), bar(1, 50, 1010)}));
    QVERIFY(isNear(flow.bars[0].flows[0].openedVolumeUsd[0], 0.05 * 50 * 100, 1e-12));
    QCOMPARE(flow.bars[0].flows[0].openedOiUsd[0], 0.0); // nothing to compare with
    QVERIFY(isNear(flow.bars[1].flows[0].openedOiUsd[1], 10 * 100, 1e-12));
    QCOMPARE(flow.bars[1].flows[0].closingFactor, 1.0);
}

void TestHistoryFlow::closesWhereOpenInterestFalls()
{
    const auto flow = historyFlow(fileOf({bar(0, 50, 1000), bar(1, 50, Unknown), bar(2, 50, 900)}));
    QCOMPARE(flow.bars[1].flows[0].closingFactor, 1.0);
    QVERIFY(isNear(flow.bars[2].flows[0].closingFactor, 0.9, 1e-12));
}

void TestHistoryFlow::fillsGapsWithBarsWithoutPrice()
{
    const auto flow = historyFlow(fileOf({bar(0, 1, 1), bar(3, 1, 1)}));
    QCOMPARE(flow.bars.size(), 4U);
    QCOMPARE(flow.source, (std::vector<int>{0, -1, -1, 1}));
    QVERIFY(!flow.bars[1].hasPrice && !flow.bars[1].flows[0].hasPrice);
    QCOMPARE(flow.bars[2].openMs, Start + 2 * HourMs);
}

void TestHistoryFlow::keepsTheScaleWhereTheVolumeEnds()
{
    std::vector<HistoryBar> bars;
    for (int i = 0; i < 100; ++i)
        bars.push_back(bar(i, 40, 1000));
    bars.push_back(bar(100, Unknown, 2000));
    const auto flow = historyFlow(fileOf(bars));
    // As much of the open interest as before: it is twice as large now.
    QVERIFY(isNear(flow.bars[100].flows[0].openedVolumeUsd[0], 2 * 0.05 * 40 * 100, 1e-9));
}

void TestHistoryFlow::takesAHundredthWhereNoVolumeWasEverKnown()
{
    const auto flow = historyFlow(fileOf({bar(0, Unknown, 1000), bar(1, Unknown, 1000)}));
    QVERIFY(isNear(flow.bars[1].flows[0].openedVolumeUsd[1], 0.01 * 1000 * 100, 1e-12));
}

void TestHistoryFlow::settlesEveryEightHours()
{
    std::vector<HistoryBar> bars;
    for (int i = 0; i < 24; ++i)
        bars.push_back(bar(i, 1, 1));
    const auto flow = historyFlow(fileOf(bars));
    for (int i = 0; i < 24; ++i)
        QCOMPARE(flow.bars[static_cast<std::size_t>(i)].flows[0].settledRate, i % 8 == 7 ? 0.0002 : 0.0);
}

void TestHistoryFlow::halvesWhatNoTakerSideIsKnownOf()
{
    HistoryBar told = bar(1, 50, 1000);
    told.takerBuyCoins = 30;
    const auto flow = historyFlow(fileOf({bar(0, 50, 1000), told}));
    QCOMPARE(flow.bars[0].takerUsd, (std::array{2500.0, 2500.0}));
    QVERIFY(isNear(flow.bars[1].takerUsd[0], 3000, 1e-12));
    QVERIFY(isNear(flow.bars[1].takerUsd[1], 2000, 1e-12));
}

void TestHistoryFlow::groupsBarsByHour()
{
    std::vector<HistoryBar> bars;
    for (int i = 0; i < 6; ++i) {
        if (i != 3)
            bars.push_back(bar(i, 1, 1, 30 * MinuteMs));
    }
    const HourlyHistory history(fileOf(bars, 30 * MinuteMs));
    QCOMPARE(history.size(), 3U);
    QCOMPARE(history.bars(0).size(), 2U);
    QCOMPARE(history.openMs(2), Start + 2 * HourMs);
    QCOMPARE(history.liquidatedUsd(0), (std::array{20.0, 40.0}));
    QVERIFY(std::isnan(history.liquidatedUsd(1)[0])); // half of it is missing
}

QTEST_GUILESS_MAIN(TestHistoryFlow)
#include "tst_historyflow.moc"
