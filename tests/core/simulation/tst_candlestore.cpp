#include <QtTest/QtTest>

#include "core/simulation/candlestore.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr TimeMs Begin = 1'772'000'100'000; // a multiple of five minutes

Candle print(TimeMs timeMs, double price, double base, bool isBuy = false)
{
    return {timeMs, price, price, price, price, base, isBuy ? base : 0, price * base};
}

} // namespace

class TestCandleStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumsPrintsIntoBars();
    void quietMinutesStandAtTheLastPrice();
    void answersOnlyWholeFirstBars();
    void splitsOldBarsIntoMinutesWithTheSameSums();
    void lastDayLeavesOutWhatIsOlder();
    void outsideTheKeptTimeThereIsNothing();
};

void TestCandleStore::sumsPrintsIntoBars()
{
    CandleStore store(0.1);
    store.merge(print(Begin, 100, 1, true), true);
    store.merge(print(Begin + 20'000, 103, 2), true);
    store.merge(print(Begin + 59'999, 101, 3), true);
    store.merge(print(Begin + 60'000, 99, 4), true);
    const auto minutes = store.bars(MinuteMs, Begin, Begin + HourMs);
    QCOMPARE(minutes.size(), std::size_t(2));
    QCOMPARE(minutes[0], (Candle{Begin, 100, 103, 100, 101, 6, 1, 609}));
    QCOMPARE(minutes[1], (Candle{Begin + MinuteMs, 99, 99, 99, 99, 4, 0, 396}));
    const auto fives = store.bars(5 * MinuteMs, Begin, Begin + HourMs);
    QCOMPARE(fives.size(), std::size_t(1));
    QCOMPARE(fives[0], (Candle{Begin, 100, 103, 99, 99, 10, 1, 1005}));
}

void TestCandleStore::quietMinutesStandAtTheLastPrice()
{
    CandleStore store(0.1);
    store.merge(print(Begin, 100, 1), true);
    store.advance(Begin + 3 * MinuteMs, 100, true);
    store.merge(print(Begin + 3 * MinuteMs + 5, 104, 1), true);
    const auto minutes = store.bars(MinuteMs, Begin, Begin + HourMs);
    QCOMPARE(minutes.size(), std::size_t(4));
    QCOMPARE(minutes[2], (Candle{Begin + 2 * MinuteMs, 100, 100, 100, 100, 0, 0, 0}));
    QCOMPARE(minutes[3].open, 104.0); // a bar opens with its first trade, not with the price before it
    QCOMPARE(minutes[3].low, 104.0);
}

void TestCandleStore::answersOnlyWholeFirstBars()
{
    CandleStore store(0.1);
    for (int i = 0; i < 60; ++i)
        store.merge(print(Begin + i * MinuteMs, 100 + i, 1), true);
    const auto bars = store.bars(15 * MinuteMs, Begin + 1, Begin + HourMs);
    QVERIFY(!bars.empty());
    for (std::size_t i = 0; i + 1 < bars.size(); ++i) {
        QCOMPARE(bars[i].openMs % (15 * MinuteMs), 0);
        QCOMPARE(bars[i].base, 15.0);
    }
    QVERIFY(bars.front().openMs > Begin);
}

void TestCandleStore::splitsOldBarsIntoMinutesWithTheSameSums()
{
    CandleStore store(0.1);
    const Candle five{Begin, 100, 110, 95, 104, 50, 20, 5100};
    store.merge(five, false);
    store.merge(print(Begin + 5 * MinuteMs, 105, 1), true);
    const auto minutes = store.bars(MinuteMs, Begin, Begin + HourMs);
    QCOMPARE(minutes.size(), std::size_t(6));
    double base = 0, high = 0, low = 1e9;
    for (std::size_t i = 0; i < 5; ++i) {
        base += minutes[i].base;
        high = std::max(high, minutes[i].high);
        low = std::min(low, minutes[i].low);
        QVERIFY(minutes[i].low <= std::min(minutes[i].open, minutes[i].close));
        QVERIFY(minutes[i].high >= std::max(minutes[i].open, minutes[i].close));
    }
    QCOMPARE(base, 50.0);
    QCOMPARE(high, 110.0);
    QCOMPARE(low, 95.0);
    QCOMPARE(minutes[0].open, 100.0);
    QCOMPARE(minutes[4].close, 104.0);
}

void TestCandleStore::lastDayLeavesOutWhatIsOlder()
{
    CandleStore store(0.1);
    store.merge({Begin - DayMs, 50, 200, 10, 60, 1000, 0, 1e5}, false);
    store.merge(print(Begin, 100, 1), true);
    QCOMPARE(store.lastDay().base, 1.0);
    QCOMPARE(store.lastDay().high, 100.0);
    QCOMPARE(store.lastDay().open, 100.0);
}

void TestCandleStore::outsideTheKeptTimeThereIsNothing()
{
    CandleStore store(0.1);
    QVERIFY(store.bars(MinuteMs, 0, Begin).empty());
    store.merge(print(Begin, 100, 1), true);
    QVERIFY(store.bars(MinuteMs, 0, Begin).empty());
    QVERIFY(store.bars(MinuteMs, Begin + HourMs, Begin + DayMs).empty());
    QVERIFY(store.bars(SecondMs, 0, Begin + HourMs).empty());
    constexpr TimeMs Far = std::numeric_limits<TimeMs>::max();
    QCOMPARE(store.bars(DayMs, std::numeric_limits<TimeMs>::min() / 2, Far).size(), std::size_t(0)); // began midway
    QCOMPARE(store.bars(MinuteMs, 0, Far).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestCandleStore)
#include "tst_candlestore.moc"
