#include "core/analytics/cost.h"
#include "core/analytics/regime.h"
#include "tests/core/analytics/venues.h"
#include "tests/support/near.h"

#include <QtTest>

#include <algorithm>

using namespace isobar;

// Baseline, breadth and regime: MODEL 1.4, 1.5, 1.7.
class TestBreadth : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boundsTheBaseline_data();
    void boundsTheBaseline();
    void isProvisionalBelowSevenDays();
    void skipsUnknownHours();
    void tellsDistanceInSigmas();
    void readsTheSeedOfFebruary_data();
    void readsTheSeedOfFebruary();
    void readsExampleFour_data();
    void readsExampleFour();
    void countsOperators();
    void ignoresVenuesOnTheOtherSide();
    void ignoresSmallVenuesAmongTheHottest();
    void doesNotDependOnTheOrder();
    void namesTheRegime_data();
    void namesTheRegime();
    void leavesARegimeLaterThanItEnters();
    void isCappedByWeight();
    void showsThePremiumWhilePinned();
    void isUnknownWithoutARate();
};

void TestBreadth::boundsTheBaseline_data()
{
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("longSide");
    QTest::addColumn<double>("shortSide");
    QTest::newRow("3: B 0.00004") << 0.00004 << 0.0001 << 0.000035;
    QTest::newRow("3: B 0.00003") << 0.00003 << 0.0001 << 0.00003;
    QTest::newRow("quiet") << 0.00001 << 0.0001 << 0.000025;
    QTest::newRow("4: B 0.0003") << 0.0003 << 0.0003 << 0.000035;
}

void TestBreadth::boundsTheBaseline()
{
    QFETCH(double, median);
    QFETCH(double, longSide);
    QFETCH(double, shortSide);
    std::vector<double> samples(720, median);
    for (std::size_t i = 0; i < samples.size(); i += 2)
        samples[i] = -median; // the size counts, not the sign
    const Baseline baseline = evaluateBaseline(samples);
    NEAR(baseline.median8h, median);
    NEAR(baseline.longSide8h, longSide);
    NEAR(baseline.shortSide8h, shortSide);
    NEAR(baseline.days, 30);
    QVERIFY(!baseline.provisional);
    NEAR(baseline.ratio(0.0006), 0.0006 / longSide);
    NEAR(baseline.ratio(-0.0006), 0.0006 / shortSide);
}

void TestBreadth::isProvisionalBelowSevenDays()
{
    const Baseline six = evaluateBaseline(std::vector<double>(167, 0.0005));
    QVERIFY(six.provisional);
    NEAR(six.longSide8h, 0.0001);
    NEAR(six.shortSide8h, 0.000035);
    QVERIFY(!six.z(0.0001));
    const Baseline seven = evaluateBaseline(std::vector<double>(168, 0.0005));
    QVERIFY(!seven.provisional);
    NEAR(seven.longSide8h, 0.0005);
    QVERIFY(evaluateBaseline({}).provisional);
}

void TestBreadth::skipsUnknownHours()
{
    std::vector<double> samples(400, Unknown);
    std::fill_n(samples.begin(), 167, 0.0002);
    QVERIFY(evaluateBaseline(samples).provisional);
    samples[300] = 0.0009;
    const Baseline baseline = evaluateBaseline(samples);
    QVERIFY(!baseline.provisional);
    NEAR(baseline.median8h, 0.0002);
}

void TestBreadth::tellsDistanceInSigmas()
{
    std::vector<double> samples;
    for (int i = 0; i < 721; ++i)
        samples.push_back(0.0001 + (i % 3 - 1) * 0.00003); // median 0.0001, MAD 0.00003
    NEAR(evaluateBaseline(samples).z(0.0002).value(), 0.0001 / (1.4826 * 0.00003));
    NEAR(baselineOf(0.0001).z(0.00013).value(), 2.0); // a flat month: the floor of 0.000015
}

void TestBreadth::readsTheSeedOfFebruary_data() // 3
{
    QTest::addColumn<double>("cap");
    QTest::addColumn<double>("base");
    QTest::addColumn<double>("ratio");
    QTest::newRow("cap, B 0.00004") << 0.4 << 0.00004 << 2.0762;
    QTest::newRow("cap, B 0.00003") << 0.4 << 0.00003 << 2.4222;
    QTest::newRow("cap off, B 0.00004") << 1.0 << 0.00004 << 1.9143;
    QTest::newRow("cap off, B 0.00003") << 1.0 << 0.00003 << 2.2333;
}

void TestBreadth::readsTheSeedOfFebruary()
{
    QFETCH(double, cap);
    QFETCH(double, base);
    QFETCH(double, ratio);
    AggregateSettings settings;
    settings.operatorCap = cap;
    const auto inputs = seedOfFebruary();
    const Aggregate aggregate = evaluateAggregate(inputs, settings);
    const Baseline baseline = baselineOf(base);
    NEAR(baseline.ratio(aggregate.rate8h), ratio);
    if (cap == 1.0) {
        QVERIFY(std::abs(costPerDay(aggregate.rate8h) - 0.00201) < 5e-6);
        return;
    }
    NEAR(costPerDay(aggregate.rate8h), 0.00218);
    NEAR(usdPer10k(costPerDay(aggregate.rate8h)), 21.8);
    const auto venues = breadthVenues(inputs, aggregate, baseline);
    const Breadth breadth = evaluateBreadth(aggregate.rate8h, venues);
    NEAR(elevationThreshold(aggregate.rate8h, baseline), 0.00005);
    QCOMPARE(breadth.operatorsElevated, 3);
    NEAR(breadth.elevatedShare, 1);
    QVERIFY(std::abs(breadth.concentration - 0.585) < 5e-4);
    QCOMPARE(breadth.scope, Scope::Systemic);
    QCOMPARE(breadth.hottest.front(), std::size_t(2)); // Bybit
    QCOMPARE(breadth.drivers.front(), std::size_t(2));
    QCOMPARE(breadth.drivers.size(), std::size_t(2)); // Binance stands exactly at the threshold
}

void TestBreadth::readsExampleFour_data() // 4
{
    QTest::addColumn<double>("base");
    QTest::addColumn<int>("elevated");
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("concentration");
    QTest::addColumn<int>("scope");
    QTest::newRow("B 0.0001") << 0.0001 << 3 << 1.0 << (0.01 + 0.0441 + 0.04) / (0.51 * 0.51) << int(Scope::Systemic);
    QTest::newRow("B 0.0003") << 0.0003 << 2 << 0.5 << 0.5102 << int(Scope::Mixed);
    QTest::newRow("B 0.0005") << 0.0005 << 1 << 0.2 << 1.0 << int(Scope::Localised);
}

void TestBreadth::readsExampleFour()
{
    QFETCH(double, base);
    QFETCH(int, elevated);
    QFETCH(double, share);
    QFETCH(double, concentration);
    QFETCH(int, scope);
    const auto inputs = seedOfFour();
    const Aggregate aggregate = evaluateAggregate(inputs, capOff());
    const Baseline baseline = baselineOf(base);
    const Breadth breadth = evaluateBreadth(aggregate.rate8h, breadthVenues(inputs, aggregate, baseline));
    QCOMPARE(breadth.operatorsElevated, elevated);
    NEAR(breadth.elevatedShare, share);
    if (base == 0.0005)
        QVERIFY(breadth.drivers.size() == 1); // Hyperliquid, 0.0002 beyond
    NEAR(breadth.concentration, concentration);
    QCOMPARE(int(breadth.scope), scope);
    QCOMPARE(breadth.hottest, (std::vector<std::size_t>{2, 1, 0})); // Hyperliquid 12, Bybit 9, Binance 4
    if (base == 0.0001) {
        NEAR(baseline.ratio(aggregate.rate8h), 7.1);
        NEAR(usdPer10k(costPerDay(aggregate.rate8h)), 213);
        QCOMPARE(breadth.drivers, (std::vector<std::size_t>{1, 2, 0})); // e .0001/.00021/.0002: Bybit first
    }
}

void TestBreadth::countsOperators() // 29
{
    const std::vector<VenueInput> inputs{venueInput("binance-usdm", 40, 0.0009, "Binance"),
        venueInput("binance-usdc", 10, 0.0008, "Binance"), venueInput("binance-coinm", 10, 0.0009, "Binance"),
        venueInput("bybit", 3, 0.0001), venueInput("okx", 2, 0.0001)};
    const Aggregate aggregate = evaluateAggregate(inputs);
    for (const double base : {0.0001, 0.0004}) {
        const Breadth breadth = evaluateBreadth(aggregate.rate8h, breadthVenues(inputs, aggregate, baselineOf(base)));
        QCOMPARE(breadth.operatorsElevated, 1);
        QCOMPARE(breadth.scope, Scope::Localised);
    }
}

void TestBreadth::ignoresVenuesOnTheOtherSide()
{
    const std::vector<VenueInput> inputs{
        venueInput("a", 4, 0.0009), venueInput("b", 3, -0.0010), venueInput("c", 3, 0.0005)};
    const Aggregate aggregate = evaluateAggregate(inputs);
    const Breadth breadth = evaluateBreadth(aggregate.rate8h, breadthVenues(inputs, aggregate, baselineOf(0.0001)));
    QVERIFY(aggregate.rate8h > 0);
    QVERIFY(!breadth.elevated[1]);
    QCOMPARE(breadth.operatorsElevated, 2);
    QCOMPARE(breadth.hottest, (std::vector<std::size_t>{0, 2}));
}

void TestBreadth::ignoresSmallVenuesAmongTheHottest()
{
    const std::vector<VenueInput> inputs{venueInput("a", 4, 0.0003), venueInput("b", 3, 0.0003),
        venueInput("c", 3, 0.0003), venueInput("d", 0.1, 0.0012)};
    const Aggregate aggregate = evaluateAggregate(inputs);
    const Breadth breadth = evaluateBreadth(aggregate.rate8h, breadthVenues(inputs, aggregate, baselineOf(0.0001)));
    QCOMPARE(breadth.hottest, (std::vector<std::size_t>{0, 1, 2})); // equal ones by name
    QVERIFY(breadth.elevated[3]);
}

void TestBreadth::doesNotDependOnTheOrder()
{
    auto inputs = seedOfFour();
    const Baseline baseline = baselineOf(0.0003);
    do {
        const Aggregate aggregate = evaluateAggregate(inputs, capOff());
        const Breadth breadth = evaluateBreadth(aggregate.rate8h, breadthVenues(inputs, aggregate, baseline));
        QCOMPARE(breadth.scope, Scope::Mixed);
        QCOMPARE(inputs[breadth.hottest.front()].venue, std::string("hyperliquid"));
        NEAR(breadth.concentration, 0.5102);
    } while (std::next_permutation(
        inputs.begin(), inputs.end(), [](const auto &a, const auto &b) { return a.venue < b.venue; }));
    QVERIFY(evaluateBreadth(Unknown, {}).scope == Scope::None);
}

namespace {

RegimeInput regimeInput(double rate8h, double base = 0.0001, std::span<const RegimeVenue> venues = {})
{
    return {rate8h, 0.0001, baselineOf(base), venues};
}

} // namespace

void TestBreadth::namesTheRegime_data() // 25
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("regime");
    QTest::addColumn<int>("crowd");
    QTest::newRow("25: 0.0001") << 0.0001 << int(Regime::Neutral) << int(Crowd::None);
    QTest::newRow("25: 0.00012") << 0.00012 << int(Regime::Neutral) << int(Crowd::None);
    QTest::newRow("25: 0.00006") << 0.00006 << int(Regime::Calm) << int(Crowd::None);
    QTest::newRow("25: 0.00014") << 0.00014 << int(Regime::Warm) << int(Crowd::Long);
    QTest::newRow("edge of neutral") << 0.00013 << int(Regime::Neutral) << int(Crowd::None);
    QTest::newRow("twice the normal") << 0.0002 << int(Regime::Extreme) << int(Crowd::Long);
    QTest::newRow("shorts, calm") << -0.00003 << int(Regime::Calm) << int(Crowd::Short);
    QTest::newRow("shorts not yet") << -0.00002 << int(Regime::Calm) << int(Crowd::None);
    QTest::newRow("shorts, extreme") << -0.00007 << int(Regime::Extreme) << int(Crowd::Short);
}

void TestBreadth::namesTheRegime()
{
    QFETCH(double, rate);
    QFETCH(int, regime);
    QFETCH(int, crowd);
    const RegimeState state = evaluateRegime(regimeInput(rate));
    QCOMPARE(int(state.regime), regime);
    QCOMPARE(int(state.crowd), crowd);
}

void TestBreadth::leavesARegimeLaterThanItEnters()
{
    RegimeState state;
    const auto next = [&](double rate) {
        state = evaluateRegime(regimeInput(rate), state);
        return state.regime;
    };
    QCOMPARE(next(0.00019), Regime::Warm);
    QCOMPARE(next(0.00020), Regime::Extreme);
    QCOMPARE(next(0.00016), Regime::Extreme); // 1.6 is still above 1.5
    QCOMPARE(next(0.00014), Regime::Warm);
    QCOMPARE(next(0.000125), Regime::Warm); // 0.000025 from neutral: above 0.0000225
    QCOMPARE(state.crowd, Crowd::Long);
    QCOMPARE(next(0.00012), Regime::Neutral);
    QCOMPARE(state.crowd, Crowd::None);
    QCOMPARE(next(0.00013), Regime::Neutral);
    QCOMPARE(next(0.000135), Regime::Warm);
}

void TestBreadth::isCappedByWeight()
{
    std::vector<RegimeVenue> venues{{0.3, -0.04, 0.0001, 0.99, {}}, {0.7, -0.01, 0.0001, 0.5, {}}};
    RegimeState state = evaluateRegime(regimeInput(-0.02, 0.0001, venues));
    QCOMPARE(state.regime, Regime::Capped);
    QCOMPARE(state.band, Regime::Extreme);
    venues[0].capUsage = 0.92;
    QVERIFY(evaluateRegime(regimeInput(-0.02, 0.0001, venues), state).capped);
    QVERIFY(!evaluateRegime(regimeInput(-0.02, 0.0001, venues)).capped);
    venues[0].capUsage = 0.89;
    QVERIFY(!evaluateRegime(regimeInput(-0.02, 0.0001, venues), state).capped);
    venues[0] = {0.29, -0.04, 0.0001, 1.0, {}};
    QVERIFY(!evaluateRegime(regimeInput(-0.02, 0.0001, venues)).capped);
}

void TestBreadth::showsThePremiumWhilePinned() // 25
{
    std::vector<RegimeVenue> venues{
        {0.4, 0.0001, 0.0001, {}, 0.0002}, {0.2, 0.0001004, 0.0001, {}, 0.0005}, {0.4, 0.00012, 0.0001, {}, {}}};
    const RegimeState state = evaluateRegime(regimeInput(0.000108, 0.0001, venues));
    QCOMPARE(state.regime, Regime::Neutral);
    QVERIFY(state.isPinned);
    QCOMPARE(state.pinned, 2);
    NEAR(state.meanPremium8h.value(), 0.0003);
    venues[1].smoothed8h = 0.000101;
    const RegimeState loose = evaluateRegime(regimeInput(0.000108, 0.0001, venues));
    QVERIFY(!loose.isPinned);
    QCOMPARE(loose.pinned, 1);
}

void TestBreadth::isUnknownWithoutARate() { QCOMPARE(evaluateRegime(regimeInput(Unknown)).regime, Regime::Unknown); }

QTEST_GUILESS_MAIN(TestBreadth)
#include "tst_breadth.moc"
