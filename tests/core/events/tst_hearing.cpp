#include "core/events/hearing.h"
#include "core/events/ruleset.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

using namespace isobar;

// What is heard right now, and what is news soon after the start (MODEL 8.1).
class TestHearing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hearsAVenueByItsMark_data();
    void hearsAVenueByItsMark();
    void tellsWhatBeginsDuringTheBackfill();
};

void TestHearing::hearsAVenueByItsMark_data()
{
    QTest::addColumn<TimeMs>("markGap"); // usual; 0: the venue sends none
    QTest::addColumn<TimeMs>("markAge"); // -1: never seen
    QTest::addColumn<TimeMs>("pollAge");
    QTest::addColumn<double>("seconds");
    const TimeMs second = SecondMs;
    QTest::newRow("all well") << second << second << second << 0.;
    // Open interest is polled and goes on while the stream is mute.
    QTest::newRow("mute stream") << second << 40 * second << second << 40.;
    QTest::newRow("seldom anyway") << 20 * second << 40 * second << second << 0.;
    QTest::newRow("no marks") << TimeMs(0) << TimeMs(-1) << 40 * second << 40.;
    QTest::newRow("no marks, polled") << TimeMs(0) << TimeMs(-1) << second << 0.;
}

void TestHearing::hearsAVenueByItsMark()
{
    QFETCH(TimeMs, markGap);
    QFETCH(TimeMs, markAge);
    QFETCH(TimeMs, pollAge);
    auto reference = std::make_shared<Reference>();
    reference->venue.shortName = "Binance";
    reference->venue.cadence[static_cast<std::size_t>(StreamType::Mark)].gapMs = markGap;
    reference->venue.cadence[static_cast<std::size_t>(StreamType::OpenInterest)].gapMs = 10 * SecondMs;
    reference->instruments.emplace_back();
    auto state = std::make_shared<ContractState>(reference, reference->instruments.front());
    state->turnoverUsd = 1e9;
    if (markAge >= 0)
        state->markSeenMs = RuleStart - markAge;
    state->openInterestSeenMs = RuleStart - pollAge;
    AssetFindings findings;
    findings.beat = {RuleStart, RuleStart};
    ContractFindings contract;
    contract.state = state;
    contract.excluded = Exclusion::None;
    findings.contracts = {contract};
    VenueFindings venue;
    venue.traits = reference->venue;
    venue.contracts = {0};
    findings.venues = {venue};
    const std::vector<EventSilence> silence = silenceNow(findings);
    QCOMPARE(silence.size(), std::size_t(1));
    QTEST(silence.front().silentSeconds, "seconds");
}

void TestHearing::tellsWhatBeginsDuringTheBackfill()
{
    MarketState market;
    auto health = std::make_shared<VenueHealth>();
    health->venue = "bybit";
    health->state = HealthState::Live;
    health->historyProgress = "funding 3/50"; // the baseline waits for it
    AssetState asset;
    asset.asset = "BTC";
    AssetFindings findings;
    findings.asset = "BTC";
    findings.baseline.provisional = true;
    findings.mark = 60'000;
    UserConcerns user;
    UserRule rule;
    rule.id = rule.name = "below";
    rule.conditions.emplace_back();
    rule.conditions.back().kind = UserConditionKind::PriceBelow;
    rule.conditions.back().threshold = 59'000;
    user.rules = {rule};
    RuleSet rules;
    std::vector<Event> told;
    for (TimeMs second = 0; second < 40; ++second) {
        findings.beat = {RuleStart + second * SecondMs, RuleStart + second * SecondMs};
        if (second == 30)
            findings.mark = 58'000;
        market.apply(StreamItem(findings.beat));
        market.apply(StreamItem(std::shared_ptr<const VenueHealth>(health)));
        for (Event &event : rules.evaluate({findings, asset, market, {}, user}))
            told.push_back(std::move(event));
    }
    QVERIFY(isOne(told, EventState::Entered));
    QVERIFY(!told.front().heldAtStart);
    QCOMPARE(told.front().delivery.telling, Telling::Popup);
}

QTEST_GUILESS_MAIN(TestHearing)
#include "tst_hearing.moc"
