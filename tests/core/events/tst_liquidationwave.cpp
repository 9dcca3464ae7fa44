#include "core/events/hearing.h"
#include "core/events/largeliquidation.h"
#include "core/events/liquidationwave.h"
#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

using namespace isobar;

// LIQUIDATION_BURST, LIQUIDATION_CASCADE and LARGE_LIQUIDATION (MODEL 8.3; example 28 of MODEL 10).
class TestLiquidationWave : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void knowsTheFloorOfACascade();
    void tellsEachTripling();
    void needsTheMoveAgainstTheSide_data();
    void needsTheMoveAgainstTheSide();
    void needsPrintsOrVenuesForABurst();
    void measuresByTheUsualMinutes();
    void asksForMoreWhileTheUsualIsUnknown();
    void interruptsFromWhatMatters_data();
    void interruptsFromWhatMatters();
    void interruptsOnceItHasGrown();
    void asksForEnoughMinutes();
    void sumsSinceTheEntry();
    void marksLowerBounds();
    void findsTheFullestMinute();
    void countsAFullFeedAsCensored();
    void tellsLargePrints();
    void tellsOneLargePrintAMinute();
    void tellsLargePrintsOfSmallAssets();

private:
    std::optional<Event> step(double usd, TimeMs after = SecondMs);
    LiquidationWaveInput m_input;
    std::optional<LiquidationWave> m_cascade;
};

namespace {

const LiquidationWavePayload &payload(const Event &event) { return std::get<LiquidationWavePayload>(event.payload); }

/// An asset with one contract of a venue.
AssetState assetOf(LiquidationFeed feed)
{
    auto reference = std::make_shared<Reference>();
    reference->venue.id = "binance-usdm";
    reference->venue.shortName = "Binance";
    reference->venue.liquidations = feed;
    Instrument instrument;
    instrument.id = {7};
    instrument.symbol = "BTCUSDT";
    instrument.asset = "BTC";
    reference->instruments.push_back(instrument);
    AssetState asset;
    asset.asset = "BTC";
    asset.contracts.push_back(std::make_shared<ContractState>(reference, reference->instruments.front()));
    return asset;
}

void print(AssetState &asset, TimeMs timeMs, double usd, PositionSide side = PositionSide::Long)
{
    LiquidationPrint made;
    made.timeMs = timeMs;
    made.side = side;
    made.price = 68'000;
    made.usd = usd;
    asset.liquidationPulse.add(timeMs, {7}, made);
}

} // namespace

void TestLiquidationWave::init()
{
    m_cascade.emplace(EventType::LiquidationCascade, PositionSide::Long);
    m_input = {};
    static_cast<RuleMoment &>(m_input) = healthyMoment();
    m_input.openInterestUsd = 22e9;
    m_input.coverageOfOi = 0.05;
    m_input.quantileUsd = 0; // known, and far below
    m_input.minute.prints = 30;
    m_input.minute.venues = 2;
    m_input.move = {68'000, 68'000 * 0.979, 15, 0.005, false, 0, 0};
    m_input.heardShare = 0.38;
    m_input.isLowerBound = true;
}

std::optional<Event> TestLiquidationWave::step(double usd, TimeMs after)
{
    pass(m_input, after);
    m_input.minute.usd = usd;
    m_input.observedUsd = std::max(m_input.observedUsd, usd);
    return m_cascade->step(m_input, cascadeSettings());
}

void TestLiquidationWave::knowsTheFloorOfACascade() // 28
{
    QVERIFY(!step(0));
    QCOMPARE(m_cascade->thresholdUsd(), 1.1e6);
    QVERIFY(!step(1.09e6));
    const auto entered = step(1.1e6);
    QVERIFY(entered && entered->state == EventState::Entered);
    QCOMPARE(entered->priority, Priority::P3);
    QCOMPARE(entered->coverage, 0.38);
    QVERIFY(entered->isLowerBound);
    QVERIFY(std::abs(payload(*entered).move.sigmas - 4.244) < 0.01);
    // A smaller asset has another floor, and with little open interest it is the floor that counts.
    init();
    m_input.asset = "DOGE";
    m_input.openInterestUsd = 1e9;
    step(0);
    QCOMPARE(m_cascade->thresholdUsd(), 250e3);
}

void TestLiquidationWave::tellsEachTripling() // 28: 3.3, 9.9, 29.7 M
{
    step(0);
    QVERIFY(step(1.1e6));
    std::vector<double> told;
    for (int tenth = 11; tenth <= 380; ++tenth) {
        if (const auto event = step(tenth * 1e5)) {
            QCOMPARE(event->state, EventState::Updated);
            told.push_back(payload(*event).totalUsd);
        }
    }
    QCOMPARE(told, (std::vector<double>{3.3e6, 9.9e6, 29.7e6}));
}

void TestLiquidationWave::needsTheMoveAgainstTheSide_data()
{
    QTest::addColumn<double>("price");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<bool>("enters");
    QTest::newRow("-2.1 %") << 68'000 * 0.979 << 0.005 << true;
    QTest::newRow("just enough") << 68'000 * std::exp(-0.0075) << 0.005 << true;
    QTest::newRow("too little") << 68'000 * std::exp(-0.00749) << 0.005 << false;
    QTest::newRow("the other way") << 68'000 * 1.021 << 0.005 << false;
    QTest::newRow("usual for it") << 68'000 * 0.979 << 0.02 << false;
    QTest::newRow("no price") << 0.0 << 0.005 << false;
}

void TestLiquidationWave::needsTheMoveAgainstTheSide()
{
    QFETCH(double, price);
    QFETCH(double, sigma);
    QFETCH(bool, enters);
    m_input.move.priceNow = price;
    m_input.move.sigmaHour = sigma;
    step(0);
    QCOMPARE(step(5e6).has_value(), enters);
}

void TestLiquidationWave::needsPrintsOrVenuesForABurst()
{
    const auto fires = [this](int prints, int venues) {
        LiquidationWave burst(EventType::LiquidationBurst, PositionSide::Long);
        auto input = m_input;
        burst.step(input, burstSettings());
        pass(input, SecondMs);
        input.minute = {300e3, 300e3, prints, venues, false};
        input.move = {};
        return burst.step(input, burstSettings()).has_value();
    };
    QVERIFY(fires(10, 1));
    QVERIFY(fires(2, 2));
    QVERIFY(!fires(9, 1));
}

void TestLiquidationWave::measuresByTheUsualMinutes()
{
    LiquidationWindow window;
    // 20 000 minutes, of which 1 000 had something: 1 000, 2 000 .. 1 000 000 USD.
    for (int i = 1; i <= 1000; ++i)
        window.add(RuleStart + i * 20 * MinuteMs, PositionSide::Long, i * 1000.0);
    window.add(RuleStart + 30 * MinuteMs, PositionSide::Short, 9e9);
    const TimeMs now = RuleStart + 20'001 * MinuteMs;
    window.advance(now);
    const auto quantile = [&](double q) {
        return minuteQuantile(window, PositionSide::Long, q, now - 20'000 * MinuteMs, now);
    };
    // 0.5 % of the minutes, 100 of them, lie above 900 000.
    QCOMPARE(quantile(0.995).value(), 900'000.0);
    QCOMPARE(quantile(0.9999).value(), 998'000.0);
    QCOMPARE(quantile(0.9).value(), 0.0); // more are silent than that
    m_input.quantileUsd = 5e6;
    step(0);
    QCOMPARE(m_cascade->thresholdUsd(), 5e6);
    QVERIFY(!step(4.9e6));
    QVERIFY(step(5e6));
    m_input.quantileUsd = 50e6; // raised by the cascade itself: it goes on by that of its entry
    QCOMPARE(m_cascade->thresholdUsd(), 5e6);
}

void TestLiquidationWave::asksForMoreWhileTheUsualIsUnknown()
{
    m_input.quantileUsd.reset();
    QVERIFY(!step(5.4e6)); // 1.1 M would do were the minutes of 30 d known
    const auto entered = step(5.5e6);
    QVERIFY(entered);
    QCOMPARE(payload(*entered).thresholdUsd, 5.5e6);
    QCOMPARE(payload(*entered).coldFactor, 5.0);
}

void TestLiquidationWave::interruptsFromWhatMatters_data()
{
    QTest::addColumn<double>("openInterest");
    QTest::addColumn<double>("usd");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<double>("from");
    QTest::addColumn<Priority>("priority");
    QTest::newRow("the usual extreme of a large asset") << 30e9 << 4.4e6 << false << 4.5e6 << Priority::P3;
    QTest::newRow("large asset") << 30e9 << 4.5e6 << false << 4.5e6 << Priority::P1;
    QTest::newRow("usual extreme") << 520e6 << 0.55e6 << false << 2e6 << Priority::P3;
    QTest::newRow("as large as any") << 520e6 << 2e6 << false << 2e6 << Priority::P1;
    QTest::newRow("own position") << 520e6 << 0.55e6 << true << 2e6 << Priority::P1;
    // 10 % of 290 M x 0.05
    QTest::newRow("small asset, too little") << 290e6 << 1.44e6 << false << 1.45e6 << Priority::P3;
    QTest::newRow("small asset, enough") << 290e6 << 1.46e6 << false << 1.45e6 << Priority::P1;
    QTest::newRow("tiny asset") << 20e6 << 0.26e6 << false << 100e3 << Priority::P1;
    QTest::newRow("open interest unknown") << 0. << 1.9e6 << false << 2e6 << Priority::P3;
}

void TestLiquidationWave::interruptsFromWhatMatters()
{
    QFETCH(double, openInterest);
    QFETCH(double, usd);
    QFETCH(bool, holds);
    QFETCH(double, from);
    m_input.asset = "DOGE";
    m_input.openInterestUsd = openInterest;
    m_input.userHolds = holds;
    step(0);
    const auto entered = step(usd);
    QVERIFY(entered);
    QTEST(entered->priority, "priority");
    QCOMPARE(payload(*entered).urgency->fromUsd, from);
    QVERIFY2(recomputeDifference(*entered).isEmpty(), qPrintable(recomputeDifference(*entered)));
}

void TestLiquidationWave::interruptsOnceItHasGrown()
{
    m_input.asset = "DOGE";
    m_input.openInterestUsd = 520e6;
    step(0);
    QCOMPARE(step(0.9e6)->priority, Priority::P3);
    QVERIFY(!step(1.9e6)); // neither tripled nor large
    const auto grown = step(2e6);
    QVERIFY(grown);
    QCOMPARE(grown->state, EventState::Updated);
    QCOMPARE(grown->priority, Priority::P1);
    QVERIFY(!step(2.1e6)); // told once
    // What it became is what its cool-down holds back.
    m_input.userHolds = true;
    pass(m_input, MinuteMs);
    m_input.minute.usd = 0;
    for (int i = 0; i < 3; ++i, pass(m_input, MinuteMs))
        m_cascade->step(m_input, cascadeSettings());
    QVERIFY(!m_cascade->isActive());
    QVERIFY(!step(3e6));
}

void TestLiquidationWave::asksForEnoughMinutes()
{
    const LiquidationWindow empty;
    QVERIFY(!minuteQuantile(empty, PositionSide::Long, 0.995, RuleStart, RuleStart + 199 * MinuteMs));
    QVERIFY(minuteQuantile(empty, PositionSide::Long, 0.995, RuleStart, RuleStart + 200 * MinuteMs));
    QVERIFY(!minuteQuantile(empty, PositionSide::Long, 0.9999, RuleStart, RuleStart + 9'999 * MinuteMs));
    QVERIFY(minuteQuantile(empty, PositionSide::Long, 0.9999, RuleStart, RuleStart + 10'000 * MinuteMs));
}

void TestLiquidationWave::sumsSinceTheEntry()
{
    m_input.observedUsd = 500e6; // of the past
    step(0);
    m_input.observedUsd = 502e6;
    pass(m_input, SecondMs);
    m_input.minute.usd = 2e6;
    const auto entered = m_cascade->step(m_input, cascadeSettings());
    QCOMPARE(payload(*entered).totalUsd, 2e6);
    m_input.observedUsd = 510e6;
    pass(m_input, SecondMs);
    const auto updated = m_cascade->step(m_input, cascadeSettings());
    QCOMPARE(payload(*updated).totalUsd, 10e6);
    QCOMPARE(payload(*updated).usd60s, 2e6);
}

void TestLiquidationWave::marksLowerBounds()
{
    m_input.isLowerBound = false;
    step(0);
    const auto entered = step(2e6);
    QVERIFY(!entered->isLowerBound);
    init();
    m_input.isLowerBound = false;
    m_input.minute.censored = true;
    step(0);
    QVERIFY(step(2e6)->isLowerBound);
}

void TestLiquidationWave::findsTheFullestMinute()
{
    AssetState asset = assetOf(LiquidationFeed::All);
    asset.liquidationPulse.advance(RuleStart);
    for (int i = 0; i < 120; ++i)
        print(asset, RuleStart + i * SecondMs, i < 30 ? 1000 : i < 60 ? 5000 : 10);
    print(asset, RuleStart + 50 * SecondMs, 1e6, PositionSide::Short);
    // A beat that comes two minutes later still finds the fullest minute between.
    const HeardMinute minute = fullestMinute(asset, PositionSide::Long, RuleStart + 120 * SecondMs);
    QCOMPARE(minute.usd, 30 * 1000.0 + 30 * 5000.0);
    QCOMPARE(minute.prints, 60);
    QCOMPARE(minute.usdPerSecond, 5000.0);
    QCOMPARE(minute.venues, 1);
    QCOMPARE(minute.byVenue.front().venue, std::string("Binance"));
    asset.liquidationPulse.advance(RuleStart + 120 * SecondMs);
    // The next one finds what lasts: the minute that ends now.
    asset.liquidationPulse.advance(RuleStart + 121 * SecondMs);
    QCOMPARE(fullestMinute(asset, PositionSide::Long, RuleStart + 121 * SecondMs).usd, 58 * 10.0);
}

void TestLiquidationWave::countsAFullFeedAsCensored()
{
    for (const LiquidationFeed feed : {LiquidationFeed::Throttled, LiquidationFeed::All}) {
        for (const int seconds : {44, 45}) {
            AssetState asset = assetOf(feed);
            for (int i = 0; i < seconds; ++i)
                print(asset, RuleStart + i * SecondMs, 1000);
            const bool censored = fullestMinute(asset, PositionSide::Long, RuleStart + 55 * SecondMs).censored;
            QCOMPARE(censored, feed == LiquidationFeed::Throttled && seconds == 45);
        }
    }
}

void TestLiquidationWave::tellsLargePrints()
{
    AssetState asset = assetOf(LiquidationFeed::All);
    LargeLiquidation rule;
    auto input = LargeLiquidationInput();
    static_cast<RuleMoment &>(input) = healthyMoment();
    input.mark = 68'000;
    input.dayUsd = {10e6, 0};
    input.nextCluster = {66'000.0, std::nullopt};
    input.nameOf = [&](InstrumentId id) { return contractName(asset, id); };
    const auto step = [&] {
        const std::vector<LiquidationCell> cells(
            asset.liquidationPulse.cells().begin(), asset.liquidationPulse.cells().end());
        input.cells = cells;
        return rule.step(input);
    };
    print(asset, RuleStart, 0.99e6);
    QVERIFY(step().empty());
    pass(input, SecondMs);
    print(asset, RuleStart, 0.01e6); // one contract and side within a second
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    const auto &p = std::get<LargeLiquidationPayload>(told.front().payload);
    QCOMPARE(told.front().priority, Priority::P3);
    QCOMPARE(told.front().side, PositionSide::Long);
    QCOMPARE(p.venue, std::string("Binance"));
    QCOMPARE(p.contract, std::string("BTCUSDT"));
    QVERIFY(std::abs(p.usd - 1e6) < 1e-3);
    QVERIFY(std::abs(p.shareOfDay - 0.1) < 1e-9);
    QVERIFY(std::abs(*p.nextClusterDistance - std::log(68.0 / 66)) < 1e-9);
    QVERIFY2(recomputeDifference(told.front()).isEmpty(), qPrintable(recomputeDifference(told.front())));
    pass(input, SecondMs);
    QVERIFY(step().empty()); // it is over, and not told again
}

void TestLiquidationWave::tellsOneLargePrintAMinute()
{
    AssetState asset = assetOf(LiquidationFeed::All);
    LargeLiquidation rule;
    auto input = LargeLiquidationInput();
    static_cast<RuleMoment &>(input) = healthyMoment();
    int told = 0, alerts = 0, others = 0;
    for (int i = 0; i < 180; ++i) {
        pass(input, SecondMs);
        print(asset, input.marketMs, i == 100 ? 10e6 : 2e6);
        if (i == 101)
            print(asset, input.marketMs, 2e6, PositionSide::Short);
        const std::vector<LiquidationCell> cells(
            asset.liquidationPulse.cells().begin(), asset.liquidationPulse.cells().end());
        input.cells = cells;
        for (const Event &event : rule.step(input)) {
            ++told;
            alerts += event.priority == Priority::P2;
            others += event.side == PositionSide::Short;
        }
    }
    QCOMPARE(alerts, 1); // ten times the floor breaks through the cool-down
    QCOMPARE(others, 1); // the other side is not held back
    QCOMPARE(told, 5); // at 0, 60, 100, 160 s, and the short
}

void TestLiquidationWave::tellsLargePrintsOfSmallAssets()
{
    AssetState asset = assetOf(LiquidationFeed::All);
    LargeLiquidation rule;
    auto input = LargeLiquidationInput();
    static_cast<RuleMoment &>(input) = healthyMoment();
    input.asset = "DOGE";
    print(asset, RuleStart, 250e3);
    std::vector<LiquidationCell> cells(asset.liquidationPulse.cells().begin(), asset.liquidationPulse.cells().end());
    input.cells = cells;
    QVERIFY(isOne(rule.step(input), EventState::Entered));
    LargeLiquidation other;
    input.quantileUsd = 300e3; // such a size is usual there
    QVERIFY(other.step(input).empty());
}

QTEST_GUILESS_MAIN(TestLiquidationWave)
#include "tst_liquidationwave.moc"
