#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "bybit";

const std::string List =
    R"({"retCode":0,"retMsg":"OK","result":{"category":"linear","nextPageCursor":"first%3DX","list":[
{"symbol":"BTCUSDT","contractType":"LinearPerpetual","status":"Trading","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT","priceFilter":{"tickSize":"0.10"},"leverageFilter":{"maxLeverage":"100.00"},"fundingInterval":240,"upperFundingRate":"0.005","lowerFundingRate":"-0.006"},
{"symbol":"SHIB1000USDT","contractType":"LinearPerpetual","status":"Trading","baseCoin":"SHIB1000","quoteCoin":"USDT","settleCoin":"USDT","fundingInterval":8},
{"symbol":"BTCPERP","contractType":"LinearPerpetual","status":"Trading","baseCoin":"BTC","quoteCoin":"USDC","settleCoin":"USDC","fundingInterval":480},
{"symbol":"BTC-29SEP26","contractType":"LinearFutures","status":"Trading","baseCoin":"BTC","quoteCoin":"USDC","settleCoin":"USDC","fundingInterval":0},
{"symbol":"OLDUSDT","contractType":"LinearPerpetual","status":"Closed","baseCoin":"OLD","quoteCoin":"USDT","settleCoin":"USDT","fundingInterval":480}]}})";

const std::string InverseList =
    R"({"retCode":0,"retMsg":"OK","result":{"category":"inverse","nextPageCursor":"","list":[
{"symbol":"BTCUSD","contractType":"InversePerpetual","status":"Trading","baseCoin":"BTC","quoteCoin":"USD","settleCoin":"BTC","fundingInterval":480}]}})";

std::string ticker(const std::string &type, const std::string &symbol, const std::string &members)
{
    return R"({"topic":"tickers.)" + symbol + R"(","type":")" + type + R"(","data":{"symbol":")" + symbol + "\","
        + members + R"(},"cs":1,"ts":1673272861686})";
}

std::string answer(const std::string &result)
{
    return R"({"retCode":0,"retMsg":"OK","result":)" + result + R"(,"time":77})";
}

std::string trade(const std::string &symbol, const std::string &side)
{
    return R"({"topic":"publicTrade.)" + symbol + R"(","type":"snapshot","ts":8,"data":[{"T":7,"s":")" + symbol
        + R"(","S":")" + side + R"(","v":"100","p":"50","i":"x","BT":false}]})";
}

std::string liquidation(const std::string &symbol, const std::string &side)
{
    return R"({"topic":"allLiquidation.)" + symbol + R"(","type":"snapshot","ts":8,"data":[{"T":7,"s":")" + symbol
        + R"(","S":")" + side + R"(","v":"100","p":"50"}]})";
}

const std::string Full =
    R"("fundingRate":"0.0001","nextFundingTime":"100","markPrice":"10","indexPrice":"11","openInterest":"200","openInterestValue":"2000","turnover24h":"700","volume24h":"70")";

std::vector<OwnCase> tickerCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string rows =
        R"({"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":100},{"kind":"mark","symbol":"BTCUSDT","mark_price":10,"index_price":11},{"kind":"open_interest","symbol":"BTCUSDT","base_quantity":100,"notional_usd":1000},{"kind":"volume","symbol":"BTCUSDT","notional_usd":700,"base_quantity":70})";
    const std::string snapshot = ticker("snapshot", "BTCUSDT", Full);
    return {
        {"deltas before the snapshot", {ws(ticker("delta", "BTCUSDT", Full))}, "[]"},
        {"delta of one member gives its kind with all its members",
            {ws(snapshot), ws(ticker("delta", "BTCUSDT", R"("openInterest":"300")")),
                ws(ticker("delta", "BTCUSDT", R"("indexPrice":"12","lastPrice":"x")")),
                ws(ticker("delta", "BTCUSDT", R"("fundingRate":"-0.0002")")),
                ws(ticker("delta", "BTCUSDT", R"("turnover24h":"701")"))},
            "[" + rows
                + R"(,{"kind":"open_interest","symbol":"BTCUSDT","base_quantity":150,"notional_usd":1000},{"kind":"mark","symbol":"BTCUSDT","mark_price":10,"index_price":12},{"kind":"funding","symbol":"BTCUSDT","rate":-0.0002,"next_funding_ms":100},{"kind":"volume","symbol":"BTCUSDT","notional_usd":701,"base_quantity":70}])"},
        {"symbols do not share a state", {ws(snapshot), ws(ticker("delta", "ETHUSDT", R"("markPrice":"5")"))},
            "[" + rows + "]"},
        {"a snapshot begins anew", {ws(snapshot), ws(ticker("snapshot", "BTCUSDT", R"("markPrice":"5")"))},
            "[" + rows + R"(,{"kind":"mark","symbol":"BTCUSDT","mark_price":5}])"},
        {"a bad delta leaves no trace",
            {ws(snapshot), ws(ticker("delta", "BTCUSDT", R"("markPrice":"20","openInterest":"x")")),
                ws(ticker("delta", "BTCUSDT", R"("indexPrice":"12")"))},
            "[" + rows + R"(,{"kind":"error"},{"kind":"mark","symbol":"BTCUSDT","mark_price":10,"index_price":12}])"},
        {"the single side where there is one",
            {ws(ticker("snapshot", "BTCUSDT",
                R"("openInterest":"200","openInterestValue":"2000","singleOpenInterest":"99","singleOpenInterestValue":"990")"))},
            R"([{"kind":"open_interest","symbol":"BTCUSDT","base_quantity":99,"notional_usd":990}])"},
        {"dated futures have no funding",
            {ws(ticker("snapshot", "BTC-29SEP26",
                R"("fundingRate":"","nextFundingTime":"","markPrice":"10","indexPrice":"11")"))},
            R"([{"kind":"mark","symbol":"BTC-29SEP26","mark_price":10,"index_price":11}])"},
        {"interval of the list", {ws(ticker("snapshot", "BTCUSDT", R"("fundingRate":"0.1","nextFundingTime":"100")"))},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.1,"next_funding_ms":100,"interval_hours":4}])", List},
        {"interval of the frame first",
            {ws(ticker(
                "snapshot", "BTCUSDT", R"("fundingRate":"0.1","nextFundingTime":"100","fundingIntervalHour":"1")"))},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.1,"next_funding_ms":100,"interval_hours":1}])", List},
        {"inverse: contracts are dollars, values coins",
            {ws(ticker("snapshot", "BTCUSD",
                R"("openInterest":"449736676","openInterestValue":"15747.08","turnover24h":"30","volume24h":"900000")"))},
            R"([{"kind":"open_interest","symbol":"BTCUSD","base_quantity":7873.54,"notional_usd":224868338},{"kind":"volume","symbol":"BTCUSD","base_quantity":30,"notional_usd":900000}])",
            InverseList},
        {"inverse by the connection",
            {ws(ticker("snapshot", "BTCUSD", R"("openInterest":"10")"), "/v5/public/inverse")},
            R"([{"kind":"open_interest","symbol":"BTCUSD","notional_usd":5}])"},
        {"neither list nor name tells", {ws(ticker("snapshot", "BTCUSD", R"("openInterest":"10")"))}, error},
        {"USDC without a list", {ws(ticker("snapshot", "BTCPERP", R"("openInterest":"10")"))},
            R"([{"kind":"open_interest","symbol":"BTCPERP","base_quantity":5}])"},
        {"all tickers by REST",
            {rest("GET /v5/market/tickers?category=linear",
                 answer(R"({"category":"linear","list":[{"symbol":"BTCUSDT",)" + Full
                     + R"(},{"symbol":"BTC-29SEP26","fundingRate":"","markPrice":"3","openInterest":"8"}]})")),
                rest("GET /v5/market/tickers?category=inverse&symbol=BTCUSD",
                    answer(
                        R"({"category":"inverse","list":[{"symbol":"BTCUSD","volume24h":"900","turnover24h":"3","singleOpenInterest":"44"}]})")),
                rest("GET /v5/market/tickers?category=spot",
                    answer(
                        R"({"category":"spot","list":[{"symbol":"BTCUSDT","volume24h":"900","turnover24h":"3"}]})"))},
            "[" + rows
                + R"(,{"kind":"mark","symbol":"BTC-29SEP26","mark_price":3},{"kind":"open_interest","symbol":"BTC-29SEP26","base_quantity":4},{"kind":"open_interest","symbol":"BTCUSD","notional_usd":44},{"kind":"volume","symbol":"BTCUSD","base_quantity":3,"notional_usd":900}])"},
        {"ticker without its type", {ws(R"({"topic":"tickers.A","data":{"symbol":"A","markPrice":"1"}})")}, error},
        {"ticker without its symbol", {ws(R"({"topic":"tickers.A","type":"snapshot","data":{"markPrice":"1"}})")},
            error},
        {"negative turnover", {ws(ticker("snapshot", "BTCUSDT", R"("turnover24h":"-1")"))}, error},
    };
}

std::vector<OwnCase> otherCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"the side of a liquidation is the position's",
            {ws(liquidation("AUSDT", "Buy")), ws(liquidation("AUSDT", "Sell"))},
            R"([{"kind":"liquidation","symbol":"AUSDT","position":"long","price":50,"base_quantity":100,"notional_usd":5000,"time_ms":7},{"kind":"liquidation","symbol":"AUSDT","position":"short","price":50,"base_quantity":100,"notional_usd":5000,"time_ms":7}])"},
        {"inverse sizes are dollars", {ws(liquidation("BTCUSD", "Buy")), ws(trade("BTCUSD", "Sell"))},
            R"([{"kind":"liquidation","symbol":"BTCUSD","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":7},{"kind":"trade","symbol":"BTCUSD","aggressor":"sell","price":50,"base_quantity":2,"time_ms":7}])",
            InverseList},
        {"dated linear of the list", {ws(trade("BTC-29SEP26", "Buy"))},
            R"([{"kind":"trade","symbol":"BTC-29SEP26","aggressor":"buy","price":50,"base_quantity":100,"time_ms":7}])",
            List},
        {"sizes of unknown unit", {ws(trade("BTC-29SEP26", "Buy")), ws(liquidation("BTCUSD", "Buy"))},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"one bad row of many",
            {ws(R"({"topic":"publicTrade.AUSDT","type":"snapshot","ts":8,"data":[{"T":7,"s":"AUSDT","S":"Buy","v":"1","p":"5","i":"x"},{"T":7,"s":"AUSDT","S":"Buy","v":"1","p":"","i":"x"}]})")},
            error},
        {"rows before the topic",
            {ws(R"({"data":[{"p":"5","v":"1","S":"Sell","s":"AUSDT","T":7}],"ts":8,"topic":"publicTrade.AUSDT"})")},
            R"([{"kind":"trade","symbol":"AUSDT","aggressor":"sell","price":5,"base_quantity":1,"time_ms":7}])"},
        {"trades by REST",
            {rest("GET /v5/market/recent-trade?category=linear&symbol=AUSDT",
                answer(
                    R"({"category":"linear","list":[{"execId":"1","symbol":"AUSDT","price":"5","size":"1","side":"Sell","time":"7","isBlockTrade":false}]})"))},
            R"([{"kind":"trade","symbol":"AUSDT","aggressor":"sell","price":5,"base_quantity":1,"time_ms":7}])"},
        {"open interest history is halved",
            {rest("GET /v5/market/open-interest?category=linear&symbol=AUSDT&intervalTime=5min",
                 answer(
                     R"({"symbol":"AUSDT","category":"linear","list":[{"openInterest":"52664.642","singleOpenInterest":"26332.321","timestamp":"9"},{"openInterest":"100","timestamp":"8"}],"nextPageCursor":""})")),
                rest("GET /v5/market/open-interest?category=inverse&symbol=BTCUSD&intervalTime=5min",
                    answer(
                        R"({"symbol":"BTCUSD","category":"inverse","list":[{"openInterest":"461134384.00000000","timestamp":"1669571400000"}]})"))},
            R"([{"kind":"open_interest","symbol":"AUSDT","base_quantity":26332.321,"time_ms":9},{"kind":"open_interest","symbol":"AUSDT","base_quantity":50,"time_ms":8},{"kind":"open_interest","symbol":"BTCUSD","notional_usd":230567192,"time_ms":1669571400000}])"},
        {"settlements",
            {rest("GET /v5/market/funding/history?category=linear&symbol=AUSDT",
                answer(
                    R"({"category":"linear","list":[{"symbol":"AUSDT","fundingRate":"0.0001","fundingRateTimestamp":"1656547200000"},{"symbol":"AUSDT","fundingRate":"-0.0002","fundingRateTimestamp":"1656518400000"}]})"))},
            R"([{"kind":"settlement","symbol":"AUSDT","rate":0.0001,"time_ms":1656547200000},{"kind":"settlement","symbol":"AUSDT","rate":-0.0002,"time_ms":1656518400000}])"},
        {"refusals",
            {ws(R"({"success":false,"ret_msg":"error:handler not found,topic:x","conn_id":"a","op":"subscribe"})"),
                rest("GET /v5/market/tickers?category=linear",
                    R"({"retCode":10006,"retMsg":"Too many visits!","result":{},"time":1})")},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"acknowledgements, pongs and dull topics",
            {ws(R"({"success":true,"ret_msg":"subscribe","conn_id":"a","req_id":"1","op":"subscribe"})"),
                ws(R"({"req_id":"..","op":"pong","args":["1675418560633"],"conn_id":".."})"),
                ws(R"({"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"s":"BTCUSDT","b":[["x"]]}})"),
                ws(R"({"topic":"kline.5.BTCUSDT","data":[{"start":1}]})"),
                ws(R"({"topic":"liquidation.BTCUSDT","type":"snapshot","ts":1,"data":{"symbol":"BTCUSDT","side":"Buy","size":"1","price":"2","updatedTime":3}})"),
                rest("GET /v5/market/time", answer("{}"))},
            "[]"},
        {"rows of no topic", {ws(R"({"data":[{"T":7}]})")}, error},
    };
}

std::vector<OwnCase> ownCases()
{
    std::vector<OwnCase> cases = tickerCases();
    for (OwnCase &each : otherCases())
        cases.push_back(std::move(each));
    return cases;
}

} // namespace

class TestBybit : public QObject {
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
        // A lost single side is replaced by half of both; a lost interval by the list's; a lost new value of a delta
        // repeats the old one, which is right.
        const QStringList mayDrop{QStringLiteral("singleOpenInterest"), QStringLiteral("singleOpenInterestValue"),
            QStringLiteral("fundingIntervalHour")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            // Of several frames the later ones build on the broken one: only that the first is read right counts here.
            WireCase first = each;
            first.frames.resize(1);
            const QString why = findWrongValue(first, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void asksAgainForALostSnapshot()
    {
        InstrumentNames names;
        auto reference = std::make_shared<Reference>();
        reference->instruments = {instrumentNamed(Id, "BTCUSDT")};
        reference->instruments[0].id = names.intern(Id, "BTCUSDT");
        const auto decoder = venueById(Id)->decoder(reference, names);
        const auto take = [&](const std::string &text, TimeMs transportMs) {
            Decoded out;
            decoder->decode({Via::Ws, text, "/v5/public/linear", transportMs}, out);
            return out;
        };
        const std::string delta = ticker("delta", "BTCUSDT", R"("markPrice":"5")");
        const Decoded first = take(delta, 1000);
        QVERIFY(first.rows.empty() && first.errors.empty());
        QCOMPARE(first.replies,
            (std::vector<std::string>{R"({"op":"unsubscribe","args":["tickers.BTCUSDT"]})",
                R"({"op":"subscribe","args":["tickers.BTCUSDT"]})"}));
        QVERIFY(take(delta, 10'999).replies.empty()); // it is under way
        QCOMPARE(take(delta, 11'000).replies.size(), std::size_t(2));
        QVERIFY(take(ticker("delta", "NOTOURS", R"("markPrice":"5")"), 11'000).replies.empty());
        QVERIFY(take(ticker("snapshot", "BTCUSDT", R"("markPrice":"4")"), 12'000).replies.empty());
        const Decoded known = take(delta, 60'000);
        QVERIFY(known.replies.empty());
        QCOMPARE(known.rows.size(), std::size_t(1));
    }

    void readsBarsOfBothKinds()
    {
        InstrumentNames names;
        const std::string rows = R"({"symbol":"A","list":[["300000","1","4","0.5","2","100","10"]]})";
        const auto bar = [&](const std::string &category) {
            const Decoded out = decodeOne(
                Id, rest("GET /v5/market/kline?category=" + category + "&symbol=A&interval=5", answer(rows)), names);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        QVERIFY(bar("linear") == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 100, {}}));
        QVERIFY(bar("inverse") == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 10, {}}));
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(trade("AUSDT", "Buy")), names).venueMs, std::optional<TimeMs>(8));
        QVERIFY(!decodeOne(Id, ws(trade("AUSDT", "buy")), names).venueMs);
    }

    void readsTheCatalogueByPages()
    {
        InstrumentNames names;
        const auto reader = venueById(Id)->referenceReader(names);
        const std::string request = "GET " + venueById(Id)->catalogue().at(0).path;
        const ReferenceStep step = reader->read({Via::Rest, List, request, 0});
        QVERIFY(!step.error);
        QCOMPARE(step.more.size(), 1U);
        // The cursor goes back as it came, through one decoding.
        QCOMPARE(step.more[0].path,
            std::string("/v5/market/instruments-info?category=linear&limit=1000&cursor=first%253DX"));
        QVERIFY(reader->read({Via::Rest, InverseList, "GET " + venueById(Id)->catalogue().at(1).path, 0}).more.empty());
        const Reference reference = reader->build();
        QStringList symbols;
        for (const Instrument &each : reference.instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT SHIB1000USDT BTCPERP BTCUSD"));
        const Instrument &btc = reference.instruments[0];
        QCOMPARE(btc.intervalHours, std::optional(4.0));
        QCOMPARE(btc.fundingCap, std::optional(0.005));
        QCOMPARE(btc.fundingFloor, std::optional(-0.006));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.maxLeverage, std::optional(100.0));
        QCOMPARE(reference.instruments[1].asset, std::string("SHIB"));
        QCOMPARE(reference.instruments[1].scale, 1000.0);
        QVERIFY(!reference.instruments[1].intervalHours); // hours where minutes should be
        QVERIFY(reference.instruments[3].kind == ContractKind::Inverse);
    }

    void connectsOncePerCategory()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "BTCUSDT"), instrumentNamed(Id, "BTCPERP"),
            instrumentNamed(Id, "ETHUSDT"), instrumentNamed(Id, "SOLUSDT"),
            instrumentNamed(Id, "BTCUSD", ContractKind::Inverse)};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 2U);
        QCOMPARE(plans[0].path, std::string("/v5/public/linear"));
        QCOMPARE(plans[1].path, std::string("/v5/public/inverse"));
        QCOMPARE(plans[0].messages.size(), 2U);
        std::size_t topics = 0;
        for (const std::string &message : plans[0].messages) {
            const auto args = boost::json::parse(message).at("args").as_array();
            QVERIFY(args.size() <= 10);
            topics += args.size();
        }
        QCOMPARE(topics, 12U);
        QCOMPARE(plans[1].messages.at(0),
            std::string(
                R"({"req_id":"1","op":"subscribe","args":["tickers.BTCUSD","allLiquidation.BTCUSD","publicTrade.BTCUSD"]})"));
        QVERIFY(venueById(Id)->subscribe({}).empty());
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument inverse = instrumentNamed(Id, "BTCUSD", ContractKind::Inverse);
        const auto bars = venueById(Id)->history(inverse, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).path,
            std::string("/v5/market/kline?category=inverse&symbol=BTCUSD&interval=5&start=0&end=3599999&limit=1000"));
        const auto funding =
            venueById(Id)->history(instrumentNamed(Id, "AUSDT"), {HistoryKind::Funding, 0, 30 * DayMs, 0});
        QCOMPARE(funding.size(), 4U); // 720 hours
        QVERIFY(funding[0].path.find("startTime=1872000000&endTime=2591999999&limit=200") != std::string::npos);
        const auto oi =
            venueById(Id)->history(instrumentNamed(Id, "AUSDT"), {HistoryKind::OpenInterest, 0, HourMs, HourMs});
        QVERIFY(oi.at(0).path.find("intervalTime=1h") != std::string::npos);
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBybit)
#include "tst_venuebybit.moc"
