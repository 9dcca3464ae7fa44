#include "core/analytics/wall.h"
#include "tests/support/near.h"

#include <QtTest>

#include <algorithm>

using namespace isobar;

// MODEL 1.8; settlements at 16:00, seen half an hour before.
class TestSettlements : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addsUpExampleNineteen();
    void findsTheLargestWall();
    void joinsSettlementsOfOneMinute();
    void knowsTheShareWithARate();
    void countsContinuousFundingAsAccrual();
    void skipsASettlementThatPassed();
    void doesNotDependOnTheOrder();
    void isEmptyWithoutContracts();
};

namespace {

constexpr TimeMs Four = 1'772'208'000'000; // 16:00 UTC
constexpr TimeMs Now = Four - 30 * MinuteMs;

std::vector<SettlementInput> exampleNineteen()
{
    return {{Four, 8, 0.0004, 8e9, false}, {Four, 8, 0.0009, 4e9, false}, {Four, 8, -0.0001, 3e9, false},
        {Four, 1, 0.00015, 2e9, false}};
}

} // namespace

void TestSettlements::addsUpExampleNineteen() // 19
{
    auto contracts = exampleNineteen();
    const Settlements with = evaluateSettlements(contracts, Now);
    QCOMPARE(with.next()->timeMs, Four);
    NEAR(with.next()->dueLongUsd, 7.1e6);
    NEAR(with.next()->dueShortUsd, 0.3e6);
    QCOMPARE(with.next()->contracts, 4);
    NEAR(with.next()->knownShare, 1);
    QVERIFY(!with.next()->isEstimate);
    NEAR(with.dueLongUsd, 9.2e6); // 6.8 and eight hourly payments of 0.3
    NEAR(with.dueShortUsd, 0.3e6);
    QCOMPARE(with.walls.size(), std::size_t(8));
    NEAR(with.walls[1].dueLongUsd, 0.3e6);
    QVERIFY(with.walls[1].isEstimate);
    QCOMPARE(with.largest, 0);

    contracts.pop_back();
    const Settlements without = evaluateSettlements(contracts, Now);
    NEAR(without.next()->dueLongUsd, 6.8e6);
    NEAR(without.dueLongUsd, 6.8e6);
}

void TestSettlements::findsTheLargestWall()
{
    const auto contracts = exampleNineteen();
    auto earlier = contracts;
    earlier.back().nextSettlementMs = Four - 3 * HourMs;
    const Settlements result = evaluateSettlements(earlier, Four - 3 * HourMs - MinuteMs);
    QCOMPARE(result.next()->timeMs, Four - 3 * HourMs);
    NEAR(result.next()->dueLongUsd, 0.3e6);
    QCOMPARE(result.largest, 3);
    NEAR(result.walls[3].dueLongUsd, 7.1e6); // the hourly one joins it
    QVERIFY(result.walls[3].isEstimate);
}

void TestSettlements::joinsSettlementsOfOneMinute()
{
    const std::vector<SettlementInput> contracts{
        {Four, 8, 0.0001, 1e9, false}, {Four + 60'000, 8, 0.0001, 1e9, false}, {Four + 60'001, 8, 0.0001, 1e9, false}};
    const Settlements result = evaluateSettlements(contracts, Now);
    QCOMPARE(result.walls.size(), std::size_t(2));
    QCOMPARE(result.walls[0].contracts, 2);
}

void TestSettlements::knowsTheShareWithARate()
{
    std::vector<SettlementInput> contracts{{Four, 8, 0.0001, 3e9, false}, {Four, 8, std::nullopt, 1e9, false}};
    const Settlements result = evaluateSettlements(contracts, Now);
    NEAR(result.next()->knownShare, 0.75);
    QCOMPARE(result.next()->contracts, 2);
}

void TestSettlements::countsContinuousFundingAsAccrual()
{
    const std::vector<SettlementInput> contracts{
        {std::nullopt, 8, 0.0004, 2e9, true}, {std::nullopt, 8, -0.0008, 1e9, true}};
    const Settlements result = evaluateSettlements(contracts, Now);
    QVERIFY(!result.next());
    NEAR(result.accrualLongUsd, 1e5);
    NEAR(result.accrualShortUsd, 1e5);
    NEAR(result.dueLongUsd, 8e5);
}

void TestSettlements::skipsASettlementThatPassed()
{
    const std::vector<SettlementInput> contracts{{Four, 8, 0.0001, 1e9, false}};
    QCOMPARE(evaluateSettlements(contracts, Four + MinuteMs).next()->timeMs, Four + 8 * HourMs);
    QCOMPARE(evaluateSettlements(contracts, Four - 1).next()->timeMs, Four);
    QVERIFY(!evaluateSettlements(contracts, Four - 9 * HourMs).next());
}

void TestSettlements::doesNotDependOnTheOrder()
{
    auto contracts = exampleNineteen();
    std::reverse(contracts.begin(), contracts.end());
    const Settlements result = evaluateSettlements(contracts, Now);
    QCOMPARE(result.dueLongUsd, evaluateSettlements(exampleNineteen(), Now).dueLongUsd);
    QCOMPARE(result.next()->dueLongUsd, evaluateSettlements(exampleNineteen(), Now).next()->dueLongUsd);
}

void TestSettlements::isEmptyWithoutContracts()
{
    const Settlements result = evaluateSettlements({}, Now);
    QVERIFY(!result.next());
    QCOMPARE(result.largest, -1);
    // An interval of nothing is no schedule.
    QVERIFY(!evaluateSettlements(std::vector<SettlementInput>{{Four, 0, 0.1, 1e9, false}}, Now).next());
}

QTEST_GUILESS_MAIN(TestSettlements)
#include "tst_settlements.moc"
