#include "core/analytics/statistics.h"
#include "core/analytics/tolerance.h"
#include "tests/support/near.h"

#include <QtTest>

#include <limits>

using namespace isobar;

class TestStatistics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheMedian();
    void findsTheWeightedMedian();
    void measuresSpreadAroundACentre();
    void interpolatesQuantiles();
    void ranksWithTies();
    void comparesWithinTheTolerance();
};

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
double medianOf(std::vector<double> values) { return median(values); }

} // namespace

void TestStatistics::findsTheMedian()
{
    NEAR(medianOf({3, 1, 2}), 2);
    NEAR(medianOf({4, 1, 3, 2}), 2.5);
    NEAR(medianOf({NaN, 5, NaN}), 5);
    QVERIFY(std::isnan(medianOf({})));
    QVERIFY(std::isnan(medianOf({NaN})));
}

void TestStatistics::findsTheWeightedMedian()
{
    NEAR(weightedMedian({{1, 0.2}, {2, 0.5}, {3, 0.3}}), 2);
    NEAR(weightedMedian({{3, 1}, {1, 1}, {4, 1}, {2, 1}}), 2.5); // equal weights: the plain one
    NEAR(weightedMedian({{1, 0.5}, {2, 0.25}, {3, 0.25}}), 1.5); // the cut falls between two
    NEAR(weightedMedian({{1, 0}, {NaN, 9}, {7, 0.1}}), 7);
    QVERIFY(std::isnan(weightedMedian({})));
}

void TestStatistics::measuresSpreadAroundACentre()
{
    NEAR(medianDistance(std::vector<double>{1, 2, 4, NaN}, 2), 1);
    NEAR(weightedMedianDistance(std::vector<Weighted>{{1, 1}, {2, 1}, {9, 3}}, 2), 7);
}

void TestStatistics::interpolatesQuantiles()
{
    const std::vector<double> values{5, 1, 3, 2, 4};
    NEAR(quantile(values, 0), 1);
    NEAR(quantile(values, 1), 5);
    NEAR(quantile(values, 0.5), 3);
    NEAR(quantile(values, 0.1), 1.4);
    QVERIFY(std::isnan(quantile({}, 0.5)));
}

void TestStatistics::ranksWithTies()
{
    const std::vector<double> values{1, 2, 2, 3, NaN};
    NEAR(rankAmong(values, 2), 0.5);
    NEAR(rankAmong(values, 9), 1);
    NEAR(rankAmong(values, 0), 0);
    QVERIFY(std::isnan(rankAmong({}, 1)));
}

void TestStatistics::comparesWithinTheTolerance()
{
    QVERIFY(0.45 + 0.15 < 0.6 || !above(0.45 + 0.15, 0.6));
    QVERIFY(atLeast(0.1 + 0.2, 0.3) && atMost(0.1 + 0.2, 0.3));
    QVERIFY(!above(0.1 + 0.2, 0.3) && !below(0.1 + 0.2, 0.3));
    QVERIFY(above(1.00001, 1) && below(0.99999, 1));
    QVERIFY(!atLeast(NaN, 1) && !atMost(NaN, 1) && !above(NaN, 1) && !below(NaN, 1));
}

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
