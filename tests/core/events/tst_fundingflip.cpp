#include "core/events/fundingevidence.h"
#include "core/events/fundingflip.h"
#include "tests/core/events/ruletest.h"
#include "tests/support/near.h"

#include <QtTest>

#include <tuple>
#include <utility>

using namespace isobar;

// MODEL 8.3; the numbers of MODEL 10, example 3.
class TestFundingFlip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void readsTheSeedOfFebruary();
    void isALogLineAfterAShortState();
    void confirmsForAQuarterOfAnHour();
    void staysWithinTheBand();
    void startsAgainWhenItGoesBack();
    void endsWithTheNextFlip();
    void hasNoCoolDown();
    void isPromotedLater();
    void isNotPromotedAfterADay();
    void needsHalfOfTheHoursBeyondTheBand();
    void knowsItsScope_data();
    void knowsItsScope();
    void freezes();
    void firesNothingByAnOutage();
    void firesNothingByAnOutageFromWithinTheBand();
    void firesWhenTheSetFlipsLater();
    void confirmsOnTheSetToo();
    void forgetsWhatAnOutageChanged();
    void keepsTheSignOfTheSetOverARestart();
    void tellsAtTheStartWhatFlippedInTheLastDay();
    void tellsNothingOfOldFlips();
    void carriesTheAftermath();

private:
    /// Hours of a state up to the running one, `rate` each.
    void fill(int hours, double rate, int before = 0, double rateBefore = 0);
    std::vector<Event> step(double rate8h, TimeMs after = MinuteMs);
    /// F and the constant set.
    std::vector<Event> stepBoth(double rate8h, double constantSetRate8h);
    /// One evaluation a minute until something is told.
    std::vector<Event> flipTo(double rate8h);

    std::optional<FundingFlip> m_rule;
    FundingFlipInput m_input;
    std::vector<Sample> m_hours;
    std::vector<EventVenue> m_venues;
};

namespace {

const FundingFlipPayload &payload(const Event &event) { return std::get<FundingFlipPayload>(event.payload); }

} // namespace

void TestFundingFlip::init()
{
    m_rule.emplace();
    m_input = {};
    static_cast<RuleMoment &>(m_input) = healthyMoment();
    m_venues = evidenceOfFebruary();
    m_input.evidence = [this] { return m_venues; };
    fill(80, 0.0001);
}

void TestFundingFlip::fill(int hours, double rate, int before, double rateBefore)
{
    m_hours.clear();
    for (int i = hours + before; i > 0; --i)
        m_hours.push_back({floorTo(RuleStart, HourMs) - i * HourMs, i > hours ? rateBefore : rate});
    m_input.hours = m_hours;
}

std::vector<Event> TestFundingFlip::step(double rate8h, TimeMs after)
{
    pass(m_input, after);
    m_input.rate8h = rate8h;
    return m_rule->step(m_input);
}

std::vector<Event> TestFundingFlip::stepBoth(double rate8h, double constantSetRate8h)
{
    m_input.constantSetRate8h = constantSetRate8h;
    return step(rate8h);
}

std::vector<Event> TestFundingFlip::flipTo(double rate8h)
{
    for (int i = 0; i < 30; ++i) {
        if (auto events = step(rate8h); !events.empty())
            return events;
    }
    return {};
}

void TestFundingFlip::readsTheSeedOfFebruary() // 3
{
    QVERIFY(step(0.0001).empty());
    const double rate = evaluateEvidence(m_venues).rate8h;
    for (int i = 0; i < 15; ++i)
        QVERIFY(step(rate).empty());
    const auto entered = step(rate);
    QVERIFY(isOne(entered, EventState::Entered));
    const Event &flip = entered.front();
    QCOMPARE(flip.type, EventType::FundingFlip);
    QCOMPARE(flip.side, PositionSide::Short);
    QCOMPARE(flip.scope, Scope::Systemic);
    QCOMPARE(flip.priority, Priority::P2);
    QVERIFY(!flip.heldAtStart);
    const FundingFlipPayload &p = payload(flip);
    NEAR(p.rate8h, -0.00007267);
    NEAR(p.apr, -0.07957);
    NEAR(p.deviation, -0.00017267);
    QCOMPARE(p.before, std::string("long"));
    QCOMPARE(p.after, std::string("short"));
    NEAR(p.newSideShare, 1);
    QCOMPARE(p.operatorsNewSide, 3);
    QCOMPARE(p.venuesShort, 3);
    NEAR(p.heldHours, 80 + 2. / 60); // the state ended two minutes ago, at the first rate below
    QCOMPARE(p.hoursBeyondBand, 72);
    QVERIFY(p.promoted);
}

void TestFundingFlip::isALogLineAfterAShortState() // 3
{
    fill(25, 0.0001, 60, -0.0001);
    QVERIFY(step(0.0001).empty());
    // The flip of a day ago is older than what is told at the start.
    const auto entered = flipTo(-0.00007);
    QVERIFY(isOne(entered, EventState::Entered));
    QCOMPARE(entered.front().scope, Scope::Systemic);
    QCOMPARE(entered.front().priority, Priority::P4);
    QVERIFY(!payload(entered.front()).promoted);
    QVERIFY(payload(entered.front()).heldHours < 26);
    QVERIFY(payload(entered.front()).daysSinceLastFlip.has_value());
}

void TestFundingFlip::confirmsForAQuarterOfAnHour()
{
    step(0.0001, SecondMs);
    for (int i = 0; i < 15 * 60; ++i)
        QVERIFY(step(-0.0001, SecondMs).empty());
    QVERIFY(isOne(step(-0.0001, SecondMs), EventState::Entered));
}

void TestFundingFlip::staysWithinTheBand()
{
    step(0.0001);
    for (int i = 0; i < 100; ++i)
        QVERIFY(step(i % 2 ? -0.0000199 : 0.0000199).empty());
    QCOMPARE(m_rule->state(), 1);
    // Once beyond, a return into the band does not end the confirmation: the state stays as it is.
    QVERIFY(step(-0.00002).empty());
    for (int i = 0; i < 14; ++i)
        QVERIFY(step(0.00001).empty());
    QVERIFY(isOne(step(0.00001), EventState::Entered));
}

void TestFundingFlip::startsAgainWhenItGoesBack()
{
    step(0.0001);
    for (int i = 0; i < 10; ++i)
        step(-0.0001);
    QVERIFY(step(0.00002).empty());
    for (int i = 0; i < 15; ++i)
        QVERIFY(step(-0.0001).empty());
    QVERIFY(isOne(step(-0.0001), EventState::Entered));
}

void TestFundingFlip::endsWithTheNextFlip()
{
    step(0.0001);
    const auto first = flipTo(-0.0001);
    QVERIFY(isOne(first, EventState::Entered));
    const auto second = flipTo(0.0001);
    QCOMPARE(second.size(), std::size_t(2));
    QCOMPARE(second[0].state, EventState::Cleared);
    QCOMPARE(second[0].id, first.front().id);
    QCOMPARE(second[0].enteredMs, first.front().enteredMs);
    QCOMPARE(second[1].state, EventState::Entered);
    QCOMPARE(second[1].side, PositionSide::Long);
    QVERIFY(second[1].id != first.front().id);
    QVERIFY(m_rule->active(PositionSide::Long) && !m_rule->active(PositionSide::Short));
}

void TestFundingFlip::hasNoCoolDown()
{
    step(0.0001);
    std::set<std::uint64_t> ids;
    for (int i = 0; i < 4; ++i) {
        for (const Event &event : flipTo(i % 2 ? 0.0001 : -0.0001)) {
            if (event.state == EventState::Entered)
                ids.insert(event.id);
        }
    }
    QCOMPARE(ids.size(), std::size_t(4));
}

void TestFundingFlip::isPromotedLater()
{
    m_venues[2].smoothed8h = 0.0002; // Bybit's longs still pay
    step(0.0001);
    const auto entered = flipTo(-0.00003);
    QVERIFY(isOne(entered, EventState::Entered));
    QCOMPARE(entered.front().priority, Priority::P4);
    QVERIFY(step(-0.00003, 5 * HourMs).empty());
    m_venues = evidenceOfFebruary();
    const auto promoted = step(-0.00007);
    QVERIFY(isOne(promoted, EventState::Updated));
    QCOMPARE(promoted.front().priority, Priority::P2);
    QCOMPARE(promoted.front().id, entered.front().id);
    QCOMPARE(promoted.front().fired, 2);
    QCOMPARE(payload(promoted.front()).heldHours, payload(entered.front()).heldHours);
    m_venues[2].smoothed8h = 0.0002;
    QVERIFY(step(-0.00003).empty()); // once an alert, always one
    QCOMPARE(m_rule->active(PositionSide::Short)->priority, Priority::P2);
}

void TestFundingFlip::isNotPromotedAfterADay()
{
    m_venues[2].smoothed8h = 0.0002;
    step(0.0001);
    flipTo(-0.00003);
    QVERIFY(step(-0.00003, DayMs + MinuteMs).empty());
    m_venues = evidenceOfFebruary();
    QVERIFY(step(-0.00007).empty());
}

void TestFundingFlip::needsHalfOfTheHoursBeyondTheBand()
{
    fill(80, 0.0001);
    for (std::size_t i = m_hours.size() - 37; i < m_hours.size(); ++i)
        m_hours[i].value = 0.00001; // positive, within the band
    m_input.hours = m_hours;
    step(0.00002);
    const auto entered = flipTo(-0.00007);
    QVERIFY(payload(entered.front()).heldHours >= 80);
    QCOMPARE(payload(entered.front()).hoursBeyondBand, 35);
    QCOMPARE(entered.front().priority, Priority::P4);
}

void TestFundingFlip::knowsItsScope_data()
{
    QTest::addColumn<double>("okx");
    QTest::addColumn<double>("bybit");
    QTest::addColumn<Scope>("scope");
    QTest::newRow("all") << -0.00007 << -0.00011 << Scope::Systemic;
    QTest::newRow("Binance alone") << 0.00001 << 0.00001 << Scope::Localised;
    QTest::newRow("one pays nearly all") << -0.000001 << 0.00001 << Scope::Localised;
    QTest::newRow("two of three") << -0.00007 << 0.00001 << Scope::Mixed;
}

void TestFundingFlip::knowsItsScope()
{
    QFETCH(double, okx);
    QFETCH(double, bybit);
    QFETCH(Scope, scope);
    m_venues[1].smoothed8h = okx;
    m_venues[2].smoothed8h = bybit;
    step(0.0001);
    QCOMPARE(flipTo(-0.00003).front().scope, scope);
}

void TestFundingFlip::freezes()
{
    step(0.0001);
    m_input.isFrozen = true;
    QVERIFY(flipTo(-0.0001).empty());
    QVERIFY(step(Unknown).empty());
    m_input.isFrozen = false;
    step(0.0001, HourMs);
    QVERIFY(isOne(flipTo(-0.0001), EventState::Entered));
}

void TestFundingFlip::firesNothingByAnOutage()
{
    step(0.0001);
    m_input.constantSetRate8h = 0.00005; // with the venue that is away nothing has changed
    QVERIFY(flipTo(-0.00005).empty());
    m_input.constantSetRate8h = -0.00005;
    QVERIFY(isOne(flipTo(-0.00005), EventState::Entered));
}

void TestFundingFlip::firesNothingByAnOutageFromWithinTheBand()
{
    // Binance (0.4) +0.0001, the others -0.00005: F = +0.00001, and longs pay since 80 h. Then Binance is away.
    step(0.0001);
    stepBoth(0.00001, 0.00001);
    for (int i = 0; i < 8 * 60; ++i)
        QVERIFY(stepBoth(-0.00005, 0.00001).empty());
    QCOMPARE(m_rule->state(), 1);
}

void TestFundingFlip::firesWhenTheSetFlipsLater()
{
    step(0.0001);
    for (int i = 0; i < 20; ++i)
        QVERIFY(stepBoth(-0.00005, 0.00001).empty());
    for (int i = 0; i < 15; ++i)
        QVERIFY(stepBoth(-0.00006, -0.00002).empty()); // now rates turned as well: confirmed from here
    const auto entered = stepBoth(-0.00006, -0.00002);
    QVERIFY(isOne(entered, EventState::Entered));
    QCOMPARE(entered.front().side, PositionSide::Short);
    NEAR(payload(entered.front()).heldHours, 80 + 2. / 60); // the old state held until F left it
}

void TestFundingFlip::confirmsOnTheSetToo()
{
    step(0.0001);
    for (int i = 0; i < 10; ++i)
        QVERIFY(stepBoth(-0.00005, -0.00003).empty());
    QVERIFY(stepBoth(-0.00005, 0.00003).empty()); // on the set it went back: from the start
    for (int i = 0; i < 10; ++i)
        QVERIFY(stepBoth(-0.00005, -0.00003).empty());
    for (int i = 0; i < 5; ++i)
        QVERIFY(stepBoth(-0.00005, -0.00001).empty()); // within its band the set keeps its sign, as F does
    QVERIFY(isOne(stepBoth(-0.00005, -0.00001), EventState::Entered));
}

void TestFundingFlip::forgetsWhatAnOutageChanged()
{
    step(0.0001);
    for (int i = 0; i < 30; ++i)
        stepBoth(-0.00005, 0.00001);
    QVERIFY(m_rule->isChangedBy(-0.00005));
    QVERIFY(stepBoth(0.00001, 0.00001).empty()); // it is back
    QVERIFY(!m_rule->isChangedBy(0.00001)); // so the constant set follows again
    fill(80, 0.0001);
    const TimeMs turned = m_input.marketMs + MinuteMs;
    m_input.constantSetRate8h.reset();
    const auto entered = flipTo(-0.00005);
    QVERIFY(isOne(entered, EventState::Entered));
    NEAR(payload(entered.front()).heldHours,
        static_cast<double>(turned - m_hours.front().timeMs) / static_cast<double>(HourMs)); // not until the outage
}

void TestFundingFlip::keepsTheSignOfTheSetOverARestart()
{
    step(0.0001);
    for (int i = 0; i < 10; ++i)
        stepBoth(-0.00005, -0.00003);
    std::tuple<int, int, int, TimeMs, FundingHeld, std::array<EventLife, 2>> kept;
    const auto save = [&](const auto &...fields) { kept = std::tie(fields...); };
    const auto load = [&](auto &...fields) { std::tie(fields...) = kept; };
    FundingFlip::state(save, std::as_const(*m_rule));
    m_rule.emplace();
    FundingFlip::state(load, *m_rule);
    for (int i = 0; i < 5; ++i)
        QVERIFY(stepBoth(-0.00005, -0.00001).empty());
    QVERIFY(isOne(stepBoth(-0.00005, -0.00001), EventState::Entered));
}

void TestFundingFlip::tellsAtTheStartWhatFlippedInTheLastDay()
{
    fill(5, -0.0001, 90, 0.0001);
    const auto entered = flipTo(-0.0001);
    QVERIFY(isOne(entered, EventState::Entered));
    QVERIFY(entered.front().heldAtStart);
    QCOMPARE(entered.front().priority, Priority::P2);
    QCOMPARE(payload(entered.front()).heldHours, 90);
}

void TestFundingFlip::tellsNothingOfOldFlips()
{
    fill(30, -0.0001, 90, 0.0001);
    QVERIFY(flipTo(-0.0001).empty());
    QCOMPARE(m_rule->state(), -1);
    init();
    m_hours.clear();
    m_input.hours = {};
    QVERIFY(flipTo(-0.0001).empty()); // nothing is known of before: it is no flip
}

void TestFundingFlip::carriesTheAftermath()
{
    m_input.aftermath = {false, true};
    step(0.0001);
    const auto entered = flipTo(-0.0001);
    QVERIFY(payload(entered.front()).aftermath);
    m_input.aftermath = {};
    const auto over = flipTo(0.0001);
    QVERIFY(payload(over[0]).aftermath); // of that event
    QVERIFY(!payload(over[1]).aftermath);
}

QTEST_GUILESS_MAIN(TestFundingFlip)
#include "tst_fundingflip.moc"
