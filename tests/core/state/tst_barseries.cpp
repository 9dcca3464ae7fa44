#include "core/state/barseries.h"

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace isobar;

namespace {

constexpr TimeMs Step = 5 * MinuteMs;
constexpr TimeMs Start = 1000 * DayMs;

Bar bar(TimeMs openMs, double close = 100, double volume = 8, std::optional<double> buy = 5)
{
    return {openMs, close - 1, close + 2, close - 2, close, volume, buy};
}

std::vector<Bar> all(const BarSeries &series) { return {series.bars().begin(), series.bars().end()}; }

} // namespace

class TestBarSeries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isEmptyAtFirst()
    {
        const BarSeries series(Step, DayMs);
        QVERIFY(series.bars().empty());
        QVERIFY(series.from(Start).empty());
        QVERIFY(!series.newest() && !series.oldest() && !series.at(0));
        QCOMPARE(series.size(), std::size_t(0));
    }

    void summarisesTrades()
    {
        BarSeries series(Step, DayMs);
        series.addTraded(Start + 1, 101, 99, 100, 2, 1);
        series.addTraded(Start + 2, 105, 104, 104, 0, 4);
        series.addTraded(Start + Step, 103, 103, 103, 1, 0);
        QCOMPARE(series.size(), std::size_t(2));
        QCOMPARE(*series.oldest(), (Bar{Start, 100, 105, 99, 104, 7, 2.0}));
        QCOMPARE(*series.newest(), (Bar{Start + Step, 103, 103, 103, 103, 1, 1.0}));
        QCOMPARE(series.historyVersion(), std::uint64_t(0));
    }

    void marksExtendAndMakeBarsWithoutVolume()
    {
        BarSeries series(Step, DayMs);
        series.addTraded(Start, 100, 100, 100, 1, 0);
        series.touchMark(Start + 1, 90);
        QCOMPARE(*series.at(Start), (Bar{Start, 100, 100, 90, 100, 1, 1.0}));
        series.touchMark(Start + Step, 95);
        series.touchMark(Start + Step + 1, 97);
        QCOMPARE(*series.at(Start + Step), (Bar{Start + Step, 95, 97, 95, 97, 0, std::nullopt}));
        series.addTraded(Start + Step + 2, 96, 96, 96, 0, 2); // the first trade opens the bar
        QCOMPARE(*series.at(Start + Step), (Bar{Start + Step, 96, 97, 95, 96, 2, 0.0}));
    }

    void leavesOutWhatHasNoBar()
    {
        BarSeries series(Step, 31 * DayMs);
        for (const TimeMs at : {TimeMs(0), 3 * Step, 600 * Step, 5000 * Step})
            series.putHistory(bar(Start + at));
        std::vector<TimeMs> opens;
        for (const Bar &each : series.bars())
            opens.push_back(each.openMs - Start);
        QCOMPARE(opens, (std::vector<TimeMs>{0, 3 * Step, 600 * Step, 5000 * Step}));
        QCOMPARE((*series.from(Start + 1).begin()).openMs, Start + 3 * Step);
        QCOMPARE((*series.from(Start + 3 * Step).begin()).openMs, Start + 3 * Step);
        QVERIFY(series.from(Start + 5000 * Step + 1).empty());
        QCOMPARE((*series.from(0).begin()).openMs, Start);
        QVERIFY(!series.at(Start + Step) && !series.at(Start + 1));
    }

    void takesHistoryInAnyOrder()
    {
        BarSeries ascending(Step, 31 * DayMs), pages(Step, 31 * DayMs);
        constexpr int Bars = 30 * 288, Page = 100;
        for (int i = 0; i < Bars; ++i)
            ascending.putHistory(bar(Start + i * Step, 100 + i % 50));
        for (int page = Bars / Page; page >= 0; --page) {
            for (int i = page * Page; i < std::min(Bars, (page + 1) * Page); ++i)
                pages.putHistory(bar(Start + i * Step, 100 + i % 50));
        }
        QCOMPARE(pages.size(), std::size_t(Bars));
        QVERIFY(all(pages) == all(ascending));
    }

    void theVenuesClosedBarReplacesTrades()
    {
        BarSeries series(Step, DayMs);
        series.addTraded(Start + 1, 107, 99, 100, 1, 1); // we came in the middle of the bar
        series.touchMark(Start + 2, 80);
        series.putHistory({Start, 95, 106, 94, 101, 50, 20.0});
        QCOMPARE(*series.at(Start), (Bar{Start, 95, 107, 80, 101, 50, 20.0}));
        series.addTraded(Start + 3, 102, 102, 102, 9, 9); // was in it already
        QCOMPARE(series.at(Start)->volumeCoins, 50.0);
        QCOMPARE(series.at(Start)->close, 101.0);
    }

    void keepsTheSplitOfTradesThatWereAllOfTheBar()
    {
        BarSeries series(Step, DayMs);
        series.addTraded(Start, 100, 100, 100, 30, 20);
        series.putHistory(bar(Start, 100, 50.2, std::nullopt));
        QCOMPARE(*series.at(Start)->takerBuyCoins, 30.0);
        series.addTraded(Start + Step, 100, 100, 100, 30, 20);
        series.putHistory(bar(Start + Step, 100, 80, std::nullopt));
        QVERIFY(!series.at(Start + Step)->takerBuyCoins);
    }

    void theVenuesRunningBarGivesWhatWasBefore()
    {
        BarSeries series(Step, DayMs);
        series.addTraded(Start + MinuteMs, 100, 100, 100, 1, 1);
        series.putHistory({Start, 95, 106, 94, 101, 50, 20.0}, false);
        series.addTraded(Start + 2 * MinuteMs, 108, 108, 108, 3, 1);
        QCOMPARE(*series.at(Start), (Bar{Start, 95, 108, 94, 108, 54, 23.0}));
        series.putHistory({Start, 95, 106, 94, 101, 51, 20.0}, false); // an older answer that came late
        QCOMPARE(series.at(Start)->volumeCoins, 54.0);
        series.putHistory({Start, 95, 109, 94, 107, 90, 40.0}, true);
        QCOMPARE(*series.at(Start), (Bar{Start, 95, 109, 94, 107, 90, 40.0}));
        series.putHistory({Start, 95, 106, 94, 101, 50, 20.0}, false);
        QCOMPARE(series.at(Start)->volumeCoins, 90.0);
    }

    void countsChangesOfHistoryOnly()
    {
        BarSeries series(Step, DayMs);
        series.putHistory(bar(Start));
        QCOMPARE(series.historyVersion(), std::uint64_t(1));
        series.putHistory(bar(Start)); // the same again
        QCOMPARE(series.historyVersion(), std::uint64_t(1));
        series.putHistory(bar(Start, 101));
        QCOMPARE(series.historyVersion(), std::uint64_t(2));
        series.putHistory(bar(Start + Step, 101, 8, std::nullopt));
        series.putHistory(bar(Start + Step, 101, 8, std::nullopt));
        QCOMPARE(series.historyVersion(), std::uint64_t(3));
        series.touchMark(Start + 2 * Step, 5);
        QCOMPARE(series.historyVersion(), std::uint64_t(3));
    }

    void mergesWhatIsALittleLate()
    {
        BarSeries series(Step, DayMs);
        series.addTraded(Start + Step - 1, 100, 100, 100, 1, 0);
        series.addTraded(Start + Step + MinuteMs, 105, 105, 105, 1, 0);
        series.addTraded(Start + Step - 2, 111, 111, 111, 1, 0);
        QCOMPARE(*series.at(Start), (Bar{Start, 100, 111, 100, 100, 2, 2.0})); // it closed with what came last
        QCOMPARE(series.lateDropped(), std::uint64_t(0));
        series.addTraded(Start + Step + MinuteMs - LateDataMs - 1, 200, 200, 200, 1, 0);
        series.touchMark(Start, 1);
        QCOMPARE(series.lateDropped(), std::uint64_t(2));
        QCOMPARE(series.at(Start)->high, 111.0);
        QCOMPARE(series.at(Start)->low, 100.0);
    }

    void isProvisionalForTwoMinutes()
    {
        QVERIFY(isProvisional(Start, Step, Start));
        QVERIFY(isProvisional(Start, Step, Start + Step + 2 * MinuteMs - 1));
        QVERIFY(!isProvisional(Start, Step, Start + Step + 2 * MinuteMs));
    }

    void forgetsWhatIsOlderThanItKeeps()
    {
        BarSeries series(MinuteMs, 7 * HourMs);
        for (int i = 0; i < 10'000; ++i)
            series.touchMark(Start + i * MinuteMs, 100 + i % 7);
        QCOMPARE(series.size(), std::size_t(7 * 60));
        QCOMPARE(series.oldest()->openMs, Start + (10'000 - 420) * MinuteMs);
        series.putHistory(bar(Start));
        QCOMPARE(series.size(), std::size_t(7 * 60));
        QCOMPARE(series.historyVersion(), std::uint64_t(0));
        series.touchMark(Start + 1000 * DayMs, 5); // after a long sleep
        QCOMPARE(series.size(), std::size_t(1));
        QCOMPARE(series.bars().begin(), series.from(Start + 1000 * DayMs).begin());
    }

    void refusesRubbish()
    {
        BarSeries series(Step, DayMs);
        series.putHistory(bar(Start + 1)); // between two bars
        series.putHistory({Start, 0, 1, 1, 1, 1, {}});
        series.putHistory({Start, 1, 1, 1, 1, -1, {}});
        series.putHistory({Start, 1, qInf(), 1, 1, 1, {}});
        series.addTraded(Start, 1, 0, 1, 1, 1);
        series.addTraded(-5, 1, 1, 1, 1, 1);
        series.touchMark(Start, qQNaN());
        QVERIFY(series.bars().empty());
    }
};

QTEST_GUILESS_MAIN(TestBarSeries)
#include "tst_barseries.moc"
