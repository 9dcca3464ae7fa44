#include "core/analytics/levels/priorkernel.h"
#include "tests/support/near.h"

#include <QTest>

using namespace isobar;

class TestPriorKernel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasTheModelsLayers_data();
    void hasTheModelsLayers();
    void distributesAllOfIt();
    void keepsToTheLeverageThatThereIs();
    void turnsLeverageIntoDistanceAndBack();
};

// MODEL 10, example 9
void TestPriorKernel::hasTheModelsLayers_data()
{
    QTest::addColumn<double>("leverage");
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("halfLife");
    QTest::newRow("100x") << 100.0 << .00504 << 3.0;
    QTest::newRow("50x") << 50.0 << .01519 << 5.5;
    QTest::newRow("25x") << 25.0 << .03581 << 30.8;
    QTest::newRow("20x") << 20.0 << .04628 << 51.4;
    QTest::newRow("10x") << 10.0 << .1003 << 120.0;
}

void TestPriorKernel::hasTheModelsLayers()
{
    QFETCH(double, leverage);
    QFETCH(double, distance);
    QFETCH(double, halfLife);
    const LevelKernel kernel = priorKernel();
    const double wanted = distanceOfLeverage(leverage);
    const auto layer = std::find_if(
        kernel.layers.begin(), kernel.layers.end(), [&](const LevelLayer &each) { return each.distance == wanted; });
    QVERIFY(layer != kernel.layers.end());
    QVERIFY(std::abs(layer->distance - distance) < 0.00006);
    QVERIFY(std::abs(layer->halfLifeHours - halfLife) < 0.06);
}

void TestPriorKernel::distributesAllOfIt()
{
    double longs = 0, shorts = 0;
    for (const LevelLayer &layer : priorKernel().layers) {
        longs += layer.weightLong;
        shorts += layer.weightShort;
    }
    QVERIFY(isNear(longs, 1, 1e-12));
    QVERIFY(isNear(shorts, 1, 1e-12));
}

// With 2 % maintenance nobody has more than 25x: what 100x and 50x would be lies there too.
void TestPriorKernel::keepsToTheLeverageThatThereIs()
{
    const LevelKernel kernel = priorKernel(0.02);
    const double nearest = distanceOfLeverage(25, 0.02);
    for (const LevelLayer &layer : kernel.layers)
        QVERIFY(layer.distance >= nearest - 1e-12);
    QCOMPARE(std::count_if(kernel.layers.begin(), kernel.layers.end(),
                 [nearest](const LevelLayer &layer) { return std::abs(layer.distance - nearest) < 1e-12; }),
        3);
}

void TestPriorKernel::turnsLeverageIntoDistanceAndBack()
{
    for (const double leverage : {2.0, 3.0, 10.0, 25.0, 100.0})
        QVERIFY(isNear(leverageOfDistance(distanceOfLeverage(leverage)), leverage, 1e-12));
}

QTEST_GUILESS_MAIN(TestPriorKernel)
#include "tst_priorkernel.moc"
