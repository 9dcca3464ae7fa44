#include "core/levelgrid/cascadechain.h"

#include <QtTest>

#include <cmath>

using namespace isobar;

// MODEL 7 and example 8 of MODEL 10.
class TestCascadeChain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsTheWorkedExample();
    void runsThroughTheBook();
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
    static ChainMarket market(double tilt = 0)
    {
        ChainMarket made;
        made.volatility = volatility();
        made.volumeDayUsd = 60e9;
        made.tilt = tilt;
        return made;
    }
    std::vector<ChainCluster> m_three{{0.012, 80e6, 4e6}, {0.024, 150e6, 7.5e6}, {0.045, 260e6, 13e6}};
};

#define WITHIN(actual, expected, tolerance)                                                                            \
    QVERIFY2(std::abs((actual) - (expected)) <= (tolerance), qPrintable(QString::number(actual)))

void TestCascadeChain::followsTheWorkedExample() // 8
{
    const CascadeChain whole = cascadeChain(PositionSide::Long, m_three, market());
    const auto &chain = whole.nodes;
    QCOMPARE(chain.size(), std::size_t(3));
    WITHIN(chain[0].probability, 0.573, 0.002);
    WITHIN(1e4 * chain[0].impact, 8.8, 0.05);
    WITHIN(chain[1].probability, 0.333, 0.002);
    WITHIN(1e4 * chain[1].impact, 12.0, 0.05);
    WITHIN(chain[2].probability, 0.110, 0.002);
    WITHIN(chain[0].cumulative, 0.573, 0.002);
    WITHIN(chain[1].cumulative, 0.191, 0.002);
    WITHIN(chain[2].cumulative, 0.021, 0.002);
    QCOMPARE(chain[1].cumulativePrintsUsd, 11.5e6);
    QCOMPARE(whole.printsUsd(), 24.5e6);
    QCOMPARE(whole.oiClosedUsd(), 490e6);
    WITHIN(whole.endDistance, 0.045 + chain[2].impact, 1e-12);
    WITHIN(whole.endPrice(PositionSide::Long, 100), 100 * std::exp(-whole.endDistance), 1e-9);
    WITHIN(whole.endPrice(PositionSide::Short, 100), 100 * std::exp(whole.endDistance), 1e-9);
}

void TestCascadeChain::runsThroughTheBook()
{
    // 30 % of what the book holds is left: 240 M absorb 72 M, so 80 M go through the next order too.
    const std::vector<BookDepth> book{{0.001, 900e6}, {0.012, 120e6}, {0.0125, 120e6}, {0.0150, 50e6}, {0.02, 900e6}};
    WITHIN(bookImpact(book, 0.012, 80e6, 0.3), 0.003, 1e-12);
    WITHIN(bookImpact(book, 0.012, 30e6, 0.3), 0, 1e-12);
    WITHIN(bookImpact(book, 0.012, 9e9, 0.3), 0.008, 1e-12); // no further than it is known
    QCOMPARE(bookImpact({}, 0.012, 80e6, 0.3), 0.0);
    ChainMarket with = market();
    with.book = book;
    const CascadeChain chain = cascadeChain(PositionSide::Long, m_three, with);
    WITHIN(chain.nodes[0].impact, 0.003, 1e-12); // more than the 8.8 bp that the volume says
    QVERIFY(chain.nodes[1].probability > cascadeChain(PositionSide::Long, m_three, market()).nodes[1].probability);
}

void TestCascadeChain::tiltsWithFunding() // 8
{
    const auto longs = cascadeChain(PositionSide::Long, m_three, market(1)).nodes;
    WITHIN(longs[0].tilted, 0.632, 0.002);
    WITHIN(longs[0].probability, 0.573, 0.002);
    WITHIN(longs[1].cumulativeTilted, longs[0].tilted * longs[1].tilted, 1e-12);
    const auto shorts = cascadeChain(PositionSide::Short, m_three, market(1)).nodes;
    QVERIFY(shorts[0].tilted < shorts[0].probability);
    // .30 becomes .355 on the long side and .250 on the short one.
    WITHIN(tiltedBy(0.3, 0.25), 0.355, 0.001);
    WITHIN(tiltedBy(0.3, -0.25), 0.250, 0.001);
    QCOMPARE(tiltedBy(0, 0.25), 0.0);
    QCOMPARE(tiltedBy(1, 0.25), 1.0);
}

void TestCascadeChain::endsWhereItIsImprobable()
{
    const std::vector<ChainCluster> far{{0.012, 80e6}, {0.09, 80e6}, {0.091, 80e6}};
    QCOMPARE(cascadeChain(PositionSide::Long, far, market()).nodes.size(), std::size_t(1));
    QVERIFY(cascadeChain(PositionSide::Long, {}, market()).nodes.empty());
    QVERIFY(cascadeChain(PositionSide::Long, far, ChainMarket()).nodes.empty()); // nothing is known
}

void TestCascadeChain::isAtMostFiveDeep()
{
    std::vector<ChainCluster> near;
    for (int i = 1; i <= 8; ++i)
        near.push_back({0.0006 * i, 80e6});
    QCOMPARE(cascadeChain(PositionSide::Short, near, market()).nodes.size(), std::size_t(5));
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
