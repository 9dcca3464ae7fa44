#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruledrivers.h"

#include <QtTest>

using namespace isobar;

// The machines of MODEL 8.3, all by the same tests; what is particular to a rule is tested with that rule.
class TestRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_moment = healthyMoment(); }
    void entersAtItsThreshold_data() { addDrivers(); }
    void entersAtItsThreshold();
    void doesNotEnterBelowIt_data() { addDrivers(); }
    void doesNotEnterBelowIt();
    void startsAgainWhenTheConditionBreaks_data() { addDrivers(); }
    void startsAgainWhenTheConditionBreaks();
    void staysUntilTheExit_data() { addDrivers(); }
    void staysUntilTheExit();
    void coolsDown_data() { addDrivers(); }
    void coolsDown();
    void doesNotHoldBackTheOtherSide_data() { addDrivers(); }
    void doesNotHoldBackTheOtherSide();
    void tellsWhatHasGrown_data() { addDrivers(); }
    void tellsWhatHasGrown();
    void freezesOrFiresAtAnyCoverage_data() { addDrivers(); }
    void freezesOrFiresAtAnyCoverage();
    void needsTheConstantSet_data() { addDrivers(); }
    void needsTheConstantSet();
    void tellsWhatHeldAtTheStart_data() { addDrivers(); }
    void tellsWhatHeldAtTheStart();
    void followsFromItsInputs_data() { addDrivers(); }
    void followsFromItsInputs();

private:
    static void addDrivers();
    RuleDriver driver() const;
    std::vector<Event> step(const RuleDriver &rule, double level, PositionSide side = PositionSide::Long);
    /// Lets the condition hold until something is told; empty after twice its time.
    std::vector<Event> enter(const RuleDriver &rule, PositionSide side = PositionSide::Long, double level = 1);
    /// Lets it be gone until something is told.
    std::vector<Event> leave(const RuleDriver &rule);
    RuleMoment m_moment;
};

void TestRules::addDrivers()
{
    QTest::addColumn<int>("index");
    const auto all = drivers::all();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(std::string(eventTypeName(all[i].type)).c_str()) << static_cast<int>(i);
}

RuleDriver TestRules::driver() const
{
    QFETCH(int, index);
    return drivers::all()[static_cast<std::size_t>(index)];
}

std::vector<Event> TestRules::step(const RuleDriver &rule, double level, PositionSide side)
{
    pass(m_moment, rule.tickMs);
    return rule.step(m_moment, level, side);
}

std::vector<Event> TestRules::enter(const RuleDriver &rule, PositionSide side, double level)
{
    for (TimeMs held = 0; held <= 2 * rule.confirmMs + rule.tickMs; held += rule.tickMs) {
        if (auto events = step(rule, level, side); !events.empty())
            return events;
    }
    return {};
}

std::vector<Event> TestRules::leave(const RuleDriver &rule)
{
    for (TimeMs gone = 0; gone <= 2 * rule.exitMs + rule.tickMs; gone += rule.tickMs) {
        if (auto events = step(rule, 0); !events.empty())
            return events;
    }
    return {};
}

void TestRules::entersAtItsThreshold()
{
    const RuleDriver rule = driver();
    QVERIFY(step(rule, 0).empty());
    for (TimeMs held = 0; held < rule.confirmMs; held += rule.tickMs)
        QVERIFY(step(rule, 1).empty());
    const auto entered = step(rule, 1);
    QVERIFY(isOne(entered, EventState::Entered));
    const Event &event = entered.front();
    QCOMPARE(event.type, rule.type);
    QCOMPARE(event.priority, rule.priority);
    QCOMPARE(event.asset, std::string("BTC"));
    QCOMPARE(event.side.has_value(), rule.isSided);
    QCOMPARE(event.timeMs, m_moment.marketMs);
    QCOMPARE(event.enteredMs, m_moment.marketMs);
    QVERIFY(!event.heldAtStart);
    QVERIFY(event.id != 0);
    for (int i = 0; i < 50; ++i)
        QVERIFY(step(rule, 1).empty()); // told once
}

void TestRules::doesNotEnterBelowIt()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    QVERIFY(enter(rule, PositionSide::Long, 0.9999).empty());
}

void TestRules::startsAgainWhenTheConditionBreaks()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    for (TimeMs held = 0; held < rule.confirmMs; held += rule.tickMs)
        step(rule, 1);
    if (rule.confirmMs > 0)
        QVERIFY(step(rule, 0.9999).empty()); // the wider band of the exit does not confirm
    for (TimeMs held = 0; held < rule.confirmMs; held += rule.tickMs)
        QVERIFY(step(rule, 1).empty());
    QVERIFY(isOne(step(rule, 1), EventState::Entered));
}

void TestRules::staysUntilTheExit()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    const auto entered = enter(rule);
    QVERIFY(isOne(entered, EventState::Entered));
    for (int i = 0; i < 200; ++i)
        QVERIFY(step(rule, rule.exitLevel * 1.0002).empty());
    const double gone = rule.exitLevel * 0.999;
    for (TimeMs away = 0; away < rule.exitMs; away += rule.tickMs)
        QVERIFY(step(rule, gone).empty());
    if (rule.exitMs > 0) {
        QVERIFY(step(rule, 1).empty()); // back in time: it goes on, and has to be gone anew
        for (TimeMs away = 0; away < rule.exitMs; away += rule.tickMs)
            QVERIFY(step(rule, gone).empty());
    }
    const auto cleared = step(rule, gone);
    QVERIFY(isOne(cleared, EventState::Cleared));
    QCOMPARE(cleared.front().id, entered.front().id);
    QCOMPARE(cleared.front().enteredMs, entered.front().enteredMs);
    QCOMPARE(cleared.front().timeMs, m_moment.marketMs);
}

void TestRules::coolsDown()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    const auto first = enter(rule);
    QVERIFY(isOne(leave(rule), EventState::Cleared));
    const TimeMs clearedMs = m_moment.marketMs;
    std::vector<Event> second;
    while (second.empty() && m_moment.marketMs < clearedMs + rule.coolMs + 2 * rule.confirmMs + 2 * rule.tickMs)
        second = step(rule, 1);
    QVERIFY(isOne(second, EventState::Entered));
    QVERIFY(second.front().id != first.front().id);
    QCOMPARE(m_moment.marketMs - clearedMs, rule.coolMs + rule.confirmMs);
}

void TestRules::doesNotHoldBackTheOtherSide()
{
    const RuleDriver rule = driver();
    if (!rule.isSided)
        return;
    step(rule, 0);
    const auto first = enter(rule, PositionSide::Long);
    QCOMPARE(first.front().side, PositionSide::Long);
    leave(rule);
    const auto other = enter(rule, PositionSide::Short);
    QVERIFY(isOne(other, EventState::Entered));
    QCOMPARE(other.front().side, PositionSide::Short);
    QVERIFY(other.front().id != first.front().id);
}

void TestRules::tellsWhatHasGrown()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    const auto entered = enter(rule);
    if (rule.updateLevel <= 0) {
        QVERIFY(step(rule, 1.9).empty());
        return;
    }
    QVERIFY(step(rule, rule.updateLevel * 0.99).empty());
    const auto updated = step(rule, rule.updateLevel);
    QVERIFY(isOne(updated, EventState::Updated));
    QCOMPARE(updated.front().id, entered.front().id);
    QCOMPARE(updated.front().enteredMs, entered.front().enteredMs);
    QCOMPARE(updated.front().fired, 2);
    QVERIFY(step(rule, rule.updateLevel).empty());
}

void TestRules::freezesOrFiresAtAnyCoverage()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    m_moment.isFrozen = m_moment.lowConfidence = true;
    m_moment.coverage = 0.38;
    const auto entered = enter(rule);
    if (!rule.freezes) {
        QVERIFY(isOne(entered, EventState::Entered));
        QVERIFY(entered.front().degraded);
        QVERIFY(isOne(leave(rule), EventState::Cleared));
        return;
    }
    QVERIFY(entered.empty());
    m_moment.isFrozen = m_moment.lowConfidence = false;
    step(rule, 0);
    QVERIFY(isOne(enter(rule), EventState::Entered));
    m_moment.isFrozen = m_moment.lowConfidence = true;
    QVERIFY(leave(rule).empty()); // what is lost is not over
    m_moment.isFrozen = false;
    QVERIFY(isOne(leave(rule), EventState::Cleared));
}

void TestRules::needsTheConstantSet()
{
    const RuleDriver rule = driver();
    if (!rule.stepOnSet)
        return;
    const auto stepOnSet = [&](double onSet) {
        pass(m_moment, rule.tickMs);
        return rule.stepOnSet(m_moment, 1.2, onSet);
    };
    step(rule, 0);
    for (int i = 0; i < 50; ++i)
        QVERIFY(stepOnSet(0.99).empty()); // a venue that went or came made the condition hold
    bool entered = false;
    for (TimeMs held = 0; held <= rule.confirmMs; held += rule.tickMs)
        entered = isOne(stepOnSet(1), EventState::Entered);
    QVERIFY(entered);
    QVERIFY(stepOnSet(0.5).empty()); // to stay, the market is enough
}

void TestRules::tellsWhatHeldAtTheStart()
{
    const RuleDriver rule = driver();
    if (rule.type != EventType::FeedLost) { // what never was live cannot be lost
        const auto atOnce = enter(rule);
        QVERIFY(isOne(atOnce, EventState::Entered));
        QVERIFY(atOnce.front().heldAtStart);
    }
    const RuleDriver other = driver();
    m_moment.isWarmingUp = true;
    step(other, 0);
    const auto warming = enter(other);
    QVERIFY(isOne(warming, EventState::Entered));
    QVERIFY(warming.front().heldAtStart);
}

void TestRules::followsFromItsInputs()
{
    const RuleDriver rule = driver();
    step(rule, 0);
    std::vector<Event> told;
    const auto keep = [&](std::vector<Event> events) {
        for (Event &event : events)
            told.push_back(std::move(event));
    };
    keep(enter(rule));
    if (rule.updateLevel > 0)
        keep(step(rule, rule.updateLevel));
    keep(leave(rule));
    QCOMPARE(told.size(), std::size_t(rule.updateLevel > 0 ? 3 : 2));
    for (const Event &event : told) {
        const QString difference = recomputeDifference(event);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
