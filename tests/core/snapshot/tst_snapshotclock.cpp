#include "core/snapshot/snapshotclock.h"

#include <QtTest>

using namespace isobar;

/// The time on the screen between two snapshots.
class TestSnapshotClock : public QObject {
    Q_OBJECT

    static Snapshot at(double transportSpeed, double speed)
    {
        Snapshot snapshot;
        snapshot.transportMs = 1000;
        snapshot.marketMs = 5000;
        snapshot.transportSpeed = transportSpeed;
        snapshot.speed = speed;
        return snapshot;
    }

private Q_SLOTS:
    void runsOnWithTheMarket()
    {
        const Snapshot demo = at(1, 60);
        QCOMPARE(marketAfter(demo, 2000), 5000 + 120'000);
        QCOMPARE(transportAfter(demo, 2000), 3000);
    }

    void standsStillInAPausedReplay()
    {
        QCOMPARE(marketAfter(at(0, 0), 60'000), 5000);
        QCOMPARE(transportAfter(at(0, 0), 60'000), 1000);
    }

    void waitsForAFastReplayThatIsLate()
    {
        const Snapshot fast = at(100, 1000);
        QCOMPARE(marketAfter(fast, 100), 5000 + 100'000);
        QCOMPARE(marketAfter(fast, 200), 5000 + 200'000);
        QCOMPARE(marketAfter(fast, 9000), 5000 + 200'000);
        QCOMPARE(transportAfter(fast, 9000), 1000 + 20'000);
    }
};

QTEST_GUILESS_MAIN(TestSnapshotClock)
#include "tst_snapshotclock.moc"
