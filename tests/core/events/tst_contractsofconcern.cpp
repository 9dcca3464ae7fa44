#include "core/events/ruleset.h"
#include "tests/core/events/ruledrivers.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

#include <algorithm>

using namespace isobar;

// Rules that look at single contracts: which of them count, and while their feed pauses.
class TestContractsOfConcern : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tellsOfACapThatOnlyTheUserPays_data();
    void tellsOfACapThatOnlyTheUserPays();
    void leavesOutFeedsThatSayNothing_data();
    void leavesOutFeedsThatSayNothing();
    void knowsNoClusterBeforeThereIsAMap();
    void endsWhatIsWatchedNoLonger();

private:
    std::vector<Event> run(int seconds);
    std::shared_ptr<Reference> m_reference;
    MarketState m_market;
    AssetState m_asset;
    AssetFindings m_findings;
    LevelFacts m_levels;
    UserConcerns m_user;
    RuleSet m_rules;
    TimeMs m_nowMs = 0;
};

void TestContractsOfConcern::init()
{
    m_reference = std::make_shared<Reference>();
    m_reference->venue.id = "bybit";
    m_reference->venue.shortName = "Bybit";
    Instrument &instrument = m_reference->instruments.emplace_back();
    instrument.symbol = "BTCUSDT";
    instrument.fundingCap = 0.02;
    instrument.fundingFloor = -0.02;
    m_market = {};
    m_asset = {};
    m_asset.asset = "BTC";
    m_findings = {};
    m_findings.asset = "BTC";
    m_findings.mark = 60'000;
    m_findings.aggregate.rate8h = 0.0001;
    m_findings.aggregate.lowConfidence = false;
    ContractFindings contract;
    contract.state = std::make_shared<ContractState>(m_reference, m_reference->instruments.front());
    contract.excluded = Exclusion::None;
    contract.rate = contract.spot8h = 0.0001;
    contract.intervalHours = 8;
    m_findings.contracts = {contract};
    VenueFindings venue;
    venue.traits = m_reference->venue;
    venue.contracts = {0};
    m_findings.venues = {venue};
    m_findings.inputs.resize(1);
    m_findings.inputs.front().venue = "bybit";
    m_findings.inputs.front().contracts.resize(1);
    m_findings.aggregate.venues.resize(1); // it takes no part: too far from the others
    m_levels = {};
    m_user = {};
    m_rules = {};
    m_nowMs = RuleStart;
}

std::vector<Event> TestContractsOfConcern::run(int seconds)
{
    std::vector<Event> told;
    for (; seconds > 0; --seconds) {
        m_nowMs += SecondMs;
        m_findings.beat = {m_nowMs, m_nowMs};
        m_market.apply(StreamItem(m_findings.beat));
        for (Event &event : m_rules.evaluate({m_findings, m_asset, m_market, m_levels, m_user}))
            told.push_back(std::move(event));
    }
    return told;
}

void TestContractsOfConcern::tellsOfACapThatOnlyTheUserPays_data()
{
    QTest::addColumn<bool>("isHeld");
    QTest::newRow("held") << true;
    QTest::newRow("not held") << false;
}

void TestContractsOfConcern::tellsOfACapThatOnlyTheUserPays()
{
    QFETCH(bool, isHeld);
    if (isHeld) {
        Holding holding;
        holding.asset = "BTC";
        holding.venue = "bybit";
        m_user.holdings = {holding};
    }
    QVERIFY(run(60).empty());
    m_findings.contracts.front().rate = m_findings.contracts.front().spot8h = 0.02;
    const auto told = run(60);
    if (!isHeld) {
        QVERIFY(told.empty());
        return;
    }
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::FundingCapped);
    m_findings.contracts.front().excluded = Exclusion::Stale; // connecting anew
    QVERIFY(run(60).empty());
    m_findings.contracts.front().excluded = Exclusion::None;
    QVERIFY(run(60).empty());
    m_findings.contracts.front().rate = 0.0001;
    QVERIFY(isOne(run(60), EventState::Cleared));
}

void TestContractsOfConcern::leavesOutFeedsThatSayNothing_data()
{
    QTest::addColumn<int>("excluded");
    QTest::addColumn<bool>("fires");
    QTest::newRow("heard") << static_cast<int>(Exclusion::None) << true;
    QTest::newRow("far from the others") << static_cast<int>(Exclusion::Outlier) << true;
    QTest::newRow("dead for hours") << static_cast<int>(Exclusion::Stale) << false;
    QTest::newRow("switched off by the user") << static_cast<int>(Exclusion::SwitchedOff) << false;
    QTest::newRow("a broken print") << static_cast<int>(Exclusion::Implausible) << false;
}

void TestContractsOfConcern::leavesOutFeedsThatSayNothing()
{
    QFETCH(int, excluded);
    QFETCH(bool, fires);
    UserRule rule;
    rule.id = rule.name = "due";
    rule.conditions = {{UserConditionKind::DueAbove, 0.001, 1, {}, {}}};
    m_user.rules = {rule};
    ContractFindings &contract = m_findings.contracts.front();
    contract.excluded = static_cast<Exclusion>(excluded);
    contract.spot8h = 0.0012;
    contract.nextFundingMs = RuleStart + 2 * HourMs;
    QVERIFY(run(60).empty());
    contract.nextFundingMs = RuleStart + HourMs;
    QCOMPARE(run(60).size(), std::size_t(fires ? 1 : 0));
}

void TestContractsOfConcern::knowsNoClusterBeforeThereIsAMap()
{
    UserRule rule;
    rule.id = rule.name = "near";
    rule.conditions = {{UserConditionKind::ClusterWithin, 0.02, 0, {}, {}}};
    m_user.rules = {rule};
    QVERIFY(run(300).empty()); // the first fold takes its time
    const Cluster cluster = drivers::cluster(PositionSide::Long, 0.015, ClusterLoad::Loaded);
    m_findings.mark = 68'000;
    m_levels.clusters = std::span(&cluster, 1);
    m_levels.volatility.fast = m_levels.volatility.slow = 0.005;
    const auto told = run(60);
    QVERIFY(isOne(told, EventState::Entered));
    QVERIFY(told.front().heldAtStart); // nobody knows since when
    m_levels.clusters = {};
    QVERIFY(isOne(run(60), EventState::Cleared));
}

void TestContractsOfConcern::endsWhatIsWatchedNoLonger()
{
    UserRule rule;
    rule.id = rule.name = "below";
    rule.conditions = {{UserConditionKind::PriceBelow, 59'000, 0, {}, {}}};
    m_user.rules = {rule};
    QVERIFY(run(20).empty());
    m_findings.mark = 58'000;
    const auto told = run(20);
    QVERIFY(isOne(told, EventState::Entered));
    QVERIFY(m_rules.endUnwatched({"BTC"}, m_nowMs).empty());
    RuleSet next; // another run, in which the asset is not watched
    next.resume(told.front());
    for (RuleSet *rules : {&m_rules, &next}) {
        const auto over = rules->endUnwatched({"ETH"}, m_nowMs);
        QVERIFY(isOne(over, EventState::Cleared));
        QCOMPARE(over.front().id, told.front().id);
        QCOMPARE(over.front().delivery.telling, Telling::Popup); // it is withdrawn where it was shown
        QVERIFY(rules->endUnwatched({"ETH"}, m_nowMs).empty());
    }
    const auto again = run(20); // watched once more
    QVERIFY(isOne(again, EventState::Entered));
    QVERIFY(again.front().heldAtStart);
}

QTEST_GUILESS_MAIN(TestContractsOfConcern)
#include "tst_contractsofconcern.moc"
