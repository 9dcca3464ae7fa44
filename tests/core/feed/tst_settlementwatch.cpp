#include "core/feed/settlementwatch.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr InstrumentId btc{1}, eth{2};
Funding next(TimeMs at) { return {0.1, {}, at, {}}; }

} // namespace

class TestSettlementWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksThriceForASettlementThatNobodyTold()
    {
        SettlementWatch watch;
        watch.saw(btc, next(HourMs), 0);
        watch.saw(btc, next(HourMs + 500), 10); // the same one, stamped otherwise
        QVERIFY(watch.due(DayMs).empty());
        watch.saw(btc, next(2 * HourMs), 1000);
        QVERIFY(watch.due(5999).empty());
        const auto missing = watch.due(6000);
        QCOMPARE(missing.size(), std::size_t(1));
        QCOMPARE(missing[0].instrument, btc);
        QCOMPARE(missing[0].settledMs, HourMs);
        QVERIFY(watch.due(25'999).empty());
        QCOMPARE(watch.due(26'000).size(), std::size_t(1));
        QVERIFY(watch.due(115'999).empty());
        QCOMPARE(watch.due(116'000).size(), std::size_t(1));
        QVERIFY(watch.due(DayMs).empty());
    }
    void asksNoMoreWhenItWasSeen()
    {
        SettlementWatch watch;
        for (const InstrumentId each : {btc, eth}) {
            watch.saw(each, next(HourMs), 0);
            watch.saw(each, next(2 * HourMs), 0);
        }
        watch.saw(btc, Settlement{0.1, HourMs + 4000});
        watch.saw(eth, Settlement{0.1, HourMs + 2 * MinuteMs}); // another one
        const auto missing = watch.due(5000);
        QCOMPARE(missing.size(), std::size_t(1));
        QCOMPARE(missing[0].instrument, eth);
    }
    void knowsNothingWithoutATime()
    {
        SettlementWatch watch;
        watch.saw(btc, Funding{0.1, {}, {}, {}}, 0);
        watch.saw(btc, Funding{0.2, {}, {}, {}}, 0);
        QVERIFY(watch.due(DayMs).empty());
    }
};

QTEST_GUILESS_MAIN(TestSettlementWatch)
#include "tst_settlementwatch.moc"
