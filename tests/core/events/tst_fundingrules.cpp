#include "core/events/fundingcapped.h"
#include "core/events/fundingdivergence.h"
#include "core/events/fundingevidence.h"
#include "core/events/fundingextreme.h"
#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruletest.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

// What an event of funding says, over the worked examples of MODEL 10. The machines are in tst_rules.
class TestFundingRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evaluatesTheSeedOfFebruary();
    void evaluatesExampleFour();
    void countsOperators();
    void doesNotCareForTheOrderOfVenues();
    void tellsTheExtremeOfTheSeed();
    void tellsTheDivergenceOfExampleFour();
    void staysSilentAtAnHourlySpike();
    void comparesWithTheUsualSpread();
    void tellsTheAltAtItsCap();
    void isCappedWhereTheUserHolds();
};

namespace {

Event eventOf(EventType type, PositionSide side)
{
    Event event;
    event.type = type;
    event.asset = "BTC";
    event.side = side;
    event.timeMs = event.enteredMs = RuleStart;
    return event;
}

/// As it is told: derived, and with its id.
template <class Payload> Event told(EventType type, PositionSide side, Payload payload)
{
    Event event = eventOf(type, side);
    event.payload = std::move(payload);
    return recomputed(event);
}

} // namespace

void TestFundingRules::evaluatesTheSeedOfFebruary() // 3
{
    auto venues = evidenceOfFebruary();
    const FundingFacts facts = evaluateEvidence(venues);
    NEAR(facts.rate8h, -0.00007267);
    NEAR(facts.rate8h - facts.neutral8h, -0.00017267);
    QCOMPARE(venues[0].name, std::string("binance"));
    NEAR(venues[0].weight, 0.40);
    NEAR(venues[1].weight, 0.33333);
    NEAR(venues[2].weight, 0.26667);
    QCOMPARE(facts.scope, Scope::Systemic);
    QCOMPARE(facts.operatorsElevated, 3);
    NEAR(facts.elevatedShare, 1);
    QVERIFY(isNear(facts.concentration, 0.585, 1e-3));
    QCOMPARE(facts.hottest.front(), std::string("bybit"));
    QCOMPARE(facts.drivers.front(), std::string("bybit"));
}

void TestFundingRules::evaluatesExampleFour() // 4
{
    auto venues = evidenceOfFour();
    const FundingFacts facts = evaluateEvidence(venues);
    NEAR(facts.rate8h, 0.000772);
    NEAR(facts.spread8h, 0.0008);
    QCOMPARE(venues[static_cast<std::size_t>(facts.highest)].name, std::string("hyperliquid"));
    QCOMPARE(venues[static_cast<std::size_t>(facts.lowest)].name, std::string("binance"));
    QCOMPARE(facts.hottest, (std::vector<std::string>{"hyperliquid", "bybit", "binance"}));
    QCOMPARE(facts.drivers.front(), std::string("bybit"));
    QCOMPARE(facts.scope, Scope::Systemic);
}

void TestFundingRules::countsOperators() // 29
{
    std::vector<EventVenue> venues{eventVenue("binance-usdt", 50, 0.0009, 0.0001, "Binance"),
        eventVenue("binance-usdc", 20, 0.0009, 0.0001, "Binance"),
        eventVenue("binance-coinm", 20, 0.0009, 0.0001, "Binance"), eventVenue("bybit", 5, 0.0001, 0.0001),
        eventVenue("okx", 5, 0.0001, 0.0001)};
    const FundingFacts facts = evaluateEvidence(venues);
    QCOMPARE(facts.operatorsElevated, 1);
    QCOMPARE(facts.scope, Scope::Localised);
}

void TestFundingRules::doesNotCareForTheOrderOfVenues()
{
    auto venues = evidenceOfFour(), turned = evidenceOfFour();
    std::reverse(turned.begin(), turned.end());
    const FundingFacts a = evaluateEvidence(venues), b = evaluateEvidence(turned);
    QCOMPARE(a.rate8h, b.rate8h); // to the bit
    QVERIFY(venues == turned);
}

void TestFundingRules::tellsTheExtremeOfTheSeed() // 3
{
    FundingExtremePayload p;
    p.venues = evidenceOfFebruary();
    p.baseline8h = 0.000035;
    const Event event = told(EventType::FundingExtreme, PositionSide::Short, p);
    const auto &made = std::get<FundingExtremePayload>(event.payload);
    NEAR(made.ratio, 2.0762);
    NEAR(made.apr, -0.07957);
    NEAR(made.costDay10x, 0.00218);
    NEAR(made.costDay10xPer10k, 21.8);
    QCOMPARE(event.scope, Scope::Systemic);
    QVERIFY2(recomputeDifference(event).isEmpty(), qPrintable(recomputeDifference(event)));
}

void TestFundingRules::tellsTheDivergenceOfExampleFour() // 4, 22
{
    FundingDivergencePayload p;
    p.venues = evidenceOfFour();
    p.takerFee = 0.000475; // the mean of .0005 and .00045
    const Event event = told(EventType::FundingDivergence, PositionSide::Long, p);
    const auto &made = std::get<FundingDivergencePayload>(event.payload);
    NEAR(made.spread8h, 0.0008);
    NEAR(made.carryPerDay, 0.0024);
    NEAR(made.fees, 0.0019);
    NEAR(made.breakEvenHours.value(), 19.0);
    NEAR(made.netDay, 0.0005);
}

void TestFundingRules::staysSilentAtAnHourlySpike() // 24
{
    FundingDivergence rule;
    FundingDivergenceInput input;
    static_cast<RuleMoment &>(input) = healthyMoment();
    for (int i = 0; i < 60; ++i) {
        pass(input, MinuteMs);
        input.spread8h = 0.000184; // of the smoothed rates; the print alone stands 0.0015 apart
        QVERIFY(!rule.step(input));
    }
}

void TestFundingRules::comparesWithTheUsualSpread()
{
    const FundingDivergenceSettings settings;
    QCOMPARE(settings.enterAt(0), 0.0003);
    QCOMPARE(settings.enterAt(0.00009), 0.0003);
    NEAR(settings.enterAt(0.00015), 0.00045);
    NEAR(settings.exitAt(0.00015), 0.0003);
}

void TestFundingRules::tellsTheAltAtItsCap() // 23
{
    FundingCappedPayload p;
    EventCappedContract contract;
    contract.venue = "Binance";
    contract.contract = "ALTUSDT";
    contract.weight = 0.4;
    contract.rate = -0.02;
    contract.intervalHours = 4;
    contract.cap = 0.02;
    p.contracts = {contract};
    const Event event = told(EventType::FundingCapped, PositionSide::Short, p);
    const auto &made = std::get<FundingCappedPayload>(event.payload);
    NEAR(made.rate8h, -0.04);
    NEAR(made.perDay, -0.12);
    NEAR(made.costDay10x, 1.2);
    QCOMPARE(made.cap, std::optional(-0.02)); // a floor that is not told mirrors the cap
    NEAR(made.cappedShare, 0.4);
    QVERIFY2(recomputeDifference(event).isEmpty(), qPrintable(recomputeDifference(event)));
}

void TestFundingRules::isCappedWhereTheUserHolds()
{
    EventCappedContract contract;
    contract.weight = 0.01;
    contract.rate = 0.02;
    contract.cap = 0.02;
    const auto stands = [&] { return isFundingCapped(std::vector{contract}, {}, PositionSide::Long, 0.98, 0.3); };
    QVERIFY(!stands());
    contract.userHolds = true;
    QVERIFY(stands());
    QVERIFY(!isFundingCapped(std::vector{contract}, {}, PositionSide::Short, 0.98, 0.3));
}

QTEST_GUILESS_MAIN(TestFundingRules)
#include "tst_fundingrules.moc"
