#include "core/analytics/levels/assetlevels.h"
#include "core/analytics/levels/exactfinder.h"
#include "tests/support/near.h"
#include "tests/support/streambuilder.h"

#include <QTest>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / HourMs * HourMs;

/// Hyperliquid with 1 000 coins of open interest at 68 000, and another venue that publishes no accounts.
struct Rig {
    MarketState state;
    StreamBuilder stream{Start, 1.0, [this](const StreamItem &item) { take(item); }};
    AssetLevels levels{"BTC", runAtOnce()};

    Rig()
    {
        stream.add("hyperliquid", "Hyperliquid", 0.0001, 1, 1e9).coins = 1'000;
        stream.add("okx", "OKX", 0.0001, 8, 1e9).coins = 9'000;
        stream.run(1);
    }
    void take(const StreamItem &item)
    {
        state.apply(item);
        if (const auto *beat = std::get_if<Beat>(&item))
            levels.beat(*state.asset("BTC"), *beat, state.startedMarketMs(), true);
    }
    void tell(const std::string &address, std::vector<AccountPosition> positions)
    {
        auto account = std::make_shared<AccountPositions>();
        account->venue = "hyperliquid";
        account->account = address;
        account->transportMs = stream.transportMs();
        account->marketMs = stream.marketMs();
        account->positions = std::move(positions);
        take(AccountPositionsPtr(account));
    }
    AccountPosition position(PositionSide side, double coins, std::optional<double> price, bool isCross = false) const
    {
        return {m_contract(), side, coins, coins * 68'000, price, isCross};
    }
    const AssetState &asset() const { return *state.asset("BTC"); }
    ExactLevelsPtr found() const { return findExactLevels(asset(), stream.marketMs()); }
    void fill(int days)
    {
        for (const char *id : {"hyperliquid", "okx"}) {
            for (TimeMs at = Start - days * DayMs; at < Start; at += 5 * MinuteMs) {
                const double price = 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (9.0 * HourMs)));
                stream.observe(
                    stream.venue(id), Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
            }
        }
    }

private:
    InstrumentId m_contract() const { return asset().contracts.front()->instrument().id; }
};

double longsOf(const LevelMap &map) { return map.now.between(map.lattice, PositionSide::Long, 1, map.price); }
double shortsOf(const LevelMap &map) { return map.now.between(map.lattice, PositionSide::Short, map.price, 1e6); }

} // namespace

class TestExactFinder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasNothingWhenNobodyPublishes();
    void findsLevelsWithTheirShares();
    void replacesWhatAnAccountHeld();
    void dropsWhatTheMarkHasPassed();
    void callsCrossAccountsStaleAfterTenMinutes();
    void forgetsWhatWasNotToldForAnHour();
    void takesTheScaleOut();
    void modelsOnlyWhatIsNotKnown();
    void tellsWhatLiesInACluster();
};

void TestExactFinder::hasNothingWhenNobodyPublishes()
{
    Rig rig;
    QVERIFY(!rig.found());
    QCOMPARE(knownShares(rig.asset()), KnownShares());
}

void TestExactFinder::findsLevelsWithTheirShares()
{
    Rig rig;
    rig.tell("0xaa",
        {rig.position(PositionSide::Long, 100, 61'000.0), rig.position(PositionSide::Short, 50, 75'000.0, true)});
    rig.tell("0xbb", {rig.position(PositionSide::Long, 200, std::nullopt)}); // cannot be liquidated at this margin
    const ExactLevelsPtr exact = rig.found();
    QVERIFY(exact);
    QCOMPARE(exact->accounts, 2);
    QCOMPARE(exact->venues, std::string("Hyperliquid"));
    QCOMPARE(exact->levels.size(), std::size_t(2));
    QCOMPARE(exact->levels[0].price, 61'000.0);
    QCOMPARE(exact->levels[0].side, PositionSide::Long);
    NEAR(exact->levels[0].usd, 6.8e6);
    QCOMPARE(exact->levels[0].account, std::string("0xaa"));
    QVERIFY(!exact->levels[0].isCross && exact->levels[1].isCross);
    // Of Hyperliquid's open interest alone: 300 and 50 of 1 000 coins.
    NEAR(exact->share[0], 0.3);
    NEAR(exact->share[1], 0.05);
    NEAR(exact->shareOfBoth, 0.175);
    NEAR(exact->usdWithin(PositionSide::Long, 60'000, 62'000), 6.8e6);
    QCOMPARE(exact->usdWithin(PositionSide::Short, 60'000, 62'000), 0.0);
    const KnownShares shares = knownShares(rig.asset());
    for (std::size_t group = 0; group < VenueGroupCount; ++group) {
        const bool isTheirs = venueGroupNames()[group] == "Hyperliquid";
        NEAR(shares[group][0], isTheirs ? 0.3 : 0.0);
        NEAR(shares[group][1], isTheirs ? 0.05 : 0.0);
    }
}

void TestExactFinder::replacesWhatAnAccountHeld()
{
    Rig rig;
    rig.tell("0xaa", {rig.position(PositionSide::Long, 100, 61'000.0)});
    rig.tell("0xaa", {rig.position(PositionSide::Short, 20, 70'000.0)});
    QCOMPARE(rig.found()->levels.size(), std::size_t(1));
    QCOMPARE(rig.found()->levels[0].price, 70'000.0);
    const std::uint64_t before = rig.asset().version;
    rig.tell("0xaa", {});
    QVERIFY(!rig.found());
    QVERIFY(rig.asset().version > before);
}

void TestExactFinder::dropsWhatTheMarkHasPassed()
{
    Rig rig;
    rig.tell(
        "0xaa", {rig.position(PositionSide::Long, 100, 67'000.0), rig.position(PositionSide::Short, 100, 69'000.0)});
    QCOMPARE(rig.found()->levels.size(), std::size_t(2));
    rig.stream.venue("hyperliquid").mark = 66'500;
    rig.stream.run(1);
    QCOMPARE(rig.found()->levels.size(), std::size_t(1));
    QCOMPARE(rig.found()->levels[0].side, PositionSide::Short);
}

void TestExactFinder::callsCrossAccountsStaleAfterTenMinutes()
{
    Rig rig;
    rig.tell("0xaa",
        {rig.position(PositionSide::Long, 100, 61'000.0, true), rig.position(PositionSide::Long, 100, 62'000.0)});
    rig.stream.run(600);
    QVERIFY(!rig.found()->levels[0].isStale);
    rig.stream.run(1);
    QVERIFY(rig.found()->levels[0].isStale);
    QVERIFY(!rig.found()->levels[1].isStale); // isolated: it moves with nothing else
}

void TestExactFinder::forgetsWhatWasNotToldForAnHour()
{
    Rig rig;
    rig.tell("0xaa", {rig.position(PositionSide::Long, 100, 61'000.0)});
    rig.stream.run(3'600);
    QVERIFY(rig.found());
    rig.stream.run(61);
    QVERIFY(!rig.found());
}

void TestExactFinder::takesTheScaleOut()
{
    MarketState state;
    InstrumentNames names;
    auto reference = std::make_shared<Reference>();
    reference->venue.id = reference->venue.shortName = "hyperliquid";
    Instrument instrument;
    instrument.id = names.intern("hyperliquid", "kPEPE");
    instrument.venue = "hyperliquid";
    instrument.symbol = "kPEPE";
    instrument.asset = "PEPE";
    instrument.scale = 1'000;
    instrument.quote = "USD";
    reference->instruments = {instrument};
    state.apply(ReferencePtr(reference));
    state.apply(Observation{instrument.id, Start, Start, Mark{0.01, {}}});
    auto account = std::make_shared<AccountPositions>();
    account->venue = "hyperliquid";
    account->account = "0xaa";
    account->marketMs = Start;
    account->positions = {{instrument.id, PositionSide::Long, 5'000, 50, 0.008, false}};
    state.apply(AccountPositionsPtr(account));
    const ExactLevelsPtr exact = findExactLevels(*state.asset("PEPE"), Start);
    QVERIFY(exact && exact->levels.size() == 1);
    NEAR(exact->levels[0].price, 0.000008);
    NEAR(exact->levels[0].usd, 50);
}

void TestExactFinder::modelsOnlyWhatIsNotKnown()
{
    Rig plain, known;
    known.tell("0xaa", {known.position(PositionSide::Long, 400, 61'000.0)});
    for (Rig *rig : {&plain, &known}) {
        rig->fill(10);
        rig->stream.run(12);
    }
    const LevelMapPtr all = plain.levels.map(plain.asset()), rest = known.levels.map(known.asset());
    QVERIFY(all && rest && rest->exact && !all->exact);
    // Both venues traded alike: 40 % of half of the longs are known, of the shorts nothing.
    QVERIFY(isNear(longsOf(*rest) / longsOf(*all), 0.8, 0.01));
    QVERIFY(isNear(shortsOf(*rest) / shortsOf(*all), 1.0, 1e-6));
    // What becomes known later is left out when the past is folded anew.
    plain.tell("0xaa", {plain.position(PositionSide::Long, 400, 61'000.0)});
    plain.stream.run(601);
    plain.tell("0xaa", {plain.position(PositionSide::Long, 400, 61'000.0)});
    plain.stream.run(20);
    known.stream.run(621);
    QVERIFY(isNear(longsOf(*plain.levels.map(plain.asset())) / longsOf(*known.levels.map(known.asset())), 1.0, 0.01));
}

void TestExactFinder::tellsWhatLiesInACluster()
{
    Rig rig;
    rig.fill(10);
    rig.stream.run(12);
    QVERIFY(!rig.levels.clusters().empty());
    const Cluster cluster = rig.levels.clusters().front();
    rig.tell("0xaa", {rig.position(cluster.side, 3, cluster.peak)});
    rig.stream.run(60);
    const auto found = std::find_if(rig.levels.clusters().begin(), rig.levels.clusters().end(),
        [&](const Cluster &each) { return each.id == cluster.id; });
    QVERIFY(found != rig.levels.clusters().end());
    NEAR(found->exactUsd, 3 * 68'000);
}

QTEST_GUILESS_MAIN(TestExactFinder)
#include "tst_exactfinder.moc"
