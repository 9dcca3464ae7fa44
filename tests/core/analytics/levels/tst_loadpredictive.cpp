#include "core/analytics/levels/loadpredictive.h"
#include "tests/support/near.h"

#include <QTest>

#include <random>

using namespace isobar;

class TestLoadPredictive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void waitsForTwoDays();
    void learnsBiasAndSpread();
    void isWiderForSmallLoads();
    void forgetsAfterThirtyDays();
    void givesDollarsBack();
};

void TestLoadPredictive::waitsForTwoDays()
{
    LoadPredictive predictive;
    for (std::size_t i = 0; i + 1 < LoadPredictive::LeastHours; ++i)
        predictive.add(static_cast<TimeMs>(i) * HourMs, 1e6, 1e6);
    QVERIFY(!predictive.isReady());
    predictive.add(DayMs * 3, 1e6, 1e6);
    QVERIFY(predictive.isReady());
}

void TestLoadPredictive::learnsBiasAndSpread()
{
    std::mt19937 random(5);
    std::normal_distribution<double> error(-0.7, 1.2);
    LoadPredictive predictive;
    for (int i = 0; i < 700; ++i)
        predictive.add(i * HourMs, 1e8, std::exp(std::log(1e8) + error(random)));
    const auto normal = predictive.at(1e8);
    QVERIFY(std::abs(normal.mean - (std::log(1e8) - 0.7)) < 0.1);
    QVERIFY(isNear(normal.sigma, 1.2, 0.1));
    // Twice as much expected: twice as much predicted.
    QVERIFY(std::abs(predictive.at(2e8).mean - normal.mean - std::log(2.0)) < 1e-4);
}

void TestLoadPredictive::isWiderForSmallLoads()
{
    std::mt19937 random(6);
    std::normal_distribution<double> wide(0.5, 2), narrow(-0.5, 0.4);
    LoadPredictive predictive;
    for (int i = 0; i < 700; i += 2) {
        predictive.add(i * HourMs, 1e5, std::exp(std::log(1e5) + wide(random)));
        predictive.add((i + 1) * HourMs, 1e8, std::exp(std::log(1e8) + narrow(random)));
    }
    QVERIFY(isNear(predictive.at(1e5).sigma, 2, 0.15));
    QVERIFY(isNear(predictive.at(1e8).sigma, 0.4, 0.15));
    QVERIFY(predictive.at(1e5).mean > std::log(1e5) && predictive.at(1e8).mean < std::log(1e8));
}

void TestLoadPredictive::forgetsAfterThirtyDays()
{
    LoadPredictive predictive;
    for (int i = 0; i < 24 * 30; ++i)
        predictive.add(i * HourMs, 1e6, 1e9);
    for (int i = 24 * 30; i < 24 * 61; ++i)
        predictive.add(i * HourMs, 1e6, 1e6);
    QVERIFY(std::abs(predictive.at(1e6).mean - LoadPredictive::logOf(1e6)) < 1e-6);
    QVERIFY(predictive.at(1e6).sigma < 1e-4);
}

void TestLoadPredictive::givesDollarsBack()
{
    const LoadPredictive::Normal normal{LoadPredictive::logOf(5e6), 1};
    QVERIFY(isNear(normal.usdAt(0), 5e6, 1e-9));
    QVERIFY(normal.usdAt(1) > 2.7 * 5e6);
    QCOMPARE(LoadPredictive::Normal({LoadPredictive::logOf(0), 1}).usdAt(-1), 0.0);
}

QTEST_GUILESS_MAIN(TestLoadPredictive)
#include "tst_loadpredictive.moc"
