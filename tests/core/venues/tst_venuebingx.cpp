#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "bingx";

const std::string List = R"({"code":0,"msg":"","data":[
{"symbol":"BTC-USDT","asset":"BTC","currency":"USDT","size":"0.0001","tradeMinQuantity":0.0001,"pricePrecision":1,"status":1,"maxLongLeverage":150},
{"symbol":"1000PEPE-USDT","asset":"1000PEPE","currency":"USDT","size":"1","pricePrecision":7,"status":1},
{"symbol":"BTC-USDC","asset":"BTC","currency":"USDC","pricePrecision":1,"status":1},
{"symbol":"NCSKTSLA2USD-USDT","asset":"NCSKTSLA2USD","currency":"USDT","pricePrecision":2,"status":1},
{"symbol":"OLD-USDT","asset":"OLD","currency":"USDT","pricePrecision":2,"status":25}]})";

const std::string CoinList = R"({"code":0,"msg":"","timestamp":1,"data":[
{"symbol":"BTC-USD","pricePrecision":1,"minTickSize":"100","status":1},
{"symbol":"ETH-USD","pricePrecision":2,"minTickSize":"10","status":1}]})";

std::string push(const std::string &dataType, const std::string &data)
{
    return R"({"code":0,"dataType":")" + dataType + R"(","data":)" + data + "}";
}

std::string ok(const std::string &data) { return R"({"code":0,"msg":"","data":)" + data + "}"; }

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"the buyer as maker makes a sell",
            {ws(push("A-USDT@trade",
                R"([{"q":"2","p":"5","T":7,"m":true,"s":"A-USDT"},{"q":"3","p":"6","T":8,"m":false,"s":"A-USDT"}])"))},
            R"([{"kind":"trade","symbol":"A-USDT","aggressor":"sell","price":5,"base_quantity":2,"time_ms":7},{"kind":"trade","symbol":"A-USDT","aggressor":"buy","price":6,"base_quantity":3,"time_ms":8}])",
            List},
        {"sizes of coin-M are contracts, its pushes objects",
            {ws(push("BTC-USD@trade", R"({"q":"5","p":"50000","T":7,"m":true,"s":"BTC-USD"})"))},
            R"([{"kind":"trade","symbol":"BTC-USD","aggressor":"sell","price":50000,"base_quantity":0.01,"time_ms":7}])",
            CoinList},
        {"coin-M of unknown size", {ws(push("BTC-USD@trade", R"({"q":"5","p":"50000","T":7,"m":true,"s":"BTC-USD"})"))},
            error},
        {"turnover", {ws(push("A-USDT@ticker", R"({"e":"24hTicker","E":9,"s":"A-USDT","v":"10","q":"50","c":"5"})"))},
            R"([{"kind":"volume","symbol":"A-USDT","notional_usd":50,"base_quantity":10}])"},
        {"turnover of unknown units", {ws(push("BTC-USD@ticker", R"({"E":9,"v":"10","q":"50"})"))}, "[]"},
        {"turnover by REST, of one and of all",
            {rest("GET /openApi/swap/v2/quote/ticker?symbol=A-USDT",
                 ok(R"({"symbol":"A-USDT","priceChangePercent":"1.2%","volume":"10","quoteVolume":"50"})")),
                rest("GET /openApi/swap/v2/quote/ticker",
                    ok(R"([{"symbol":"A-USDT","volume":"11","quoteVolume":"51"},{"symbol":"B-USDT","volume":"0","quoteVolume":"0"}])"))},
            R"([{"kind":"volume","symbol":"A-USDT","notional_usd":50,"base_quantity":10},{"kind":"volume","symbol":"A-USDT","notional_usd":51,"base_quantity":11},{"kind":"volume","symbol":"B-USDT","notional_usd":0,"base_quantity":0}])"},
        {"premium of all contracts, of some without values",
            {rest("GET /openApi/swap/v2/quote/premiumIndex",
                ok(R"([{"symbol":"A-USDT","markPrice":"5","indexPrice":"6","lastFundingRate":"-0.0003","nextFundingTime":14400000,"fundingIntervalHours":4,"updateTime":1},{"symbol":"B-USDT","markPrice":"","indexPrice":"0","lastFundingRate":"","nextFundingTime":0}])"))},
            R"([{"kind":"funding","symbol":"A-USDT","rate":-0.0003,"interval_hours":4,"next_funding_ms":14400000},{"kind":"mark","symbol":"A-USDT","mark_price":5,"index_price":6}])"},
        {"premium of coin-M has no interval",
            {rest("GET /openApi/cswap/v1/market/premiumIndex",
                ok(R"([{"symbol":"BTC-USD","markPrice":"5","indexPrice":"6","lastFundingRate":"0.0001","nextFundingTime":28800000}])"))},
            R"([{"kind":"funding","symbol":"BTC-USD","rate":0.0001,"next_funding_ms":28800000},{"kind":"mark","symbol":"BTC-USD","mark_price":5,"index_price":6}])"},
        {"open interest is dollars, of coin-M coins",
            {rest("GET /openApi/swap/v2/quote/openInterest?symbol=BTC-USDT",
                 ok(R"({"openInterest":"3289641547.10","symbol":"BTC-USDT","time":9})")),
                rest("GET /openApi/cswap/v1/market/openInterest?symbol=BTC-USD",
                    ok(R"([{"openInterest":"749.1","symbol":"BTC-USD"}])"))},
            R"([{"kind":"open_interest","symbol":"BTC-USDT","notional_usd":3289641547.1},{"kind":"open_interest","symbol":"BTC-USD","base_quantity":749.1}])"},
        {"settlements, oldest first",
            {rest("GET /openApi/swap/v2/quote/fundingRate?symbol=A-USDT",
                ok(R"([{"symbol":"A-USDT","fundingRate":"0.0002","fundingTime":57600000},{"symbol":"A-USDT","fundingRate":"0.0001","fundingTime":28800000}])"))},
            R"([{"kind":"settlement","symbol":"A-USDT","rate":0.0001,"time_ms":28800000},{"kind":"settlement","symbol":"A-USDT","rate":0.0002,"time_ms":57600000}])"},
        {"trades by REST",
            {rest("GET /openApi/swap/v2/quote/trades?symbol=A-USDT",
                ok(R"([{"time":7,"isBuyerMaker":false,"price":"5","qty":"2","quoteQty":"10"}])"))},
            R"([{"kind":"trade","symbol":"A-USDT","aggressor":"buy","price":5,"base_quantity":2,"time_ms":7}])"},
        {"refusals",
            {ws(R"({"id":"1","code":80015,"msg":"dataType not support","dataType":"","data":null})"),
                ws(R"({"id":"1","code":80403,"msg":"too many","dataType":"A-USDT@trade","data":null})"),
                rest("GET /openApi/swap/v2/quote/openInterest?symbol=X",
                    R"({"code":109425,"msg":"no symbol","data":{}})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"pings, acknowledgements and books",
            {ws("Ping"), ws(R"({"ping":"2177c68e","time":"2022-06-07T16:27:36.323+0800"})"),
                ws(R"({"code":0,"id":"1","msg":"SUCCESS","timestamp":1})"),
                ws(push("A-USDT@incrDepth", R"({"asks":[["x"]]})")),
                ws(push("A-USDT@kline_1m", R"([{"c":"x","T":"x"}])")),
                ws(R"({"dataType":"A-USDT@bookTicker","code":0,"data":{"s":5}})"),
                rest("GET /openApi/swap/v2/server/time", ok("{}"))},
            "[]"},
        {"a price of no mark", {ws(push("A-USDT@markPrice", R"({"s":"A-USDT"})"))}, error},
        {"text that nobody knows", {ws("Hello")}, error},
    };
}

} // namespace

class TestBingx : public QObject {
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

    void answersBothKindsOfPing()
    {
        InstrumentNames names;
        const auto replies = [&](const std::string &text) { return decodeOne(Id, ws(text), names).replies; };
        using Texts = std::vector<std::string>;
        QVERIFY(replies("Ping") == Texts{"Pong"});
        QVERIFY(replies("Pong").empty());
        QVERIFY(replies(R"({"ping":"2177c68e","time":"2022-06-07T16:27:36.323+0800"})")
            == Texts{R"({"pong":"2177c68e","time":"2022-06-07T16:27:36.323+0800"})"});
        const std::string quote = "\\\"";
        QVERIFY(replies(R"({"ping":"a)" + quote + R"(b","time":"1"})").empty());
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        const Decoded mark = decodeOne(Id, ws(push("A-USDT@markPrice", R"({"E":1790127588636,"p":"1"})")), names);
        QCOMPARE(mark.venueMs, std::optional<TimeMs>(1'790'127'588'636));
    }

    void readsTheCatalogueOfBothLines()
    {
        InstrumentNames names;
        const auto catalogue = venueById(Id)->catalogue();
        QCOMPARE(catalogue.at(1).timeParameter, std::string("timestamp"));
        const ReferencePtr reference =
            readReference(Id, {{catalogue[0].line(), List}, {catalogue[1].line(), CoinList}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTC-USDT 1000PEPE-USDT BTC-USDC BTC-USD ETH-USD"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.contractSize, 1.0); // size is the least quantity
        QVERIFY(btc.tickSize && qFuzzyCompare(*btc.tickSize, 0.1));
        QCOMPARE(btc.maxLeverage, std::optional(150.0));
        QCOMPARE(reference->instruments[1].asset, std::string("PEPE"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
        const Instrument &inverse = reference->instruments[3];
        QVERIFY(inverse.kind == ContractKind::Inverse);
        QCOMPARE(inverse.contractSize, 100.0);
        QCOMPARE(inverse.asset, std::string("BTC"));
    }

    void readsBarsAndOneBarAlone()
    {
        InstrumentNames names;
        const auto bar = [&](const std::string &data) {
            const Decoded out =
                decodeOne(Id, rest("GET /openApi/swap/v3/quote/klines?symbol=A-USDT&interval=1h", ok(data)), names);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        const std::string row = R"({"open":"1","close":"2","high":"4","low":"0.5","volume":"10","time":3600000})";
        const Candle expected{HourMs, HourMs, 1, 4, 0.5, 2, 10, {}};
        QVERIFY(bar(row) == expected);
        QVERIFY(bar("[" + row + "]") == expected);
    }

    void connectsOncePerProductLine()
    {
        const std::vector<Instrument> watched{
            instrumentNamed(Id, "BTC-USDT"), instrumentNamed(Id, "BTC-USD", ContractKind::Inverse)};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 2U);
        QCOMPARE(plans[0].path, std::string("/swap-market"));
        QVERIFY(plans[0].host.empty());
        QVERIFY(plans[0].messages
            == (std::vector<std::string>{R"({"id":"1","reqType":"sub","dataType":"BTC-USDT@markPrice"})",
                R"({"id":"2","reqType":"sub","dataType":"BTC-USDT@trade"})",
                R"({"id":"3","reqType":"sub","dataType":"BTC-USDT@ticker"})"}));
        QCOMPARE(plans[1].host, std::string("wss://open-api-cswap-ws.bingx.com"));
        QCOMPARE(plans[1].messages.size(), 2U);
        for (const SocketPlan &plan : venueById(Id)->subscribe(std::vector<Instrument>(500, watched[0])))
            QVERIFY(plan.messages.size() <= 200);
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
        const auto polls = venueById(Id)->polls(watched);
        QCOMPARE(polls.size(), 4U);
        QCOMPARE(polls[0].request.path, std::string("/openApi/swap/v2/quote/premiumIndex"));
        QCOMPARE(polls[3].request.path, std::string("/openApi/cswap/v1/market/openInterest?symbol=BTC-USD"));
        QCOMPARE(polls[3].request.timeParameter, std::string("timestamp"));
        QVERIFY(venueById(Id)->profile().binaryFrames == BinaryFrames::Gzip);
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-USDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 5 * MinuteMs});
        QCOMPARE(bars.at(0).path,
            std::string(
                "/openApi/swap/v3/quote/klines?symbol=BTC-USDT&interval=5m&startTime=0&endTime=3599999&limit=1440"));
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0}).size(), 1U);
        QVERIFY(venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, HourMs, HourMs}).empty());
        const Instrument inverse = instrumentNamed(Id, "BTC-USD", ContractKind::Inverse);
        QVERIFY(venueById(Id)->history(inverse, {HistoryKind::Candles, 0, HourMs, HourMs}).empty());
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBingx)
#include "tst_venuebingx.moc"
