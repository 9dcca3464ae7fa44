#include "core/state/historyprogress.h"

#include <QtTest>

#include <set>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1000 * DayMs;
constexpr TimeMs Five = 5 * MinuteMs;

struct Desk {
    /// A venue with that many contracts of BTC.
    void list(const std::string &venue, int contracts, bool pastBars, bool pastOpenInterest)
    {
        auto reference = std::make_shared<Reference>();
        reference->venue.id = venue;
        reference->venue.pastBars = pastBars;
        reference->venue.pastOpenInterest = pastOpenInterest;
        for (int i = 0; i < contracts; ++i) {
            Instrument each;
            each.venue = venue;
            each.symbol = "BTC" + std::to_string(i);
            each.asset = "BTC";
            each.id = names.intern(venue, each.symbol);
            reference->instruments.push_back(each);
        }
        state.apply(ReferencePtr(reference));
    }
    void take(const std::string &venue, int contract, Payload payload)
    {
        state.apply(Observation{names.intern(venue, "BTC" + std::to_string(contract)), Now, Now, std::move(payload)});
    }
    void reach(const std::string &venue, int contract, HistoryKind kind, TimeMs fromAgoMs, TimeMs toAgoMs = 0)
    {
        take(venue, contract, HistoryReach{kind, Five, Now - fromAgoMs, Now - toAgoMs});
    }
    HistoryProgress progress(TimeMs laterMs = 0) const
    {
        return historyProgress(
            *state.asset("BTC"), Now + laterMs, [this](const std::string &venue) { return !done.contains(venue); });
    }

    InstrumentNames names;
    MarketState state;
    std::set<std::string> done; ///< venues from which nothing more comes
};

using Part = HistoryProgress::Part;

} // namespace

class TestHistoryProgress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsOnlyVenuesThatPublish()
    {
        Desk desk;
        desk.list("a", 1, true, true);
        desk.list("b", 1, true, false);
        desk.list("c", 1, false, false);
        QCOMPARE(desk.progress().bars, (Part{2, 0, 0}));
        QCOMPARE(desk.progress().openInterest, (Part{1, 0, 0}));
    }

    void aVenueCountsWhenAllItsContractsReach()
    {
        Desk desk;
        desk.list("a", 2, true, true);
        desk.reach("a", 0, HistoryKind::Candles, 7 * DayMs);
        QCOMPARE(desk.progress().bars, (Part{1, 0, 0}));
        desk.reach("a", 1, HistoryKind::Candles, 7 * DayMs);
        QCOMPARE(desk.progress().bars, (Part{1, 1, 0}));
        QVERIFY(desk.progress().bars.isUsable() && !desk.progress().bars.isComplete());
        QCOMPARE(desk.progress().openInterest, (Part{1, 0, 0}));
        QCOMPARE(desk.progress(2 * DayMs).bars, (Part{1, 1, 0})); // and it goes on counting
    }

    void aListingOfYesterdayIsComplete()
    {
        Desk desk;
        desk.list("a", 1, true, true);
        desk.take("a", 0, OpenInterest{5.0, {}, Now - DayMs});
        desk.reach("a", 0, HistoryKind::OpenInterest, 7 * DayMs);
        desk.reach("a", 0, HistoryKind::OpenInterest, 30 * DayMs, 7 * DayMs); // nothing older came
        QCOMPARE(desk.progress().openInterest, (Part{1, 1, 1}));
    }

    void aGapIsNotPassedOver()
    {
        Desk desk;
        desk.list("a", 1, true, true);
        desk.reach("a", 0, HistoryKind::Candles, 30 * DayMs, 7 * DayMs); // the newest week failed
        QCOMPARE(desk.progress().bars, (Part{1, 0, 0}));
        desk.take("a", 0, HistoryReach{HistoryKind::Candles, MinuteMs, Now - 7 * DayMs, Now}); // another step
        QCOMPARE(desk.progress().bars, (Part{1, 0, 0}));
        desk.reach("a", 0, HistoryKind::Candles, 7 * DayMs); // after all: it joins on to what came before
        QCOMPARE(desk.progress().bars, (Part{1, 1, 1}));
    }

    void whatDoesNotComeAnyMoreIsNotUnderWay()
    {
        Desk desk;
        desk.list("a", 1, true, true);
        desk.list("b", 1, true, false);
        desk.reach("a", 0, HistoryKind::Candles, 30 * DayMs);
        QVERIFY(desk.progress().bars.isUnderWay());
        QCOMPARE(desk.progress().bars, (Part{2, 1, 1, 0}));
        desk.done = {"a", "b"};
        QCOMPARE(desk.progress().bars, (Part{2, 1, 1, 1}));
        QVERIFY(!desk.progress().bars.isUnderWay());
        QCOMPARE(desk.progress().openInterest, (Part{1, 0, 0, 1}));
        desk.reach("b", 0, HistoryKind::Candles, 7 * DayMs); // after a reconnect it comes all the same
        QCOMPARE(desk.progress().bars, (Part{2, 2, 1, 0}));
    }

    void aVenueThatStartsWillAskYet()
    {
        VenueHealth health;
        health.state = HealthState::Starting;
        QVERIFY(isFetchingHistory(health));
        health.state = HealthState::Live;
        QVERIFY(!isFetchingHistory(health));
        health.historyProgress = "candles 3/8";
        QVERIFY(isFetchingHistory(health));
        health.state = HealthState::Down;
        health.historyProgress.clear();
        QVERIFY(!isFetchingHistory(health));
    }

    void withoutTheFeedsWordTheOldestValueTells()
    {
        Desk desk;
        desk.list("a", 1, true, true);
        desk.take("a", 0, OpenInterest{5.0, {}, Now - 8 * DayMs});
        desk.take("a", 0, Candle{Now - 30 * DayMs, Five, 1, 1, 1, 1, 1, {}});
        QCOMPARE(desk.progress().openInterest, (Part{1, 1, 0}));
        QCOMPARE(desk.progress().bars, (Part{1, 1, 1}));
    }
};

QTEST_GUILESS_MAIN(TestHistoryProgress)
#include "tst_historyprogress.moc"
