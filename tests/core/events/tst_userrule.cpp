#include "core/events/userrule.h"
#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

#include <map>

using namespace isobar;

// The core of USER_RULE (PRODUCT 4); what a condition measures is in tst_assetrules.
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
    void doesNotHoldOnWhatIsUnknown();
    void forgetsARuleThatIsGone();

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
    m_input.measure = [this](const UserCondition &condition) { return m_values[condition.kind]; };
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

void TestUserRule::doesNotHoldOnWhatIsUnknown()
{
    m_rule.conditions = {{UserConditionKind::FundingBelow, 0, 0, {}, {}}};
    QVERIFY(step().empty());
    m_rule.conditions.clear();
    QVERIFY(step().empty()); // a rule without conditions says nothing
}

void TestUserRule::forgetsARuleThatIsGone()
{
    m_rule.all = false;
    m_values[UserConditionKind::FundingAbove] = 0.0006;
    const auto first = step();
    pass(m_input, SecondMs);
    QVERIFY(m_rules.step(m_input, {}).empty());
    step(); // again there: it held already
    const auto told = m_rules.step(m_input, {m_rule});
    QVERIFY(told.empty());
}

QTEST_GUILESS_MAIN(TestUserRule)
#include "tst_userrule.moc"
