#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "binance-usdm";

const std::string List = R"({"symbols":[
{"symbol":"BTCUSDT","contractType":"PERPETUAL","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT","filters":[{"filterType":"LOT_SIZE","stepSize":"0.001"},{"filterType":"PRICE_FILTER","tickSize":"0.10"}]},
{"symbol":"1000PEPEUSDT","contractType":"PERPETUAL","status":"TRADING","baseAsset":"1000PEPE","quoteAsset":"USDT","marginAsset":"USDT","filters":[]},
{"symbol":"TSLAUSDT","contractType":"TRADIFI_PERPETUAL","status":"TRADING","baseAsset":"TSLA","quoteAsset":"USDT","marginAsset":"USDT","filters":[]},
{"symbol":"ETHUSDC","contractType":"PERPETUAL","status":"TRADING","baseAsset":"ETH","quoteAsset":"USDC","marginAsset":"USDC","filters":[]},
{"symbol":"BTCUSDT_260925","contractType":"CURRENT_QUARTER","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT","filters":[]},
{"symbol":"OLDUSDT","contractType":"PERPETUAL","status":"SETTLING","baseAsset":"OLD","quoteAsset":"USDT","marginAsset":"USDT","filters":[]},
{"symbol":"ETHBTC","contractType":"PERPETUAL","status":"TRADING","baseAsset":"ETH","quoteAsset":"BTC","marginAsset":"BTC","filters":[]},
{"symbol":"ODDUSDT","contractType":"PERPETUAL","status":"TRADING","quoteAsset":"USDT"}]})";

const std::string Mark =
    R"({"e":"markPriceUpdate","E":1597536008000,"s":"BTCUSDT","p":"11857.5","i":"11851.8","P":"x","st":1,"r":"0.0001","T":1597564800000})";

std::vector<OwnCase> ownCases()
{
    const std::string markRows =
        R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":1597564800000},{"kind":"mark","symbol":"BTCUSDT","mark_price":11857.5,"index_price":11851.8}])";
    return {
        {"raw mark", {ws(Mark)}, markRows},
        {"escaped slash in the stream name", {ws(R"({"data":)" + Mark + R"(,"stream":"btcusdt@mark\u0050rice"})")},
            markRows},
        {"all marks, the dated one without funding",
            {ws(R"({"stream":"!markPrice@arr@1s","data":[)" + Mark
                + R"(,{"e":"markPriceUpdate","E":1597536008000,"s":"BTCUSDT_260925","p":"12000","i":"11851.8","r":"","T":0}]})")},
            markRows.substr(0, markRows.size() - 1)
                + R"(,{"kind":"mark","symbol":"BTCUSDT_260925","mark_price":12000,"index_price":11851.8}])"},
        {"index not there", {ws(R"({"e":"markPriceUpdate","s":"A","p":"2","i":"","r":"0","T":5})")},
            R"([{"kind":"funding","symbol":"A","rate":0,"next_funding_ms":5},{"kind":"mark","symbol":"A","mark_price":2}])"},
        {"one bad row spoils the array",
            {ws(R"({"stream":"!markPrice@arr","data":[)" + Mark + R"(,{"e":"markPriceUpdate","s":"A","p":"-2"}]})")},
            R"([{"kind":"error"}])"},
        {"interval of fundingInfo",
            {rest("GET /fapi/v1/fundingInfo", R"([{"symbol":"BTCUSDT","fundingIntervalHours":4}])"), ws(Mark)},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":1597564800000,"interval_hours":4},{"kind":"mark","symbol":"BTCUSDT","mark_price":11857.5,"index_price":11851.8}])"},
        {"sell closes a long",
            {ws(R"({"stream":"!forceOrder@arr","data":{"e":"forceOrder","E":5,"o":{"s":"BTCUSDT","S":"SELL","q":"3","p":"100","ap":"99","X":"FILLED","l":"1","z":"2","T":7}}})")},
            R"([{"kind":"liquidation","symbol":"BTCUSDT","position":"long","price":100,"base_quantity":2,"notional_usd":200,"time_ms":7}])"},
        {"order that is not filled",
            {ws(R"({"e":"forceOrder","E":5,"o":{"s":"BTCUSDT","S":"SELL","q":"3","p":"100","X":"PARTIALLY_FILLED","z":"2","T":7}})")},
            "[]"},
        {"side that is none",
            {ws(R"({"e":"forceOrder","E":5,"o":{"s":"BTCUSDT","S":"sell","p":"100","X":"FILLED","z":"2","T":7}})")},
            R"([{"kind":"error"}])"},
        {"order missing", {ws(R"({"e":"forceOrder","E":5})")}, R"([{"kind":"error"}])"},
        {"taker buys", {ws(R"({"e":"aggTrade","E":5,"a":1,"s":"BTCUSDT","p":"100","q":"2","T":7,"m":false})")},
            R"([{"kind":"trade","symbol":"BTCUSDT","aggressor":"buy","price":100,"base_quantity":2,"time_ms":7}])"},
        {"trade without price", {ws(R"({"e":"aggTrade","E":5,"a":1,"s":"BTCUSDT","q":"2","T":7,"m":false})")},
            R"([{"kind":"error"}])"},
        {"price of zero", {ws(R"({"e":"aggTrade","E":5,"a":1,"s":"BTCUSDT","p":"0","q":"2","T":7,"m":false})")},
            R"([{"kind":"error"}])"},
        {"m as text", {ws(R"({"e":"aggTrade","E":5,"a":1,"s":"BTCUSDT","p":"1","q":"2","T":7,"m":"false"})")},
            R"([{"kind":"error"}])"},
        {"public trades of the book",
            {ws(R"({"stream":"btcusdt@trade","data":{"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"1","q":"2","X":"MARKET","m":true}})")},
            R"([{"kind":"trade","symbol":"BTCUSDT","aggressor":"sell","price":1,"base_quantity":2,"time_ms":7}])"},
        {"insurance fund, deleveraging and empty trades are dropped",
            {ws(R"({"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"1","q":"2","X":"INSURANCE_FUND","m":true})"),
                ws(R"({"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"1","q":"2","X":"ADL","m":true})"),
                ws(R"({"e":"trade","E":5,"T":7,"s":"BTCUSDT","t":9,"p":"0","q":"0","X":"NA","m":true})")},
            "[]"},
        {"all tickers",
            {ws(R"([{"e":"24hrTicker","E":5,"s":"A","q":"10","v":"2"},{"e":"24hrTicker","E":5,"s":"B","q":"30","v":"4"}])")},
            R"([{"kind":"volume","symbol":"A","notional_usd":10,"base_quantity":2},{"kind":"volume","symbol":"B","notional_usd":30,"base_quantity":4}])"},
        {"premiumIndex, one and all",
            {rest("GET /fapi/v1/premiumIndex?symbol=A",
                 R"({"symbol":"A","markPrice":"2","indexPrice":"3","estimatedSettlePrice":"1","lastFundingRate":"-0.0002","nextFundingTime":"8","time":"4"})"),
                rest("GET /fapi/v1/premiumIndex",
                    R"([{"symbol":"B_1","markPrice":"2","indexPrice":"3","lastFundingRate":"","nextFundingTime":0,"time":4}])")},
            R"([{"kind":"funding","symbol":"A","rate":-0.0002,"next_funding_ms":8},{"kind":"mark","symbol":"A","mark_price":2,"index_price":3},{"kind":"mark","symbol":"B_1","mark_price":2,"index_price":3}])"},
        {"turnover by REST",
            {rest("GET /fapi/v1/ticker/24hr", R"([{"symbol":"A","quoteVolume":"10","volume":"2"}])"),
                rest("GET /fapi/v1/ticker/24hr?symbol=A", R"({"symbol":"A","quoteVolume":"11","volume":"3"})")},
            R"([{"kind":"volume","symbol":"A","notional_usd":10,"base_quantity":2},{"kind":"volume","symbol":"A","notional_usd":11,"base_quantity":3}])"},
        {"settlements a few ms after the hour",
            {rest("GET /fapi/v1/fundingRate?symbol=A",
                R"([{"symbol":"A","fundingRate":"0.0003","fundingTime":1597564800007,"markPrice":""}])")},
            R"([{"kind":"settlement","symbol":"A","rate":0.0003,"time_ms":1597564800000}])"},
        {"open interest history, time as text and number",
            {rest("GET /futures/data/openInterestHist?symbol=A&period=5m",
                R"([{"symbol":"A","sumOpenInterest":"20","sumOpenInterestValue":"150","timestamp":"1583127900000"},{"symbol":"A","sumOpenInterest":"21","sumOpenInterestValue":"151","timestamp":1583128200000}])")},
            R"([{"kind":"open_interest","symbol":"A","base_quantity":20,"notional_usd":150,"time_ms":1583127900000},{"kind":"open_interest","symbol":"A","base_quantity":21,"notional_usd":151,"time_ms":1583128200000}])"},
        {"negative open interest",
            {rest("GET /fapi/v1/openInterest?symbol=A", R"({"symbol":"A","openInterest":"-1","time":1})")},
            R"([{"kind":"error"}])"},
        {"refusals",
            {rest("GET /fapi/v1/openInterest?symbol=A", R"({"code":-1121,"msg":"Invalid symbol."})"),
                ws(R"({"error":{"code":2,"msg":"Invalid request"},"id":1})"),
                ws(R"({"code":0,"msg":"Unknown property"})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"dull streams",
            {ws(R"({"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":"x","b":[["1","2"]]}})"),
                ws(R"({"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","s":"BTCUSDT"}})"),
                ws(R"({"e":"kline","E":1,"s":"BTCUSDT","k":{"o":"abc"}})"), ws(R"({"e":"24hrMiniTicker","s":"A"})"),
                ws(R"({"stream":"!contractInfo","data":{"e":"contractInfo","s":"A"}})"),
                ws(R"({"result":["a"],"id":3})")},
            "[]"},
        {"event without a type", {ws(R"({"stream":"btcusdt@markPrice","data":{"s":"BTCUSDT","p":"1"}})")},
            R"([{"kind":"error"}])"},
        {"no frame at all", {ws(""), ws("[1"), ws(R"({"e":"aggTrade"} x)"), ws("\"text\"")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
    };
}

} // namespace

class TestBinanceUsdm : public QObject {
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
        QVERIFY(count > 500);
    }

    void readsBarsWithTakerVolume()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /fapi/v1/klines?symbol=A&interval=5m",
                R"([[300000,"1","4","0.5","2","10",599999,"20",7,"6","12","0"]])"),
            names);
        QCOMPARE(out.errors.size(), 0U);
        QCOMPARE(out.rows.size(), 1U);
        QCOMPARE(names.key(out.rows[0].instrument).symbol, std::string("A"));
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 10, 6.0}));
        const Decoded bad =
            decodeOne(Id, rest("GET /fapi/v1/klines?symbol=A&interval=5m", R"([[300000,"1","4"]])"), names);
        QCOMPARE(bad.rows.size(), 0U);
        QCOMPARE(bad.errors.size(), 1U);
    }

    void tellsTheVenuesClockAndStableKeys()
    {
        InstrumentNames names;
        const std::string trade = R"({"e":"aggTrade","E":55,"a":ID,"s":"BTCUSDT","p":"100","q":"2","T":7,"m":false})";
        const auto keyOf = [&](const char *id, const char *price) {
            QString text = QString::fromStdString(trade);
            text.replace(QLatin1String("ID"), QLatin1String(id)).replace(QLatin1String("100"), QLatin1String(price));
            const Decoded out = decodeOne(Id, ws(text.toStdString()), names);
            return std::pair(out.venueMs, std::get<Trade>(out.rows.at(0).payload).eventKey);
        };
        QCOMPARE(keyOf("1", "100").first, std::optional<TimeMs>(55));
        QCOMPARE(keyOf("1", "100").second, keyOf("1", "101").second);
        QVERIFY(keyOf("1", "100").second != keyOf("2", "100").second);
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id,
            {{"GET /fapi/v1/exchangeInfo", List},
                {"GET /fapi/v1/fundingInfo",
                    R"([{"symbol":"ETHUSDC","adjustedFundingRateCap":"0.02","adjustedFundingRateFloor":"-0.03","fundingIntervalHours":4}])"}},
            names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT 1000PEPEUSDT TSLAUSDT ETHUSDC"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QVERIFY(!btc.intervalHours);
        QVERIFY(btc.id == names.intern(Id, "BTCUSDT"));
        QCOMPARE(reference->instruments[1].asset, std::string("PEPE"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
        const Instrument &eth = reference->instruments[3];
        QCOMPARE(eth.intervalHours, std::optional(4.0));
        QCOMPARE(eth.fundingCap, std::optional(0.02));
        QCOMPARE(eth.fundingFloor, std::optional(-0.03));

        Decoded out;
        venueById(Id)
            ->decoder(reference, names)
            ->decode({Via::Ws, R"({"e":"markPriceUpdate","s":"ETHUSDC","p":"1","r":"0","T":5})", {}, 0}, out);
        QCOMPARE(std::get<Funding>(out.rows.at(0).payload).intervalHours, std::optional(4.0));
    }

    void keepsNothingOfABrokenCatalogue()
    {
        InstrumentNames names;
        const auto reader = venueById(Id)->referenceReader(names);
        QVERIFY(reader->read({Via::Rest, List.substr(0, 400), "GET /fapi/v1/exchangeInfo", 0}).error);
        QVERIFY(
            reader->read({Via::Rest, R"({"code":-1003,"msg":"Too many requests."})", "GET /fapi/v1/exchangeInfo", 0})
                .error);
        QCOMPARE(reader->build().instruments.size(), 0U);
        QVERIFY(!reader->read({Via::Rest, List, "GET /fapi/v1/exchangeInfo", 0}).error);
        QCOMPARE(reader->build().instruments.size(), 4U);
    }

    void subscribesWithinTheLimits()
    {
        std::vector<Instrument> watched;
        for (int i = 0; i < 120; ++i)
            watched.push_back(instrumentNamed(Id, "C" + std::to_string(i) + "USDT"));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 3U);
        std::size_t streams = 0;
        for (const SocketPlan &plan : plans) {
            QCOMPARE(plan.path, std::string("/market/stream"));
            std::size_t ofPlan = 0;
            for (const std::string &message : plan.messages) {
                const auto json = boost::json::parse(message).as_object();
                QVERIFY(json.at("method") == "SUBSCRIBE");
                ofPlan += json.at("params").as_array().size();
            }
            QVERIFY(ofPlan <= 200);
            streams += ofPlan;
        }
        QCOMPARE(streams, 480U);
        QVERIFY(plans[0].messages[0].find("\"c0usdt@markPrice@1s\"") != std::string::npos);
        QVERIFY(venueById(Id)->subscribe({}).empty());
    }

    void pollsOpenInterestWithinTheWeight()
    {
        std::vector<Instrument> watched(3, instrumentNamed(Id, "BTCUSDT"));
        const auto few = venueById(Id)->polls(watched);
        QCOMPARE(few.size(), 3U);
        QCOMPARE(few[0].request.path, std::string("/fapi/v1/openInterest?symbol=BTCUSDT"));
        QCOMPARE(few[0].everyMs, TimeMs(10'000));
        watched.resize(600, watched[0]);
        const auto many = venueById(Id)->polls(watched);
        const double perMinute = 600.0 * 60'000 / static_cast<double>(many[0].everyMs);
        QVERIFY(perMinute <= venueById(Id)->profile().rest.weight / 2);
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, 1500 * 300'000LL, 300'000});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(bars[0].path,
            std::string("/fapi/v1/klines?symbol=BTCUSDT&interval=5m&startTime=150000000&endTime=449999999&limit=1000"));
        QCOMPARE(bars[1].path,
            std::string("/fapi/v1/klines?symbol=BTCUSDT&interval=5m&startTime=0&endTime=149999999&limit=500"));
        QCOMPARE(bars[0].weight, 5.0); // by the limit asked for
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000}).at(0).weight, 1.0);
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0}).size(), 1U);
        const auto oi = venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, DayMs, 300'000});
        QCOMPARE(oi.at(0).path,
            std::string(
                "/futures/data/openInterestHist?symbol=BTCUSDT&period=5m&startTime=0&endTime=86399999&limit=288"));
        QVERIFY(venueById(Id)->history(btc, {HistoryKind::Funding, 5, 5, 0}).empty());
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBinanceUsdm)
#include "tst_venuebinanceusdm.moc"
