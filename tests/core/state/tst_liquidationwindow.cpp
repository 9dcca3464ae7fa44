#include "core/state/liquidationwindow.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Noon = 20'000 * DayMs + 12 * HourMs;

std::vector<LiquidationMinute> flat(const LiquidationWindow &window)
{
    std::vector<LiquidationMinute> minutes;
    for (const LiquidationDay &day : window.minuteSums())
        minutes.insert(minutes.end(), day->begin(), day->end());
    return minutes;
}

} // namespace

/// Sliding sums of liquidations and their minutes.
class TestLiquidationWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsOneFourAndTwentyFourHours()
    {
        LiquidationWindow window;
        window.advance(Noon);
        window.add(Noon - 10 * MinuteMs, PositionSide::Long, 1);
        window.add(Noon - 2 * HourMs, PositionSide::Long, 10);
        window.add(Noon - 5 * HourMs, PositionSide::Short, 100); // the same UTC day
        window.add(Noon - 20 * HourMs, PositionSide::Short, 1000); // the day before
        window.add(Noon - 25 * HourMs, PositionSide::Short, 10000);
        const LiquidationSums hour{1, 0}, four{11, 0}, day{11, 1100};
        QCOMPARE(window.hour(), hour);
        QCOMPARE(window.fourHours(), four);
        QCOMPARE(window.day(), day);
        window.advance(Noon + MinuteMs);
        QCOMPARE(window.day(), day);
        window.advance(Noon + 2 * HourMs);
        QCOMPARE(window.hour(), LiquidationSums());
        QCOMPARE(window.fourHours(), four);
        QCOMPARE(window.day(), day);
        window.advance(Noon + 2 * DayMs);
        QCOMPARE(window.day(), LiquidationSums());
    }

    void aMinuteLeavesWhenItsBeginningIsOlderThanTheWindow()
    {
        LiquidationWindow window;
        window.add(Noon + 30 * SecondMs, PositionSide::Long, 5);
        window.advance(Noon + HourMs);
        QCOMPARE(window.hour().longUsd, 5.0);
        window.advance(Noon + HourMs + 1);
        QCOMPARE(window.hour().longUsd, 0.0);
        QCOMPARE(window.fourHours().longUsd, 5.0);
    }

    void keepsMinutesInOrderWhateverCameFirst()
    {
        LiquidationWindow window;
        for (const TimeMs ago : {0, 26, 3, 50, 26, 2})
            window.add(Noon - ago * HourMs, PositionSide::Long, 1 + static_cast<double>(ago));
        const auto minutes = flat(window);
        QCOMPARE(minutes.size(), std::size_t(5));
        QVERIFY(std::is_sorted(
            minutes.begin(), minutes.end(), [](const auto &a, const auto &b) { return a.minuteMs < b.minuteMs; }));
        QCOMPARE(minutes[1].minuteMs, Noon - 26 * HourMs);
        QCOMPARE(minutes[1].usd.longUsd, 54.0); // both of that minute
    }

    void findsASingleMinute()
    {
        LiquidationWindow window;
        const TimeMs day = 20'000 * DayMs;
        window.add(day - MinuteMs + 5, PositionSide::Short, 7);
        window.add(day + 30 * SecondMs, PositionSide::Long, 10);
        window.add(day + 59 * SecondMs, PositionSide::Short, 3);
        QCOMPARE(window.minute(day), (LiquidationSums{10, 3}));
        QCOMPARE(window.minute(day - MinuteMs), (LiquidationSums{0, 7}));
        QCOMPARE(window.minute(day + MinuteMs), LiquidationSums());
        QCOMPARE(window.minute(day - DayMs), LiquidationSums());
    }
    void sharesTheDaysThatAreOver()
    {
        LiquidationWindow window;
        window.add(Noon - DayMs, PositionSide::Long, 1);
        window.add(Noon, PositionSide::Long, 2);
        const auto before = window.minuteSums();
        const std::uint64_t version = window.version();
        window.add(Noon + MinuteMs, PositionSide::Short, 4);
        QVERIFY(window.version() != version);
        const auto after = window.minuteSums();
        QCOMPARE(before.size(), std::size_t(2));
        QCOMPARE(before[0], after[0]); // the same object
        QCOMPARE(before[1]->size(), std::size_t(1)); // what was given out does not change
        QCOMPARE(after[1]->size(), std::size_t(2));
        window.add(Noon - DayMs, PositionSide::Short, 8); // late
        QCOMPARE(before[0]->front().usd.shortUsd, 0.0);
        QCOMPARE(window.minuteSums()[0]->front().usd.shortUsd, 8.0);
    }

    void forgetsAfterThirtyDays()
    {
        LiquidationWindow window;
        window.add(Noon, PositionSide::Long, 1);
        window.add(Noon + 2 * DayMs, PositionSide::Long, 1);
        window.advance(Noon + 31 * DayMs);
        QCOMPARE(flat(window).size(), std::size_t(1));
        window.add(Noon, PositionSide::Long, 1); // too old to be taken
        QCOMPARE(flat(window).size(), std::size_t(1));
        window.advance(Noon + 40 * DayMs);
        QVERIFY(flat(window).empty());
        QVERIFY(!window.isSeenSince(Noon));
    }

    void knowsTheSecondsOfAMinute()
    {
        LiquidationWindow window;
        for (const TimeMs second : {0, 7, 7, 59})
            window.add(Noon + second * 1000 + 999, PositionSide::Long, 1);
        window.add(Noon + MinuteMs, PositionSide::Long, 1);
        QCOMPARE(flat(window).front().seconds, std::uint64_t{1} | std::uint64_t{1} << 7 | std::uint64_t{1} << 59);
        QCOMPARE(flat(window).back().seconds, std::uint64_t{1});
    }

    void knowsWhetherAnyWasSeen()
    {
        LiquidationWindow window;
        QVERIFY(!window.isSeenSince(0));
        window.add(Noon, PositionSide::Long, 1);
        QVERIFY(window.isSeenSince(Noon - MinuteMs));
        QVERIFY(!window.isSeenSince(Noon + 2 * MinuteMs));
    }
};

QTEST_GUILESS_MAIN(TestLiquidationWindow)
#include "tst_liquidationwindow.moc"
