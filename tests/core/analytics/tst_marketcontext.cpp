#include "core/analytics/marketcontext.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace isobar;

// MODEL 14 and example 27 of MODEL 10.
class TestMarketContext : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheWorkedExample() // 27
    {
        // 365 days with a mean of 1.20 M, the last seven of them with one of 1.55 M.
        std::vector<double> days(358, (365 * 1.2e6 - 7 * 1.55e6) / 358);
        days.insert(days.end(), 7, 1.55e6);
        const RetailActivity result = retailActivity(days);
        QVERIFY(std::abs(*result.activity - 1.292) < 5e-4);
        QVERIFY(result.state == RetailState::Many);
        QVERIFY(!result.isSpike);
        QVERIFY(std::abs(100 * distanceFromHigh(67'800, 126'208.5) - -46.28) < 5e-3);
    }

    void namesTheStates()
    {
        const auto stateOf = [](double activity) {
            // A week of `activity` after 358 days of one: their mean is (358 + 7 a) / 365.
            std::vector<double> days(358, 1.0);
            days.insert(days.end(), 7, 358 * activity / (365 - 7 * activity));
            return retailActivity(days).state;
        };
        QVERIFY(stateOf(0.74) == RetailState::Few);
        QVERIFY(stateOf(0.76) == RetailState::Normal);
        QVERIFY(stateOf(1.24) == RetailState::Normal);
        QVERIFY(stateOf(1.26) == RetailState::Many);
        QVERIFY(stateOf(2.01) == RetailState::TooMany);
    }

    void saysNothingOfAShortPast()
    {
        QVERIFY(!retailActivity({}).activity);
        QVERIFY(!retailActivity(std::vector<double>(6, 1.0)).activity);
        const RetailActivity month = retailActivity(std::vector<double>(59, 1.0));
        QCOMPARE(month.days, 59);
        QVERIFY(month.activity && month.state == RetailState::Unknown);
        QVERIFY(retailActivity(std::vector<double>(60, 1.0)).state == RetailState::Normal);
        QCOMPARE(retailActivity(std::vector<double>(500, 1.0)).days, 365);
        QVERIFY(!retailActivity(std::vector<double>(60, 0.0)).activity);
        QVERIFY(std::isnan(distanceFromHigh(67'800, 0)));
    }

    void seesADayOfTwiceTheMean()
    {
        std::vector<double> days(364, 1.0);
        days.push_back(2.1);
        QVERIFY(retailActivity(days).isSpike);
        days.back() = 1.9;
        QVERIFY(!retailActivity(days).isSpike);
    }
};

QTEST_GUILESS_MAIN(TestMarketContext)
#include "tst_marketcontext.moc"
