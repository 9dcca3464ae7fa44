#include <QtTest/QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/simulation/market.h"
#include "core/simulation/truth.h"
#include "core/simulation/twist.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr TimeMs Midnight = 1'771'977'600'000; // a multiple of 8 h

const std::vector<std::string> FourMain{"binance-usdm", "okx", "bybit", "hyperliquid"};

Market market(Scenario scenario, TimeMs startMs, std::uint64_t seed = 1, int historyDays = 1,
    const std::vector<std::string> &venues = FourMain)
{
    return Market({scenario, seed, startMs, historyDays, venues});
}

double per8h(const ContractState &state) { return state.fundingRate * 8 / state.intervalHours; }

/// Rate per 8 h of BTC over all venues, weighted by turnover; hourly contracts enter with the mean of their last 8 h
/// (MODEL 1.1).
double marketRate(const Market &market)
{
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        if (market.contracts()[i].asset != "BTC")
            continue;
        const int contract = static_cast<int>(i);
        const ContractState state = market.state(contract);
        double rate = per8h(state);
        if (state.intervalHours < 8) {
            const auto step = static_cast<double>(static_cast<TimeMs>(state.intervalHours * HourMs));
            double time = static_cast<double>(market.nowMs() - state.lastSettledMs) / step;
            rate *= time;
            for (const Settlement &s : market.settlements(contract, market.nowMs() - 8 * HourMs, market.nowMs() + 1)) {
                rate += s.rate * 8 / state.intervalHours;
                time += 1;
            }
            rate /= time;
        }
        sum += rate * state.turnover24hUsd;
        weight += state.turnover24hUsd;
    }
    return sum / weight;
}

/// USD of BTC's open interest by venue.
std::map<std::string, double> openInterestUsd(const Market &market)
{
    std::map<std::string, double> result;
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        const ContractState state = market.state(static_cast<int>(i));
        if (market.contracts()[i].asset == "BTC")
            result[market.contracts()[i].venue] += state.openInterestBase * state.index;
    }
    return result;
}

/// USD of BTC liquidated by venue and side over a stretch.
std::map<std::string, std::array<double, 2>> liquidated(Market &market, TimeMs untilMs)
{
    std::map<std::string, std::array<double, 2>> result;
    std::uint64_t cursor = market.cursor();
    while (market.nowMs() + SecondMs <= untilMs) {
        market.advanceTo(std::min(untilMs, market.nowMs() + 5 * MinuteMs));
        const Market::Feed feed = market.since(cursor);
        cursor = feed.cursor;
        for (const Liquidation &l : feed.liquidations) {
            const ContractSpec &spec = market.contracts()[static_cast<std::size_t>(l.contract)];
            if (spec.asset == "BTC")
                result[spec.venue][l.position == Side::Long ? 0 : 1] += l.price * l.base;
        }
    }
    return result;
}

double bitcoin(const Market &market) { return market.state(0).index; }

} // namespace

class TestScenarios : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsTheirNames();
    void historyBeforeTheStartIsNeutral_data();
    void historyBeforeTheStartIsNeutral();
    void calmStaysCalm_data();
    void calmStaysCalm();
    void tourTipsOverWithinNinetyMinutes_data();
    void tourTipsOverWithinNinetyMinutes();
    void longSqueezeHeatsUpAndThenSellsTheLongsOut_data() { fourAndAllVenues(); }
    void longSqueezeHeatsUpAndThenSellsTheLongsOut();
    void shortSqueezeTurnsFundingAndThenBuysTheShortsIn_data() { fourAndAllVenues(); }
    void shortSqueezeTurnsFundingAndThenBuysTheShortsIn();
    void cascadeBreaksTheMarketOnAllVenues_data() { fourAndAllVenues(); }
    void cascadeBreaksTheMarketOnAllVenues();
    void feedOutageHasADropAMuteAndAGarble();
    void tourGoesThroughAllPlotsAndAgain();
    void twistsWhatIsRare();
    void listsAndDelistsInTheTour();

private:
    static void fourAndAllVenues();
};

void TestScenarios::knowsTheirNames()
{
    for (const char *name : {"calm", "long-squeeze", "short-squeeze", "cascade", "feed-outage", "tour"}) {
        const auto scenario = scenarioByName(name);
        QVERIFY(scenario);
        QCOMPARE(scenarioName(*scenario), std::string_view(name));
    }
    QVERIFY(!scenarioByName("boom"));
    QVERIFY(!scenarioByName(""));
}

void TestScenarios::historyBeforeTheStartIsNeutral_data()
{
    QTest::addColumn<int>("scenario");
    QTest::newRow("calm") << int(Scenario::Calm);
    QTest::newRow("short-squeeze") << int(Scenario::ShortSqueeze);
    QTest::newRow("tour") << int(Scenario::Tour);
}

void TestScenarios::historyBeforeTheStartIsNeutral()
{
    QFETCH(int, scenario);
    const Market m = market(static_cast<Scenario>(scenario), Midnight + 5 * HourMs, 1, 30);
    for (std::size_t i = 0; i < m.contracts().size(); ++i) {
        std::vector<double> rates;
        const double hours = m.contracts()[i].intervalHours;
        for (const Settlement &settlement : m.settlements(static_cast<int>(i), 0, m.nowMs()))
            rates.push_back(std::abs(settlement.rate) * 8 / hours);
        std::sort(rates.begin(), rates.end());
        QVERIFY(std::abs(rates[rates.size() / 2] - 0.0001) < 1e-9);
        QVERIFY(rates.back() < 0.001);
    }
    QVERIFY(std::abs(marketRate(m) - 0.0001) < 0.00005);
    QVERIFY(std::abs(bitcoin(m) / 68000 - 1) < 0.15);
}

void TestScenarios::calmStaysCalm_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 3; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestScenarios::calmStaysCalm()
{
    QFETCH(int, seed);
    Market m = market(Scenario::Calm, Midnight + 3 * HourMs, static_cast<std::uint64_t>(seed));
    const double before = bitcoin(m);
    for (int minute = 0; minute < 4 * 60; minute += 5) {
        m.advanceTo(Midnight + 3 * HourMs + minute * MinuteMs);
        QVERIFY(marketRate(m) < 0.00018);
        QVERIFY(marketRate(m) > 0);
        QVERIFY(std::abs(bitcoin(m) / before - 1) < 0.04);
        QVERIFY(m.activeFaults(m.nowMs()).empty());
    }
}

void TestScenarios::tourTipsOverWithinNinetyMinutes_data()
{
    QTest::addColumn<double>("hour"); // at which a demo is started
    QTest::addColumn<int>("seed");
    int seed = 1;
    for (const double hour : {0.0, 0.9, 2.2, 3.6, 4.7, 5.5, 6.3, 6.9, 7.3, 7.9})
        QTest::addRow("%.1f h after a settlement", hour) << hour << seed++;
}

void TestScenarios::tourTipsOverWithinNinetyMinutes()
{
    QFETCH(double, hour);
    QFETCH(int, seed);
    const TimeMs start = Midnight + static_cast<TimeMs>(hour * HourMs);
    Market m = market(Scenario::Tour, start, static_cast<std::uint64_t>(seed));
    QVERIFY(marketRate(m) < 0.00018);
    double hottest = 0;
    int tippedAt = -1;
    for (int minute = 0; minute <= 90; ++minute) {
        m.advanceTo(start + minute * MinuteMs);
        const double rate = marketRate(m);
        hottest = std::max(hottest, rate);
        if (rate >= 0.0002 && tippedAt < 0)
            tippedAt = minute;
    }
    QVERIFY2(tippedAt > 0, qPrintable(QStringLiteral("hottest %1").arg(hottest)));
    QVERIFY(hottest > 0.0003 && hottest < 0.001);
}

void TestScenarios::fourAndAllVenues()
{
    QTest::addColumn<bool>("all");
    QTest::newRow("four main venues") << false;
    QTest::newRow("all venues, as the demo") << true;
}

void TestScenarios::longSqueezeHeatsUpAndThenSellsTheLongsOut()
{
    QFETCH(bool, all);
    const TimeMs start = Midnight + 2 * HourMs;
    Market m = market(Scenario::LongSqueeze, start, 1, 1, all ? std::vector<std::string>() : FourMain);
    const double interestBefore = m.state(0).openInterestBase;
    m.advanceTo(start + 80 * MinuteMs);
    std::map<std::string, double> rates;
    for (std::size_t i = 0; i < m.contracts().size(); ++i) {
        const ContractSpec &spec = m.contracts()[i];
        if (spec.asset == "BTC" && !rates.count(spec.venue)) {
            rates[spec.venue] = per8h(m.state(static_cast<int>(i)));
            QVERIFY(rates[spec.venue] > 0.00035);
            QVERIFY(rates[spec.venue] < 0.0014);
        }
    }
    for (const auto &[venue, rate] : rates)
        QVERIFY(rate <= rates["hyperliquid"]);
    QVERIFY(m.state(0).openInterestBase > 1.1 * interestBefore);
    const double top = bitcoin(m), interestAtTop = m.state(0).openInterestBase;
    const auto atStake = openInterestUsd(m);
    auto liquidations = liquidated(m, start + 110 * MinuteMs);
    QVERIFY(bitcoin(m) < 0.98 * top);
    QVERIFY(m.state(0).openInterestBase < 0.95 * interestAtTop);
    for (const auto &[venue, usd] : liquidations) {
        QVERIFY2(usd[0] > 0.005 * atStake.at(venue), venue.c_str());
        QVERIFY2(usd[0] > 3 * usd[1], venue.c_str());
    }
    QCOMPARE(liquidations.size(), std::size_t(all ? 26 : 4));
}

void TestScenarios::shortSqueezeTurnsFundingAndThenBuysTheShortsIn()
{
    const TimeMs start = Midnight + 2 * HourMs;
    QFETCH(bool, all);
    Market m = market(Scenario::ShortSqueeze, start, 1, 1, all ? std::vector<std::string>() : FourMain);
    QVERIFY(marketRate(m) > 0);
    m.advanceTo(start + 74 * MinuteMs);
    QVERIFY(marketRate(m) < -0.00008);
    const double bottom = bitcoin(m);
    const auto atStake = openInterestUsd(m);
    auto liquidations = liquidated(m, start + 110 * MinuteMs);
    QVERIFY(bitcoin(m) > 1.02 * bottom);
    for (const auto &[venue, usd] : liquidations) {
        QVERIFY2(usd[1] > 0.003 * atStake.at(venue), venue.c_str());
        QVERIFY2(usd[1] > 3 * usd[0], venue.c_str());
    }
    QVERIFY(liquidations.size() >= std::size_t(all ? 24 : 4));
}

void TestScenarios::cascadeBreaksTheMarketOnAllVenues()
{
    const TimeMs start = Midnight + 4 * HourMs;
    QFETCH(bool, all);
    Market m = market(Scenario::Cascade, start, 1, 1, all ? std::vector<std::string>() : FourMain);
    m.advanceTo(start + 29 * MinuteMs);
    const double top = bitcoin(m);
    const auto atStake = openInterestUsd(m);
    auto liquidations = liquidated(m, start + 41 * MinuteMs);
    const Candle crash = m.candles(0, HourMs, start, m.nowMs()).back();
    QVERIFY(crash.low < 0.95 * top);
    QVERIFY(crash.low > 0.75 * top);
    QCOMPARE(liquidations.size(), std::size_t(all ? 26 : 4));
    for (const auto &[venue, usd] : liquidations)
        QVERIFY2(usd[0] > 0.01 * atStake.at(venue), venue.c_str());
}

void TestScenarios::feedOutageHasADropAMuteAndAGarble()
{
    const TimeMs start = Midnight + HourMs;
    Market m = market(Scenario::FeedOutage, start);
    QVERIFY(m.activeFaults(start).empty());
    std::set<std::pair<std::string, FaultKind>> seen;
    for (int minute = 0; minute < 120; ++minute) {
        for (const Fault &fault : m.activeFaults(start + minute * MinuteMs))
            seen.insert({fault.venue, fault.kind});
        QVERIFY(m.activeFaults(start + minute * MinuteMs).size() < 8); // somebody is always there
    }
    QVERIFY(seen.count({"okx", FaultKind::Drop}));
    QVERIFY(seen.count({"binance-usdm", FaultKind::Mute}));
    QVERIFY(seen.count({"bybit", FaultKind::Garble}));
    // The muted venue would have had something to say, and so had the others.
    m.advanceTo(start + 20 * MinuteMs);
    auto liquidations = liquidated(m, start + HourMs);
    QCOMPARE(liquidations.size(), std::size_t(4));
    QVERIFY(std::abs(marketRate(m)) < 0.00018);
}

void TestScenarios::tourGoesThroughAllPlotsAndAgain()
{
    constexpr TimeMs Act = 2 * HourMs;
    QVERIFY(moodAt(Scenario::Tour, HourMs).premium > 0.001);
    QVERIFY(moodAt(Scenario::Tour, Act + HourMs).premium < -0.0006);
    QVERIFY(moodAt(Scenario::Tour, 2 * Act + 33 * MinuteMs).driftPerHour < -0.3);
    QVERIFY(moodAt(Scenario::Tour, 3 * Act + 102 * MinuteMs).driftPerHour < -0.25); // while the largest are dark
    QVERIFY(!plotFaults(Scenario::Tour, 0, 3 * Act + MinuteMs).empty());
    QVERIFY(plotFaults(Scenario::Tour, 0, 4 * Act + MinuteMs).empty());
    QCOMPARE(moodAt(Scenario::Tour, 5 * Act + HourMs).premium, moodAt(Scenario::Tour, HourMs).premium);
    QCOMPARE(plotFaults(Scenario::Tour, 0, 8 * Act + MinuteMs).front().fromMs, 8 * Act + 60 * SecondMs);
}

void TestScenarios::twistsWhatIsRare()
{
    const TimeMs start = Midnight + HourMs;
    constexpr TimeMs Act = 2 * HourMs;
    Market m = market(Scenario::Tour, start);
    const auto contract = [&](const char *venue, const char *asset) {
        const auto &all = m.contracts();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].venue == venue && all[i].asset == asset)
                return static_cast<int>(i);
        }
        return -1;
    };
    const int binance = contract("binance-usdm", "PEPE"), bybit = contract("bybit", "PEPE");
    const ContractSpec usual = m.contracts()[static_cast<std::size_t>(binance)];
    m.advanceTo(start + Act + 50 * MinuteMs);
    for (const int each : {binance, bybit}) {
        const ContractState state = m.state(each);
        QCOMPARE(state.fundingRate, std::max(-0.04 * state.intervalHours / 8, usual.rateFloor));
    }
    QCOMPARE(m.state(bybit).intervalHours, 8.0);
    m.advanceTo(start + Act + 90 * MinuteMs);
    QCOMPARE(m.state(bybit).intervalHours, 4.0);
    QCOMPARE(m.contracts()[static_cast<std::size_t>(bybit)].intervalHours, 4.0);
    QCOMPARE(m.contracts()[static_cast<std::size_t>(binance)].rateFloor, 1.5 * usual.rateFloor);
    m.advanceTo(start + Act + 118 * MinuteMs);
    QCOMPARE(m.contracts()[static_cast<std::size_t>(binance)].rateFloor, usual.rateFloor);
    QVERIFY(m.state(binance).fundingRate > 0.5 * usual.rateFloor);
}

void TestScenarios::listsAndDelistsInTheTour()
{
    constexpr TimeMs Calm = 8 * HourMs;
    const auto isThere = [](TimeMs sinceStart) {
        const auto twists = plotTwists(Scenario::Tour, sinceStart);
        return std::none_of(twists.begin(), twists.end(), [](const Twist &each) { return each.isUnlisted; });
    };
    QVERIFY(!isThere(-DayMs));
    QVERIFY(!isThere(0));
    QVERIFY(!isThere(Calm + 14 * MinuteMs));
    QVERIFY(isThere(Calm + 16 * MinuteMs));
    QVERIFY(!isThere(Calm + 76 * MinuteMs));
    QVERIFY(isThere(Calm + 10 * HourMs + 16 * MinuteMs));
    QVERIFY(plotTwists(Scenario::Calm, HourMs).empty());
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
