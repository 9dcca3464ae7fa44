#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "aster";

// As in the sample of v3: numbers as text, and JSON within text.
const std::string List = R"({"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","limit":"6000"}],"symbols":[
{"symbol":"BTCUSDT","contractType":"PERPETUAL","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT","pricePrecision":"1","deliveryDate":"4133404800000","channel":"[1]","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.1"}]},
{"symbol":"1000PEPEUSDT","contractType":"PERPETUAL","status":"TRADING","baseAsset":"1000PEPE","quoteAsset":"USDT","marginAsset":"USDT","filters":[]},
{"symbol":"AAPLUSDT","contractType":"PERPETUAL","status":"TRADING","baseAsset":"AAPL","quoteAsset":"USDT","marginAsset":"USDT","underlyingType":"STOCK","filters":[]},
{"symbol":"ASTERUSDF","contractType":"PERPETUAL","status":"TRADING","baseAsset":"ASTER","quoteAsset":"USDF","marginAsset":"USDF","filters":[]},
{"symbol":"BTCUSD1","contractType":"PERPETUAL","status":"TRADING","baseAsset":"BTC","quoteAsset":"USD1","marginAsset":"USD1","filters":[]},
{"symbol":"TESTXYZUSDT","contractType":"PERPETUAL","status":"TRADING","baseAsset":"TESTXYZ","quoteAsset":"USDT","marginAsset":"USDT","filters":[]},
{"symbol":"OLDUSDT","contractType":"PERPETUAL","status":"SETTLING","baseAsset":"OLD","quoteAsset":"USDT","marginAsset":"USDT","filters":[]}]})";

const std::string Info =
    R"([{"symbol":"BTCUSDT","interestRate":"0.00010000","time":1756197479000,"fundingIntervalHours":4,"fundingFeeCap":0.03,"fundingFeeFloor":-0.02}])";

const std::string Mark =
    R"({"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":5,"s":"BTCUSDT","p":"11857.5","i":"11851.8","P":"1","r":"0.0001","T":1000}})";

std::vector<OwnCase> ownCases()
{
    return {
        {"no interval is assumed", {ws(Mark)},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":1000},{"kind":"mark","symbol":"BTCUSDT","mark_price":11857.5,"index_price":11851.8}])"},
        {"interval of fundingInfo", {rest("GET /fapi/v3/fundingInfo", Info), ws(Mark)},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":1000,"interval_hours":4},{"kind":"mark","symbol":"BTCUSDT","mark_price":11857.5,"index_price":11851.8}])"},
        {"no rate or no time is no funding",
            {ws(R"({"e":"markPriceUpdate","E":5,"s":"A","p":"1","i":"2","r":"","T":1000})"),
                ws(R"({"e":"markPriceUpdate","E":5,"s":"A","p":"1","i":"2","r":"0.1","T":0})")},
            R"([{"kind":"mark","symbol":"A","mark_price":1,"index_price":2},{"kind":"mark","symbol":"A","mark_price":1,"index_price":2}])"},
        {"the quantity filled at the price of the order, a buy closes a short",
            {ws(R"({"stream":"btcusdt@forceOrder","data":{"e":"forceOrder","E":5,"o":{"s":"BTCUSDT","S":"BUY","o":"LIMIT","f":"IOC","q":"9","p":"4800","ap":"4706","X":"FILLED","l":"0.015","z":"0.5","T":7}}})")},
            R"([{"kind":"liquidation","symbol":"BTCUSDT","position":"short","price":4800,"base_quantity":0.5,"notional_usd":2400,"time_ms":7}])"},
        {"what is no trade of the book",
            {ws(R"({"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"1","q":"2","X":"INSURANCE_FUND","m":true})"),
                ws(R"({"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"1","q":"2","X":"ADL","m":true})"),
                ws(R"({"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"0","q":"0","X":"NA","m":true})")},
            "[]"},
        {"turnover: q is quote, v is base", {ws(R"({"e":"24hrTicker","E":5,"s":"A","q":"10","v":"2"})")},
            R"([{"kind":"volume","symbol":"A","notional_usd":10,"base_quantity":2}])"},
        {"settlements",
            {rest("GET /fapi/v3/fundingRate?symbol=A",
                R"([{"symbol":"A","fundingRate":"-0.0003","fundingTime":1596038400007}])")},
            R"([{"kind":"settlement","symbol":"A","rate":-0.0003,"time_ms":1596038400000}])"},
        {"refusals",
            {rest("GET /fapi/v3/openInterest?symbol=X", R"({"code":-1121,"msg":"Invalid symbol."})"),
                ws(R"({"error":{"code":2,"msg":"Invalid request"},"id":1})")},
            R"([{"kind":"error"},{"kind":"error"}])"},
    };
}

} // namespace

class TestAster : public QObject {
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
            // Without X a row of @trade counts as a trade of the book.
            const QString why = findWrongValue(each, {QStringLiteral("X")}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 300);
    }

    void readsBarsWithTakerVolume()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /fapi/v3/klines?symbol=A&interval=5m",
                R"([[300000,"1","4","0.5","2","10",599999,"20",7,"6","12","0"]])"),
            names);
        QCOMPARE(out.rows.size(), 1U);
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 10, 6.0}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET /fapi/v3/exchangeInfo", List}, {"GET /fapi/v3/fundingInfo", Info}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT 1000PEPEUSDT AAPLUSDT ASTERUSDF BTCUSD1"));
        const Instrument &btc = reference->instruments[0];
        QVERIFY(btc.kind == ContractKind::Linear);
        QCOMPARE(btc.intervalHours, std::optional(4.0));
        QCOMPARE(btc.fundingCap, std::optional(0.03));
        QCOMPARE(btc.fundingFloor, std::optional(-0.02));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
        QVERIFY(!reference->instruments[1].intervalHours);
    }

    void asksItsOwnPathsAndNoStatistics()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSDT");
        const auto plan = venueById(Id)->subscribe(std::span(&btc, 1)).at(0);
        QCOMPARE(plan.path, std::string("/stream"));
        QCOMPARE(plan.messages.at(0),
            std::string(
                R"({"method":"SUBSCRIBE","params":["btcusdt@markPrice@1s","btcusdt@ticker","btcusdt@forceOrder","btcusdt@aggTrade"],"id":1})"));
        const auto poll = venueById(Id)->polls(std::span(&btc, 1)).at(0);
        QCOMPARE(poll.request.path, std::string("/fapi/v3/openInterest?symbol=BTCUSDT"));
        QCOMPARE(poll.everyMs, TimeMs(30'000));
        QVERIFY(venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, DayMs, 300'000}).empty());
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Funding, 0, DayMs, 0}).at(0).path,
            std::string("/fapi/v3/fundingRate?symbol=BTCUSDT&startTime=0&endTime=86399999&limit=24"));
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Candles, 0, DayMs, HourMs}).at(0).path,
            std::string("/fapi/v3/klines?symbol=BTCUSDT&interval=1h&startTime=0&endTime=86399999&limit=24"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestAster)
#include "tst_venueaster.moc"
