#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "bitget";

const std::string List = R"({"code":"00000","msg":"success","data":[
{"symbol":"BTCUSDT","category":"USDT-FUTURES","baseCoin":"BTC","quoteCoin":"USDT","priceMultiplier":"0.1","symbolType":"crypto","type":"perpetual","status":"online","fundInterval":"8","maxLeverage":"125"},
{"symbol":"1000BONKUSDT","category":"USDT-FUTURES","baseCoin":"1000BONK","quoteCoin":"USDT","symbolType":"perpetual","status":"online","fundInterval":"4"},
{"symbol":"BTCUSDT260925","category":"USDT-FUTURES","baseCoin":"BTC","quoteCoin":"USDT","symbolType":"crypto","type":"delivery","status":"online","fundInterval":""},
{"symbol":"OLDUSDT","category":"USDT-FUTURES","baseCoin":"OLD","quoteCoin":"USDT","symbolType":"perpetual","status":"offline","fundInterval":"8"}]})";

const std::string CoinList = R"({"code":"00000","msg":"success","data":[
{"symbol":"BTCUSD","category":"COIN-FUTURES","baseCoin":"BTC","quoteCoin":"USD","symbolType":"crypto","type":"perpetual","status":"online","fundInterval":"8"}]})";

const std::string OldList = R"({"code":"00000","msg":"success","data":[
{"symbol":"BTCPERP","baseCoin":"BTC","quoteCoin":"USDC","pricePlace":"1","priceEndStep":"5","sizeMultiplier":"0.001","symbolType":"perpetual","symbolStatus":"normal","fundInterval":"8","maxLever":"75","supportMarginCoins":["USDC"]}]})";

std::string frame(const std::string &product, const std::string &topic, const std::string &symbol,
    const std::string &rows, const std::string &action = "update")
{
    const bool isOld = product.starts_with("U") || product.starts_with("C");
    return R"({"action":")" + action + R"(","arg":{"instType":")" + product + "\",\"" + (isOld ? "channel" : "topic")
        + R"(":")" + topic + "\""
        + (symbol.empty() ? "" : (isOld ? R"(,"instId":")" : R"(,"symbol":")") + symbol + "\"") + R"(},"data":[)" + rows
        + R"(],"ts":77})";
}

std::string ticker(const std::string &members, const std::string &action = "snapshot")
{
    return frame("usdt-futures", "ticker", "BTCUSDT", "{" + members + "}", action);
}

/// A ticker of COIN-M at a price of 50000: open interest of 30, and a turnover of 24 hours.
std::string coinTicker(const std::string &turnover, const std::string &volume)
{
    return frame("coin-futures", "ticker", "BTCUSD",
        R"({"markPrice":"50000","openInterest":"30","turnover24h":")" + turnover + R"(","volume24h":")" + volume
            + "\"}",
        "snapshot");
}

std::string answer(const std::string &data)
{
    return R"({"code":"00000","msg":"success","requestTime":77,"data":)" + data + "}";
}

const std::string Full =
    R"("fundingRate":"0.0001","nextFundingTime":"100","markPrice":"10","indexPrice":"11","openInterest":"200","turnover24h":"700","volume24h":"70","deliveryTime":"")";

std::vector<OwnCase> tickerCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string rows =
        R"({"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":100},{"kind":"mark","symbol":"BTCUSDT","mark_price":10,"index_price":11},{"kind":"open_interest","symbol":"BTCUSDT","base_quantity":200},{"kind":"volume","symbol":"BTCUSDT","notional_usd":700,"base_quantity":70})";
    return {
        {"a member that an update leaves out did not change",
            {ws(ticker(Full)), ws(ticker(R"("markPrice":"12")", "update")),
                ws(ticker(R"("fundingRate":"-0.0002")", "update"))},
            "[" + rows
                + R"(,{"kind":"mark","symbol":"BTCUSDT","mark_price":12,"index_price":11},{"kind":"funding","symbol":"BTCUSDT","rate":-0.0002,"next_funding_ms":100}])"},
        {"updates are complete and need no snapshot", {ws(ticker(Full, "update"))}, "[" + rows + "]"},
        {"dated: the rate of zero is none",
            {ws(frame("usdt-futures", "ticker", "BTCUSDT260925",
                R"({"fundingRate":"0","nextFundingTime":"0","markPrice":"10"})", "snapshot"))},
            R"([{"kind":"mark","symbol":"BTCUSDT260925","mark_price":10}])"},
        {"dated of v2, and perpetual by a number",
            {ws(frame("COIN-FUTURES", "ticker", "BTCUSDZ24",
                 R"({"fundingRate":"0","nextFundingTime":"0","symbolType":"2","markPrice":"10"})", "snapshot")),
                ws(frame("USDT-FUTURES", "ticker", "A", R"({"fundingRate":"0.1","nextFundingTime":"5","symbolType":1})",
                    "snapshot"))},
            R"([{"kind":"mark","symbol":"BTCUSDZ24","mark_price":10},{"kind":"funding","symbol":"A","rate":0.1,"next_funding_ms":5}])"},
        {"v2 counts COIN-M in base coin",
            {ws(frame("COIN-FUTURES", "ticker", "BTCUSD",
                R"({"markPrice":"50000","holdingAmount":"30","quoteVolume":"100000","baseVolume":"2"})", "snapshot"))},
            R"([{"kind":"mark","symbol":"BTCUSD","mark_price":50000},{"kind":"open_interest","symbol":"BTCUSD","base_quantity":30},{"kind":"volume","symbol":"BTCUSD","notional_usd":100000,"base_quantity":2}])"},
        {"v3 COIN-M whose turnover says that sizes are coins", {ws(coinTicker("100000", "2.1"))},
            R"([{"kind":"mark","symbol":"BTCUSD","mark_price":50000},{"kind":"open_interest","symbol":"BTCUSD","base_quantity":30},{"kind":"volume","symbol":"BTCUSD","notional_usd":100000,"base_quantity":2.1}])"},
        {"v3 COIN-M whose turnover says that sizes are dollars", {ws(coinTicker("100000", "100000"))},
            R"([{"kind":"mark","symbol":"BTCUSD","mark_price":50000},{"kind":"open_interest","symbol":"BTCUSD","notional_usd":30},{"kind":"volume","symbol":"BTCUSD","notional_usd":100000}])"},
        {"v3 COIN-M whose turnover says nothing", {ws(coinTicker("2", "100000")), ws(coinTicker("0", "0"))},
            R"([{"kind":"mark","symbol":"BTCUSD","mark_price":50000},{"kind":"mark","symbol":"BTCUSD","mark_price":50000}])"},
        {"v3 COIN-M at a price where both readings fit",
            {ws(frame("coin-futures", "ticker", "XRPUSD",
                R"({"markPrice":"1.2","openInterest":"30","turnover24h":"500","volume24h":"500"})", "snapshot"))},
            R"([{"kind":"mark","symbol":"XRPUSD","mark_price":1.2}])"},
        {"interval of the list", {ws(ticker(R"("fundingRate":"0.1","nextFundingTime":"100")"))},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.1,"next_funding_ms":100,"interval_hours":8}])", List},
        {"all tickers by REST, where no settlement is told",
            {rest("GET /api/v3/market/tickers?category=USDT-FUTURES",
                answer(
                    R"([{"symbol":"A","fundingRate":"0.0001","markPrice":"10","openInterest":"5","turnover24h":"7","volume24h":"3"},{"symbol":"A260925","fundingRate":"0","deliveryTime":"1790000000000","markPrice":"11"}])"))},
            R"([{"kind":"funding","symbol":"A","rate":0.0001},{"kind":"mark","symbol":"A","mark_price":10},{"kind":"open_interest","symbol":"A","base_quantity":5},{"kind":"volume","symbol":"A","notional_usd":7,"base_quantity":3},{"kind":"mark","symbol":"A260925","mark_price":11}])"},
        {"open interest by REST of both versions",
            {rest("GET /api/v3/market/open-interest?category=USDT-FUTURES&symbol=A",
                 answer(R"({"list":[{"symbol":"A","openInterest":"5"}],"ts":"1"})")),
                rest("GET /api/v2/mix/market/open-interest?symbol=A&productType=usdt-futures",
                    answer(R"({"openInterestList":[{"symbol":"A","size":"6"}],"ts":"1"})")),
                rest("GET /api/v3/market/open-interest?category=COIN-FUTURES&symbol=BTCUSD",
                    answer(R"({"list":[{"symbol":"BTCUSD","openInterest":"5"}],"ts":"1"})"))},
            R"([{"kind":"open_interest","symbol":"A","base_quantity":5},{"kind":"open_interest","symbol":"A","base_quantity":6}])"},
        {"ticker without its symbol", {ws(frame("usdt-futures", "ticker", {}, "{" + Full + "}"))}, error},
        {"ticker that is neither snapshot nor update", {ws(ticker(Full, "delta"))}, error},
        {"negative open interest", {ws(ticker(R"("openInterest":"-1")"))}, error},
    };
}

std::vector<OwnCase> otherCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string trade = R"({"i":"1","p":"50","v":"100","S":"sell","T":"7","L":"2","isRPI":"no"})";
    const std::string oldTrade = R"({"ts":"7","price":"50","size":"100","side":"buy","tradeId":"1"})";
    return {
        {"the side of a liquidation is the position's, the amount is dollars",
            {ws(frame("usdt-futures", "liquidation", {},
                R"({"symbol":"AUSDT","side":"buy","price":"50","amount":"100","ts":"7"},{"symbol":"BUSDT","side":"sell","price":"4","amount":"100","ts":"8"})"))},
            R"([{"kind":"liquidation","symbol":"AUSDT","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":7},{"kind":"liquidation","symbol":"BUSDT","position":"short","price":4,"base_quantity":25,"notional_usd":100,"time_ms":8}])"},
        {"also on COIN-M",
            {ws(frame("coin-futures", "liquidation", {},
                R"({"symbol":"BTCUSD","side":"sell","price":"50","amount":"100","ts":"7"})"))},
            R"([{"kind":"liquidation","symbol":"BTCUSD","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":7}])"},
        {"a liquidation without a price",
            {ws(frame("usdt-futures", "liquidation", {},
                R"({"symbol":"AUSDT","side":"buy","price":"0","amount":"100","ts":"7"})"))},
            error},
        {"trades from before the subscription", {ws(frame("usdt-futures", "publicTrade", "A", trade, "snapshot"))},
            "[]"},
        {"trades of v3: base coin, but dollars on COIN-M",
            {ws(frame("usdt-futures", "publicTrade", "A", trade)),
                ws(frame("coin-futures", "publicTrade", "BTCUSD", trade))},
            R"([{"kind":"trade","symbol":"A","aggressor":"sell","price":50,"base_quantity":100,"time_ms":7},{"kind":"trade","symbol":"BTCUSD","aggressor":"sell","price":50,"base_quantity":2,"time_ms":7}])"},
        {"trades of v2: base coin throughout",
            {ws(frame("USDT-FUTURES", "trade", "A", oldTrade)), ws(frame("COIN-FUTURES", "trade", "BTCUSD", oldTrade))},
            R"([{"kind":"trade","symbol":"A","aggressor":"buy","price":50,"base_quantity":100,"time_ms":7},{"kind":"trade","symbol":"BTCUSD","aggressor":"buy","price":50,"base_quantity":100,"time_ms":7}])"},
        {"one bad row of many",
            {ws(frame("usdt-futures", "publicTrade", "A", trade + R"(,{"i":"2","p":"","v":"1","S":"buy","T":"7"})"))},
            error},
        {"settlements of both versions",
            {rest("GET /api/v2/mix/market/history-fund-rate?symbol=A&productType=USDT-FUTURES&pageSize=100&pageNo=1",
                 answer(R"([{"symbol":"A","fundingRate":"-0.0005","fundingTime":"1628416800000"}])")),
                rest("GET /api/v3/market/history-fund-rate?category=USDT-FUTURES&symbol=A",
                    answer(
                        R"({"resultList":[{"symbol":"A","fundingRate":"0.0001","fundingRateTimestamp":"1628388000000"}]})"))},
            R"([{"kind":"settlement","symbol":"A","rate":-0.0005,"time_ms":1628416800000},{"kind":"settlement","symbol":"A","rate":0.0001,"time_ms":1628388000000}])"},
        {"refusals",
            {ws(R"({"event":"error","arg":{"instType":"usdt-futures","topic":"candle1m"},"code":30001,"msg":"does not exist"})"),
                rest(
                    "GET /api/v3/market/tickers?category=X", R"({"code":"40034","msg":"Parameter X does not exist"})")},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"dull topics and products",
            {ws(frame("usdt-futures", "books", "A", R"({"a":[["x"]]})")),
                ws(frame("spot", "ticker", "A", "{" + Full + "}")),
                rest("GET /api/v3/market/orderbook?category=USDT-FUTURES&symbol=A", answer("{}")), ws("pong")},
            "[]"},
        {"no JSON and no pong", {ws("ping?")}, error},
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

class TestBitget : public QObject {
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
        // What tells a dated contract; without them its rate of zero counts. And what REST tells twice.
        const QStringList mayDrop{
            QStringLiteral("nextFundingTime"), QStringLiteral("deliveryTime"), QStringLiteral("symbolType")};
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

    void readsBarsInBaseCoin()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /api/v2/mix/market/history-candles?symbol=BTCUSD&productType=COIN-FUTURES&granularity=5m",
                answer(R"([["300000","1","4","0.5","2","10","20"],["600000","2","3","1","2","8","16"]])")),
            names);
        QCOMPARE(out.rows.size(), 2U);
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 10, {}}));
        QCOMPARE(out.venueMs, std::optional<TimeMs>(77));
        const Decoded unknown = decodeOne(Id,
            rest("GET /api/v3/market/candles?category=COIN-FUTURES&symbol=BTCUSD&interval=5m",
                answer(R"([["300000","1","4","0.5","2","10","20"]])")),
            names);
        QCOMPARE(unknown.errors.size(), 1U);
        QVERIFY(unknown.rows.empty());
    }

    void turnsRowsThatComeNewestFirst()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            ws(frame("usdt-futures", "liquidation", {},
                R"({"symbol":"A","side":"buy","price":"50","amount":"1","ts":"9"},{"symbol":"B","side":"buy","price":"50","amount":"1","ts":"8"})")),
            names);
        QCOMPARE(std::get<Liquidation>(out.rows.at(0).payload).timeMs, TimeMs(8));
        QCOMPARE(std::get<Liquidation>(out.rows.at(1).payload).timeMs, TimeMs(9));
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(ticker(Full)), names).venueMs, std::optional<TimeMs>(77));
        QVERIFY(!decodeOne(Id, ws(ticker(R"("openInterest":"x")")), names).venueMs);
    }

    void readsTheCatalogueOfAllProducts()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id,
            {{"GET " + venueById(Id)->catalogue().at(0).path, List},
                {"GET " + venueById(Id)->catalogue().at(2).path, CoinList},
                {"GET /api/v2/mix/market/contracts?productType=USDC-FUTURES", OldList}},
            names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT 1000BONKUSDT BTCUSD BTCPERP"));
        const auto &all = reference->instruments;
        QCOMPARE(all[0].intervalHours, std::optional(8.0));
        QCOMPARE(all[0].tickSize, std::optional(0.1));
        QCOMPARE(all[0].maxLeverage, std::optional(125.0));
        QCOMPARE(all[0].settle, std::string("USDT"));
        QCOMPARE(all[1].asset, std::string("BONK"));
        QCOMPARE(all[1].scale, 1000.0);
        QVERIFY(all[2].kind == ContractKind::Inverse);
        QCOMPARE(all[2].settle, std::string("BTC"));
        QCOMPARE(all[2].contractSize, 1.0);
        QCOMPARE(all[3].tickSize, std::optional(0.5));
        QCOMPARE(all[3].settle, std::string("USDC"));
        QCOMPARE(all[3].maxLeverage, std::optional(75.0));
    }

    void subscribesWithinTheLimits()
    {
        std::vector<Instrument> watched(30, instrumentNamed(Id, "BTCUSDT"));
        watched.push_back(instrumentNamed(Id, "BTCUSD", ContractKind::Inverse));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 2U);
        std::size_t topics = 0;
        for (const SocketPlan &plan : plans) {
            std::size_t ofPlan = 0;
            for (const std::string &message : plan.messages)
                ofPlan += boost::json::parse(message).at("args").as_array().size();
            QVERIFY(ofPlan <= 50);
            topics += ofPlan;
        }
        QCOMPARE(topics, 2U * 31 + 2);
        const auto one = venueById(Id)->subscribe(std::span(watched).last(1)).at(0);
        QCOMPARE(one.path, std::string("/v3/ws/public"));
        QCOMPARE(one.messages.at(0),
            std::string(
                R"({"op":"subscribe","args":[{"instType":"coin-futures","topic":"ticker","symbol":"BTCUSD"},{"instType":"coin-futures","topic":"liquidation"},{"instType":"coin-futures","topic":"publicTrade","symbol":"BTCUSD"}]})"));
        QVERIFY(venueById(Id)->subscribe({}).empty());
    }

    void asksForHistory()
    {
        Instrument usdc = instrumentNamed(Id, "BTCPERP");
        usdc.settle = "USDC";
        // 29 days back the call changes, and with it the length of the pages.
        const TimeMs now = 100 * DayMs;
        const auto bars = venueById(Id)->history(usdc, {HistoryKind::Candles, 70 * DayMs, now, HourMs, now});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(bars[0].path,
            std::string("/api/v2/mix/market/candles?symbol=BTCPERP&productType=USDC-FUTURES&granularity=1H"
                        "&startTime=6134400000&endTime=8639999999&limit=1000"));
        QCOMPARE(bars[1].path,
            std::string("/api/v2/mix/market/history-candles?symbol=BTCPERP&productType=USDC-FUTURES&granularity=1H"
                        "&startTime=6048000000&endTime=6134399999&limit=200"));
        const auto funding = venueById(Id)->history(usdc, {HistoryKind::Funding, 70 * DayMs, now, 0, now});
        QCOMPARE(funding.size(), 8U); // 720 hours
        QCOMPARE(funding[7].path,
            std::string("/api/v2/mix/market/history-fund-rate?symbol=BTCPERP&productType=USDC-FUTURES&pageSize=100"
                        "&pageNo=8"));
        QVERIFY(venueById(Id)->history(usdc, {HistoryKind::OpenInterest, 0, DayMs, HourMs}).empty());
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBitget)
#include "tst_venuebitget.moc"
