#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "kucoin";

const std::string List = R"({"code":"200000","data":[
{"symbol":"XBTUSDTM","type":"FFWCSX","status":"Open","baseCurrency":"XBT","quoteCurrency":"USDT","settleCurrency":"USDT","isInverse":false,"multiplier":0.001,"tickSize":0.1,"maxLeverage":125,"fundingRateGranularity":28800000},
{"symbol":"1000PEPEUSDTM","type":"FFWCSX","status":"Open","baseCurrency":"1000PEPE","quoteCurrency":"USDT","settleCurrency":"USDT","multiplier":100,"fundingRateGranularity":14400000},
{"symbol":"XBTUSDCM","type":"FFWCSX","status":"Open","baseCurrency":"XBT","quoteCurrency":"USDC","settleCurrency":"USDC","multiplier":0.0001},
{"symbol":"XBTUSDM","type":"FFWCSX","status":"Open","baseCurrency":"XBT","quoteCurrency":"USD","settleCurrency":"XBT","isInverse":true,"multiplier":-1,"fundingRateGranularity":28800000},
{"symbol":"XBTMZ26","type":"FFICSX","status":"Open","baseCurrency":"XBT","quoteCurrency":"USD","settleCurrency":"XBT","isInverse":true,"multiplier":-1},
{"symbol":"SOONUSDTM","type":"FFWCSX","status":"Open","marketStage":"PRE_MARKET","baseCurrency":"SOON","quoteCurrency":"USDT","multiplier":1},
{"symbol":"ODDUSDTM","type":"FFWCSX","status":"Open","baseCurrency":"ODD","quoteCurrency":"USDT","multiplier":0},
{"symbol":"OLDUSDTM","type":"FFWCSX","status":"Paused","baseCurrency":"OLD","quoteCurrency":"USDT","multiplier":1}]})";

std::string uta(const std::string &channel, const std::string &data)
{
    return R"({"T":")" + channel + R"(","P":1790113097443102278,"d":)" + data + "}";
}

std::string classic(const std::string &topic, const std::string &subject, const std::string &data)
{
    return R"({"topic":")" + topic + R"(","type":"message","subject":")" + subject + R"(","data":)" + data + "}";
}

std::string answer(const std::string &data) { return R"({"code":"200000","data":)" + data + "}"; }

std::string trade(const std::string &symbol, const std::string &side)
{
    return uta("trade.FUTURES",
        R"({"p":"50000","q":"12","s":")" + symbol + R"(","S":")" + side
            + R"(","E":1,"ti":"77","rpi":false,"M":1768218157097999999})");
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"open interest in lots", {ws(uta("mark-price", R"({"s":"1000PEPEUSDTM","oi":"30"})"))},
            R"([{"kind":"open_interest","symbol":"1000PEPEUSDTM","base_quantity":3000}])", List},
        {"inverse: a lot is a dollar",
            {ws(uta("mark-price", R"({"s":"XBTUSDM","mp":"50000","ip":"50001","oi":"700","ts":5})")),
                ws(trade("XBTUSDM", "SELL"))},
            R"([{"kind":"mark","symbol":"XBTUSDM","mark_price":50000,"index_price":50001},{"kind":"open_interest","symbol":"XBTUSDM","notional_usd":700},{"kind":"trade","symbol":"XBTUSDM","aggressor":"sell","price":50000,"base_quantity":0.00024,"time_ms":1768218157097}])",
            List},
        {"lots of an unknown contract",
            {ws(uta("mark-price", R"({"s":"NEWUSDTM","mp":"5","oi":"700"})")), ws(trade("NEWUSDTM", "buy"))},
            R"([{"kind":"error"},{"kind":"error"}])", List},
        {"prices alone need no list", {ws(uta("mark-price", R"({"s":"NEWUSDTM","mp":"5","ip":"6"})"))},
            R"([{"kind":"mark","symbol":"NEWUSDTM","mark_price":5,"index_price":6}])"},
        {"times of trades are nanoseconds of 19 digits", {ws(trade("XBTUSDTM", "buy"))},
            R"([{"kind":"trade","symbol":"XBTUSDTM","aggressor":"buy","price":50000,"base_quantity":0.012,"time_ms":1768218157097}])",
            List},
        {"a side of no kind", {ws(trade("XBTUSDTM", "bid"))}, error, List},
        {"funding of all contracts in one frame",
            {ws(uta("funding-fee-all-symbols",
                R"([{"s":"AUSDTM","fr":"-3.4E-5","ft":1,"lfr":"0.1","nt":28800000,"gl":14400000},{"s":"BUSDTM","fr":0.0002,"ft":1,"nt":3600000,"gl":3600000}])"))},
            R"([{"kind":"funding","symbol":"AUSDTM","rate":-0.000034,"interval_hours":4,"next_funding_ms":28800000},{"kind":"funding","symbol":"BUSDTM","rate":0.0002,"interval_hours":1,"next_funding_ms":3600000}])"},
        {"one bad row of all", {ws(uta("funding-fee-all-symbols", R"([{"s":"A","fr":"0.1"},{"s":"B","fr":"x"}])"))},
            error},
        {"a rate of a minute runs, one of an interval is paid",
            {ws(classic("/contract/instrument:XBTUSDTM", "funding.rate",
                 R"({"granularity":60000,"fundingRate":0.0001,"timestamp":7})")),
                ws(classic("/contract/instrument:XBTUSDTM", "funding.rate",
                    R"({"granularity":14400000,"fundingRate":0.0002,"timestamp":8})"))},
            R"([{"kind":"funding","symbol":"XBTUSDTM","rate":0.0001,"interval_hours":8},{"kind":"settlement","symbol":"XBTUSDTM","rate":0.0002,"time_ms":8}])",
            List},
        {"announced settlements",
            {ws(classic("/contract/announcement", "funding.end",
                R"({"symbol":"XBTUSDTM","fundingTime":1551770400000,"fundingRate":-0.002966,"timestamp":1551770410000})"))},
            R"([{"kind":"settlement","symbol":"XBTUSDTM","rate":-0.002966,"time_ms":1551770400000}])"},
        {"the list again: countdowns are no times, dated futures are left out",
            {rest("GET /api/v1/contracts/active",
                answer(
                    R"([{"symbol":"AUSDTM","type":"FFWCSX","multiplier":10,"fundingFeeRate":"1E-4","predictedFundingFeeRate":0.5,"fundingRateGranularity":14400000,"nextFundingRateTime":10561278,"nextFundingRateDateTime":1790121600000,"lastTimeFundingRate":0.3,"markPrice":2,"indexPrice":3,"openInterest":"40","volumeOf24h":500,"turnoverOf24h":1000,"baseCurrency":"A","quoteCurrency":"USDT"},{"symbol":"XBTMZ26","type":"FFICSX","multiplier":-1,"markPrice":2,"openInterest":"40","baseCurrency":"XBT","quoteCurrency":"USD"}])"))},
            R"([{"kind":"funding","symbol":"AUSDTM","rate":0.0001,"interval_hours":4,"next_funding_ms":1790121600000},{"kind":"mark","symbol":"AUSDTM","mark_price":2,"index_price":3},{"kind":"open_interest","symbol":"AUSDTM","base_quantity":400},{"kind":"volume","symbol":"AUSDTM","notional_usd":1000,"base_quantity":500}])"},
        {"an inverse row has no turnover",
            {rest("GET /api/v1/contracts/XBTUSDM",
                answer(
                    R"({"symbol":"XBTUSDM","type":"FFWCSX","multiplier":-1,"markPrice":2,"openInterest":"40","volumeOf24h":5,"turnoverOf24h":10})"))},
            R"([{"kind":"mark","symbol":"XBTUSDM","mark_price":2},{"kind":"open_interest","symbol":"XBTUSDM","notional_usd":40}])"},
        {"settled funding, oldest first",
            {rest("GET /api/v1/contract/funding-rates?symbol=XBTUSDTM&from=1&to=9",
                answer(
                    R"([{"symbol":"XBTUSDTM","fundingRate":2.75E-4,"timepoint":9},{"symbol":"XBTUSDTM","fundingRate":-1E-4,"timepoint":5}])"))},
            R"([{"kind":"settlement","symbol":"XBTUSDTM","rate":-0.0001,"time_ms":5},{"kind":"settlement","symbol":"XBTUSDTM","rate":0.000275,"time_ms":9}])"},
        {"past open interest",
            {rest("GET /api/ua/v1/market/open-interest?symbol=XBTUSDTM&interval=5min",
                answer(R"([{"symbol":"XBTUSDTM","openInterest":"9000","ts":9}])"))},
            R"([{"kind":"open_interest","symbol":"XBTUSDTM","base_quantity":9,"time_ms":9}])", List},
        {"trades by REST",
            {rest("GET /api/v1/trade/history?symbol=XBTUSDTM",
                answer(
                    R"([{"sequence":1,"tradeId":"7","side":"sell","size":2,"price":"5","ts":1706068863101000000}])"))},
            R"([{"kind":"trade","symbol":"XBTUSDTM","aggressor":"sell","price":5,"base_quantity":0.002,"time_ms":1706068863101}])",
            List},
        {"refusals",
            {ws(R"({"id":"p18","result":false,"message":"invalid request data"})"),
                ws(R"({"id":"p28","type":"error","code":404,"data":"topic does not exist"})"),
                rest("GET /api/v1/contracts/NONE", R"({"code":"200003","msg":"Invalid symbol."})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"other channels",
            {ws(uta("ticker.FUTURES", R"({"s":"A","mp":"x"})")), ws(uta("trade.SPOT", R"({"s":"A","p":"1"})")),
                ws(R"({"P":1,"T":"obu.FUTURES","d":{"s":1}})"),
                ws(classic("/contractMarket/level2:XBTUSDTM", "level2", R"({"change":1})")),
                ws(classic("/contract/instrument:XBTUSDTM", "premium.index", R"({"x":1})")),
                rest("GET /api/v1/contracts/risk-limit/XBTUSDTM", answer(R"([{"symbol":"XBTUSDTM","level":1}])"))},
            "[]"},
        {"a binary frame that nobody unpacked", {{Via::WsBinary, "{}", {}}}, error},
    };
}

} // namespace

class TestKucoin : public QObject {
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
        QVERIFY(count > 500);
    }

    void tellsTheVenuesClockByItsPongs()
    {
        InstrumentNames names;
        const Decoded pong = decodeOne(Id, ws(R"({"type":"pong","id":"1","ts":1790113111261396000})"), names);
        QCOMPARE(pong.venueMs, std::optional<TimeMs>(1'790'113'111'261));
        // P is nanoseconds or milliseconds: not to be trusted.
        QVERIFY(!decodeOne(Id, ws(uta("mark-price", R"({"s":"A","mp":"1"})")), names).venueMs);
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /api/v1/contracts/active", List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("XBTUSDTM 1000PEPEUSDTM XBTUSDCM XBTUSDM"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.asset, std::string("BTC"));
        QCOMPARE(btc.contractSize, 0.001);
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.maxLeverage, std::optional(125.0));
        QCOMPARE(reference->instruments[1].asset, std::string("PEPE"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
        QCOMPARE(reference->instruments[1].intervalHours, std::optional(4.0));
        QVERIFY(!reference->instruments[2].intervalHours);
        QVERIFY(reference->instruments[3].kind == ContractKind::Inverse);
        QCOMPARE(reference->instruments[3].contractSize, 1.0);
    }

    void readsBarsOfBothKinds()
    {
        const auto bar = [&](const std::string &symbol) {
            InstrumentNames names;
            const auto decoder = venueById(Id)->decoder(nullptr, names);
            Decoded out;
            decoder->decode({Via::Rest, List, "GET /api/v1/contracts/active", 0}, out);
            out.clear();
            const std::string request = "GET /api/v1/kline/query?symbol=" + symbol + "&granularity=60";
            decoder->decode({Via::Rest, answer("[[3600000,1,4,0.5,2,100]]"), request, 0}, out);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        QVERIFY(bar("XBTUSDTM") == (Candle{3'600'000, 3'600'000, 1, 4, 0.5, 2, 0.1, {}}));
        QVERIFY(bar("XBTUSDM") == (Candle{3'600'000, 3'600'000, 1, 4, 0.5, 2, 50, {}}));
    }

    void subscribesOncePerTopic()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "XBTUSDTM"), instrumentNamed(Id, "ETHUSDTM")};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QVERIFY(plans[0].messages
            == (std::vector<std::string>{R"({"id":"1","action":"SUBSCRIBE","channel":"funding-fee-all-symbols"})",
                R"({"id":"2","action":"SUBSCRIBE","channel":"mark-price","symbol":"XBTUSDTM"})",
                R"({"id":"3","action":"SUBSCRIBE","channel":"mark-price","symbol":"ETHUSDTM"})",
                R"({"id":"4","action":"SUBSCRIBE","channel":"trade","tradeType":"FUTURES","symbol":"XBTUSDTM"})",
                R"({"id":"5","action":"SUBSCRIBE","channel":"trade","tradeType":"FUTURES","symbol":"ETHUSDTM"})"}));
        const std::vector<Instrument> many(600, watched[0]);
        for (const SocketPlan &plan : venueById(Id)->subscribe(many))
            QVERIFY(plan.messages.size() <= 600);
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
        const VenueProfile &profile = venueById(Id)->profile();
        QVERIFY(profile.binaryFrames == BinaryFrames::Text && profile.venueSpeaksFirst);
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "XBTUSDTM");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, DayMs, 5 * MinuteMs});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(
            bars[0].path, std::string("/api/v1/kline/query?symbol=XBTUSDTM&granularity=5&from=26400000&to=86399999"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0});
        QCOMPARE(funding.size(), 8U); // 720 hours
        const auto oi = venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, HourMs, 5 * MinuteMs});
        QCOMPARE(oi.at(0).host, std::string("https://api.kucoin.com"));
        QCOMPARE(oi.at(0).path,
            std::string(
                "/api/ua/v1/market/open-interest?symbol=XBTUSDTM&interval=5min&pageSize=200&startAt=0&endAt=3599999"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestKucoin)
#include "tst_venuekucoin.moc"
