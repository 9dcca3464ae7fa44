#include "tests/core/venues/venuecheck.h"

#include <limits>

using namespace isobar;

namespace {

const char *const Id = "backpack";

const std::string List = std::string("[")
    + R"({"symbol":"A_USDC_PERP","marketType":"PERP","baseSymbol":"A","quoteSymbol":"USDC","orderBookState":"Open","visible":true,"filters":{"price":{"tickSize":"0.01"},"quantity":{"stepSize":"0.1"}},"fundingInterval":3600000,"fundingRateUpperBound":"150","fundingRateLowerBound":"-100","imfFunction":{"type":"sqrt","base":"0.02","factor":"0.0001"},"mmfFunction":{"type":"sqrt","base":"0.0125","factor":"0.00007"}},)"
    + R"({"symbol":"kPEPE_USDC_PERP","marketType":"PERP","baseSymbol":"kPEPE","quoteSymbol":"USDC","orderBookState":"Open","fundingInterval":"28800000"},)"
    + R"({"symbol":"AAPL.US_USDC_PERP","marketType":"PERP","baseSymbol":"AAPL.US","quoteSymbol":"USDC","orderBookState":"Open","rwaMarketType":"STOCK"},)"
    + R"({"symbol":"HID_USDC_PERP","marketType":"PERP","baseSymbol":"HID","quoteSymbol":"USDC","orderBookState":"Open","visible":false},)"
    + R"({"symbol":"OLD_USDC_PERP","marketType":"PERP","baseSymbol":"OLD","quoteSymbol":"USDC","orderBookState":"Closed"},)"
    + R"({"symbol":"A_USDC","marketType":"SPOT","baseSymbol":"A","quoteSymbol":"USDC","orderBookState":"Open"}])";

std::string frame(const std::string &stream, const std::string &data)
{
    return R"({"data":)" + data + R"(,"stream":")" + stream + R"("})";
}

std::string markPrice(const std::string &symbol)
{
    return frame("markPrice." + symbol,
        R"({"e":"markPrice","E":5123456,"T":5123000,"s":")" + symbol
            + R"(","p":"10","i":"11","f":"0.0000125000000000000000000001","n":7200000})");
}

std::string trade(const std::string &isMaker)
{
    return frame("trade.A_USDC_PERP",
        R"({"e":"trade","E":"5123999","T":"5123456","s":"A_USDC_PERP","p":"50","q":"2","a":"1","b":"2","t":"77","m":)"
            + isMaker + "}");
}

std::string liquidation(const std::string &side, const std::string &symbol)
{
    return frame("liquidation",
        R"({"e":"liquidation","E":5123456,"T":567,"s":")" + symbol + R"(","q":"2","p":"50","S":")" + side + R"("})");
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string mark = R"({"kind":"mark","symbol":"A_USDC_PERP","mark_price":10,"index_price":11})";
    const std::string funding =
        R"({"kind":"funding","symbol":"A_USDC_PERP","rate":0.0000125,"next_funding_ms":7200000)";
    return {
        {"mark and funding, two units of time in one frame", {ws(markPrice("A_USDC_PERP"))},
            "[" + funding + "}," + mark + "]"},
        {"the interval is the list's", {ws(markPrice("A_USDC_PERP"))},
            "[" + funding + R"(,"interval_hours":1},)" + mark + "]", List},
        {"symbols with dots; a mark without the rest",
            {ws(frame("markPrice.AAPL.US_USDC_PERP", R"({"e":"markPrice","E":1,"s":"AAPL.US_USDC_PERP","p":"10"})"))},
            R"([{"kind":"mark","symbol":"AAPL.US_USDC_PERP","mark_price":10}])"},
        {"a buyer that rested was sold to; texts for numbers", {ws(trade("true")), ws(trade("false"))},
            R"([{"kind":"trade","symbol":"A_USDC_PERP","aggressor":"sell","price":50,"base_quantity":2,"time_ms":5123},{"kind":"trade","symbol":"A_USDC_PERP","aggressor":"buy","price":50,"base_quantity":2,"time_ms":5123}])"},
        {"the side of a liquidation is the order's",
            {ws(liquidation("Ask", "A_USDC_PERP")), ws(liquidation("Bid", "A_USDC_PERP")),
                ws(liquidation("Bid", "A_USDC"))},
            R"([{"kind":"liquidation","symbol":"A_USDC_PERP","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5123},{"kind":"liquidation","symbol":"A_USDC_PERP","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5123}])"},
        {"a liquidation of no side", {ws(liquidation("Long", "A_USDC_PERP"))}, error},
        {"turnover",
            {ws(frame("ticker.A_USDC_PERP",
                 R"({"e":"ticker","E":1,"s":"A_USDC_PERP","o":"9","c":"10","h":"11","l":"8","v":"70","V":"700","n":5})")),
                rest("GET /api/v1/tickers",
                    R"([{"symbol":"A_USDC","volume":"1","quoteVolume":"2"},{"symbol":"B_USDC_PERP","volume":"71","quoteVolume":"710","priceChangePercent":"N/A"}])"),
                rest("GET /api/v1/ticker?symbol=C_USDC_PERP",
                    R"({"symbol":"C_USDC_PERP","volume":"72","quoteVolume":"720"})")},
            R"([{"kind":"volume","symbol":"A_USDC_PERP","base_quantity":70,"notional_usd":700},{"kind":"volume","symbol":"B_USDC_PERP","base_quantity":71,"notional_usd":710},{"kind":"volume","symbol":"C_USDC_PERP","base_quantity":72,"notional_usd":720}])"},
        {"open interest by REST, sometimes missing",
            {rest("GET /api/v1/openInterest",
                R"([{"symbol":"A_USDC_PERP","openInterest":"30","timestamp":5},{"symbol":"B_USDC_PERP","timestamp":5}])")},
            R"([{"kind":"open_interest","symbol":"A_USDC_PERP","base_quantity":30}])"},
        {"one bad row of many",
            {rest("GET /api/v1/openInterest",
                R"([{"symbol":"A_USDC_PERP","openInterest":"30"},{"symbol":"B_USDC_PERP","openInterest":"-30"}])")},
            error},
        {"trades by REST",
            {rest("GET /api/v1/trades?symbol=A_USDC_PERP",
                R"([{"id":5,"price":"50","quantity":"2","quoteQuantity":"100","timestamp":5123,"isBuyerMaker":true}])")},
            R"([{"kind":"trade","symbol":"A_USDC_PERP","aggressor":"sell","price":50,"base_quantity":2,"time_ms":5123}])"},
        {"an answer that is a refusal", {rest("GET /api/v1/markPrices", R"({"code":"INVALID_MARKET","message":"no"})")},
            error},
        {"dull events",
            {ws(frame("bookTicker.A_USDC_PERP", R"({"e":"bookTicker","s":"A_USDC_PERP","a":"x"})")),
                ws(R"({"stream":"depth.A_USDC_PERP","data":{"e":"depth","s":"A_USDC_PERP","a":[["x"]]}})"),
                rest("GET /api/v1/time", "1")},
            "[]"},
    };
}

} // namespace

class TestBackpack : public QObject {
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
        QVERIFY(count > 300);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(markPrice("A_USDC_PERP")), names).venueMs, std::optional<TimeMs>(5'123));
    }

    void readsHistory()
    {
        InstrumentNames names;
        const Decoded bars = decodeOne(Id,
            rest("GET /api/v1/klines?symbol=A_USDC_PERP&interval=1h&startTime=0",
                R"([{"start":"1970-01-01 01:00:00","end":"1970-01-01 02:00:00","open":"2","high":"4","low":"1","close":"3","volume":"10","quoteVolume":"30","trades":"9"},{"start":"1970-01-01 02:00:00","open":null,"high":null,"low":null,"close":null,"volume":"0"}])"),
            names);
        QCOMPARE(bars.rows.size(), std::size_t(1));
        QVERIFY(std::get<Candle>(bars.rows[0].payload) == (Candle{HourMs, HourMs, 2, 4, 1, 3, 10, {}}));
        const Decoded funding = decodeOne(Id,
            rest("GET /api/v1/fundingRates?symbol=A_USDC_PERP&limit=2",
                R"([{"symbol":"A_USDC_PERP","intervalEndTimestamp":"1970-01-01T02:00:00","fundingRate":"0.2"},{"symbol":"A_USDC_PERP","intervalEndTimestamp":"1970-01-01T01:00:00","fundingRate":"0.1"}])"),
            names);
        QVERIFY(std::get<Settlement>(funding.rows.at(0).payload) == (Settlement{0.1, HourMs}));
        QVERIFY(std::get<Settlement>(funding.rows.at(1).payload) == (Settlement{0.2, 2 * HourMs}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /api/v1/markets?marketType=PERP", List}}, names);
        QCOMPARE(reference->instruments.size(), std::size_t(3));
        const Instrument &first = reference->instruments[0];
        QCOMPARE(first.intervalHours, std::optional(1.0));
        QCOMPARE(first.fundingCap, std::optional(0.015)); // 150 basis points
        QCOMPARE(first.fundingFloor, std::optional(-0.01));
        QCOMPARE(first.tickSize, std::optional(0.01));
        QCOMPARE(first.maxLeverage, std::optional(50.0));
        QVERIFY(first.tiers == (std::vector<MarginTier>{{std::numeric_limits<double>::infinity(), 0.0125, 50, 0}}));
        const Instrument &pepe = reference->instruments[1];
        QCOMPARE(pepe.symbol, std::string("kPEPE_USDC_PERP"));
        QCOMPARE(pepe.asset, std::string("PEPE"));
        QCOMPARE(pepe.scale, 1000.0);
        QCOMPARE(pepe.intervalHours, std::optional(8.0));
        QCOMPARE(reference->instruments[2].symbol, std::string("AAPL.US_USDC_PERP"));
    }

    void subscribesToLiquidationsOnce()
    {
        const Instrument pepe = instrumentNamed(Id, "kPEPE_USDC_PERP");
        const auto one = venueById(Id)->subscribe({&pepe, 1});
        QCOMPARE(one.at(0).messages,
            std::vector<std::string>{
                R"({"method":"SUBSCRIBE","params":["markPrice.kPEPE_USDC_PERP","openInterest.kPEPE_USDC_PERP","ticker.kPEPE_USDC_PERP","liquidation","trade.kPEPE_USDC_PERP"]})"});
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(30, pepe));
        QCOMPARE(many.size(), std::size_t(2));
        std::size_t streams = 0;
        for (const std::string &message : many[0].messages)
            streams += boost::json::parse(message).at("params").as_array().size();
        QCOMPARE(streams, std::size_t(89));
        QVERIFY(many[1].messages[0].find("liquidation") == std::string::npos);
        QCOMPARE(many[1].carries.size(), std::size_t(5));
    }

    void asksForHistoryInSeconds()
    {
        const Instrument a = instrumentNamed(Id, "A_USDC_PERP");
        QCOMPARE(venueById(Id)->history(a, {HistoryKind::Candles, 0, HourMs, 5 * MinuteMs}).at(0).path,
            std::string("/api/v1/klines?symbol=A_USDC_PERP&interval=5m&startTime=0&endTime=3599"));
        // From the newest row on, whatever the end.
        const auto funding = venueById(Id)->history(
            a, {HistoryKind::Funding, 0, 10 * HourMs, HourMs, std::optional<TimeMs>(20 * HourMs)});
        QCOMPARE(funding.size(), std::size_t(1));
        QCOMPARE(funding[0].path, std::string("/api/v1/fundingRates?symbol=A_USDC_PERP&limit=22"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBackpack)
#include "tst_venuebackpack.moc"
