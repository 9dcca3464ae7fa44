#include "core/analytics/openinterest.h"
#include "tests/support/near.h"

#include <QtTest>

#include <limits>

using namespace isobar;

// MODEL 2. All in coins.
class TestOpenInterest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void splicesAVenueThatJoins();
    void splicesAVenueThatLeaves();
    void bridgesAnOutage();
    void ranksAfterTwoWeeks();
    void entersAndLeavesHigh();
    void entersExtremeByGrowth();
    void holdsARiseThatWasNotTraded();
    void believesARiseThatWasTraded();
    void seesARiseInSmallSteps();
    void judgesAFall_data();
    void judgesAFall();
    void believesAfterFifteenMinutes();
    void believesWhatComesAfterALongPause();
};

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

void TestOpenInterest::splicesAVenueThatJoins()
{
    const HourlyLevels total = splicedTotal(std::vector<HourlyLevels>{{10, 11, 12, 13}, {NaN, NaN, 100, 101}});
    NEAR(total[3], 114);
    NEAR(total[2], 112);
    NEAR(total[1], 111); // the new venue's 100 stood there "always"
    NEAR(total[0], 110);
}

void TestOpenInterest::splicesAVenueThatLeaves()
{
    const HourlyLevels total = splicedTotal(std::vector<HourlyLevels>{{10, 11, 12, 13}, {100, 120, NaN, NaN}});
    NEAR(total[3], 13);
    NEAR(total[2], 12);
    NEAR(total[1], 11); // its level is taken from the history, its own growth before stays
    NEAR(total[0], -10);
}

void TestOpenInterest::bridgesAnOutage()
{
    const HourlyLevels total = splicedTotal(std::vector<HourlyLevels>{{10, 10, 10, 10}, {100, NaN, NaN, 103}});
    NEAR(total[3], 113);
    NEAR(total[2], 110);
    NEAR(total[0], 110);
    QVERIFY(splicedTotal({}).empty());
    QVERIFY(std::isnan(splicedTotal(std::vector<HourlyLevels>{{NaN, NaN}})[1]));
    const HourlyLevels late = splicedTotal(std::vector<HourlyLevels>{{NaN, 5, 6}});
    QVERIFY(std::isnan(late[0]));
    NEAR(late[1], 5);
}

void TestOpenInterest::ranksAfterTwoWeeks()
{
    HourlyLevels history;
    for (int i = 0; i < 14 * 24 - 1; ++i)
        history.push_back(i);
    QVERIFY(!evaluateOpenInterest(history, 100, {}).rank);
    history.push_back(14 * 24 - 1);
    const OpenInterestLevel level = evaluateOpenInterest(history, 167.5, {0.01, {}, 0.02, {}});
    NEAR(level.rank.value(), 0.5);
    NEAR(level.rankDays, 14);
    NEAR(level.change1h.value(), 0.01);
    NEAR(level.change24h.value(), 0.02);
    QVERIFY(!level.change4h);
    const HourlyLevels flat(14 * 24, 50.0);
    NEAR(evaluateOpenInterest(flat, 50, {}).rank.value(), 0.5); // a flat history is neither high nor low
}

namespace {

/// 40 days with every level of a range once.
HourlyLevels rankedHistory()
{
    HourlyLevels history;
    for (int i = 0; i < 1000; ++i)
        history.push_back(10'000 + (i * 389) % 1000); // every level once
    return history;
}

} // namespace

void TestOpenInterest::entersAndLeavesHigh()
{
    const HourlyLevels history = rankedHistory();
    const auto at = [&](double rank, const OpenInterestLevel &previous) {
        return evaluateOpenInterest(history, 10'000 + 1000 * rank, {{}, {}, {}, 0.049}, previous);
    };
    // Growth stays below 5 %, so the rank decides.
    OpenInterestLevel level = at(0.80, {});
    QVERIFY(!level.isHigh);
    level = at(0.95, level);
    QVERIFY(level.isHigh && level.rank.value() >= 0.90);
    const OpenInterestLevel middle = at(0.87, level);
    QVERIFY2(middle.isHigh, "0.85 .. 0.90 keeps what was high");
    QVERIFY(!at(0.87, {}).isHigh);
    QVERIFY2(at(0.60, middle).isHigh, "growth of 3 .. 5 % keeps it too");
    QVERIFY(!evaluateOpenInterest(history, 10'600, {{}, {}, {}, 0.029}, middle).isHigh);
}

void TestOpenInterest::entersExtremeByGrowth()
{
    const HourlyLevels history(100, 1000.0); // too short for a rank
    const auto at = [&](double change, const OpenInterestLevel &previous = {}) {
        return evaluateOpenInterest(history, 1000 * (1 + change), {{}, {}, change, change}, previous);
    };
    QVERIFY(!at(0.099).isExtreme);
    OpenInterestLevel level = at(0.1);
    QVERIFY(level.isExtreme && level.isHigh);
    level = at(0.075, level);
    QVERIFY(level.isExtreme);
    level = at(0.065, level);
    QVERIFY(!level.isExtreme && level.isHigh);
    level = at(0.029, level);
    QVERIFY(!level.isHigh);
}

void TestOpenInterest::holdsARiseThatWasNotTraded() // 11
{
    OpenInterestGate gate;
    gate.step(15'000, {}, 0);
    NEAR(gate.step(18'000, {1200.0, 0, false}, 4 * MinuteMs), 15'000);
    QVERIFY(gate.isHolding());
    NEAR(gate.step(18'100, {1200.0, 0, false}, 10 * MinuteMs), 15'000);
    NEAR(gate.step(15'100, {1200.0, 0, false}, 11 * MinuteMs), 15'100); // it came back by itself
    QVERIFY(!gate.isHolding());
}

void TestOpenInterest::believesARiseThatWasTraded()
{
    OpenInterestGate gate;
    gate.step(15'000, {}, 0);
    NEAR(gate.step(18'000, {3000.0, 0, false}, 4 * MinuteMs), 18'000);
}

void TestOpenInterest::seesARiseInSmallSteps()
{
    OpenInterestGate gate;
    gate.step(1000, {}, 0);
    NEAR(gate.step(1100, {10.0, 0, false}, MinuteMs), 1100);
    NEAR(gate.step(1200, {10.0, 0, false}, 2 * MinuteMs), 1100);
}

void TestOpenInterest::judgesAFall_data() // 11
{
    QTest::addColumn<double>("move");
    QTest::addColumn<bool>("liquidations");
    QTest::addColumn<bool>("held");
    QTest::newRow("11: price -4 %") << 0.04 << false << false;
    QTest::newRow("11: price -0.2 %, no liquidation") << 0.002 << false << true;
    QTest::newRow("price -0.2 %, liquidations") << 0.002 << true << false;
    QTest::newRow("price -1 %") << 0.01 << false << false;
}

void TestOpenInterest::judgesAFall()
{
    QFETCH(double, move);
    QFETCH(bool, liquidations);
    QFETCH(bool, held);
    OpenInterestGate gate;
    gate.step(1000, {}, 0);
    NEAR(gate.step(800, {500.0, move, liquidations}, 3 * MinuteMs), held ? 1000 : 800);
    QCOMPARE(gate.isHolding(), held);
}

void TestOpenInterest::believesAfterFifteenMinutes()
{
    OpenInterestGate gate;
    gate.step(1000, {}, 0);
    for (TimeMs time = MinuteMs; time < 16 * MinuteMs; time += MinuteMs)
        NEAR(gate.step(1300, {0.0, 0, false}, time), 1000);
    NEAR(gate.step(1300, {0.0, 0, false}, 16 * MinuteMs), 1300);
    QVERIFY(!gate.isHolding());
    NEAR(gate.step(1310, {0.0, 0, false}, 17 * MinuteMs), 1310);
}

void TestOpenInterest::believesWhatComesAfterALongPause()
{
    OpenInterestGate gate;
    gate.step(1000, {}, 0);
    NEAR(gate.step(1300, {0.0, 0, false}, 5 * MinuteMs), 1300);
}

QTEST_GUILESS_MAIN(TestOpenInterest)
#include "tst_openinterest.moc"
