#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "binance-coinm";

const std::string List = R"({"symbols":[
{"symbol":"BTCUSD_PERP","pair":"BTCUSD","contractType":"PERPETUAL","contractStatus":"TRADING","contractSize":100,"marginAsset":"BTC","baseAsset":"BTC","quoteAsset":"USD","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.1"}]},
{"symbol":"ETHUSD_PERP","pair":"ETHUSD","contractType":"PERPETUAL","contractStatus":"TRADING","contractSize":10,"marginAsset":"ETH","baseAsset":"ETH","quoteAsset":"USD","filters":[]},
{"symbol":"BTCUSD_260925","pair":"BTCUSD","contractType":"CURRENT_QUARTER","contractStatus":"TRADING","contractSize":100,"marginAsset":"BTC","baseAsset":"BTC","quoteAsset":"USD","filters":[]},
{"symbol":"OLDUSD_PERP","pair":"OLDUSD","contractType":"PERPETUAL","contractStatus":"SETTLING","contractSize":10,"marginAsset":"OLD","baseAsset":"OLD","quoteAsset":"USD","filters":[]},
{"symbol":"ODDUSD_PERP","pair":"ODDUSD","contractType":"PERPETUAL","contractStatus":"TRADING","marginAsset":"ODD","baseAsset":"ODD","quoteAsset":"USD","filters":[]}]})";

std::string mark(const std::string &symbol, const std::string &index)
{
    return R"({"e":"markPriceUpdate","E":5,"s":")" + symbol + R"(","p":"100","P":"99",)" + index
        + R"("r":"0.00000000","T":1000})";
}

std::string trade(const std::string &symbol)
{
    return R"({"e":"aggTrade","E":5,"a":1,"s":")" + symbol + R"(","p":"50","q":"3","T":7,"m":false})";
}

const std::string Index = R"({"e":"indexPriceUpdate","E":5,"i":"BTCUSD","p":"101"})";

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"a rate of zero is a rate, and the settle price is no index", {ws(mark("BTCUSD_PERP", {}))},
            R"([{"kind":"funding","symbol":"BTCUSD_PERP","rate":0,"next_funding_ms":1000},{"kind":"mark","symbol":"BTCUSD_PERP","mark_price":100}])"},
        {"marks of a pair, the dated one without funding",
            {ws(R"({"stream":"btcusd@markPrice@1s","data":[)" + mark("BTCUSD_PERP", R"("i":"102",)")
                + R"(,{"e":"markPriceUpdate","E":5,"s":"BTCUSD_260925","p":"103","P":"99","i":"102","r":"","T":0},{"e":"markPriceUpdate","E":5,"s":"BTCUSD_200925","p":"104","P":"99"}]})")},
            R"([{"kind":"funding","symbol":"BTCUSD_PERP","rate":0,"next_funding_ms":1000},{"kind":"mark","symbol":"BTCUSD_PERP","mark_price":100,"index_price":102},{"kind":"mark","symbol":"BTCUSD_260925","mark_price":103,"index_price":102},{"kind":"mark","symbol":"BTCUSD_200925","mark_price":104}])"},
        {"the index of the pair goes to its symbols, their own first",
            {ws(R"({"stream":"btcusd@indexPrice@1s","data":)" + Index + "}"), ws(mark("BTCUSD_PERP", {})),
                ws(mark("BTCUSD_260925", R"("i":"102",)")), ws(mark("ETHUSD_PERP", {}))},
            R"([{"kind":"funding","symbol":"BTCUSD_PERP","rate":0,"next_funding_ms":1000},{"kind":"mark","symbol":"BTCUSD_PERP","mark_price":100,"index_price":101},{"kind":"funding","symbol":"BTCUSD_260925","rate":0,"next_funding_ms":1000},{"kind":"mark","symbol":"BTCUSD_260925","mark_price":100,"index_price":102},{"kind":"funding","symbol":"ETHUSD_PERP","rate":0,"next_funding_ms":1000},{"kind":"mark","symbol":"ETHUSD_PERP","mark_price":100}])"},
        {"an index without its pair", {ws(R"({"e":"indexPriceUpdate","E":5,"p":"101"})")}, error},
        {"trades count contracts", {ws(trade("BTCUSD_PERP")), ws(trade("ETHUSD_PERP")), ws(trade("BTCUSD_260925"))},
            R"([{"kind":"trade","symbol":"BTCUSD_PERP","aggressor":"buy","price":50,"base_quantity":6,"time_ms":7},{"kind":"trade","symbol":"ETHUSD_PERP","aggressor":"buy","price":50,"base_quantity":0.6,"time_ms":7},{"kind":"trade","symbol":"BTCUSD_260925","aggressor":"buy","price":50,"base_quantity":6,"time_ms":7}])",
            List},
        {"sizes of unknown contracts",
            {ws(trade("NEWUSD_PERP")), ws(R"({"e":"24hrTicker","E":5,"s":"NEWUSD_PERP","q":"10","v":"2"})"),
                ws(R"({"e":"forceOrder","E":5,"o":{"s":"NEWUSD_PERP","S":"SELL","p":"50","X":"FILLED","z":"2","T":7}})"),
                rest("GET /dapi/v1/openInterest?symbol=NEWUSD_PERP", R"({"symbol":"NEWUSD_PERP","openInterest":"5"})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])", List},
        {"a forced buy closes a short; the notional needs no price",
            {ws(R"({"e":"forceOrder","E":5,"o":{"s":"ETHUSD_PERP","ps":"ETHUSD","S":"BUY","o":"LIMIT","q":"9","p":"50","ap":"49","X":"FILLED","l":"1","z":"4","T":7}})")},
            R"([{"kind":"liquidation","symbol":"ETHUSD_PERP","position":"short","price":50,"base_quantity":0.8,"notional_usd":40,"time_ms":7}])",
            List},
        {"turnover: v is contracts, q is coins",
            {ws(R"({"stream":"btcusd_perp@ticker","data":{"e":"24hrTicker","E":5,"s":"BTCUSD_PERP","q":"10.5","v":"2000"}})")},
            R"([{"kind":"volume","symbol":"BTCUSD_PERP","notional_usd":200000,"base_quantity":10.5}])", List},
        {"turnover by REST",
            {rest("GET /dapi/v1/ticker/24hr",
                R"([{"symbol":"ETHUSD_PERP","pair":"ETHUSD","volume":"2000","baseVolume":"10.5","openTime":1}])")},
            R"([{"kind":"volume","symbol":"ETHUSD_PERP","notional_usd":20000,"base_quantity":10.5}])", List},
        {"premiumIndex is a list, the dated one without funding", {rest("GET /dapi/v1/premiumIndex", R"([{"symbol":"BTCUSD_PERP","pair":"BTCUSD","markPrice":"100","indexPrice":"101","estimatedSettlePrice":"99","lastFundingRate":"0.0002","interestRate":"0.0001","nextFundingTime":1000,"time":5},{"symbol":"BTCUSD_260925","pair":"BTCUSD","markPrice":"102","indexPrice":"101","lastFundingRate":"","nextFundingTime":0,"time":5}])")}, R"([{"kind":"funding","symbol":"BTCUSD_PERP","rate":0.0002,"next_funding_ms":1000},{"kind":"mark","symbol":"BTCUSD_PERP","mark_price":100,"index_price":101},{"kind":"mark","symbol":"BTCUSD_260925","mark_price":102,"index_price":101}])"},
        {"open interest of the past: contracts, and the value in coins",
            {rest("GET /futures/data/openInterestHist?pair=ETHUSD&contractType=PERPETUAL&period=5m",
                R"([{"pair":"ETHUSD","contractType":"PERPETUAL","sumOpenInterest":"20403","sumOpenInterestValue":"176.5","timestamp":1591261042378}])")},
            R"([{"kind":"open_interest","symbol":"ETHUSD_PERP","base_quantity":176.5,"notional_usd":204030,"time_ms":1591261042378}])",
            List},
        {"settlements",
            {rest("GET /dapi/v1/fundingRate?symbol=BTCUSD_PERP",
                R"([{"symbol":"BTCUSD_PERP","fundingRate":"-0.0003","fundingTime":1596038400007}])")},
            R"([{"kind":"settlement","symbol":"BTCUSD_PERP","rate":-0.0003,"time_ms":1596038400000}])"},
        {"refusals", {rest("GET /dapi/v1/openInterest?symbol=X", R"({"code":-1121,"msg":"Invalid symbol."})")}, error},
    };
}

} // namespace

class TestBinanceCoinm : public QObject {
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
            // Without its own index a mark has that of the pair.
            const QString why = findWrongValue(each, {QStringLiteral("i")}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void readsBarsInCoins()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /dapi/v1/klines?symbol=BTCUSD_PERP&interval=1h",
                R"([[3600000,"1","4","0.5","2","1000",7199999,"20",7,"600","12","0"]])"),
            names);
        QCOMPARE(out.rows.size(), 1U);
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{HourMs, HourMs, 1, 4, 0.5, 2, 20, 12.0}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id,
            {{"GET /dapi/v1/exchangeInfo", List},
                {"GET /dapi/v1/fundingInfo", R"([{"symbol":"ETHUSD_PERP","fundingIntervalHours":4}])"}},
            names);
        QCOMPARE(reference->instruments.size(), 2U);
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.symbol, std::string("BTCUSD_PERP"));
        QVERIFY(btc.kind == ContractKind::Inverse);
        QCOMPARE(btc.contractSize, 100.0);
        QCOMPARE(btc.settle, std::string("BTC"));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QVERIFY(!btc.intervalHours);
        QCOMPARE(reference->instruments[1].contractSize, 10.0);
        QCOMPARE(reference->instruments[1].intervalHours, std::optional(4.0));
    }

    void subscribesToTheIndexByPair()
    {
        std::vector<Instrument> watched(45, instrumentNamed(Id, "BTCUSD_PERP", ContractKind::Inverse));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 2U); // five streams each, 200 a connection
        QCOMPARE(plans[0].path, std::string("/stream"));
        const auto one = venueById(Id)->subscribe(std::span(watched).first(1));
        QCOMPARE(one.at(0).messages.at(0),
            std::string(
                R"({"method":"SUBSCRIBE","params":["btcusd@indexPrice@1s","btcusd_perp@markPrice@1s","btcusd_perp@ticker","btcusd_perp@forceOrder","btcusd_perp@aggTrade"],"id":1})"));
    }

    void asksForHistoryByPair()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSD_PERP", ContractKind::Inverse);
        const auto oi = venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, DayMs, 300'000});
        QCOMPARE(oi.at(0).path,
            std::string("/futures/data/openInterestHist?pair=BTCUSD&contractType=PERPETUAL&period=5m&startTime=0"
                        "&endTime=86399999&limit=288"));
        // No call of bars spans more than 200 days.
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, 400 * DayMs, DayMs});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(bars[1].path,
            std::string("/dapi/v1/klines?symbol=BTCUSD_PERP&interval=1d&startTime=0&endTime=17279999999&limit=200"));
        QCOMPARE(venueById(Id)->polls(std::span(&btc, 1)).at(0).request.path,
            std::string("/dapi/v1/openInterest?symbol=BTCUSD_PERP"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBinanceCoinm)
#include "tst_venuebinancecoinm.moc"
