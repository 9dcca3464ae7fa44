#include "core/analytics/constantset.h"
#include "core/events/eventid.h"
#include "core/events/fundingextreme.h"
#include "tests/core/analytics/venues.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

// MODEL 8.1 and 8.3; the number of the worked example of MODEL 10 stands beside its test.
class TestFundingExtreme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void entersAndExitsWithHysteresis();
    void makesNoNewIdWithinTheHour();
    void doesNotHoldBackTheOtherSide();
    void makesANewIdAfterTheHour();
    void confirmsOverOneMinute();
    void readsTheSeedOfFebruary_data();
    void readsTheSeedOfFebruary();
    void entersExampleFourOnTheLongSide();
    void exitsAtAChangeOfSign();
    void judgesTheExitByTheBaselineOfTheEntry();
    void givesThatBaselineUpAfterSevenDays();
    void tellsEachGrowthByHalf();
    void freezesWithLowConfidence();
    void freezesWithoutARate();
    void needsTheConditionOnTheConstantSet();
    void firesNothingByAnOutage();
    void tellsWhatHeldAtStart();
    void makesTheIdFromTheEntry();
    void keepsTheScopeOfTheEntry();
    void resumesFromACopy();
    void goesOnWithAnEventOfBeforeTheStart();

private:
    /// One evaluation after `after`, at `ratio` times the baseline of the side of the sign.
    std::vector<FundingExtremeTransition> step(double ratio, TimeMs after = MinuteMs);
    std::optional<FundingExtreme> m_rule;
    FundingExtremeInput m_input;
};

namespace {

constexpr TimeMs Start = 1'772'208'000'000;

bool isOne(const std::vector<FundingExtremeTransition> &transitions, EventState state)
{
    return transitions.size() == 1 && transitions.front().state == state;
}

} // namespace

void TestFundingExtreme::init()
{
    m_rule.emplace("BTC");
    m_input = {};
    m_input.marketMs = Start;
    m_input.baseline = baselineOf(0.0001);
    m_input.scope = Scope::Systemic;
}

std::vector<FundingExtremeTransition> TestFundingExtreme::step(double ratio, TimeMs after)
{
    m_input.marketMs += after;
    m_input.rate8h = ratio * m_input.baseline.of(ratio < 0 ? PositionSide::Short : PositionSide::Long);
    return m_rule->step(m_input);
}

void TestFundingExtreme::entersAndExitsWithHysteresis() // 15
{
    QVERIFY(step(1.9).empty());
    QVERIFY(step(2.1).empty());
    const auto entered = step(2.2);
    QVERIFY(isOne(entered, EventState::Entered));
    QCOMPARE(entered.front().side, PositionSide::Long);
    QCOMPARE(entered.front().enteredMs, Start + 3 * MinuteMs);
    NEAR(entered.front().ratio, 2.2);
    QVERIFY(!entered.front().heldAtStart);
    QVERIFY(step(1.7).empty());
    QVERIFY(step(1.6).empty());
    const auto cleared = step(1.4);
    QVERIFY(isOne(cleared, EventState::Cleared));
    QCOMPARE(cleared.front().id, entered.front().id);
    QCOMPARE(cleared.front().enteredMs, entered.front().enteredMs);
    QCOMPARE(cleared.front().timeMs, Start + 6 * MinuteMs);
}

void TestFundingExtreme::makesNoNewIdWithinTheHour() // 15
{
    entersAndExitsWithHysteresis();
    for (int i = 1; i < 60; ++i)
        QVERIFY(step(2.3).empty());
    QCOMPARE(m_rule->phase(PositionSide::Long), MachinePhase::Cooling);
}

void TestFundingExtreme::doesNotHoldBackTheOtherSide() // 15
{
    entersAndExitsWithHysteresis();
    QVERIFY(step(-2.3).empty());
    const auto entered = step(-2.3);
    QVERIFY(isOne(entered, EventState::Entered));
    QCOMPARE(entered.front().side, PositionSide::Short);
}

void TestFundingExtreme::makesANewIdAfterTheHour()
{
    entersAndExitsWithHysteresis();
    QVERIFY(step(2.3, HourMs - MinuteMs).empty());
    QVERIFY(step(2.3).empty());
    QVERIFY(isOne(step(2.3), EventState::Entered));
}

void TestFundingExtreme::confirmsOverOneMinute()
{
    step(1, SecondMs);
    for (int i = 0; i < 60; ++i)
        QVERIFY(step(2.5, SecondMs).empty());
    QVERIFY(isOne(step(2.5, SecondMs), EventState::Entered));
}

void TestFundingExtreme::readsTheSeedOfFebruary_data() // 3
{
    QTest::addColumn<double>("cap");
    QTest::addColumn<double>("base");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("enters");
    QTest::newRow("cap, B 0.00004") << 0.4 << 0.00004 << 2.0762 << true;
    QTest::newRow("cap off, B 0.00004") << 1.0 << 0.00004 << 1.9143 << false;
    QTest::newRow("cap, B 0.00003") << 0.4 << 0.00003 << 2.4222 << true;
    QTest::newRow("cap off, B 0.00003") << 1.0 << 0.00003 << 2.2333 << true;
}

void TestFundingExtreme::readsTheSeedOfFebruary()
{
    QFETCH(double, cap);
    QFETCH(double, base);
    QFETCH(double, ratio);
    QFETCH(bool, enters);
    AggregateSettings settings;
    settings.operatorCap = cap;
    m_input.rate8h = evaluateAggregate(seedOfFebruary(), settings).rate8h;
    m_input.baseline = baselineOf(base);
    QVERIFY(m_rule->step(m_input).empty());
    m_input.marketMs += MinuteMs;
    const auto entered = m_rule->step(m_input);
    QCOMPARE(isOne(entered, EventState::Entered), enters);
    QVERIFY(!m_rule->active(PositionSide::Long)); // never long
    if (enters) {
        QCOMPARE(entered.front().side, PositionSide::Short);
        NEAR(entered.front().ratio, ratio);
    }
}

void TestFundingExtreme::entersExampleFourOnTheLongSide() // 4
{
    m_input.rate8h = evaluateAggregate(seedOfFour(), capOff()).rate8h;
    m_rule->step(m_input);
    m_input.marketMs += MinuteMs;
    const auto entered = m_rule->step(m_input);
    QVERIFY(isOne(entered, EventState::Entered));
    QCOMPARE(entered.front().side, PositionSide::Long);
    NEAR(entered.front().ratio, 7.1);
    NEAR(entered.front().baseline8h, 0.0001);
}

void TestFundingExtreme::exitsAtAChangeOfSign()
{
    entersExampleFourOnTheLongSide();
    QVERIFY(isOne(step(-5), EventState::Cleared)); // the shorts have to confirm first
    const auto other = step(-5);
    QVERIFY(isOne(other, EventState::Entered));
    QCOMPARE(other.front().side, PositionSide::Short);
}

void TestFundingExtreme::judgesTheExitByTheBaselineOfTheEntry()
{
    step(1);
    step(3);
    QVERIFY(isOne(step(3), EventState::Entered));
    m_input.baseline = baselineOf(0.0003); // the extreme became the normal
    QVERIFY(step(1).empty()); // 3 times the baseline of the entry
    NEAR(m_rule->active(PositionSide::Long).value().baseline8h, 0.0001);
    QVERIFY(step(0.51).empty());
    QVERIFY(isOne(step(0.49), EventState::Cleared));
}

void TestFundingExtreme::givesThatBaselineUpAfterSevenDays()
{
    step(1);
    step(3);
    QVERIFY(isOne(step(3), EventState::Entered));
    m_input.baseline = baselineOf(0.0003);
    for (TimeMs passed = 0; passed < 7 * DayMs; passed += 10 * MinuteMs)
        QVERIFY(step(1, 10 * MinuteMs).empty());
    const auto cleared = step(1, SecondMs);
    QVERIFY(isOne(cleared, EventState::Cleared));
    NEAR(cleared.front().ratio, 1);
}

void TestFundingExtreme::tellsEachGrowthByHalf()
{
    step(1);
    step(2);
    const auto entered = step(2);
    QVERIFY(step(2.9).empty());
    const auto updated = step(3);
    QVERIFY(isOne(updated, EventState::Updated));
    QCOMPARE(updated.front().id, entered.front().id);
    QCOMPARE(updated.front().told, 2);
    QVERIFY(step(2.1).empty());
    QVERIFY(step(4.4).empty()); // of what was told, not of the low between
    QVERIFY(isOne(step(4.5), EventState::Updated));
    QCOMPARE(m_rule->active(PositionSide::Long).value().told, 3);
}

void TestFundingExtreme::freezesWithLowConfidence()
{
    step(1);
    m_input.isFrozen = true;
    for (int i = 0; i < 10; ++i)
        QVERIFY(step(9).empty());
    m_input.isFrozen = false;
    step(2.5);
    QVERIFY(isOne(step(2.5), EventState::Entered));
    m_input.isFrozen = true;
    QVERIFY(step(9).empty()); // no update
    QVERIFY(step(0.1).empty()); // no exit
    QVERIFY(m_rule->active(PositionSide::Long));
}

void TestFundingExtreme::freezesWithoutARate()
{
    step(1);
    step(2.5);
    step(2.5);
    QVERIFY(m_rule->active(PositionSide::Long));
    QVERIFY(step(Unknown).empty());
    QVERIFY(m_rule->active(PositionSide::Long));
}

void TestFundingExtreme::needsTheConditionOnTheConstantSet()
{
    step(1);
    m_input.constantSetRate8h = 0.00019;
    for (int i = 0; i < 10; ++i)
        QVERIFY(step(2.5).empty());
    m_input.constantSetRate8h = -0.0009; // extreme, but for the other side
    QVERIFY(step(2.5).empty() && step(2.5).empty());
    m_input.constantSetRate8h = 0.0002;
    QVERIFY(step(2.5).empty());
    QVERIFY(isOne(step(2.5), EventState::Entered));
    m_input.constantSetRate8h = 0.00001; // to stay, the market is enough
    QVERIFY(step(2.5).empty());
}

void TestFundingExtreme::firesNothingByAnOutage()
{
    // The large calm venue fails: after its 15 minutes of hold F jumps from 1.7 to 2.6 times the baseline.
    const std::vector<VenueInput> all{venueInput("binance", 60, 0.00004), venueInput("bybit", 20, 0.00026),
        venueInput("okx", 20, 0.00026), venueInput("hyperliquid", 10, 0.00026)};
    VenueHold hold;
    ConstantSet set;
    bool wasExtreme = false;
    const auto evaluate = [&](bool isDown, bool isWilder = false) {
        m_input.marketMs += SecondMs;
        std::vector<VenueInput> venues = all;
        if (isDown) {
            venues[0].contracts[0].excluded = Exclusion::Stale;
            venues[0].contracts[0].turnover24hUsd = 20e9; // else coverage alone would freeze it
        }
        venues[0].held = hold.last;
        if (isWilder) {
            for (VenueInput &venue : venues)
                venue.contracts[0].smoothed8h *= 2;
        }
        const Aggregate aggregate = evaluateAggregate(venues);
        hold.step(aggregate.venues[0], m_input.marketMs);
        const bool holds = isFundingExtreme(aggregate.rate8h, m_input.baseline);
        wasExtreme = wasExtreme || (holds && !aggregate.lowConfidence);
        m_input.rate8h = aggregate.rate8h;
        m_input.constantSetRate8h = set.step(venues, aggregate, holds, false, m_input.marketMs);
        m_input.isFrozen = aggregate.lowConfidence;
        return m_rule->step(m_input);
    };
    for (int i = 0; i < 60; ++i)
        QVERIFY(evaluate(false).empty());
    for (int i = 0; i < 20 * 60; ++i)
        QVERIFY(evaluate(true).empty());
    QVERIFY(wasExtreme); // the headline alone would have fired
    for (int i = 0; i < 5 * 60; ++i)
        QVERIFY(evaluate(false).empty());
    // A market that really moves fires while the venue is away.
    for (int i = 0; i < 20 * 60; ++i)
        QVERIFY(evaluate(true).empty());
    bool fired = false;
    for (int i = 0; i < 120; ++i)
        fired = fired || isOne(evaluate(true, true), EventState::Entered);
    QVERIFY(fired);
}

void TestFundingExtreme::tellsWhatHeldAtStart()
{
    QVERIFY(step(2.5).empty());
    const auto entered = step(2.5);
    QVERIFY(isOne(entered, EventState::Entered));
    QVERIFY(entered.front().heldAtStart);
    init();
    m_input.isWarmingUp = true;
    step(1.9);
    step(2.5);
    QVERIFY(step(2.5).front().heldAtStart);
}

void TestFundingExtreme::makesTheIdFromTheEntry()
{
    const auto id = eventId(EventType::FundingExtreme, "BTC", PositionSide::Long, Scope::Systemic, Start);
    QCOMPARE(eventId(EventType::FundingExtreme, "BTC", PositionSide::Long, Scope::Systemic, Start), id);
    QVERIFY(eventId(EventType::FundingExtreme, "ETH", PositionSide::Long, Scope::Systemic, Start) != id);
    QVERIFY(eventId(EventType::FundingExtreme, "BTC", PositionSide::Short, Scope::Systemic, Start) != id);
    QVERIFY(eventId(EventType::FundingExtreme, "BTC", PositionSide::Long, Scope::Mixed, Start) != id);
    QVERIFY(eventId(EventType::FundingExtreme, "BTC", PositionSide::Long, Scope::Systemic, Start + 1) != id);
    step(1);
    step(2.5);
    const auto entered = step(2.5);
    QCOMPARE(entered.front().id,
        eventId(EventType::FundingExtreme, "BTC", PositionSide::Long, Scope::Systemic, m_input.marketMs));
}

void TestFundingExtreme::keepsTheScopeOfTheEntry()
{
    step(1);
    step(2.5);
    const auto entered = step(2.5);
    m_input.scope = Scope::Localised;
    const auto updated = step(5);
    QCOMPARE(updated.front().scope, Scope::Systemic);
    QCOMPARE(updated.front().id, entered.front().id);
}

void TestFundingExtreme::resumesFromACopy()
{
    step(1);
    step(2.5);
    FundingExtreme saved = *m_rule;
    const auto entered = step(2.5);
    QCOMPARE(saved.step(m_input), entered);
}

void TestFundingExtreme::goesOnWithAnEventOfBeforeTheStart()
{
    Event event;
    event.asset = "BTC";
    event.id = 42;
    event.side = PositionSide::Long;
    event.scope = Scope::Systemic;
    event.enteredMs = Start - HourMs;
    event.timeMs = Start - MinuteMs;
    event.fired = 2;
    FundingExtremePayload payload;
    payload.baseline8h = 0.0001;
    payload.ratio = 2.5;
    event.payload = payload;
    m_rule->resume(event);
    QVERIFY(step(2.5).empty()); // known: it does not begin anew
    const auto grown = step(4);
    QVERIFY(isOne(grown, EventState::Updated));
    QCOMPARE(grown.front().id, 42U);
    QCOMPARE(grown.front().told, 3);
    const auto ended = step(1.2);
    QVERIFY(isOne(ended, EventState::Cleared));
    QCOMPARE(ended.front().id, 42U);
    QCOMPARE(ended.front().enteredMs, Start - HourMs);
    QVERIFY(ended.front().scope == Scope::Systemic);

    FundingExtreme other("BTC");
    event.state = EventState::Cleared; // it had ended: nothing to go on with
    other.resume(event);
    QVERIFY(!other.active(PositionSide::Long));
}

QTEST_GUILESS_MAIN(TestFundingExtreme)
#include "tst_fundingextreme.moc"
