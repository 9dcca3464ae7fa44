#include "tests/core/venues/venuecheck.h"

#include <limits>

using namespace isobar;

namespace {

const char *const Id = "dydx";

const std::string List =
    R"({"markets":{"BTC-USD":{"clobPairId":"0","ticker":"BTC-USD","status":"ACTIVE","oraclePrice":"100","nextFundingRate":"0","initialMarginFraction":"0.02","maintenanceMarginFraction":"0.012","openInterest":"381.7","baseOpenInterest":"782.1","tickSize":"1","stepSize":"0.0001","marketType":"CROSS","defaultFundingRate1H":"0.0000125","volume24H":"5000","trades24H":7},
"OLD-USD":{"ticker":"OLD-USD","status":"FINAL_SETTLEMENT"},
"CAT,RAYDIUM,7Xyz-USD":{"ticker":"CAT,RAYDIUM,7Xyz-USD","status":"ACTIVE","initialMarginFraction":"0.2","marketType":"ISOLATED"}}})";

std::string frame(const std::string &type, const std::string &channel, const std::string &contents)
{
    return R"({"type":")" + type + R"(","connection_id":"c","message_id":3,"id":"A-USD","channel":")" + channel
        + R"(","version":"2.1.0","contents":)" + contents + "}";
}

std::string trade(const std::string &id, const std::string &side, const std::string &type, const std::string &second)
{
    return R"({"id":")" + id + R"(","size":"2","price":"50","side":")" + side + R"(","createdAt":"1970-01-01T00:00:)"
        + second + R"(Z","type":")" + type + R"("})";
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"a rate of an hour, zero included; open interest is the indexer's",
            {ws(frame("channel_data", "v4_markets",
                R"({"trading":{"A-USD":{"nextFundingRate":"0","openInterest":"381.7","baseOpenInterest":"782.1","defaultFundingRate1H":"0.1"}}})"))},
            R"([{"kind":"funding","symbol":"A-USD","rate":0},{"kind":"open_interest","symbol":"A-USD","base_quantity":381.7}])"},
        {"turnover is in dollars",
            {ws(frame("channel_data", "v4_markets",
                R"({"trading":{"A-USD":{"id":"1","clobPairId":"1","volume24H":"700.5","priceChange24H":"-3","trades24H":9}}})"))},
            R"([{"kind":"volume","symbol":"A-USD","notional_usd":700.5}])"},
        {"an update of both parts",
            {ws(frame("channel_data", "v4_markets",
                R"({"trading":{"A-USD":{"openInterest":"5"}},"oraclePrices":{"B,X,1/2-USD":{"oraclePrice":"7","marketId":3}}})"))},
            R"([{"kind":"open_interest","symbol":"A-USD","base_quantity":5},{"kind":"mark","symbol":"B,X,1/2-USD","mark_price":7,"index_price":7}])"},
        {"batched contents",
            {ws(frame("channel_batch_data", "v4_markets",
                 R"([{"trading":{"A-USD":{"openInterest":"5"}}},{"oraclePrices":{"A-USD":{"oraclePrice":"7"}}}])")),
                ws(frame("channel_batch_data", "v4_trades",
                    R"([{"trades":[)" + trade("1", "BUY", "LIMIT", "01.5") + "]}]"))},
            R"([{"kind":"open_interest","symbol":"A-USD","base_quantity":5},{"kind":"mark","symbol":"A-USD","mark_price":7,"index_price":7},{"kind":"trade","symbol":"A-USD","aggressor":"buy","price":50,"base_quantity":2,"time_ms":1500}])"},
        {"one bad market of many",
            {ws(frame("channel_data", "v4_markets",
                R"({"trading":{"A-USD":{"openInterest":"5"},"B-USD":{"openInterest":"-5"}}})"))},
            error},
        {"who is liquidated took",
            {ws(frame("channel_data", "v4_trades",
                R"({"trades":[)" + trade("1", "SELL", "LIQUIDATED", "01") + "," + trade("2", "BUY", "LIQUIDATED", "02")
                    + "]}"))},
            R"([{"kind":"liquidation","symbol":"A-USD","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":1000},{"kind":"trade","symbol":"A-USD","aggressor":"sell","price":50,"base_quantity":2,"time_ms":1000},{"kind":"liquidation","symbol":"A-USD","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":2000},{"kind":"trade","symbol":"A-USD","aggressor":"buy","price":50,"base_quantity":2,"time_ms":2000}])"},
        {"deleveraging is no liquidation",
            {ws(frame("channel_data", "v4_trades", R"({"trades":[)" + trade("1", "SELL", "DELEVERAGED", "01") + "]}"))},
            R"([{"kind":"trade","symbol":"A-USD","aggressor":"sell","price":50,"base_quantity":2,"time_ms":1000}])"},
        {"past trades by REST, the market in the path",
            {rest("GET /v4/trades/perpetualMarket/B%2CX%2C1-USD?limit=2",
                R"({"trades":[)" + trade("1", "SELL", "LIQUIDATED", "02") + "]}")},
            R"([{"kind":"liquidation","symbol":"B,X,1-USD","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":2000},{"kind":"trade","symbol":"B,X,1-USD","aggressor":"sell","price":50,"base_quantity":2,"time_ms":2000}])"},
        {"a trade of no time",
            {ws(frame("channel_data", "v4_trades",
                R"({"trades":[{"id":"1","size":"2","price":"50","side":"BUY","createdAt":"soon","type":"LIMIT"}]})"))},
            error},
        {"all markets by REST", {rest("GET /v4/perpetualMarkets", List)},
            R"([{"kind":"funding","symbol":"BTC-USD","rate":0},{"kind":"mark","symbol":"BTC-USD","mark_price":100,"index_price":100},{"kind":"open_interest","symbol":"BTC-USD","base_quantity":381.7},{"kind":"volume","symbol":"BTC-USD","notional_usd":5000}])"},
        {"books, whose levels change shape, and goodbyes",
            {ws(frame("subscribed", "v4_orderbook", R"({"bids":[{"price":"1","size":"x"}]})")),
                ws(frame("channel_data", "v4_orderbook", R"({"bids":[["1","x"]]})")),
                ws(R"({"type":"unsubscribed","connection_id":"c","message_id":2,"channel":"v4_trades","id":"A-USD"})"),
                rest("GET /v4/time", R"({"iso":"x","epoch":"y"})")},
            "[]"},
        {"contents of no kind", {ws(frame("channel_data", "v4_trades", "{}"))}, error},
    };
}

} // namespace

class TestDydx : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWireCases_data() { addCases(sharedCases(QLatin1String(Id))); }
    void readsWireCases()
    {
        NEED_WIRE_FOLDER();
        CHECK_CASE(m_cases, false);
    }
    void readsOwnCases_data() { addCases(asWireCases(ownCases(), Id)); }
    void readsOwnCases() { CHECK_CASE(m_cases, true); }

    void givesNoWrongValueOfBrokenFrames()
    {
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, {}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 400);
    }

    void turnsListsRoundAndKnowsTradesAgain()
    {
        InstrumentNames names;
        const std::string newestFirst =
            R"({"trades":[)" + trade("9", "BUY", "LIMIT", "02") + "," + trade("8", "BUY", "LIMIT", "01") + "]}";
        const Decoded snapshot = decodeOne(Id, ws(frame("subscribed", "v4_trades", newestFirst)), names);
        const auto &older = std::get<Trade>(snapshot.rows.at(0).payload);
        QCOMPARE(older.timeMs, TimeMs(1000));
        QCOMPARE(std::get<Trade>(snapshot.rows.at(1).payload).timeMs, TimeMs(2000));
        const Decoded again = decodeOne(Id,
            ws(frame("channel_data", "v4_trades", R"({"trades":[)" + trade("8", "BUY", "LIMIT", "01") + "]}")), names);
        QCOMPARE(std::get<Trade>(again.rows.at(0).payload).eventKey, older.eventKey);
        QVERIFY(std::get<Trade>(snapshot.rows.at(1).payload).eventKey != older.eventKey);
    }

    void readsOpenInterestOfCandles()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /v4/candles/perpetualMarkets/A-USD?resolution=1HOUR",
                R"({"candles":[{"startedAt":"1970-01-01T02:00:00.000Z","ticker":"A-USD","resolution":"1HOUR","low":"1","high":"4","open":"2","close":"3","baseTokenVolume":"10","usdVolume":"30","trades":9,"startingOpenInterest":"77"},
{"startedAt":"1970-01-01T01:00:00.000Z","low":"1","high":"4","open":"2","close":"3","baseTokenVolume":"0"}]})"),
            names);
        QCOMPARE(out.rows.size(), std::size_t(3));
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{HourMs, HourMs, 2, 4, 1, 3, 0, {}}));
        QVERIFY(std::get<Candle>(out.rows[1].payload) == (Candle{2 * HourMs, HourMs, 2, 4, 1, 3, 10, {}}));
        QVERIFY(std::get<OpenInterest>(out.rows[2].payload) == (OpenInterest{77.0, {}, 2 * HourMs}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /v4/perpetualMarkets", List}}, names);
        QCOMPARE(reference->instruments.size(), std::size_t(2));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.asset, std::string("BTC"));
        QCOMPARE(btc.quote, std::string("USD"));
        QCOMPARE(btc.settle, std::string("USDC"));
        QCOMPARE(btc.intervalHours, std::optional(1.0));
        QCOMPARE(btc.maxLeverage, std::optional(50.0));
        QCOMPARE(btc.tickSize, std::optional(1.0));
        QCOMPARE(btc.interestPer8h, std::optional(0.0001));
        QCOMPARE(btc.fundingCap.value(), 0.006); // 6 x 0.008 in 8 h
        QCOMPARE(btc.fundingFloor.value(), -0.006);
        QVERIFY(btc.tiers == (std::vector<MarginTier>{{std::numeric_limits<double>::infinity(), 0.012, 50, 0}}));
        // Not the coin CAT of other venues.
        QCOMPARE(reference->instruments[1].asset, std::string("CAT,RAYDIUM,7XYZ"));
        QVERIFY(reference->instruments[1].tiers.empty());
    }

    void subscribesToAllMarketsOnce()
    {
        std::vector<Instrument> watched(40, instrumentNamed(Id, "BTC-USD"));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), std::size_t(2));
        QCOMPARE(plans[0].path, std::string("/v4/ws"));
        QCOMPARE(plans[0].messages.size(), std::size_t(33));
        QCOMPARE(plans[0].messages[0], std::string(R"({"type":"subscribe","channel":"v4_markets"})"));
        QCOMPARE(plans[0].carries,
            (std::vector<StreamType>{
                StreamType::Liquidation, StreamType::Trade, StreamType::Mark, StreamType::Volume}));
        QCOMPARE(plans[1].messages.size(), std::size_t(8));
        QCOMPARE(plans[1].messages[0], std::string(R"({"type":"subscribe","channel":"v4_trades","id":"BTC-USD"})"));
        QCOMPARE(plans[1].carries, (std::vector<StreamType>{StreamType::Liquidation, StreamType::Trade}));
        QVERIFY(venueById(Id)->subscribe({}).empty());
    }

    void pollsWhatTheStreamTellsOnlyWhenItChanges()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-USD");
        const auto polls = venueById(Id)->polls({&btc, 1});
        QCOMPARE(polls.at(0).request.path, std::string("/v4/perpetualMarkets"));
        QVERIFY(polls[0].everyMs <= venueById(Id)->profile().traits.of(StreamType::Funding).gapMs);
        QCOMPARE(polls[0].carries, (std::vector<StreamType>{StreamType::Funding, StreamType::OpenInterest}));
        QVERIFY(venueById(Id)->polls({}).empty());
    }

    void asksForHistoryByIsoTimes()
    {
        const Instrument odd = instrumentNamed(Id, "A,B/C-USD");
        const auto bars = venueById(Id)->history(odd, {HistoryKind::Candles, 0, HourMs, 5 * MinuteMs});
        QCOMPARE(bars.at(0).path,
            std::string("/v4/candles/perpetualMarkets/A%2CB%2FC-USD?resolution=5MINS&fromISO=1970-01-01T00%3A00%3A00."
                        "000Z&toISO=1970-01-01T01%3A00%3A00.000Z&limit=1000"));
        const auto funding = venueById(Id)->history(odd, {HistoryKind::Funding, 0, 30 * DayMs, HourMs});
        QCOMPARE(funding.size(), std::size_t(8)); // 720 hours
        QCOMPARE(funding[7].path,
            std::string(
                "/v4/historicalFunding/A%2CB%2FC-USD?limit=100&effectiveBeforeOrAt=1970-01-01T19%3A59%3A59.999Z"));
        QCOMPARE(venueById(Id)->polls({&odd, 1}).at(1).request.path,
            std::string("/v4/historicalFunding/A%2CB%2FC-USD?limit=1"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestDydx)
#include "tst_venuedydx.moc"
