#include "core/feed/historyplan.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr InstrumentId btc{1}, eth{2};
Decoded::Row settled(InstrumentId instrument, TimeMs at, double rate = 0.1)
{
    return {instrument, Settlement{rate, at}};
}

HistoryRange range(HistoryKind kind) { return {kind, 1, 100, 5}; }

} // namespace

class TestHistoryPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handsOnAllPagesOldestFirst()
    {
        HistoryPlan plan;
        const auto task = plan.add(btc, range(HistoryKind::Funding), 2);
        QVERIFY(!plan.pageCame(task, {settled(btc, 40), settled(btc, 30)}));
        const auto rows = plan.pageCame(task, {settled(btc, 30, 0.2), settled(btc, 10), settled(btc, 20)});
        QVERIFY(rows);
        std::vector<TimeMs> times;
        for (const auto &row : rows->rows)
            times.push_back(std::get<Settlement>(row.payload).timeMs);
        QCOMPARE(times, (std::vector<TimeMs>{10, 20, 30, 40}));
        QVERIFY(plan.isDone());
    }
    void leavesOutWhatWasNotAskedFor()
    {
        HistoryPlan plan;
        const auto task = plan.add(btc, range(HistoryKind::OpenInterest), 1);
        const auto rows = plan.pageCame(task,
            {settled(btc, 1), {eth, OpenInterest{1.0, {}, 5}}, {btc, OpenInterest{1.0, {}, {}}},
                {btc, OpenInterest{2.0, {}, 6}}});
        QCOMPARE(rows->rows.size(), std::size_t(1));
        QCOMPARE(std::get<OpenInterest>(rows->rows.front().payload).timeMs, std::optional<TimeMs>(6));
    }
    void leavesOutSettlementsOfBeforeTheRange()
    {
        HistoryPlan plan;
        HistoryRange late = range(HistoryKind::Funding);
        late.fromMs = 20;
        const auto rows = plan.pageCame(plan.add(btc, late, 1), {settled(btc, 10), settled(btc, 20), settled(btc, 30)});
        QCOMPARE(rows->rows.size(), std::size_t(2));
        QCOMPARE(std::get<Settlement>(rows->rows.front().payload).timeMs, TimeMs(20));
    }
    void anEmptyPageEndsNothing()
    {
        HistoryPlan plan;
        const auto task = plan.add(btc, range(HistoryKind::Candles), 2);
        QVERIFY(!plan.pageCame(task, {}));
        QCOMPARE(plan.pageCame(task, {{btc, Candle{5, 60, 1, 1, 1, 1, 1, {}}}})->rows.size(), std::size_t(1));
        QVERIFY(!plan.pageCame(task, {})); // over
    }
    void saysWhatWasAskedForAndWhetherAllCame()
    {
        HistoryPlan plan;
        const auto whole = plan.add(btc, range(HistoryKind::Funding), 1);
        const auto broken = plan.add(eth, range(HistoryKind::Funding), 2);
        const auto first = plan.pageCame(whole, {});
        QVERIFY(first && first->isWhole);
        QCOMPARE(first->instrument, btc);
        QCOMPARE(first->range.toMs, TimeMs(100));
        QVERIFY(!plan.pageFailed(broken));
        const auto second = plan.pageCame(broken, {settled(eth, 5)});
        QVERIFY(second && !second->isWhole);
        QCOMPARE(second->rows.size(), std::size_t(1));
        QVERIFY(!plan.pageFailed(broken)); // over
    }
    void tellsItsProgress()
    {
        HistoryPlan plan;
        QCOMPARE(plan.progress(), std::string());
        const auto first = plan.add(btc, range(HistoryKind::Funding), 1);
        const auto second = plan.add(eth, range(HistoryKind::Funding), 1);
        const auto third = plan.add(btc, range(HistoryKind::OpenInterest), 1);
        plan.add(btc, range(HistoryKind::Candles), 0); // the venue has none
        QCOMPARE(plan.progress(), std::string("funding history 0/2"));
        plan.pageCame(second, {});
        QCOMPARE(plan.progress(), std::string("funding history 1/2"));
        plan.pageCame(first, {});
        QCOMPARE(plan.progress(), std::string("open-interest history 0/1"));
        plan.pageCame(third, {});
        QCOMPARE(plan.progress(), std::string());
        plan.add(btc, range(HistoryKind::Funding), 1);
        QCOMPARE(plan.progress(), std::string("funding history 0/1"));
    }
};

QTEST_GUILESS_MAIN(TestHistoryPlan)
#include "tst_historyplan.moc"
