#include "core/analytics/carry.h"
#include "core/analytics/cost.h"
#include "core/analytics/funding.h"
#include "core/analytics/premium.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

// The numbers are those of MODEL 10; the number of the example stands in the row's name.
class TestFunding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bringsRatesToEightHours_data();
    void bringsRatesToEightHours();
    void extrapolatesARate();
    void showsExtremeRatesPerDay();
    void smoothsShortIntervals();
    void takesTheSpotRateOfEightHoursAndMore();
    void isProvisionalBelowSixHours();
    void forgetsWhatIsOlderThanEightHours();
    void survivesAnIntervalChange();
    void countsNoHourTwice();
    void makesTheRateFromThePremium_data();
    void makesTheRateFromThePremium();
    void impliesThePremium_data();
    void impliesThePremium();
    void knowsNothingOfAPinnedPremium();
    void averagesThePremiumOfTheInterval();
    void locksIn_data();
    void locksIn();
    void tellsRealisedCost();
    void knowsWhenRealisedFundingIsIncomplete();
    void weighsRealisedFundingOverKnownVenues();
    void tellsCarryNetOfFees();
    void tellsCarryWithEntryBasis();
    void hasNoBreakEvenWithoutCarry();
};

void TestFunding::bringsRatesToEightHours_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("expected");
    QTest::newRow("2: Hyperliquid per hour") << 0.000015 << 1.0 << 0.00012;
    QTest::newRow("2: per 4 hours") << 0.00006 << 4.0 << 0.00012;
    QTest::newRow("2: per 8 hours") << 0.0001 << 8.0 << 0.0001;
    QTest::newRow("23: alt at its cap") << -0.02 << 4.0 << -0.04;
    QTest::newRow("24: last hour") << 0.0002 << 1.0 << 0.0016;
}

void TestFunding::bringsRatesToEightHours()
{
    QFETCH(double, rate);
    QFETCH(double, hours);
    QFETCH(double, expected);
    NEAR(per8h(rate, hours), expected);
    NEAR(perInterval(per8h(rate, hours), hours), rate);
}

void TestFunding::extrapolatesARate() // 1
{
    NEAR(perDay(0.0008), 0.0024);
    NEAR(perMonth(0.0008), 0.072);
    NEAR(apr(0.0008), 0.876);
    NEAR(apy(0.0008), 1.4004);
    NEAR(apr(0.0001), 0.1095); // 2
    NEAR(costPerDay(0.0008), 0.024);
    NEAR(usdPer10k(costPerDay(0.0008)), 240);
    NEAR(costPerMonth(0.0008), 0.72);
    NEAR(costPerDay(-0.0008, 25), 0.06); // the shorts pay as much
    QCOMPARE(payingSide(-0.0008), PositionSide::Short);
    QCOMPARE(payingSide(0.0008), PositionSide::Long);
}

void TestFunding::showsExtremeRatesPerDay() // 23
{
    const double rate = per8h(-0.02, 4);
    NEAR(perDay(rate), -0.12);
    NEAR(costPerDay(rate), 1.2);
    QVERIFY(isShownPerDay(rate));
    QVERIFY(!isShownPerDay(10.0 / 1095));
    QVERIFY(isShownPerDay(-10.01 / 1095));
}

namespace {

/// `count` settlements of one rate per interval, ending at `lastMs`.
std::vector<SettledRate> settlements(int count, double ratePerInterval, double hours, TimeMs lastMs)
{
    std::vector<SettledRate> result;
    for (int i = count - 1; i >= 0; --i)
        result.push_back({lastMs - static_cast<TimeMs>(i * hours * HourMs), per8h(ratePerInterval, hours), hours});
    return result;
}

constexpr TimeMs Noon = 1'772'193'600'000; // 2026-02-27 12:00 UTC

} // namespace

void TestFunding::smoothsShortIntervals() // 24
{
    const auto settled = settlements(30, 0.000012, 1, Noon);
    const RunningRate running{0.0002, 1, Noon + HourMs, false};
    const SmoothedRate smoothed = smoothedRate(running, settled, Noon + HourMs);
    NEAR(smoothed.rate8h, 0.000284);
    NEAR(smoothed.knownHours, 8.0);
    QVERIFY(!smoothed.provisional);
    QVERIFY(std::abs(smoothed.rate8h - 0.0001 - 0.000184) < 1e-12); // against venues at .0001: no divergence
    // Half an hour in, the running rate has half of its hour.
    NEAR(smoothedRate(running, settled, Noon + HourMs / 2).rate8h, (7.5 * 0.000096 + 0.5 * 0.0016) / 8);
    // Without a known next settlement the running interval began at the last one.
    NEAR(smoothedRate({0.0002, 1, {}, false}, settled, Noon + HourMs).rate8h, 0.000284);
}

void TestFunding::takesTheSpotRateOfEightHoursAndMore()
{
    const auto settled = settlements(5, 0.0009, 8, Noon);
    NEAR(smoothedRate({0.0001, 8, Noon + 8 * HourMs, false}, settled, Noon + HourMs).rate8h, 0.0001);
    const SmoothedRate continuous = smoothedRate({0.0002, 8, {}, true}, {}, Noon);
    NEAR(continuous.rate8h, 0.0002);
    QVERIFY(!continuous.provisional);
}

void TestFunding::isProvisionalBelowSixHours()
{
    const RunningRate running{0.00006, 1, Noon + HourMs, false};
    const SmoothedRate five = smoothedRate(running, settlements(5, 0.00001, 1, Noon), Noon + HourMs / 2);
    QVERIFY(five.provisional);
    NEAR(five.rate8h, 0.00048);
    NEAR(five.knownHours, 5.5);
    const SmoothedRate six = smoothedRate(running, settlements(6, 0.00001, 1, Noon), Noon);
    QVERIFY(!six.provisional);
    NEAR(six.rate8h, 0.00008);
    QVERIFY(smoothedRate({0.00001, 1, {}, false}, {}, Noon).provisional);
}

void TestFunding::forgetsWhatIsOlderThanEightHours()
{
    auto settled = settlements(8, 0.00001, 1, Noon);
    settled.insert(settled.begin(), {Noon - 8 * HourMs, 5.0, 1});
    NEAR(smoothedRate({0.5, 1, Noon + HourMs, false}, settled, Noon).rate8h, 0.00008);
}

void TestFunding::survivesAnIntervalChange()
{
    // 8 h until noon, 4 h since: two hours of the new interval and six of the old one.
    const auto settled = settlements(3, 0.0001, 8, Noon);
    NEAR(smoothedRate({0.0002, 4, Noon + 4 * HourMs, false}, settled, Noon + 2 * HourMs).rate8h,
        (2 * 0.0004 + 6 * 0.0001) / 8);
}

void TestFunding::countsNoHourTwice()
{
    // A length of 4 h claimed for hourly settlements does not let them overlap.
    auto settled = settlements(8, 0.00001, 1, Noon);
    for (SettledRate &each : settled)
        each.hours = 4;
    settled.front().hours = 1;
    const SmoothedRate smoothed = smoothedRate({0.0, 1, Noon + HourMs, false}, settled, Noon);
    NEAR(smoothed.knownHours, 8.0);
    NEAR(smoothed.rate8h, 0.00008);
}

void TestFunding::makesTheRateFromThePremium_data()
{
    QTest::addColumn<double>("premium");
    QTest::addColumn<double>("expected");
    QTest::newRow("20: above") << 0.0012 << 0.0007;
    QTest::newRow("20: pinned") << 0.0005 << 0.0001;
    QTest::newRow("20: at the cap") << 0.0068 << 0.003;
    QTest::newRow("upper edge of the pin") << 0.0006 << 0.0001;
    QTest::newRow("lower edge of the pin") << -0.0004 << 0.0001;
    QTest::newRow("below") << -0.0006 << -0.0001;
    QTest::newRow("at the floor") << -0.0168 << -0.003;
}

void TestFunding::makesTheRateFromThePremium()
{
    QFETCH(double, premium);
    QFETCH(double, expected);
    FundingFormula formula;
    formula.cap = 0.003;
    formula.floor = -0.003;
    NEAR(rateFromPremium(premium, formula), expected);
    formula.intervalHours = 4;
    formula.cap = 0.0015;
    formula.floor = -0.0015;
    NEAR(rateFromPremium(premium, formula), expected / 2);
}

void TestFunding::impliesThePremium_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("expected");
    QTest::newRow("3: Binance") << -0.00005 << -0.00055;
    QTest::newRow("3: OKX") << -0.00007 << -0.00057;
    QTest::newRow("3: Bybit") << -0.00011 << -0.00061;
    QTest::newRow("20") << 0.0007 << 0.0012;
}

void TestFunding::impliesThePremium()
{
    QFETCH(double, rate);
    QFETCH(double, expected);
    const std::optional<double> premium = impliedPremium(rate, {});
    QVERIFY(premium.has_value());
    NEAR(*premium, expected);
    NEAR(rateFromPremium(*premium, {}), rate);
}

void TestFunding::knowsNothingOfAPinnedPremium()
{
    QVERIFY(!impliedPremium(0.0001, {}));
    const RateRange range = neutralPremiums({});
    NEAR(range.low, -0.0004);
    NEAR(range.high, 0.0006);
}

void TestFunding::averagesThePremiumOfTheInterval()
{
    PremiumMean mean;
    NEAR(mean.step(0.0004, Noon, Noon + HourMs).value(), 0.0004); // nothing else is known
    NEAR(mean.step(0.0012, Noon, Noon + 3 * HourMs).value(), 0.0004); // a value counts by how long it stood
    NEAR(mean.step(-0.0005, Noon, Noon + 4 * HourMs).value(), (2 * 0.0004 + 0.0012) / 3);
    mean.step({}, Noon, Noon + 5 * HourMs);
    NEAR(mean.step(0.0, Noon, Noon + 7 * HourMs).value(), (2 * 0.0004 + 0.0012 - 0.0005) / 4); // silence does not
    NEAR(mean.step(0.0008, Noon + 8 * HourMs, Noon + 9 * HourMs).value(), 0.0); // a new interval begins with what stood
    NEAR(mean.step(0.0008, Noon + 8 * HourMs, Noon + 10 * HourMs).value(), 0.0004);
    QVERIFY(!PremiumMean().step({}, Noon, Noon + 1));
}

void TestFunding::locksIn_data()
{
    QTest::addColumn<bool>("linear");
    QTest::addColumn<double>("locked");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("20: equal weights") << false << 0.75 << 0.00035 << 0.00075;
    QTest::newRow("20: linear weights") << true << 0.5625 << 0.0001 << 0.0007875;
}

void TestFunding::locksIn()
{
    QFETCH(bool, linear);
    QFETCH(double, locked);
    QFETCH(double, low);
    QFETCH(double, high);
    FundingFormula formula;
    formula.cap = 0.003;
    LockInInput input;
    input.windowStartMs = Noon;
    input.nowMs = Noon + 6 * HourMs;
    input.weighting = linear ? PremiumWeighting::Linear : PremiumWeighting::Equal;
    input.premium8h = 0.0012;
    input.premiumRange8h = RateRange{-0.0002, 0.0014};
    const LockIn result = lockIn(input, formula);
    NEAR(result.elapsed, 0.75);
    NEAR(result.locked, locked);
    NEAR(result.rateNow.value(), 0.0007);
    NEAR(result.settlement.value().low, low);
    NEAR(result.settlement.value().high, high);

    input.premium8h.reset(); // pinned and not published: only the elapsed share
    const LockIn pinned = lockIn(input, formula);
    NEAR(pinned.elapsed, 0.75);
    QVERIFY(!pinned.settlement && !pinned.rateNow);
}

void TestFunding::tellsRealisedCost() // 21
{
    const std::vector<SettledRate> settled{{Noon - 24 * HourMs, 0.9, 8}, {Noon - 16 * HourMs, 0.0001, 8},
        {Noon - 8 * HourMs, 0.0001, 8}, {Noon, 0.0003, 8}, {Noon + 8 * HourMs, 0.9, 8}};
    const RealisedFunding day = realisedFunding(settled, Noon, 24);
    QCOMPARE(day.settlements, 3);
    QVERIFY(day.complete);
    NEAR(usdPer10k(day.cost()), 50);
    NEAR(day.apr(), 0.1825);
    NEAR(usdPer10k(costPerDay(0.0008)), 240);
    // Hourly payments are small, and there are many.
    NEAR(realisedFunding(settlements(30, 0.00001, 1, Noon), Noon, 24).sum, 0.00024);
}

void TestFunding::knowsWhenRealisedFundingIsIncomplete()
{
    QVERIFY(!realisedFunding({}, Noon, 24).complete);
    QVERIFY(!realisedFunding(settlements(2, 0.0001, 8, Noon), Noon, 24).complete);
    QVERIFY(realisedFunding(settlements(3, 0.0001, 8, Noon), Noon, 24).complete);
    QVERIFY(!realisedFunding(settlements(24, 0.0001, 1, Noon), Noon, 7 * 24).complete);
}

void TestFunding::weighsRealisedFundingOverKnownVenues()
{
    const std::vector<RealisedShare> shares{{0.5, 0.001}, {0.3, std::numeric_limits<double>::quiet_NaN()}, {0.2, 0.0}};
    NEAR(weightedRealised(shares).value(), 0.0005 / 0.7);
    QVERIFY(!weightedRealised(std::span(shares).subspan(1, 1)));
}

void TestFunding::tellsCarryNetOfFees() // 22
{
    const Carry result = carry({0.0004, 0.0012, 0.0005, 0.00045, 100, 100});
    NEAR(result.perDay, 0.0024);
    NEAR(result.fees, 0.0019);
    NEAR(result.breakEvenHours.value(), 19.0);
    NEAR(result.net(8), -0.0011);
    NEAR(result.net(24), 0.0005);
}

void TestFunding::tellsCarryWithEntryBasis() // 22
{
    const Carry result = carry({0.0004, 0.0012, 0.0005, 0.00045, 100 * std::exp(-0.0002), 100});
    NEAR(result.entryBasis, -0.0002);
    NEAR(result.breakEvenHours.value(), 17.0);
    const Carry paidByBasis = carry({0.0004, 0.0012, 0.0005, 0.00045, 99, 100});
    QCOMPARE(paidByBasis.breakEvenHours.value(), 0.0);
}

void TestFunding::hasNoBreakEvenWithoutCarry()
{
    QVERIFY(!carry({0.0012, 0.0004, 0.0005, 0.0005, 100, 100}).breakEvenHours);
    QVERIFY(!carry({0.0004, 0.0004, 0.0005, 0.0005, 99, 100}).breakEvenHours);
}

QTEST_GUILESS_MAIN(TestFunding)
#include "tst_funding.moc"
