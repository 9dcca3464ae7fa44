#include "core/events/userrule.h"
#include "tests/core/analytics/venues.h"
#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

#include <map>

using namespace isobar;

// The core of USER_RULE (PRODUCT 4); what a condition measures is in tst_userconditions.
class TestUserRule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void comparesWithTheThreshold_data();
    void comparesWithTheThreshold();
    void namesItsKinds();
    void joinsByAndAndOr();
    void concernsItsAssets();
    void holdsForItsTime();
    void armsAgainFurtherAway();
    void doesNotCoolDownForAnotherPrice();
    void asksAnewOfAnotherSide();
    void waitsForWhatIsReckoned_data();
    void waitsForWhatIsReckoned();
    void doesNotHoldOnWhatIsUnknown();
    void standsStillOnLowConfidence();
    void goesOnWhereOnlyTheAggregateIsLost();
    void standsStillWhileUndecided();
    void firesNothingByAnOutage();
    void tellsTheEndOfARuleThatIsGone_data();
    void tellsTheEndOfARuleThatIsGone();
    void keepsWhatGoesOnWhileWarmingUp();

private:
    std::vector<Event> step(TimeMs after = SecondMs);
    UserRules m_rules;
    UserRuleInput m_input;
    UserRule m_rule;
    std::map<UserConditionKind, std::optional<double>> m_values;
};

void TestUserRule::init()
{
    m_rules = {};
    m_input = {};
    static_cast<RuleMoment &>(m_input) = healthyMoment();
    m_values.clear();
    m_values[UserConditionKind::OpenInterestChanged] = 0;
    m_input.measure = [this](const UserCondition &condition) { return m_values[condition.kind]; };
    m_input.age = [](const UserCondition &) { return std::optional<TimeMs>(3 * SecondMs); };
    m_rule = {};
    m_rule.id = "mine";
    m_rule.conditions = {{UserConditionKind::FundingAbove, 0.0005, 0, "bybit", {}},
        {UserConditionKind::OpenInterestChanged, 0.1, 24, {}, {}}};
    step();
}

std::vector<Event> TestUserRule::step(TimeMs after)
{
    pass(m_input, after);
    return m_rules.step(m_input, {m_rule});
}

void TestUserRule::comparesWithTheThreshold_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("threshold");
    QTest::addColumn<double>("meets");
    QTest::addColumn<double>("misses");
    const auto row = [](UserConditionKind kind, double threshold, double meets, double misses) {
        QTest::newRow(std::string(userConditionName(kind)).c_str())
            << static_cast<int>(kind) << threshold << meets << misses;
    };
    using enum UserConditionKind;
    row(PriceAbove, 70'000, 70'000, 69'999);
    row(PriceBelow, 70'000, 70'000, 70'001);
    row(PriceMoved, 0.02, 0.02, 0.0199);
    row(PremiumAbove, 0.001, 0.002, 0.0009);
    row(PremiumBelow, -0.001, -0.001, 0);
    row(FundingAbove, 0.0003, 0.0003, 0.00029);
    row(FundingBelow, -0.0001, -0.0002, -0.00009);
    row(DueAbove, 0.001, 0.001, 0.0009);
    row(SpreadAbove, 0.0003, 0.0004, 0.0002);
    row(OpenInterestChanged, 0.1, 0.1, 0.09);
    row(Liquidated, 1e6, 1e6, 999'999);
    row(ClusterWithin, 0.01, 0, 0.0101);
    row(FeedLost, 0, 1, 0);
}

void TestUserRule::comparesWithTheThreshold()
{
    QFETCH(int, kind);
    QFETCH(double, threshold);
    QFETCH(double, meets);
    QFETCH(double, misses);
    const UserCondition condition{static_cast<UserConditionKind>(kind), threshold, 0, {}, {}};
    QVERIFY(conditionHolds(condition, meets));
    QVERIFY(!conditionHolds(condition, misses));
    QVERIFY(!conditionHolds(condition, std::nullopt));
}

void TestUserRule::namesItsKinds()
{
    for (std::size_t i = 0; i < UserConditionCount; ++i) {
        const auto kind = static_cast<UserConditionKind>(i);
        QCOMPARE(userConditionByName(userConditionName(kind)), std::optional(kind));
    }
    QVERIFY(!userConditionByName("price_sideways"));
}

void TestUserRule::joinsByAndAndOr()
{
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    m_values[UserConditionKind::OpenInterestChanged] = 0.05;
    QVERIFY(step().empty());
    m_values[UserConditionKind::OpenInterestChanged] = 0.11;
    const auto both = step();
    QVERIFY(isOne(both, EventState::Entered));
    const auto &p = std::get<UserRulePayload>(both.front().payload);
    QCOMPARE(p.met, 2);
    QCOMPARE(p.conditions[0].kind, std::string("funding_above"));
    QCOMPARE(p.conditions[0].value, std::optional(0.0006));
    QCOMPARE(both.front().subject, std::string("mine"));
    QVERIFY2(recomputeDifference(both.front()).isEmpty(), qPrintable(recomputeDifference(both.front())));
    init();
    m_rule.all = false;
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    QVERIFY(isOne(step(), EventState::Entered));
}

void TestUserRule::concernsItsAssets()
{
    m_rule.all = false;
    m_rule.assets = {"ETH", "SOL"};
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    QVERIFY(step().empty());
    m_rule.assets.push_back("BTC");
    QVERIFY(isOne(step(), EventState::Entered));
}

void TestUserRule::holdsForItsTime()
{
    m_rule.all = false;
    m_rule.holdMs = MinuteMs;
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    for (int i = 0; i < 60; ++i)
        QVERIFY(step().empty());
    QVERIFY(isOne(step(), EventState::Entered));
}

void TestUserRule::armsAgainFurtherAway()
{
    m_rule.all = false;
    m_values[UserConditionKind::FundingAbove] = 0.0005;
    QVERIFY(isOne(step(), EventState::Entered));
    m_values[UserConditionKind::FundingAbove] = 0.00046; // within a tenth
    for (int i = 0; i < 10; ++i)
        QVERIFY(step().empty());
    m_values[UserConditionKind::FundingAbove] = 0.00044;
    QVERIFY(isOne(step(), EventState::Cleared));
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    QVERIFY(step(14 * MinuteMs).empty()); // cools
    QVERIFY(isOne(step(MinuteMs), EventState::Entered));
}

void TestUserRule::doesNotCoolDownForAnotherPrice()
{
    m_rule.conditions = {{UserConditionKind::PriceBelow, 66'000, 0, {}, {}}};
    m_values[UserConditionKind::PriceBelow] = 66'500;
    step();
    m_values[UserConditionKind::PriceBelow] = 65'900;
    QVERIFY(isOne(step(), EventState::Entered));
    // The user adds margin: the position ends lower.
    m_rule.conditions.front().threshold = 64'000;
    QVERIFY(isOne(step(), EventState::Cleared));
    QVERIFY(step().empty());
    m_values[UserConditionKind::PriceBelow] = 63'990;
    QVERIFY(isOne(step(), EventState::Entered));
    // The same price again is what the cool-down is for; another window is another question too.
    m_values[UserConditionKind::PriceBelow] = 64'500;
    QVERIFY(isOne(step(), EventState::Cleared));
    m_values[UserConditionKind::PriceBelow] = 63'990;
    QVERIFY(step().empty());
    m_rule.conditions = {{UserConditionKind::PriceMoved, 0.02, 1, {}, {}}};
    m_values[UserConditionKind::PriceMoved] = 0.03;
    QVERIFY(isOne(step(), EventState::Entered));
    m_rule.conditions.front().windowHours = 4;
    QVERIFY(isOne(step(), EventState::Cleared));
}

void TestUserRule::asksAnewOfAnotherSide()
{
    m_rule.conditions = {{UserConditionKind::Liquidated, 5e6, 1, {}, PositionSide::Long}};
    m_values[UserConditionKind::Liquidated] = 0;
    step();
    m_values[UserConditionKind::Liquidated] = 6e6;
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(std::get<UserRulePayload>(told.front().payload).conditions.front().side, std::string("long"));
    m_rule.conditions.front().side = PositionSide::Short;
    QVERIFY(isOne(step(), EventState::Cleared));
    const auto other = step();
    QVERIFY(isOne(other, EventState::Entered));
    QCOMPARE(std::get<UserRulePayload>(other.front().payload).conditions.front().side, std::string("short"));
    m_rule.all = !m_rule.all;
    QVERIFY(isOne(step(), EventState::Cleared));
}

void TestUserRule::waitsForWhatIsReckoned_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isHeldAtStart");
    QTest::newRow("a price is one at once") << static_cast<int>(UserConditionKind::PriceAbove) << false;
    QTest::newRow("of all venues") << static_cast<int>(UserConditionKind::FundingAbove) << true;
    QTest::newRow("of histories") << static_cast<int>(UserConditionKind::OpenInterestChanged) << true;
}

void TestUserRule::waitsForWhatIsReckoned()
{
    QFETCH(int, kind);
    QFETCH(bool, isHeldAtStart);
    const auto condition = static_cast<UserConditionKind>(kind);
    m_rule.conditions = {{condition, 0.05, 0, {}, {}}};
    m_input.isSettling = true; // while the histories come in
    m_values[condition] = 0.01; // of the first that are there
    QVERIFY(step().empty());
    m_values[condition] = 0.06;
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().heldAtStart, isHeldAtStart);
}

void TestUserRule::doesNotHoldOnWhatIsUnknown()
{
    m_rule.conditions = {{UserConditionKind::FundingBelow, 0, 0, {}, {}}};
    QVERIFY(step().empty());
    m_rule.conditions.clear();
    QVERIFY(step().empty()); // a rule without conditions says nothing
}

void TestUserRule::standsStillOnLowConfidence()
{
    m_rule.conditions = {{UserConditionKind::FundingAbove, 0.0005, 0, {}, {}}};
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    m_input.isFrozen = true;
    QVERIFY(step().empty());
    m_input.isFrozen = false;
    QVERIFY(isOne(step(), EventState::Entered));
    m_input.isFrozen = true;
    m_values[UserConditionKind::FundingAbove] = 0.0001;
    QVERIFY(step().empty()); // what is lost is not over
    m_input.isFrozen = false;
    QVERIFY(isOne(step(), EventState::Cleared));
    // The largest of what is heard is a lower bound: it fires at any coverage, and is not over while some are mute.
    init();
    m_rule.conditions = {{UserConditionKind::DueAbove, 0.001, 2, {}, {}}};
    m_values[UserConditionKind::DueAbove] = NoneThere;
    step();
    m_input.isFrozen = true;
    m_values[UserConditionKind::DueAbove] = 0.002;
    QVERIFY(isOne(step(), EventState::Entered));
    m_values[UserConditionKind::DueAbove] = NoneThere;
    QVERIFY(step().empty());
    m_input.isFrozen = false;
    const auto cleared = step();
    QVERIFY(isOne(cleared, EventState::Cleared));
    QVERIFY(!std::get<UserRulePayload>(cleared.front().payload).conditions[0].value);
}

void TestUserRule::goesOnWhereOnlyTheAggregateIsLost()
{
    using enum UserConditionKind;
    m_input.isFrozen = true;
    for (const UserCondition &condition : {UserCondition{PriceAbove, 70'000, 0, "bybit", {}},
             UserCondition{FundingAbove, 0.0005, 0, "bybit", {}}, UserCondition{FeedLost, 0, 0, {}, {}}}) {
        m_rule.id = userConditionName(condition.kind);
        m_rule.conditions = {condition};
        m_values[condition.kind] = 0;
        step();
        m_values[condition.kind] = condition.kind == PriceAbove ? 70'001 : 1;
        QVERIFY(isOne(step(), EventState::Entered));
        m_values[condition.kind] = 0;
        QVERIFY(isOne(step(), EventState::Cleared));
    }
    // One that is known decides, whatever the aggregate.
    m_rule.id = "either";
    m_rule.all = false;
    m_rule.conditions = {{FeedLost, 0, 0, {}, {}}, {FundingAbove, 0.0005, 0, {}, {}}};
    step();
    m_values[FeedLost] = 1;
    QVERIFY(isOne(step(), EventState::Entered));
}

void TestUserRule::standsStillWhileUndecided()
{
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    m_values[UserConditionKind::OpenInterestChanged] = 0.11;
    QVERIFY(isOne(step(), EventState::Entered));
    m_values[UserConditionKind::FundingAbove].reset();
    QVERIFY(step().empty());
    m_values[UserConditionKind::OpenInterestChanged] = 0.01; // the other decides
    QVERIFY(isOne(step(), EventState::Cleared));
    init();
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    m_values[UserConditionKind::OpenInterestChanged] = 0.11;
    QVERIFY(isOne(step(), EventState::Entered));
    m_values[UserConditionKind::FundingAbove] = NoneThere; // that is known
    QVERIFY(isOne(step(), EventState::Cleared));
}

void TestUserRule::firesNothingByAnOutage()
{
    // The large calm venue holds F at 0.00028; without it F is 0.0004.
    const std::vector<VenueInput> all{venueInput("a", 40, 0.0001), venueInput("b", 20, 0.0004),
        venueInput("c", 20, 0.0004), venueInput("d", 20, 0.0004)};
    Aggregate aggregate;
    m_rule.conditions = {{UserConditionKind::FundingAbove, 0.0003, 0, {}, {}}};
    m_input.aggregate = &aggregate;
    const auto evaluate = [&](const std::vector<VenueInput> &venues) {
        aggregate = evaluateAggregate(venues);
        m_input.venues = venues;
        m_values[UserConditionKind::FundingAbove] = aggregate.rate8h;
        return step();
    };
    QVERIFY(evaluate(all).empty());
    const std::vector<VenueInput> rest(all.begin() + 1, all.end());
    for (int i = 0; i < 60; ++i)
        QVERIFY(evaluate(rest).empty());
    QVERIFY(aggregate.rate8h > 0.0003 && !aggregate.lowConfidence);
    std::vector<VenueInput> wilder = rest; // rates that move fire while it is away
    for (VenueInput &venue : wilder)
        venue.contracts[0].smoothed8h *= 2;
    QVERIFY(isOne(evaluate(wilder), EventState::Entered));
    QVERIFY(evaluate(rest).empty()); // to stay, the market is enough
}

void TestUserRule::tellsTheEndOfARuleThatIsGone_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("removed") << 0;
    QTest::newRow("switched off") << 1;
    QTest::newRow("of other assets now") << 2;
}

void TestUserRule::tellsTheEndOfARuleThatIsGone()
{
    QFETCH(int, how);
    m_rule.all = false;
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    const auto first = step();
    QVERIFY(isOne(first, EventState::Entered));
    std::vector<UserRule> rules{m_rule};
    if (how == 0)
        rules.clear();
    else if (how == 1)
        rules[0].on = false;
    else
        rules[0].assets = {"ETH"};
    QVERIFY(m_rules.step(m_input, rules).empty()); // the same moment again
    pass(m_input, SecondMs);
    const auto gone = m_rules.step(m_input, rules);
    QVERIFY(isOne(gone, EventState::Cleared));
    QCOMPARE(gone.front().id, first.front().id);
    QCOMPARE(gone.front().timeMs, m_input.marketMs);
    QVERIFY(gone.front().payload == first.front().payload);
    pass(m_input, SecondMs);
    QVERIFY(m_rules.step(m_input, rules).empty());
    step(); // again there: it held already
    QVERIFY(m_rules.step(m_input, {m_rule}).empty());
}

void TestUserRule::keepsWhatGoesOnWhileWarmingUp()
{
    m_rule.all = false;
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    m_rules = {};
    m_rules.resume(told.front());
    m_input.isWarmingUp = true;
    for (int i = 0; i < 5; ++i) { // the rule is not yet handed over
        pass(m_input, SecondMs);
        QVERIFY(m_rules.step(m_input, {}).empty());
    }
    QVERIFY(step().empty()); // it goes on under its id
    m_input.isWarmingUp = false;
    QVERIFY(step().empty());
    m_values[UserConditionKind::FundingAbove] = 0;
    m_values[UserConditionKind::OpenInterestChanged] = 0;
    const auto cleared = step();
    QVERIFY(isOne(cleared, EventState::Cleared));
    QCOMPARE(cleared.front().id, told.front().id);
}

QTEST_GUILESS_MAIN(TestUserRule)
#include "tst_userrule.moc"
