#include "core/replay/replayclock.h"

#include <QTest>
#include <limits>

using namespace isobar;

class TestReplayClock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheWallAtItsSpeed_data();
    void followsTheWallAtItsSpeed();
    void wallAndRecordedAreInverse();
    void standsWhilePaused();
    void changesOfSpeedDoNotJump();
    void seeksAndGoesOn();
    void stepsAndStays();
    void neverRunsBackwards();
    void keepsToItsLimits();
};

void TestReplayClock::followsTheWallAtItsSpeed_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("afterMs");
    QTest::addColumn<qint64>("recorded");
    QTest::newRow("start") << 1.0 << qint64(0) << qint64(5000);
    QTest::newRow("life") << 1.0 << qint64(1234) << qint64(6234);
    QTest::newRow("quarter") << 0.25 << qint64(1000) << qint64(5250);
    QTest::newRow("hundredfold") << 100.0 << qint64(10) << qint64(6000);
}

void TestReplayClock::followsTheWallAtItsSpeed()
{
    QFETCH(double, speed);
    QFETCH(qint64, afterMs);
    QFETCH(qint64, recorded);
    const ReplayClock clock(5000, 1'000'000, speed);
    QCOMPARE(clock.recordedAt(1'000'000 + afterMs), recorded);
}

void TestReplayClock::wallAndRecordedAreInverse()
{
    for (const double speed : {0.25, 1.0, 3.7, 100.0}) {
        const ReplayClock clock(5000, 1'000'000, speed);
        for (TimeMs recorded = 5000; recorded < 9000; recorded += 37) {
            const TimeMs wall = clock.wallAt(recorded).value();
            QVERIFY(clock.recordedAt(wall) >= recorded);
            if (recorded > 5000)
                QVERIFY(clock.recordedAt(wall - 1) < recorded); // not a moment too late
        }
    }
}

void TestReplayClock::standsWhilePaused()
{
    ReplayClock clock(0, 0, 2);
    clock.pause(100);
    QVERIFY(clock.isPaused());
    QCOMPARE(clock.recordedAt(100), 200);
    QCOMPARE(clock.recordedAt(9999), 200);
    QVERIFY(!clock.wallAt(300));
    clock.resume(10'000);
    QCOMPARE(clock.recordedAt(10'001), 202);
}

void TestReplayClock::changesOfSpeedDoNotJump()
{
    ReplayClock clock(0, 0, 1);
    clock.setSpeed(1000, 10);
    QCOMPARE(clock.recordedAt(1000), 1000);
    QCOMPARE(clock.recordedAt(1100), 2000);
    clock.pause(1100);
    clock.setSpeed(5000, 0.5);
    QVERIFY(clock.isPaused());
    QCOMPARE(clock.recordedAt(6000), 2000);
}

void TestReplayClock::seeksAndGoesOn()
{
    ReplayClock clock(0, 0, 4);
    clock.seek(100, 50'000);
    QCOMPARE(clock.recordedAt(100), 50'000);
    QCOMPARE(clock.recordedAt(200), 50'400);
    clock.seek(200, 10);
    QCOMPARE(clock.recordedAt(200), 10);
}

void TestReplayClock::stepsAndStays()
{
    ReplayClock clock(0, 0, 1);
    clock.step(500, 1000);
    QCOMPARE(clock.recordedAt(9000), 1500);
    clock.step(9000, 1000);
    QCOMPARE(clock.recordedAt(9000), 2500);
    QVERIFY(clock.isPaused());
}

void TestReplayClock::neverRunsBackwards()
{
    const ReplayClock clock(5000, 1000, 1);
    QCOMPARE(clock.recordedAt(0), 5000);
    QCOMPARE(clock.wallAt(0).value(), 1000);
}

void TestReplayClock::keepsToItsLimits()
{
    ReplayClock clock(0, 0, 1e9);
    QCOMPARE(clock.speed(), 100.0);
    clock.setSpeed(0, 0);
    QCOMPARE(clock.speed(), 0.25);
    clock.setSpeed(0, std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(clock.speed(), 0.25);
}

QTEST_GUILESS_MAIN(TestReplayClock)
#include "tst_replayclock.moc"
