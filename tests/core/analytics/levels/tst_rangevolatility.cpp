#include "core/analytics/levels/rangevolatility.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>

using namespace isobar;

class TestRangeVolatility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blendsAsTheModelSays();
    void measuresAnHourByItsRange();
    void findsTheDeviationOfASteadyMarket();
    void countsACrashWithinTheMinute();
    void isColdForTwoDays();
};

// MODEL 10, example 26
void TestRangeVolatility::blendsAsTheModelSays()
{
    const Volatility volatility = RangeVolatility::of(.005 * .005, .008 * .008, .02 * .02);
    QVERIFY(std::abs(volatility.slow - 0.011336) < 1e-6);
    QVERIFY(std::abs(volatility.fast - 0.014225) < 1e-6);
}

void TestRangeVolatility::measuresAnHourByItsRange()
{
    QVERIFY(std::abs(std::sqrt(rangeVariance(115'075.6, 101'516.5, 110'000)) - 0.07529) < 1e-5);
    // A gap from the close before counts.
    QVERIFY(rangeVariance(102, 101, 100) > rangeVariance(102, 101, 101.5));
}

void TestRangeVolatility::findsTheDeviationOfASteadyMarket()
{
    RangeVolatility volatility;
    for (int hour = 0; hour < 300; ++hour)
        volatility.add(hour * HourMs, 101, 100, 100.5);
    const double sigma = std::sqrt(rangeVariance(101, 100, 100.5));
    QVERIFY(isNear(volatility.now().slow, sigma, 1e-6));
    QVERIFY(isNear(volatility.now().fast, 0.95 * sigma, 1e-6));
}

void TestRangeVolatility::countsACrashWithinTheMinute()
{
    RangeVolatility volatility;
    for (int hour = 0; hour < 100; ++hour)
        volatility.add(hour * HourMs, 100.5, 100, 100.2);
    const Volatility calm = volatility.now();
    volatility.add(100 * HourMs, 100.2, 100.1, 100.1); // a quiet hour begins: it lowers nothing before it is over
    QVERIFY(volatility.now().fast >= calm.fast);
    volatility.add(100 * HourMs + 7 * MinuteMs, 100, 92, 93);
    QVERIFY(volatility.now().fast > 2 * calm.fast);
    QVERIFY(volatility.now().slow > calm.slow);
}

void TestRangeVolatility::isColdForTwoDays()
{
    RangeVolatility volatility;
    QCOMPARE(volatility.now().slow, 0.0);
    for (int hour = 0; hour < 49; ++hour)
        volatility.add(hour * HourMs, 101, 100, 100.5);
    QVERIFY(!volatility.now().isWarm);
    for (int hour = 49; hour < 51; ++hour)
        volatility.add(hour * HourMs, 101, 100, 100.5);
    QVERIFY(volatility.now().isWarm);
}

QTEST_GUILESS_MAIN(TestRangeVolatility)
#include "tst_rangevolatility.moc"
