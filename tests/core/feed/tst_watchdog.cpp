#include "core/feed/watchdog.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr StreamType allTypes[] = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume,
    StreamType::Liquidation, StreamType::Trade};

std::array<StreamCadence, StreamTypeCount> cadences(TimeMs gapMs)
{
    std::array<StreamCadence, StreamTypeCount> cadence;
    cadence.fill({gapMs, false});
    return cadence;
}

Watchdog started(std::vector<StreamType> carries, TimeMs gapMs)
{
    Watchdog dog(carries, cadences(gapMs), {});
    dog.began(0);
    return dog;
}

} // namespace

Q_DECLARE_METATYPE(isobar::StreamType)
Q_DECLARE_METATYPE(isobar::HealthState)

class TestWatchdog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsStaleAndMute_data()
    {
        QTest::addColumn<StreamType>("type");
        QTest::addColumn<qint64>("gapMs");
        QTest::addColumn<qint64>("silenceMs");
        QTest::addColumn<HealthState>("state");
        const auto row = [](const char *name, StreamType type, qint64 gap, qint64 silence, HealthState state) {
            QTest::newRow(name) << type << gap << silence << state;
        };
        row("mark fresh", StreamType::Mark, 3000, 5000, HealthState::Live);
        row("mark stale after 5 s", StreamType::Mark, 3000, 5001, HealthState::Stale);
        row("mark not yet mute", StreamType::Mark, 3000, 15'000, HealthState::Stale);
        row("mark mute after 5 gaps", StreamType::Mark, 3000, 15'001, HealthState::Mute);
        row("fast mark mute not before 5 s", StreamType::Mark, 100, 5000, HealthState::Live);
        row("fast mark mute after 5 s", StreamType::Mark, 100, 5001, HealthState::Mute);
        row("funding fresh for 3 min", StreamType::Funding, 60'000, 180'000, HealthState::Live);
        row("funding stale", StreamType::Funding, 60'000, 180'001, HealthState::Stale);
        row("funding mute", StreamType::Funding, 60'000, 300'001, HealthState::Mute);
        row("slow funding: 3 polls", StreamType::Funding, 100'000, 299'000, HealthState::Live);
        row("interest fresh for 3 polls", StreamType::OpenInterest, 10'000, 30'000, HealthState::Live);
        row("interest stale", StreamType::OpenInterest, 10'000, 30'001, HealthState::Stale);
        row("interest mute", StreamType::OpenInterest, 10'000, 50'001, HealthState::Mute);
        row("volume stale", StreamType::Volume, 10'000, 30'001, HealthState::Stale);
        row("trades are never stale", StreamType::Trade, 2000, 10'000, HealthState::Live);
        row("trades mute", StreamType::Trade, 2000, 10'001, HealthState::Mute);
    }
    void knowsStaleAndMute()
    {
        QFETCH(StreamType, type);
        QFETCH(qint64, gapMs);
        QFETCH(qint64, silenceMs);
        QFETCH(HealthState, state);
        Watchdog dog = started({type}, gapMs);
        dog.seen(type, 1000);
        QCOMPARE(dog.state(type, 1000 + silenceMs), state);
        QCOMPARE(dog.silenceMs(type, 1000 + silenceMs), TimeMs(silenceMs));
    }
    void anAcknowledgedStreamThatNeverSpeaksIsMute()
    {
        Watchdog dog = started({StreamType::Mark}, 1000);
        QCOMPARE(dog.state(StreamType::Mark, 5000), HealthState::Starting);
        QCOMPARE(dog.state(StreamType::Mark, 5001), HealthState::Mute);
        QCOMPARE(dog.state(StreamType::Trade, 5001), HealthState::Off); // not expected here
    }
    void aMuteStreamStaysMuteUntilItSpeaks()
    {
        Watchdog dog = started({StreamType::Mark, StreamType::Funding}, 1000);
        dog.seen(StreamType::Funding, 5900);
        QVERIFY(dog.noteMute(6000));
        dog.began(6000); // connected anew
        QCOMPARE(dog.state(StreamType::Mark, 6100), HealthState::Mute);
        QCOMPARE(dog.state(StreamType::Funding, 6100), HealthState::Starting);
        dog.seen(StreamType::Mark, 6200);
        QCOMPARE(dog.state(StreamType::Mark, 6300), HealthState::Live);
        QVERIFY(!dog.noteMute(6300));
    }
    void aReplacementCountsWhatItsPredecessorBrought()
    {
        Watchdog old = started({StreamType::Mark, StreamType::Funding}, 1000);
        old.seen(StreamType::Mark, 100);
        Watchdog next = started({StreamType::Mark, StreamType::Funding}, 1000);
        next.began(3000);
        next.takeOver(old);
        QCOMPARE(next.state(StreamType::Mark, 3000), HealthState::Live);
        QCOMPARE(next.silenceMs(StreamType::Mark, 3000), TimeMs(2900));
        QCOMPARE(next.state(StreamType::Funding, 3000), HealthState::Starting);
    }
    void liquidationsAreSilentByNature()
    {
        Watchdog dog = started({StreamType::Liquidation}, 1000);
        QCOMPARE(dog.state(StreamType::Liquidation, DayMs), HealthState::Live);
    }
    void liquidationsAreMuteWithAllElseOnTheirConnection()
    {
        Watchdog dog = started({StreamType::Liquidation, StreamType::Mark, StreamType::Trade}, 1000);
        dog.seen(StreamType::Mark, 100);
        dog.seen(StreamType::Trade, 3000);
        QCOMPARE(dog.state(StreamType::Liquidation, 6000), HealthState::Live); // trades still came
        QCOMPARE(dog.state(StreamType::Liquidation, 8001), HealthState::Mute);
    }
    void noTimePassesWhileHeld()
    {
        Watchdog dog = started({StreamType::Mark}, 1000);
        dog.seen(StreamType::Mark, 1000);
        dog.held(2000);
        QCOMPARE(dog.state(StreamType::Mark, 60'000), HealthState::Live);
        dog.resumed(60'000);
        QCOMPARE(dog.state(StreamType::Mark, 64'000), HealthState::Live);
        QCOMPARE(dog.state(StreamType::Mark, 64'001), HealthState::Mute);
    }
    void knowsWhetherAnythingCame()
    {
        for (const StreamType type : allTypes) {
            Watchdog dog = started({type}, 1000);
            QVERIFY(!dog.hasSeenAnything());
            dog.seen(type, 1);
            QVERIFY(dog.hasSeenAnything());
            dog.began(2);
            QVERIFY(!dog.hasSeenAnything());
        }
    }
};

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
