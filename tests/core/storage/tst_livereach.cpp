#include "core/storage/livereach.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'040'000; // a full minute
const InstrumentId Btc{1};

/// A venue whose minutes are closed in order, a beat a second of transport time.
struct Desk {
    LiveReach reach;
    TimeMs now = Start;
    double speed = 1;

    Desk() { reach.take(Beat{now, now}); }
    void say(HealthState trades, HealthState interest = HealthState::Live, TimeMs silentMs = 0)
    {
        VenueHealth health;
        health.venue = "bybit";
        health.of(StreamType::Trade) = {trades, now, now - silentMs, 1};
        health.of(StreamType::OpenInterest) = {interest, now, now, 1};
        reach.take(health);
    }
    void pass(TimeMs ms)
    {
        for (const TimeMs end = now + ms; now < end;) {
            now += SecondMs;
            reach.take(Beat{now, now});
        }
    }
    /// Bars' reach of a minute, as minutes since the start: {from, to}; {-1, -1}: none.
    std::pair<int, int> bars(int minute, bool isTraded = true) { return of(minute, HistoryKind::Candles, isTraded); }
    std::pair<int, int> of(int minute, HistoryKind kind, bool isTraded = true)
    {
        StoredMinute row{Btc, Start + minute * MinuteMs, StoredBar{1, 1, 1, 1, {}, {}}, OpenInterest{1.0, {}, {}}, {}};
        if (isTraded)
            row.bar->baseVolume = 1;
        std::pair found{-1, -1};
        for (const HistoryReach &each : reach.close("bybit", row)) {
            if (each.kind == kind)
                found = {static_cast<int>((each.fromMs - Start) / MinuteMs),
                    static_cast<int>((each.toMs - Start) / MinuteMs)};
        }
        return found;
    }
};

constexpr std::pair None{-1, -1};

} // namespace

class TestLiveReach : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheFirstWholeMinute()
    {
        Desk desk;
        desk.say(HealthState::Live);
        desk.pass(5 * MinuteMs);
        QCOMPARE(desk.bars(0), None); // it may have begun anywhere in it
        QCOMPARE(desk.bars(1), std::pair(1, 2));
        QCOMPARE(desk.bars(2), std::pair(1, 3));
        QCOMPARE(desk.bars(4), None); // a minute without anything is no whole one
        QCOMPARE(desk.bars(5), std::pair(5, 6));
    }

    void anOutageCostsTheMinutesThatItTouches()
    {
        Desk desk;
        desk.say(HealthState::Live);
        desk.pass(3 * MinuteMs + 20 * SecondMs);
        desk.say(HealthState::Down, HealthState::Live, 5 * SecondMs);
        desk.pass(2 * MinuteMs);
        desk.say(HealthState::Live); // at 5:20
        desk.pass(5 * MinuteMs);
        desk.bars(0);
        QCOMPARE(desk.bars(1), std::pair(1, 2));
        QCOMPARE(desk.bars(2), std::pair(1, 3));
        for (const int minute : {3, 4, 5})
            QCOMPARE(desk.bars(minute), None);
        QCOMPARE(desk.bars(6), std::pair(6, 7));
        desk.of(0, HistoryKind::OpenInterest);
    }

    void silenceCountsFromTheLastFrame()
    {
        Desk desk;
        desk.say(HealthState::Live);
        desk.pass(4 * MinuteMs + 10 * SecondMs);
        desk.say(HealthState::Mute, HealthState::Live, 90 * SecondMs); // silent since 2:40
        desk.pass(10 * SecondMs);
        desk.say(HealthState::Live);
        desk.pass(5 * MinuteMs);
        desk.bars(0);
        QCOMPARE(desk.bars(1), std::pair(1, 2));
        for (const int minute : {2, 3, 4})
            QCOMPARE(desk.bars(minute), None);
        QCOMPARE(desk.bars(5), std::pair(5, 6));
    }

    void theStreamsOfAVenueAreApart()
    {
        Desk desk;
        desk.say(HealthState::Live, HealthState::Stale);
        desk.pass(4 * MinuteMs);
        desk.bars(0);
        QCOMPARE(desk.bars(1), std::pair(1, 2));
        QCOMPARE(desk.of(1, HistoryKind::OpenInterest), None);
    }

    void aSleepBreaksAll()
    {
        Desk desk;
        desk.say(HealthState::Live);
        desk.pass(2 * MinuteMs + 30 * SecondMs);
        desk.now += HourMs;
        desk.reach.take(Beat{desk.now, desk.now}); // one beat tells the whole time
        desk.pass(5 * MinuteMs);
        desk.bars(0);
        QCOMPARE(desk.bars(1), std::pair(1, 2));
        QCOMPARE(desk.bars(2), None);
        QCOMPARE(desk.bars(62), None);
        QCOMPARE(desk.bars(63), std::pair(63, 64));
    }

    void knowsNothingWhereNoTradesAreHeard()
    {
        Desk desk;
        desk.say(HealthState::Live);
        desk.pass(4 * MinuteMs);
        for (const int minute : {0, 1, 2})
            QCOMPARE(desk.bars(minute, false), None);
        QVERIFY(desk.reach.close("okx", {Btc, Start, StoredBar{1, 1, 1, 1, 1.0, {}}, {}, {}}).empty()); // never spoke
    }
};

QTEST_GUILESS_MAIN(TestLiveReach)
#include "tst_livereach.moc"
