#include "core/analytics/validity.h"
#include "tests/support/near.h"

#include <QtTest>

#include <limits>

using namespace isobar;

// MODEL 1.2
class TestValidity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void limitsTheAge_data();
    void limitsTheAge();
    void limitsTheAgeOfSettledRates();
    void judgesRatesByTheirCap_data();
    void judgesRatesByTheirCap();
    void tellsHowFarTheCapIsUsed();
    void refusesImpossiblePrices();
    void callsSmallContractsThin_data();
    void callsSmallContractsThin();
    void suspectsWashedVolume();
    void excludesSuspectVolumeAfterADay();
    void resolvesTheInterval();
    void believesAnOutlierAfterThreeChanges();
    void doesNotBelieveARepeatedValue();
    void namesTheFirstReason();
    void namesEveryReason();
};

void TestValidity::limitsTheAge_data()
{
    QTest::addColumn<TimeMs>("mark");
    QTest::addColumn<TimeMs>("funding");
    QTest::addColumn<TimeMs>("openInterest");
    QTest::addColumn<TimeMs>("poll");
    QTest::addColumn<bool>("stale");
    const TimeMs s = SecondMs;
    QTest::newRow("all fresh") << s << s << s << TimeMs(0) << false;
    QTest::newRow("mark at its limit") << 5 * s << s << s << TimeMs(0) << false;
    QTest::newRow("mark beyond") << 5 * s + 1 << s << s << TimeMs(0) << true;
    QTest::newRow("funding at 3 min") << s << 180 * s << s << TimeMs(0) << false;
    QTest::newRow("funding beyond") << s << 180 * s + 1 << s << TimeMs(0) << true;
    QTest::newRow("polled funding has 3 polls") << s << 299 * s << s << 100 * s << false;
    QTest::newRow("polled funding beyond") << s << 301 * s << s << 100 * s << true;
    QTest::newRow("open interest within 3 polls") << s << s << 30 * s << 10 * s << false;
    QTest::newRow("open interest beyond") << s << s << 30 * s + 1 << 10 * s << true;
}

void TestValidity::limitsTheAge()
{
    QFETCH(TimeMs, mark);
    QFETCH(TimeMs, funding);
    QFETCH(TimeMs, openInterest);
    QFETCH(TimeMs, poll);
    QFETCH(bool, stale);
    FreshnessInput input;
    input.markAgeMs = mark;
    input.fundingAgeMs = funding;
    input.openInterestAgeMs = openInterest;
    input.fundingPollMs = input.openInterestPollMs = poll;
    QCOMPARE(isStale(input), stale);
    QVERIFY(!isStale({})); // never seen is missing, not old
}

void TestValidity::limitsTheAgeOfSettledRates()
{
    FreshnessInput input;
    input.fundingAgeMs = DayMs; // no running rate is shown
    input.intervalHours = 4;
    input.sinceSettlementMs = 5 * HourMs;
    QVERIFY(!isStale(input));
    input.sinceSettlementMs = 5 * HourMs + 1;
    QVERIFY(isStale(input));
}

void TestValidity::judgesRatesByTheirCap_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("cap"); // NaN: unknown
    QTest::addColumn<double>("floor");
    QTest::addColumn<bool>("implausible");
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("23: at the cap") << -0.02 << 0.02 << unknown << false;
    QTest::newRow("5 % over the cap") << 0.021 << 0.02 << unknown << false;
    QTest::newRow("over") << 0.0211 << 0.02 << unknown << true;
    QTest::newRow("floor of its own") << -0.02 << 0.02 << -0.01 << true;
    QTest::newRow("no cap known") << 0.04 << unknown << unknown << false;
    QTest::newRow("no cap known, over") << -0.0401 << unknown << unknown << true;
    QTest::newRow("no number") << unknown << 0.02 << unknown << true;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 0.02 << unknown << true;
}

namespace {

std::optional<double> optionalOf(double value)
{
    return std::isnan(value) ? std::nullopt : std::optional<double>(value);
}

} // namespace

void TestValidity::judgesRatesByTheirCap()
{
    QFETCH(double, rate);
    QFETCH(double, cap);
    QFETCH(double, floor);
    QFETCH(bool, implausible);
    QCOMPARE(isImplausible(rate, optionalOf(cap), optionalOf(floor)), implausible);
}

void TestValidity::tellsHowFarTheCapIsUsed()
{
    NEAR(capUsage(-0.02, 0.02, std::nullopt).value(), 1.0);
    NEAR(capUsage(-0.005, 0.02, -0.01).value(), 0.5);
    NEAR(capUsage(0.005, 0.02, -0.01).value(), 0.25);
    QVERIFY(!capUsage(0.005, std::nullopt, std::nullopt));
}

void TestValidity::refusesImpossiblePrices()
{
    QVERIFY(!isMarkCrossed(100));
    QVERIFY(!isMarkCrossed(std::nullopt));
    QVERIFY(isMarkCrossed(0));
    QVERIFY(isMarkCrossed(-1));
    QVERIFY(!isMarkCrossed(100, 99, 101));
    QVERIFY(isMarkCrossed(100, 101, 99));
}

void TestValidity::callsSmallContractsThin_data()
{
    QTest::addColumn<double>("turnover");
    QTest::addColumn<double>("openInterest");
    QTest::addColumn<bool>("thin");
    QTest::newRow("0.2 % of the total") << 2e6 << 1e6 << false;
    QTest::newRow("less") << 1.99e6 << 1e6 << true;
    QTest::newRow("little open interest") << 1e8 << 0.99e6 << true;
}

void TestValidity::callsSmallContractsThin()
{
    QFETCH(double, turnover);
    QFETCH(double, openInterest);
    QFETCH(bool, thin);
    QCOMPARE(isThin(turnover, 1e9, openInterest), thin);
    QVERIFY(!isThin(std::nullopt, 1e9, std::nullopt));
}

void TestValidity::suspectsWashedVolume() // 11
{
    VolumeEvidence evidence;
    evidence.turnover24hUsd = 80e9;
    evidence.openInterestUsd = 1e9;
    QVERIFY(isVolumeSuspect(evidence));
    evidence.turnover24hUsd = 30e9;
    QVERIFY(!isVolumeSuspect(evidence));
    evidence.turnover24hUsd = 0.019e9;
    QVERIFY(isVolumeSuspect(evidence));
    evidence.turnover24hUsd = 5e9;
    evidence.openInterestChange = 3000;
    evidence.tradedBase = 1200;
    QVERIFY(isVolumeSuspect(evidence)); // nobody can open what was not traded
    evidence.openInterestChange = -1200;
    QVERIFY(!isVolumeSuspect(evidence));
    QVERIFY(!isVolumeSuspect({}));
}

void TestValidity::excludesSuspectVolumeAfterADay()
{
    SuspicionTimer timer;
    QVERIFY(!timer.step(true, 0));
    QVERIFY(!timer.step(true, DayMs - 1));
    QVERIFY(timer.step(true, DayMs));
    QVERIFY(!timer.step(false, DayMs + 1));
    QVERIFY(!timer.step(true, DayMs + 2));
    QVERIFY(!timer.step(true, 2 * DayMs));
}

void TestValidity::resolvesTheInterval()
{
    const std::vector<TimeMs> settled{0, 4 * HourMs, 8 * HourMs + 300};
    NEAR(resolveIntervalHours(2.0, 0, 8 * HourMs, settled).value(), 2); // the instrument knows
    NEAR(resolveIntervalHours({}, 0, 8 * HourMs - 40, settled).value(), 8); // last to next
    NEAR(resolveIntervalHours({}, {}, 8 * HourMs, settled).value(), 4); // spacing, jitter removed
    NEAR(resolveIntervalHours({}, {}, {}, std::vector<TimeMs>{0, 8 * HourMs, 12 * HourMs}).value(), 4); // newer one
    QVERIFY(!resolveIntervalHours({}, {}, {}, std::vector<TimeMs>{0, 8 * HourMs}));
    QVERIFY(!resolveIntervalHours({}, {}, 8 * HourMs, {}));
    QVERIFY(!resolveIntervalHours({}, 0, 90 * HourMs, {})); // a gap is no interval
}

void TestValidity::believesAnOutlierAfterThreeChanges()
{
    OutlierGate gate;
    QVERIFY(!gate.step(true, 0.01, 0));
    QVERIFY(!gate.step(true, 0.011, MinuteMs));
    QVERIFY(!gate.step(true, 0.012, 2 * MinuteMs)); // three values, two minutes
    QVERIFY(gate.step(true, 0.012, 3 * MinuteMs));
    QVERIFY(gate.step(true, 0.012, 9 * MinuteMs));
    QVERIFY(!gate.step(false, 0.001, 10 * MinuteMs));
    QVERIFY(!gate.step(true, 0.01, 11 * MinuteMs)); // from the beginning
}

void TestValidity::doesNotBelieveARepeatedValue()
{
    OutlierGate gate;
    for (TimeMs time = 0; time < HourMs; time += MinuteMs)
        QVERIFY(!gate.step(true, 0.01, time));
    QVERIFY(!gate.step(true, 0.02, HourMs));
    QVERIFY(gate.step(true, 0.01, HourMs + 1));
}

void TestValidity::namesTheFirstReason()
{
    ContractCheck check;
    QCOMPARE(contractExclusion(check), Exclusion::NoData);
    check.ratePerInterval = 0.0001;
    check.turnover24hUsd = 1e9;
    check.mark = 60'000;
    QCOMPARE(contractExclusion(check), Exclusion::IntervalUnknown);
    check.intervalHours = 8;
    QCOMPARE(contractExclusion(check), Exclusion::None);
    check.volumeSuspectFor24h = true;
    QCOMPARE(contractExclusion(check), Exclusion::VolumeSuspect);
    check.openInterestUsd = 1;
    QCOMPARE(contractExclusion(check), Exclusion::Thin);
    check.freshness.markAgeMs = MinuteMs;
    QCOMPARE(contractExclusion(check), Exclusion::Stale);
    check.ratePerInterval = 0.05;
    QCOMPARE(contractExclusion(check), Exclusion::Implausible);
    check.mark = 0;
    QCOMPARE(contractExclusion(check), Exclusion::CrossedMark);
    check.switchedOff = true;
    QCOMPARE(contractExclusion(check), Exclusion::SwitchedOff);
}

void TestValidity::namesEveryReason()
{
    QCOMPARE(exclusionName(Exclusion::None), std::string_view());
    QCOMPARE(exclusionName(Exclusion::IntervalUnknown), std::string_view("interval_unknown"));
    QCOMPARE(exclusionName(Exclusion::SwitchedOff), std::string_view("switched_off"));
}

QTEST_GUILESS_MAIN(TestValidity)
#include "tst_validity.moc"
