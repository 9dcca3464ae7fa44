#include "core/levelgrid/touch.h"

#include <QTest>

#include <cmath>

using namespace isobar;

class TestTouch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesTheModelsNumbers_data();
    void givesTheModelsNumbers();
    void fallsWithDistanceAndNeedsVolatility();
    void takesTheHorizonsOwnDeviation();
};

// MODEL 10, example 7
void TestTouch::givesTheModelsNumbers_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("probability");
    QTest::newRow("0.5 %") << 0.005 << 0.813;
    QTest::newRow("1 %") << 0.01 << 0.637;
    QTest::newRow("2 %") << 0.02 << 0.355;
    QTest::newRow("3 %") << 0.03 << 0.180;
    QTest::newRow("5 %") << 0.05 << 0.0525;
}

void TestTouch::givesTheModelsNumbers()
{
    QFETCH(double, distance);
    QFETCH(double, probability);
    QVERIFY(std::abs(touchProbability(distance, 0.024) - probability) <= 0.001);
    QCOMPARE(touchProbability(-distance, 0.024), touchProbability(distance, 0.024));
}

void TestTouch::fallsWithDistanceAndNeedsVolatility()
{
    QCOMPARE(touchProbability(0, 0.02), 1.0);
    QCOMPARE(touchProbability(0.01, 0), 0.0);
    for (double d = 0; d < 0.3; d += 0.001)
        QVERIFY(touchProbability(d + 0.001, 0.02) < touchProbability(d, 0.02));
}

void TestTouch::takesTheHorizonsOwnDeviation()
{
    const Volatility volatility{0.004, 0.006, true};
    QCOMPARE(volatility.over(4), 0.012);
    QCOMPARE(volatility.over(8), 0.006 * std::sqrt(8.0));
    QCOMPARE(volatility.over(9), 0.012);
    QCOMPARE(volatility.daily(), volatility.over(24));
}

QTEST_GUILESS_MAIN(TestTouch)
#include "tst_touch.moc"
