#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "phemex";

const std::string List = R"({"code":0,"msg":"","data":{"products":[
{"symbol":"BTCUSD","type":"Perpetual","settleCurrency":"BTC","quoteCurrency":"USD","contractSize":"1 USD","tickSize":0.5,"priceScale":4,"ratioScale":8,"status":"Listed","fundingInterval":28800,"maxLeverage":100},
{"symbol":"cETHUSD","type":"Perpetual","settleCurrency":"ETH","quoteCurrency":"USD","contractSize":1.0,"tickSize":0.05,"priceScale":4,"status":"Listed","fundingInterval":28800},
{"symbol":"ETHUSD","type":"Perpetual","settleCurrency":"USD","quoteCurrency":"USD","contractSize":0.005,"priceScale":4,"status":"Listed"},
{"symbol":"sBTCUSDT","type":"Spot","quoteCurrency":"USDT","status":"Listed"}],
"perpProductsV2":[
{"symbol":"BTCUSDT","type":"PerpetualV2","perpProductSubType":"Normal","settleCurrency":"USDT","quoteCurrency":"USDT","tickSize":"0.1","priceScale":0,"baseCurrency":"BTC","status":"Listed","fundingInterval":28800,"maxLeverage":100},
{"symbol":"u1000PEPEUSDT","type":"PerpetualV2","settleCurrency":"USDT","quoteCurrency":"USDT","tickSize":"0.0000001","baseCurrency":"1000 PEPE","status":"Listed","fundingInterval":14400},
{"symbol":"BTCUSDC","type":"PerpetualV2","settleCurrency":"USDC","quoteCurrency":"USDC","baseCurrency":"BTC","status":"Listed"},
{"symbol":"SOONUSDT","type":"PerpetualV2","perpProductSubType":"PreMarket","settleCurrency":"USDT","quoteCurrency":"USDT","baseCurrency":"SOON","status":"Listed"},
{"symbol":"OLDUSDT","type":"PerpetualV2","settleCurrency":"USDT","quoteCurrency":"USDT","baseCurrency":"OLD","status":"Delisted"}],
"riskLimitsV2":[{"symbol":"BTCUSDT","riskLimits":[{"limit":2000000,"initialMarginRr":"0.01","maintenanceMarginRr":"0.005"},{"limit":4000000,"initialMarginRr":"0.02","maintenanceMarginRr":"0.0075"}]}]}})";

std::string pack(const std::string &rows, const std::string &fields = {})
{
    return R"({"data":[)" + rows + "]," + (fields.empty() ? "" : R"("fields":[)" + fields + "],")
        + R"("method":"perp_market24h_pack_p.update","timestamp":"1677094918686806209","type":"incremental"})";
}

std::string answer(const std::string &data) { return R"({"code":0,"msg":"OK","data":)" + data + "}"; }

const std::string Row = R"(["AUSDT","1","2","3","4","50","60","70","8","9","0.0001","0.0002"])";

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string rows =
        R"({"kind":"funding","symbol":"AUSDT","rate":0.0001,"predicted_rate":0.0002},{"kind":"mark","symbol":"AUSDT","mark_price":9,"index_price":8},{"kind":"open_interest","symbol":"AUSDT","base_quantity":70},{"kind":"volume","symbol":"AUSDT","notional_usd":60,"base_quantity":50})";
    const std::string few = R"({"kind":"mark","symbol":"BUSDT","mark_price":5})";
    return {
        {"a pack without fields has the documented ones", {ws(pack(Row))}, "[" + rows + "]"},
        {"fields are obeyed, and kept for what follows",
            {ws(pack(R"(["5","BUSDT"])", R"("markRp","symbol")")), ws(pack(R"(["6","BUSDT"])")),
                ws(pack(Row,
                    R"("symbol","openRp","highRp","lowRp","lastRp","volumeRq","turnoverRv","openInterestRv","indexRp","markRp","fundingRateRr","predFundingRateRr")"))},
            "[" + few + R"(,{"kind":"mark","symbol":"BUSDT","mark_price":6},)" + rows + "]"},
        {"fields of a bad frame are not kept", {ws(pack(R"(["x","BUSDT"])", R"("markRp","symbol")")), ws(pack(Row))},
            R"([{"kind":"error"},)" + rows + "]"},
        {"rows that are too short", {ws(pack(R"(["AUSDT","1"])"))}, error},
        {"fields without a symbol", {ws(pack(R"(["5"])", R"("markRp")"))}, error},
        {"an open interest of nought is a value", {ws(pack(R"(["BUSDT","0"])", R"("symbol","openInterestRv")"))},
            R"([{"kind":"open_interest","symbol":"BUSDT","base_quantity":0}])"},
        {"COIN-M is scaled integers",
            {ws(R"({"market24h":{"close":1,"fundingRate":-39075,"predFundingRate":10000,"indexPrice":500000000,"markPrice":500010000,"openInterest":5000100,"symbol":"BTCUSD","turnover":300000000,"volume":150000},"timestamp":1677094918686806209})")},
            R"([{"kind":"funding","symbol":"BTCUSD","rate":-0.00039075,"interval_hours":8,"predicted_rate":0.0001},{"kind":"mark","symbol":"BTCUSD","mark_price":50001,"index_price":50000},{"kind":"open_interest","symbol":"BTCUSD","base_quantity":100,"notional_usd":5000100},{"kind":"volume","symbol":"BTCUSD","notional_usd":150000,"base_quantity":3}])",
            List},
        {"a contract that is not listed",
            {ws(R"({"market24h":{"fundingRate":1,"markPrice":5,"openInterest":5,"symbol":"GONEUSD"},"timestamp":1677094918686806209})")},
            "[]", List},
        {"live trades of both kinds",
            {ws(R"({"sequence":1,"symbol":"BTCUSDT","trades_p":[["1669198793402790477","Sell","5","2"]],"type":"incremental"})"),
                ws(R"({"sequence":1,"symbol":"BTCUSD","trades":[[1669198793402999999,"Buy",500000000,100]],"type":"incremental"})")},
            R"([{"kind":"trade","symbol":"BTCUSDT","aggressor":"sell","price":5,"base_quantity":2,"time_ms":1669198793402},{"kind":"trade","symbol":"BTCUSD","aggressor":"buy","price":50000,"base_quantity":0.002,"time_ms":1669198793402}])",
            List},
        {"trades from before the subscription",
            {ws(R"({"sequence":1,"symbol":"BTCUSDT","trades_p":[[1669198793402790477,"Sell","5","2"]],"type":"snapshot"})")},
            "[]"},
        {"COIN-M trades of unknown size",
            {ws(R"({"symbol":"NEWUSD","trades":[[1669198793402999999,"Buy",500000000,100]],"type":"incremental"})")},
            error, List},
        {"tickers by REST",
            {rest("GET /md/v3/ticker/24hr/all",
                 R"({"error":null,"id":0,"result":[{"symbol":"AUSDT","indexRp":"8","markRp":"9","openInterestRv":"70","fundingRateRr":"0.0001","predFundingRateRr":"0.0002","turnoverRv":"60","volumeRq":"50"}]})"),
                rest("GET /md/ticker/24hr?symbol=BTCUSD",
                    R"({"error":null,"id":0,"result":{"symbol":"BTCUSD","fundingRateEr":10000,"indexEp":500000000,"markEp":500010000,"openInterest":5000100,"turnoverEv":300000000,"volume":150000}})")},
            "[" + rows
                + R"(,{"kind":"funding","symbol":"BTCUSD","rate":0.0001},{"kind":"mark","symbol":"BTCUSD","mark_price":50001,"index_price":50000},{"kind":"open_interest","symbol":"BTCUSD","base_quantity":100,"notional_usd":5000100},{"kind":"volume","symbol":"BTCUSD","notional_usd":150000,"base_quantity":3}])"},
        {"intervals are seconds",
            {rest("GET /contract-biz/public/real-funding-rates?pageSize=200",
                answer(
                    R"({"rows":[{"symbol":"AUSDT","fundingRate":"-0.0001","fundingInterval":14400,"nextfundingTime":14400000,"interestRate":"0.1"}]})"))},
            R"([{"kind":"funding","symbol":"AUSDT","rate":-0.0001,"interval_hours":4,"next_funding_ms":14400000}])"},
        {"settlements go back to their contracts, oldest first",
            {rest("GET /api-data/public/data/funding-rate-history?symbol=.BTCUSDTFR8H",
                 answer(
                     R"({"rows":[{"symbol":".BTCUSDTFR8H","fundingRate":"0.0002","fundingTime":"57600000","intervalSeconds":28800},{"symbol":".BTCUSDTFR8H","fundingRate":"0.0001","fundingTime":"28800000"}]})")),
                rest("GET /api-data/public/data/funding-rate-history?symbol=.BTCFR8H",
                    answer(R"({"rows":[{"symbol":".BTCFR8H","fundingRate":"0.0003","fundingTime":"28800000"}]})"))},
            R"([{"kind":"settlement","symbol":"BTCUSDT","rate":0.0001,"time_ms":28800000},{"kind":"settlement","symbol":"BTCUSDT","rate":0.0002,"time_ms":57600000},{"kind":"settlement","symbol":"BTCUSD","rate":0.0003,"time_ms":28800000}])"},
        {"refusals",
            {ws(R"({"error":{"code":6001,"message":"invalid argument"},"id":106,"result":null})"),
                rest("GET /md/v3/ticker/24hr?symbol=X",
                    R"({"error":{"code":6001,"message":"invalid argument"},"id":0,"result":null})"),
                rest("GET /contract-biz/public/real-funding-rates", R"({"code":10500,"msg":"no","data":null})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"other pushes",
            {ws(R"({"tick_p":{"last":"86513.6","symbol":".MBTCUSDT","timestamp":1}})"),
                ws(R"({"orderbook_p":{"asks":[["x"]]},"symbol":5,"type":"snapshot"})"),
                ws(R"({"kline_p":[[1]],"symbol":"BTCUSDT","type":"incremental"})"),
                rest("GET /public/time", answer("{}"))},
            "[]"},
    };
}

} // namespace

class TestPhemex : public QObject {
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
            // Later packs are read by the fields of earlier ones.
            WireCase first = each;
            first.frames.resize(1);
            const QString why = findWrongValue(first, {}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(pack(Row)), names).venueMs, std::optional<TimeMs>(1'677'094'918'686));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const auto catalogue = venueById(Id)->catalogue();
        const std::string rates = answer(
            R"({"rows":[{"symbol":"BTCUSDC","fundingInterval":3600,"fundingRateCap":"0.003","fundingRateFloor":"-0.002"}]})");
        const ReferencePtr reference =
            readReference(Id, {{catalogue[0].line(), List}, {catalogue[1].line(), rates}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT u1000PEPEUSDT BTCUSDC BTCUSD cETHUSD"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.maxLeverage, std::optional(100.0));
        QCOMPARE(btc.tiers.size(), 2U);
        QVERIFY(btc.tiers[0] == (MarginTier{2e6, 0.005, 100, 0}));
        QCOMPARE(btc.tiers[1].notionalCapUsd, 4e6);
        QCOMPARE(btc.tiers[1].maxLeverage, 50.0);
        QCOMPARE(btc.tiers[1].deductionUsd, 5000.0); // so that the margin of 2 million is the same by both
        const Instrument &pepe = reference->instruments[1];
        QCOMPARE(pepe.asset, std::string("PEPE"));
        QCOMPARE(pepe.scale, 1000.0);
        QCOMPARE(pepe.intervalHours, std::optional(4.0));
        const Instrument &usdc = reference->instruments[2];
        QCOMPARE(usdc.intervalHours, std::optional(1.0));
        QCOMPARE(usdc.fundingCap, std::optional(0.003));
        QCOMPARE(usdc.fundingFloor, std::optional(-0.002));
        const Instrument &inverse = reference->instruments[3];
        QVERIFY(inverse.kind == ContractKind::Inverse);
        QCOMPARE(inverse.contractSize, 1.0);
        QCOMPARE(inverse.asset, std::string("BTC"));
        QCOMPARE(reference->instruments[4].asset, std::string("ETH"));
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /exchange/public/md/v2/kline/list?symbol=AUSDT&resolution=60",
                answer(R"({"total":-1,"rows":[[1669198740,60,"9","1","4","0.5","2","10","20"]]})")),
            names);
        QVERIFY(
            std::get<Candle>(out.rows.at(0).payload) == (Candle{1'669'198'740'000, MinuteMs, 1, 4, 0.5, 2, 10, {}}));
    }

    void subscribesTradesOneByOne()
    {
        const std::vector<Instrument> watched{
            instrumentNamed(Id, "BTCUSDT"), instrumentNamed(Id, "BTCUSD", ContractKind::Inverse)};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/"));
        QVERIFY(plans[0].messages
            == (std::vector<std::string>{R"({"id":1,"method":"perp_market24h_pack_p.subscribe","params":[]})",
                R"({"id":2,"method":"market24h.subscribe","params":[]})",
                R"({"id":3,"method":"trade_p.subscribe","params":["BTCUSDT"]})",
                R"({"id":4,"method":"trade.subscribe","params":["BTCUSD"]})"}));
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(100, watched[0]));
        QCOMPARE(many.size(), 3U);
        for (const SocketPlan &plan : many)
            QVERIFY(plan.messages.size() <= 50);
        QVERIFY(many[1].carries == std::vector<StreamType>{StreamType::Trade});
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSDT");
        const Instrument inverse = instrumentNamed(Id, "BTCUSD", ContractKind::Inverse);
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, 2 * DayMs, 5 * MinuteMs});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(bars[0].path,
            std::string("/exchange/public/md/v2/kline/list?symbol=BTCUSDT&resolution=300&from=22800&to=172799"));
        QVERIFY(venueById(Id)->history(inverse, {HistoryKind::Candles, 0, DayMs, HourMs}).empty());
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0});
        QCOMPARE(funding.size(), 8U); // 720 hours
        QVERIFY(funding[7].path.ends_with("?symbol=.BTCUSDTFR8H&start=0&end=71999999&limit=100"));
        const auto coin = venueById(Id)->history(inverse, {HistoryKind::Funding, 0, HourMs, 0});
        QVERIFY(coin[0].path.find("?symbol=.BTCFR8H&") != std::string::npos);
        QVERIFY(venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, HourMs, HourMs}).empty());
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestPhemex)
#include "tst_venuephemex.moc"
