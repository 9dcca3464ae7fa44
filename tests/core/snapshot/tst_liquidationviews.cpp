#include "core/snapshot/liquidationviews.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Noon = 20'000 * DayMs + 12 * HourMs;

void kill(AssetState &state, TimeMs timeMs, double usd)
{
    LiquidationPrint print;
    print.timeMs = timeMs;
    print.price = 100;
    print.usd = usd;
    state.liquidations.add(timeMs, print.side, usd);
    state.liquidationTape.add("bybit", print);
}

} // namespace

/// What the screen gets of liquidations, and when it is made anew.
class TestLiquidationViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheSameObjectWhileNothingChanged()
    {
        AssetState state;
        LiquidationViews views;
        kill(state, Noon, 5);
        const auto first = views.viewOf(state, 0.5);
        QCOMPARE(views.viewOf(state, 0.5), first);
        QCOMPARE(first->hour.longUsd, 5.0);
        QCOMPARE(first->log.minuteSums.front()->front().usd.longUsd, 5.0);
        QVERIFY(!first->sinceMs);
        kill(state, Noon + 1, 6);
        const auto second = views.viewOf(state, 0.5);
        QVERIFY(second != first);
        QCOMPARE(second->day.longUsd, 11.0);
        QCOMPARE(second->log.chunks.back()->size(), std::size_t(2));
        QCOMPARE(first->log.chunks.back()->size(), std::size_t(1));
    }

    void sharesTheListWhenOnlyNumbersChanged()
    {
        AssetState state;
        LiquidationViews views;
        kill(state, Noon, 5);
        const auto first = views.viewOf(state, 0.5);
        state.liquidationsSinceMs = Noon - 1;
        const auto second = views.viewOf(state, 0.6);
        QVERIFY(second != first);
        QCOMPARE(second->coverage, 0.6);
        QCOMPARE(*second->sinceMs, Noon - 1);
        QCOMPARE(second->log, first->log); // pointers are compared
        state.liquidations.advance(Noon + 2 * HourMs);
        const auto third = views.viewOf(state, 0.6);
        QCOMPARE(third->hour.longUsd, 0.0);
        QCOMPARE(third->fourHours.longUsd, 5.0);
        QCOMPARE(third->log, first->log);
    }
};

QTEST_GUILESS_MAIN(TestLiquidationViews)
#include "tst_liquidationviews.moc"
