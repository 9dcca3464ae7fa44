#include "core/feed/healthtally.h"

#include <QtTest>

using namespace isobar;

class TestHealthTally : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsPerSecondOverTenSeconds()
    {
        SecondRate rate;
        QCOMPARE(rate.perSecond(1'700'000'000'000), 0.0);
        for (TimeMs now = 0; now < 10'000; now += 100)
            rate.count(1'700'000'000'000 + now);
        QCOMPARE(rate.perSecond(1'700'000'009'999), 10.0);
        QCOMPARE(rate.perSecond(1'700'000'014'999), 5.0);
        QCOMPARE(rate.perSecond(1'700'000'030'000), 0.0);
    }
    void takesTheFastestWayForTheClock()
    {
        ClockOffset offset;
        QVERIFY(!offset.offsetMs());
        offset.saw(1000, 1300); // 300 ms on the way, or a clock behind
        offset.saw(2000, 2040);
        offset.saw(3000, 3500);
        QCOMPARE(offset.offsetMs(), std::optional(-40.0));
    }
    void forgetsOldMeasurements()
    {
        ClockOffset offset;
        offset.saw(31'000, 30'000);
        offset.saw(60'500, 60'600);
        QCOMPARE(offset.offsetMs(), std::optional(1000.0));
        offset.saw(90'500, 90'600);
        QCOMPARE(offset.offsetMs(), std::optional(-100.0));
    }
};

QTEST_GUILESS_MAIN(TestHealthTally)
#include "tst_healthtally.moc"
