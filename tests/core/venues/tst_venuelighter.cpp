#include "tests/core/venues/venuecheck.h"

#include <limits>

using namespace isobar;

namespace {

const char *const Id = "lighter";

const std::string List =
    R"({"code":200,"order_book_details":[)"
    R"({"symbol":"ETH","market_id":0,"market_type":"perp","status":"active","price_decimals":2,"size_decimals":4,"quote_multiplier":1,"min_initial_margin_fraction":200,"maintenance_margin_fraction":120,"closeout_margin_fraction":80,"open_interest":27350.9,"daily_base_token_volume":10.5,"daily_quote_token_volume":24000,"last_trade_price":2300},)"
    R"({"symbol":"1000PEPE","market_id":4,"market_type":"perp","status":"active","supported_price_decimals":6,"price_decimals":7,"quote_multiplier":7,"market_config":{"hidden":false}},)"
    R"({"symbol":"GONE","market_id":5,"market_type":"perp","status":"inactive"},)"
    R"({"symbol":"SECRET","market_id":6,"market_type":"perp","status":"active","market_config":{"hidden":true}}],)"
    R"("spot_order_book_details":[{"symbol":"ETH/USDC","market_id":2048,"market_type":"spot","status":"active","open_interest":5}]})";

std::string stats(const std::string &market, const std::string &rate)
{
    return R"({"symbol":"X","funding_rate":"0.0008","funding_timestamp":3600004,"market_id":)" + market
        + R"(,"mid_price":"","open_interest":"5000","open_interest_limit":"72057594037927936.000000",)"
        + R"("index_price":"11","mark_price":"10","daily_base_token_volume":7.5,"daily_quote_token_volume":70,)"
        + R"("current_funding_rate":)" + "\"" + rate + "\"}";
}

std::string statsFrame(const std::string &channel, const std::string &content)
{
    return "{\"type\":\"update/market_stats\",\"channel\":\"" + channel
        + "\",\"timestamp\":7000000,\"market_stats\":" + content + "}";
}

std::string statsRows(const std::string &market, const std::string &rate)
{
    const std::string head = R"(","symbol":")" + market + "\",";
    return "{\"kind\":\"funding" + head + R"("rate":)" + rate + ",\"next_funding_ms\":7200000},{\"kind\":\"mark" + head
        + "\"mark_price\":10,\"index_price\":11},{\"kind\":\"open_interest" + head
        + "\"notional_usd\":5000},{\"kind\":\"volume" + head + R"("notional_usd":70,"base_quantity":7.5})";
}

std::string fill(const std::string &id, const std::string &type, const std::string &isMakerAsk, const std::string &time)
{
    return R"({"trade_id":)" + id + ",\"type\":\"" + type
        + "\",\"market_id\":1,\"size\":\"2\",\"price\":\"50\",\"usd_amount\":\"100\",\"ask_id\":72057594037927937,\"is_"
          "maker_ask\":"
        + isMakerAsk + R"(,"timestamp":)" + time + R"(,"transaction_time":1773854156686065})";
}

std::string tradeFrame(const std::string &type, const std::string &lists)
{
    return "{\"type\":\"" + type + "\",\"channel\":\"trade:1\",\"nonce\":1," + lists + "}";
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"all markets by their numbers: percent an hour, dollars",
            {ws(statsFrame(
                "market_stats:all", R"({"1":)" + stats("1", "0.0012") + R"(,"42":)" + stats("42", "-4.0") + "}"))},
            "[" + statsRows("1", "0.000012") + "," + statsRows("42", "-0.04") + "]"},
        {"one market by itself", {ws(statsFrame("market_stats:1", stats("1", "0.0012")))},
            "[" + statsRows("1", "0.000012") + "]"},
        {"statistics of another market", {ws(statsFrame("market_stats:1", stats("2", "0.0012")))}, error},
        {"no market is no error", {ws(statsFrame("market_stats:all", "{}"))}, "[]"},
        {"one bad market of many",
            {ws(statsFrame(
                "market_stats:all", R"({"1":)" + stats("1", "0.0012") + R"(,"2":)" + stats("2", "x") + "}"))},
            error},
        {"an ask that rested was bought from; lists may be null or missing",
            {ws(tradeFrame("update/trade", R"("trades":[)" + fill("1", "trade", "true", "5") + "]")),
                ws(tradeFrame("update/trade",
                    R"("trades":[)" + fill("2", "trade", "false", "6") + R"(],"liquidation_trades":null)")),
                ws(tradeFrame("update/trade", R"("trades":null,"liquidation_trades":[])"))},
            R"([{"kind":"trade","symbol":"1","aggressor":"buy","price":50,"base_quantity":2,"time_ms":5},{"kind":"trade","symbol":"1","aggressor":"sell","price":50,"base_quantity":2,"time_ms":6}])"},
        {"who is liquidated took; the rest of that list is no liquidation",
            {ws(tradeFrame("update/trade",
                R"("trades":[],"liquidation_trades":[)" + fill("1", "liquidation", "true", "5") + ","
                    + fill("2", "liquidation", "false", "6") + "," + fill("3", "deleverage", "false", "7") + ","
                    + fill("4", "market-settlement", "false", "8") + "]"))},
            R"([{"kind":"liquidation","symbol":"1","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":5},{"kind":"liquidation","symbol":"1","position":"long","price":50,"base_quantity":2,"notional_usd":100,"time_ms":6}])"},
        {"a bad liquidation takes the trades along",
            {ws(tradeFrame("update/trade",
                R"("trades":[)" + fill("1", "trade", "true", "5") + R"(],"liquidation_trades":[)"
                    + fill("2", "liquidation", "7", "5") + "]"))},
            error},
        {"rates of 8 h, other exchanges left out",
            {rest("GET /api/v1/funding-rates",
                R"({"code":200,"funding_rates":[{"market_id":1,"exchange":"binance","symbol":"BTC","rate":0.0001},{"market_id":1,"exchange":"lighter","symbol":"BTC","rate":-0.00008}]})")},
            R"([{"kind":"funding","symbol":"1","rate":-0.00001}])"},
        {"a settlement of no direction",
            {rest("GET /api/v1/fundings?market_id=0",
                R"({"code":200,"fundings":[{"timestamp":1778702400,"value":"1","rate":"0.0012"}]})")},
            error},
        {"a settlement in milliseconds is beyond all times",
            {rest("GET /api/v1/fundings?market_id=0",
                R"({"code":200,"fundings":[{"timestamp":9223372036854775807,"rate":"0.0012","direction":"long"}]})")},
            error},
        {"the list counts open interest in coins", {rest("GET /api/v1/orderBookDetails", List)},
            R"([{"kind":"open_interest","symbol":"0","base_quantity":27350.9},{"kind":"volume","symbol":"0","notional_usd":24000,"base_quantity":10.5}])"},
        {"trades by REST, null when there are none",
            {rest("GET /api/v1/recentTrades?market_id=1&limit=100", R"({"code":200,"trades":null})"),
                rest("GET /api/v1/recentTrades?market_id=1&limit=100",
                    R"({"code":200,"trades":[)" + fill("1", "trade", "true", "5") + "]}")},
            R"([{"kind":"trade","symbol":"1","aggressor":"buy","price":50,"base_quantity":2,"time_ms":5}])"},
        {"refusals", {rest("GET /api/v1/candles?market_id=1&resolution=5m", R"({"code":29404,"message":"no"})")},
            error},
        {"dull channels and goodbyes",
            {ws(R"({"channel":"order_book:1","type":"update/order_book","order_book":{"asks":[{"price":"x"}]}})"),
                ws(R"({"type":"update/spot_market_stats","channel":"spot_market_stats:all","spot_market_stats":{"2048":{"mark_price":"x"}}})"),
                ws(R"({"type":"unsubscribed","channel":"trade:1"})"), ws(R"({"type":"pong"})")},
            "[]"},
    };
}

} // namespace

class TestLighter : public QObject {
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

    void answersPingsAndTellsItsClock()
    {
        InstrumentNames names;
        const Decoded ping = decodeOne(Id, ws(R"({"type":"ping"})"), names);
        QCOMPARE(ping.replies, std::vector<std::string>{R"({"type":"pong"})"});
        const Decoded out = decodeOne(Id, ws(statsFrame("market_stats:1", stats("1", "0"))), names);
        QCOMPARE(out.venueMs, std::optional<TimeMs>(7'000'000));
    }

    void turnsListsRound()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            ws(tradeFrame("subscribed/trade",
                R"("trades":[)" + fill("4", "trade", "true", "9") + "," + fill("3", "trade", "true", "8")
                    + R"(],"liquidation_trades":[)" + fill("2", "liquidation", "true", "7") + ","
                    + fill("1", "liquidation", "true", "6") + "]")),
            names);
        QCOMPARE(out.rows.size(), std::size_t(4));
        QCOMPARE(std::get<Trade>(out.rows[0].payload).timeMs, TimeMs(8));
        QCOMPARE(std::get<Liquidation>(out.rows[2].payload).timeMs, TimeMs(6));
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /api/v1/candles?market_id=1&resolution=1h",
                R"({"code":200,"r":"1h","c":[{"t":3600000,"o":2,"h":4,"l":1,"c":3,"v":10,"V":30,"i":9}]})"),
            names);
        QVERIFY(std::get<Candle>(out.rows.at(0).payload) == (Candle{HourMs, HourMs, 2, 4, 1, 3, 10, {}}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /api/v1/orderBookDetails", List}}, names);
        QCOMPARE(reference->instruments.size(), std::size_t(2));
        const Instrument &eth = reference->instruments[0];
        QCOMPARE(eth.symbol, std::string("0"));
        QCOMPARE(eth.asset, std::string("ETH"));
        QCOMPARE(eth.intervalHours, std::optional(1.0));
        QCOMPARE(eth.tickSize, std::optional(0.01));
        QCOMPARE(eth.maxLeverage, std::optional(50.0));
        QVERIFY(eth.tiers == (std::vector<MarginTier>{{std::numeric_limits<double>::infinity(), 0.012, 50, 0}}));
        const Instrument &pepe = reference->instruments[1];
        QCOMPARE(pepe.symbol, std::string("4"));
        QCOMPARE(pepe.asset, std::string("PEPE"));
        QCOMPARE(pepe.scale, 1000.0);
        QCOMPARE(pepe.tickSize, std::optional(1e-6));
        QCOMPARE(pepe.contractSize, 1.0); // quote_multiplier is none
    }

    void subscribesWithSlashes()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "1"), instrumentNamed(Id, "0")};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), std::size_t(1));
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{R"({"type":"subscribe","channel":"market_stats/all"})",
                R"({"type":"subscribe","channel":"trade/1"})", R"({"type":"subscribe","channel":"trade/0"})"}));
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(600, watched[0]));
        QCOMPARE(many.size(), std::size_t(2));
        QCOMPARE(many[0].messages.size(), std::size_t(500));
        QCOMPARE(many[1].messages.size(), std::size_t(101));
    }

    void asksForHistoryInTwoUnits()
    {
        const Instrument btc = instrumentNamed(Id, "1");
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 5 * MinuteMs}).at(0).path,
            std::string("/api/v1/candles?market_id=1&resolution=5m&start_timestamp=0&end_timestamp=3599999&"
                        "count_back=500"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, HourMs});
        QCOMPARE(funding.size(), std::size_t(8));
        QCOMPARE(funding[0].path,
            std::string("/api/v1/fundings?market_id=1&resolution=1h&start_timestamp=2232000&end_timestamp=2591999&"
                        "count_back=100"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestLighter)
#include "tst_venuelighter.moc"
