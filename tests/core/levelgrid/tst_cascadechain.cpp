#include "core/levelgrid/cascadechain.h"

#include <QtTest>

#include <cmath>

using namespace isobar;

// MODEL 7 and example 8 of MODEL 10.
class TestCascadeChain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsTheWorkedExample();
    void tiltsWithFunding();
    void endsWhereItIsImprobable();
    void isAtMostFiveDeep();
    void measuresTheTilt();

private:
    static Volatility volatility()
    {
        Volatility made;
        made.slow = 0.024 / std::sqrt(24.0);
        made.fast = 0.0098 / 2;
        return made;
    }
    std::vector<ChainCluster> m_three{{0.012, 80e6}, {0.024, 150e6}, {0.045, 260e6}};
};

#define WITHIN(actual, expected, tolerance)                                                                            \
    QVERIFY2(std::abs((actual) - (expected)) <= (tolerance), qPrintable(QString::number(actual)))

void TestCascadeChain::followsTheWorkedExample() // 8
{
    const auto chain = cascadeChain(PositionSide::Long, m_three, volatility(), 60e9);
    QCOMPARE(chain.size(), std::size_t(3));
    WITHIN(chain[0].probability, 0.573, 0.002);
    WITHIN(1e4 * chain[0].impact, 8.8, 0.05);
    WITHIN(chain[1].probability, 0.333, 0.002);
    WITHIN(1e4 * chain[1].impact, 12.0, 0.05);
    WITHIN(chain[2].probability, 0.110, 0.002);
    WITHIN(chain[0].cumulative, 0.573, 0.002);
    WITHIN(chain[1].cumulative, 0.191, 0.002);
    WITHIN(chain[2].cumulative, 0.021, 0.002);
}

void TestCascadeChain::tiltsWithFunding() // 8
{
    const auto longs = cascadeChain(PositionSide::Long, m_three, volatility(), 60e9, 1, 0.25);
    WITHIN(longs[0].tilted, 0.632, 0.002);
    WITHIN(longs[0].probability, 0.573, 0.002);
    WITHIN(longs[1].cumulativeTilted, longs[0].tilted * longs[1].tilted, 1e-12);
    const auto shorts = cascadeChain(PositionSide::Short, m_three, volatility(), 60e9, 1, 0.25);
    QVERIFY(shorts[0].tilted < shorts[0].probability);
    // .30 becomes .355 on the long side and .250 on the short one.
    const auto tilted = [](double p, double logOdds) { return 1 / (1 + (1 - p) / p * std::exp(-logOdds)); };
    WITHIN(tilted(0.3, 0.25), 0.355, 0.001);
    WITHIN(tilted(0.3, -0.25), 0.250, 0.001);
}

void TestCascadeChain::endsWhereItIsImprobable()
{
    const std::vector<ChainCluster> far{{0.012, 80e6}, {0.09, 80e6}, {0.091, 80e6}};
    QCOMPARE(cascadeChain(PositionSide::Long, far, volatility(), 60e9).size(), std::size_t(1));
    QVERIFY(cascadeChain(PositionSide::Long, {}, volatility(), 60e9).empty());
    QVERIFY(cascadeChain(PositionSide::Long, far, Volatility(), 60e9).empty()); // nothing is known
}

void TestCascadeChain::isAtMostFiveDeep()
{
    std::vector<ChainCluster> near;
    for (int i = 1; i <= 8; ++i)
        near.push_back({0.0006 * i, 80e6});
    QCOMPARE(cascadeChain(PositionSide::Short, near, volatility(), 60e9).size(), std::size_t(5));
}

void TestCascadeChain::measuresTheTilt()
{
    QCOMPARE(fundingTilt(0.001, 5, true), 1.0);
    QCOMPARE(fundingTilt(0.001, 50, true), 1.0);
    QCOMPARE(fundingTilt(-0.001, 3, true), -0.5);
    QCOMPARE(fundingTilt(-0.001, 3, false), -0.25);
    QCOMPARE(fundingTilt(0.00005, 0.5, true), 0.0);
}

QTEST_GUILESS_MAIN(TestCascadeChain)
#include "tst_cascadechain.moc"
