#include "core/snapshot/buildmatrix.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'772'150'400'000; // 2026-02-27 00:00 UTC

/// A market of bulk quotes, and the matrix of it.
struct Board {
    void list(const std::string &venue, std::initializer_list<const char *> symbols, double hours = 8,
        const std::string &operatorName = {})
    {
        auto made = std::make_shared<Reference>();
        made->venue.id = made->venue.name = made->venue.shortName = venue;
        made->venue.operatorName = operatorName.empty() ? venue : operatorName;
        for (const char *symbol : symbols) {
            Instrument &instrument = made->instruments.emplace_back();
            instrument.id = names.intern(venue, symbol);
            instrument.venue = venue;
            instrument.symbol = symbol;
            instrument.asset = std::string(symbol).substr(0, 3);
            instrument.intervalHours = hours;
        }
        state.apply(ReferencePtr(made));
    }
    void quote(
        const std::string &venue, const char *symbol, double rate, double turnoverUsd, double oiUsd, double mark = 100)
    {
        auto made = std::make_shared<BulkQuotes>();
        made->venue = venue;
        made->transportMs = made->marketMs = now;
        BulkQuote &each = made->quotes.emplace_back();
        each.instrument = names.intern(venue, symbol);
        each.funding.rate = rate;
        each.mark = {mark, mark};
        each.openInterest.notionalUsd = oiUsd;
        each.volume.notionalUsd = turnoverUsd;
        each.fundingSeenMs = each.markSeenMs = now;
        state.apply(std::shared_ptr<const BulkQuotes>(made));
    }
    MarketMatrixPtr build(std::span<const std::shared_ptr<const AssetSnapshot>> watched = {})
    {
        state.apply(Beat{now, now});
        return builder.build(state, watched, costs);
    }
    InstrumentNames names;
    MarketState state;
    MatrixBuilder builder;
    SpreadCosts costs;
    TimeMs now = Start;
};

const MatrixRow &rowOf(const MarketMatrix &matrix, const std::string &asset)
{
    return *std::find_if(
        matrix.rows.begin(), matrix.rows.end(), [&](const MatrixRow &each) { return each.asset == asset; });
}

} // namespace

class TestBuildMatrix : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<Board> b;
private Q_SLOTS:
    void init() { b = std::make_unique<Board>(); }

    void hasACellForEveryListedPair()
    {
        b->list("v1", {"BTC", "ETH"});
        b->list("v2", {"BTC"}, 1);
        b->quote("v1", "BTC", 0.0001, 1e9, 1e9);
        b->quote("v2", "BTC", 0.00002, 1e9, 1e9);
        const auto matrix = b->build();
        QCOMPARE(matrix->venues.size(), std::size_t(2));
        QCOMPARE(matrix->rows.size(), std::size_t(2));
        const MatrixRow &btc = rowOf(*matrix, "BTC"), &eth = rowOf(*matrix, "ETH");
        QCOMPARE(*matrix->cell(btc, 0)->rate8h, 0.0001);
        QCOMPARE(*matrix->cell(btc, 1)->rate8h, 0.00016); // hourly
        QCOMPARE(matrix->cell(eth, 0)->excluded, Exclusion::NoData);
        QVERIFY(!matrix->cell(eth, 0)->rate8h);
        QVERIFY(!matrix->cell(eth, 1)); // not listed
        QCOMPARE(*btc.spread8h, 0.00006);
        QCOMPARE(btc.venues, 2);
        QVERIFY(!eth.spread8h && !eth.aggregate8h);
        QCOMPARE(matrix->venues[0].openInterestUsd, 1e9);
    }
    /// MODEL 10, example 3: weights by turnover, no operator above 0.40.
    void weighsAsTheModelDoes()
    {
        b->list("binance", {"BTC"});
        b->list("okx", {"BTC"});
        b->list("bybit", {"BTC"});
        b->quote("binance", "BTC", -0.00005, 55e9, 100e9);
        b->quote("okx", "BTC", -0.00007, 25e9, 100e9);
        b->quote("bybit", "BTC", -0.00011, 20e9, 100e9);
        NEAR(*rowOf(*b->build(), "BTC").aggregate8h, -0.00007267);
    }
    void addsUpTheContractsOfAVenue()
    {
        b->list("v", {"BTCUSDT", "BTCUSDC"});
        b->quote("v", "BTCUSDT", 0.0001, 3e9, 2e9, 101);
        b->quote("v", "BTCUSDC", 0.0005, 1e9, 1e9, 99);
        const auto matrix = b->build();
        const MatrixCell &cell = *matrix->cell(rowOf(*matrix, "BTC"), 0);
        QCOMPARE(cell.contracts, 2);
        NEAR(*cell.rate8h, 0.0002);
        QCOMPARE(*cell.openInterestUsd, 3e9);
        QCOMPARE(*cell.mark, 101.0); // of the larger
    }
    void oldRatesAreStaleAndTakeNoPart()
    {
        b->list("v1", {"BTC"});
        b->list("v2", {"BTC"});
        b->quote("v1", "BTC", 0.0001, 1e9, 1e9);
        b->now += 3 * MinuteMs + 1;
        b->quote("v2", "BTC", 0.0003, 1e9, 1e9);
        const auto matrix = b->build();
        const MatrixRow &btc = rowOf(*matrix, "BTC");
        QVERIFY(matrix->cell(btc, 0)->isStale && matrix->cell(btc, 0)->rate8h);
        QVERIFY(!matrix->cell(btc, 1)->isStale);
        QCOMPARE(btc.venues, 1);
        QCOMPARE(*btc.aggregate8h, 0.0003);
        QVERIFY(matrix->spreads.empty());
    }
    void aWatchedAssetHasTheNumbersOfItsTable()
    {
        b->list("v1", {"BTC"});
        b->list("v2", {"BTC"});
        b->quote("v1", "BTC", 0.0009, 1e9, 1e9);
        b->quote("v2", "BTC", 0.0003, 1e9, 1e9);
        auto snapshot = std::make_shared<AssetSnapshot>();
        snapshot->asset = "BTC";
        snapshot->aggregate.rate8h = 0.00012;
        VenueRow &row = snapshot->venues.emplace_back();
        row.venue = "v1";
        row.spot8h = 0.0002;
        row.smoothed8h = 0.00015;
        row.excluded = Exclusion::None;
        row.fundingSeenMs = b->now;
        snapshot->venues.emplace_back().venue = "v2"; // nothing heard on its stream yet
        const auto matrix = b->build(std::vector<std::shared_ptr<const AssetSnapshot>>{snapshot});
        const MatrixRow &btc = rowOf(*matrix, "BTC");
        QVERIFY(btc.isWatched);
        QCOMPARE(*btc.aggregate8h, 0.00012);
        QCOMPARE(*matrix->cell(btc, 0)->rate8h, 0.0002);
        QCOMPARE(*matrix->cell(btc, 0)->smoothed8h, 0.00015);
        QCOMPARE(*matrix->cell(btc, 1)->rate8h, 0.0003); // of the bulk quotes meanwhile
    }
    void tellsTheBestPairAndSinceWhenItPays()
    {
        b->list("v1", {"BTC"});
        b->list("v2", {"BTC"});
        b->list("v3", {"BTC"});
        b->costs.venueFees["v2"] = 0.00045;
        b->costs.horizonHours = 24;
        b->quote("v1", "BTC", 0.0004, 1e9, 2e9);
        b->quote("v2", "BTC", 0.0012, 1e9, 1e9);
        b->quote("v3", "BTC", 0.0005, 1e9, 3e9);
        const SpreadRow spread = b->build()->spreads.at(0);
        QCOMPARE(spread.longVenue, 0U);
        QCOMPARE(spread.shortVenue, 1U);
        NEAR(spread.perDay, 0.0024);
        NEAR(spread.fees, 0.0019);
        NEAR(spread.net, 0.0005);
        QCOMPARE(*spread.smallerOpenInterestUsd, 1e9);
        QCOMPARE(*spread.sinceMs, Start);
        QVERIFY(spread.isSinceStart);

        // Another pair is better for a while: the first goes on standing.
        b->now += MinuteMs;
        b->quote("v3", "BTC", 0.0003, 1e9, 3e9);
        QCOMPARE(b->build()->spreads.at(0).longVenue, 2U);
        b->now += 2 * MinuteMs;
        b->quote("v1", "BTC", 0.0004, 1e9, 2e9);
        b->quote("v2", "BTC", 0.0012, 1e9, 1e9);
        b->quote("v3", "BTC", 0.0006, 1e9, 3e9);
        QCOMPARE(*b->build()->spreads.at(0).sinceMs, Start);

        // It pays no more, then again: it stands anew.
        b->now += SecondMs;
        b->quote("v2", "BTC", 0.0007, 1e9, 1e9);
        QVERIFY(!b->build()->spreads.at(0).sinceMs);
        b->now += MinuteMs;
        b->quote("v2", "BTC", 0.0012, 1e9, 1e9);
        const SpreadRow anew = b->build()->spreads.at(0);
        QCOMPARE(*anew.sinceMs, b->now);
        QVERIFY(!anew.isSinceStart);
    }
};

QTEST_GUILESS_MAIN(TestBuildMatrix)
#include "tst_buildmatrix.moc"
