#include "core/analytics/weights.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

// MODEL 1.3: weights live on venues, the cap on operators.
class TestWeights : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void capsOperatorsNotVenues();
    void doesNotCapTwoOperators();
    void keepsTheCapWhenTheExcessOverflows();
    void leavesWhatCannotBeCapped();
    void countsNothingWithoutSize();
    void numbersOperatorsByTheirNames();
};

void TestWeights::capsOperatorsNotVenues()
{
    const auto weights = cappedWeights(std::vector<OperatorSize>{{0, 40}, {0, 20}, {1, 20}, {2, 20}});
    NEAR(weights[0], 0.4 * 40 / 60);
    NEAR(weights[1], 0.4 * 20 / 60);
    NEAR(weights[2], 0.3);
    NEAR(weights[3], 0.3);
}

void TestWeights::doesNotCapTwoOperators()
{
    const auto two = cappedWeights(std::vector<OperatorSize>{{0, 40}, {0, 20}, {1, 20}});
    NEAR(two[0], 0.5);
    NEAR(two[2], 0.25);
    // One without turnover is no operator.
    NEAR(cappedWeights(std::vector<OperatorSize>{{0, 80}, {1, 20}, {2, 0}})[0], 0.8);
}

void TestWeights::keepsTheCapWhenTheExcessOverflows()
{
    // 0.70/0.25/0.05: the excess lifts the second over the cap too; the third takes what is left.
    const auto weights = cappedWeights(std::vector<OperatorSize>{{0, 70}, {1, 25}, {2, 5}});
    NEAR(weights[0], 0.4);
    NEAR(weights[1], 0.4);
    NEAR(weights[2], 0.2);
}

void TestWeights::leavesWhatCannotBeCapped()
{
    // Three operators cannot all stay below a fifth.
    const auto weights = cappedWeights(std::vector<OperatorSize>{{0, 1}, {1, 1}, {2, 1}}, 0.2);
    NEAR(weights[0] + weights[1] + weights[2], 1);
}

void TestWeights::countsNothingWithoutSize()
{
    QCOMPARE(cappedWeights(std::vector<OperatorSize>{{0, 0}, {1, -3}}), (std::vector<double>{0, 0}));
    QVERIFY(cappedWeights({}).empty());
}

void TestWeights::numbersOperatorsByTheirNames()
{
    const std::vector<std::string_view> names{"OKX", "Binance", "OKX", "Bybit"};
    QCOMPARE(operatorNumbers(names), (std::vector<std::size_t>{2, 0, 2, 1}));
}

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_weights.moc"
