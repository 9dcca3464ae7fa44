#include "tests/core/analytics/venues.h"
#include "tests/support/near.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace isobar;

class TestAggregate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void weighsTheSeedOfFebruary_data();
    void weighsTheSeedOfFebruary();
    void weighsExampleFour_data();
    void weighsExampleFour();
    void boundsWashedTurnover();
    void weighsContractsByTurnover();
    void clipsFromFiveVenuesOn();
    void clipsWiderWhereVenuesDisagree();
    void doesNotClipBelowFiveVenues();
    void excludesAnOutlierUntilItIsBelieved();
    void leavesTwoThatDisagreeAlone();
    void keepsAVenueThatDroppedOut();
    void forgetsAVenueAfterFifteenMinutes();
    void measuresCoverageAndConfidence();
    void findsTheVenueThatMovesTheRateMost();
    void weighsByOpenInterestWithoutCap();
    void saysWhenOneVenueDrivesIt();
    void ignoresSmallVenuesInTheSpread();
    void skipsWhatIsNotKnown();
    void isUnknownWithoutVenues();
    void doesNotDependOnTheOrderOfVenues();
    void doesNotDependOnTheUnitOfTurnover();
    void keepsWeightsWithinTheCapAndAtOne();
};

void TestAggregate::weighsTheSeedOfFebruary_data() // 3
{
    QTest::addColumn<double>("cap");
    QTest::addColumn<double>("binance");
    QTest::addColumn<double>("okx");
    QTest::addColumn<double>("bybit");
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("apr");
    QTest::newRow("cap 0.40") << 0.40 << 0.40 << 1.0 / 3 << 0.6 * 20 / 45 << -0.000072666667 << -0.07957;
    QTest::newRow("cap off") << 1.0 << 0.55 << 0.25 << 0.20 << -0.000067 << -0.073365;
}

void TestAggregate::weighsTheSeedOfFebruary()
{
    QFETCH(double, cap);
    QFETCH(double, binance);
    QFETCH(double, okx);
    QFETCH(double, bybit);
    QFETCH(double, rate);
    QFETCH(double, apr);
    AggregateSettings settings;
    settings.operatorCap = cap;
    const Aggregate result = evaluateAggregate(seedOfFebruary(), settings);
    NEAR(result.venues[0].weight, binance);
    NEAR(result.venues[1].weight, okx);
    NEAR(result.venues[2].weight, bybit);
    NEAR(result.rate8h, rate);
    NEAR(1095 * result.rate8h, apr);
    NEAR(result.neutral8h, 0.0001);
    NEAR(result.deviationFromNeutral8h(), rate - 0.0001);
    QCOMPARE(result.operatorsValid, 3);
    QVERIFY(!result.lowConfidence);
    NEAR(result.coverage, 1);
}

void TestAggregate::weighsExampleFour_data() // 4
{
    QTest::addColumn<double>("cap");
    QTest::addColumn<double>("rate");
    QTest::newRow("cap off") << 1.0 << 0.00071;
    QTest::newRow("cap 0.40: .40/.36/.24") << 0.40 << 0.000772;
}

void TestAggregate::weighsExampleFour()
{
    QFETCH(double, cap);
    QFETCH(double, rate);
    AggregateSettings settings;
    settings.operatorCap = cap;
    const Aggregate result = evaluateAggregate(seedOfFour(), settings);
    NEAR(result.rate8h, rate);
    NEAR(result.spread8h, 0.0008);
    QCOMPARE(result.highest, 2);
    QCOMPARE(result.lowest, 0);
    if (cap == 1.0) {
        NEAR(1095 * result.rate8h, 0.7775);
        QVERIFY(std::abs(result.deviation8h - 0.000327) < 5e-7);
        double sum = 0;
        for (const AggregateVenue &each : result.venues)
            sum += each.smoothed8h;
        QVERIFY(std::abs(sum / 3 - 0.000833) < 5e-7);
    } else {
        NEAR(result.venues[0].weight, 0.40);
        NEAR(result.venues[1].weight, 0.36);
        NEAR(result.venues[2].weight, 0.24);
    }
}

void TestAggregate::boundsWashedTurnover() // 11
{
    NEAR(effectiveTurnover(80e9, 1e9), 5e9);
    NEAR(effectiveTurnover(3e9, 1e9), 3e9);
    NEAR(effectiveTurnover(80e9, std::nullopt), 80e9);
    auto venues = seedOfFebruary();
    venues[0].contracts[0].turnover24hUsd = 80e9;
    venues[0].contracts[0].openInterestUsd = 1e9;
    NEAR(evaluateAggregate(venues).venues[0].effectiveTurnoverUsd, 5e9);
    NEAR(evaluateAggregate(venues, capOff()).venues[0].weight, 5.0 / 50);
}

void TestAggregate::weighsContractsByTurnover()
{
    auto venues = seedOfFebruary();
    ContractInput second = venues[0].contracts[0];
    second.turnover24hUsd = 5e9; // 55 and 5: a twelfth
    second.smoothed8h = 0.00055;
    venues[0].contracts.push_back(second);
    ContractInput thin = second;
    thin.excluded = Exclusion::Thin;
    thin.smoothed8h = 0.5;
    venues[0].contracts.push_back(thin);
    const Aggregate result = evaluateAggregate(venues);
    NEAR(result.venues[0].smoothed8h, (55 * -0.00005 + 5 * 0.00055) / 60);
    NEAR(result.venues[0].contractWeights[0], 0.4 * 55 / 60);
    NEAR(result.venues[0].contractWeights[1], 0.4 * 5 / 60);
    QCOMPARE(result.venues[0].contractWeights[2], 0.0);
    QCOMPARE(result.venues[0].contractExclusions[2], Exclusion::Thin);
    QVERIFY(result.venues[0].valid);
    NEAR(result.venues[0].print8h, -0.00005);
}

void TestAggregate::clipsFromFiveVenuesOn()
{
    const std::vector<VenueInput> venues{venueInput("a", 1, 0.0001), venueInput("b", 1, 0.0001),
        venueInput("c", 1, 0.0001), venueInput("d", 1, 0.0001), venueInput("e", 1, 0.0011)};
    const Aggregate result = evaluateAggregate(venues);
    NEAR(result.venues[4].clipped8h, 0.0006); // 0.0001 + max(0.0005, 0)
    NEAR(result.rate8h, (4 * 0.0001 + 0.0006) / 5);
    NEAR(result.spot8h, (4 * 0.0001 + 0.0011) / 5);
    NEAR(result.spread8h, 0.001); // the divergence sees the rate as it is
    QVERIFY(!result.venues[4].standsApart);
}

void TestAggregate::clipsWiderWhereVenuesDisagree()
{
    // Median 0.0004, distances 0.0004/0.0002/0/0.0002/0.0012: MAD 0.0002, so 0.0008 to either side.
    const std::vector<VenueInput> venues{venueInput("a", 1, 0.0000), venueInput("b", 1, 0.0002),
        venueInput("c", 1, 0.0004), venueInput("d", 1, 0.0006), venueInput("e", 1, 0.0016)};
    const Aggregate result = evaluateAggregate(venues);
    NEAR(result.venues[4].clipped8h, 0.0012);
    NEAR(result.rate8h, 0.0024 / 5);
}

void TestAggregate::doesNotClipBelowFiveVenues()
{
    const std::vector<VenueInput> venues{
        venueInput("a", 1, 0.0001), venueInput("b", 1, 0.0001), venueInput("c", 1, 0.0001), venueInput("e", 1, 0.0011)};
    NEAR(evaluateAggregate(venues).rate8h, 0.00035);
}

void TestAggregate::excludesAnOutlierUntilItIsBelieved()
{
    std::vector<VenueInput> venues{
        venueInput("a", 1, 0.0001), venueInput("b", 1, 0.0002), venueInput("c", 1, 0.0001), venueInput("d", 1, -0.04)};
    Aggregate result = evaluateAggregate(venues);
    QVERIFY(result.venues[3].standsApart);
    QVERIFY(!result.venues[3].takesPart());
    QCOMPARE(result.venues[3].excluded, Exclusion::Outlier);
    QCOMPARE(result.venues[3].contractExclusions[0], Exclusion::Outlier);
    QCOMPARE(result.venues[3].weight, 0.0);
    NEAR(result.venues[3].print8h, -0.04);
    NEAR(result.rate8h, 0.0004 / 3);
    NEAR(result.coverage, 0.75);

    venues[3].outlierAccepted = true;
    result = evaluateAggregate(venues);
    QVERIFY(result.venues[3].valid && result.venues[3].standsApart);
    NEAR(result.venues[3].weight, 0.25);

    // 0.0015 apart is not yet an outlier; a shade more is.
    venues[3] = venueInput("d", 1, 0.0016);
    QVERIFY(!evaluateAggregate(venues).venues[3].standsApart);
    venues[3] = venueInput("d", 1, 0.0017);
    QVERIFY(evaluateAggregate(venues).venues[3].standsApart);
}

void TestAggregate::leavesTwoThatDisagreeAlone()
{
    const Aggregate result =
        evaluateAggregate(std::vector<VenueInput>{venueInput("a", 2, 0.0001), venueInput("b", 1, 0.01)});
    QCOMPARE(result.venuesValid, 2);
    QVERIFY(result.lowConfidence);
}

void TestAggregate::keepsAVenueThatDroppedOut()
{
    auto venues = seedOfFebruary();
    VenueHold hold;
    const Aggregate before = evaluateAggregate(venues);
    hold.step(before.venues[2], 1000);
    venues[2].contracts[0].excluded = Exclusion::Stale;
    venues[2].held = hold.last;
    const Aggregate after = evaluateAggregate(venues);
    QVERIFY(after.venues[2].held && !after.venues[2].valid);
    QCOMPARE(after.venues[2].excluded, Exclusion::Stale);
    NEAR(after.venues[2].weight, before.venues[2].weight);
    NEAR(after.rate8h, before.rate8h);
    NEAR(after.openInterestRate8h, before.openInterestRate8h);
    QCOMPARE(after.operatorsValid, 2); // it counts for nothing but the sums
    QVERIFY(after.lowConfidence);
    NEAR(after.coverage, 0.8);

    venues[2].contracts[0].excluded = Exclusion::SwitchedOff; // the user does not want it
    QVERIFY(!evaluateAggregate(venues).venues[2].takesPart());
}

void TestAggregate::forgetsAVenueAfterFifteenMinutes()
{
    VenueHold hold;
    hold.step(evaluateAggregate(seedOfFebruary()).venues[0], 0);
    const AggregateVenue gone;
    hold.step(gone, 15 * MinuteMs);
    QVERIFY(hold.last.has_value());
    hold.step(gone, 15 * MinuteMs + 1);
    QVERIFY(!hold.last.has_value());
}

void TestAggregate::measuresCoverageAndConfidence()
{
    std::vector<VenueInput> venues{
        venueInput("a", 1, 0.0001), venueInput("b", 1, 0.0001), venueInput("c", 1, 0.0001), venueInput("d", 3, 0.0001)};
    QVERIFY(!evaluateAggregate(venues).lowConfidence);
    venues[3].contracts[0].excluded = Exclusion::Stale;
    NEAR(evaluateAggregate(venues).coverage, 0.5);
    QVERIFY(!evaluateAggregate(venues).lowConfidence); // 0.5 is enough
    venues[3] = venueInput("d", 3.1, 0.0001);
    venues[3].contracts[0].excluded = Exclusion::Stale;
    QVERIFY(evaluateAggregate(venues).lowConfidence);
    // Three venues of two operators are not confidence.
    venues = {venueInput("a", 1, 0.0001, "A"), venueInput("b", 1, 0.0001, "A"), venueInput("c", 1, 0.0001, "C")};
    QCOMPARE(evaluateAggregate(venues).operatorsValid, 2);
    QVERIFY(evaluateAggregate(venues).lowConfidence);
}

void TestAggregate::findsTheVenueThatMovesTheRateMost()
{
    const Aggregate result = evaluateAggregate(seedOfFour(), capOff());
    // Without Binance .6/.4: 0.00102; without Hyperliquid .625/.375: 0.0005875; without Bybit 0.000629.
    QCOMPARE(result.leaveOneOut, 0);
    NEAR(result.leaveOneOutRate8h, 0.00102);
    QCOMPARE(evaluateAggregate(std::vector<VenueInput>{venueInput("a", 1, 0.0001)}).leaveOneOut, -1);
}

void TestAggregate::weighsByOpenInterestWithoutCap()
{
    auto venues = seedOfFebruary();
    venues[0].contracts[0].openInterestUsd = 90e9;
    venues[1].contracts[0].openInterestUsd = 10e9;
    venues[2].contracts[0].openInterestUsd.reset();
    const Aggregate result = evaluateAggregate(venues);
    NEAR(result.openInterestRate8h, 0.9 * -0.00005 + 0.1 * -0.00007);
    NEAR(result.venues[0].openInterestWeight, 0.9);
    NEAR(result.venues[0].weight, 0.4);
}

void TestAggregate::saysWhenOneVenueDrivesIt()
{
    std::vector<VenueInput> venues{venueInput("a", 1, 0.0001), venueInput("b", 1, 0.0001), venueInput("c", 1, 0.0007)};
    QVERIFY(!evaluateAggregate(venues).outlierDriven); // mean 0.0003, median 0.0001: exactly at the bound
    venues[2] = venueInput("c", 1, 0.00071);
    QVERIFY(evaluateAggregate(venues).outlierDriven);
}

void TestAggregate::ignoresSmallVenuesInTheSpread()
{
    std::vector<VenueInput> venues{venueInput("a", 40, 0.0001), venueInput("b", 30, 0.0002),
        venueInput("c", 28.1, 0.0001), venueInput("d", 1.9, 0.0009)};
    NEAR(evaluateAggregate(venues).spread8h, 0.0001);
    venues[3] = venueInput("d", 2.1, 0.0009);
    NEAR(evaluateAggregate(venues).spread8h, 0.0008);
}

void TestAggregate::skipsWhatIsNotKnown()
{
    auto venues = seedOfFebruary();
    VenueInput unknownRate = venueInput("x", 50, Unknown);
    VenueInput unknownTurnover = venueInput("y", 50, 0.5);
    unknownTurnover.contracts[0].turnover24hUsd.reset();
    VenueInput empty;
    empty.venue = "z";
    venues.insert(venues.begin(), {unknownRate, unknownTurnover, empty});
    const Aggregate result = evaluateAggregate(venues);
    NEAR(result.rate8h, -0.000072666667);
    QCOMPARE(result.venues[0].excluded, Exclusion::NoData);
    QCOMPARE(result.venues[1].excluded, Exclusion::NoData);
    QCOMPARE(result.venuesValid, 3);
    NEAR(result.coverage, 2.0 / 3); // of the turnover that is known, a third has no rate
}

void TestAggregate::isUnknownWithoutVenues()
{
    for (const Aggregate &result : {evaluateAggregate({}), evaluateAggregate(std::vector<VenueInput>{VenueInput()})}) {
        QVERIFY(!result.isKnown());
        QVERIFY(result.lowConfidence);
        QCOMPARE(result.coverage, 0.0);
        QCOMPARE(result.leaveOneOut, -1);
        QCOMPARE(result.highest, -1);
    }
}

namespace {

std::vector<VenueInput> manyVenues(std::mt19937 &random)
{
    std::vector<VenueInput> venues;
    std::uniform_real_distribution<double> turnover(0.05, 10), rate(-0.001, 0.002);
    const auto count = 1 + random() % 26;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = "venue" + std::to_string(i);
        venues.push_back(venueInput(name, turnover(random), rate(random), "operator" + std::to_string(i / 2)));
        venues.back().contracts.push_back(venueInput("", turnover(random), rate(random)).contracts.front());
        if (random() % 5 == 0)
            venues.back().contracts.front().excluded = Exclusion::Stale;
    }
    return venues;
}

bool isSame(double a, double b) { return a == b || std::abs(a - b) < 1e-12 || (std::isnan(a) && std::isnan(b)); }

} // namespace

void TestAggregate::doesNotDependOnTheOrderOfVenues()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        auto venues = manyVenues(random);
        const Aggregate one = evaluateAggregate(venues);
        const auto nameOf = [](const auto &inputs, int i) {
            return i < 0 ? std::string() : inputs[static_cast<std::size_t>(i)].venue;
        };
        const std::string left = nameOf(venues, one.leaveOneOut), highest = nameOf(venues, one.highest);
        std::shuffle(venues.begin(), venues.end(), random);
        const Aggregate other = evaluateAggregate(venues);
        QVERIFY(isSame(one.rate8h, other.rate8h));
        QVERIFY(isSame(one.openInterestRate8h, other.openInterestRate8h));
        QVERIFY(isSame(one.median8h, other.median8h));
        QVERIFY(isSame(one.leaveOneOutRate8h, other.leaveOneOutRate8h));
        QVERIFY(isSame(one.deviation8h, other.deviation8h));
        QVERIFY(isSame(one.coverage, other.coverage));
        QCOMPARE(nameOf(venues, other.leaveOneOut), left);
        QCOMPARE(nameOf(venues, other.highest), highest);
    }
}

void TestAggregate::doesNotDependOnTheUnitOfTurnover()
{
    std::mt19937 random(11);
    for (int round = 0; round < 100; ++round) {
        auto venues = manyVenues(random);
        const Aggregate one = evaluateAggregate(venues);
        for (VenueInput &venue : venues) {
            for (ContractInput &contract : venue.contracts) {
                *contract.turnover24hUsd *= 2;
                *contract.openInterestUsd *= 2;
            }
        }
        const Aggregate twice = evaluateAggregate(venues);
        QVERIFY(isSame(one.rate8h, twice.rate8h));
        QVERIFY(isSame(one.median8h, twice.median8h));
        QVERIFY(isSame(one.coverage, twice.coverage));
        QCOMPARE(twice.leaveOneOut, one.leaveOneOut);
    }
}

void TestAggregate::keepsWeightsWithinTheCapAndAtOne()
{
    std::mt19937 random(13);
    for (int round = 0; round < 300; ++round) {
        const auto venues = manyVenues(random);
        const Aggregate result = evaluateAggregate(venues);
        if (!result.isKnown())
            continue;
        std::map<std::string, double> operators;
        double sum = 0, contracts = 0;
        for (std::size_t i = 0; i < venues.size(); ++i) {
            operators[venues[i].operatorName] += result.venues[i].weight;
            sum += result.venues[i].weight;
            for (const double weight : result.venues[i].contractWeights)
                contracts += weight;
        }
        NEAR(sum, 1);
        NEAR(contracts, 1);
        const auto heavy =
            std::count_if(operators.begin(), operators.end(), [](const auto &each) { return each.second > 0; });
        for (const auto &[name, weight] : operators)
            QVERIFY(heavy < 3 || weight <= 0.4 + 1e-9);
    }
}

QTEST_GUILESS_MAIN(TestAggregate)
#include "tst_aggregate.moc"
