#include "core/events/rulecontext.h"

#include <QtTest>

using namespace isobar;

namespace {

Holding holding(PositionSide side, std::optional<double> alertPrice)
{
    Holding made;
    made.id = "7";
    made.asset = "BTC";
    made.venue = "bybit";
    made.side = side;
    made.alertPrice = alertPrice;
    made.alertName = "Long 0.5 BTC";
    return made;
}

} // namespace

class TestPositionAlert : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void warnsOnTheSideOfTheLiquidation()
    {
        const auto ofLong = positionAlert(holding(PositionSide::Long, 57'000));
        QVERIFY(ofLong);
        QCOMPARE(ofLong->priority, Priority::P1);
        QCOMPARE(ofLong->name, std::string("Long 0.5 BTC"));
        const UserCondition &below = ofLong->conditions.front();
        QVERIFY(conditionHolds(below, 56'999));
        QVERIFY(!conditionHolds(below, 57'100));
        QCOMPARE(below.venue, std::string("bybit")); // its own mark liquidates, no other venue's
        const auto ofShort = positionAlert(holding(PositionSide::Short, 63'000));
        QVERIFY(conditionHolds(ofShort->conditions.front(), 63'001));
        QVERIFY(!conditionHolds(ofShort->conditions.front(), 62'900));
    }

    void nothingWhereNothingIsAskedFor()
    {
        QVERIFY(!positionAlert(holding(PositionSide::Long, {})));
        QVERIFY(!positionAlert(holding(PositionSide::Long, 0)));
    }

    void standsBesideTheUsersRulesOfItsAsset()
    {
        UserConcerns user;
        UserRule mine;
        mine.id = mine.name = "mine";
        user.rules.push_back(mine);
        user.holdings = {holding(PositionSide::Long, 57'000), holding(PositionSide::Long, {})};
        const auto rules = user.rulesWithAlerts("BTC");
        QCOMPARE(rules.size(), std::size_t{2});
        QCOMPARE(rules[0].id, std::string("mine"));
        QCOMPARE(rules[1].id, std::string("position:7")); // the same life while its price moves
        QCOMPARE(user.rulesWithAlerts("ETH").size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestPositionAlert)
#include "tst_positionalert.moc"
