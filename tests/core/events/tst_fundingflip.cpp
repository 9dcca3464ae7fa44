#include "core/events/fundingflip.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / HourMs * HourMs;

/// Three venues that stand alike, or one of them apart.
std::vector<FlipVenue> venues(double rate, double last)
{
    return {{"Binance", .4, rate}, {"Bybit", .35, rate}, {"OKX", .25, last}};
}

struct Rig {
    FundingFlip flip;
    TimeMs now = Start;
    std::vector<FundingFlipStep> steps;

    void hours(int count, double rate, std::optional<double> last = std::nullopt)
    {
        for (int minute = 0; minute < count * 60; minute += 5, now += 5 * MinuteMs) {
            if (const auto step = flip.step(now, rate, venues(rate, last.value_or(rate))))
                steps.push_back(*step);
        }
    }
};

} // namespace

class TestFundingFlip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsAChangeAfterAQuarterOfAnHour();
    void isQuietWithinTheBand();
    void isQuietWhenTheChangeDoesNotHold();
    void promotesASystemicChangeOfAnOldState();
    void doesNotPromoteAYoungState();
    void doesNotPromoteAStateThatWasHardlyThere();
    void promotesLaterWhenItBecomesSystemic();
    void forgetsThePromotionAfterADay();
    void knowsTheScopes();
    void saysNothingWithoutARate();
};

void TestFundingFlip::tellsAChangeAfterAQuarterOfAnHour()
{
    Rig rig;
    rig.hours(10, 0.0001);
    QVERIFY(rig.steps.empty()); // the first sign is no change
    const TimeMs changed = rig.now;
    rig.hours(1, -0.0001);
    QCOMPARE(rig.steps.size(), 1U);
    QCOMPARE(rig.steps[0].side, PositionSide::Short);
    QCOMPARE(rig.steps[0].flippedMs, changed);
    QCOMPARE(rig.steps[0].timeMs, changed + 15 * MinuteMs);
    QVERIFY(!rig.steps[0].isPromoted);
}

void TestFundingFlip::isQuietWithinTheBand()
{
    Rig rig;
    rig.hours(10, 0.0001);
    rig.hours(10, -0.000019);
    QVERIFY(rig.steps.empty());
    rig.hours(1, -0.00002);
    QCOMPARE(rig.steps.size(), 1U);
}

void TestFundingFlip::isQuietWhenTheChangeDoesNotHold()
{
    Rig rig;
    rig.hours(10, 0.0001);
    for (int i = 0; i < 5; ++i) {
        (void)rig.flip.step(rig.now += MinuteMs, -0.0001, venues(-0.0001, -0.0001));
        (void)rig.flip.step(rig.now += 10 * MinuteMs, 0.0001, venues(0.0001, 0.0001));
    }
    rig.hours(1, 0.0001);
    QVERIFY(rig.steps.empty());
    QCOMPARE(*rig.flip.side(), PositionSide::Long);
}

// MODEL 10, example 3: held 80 h and beyond the band in all of them, now three operators on the other side.
void TestFundingFlip::promotesASystemicChangeOfAnOldState()
{
    Rig rig;
    rig.hours(80, 0.00005);
    rig.hours(1, -0.00007);
    QCOMPARE(rig.steps.size(), 1U);
    QVERIFY(rig.steps[0].isPromoted);
    QCOMPARE(rig.steps[0].scope, Scope::Systemic);
    QCOMPARE(rig.steps[0].heldHours, 80.0);
}

void TestFundingFlip::doesNotPromoteAYoungState()
{
    Rig rig;
    rig.hours(5, -0.00005);
    rig.hours(25, 0.00005);
    rig.hours(30, -0.00007);
    QCOMPARE(rig.steps.size(), 2U);
    QVERIFY(!rig.steps[1].isPromoted);
}

void TestFundingFlip::doesNotPromoteAStateThatWasHardlyThere()
{
    Rig rig;
    rig.hours(20, 0.00005);
    rig.hours(60, 0.00001); // long still, but hardly
    rig.hours(30, -0.00007);
    QCOMPARE(rig.steps.size(), 1U);
    QVERIFY(!rig.steps[0].isPromoted);
}

void TestFundingFlip::promotesLaterWhenItBecomesSystemic()
{
    Rig rig;
    rig.hours(80, 0.00005);
    rig.hours(5, -0.00007, 0.00001); // OKX still stands on the other side: 75 % of the weight do not
    QCOMPARE(rig.steps.size(), 1U);
    QVERIFY(!rig.steps[0].isPromoted);
    rig.hours(5, -0.00007);
    QCOMPARE(rig.steps.size(), 2U);
    QVERIFY(rig.steps[1].isPromoted);
    QCOMPARE(rig.steps[1].flippedMs, rig.steps[0].flippedMs);
}

void TestFundingFlip::forgetsThePromotionAfterADay()
{
    Rig rig;
    rig.hours(80, 0.00005);
    rig.hours(25, -0.00007, 0.00001);
    rig.hours(5, -0.00007);
    QCOMPARE(rig.steps.size(), 1U);
}

void TestFundingFlip::knowsTheScopes()
{
    QCOMPARE(flipScope(PositionSide::Short, venues(-0.0001, -0.0001)), Scope::Systemic);
    QCOMPARE(flipScope(PositionSide::Short, venues(-0.0001, 0.0001)), Scope::Mixed);
    QCOMPARE(flipScope(PositionSide::Long, venues(-0.0001, 0.0001)), Scope::Localised);
    // Three venues of one operator are one operator.
    const std::vector<FlipVenue> one{{"Binance", .4, -1e-4}, {"Binance", .4, -1e-4}, {"Binance", .2, -1e-4}};
    QCOMPARE(flipScope(PositionSide::Short, one), Scope::Localised);
}

void TestFundingFlip::saysNothingWithoutARate()
{
    Rig rig;
    rig.hours(10, 0.0001);
    QVERIFY(!rig.flip.step(rig.now, Unknown, {}));
    QCOMPARE(*rig.flip.side(), PositionSide::Long);
}

QTEST_GUILESS_MAIN(TestFundingFlip)
#include "tst_fundingflip.moc"
