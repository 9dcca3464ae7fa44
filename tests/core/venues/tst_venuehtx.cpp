#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "htx";

const std::string List = R"({"status":"ok","data":[
{"symbol":"BTC","contract_code":"BTC-USDT","contract_size":0.001,"price_tick":0.1,"contract_status":1,"settlement_date":"1","settlement_period":"4","business_type":"swap"},
{"symbol":"PEPE","contract_code":"PEPE-USDT","contract_size":1000000,"price_tick":0.0000001,"contract_status":1,"settlement_period":"8","business_type":"swap"},
{"symbol":"BTC","contract_code":"BTC-USDT-261225","contract_size":0.001,"price_tick":0.1,"contract_status":1,"business_type":"futures"},
{"symbol":"OLD","contract_code":"OLD-USDT","contract_size":1,"contract_status":3,"business_type":"swap"}],"ts":5})";

const std::string InverseList = R"({"status":"ok","data":[
{"symbol":"BTC","contract_code":"BTC-USD","contract_size":100,"price_tick":0.1,"contract_status":1}],"ts":5})";

std::string trades(const std::string &code, const std::string &rows)
{
    return R"({"ch":"market.)" + code + R"(.trade.detail","ts":9,"tick":{"id":1,"ts":8,"data":[)" + rows + "]}}";
}

std::string notify(const std::string &topic, const std::string &rows)
{
    return R"({"op":"notify","topic":"public.)" + topic + R"(","ts":9,"data":[)" + rows + "]}";
}

std::string ok(const std::string &data) { return R"({"status":"ok","data":)" + data + R"(,"ts":77})"; }

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"amounts of trades count both sides",
            {ws(trades("BTC-USDT",
                R"({"amount":6,"quantity":0.006,"trade_turnover":300,"ts":7,"id":5,"price":50000,"direction":"sell"},{"amount":2,"ts":7,"id":6,"price":50000,"direction":""})"))},
            R"([{"kind":"trade","symbol":"BTC-USDT","aggressor":"sell","price":50000,"base_quantity":0.003,"time_ms":7}])",
            List},
        {"coin-M: contracts of 100 dollars",
            {ws(trades("BTC-USD", R"({"amount":4,"ts":7,"id":5,"price":50000,"direction":"buy"})"))},
            R"([{"kind":"trade","symbol":"BTC-USD","aggressor":"buy","price":50000,"base_quantity":0.004,"time_ms":7}])",
            InverseList},
        {"contracts of unknown size",
            {ws(trades("NEW-USDT", R"({"amount":4,"ts":7,"id":5,"price":5,"direction":"buy"})")),
                ws(notify("*.liquidation_orders",
                    R"({"contract_code":"NEW-USDT","direction":"sell","volume":2,"price":5,"created_at":7})"))},
            R"([{"kind":"error"},{"kind":"error"}])", List},
        {"a forced sell closed a long; volumes of liquidations are not doubled",
            {ws(notify("*.liquidation_orders",
                R"({"contract_code":"BTC-USDT","direction":"sell","offset":"close","volume":227,"price":20000,"created_at":7,"amount":0.227,"trade_turnover":4540,"business_type":"swap"},{"contract_code":"BTC-USDT-261225","direction":"sell","volume":1,"price":2,"created_at":7,"business_type":"futures"})"))},
            R"([{"kind":"liquidation","symbol":"BTC-USDT","position":"long","price":20000,"base_quantity":0.227,"notional_usd":4540,"time_ms":7}])",
            List},
        {"funding_time of the socket is no settlement",
            {ws(notify("BTC-USDT.funding_rate",
                R"({"contract_code":"BTC-USDT","funding_time":"3","funding_rate":"-0.0002","estimated_rate":null,"settlement_time":"28800000"})"))},
            R"([{"kind":"funding","symbol":"BTC-USDT","rate":-0.0002,"interval_hours":4,"next_funding_ms":28800000}])",
            List},
        {"funding_time of REST is the settlement, and 0E-18 is nought",
            {rest("GET /linear-swap-api/v1/swap_batch_funding_rate",
                 ok(R"([{"contract_code":"A-USDT","funding_rate":"0E-18","estimated_rate":null,"funding_time":"28800000","next_funding_time":null}])")),
                rest("GET /v5/market/funding_rate?contract_code=A-USDT",
                    R"({"code":200,"message":"Success","data":[{"contract_code":"A-USDT","funding_rate":"0.0001","funding_time":"28800000","next_funding_time":"43200000"}],"ts":1})")},
            R"([{"kind":"funding","symbol":"A-USDT","rate":0,"next_funding_ms":28800000},{"kind":"funding","symbol":"A-USDT","rate":0.0001,"interval_hours":4,"next_funding_ms":28800000}])"},
        {"mark and index come apart",
            {ws(R"({"ch":"market.BTC-USDT.mark_price.1min","ts":9,"tick":{"id":1,"open":"1","close":"50001.5","high":"1","low":"1","amount":"0","vol":"0"}})"),
                ws(R"({"ch":"market.BTC-USDT.index.1min","ts":9,"tick":{"id":1,"open":"1","close":"50002"}})"),
                ws(R"({"ch":"market.BTC-USDT.basis.1min.close","ts":9,"tick":{"id":1,"index_price":"50003","contract_price":"1"}})")},
            R"([{"kind":"mark","symbol":"BTC-USDT","mark_price":50001.5},{"kind":"mark","symbol":"BTC-USDT","index_price":50002},{"kind":"mark","symbol":"BTC-USDT","index_price":50003}])"},
        {"prices by REST, frozen ones left out",
            {rest("GET /linear-swap-api/v1/swap_index",
                 ok(R"([{"index_price":5,"index_ts":1,"contract_code":"BTC-USDT"},{"index_price":6,"index_ts":1,"contract_code":"GONE-USDT"}])")),
                rest("GET /index/market/history/linear_swap_mark_price_kline?contract_code=BTC-USDT&period=1min&size=1",
                    ok(R"([{"id":1,"close":"7"}])"))},
            R"([{"kind":"mark","symbol":"BTC-USDT","index_price":5},{"kind":"mark","symbol":"BTC-USDT","mark_price":7}])",
            List},
        {"open interest is one-sided, turnover is not",
            {rest("GET /linear-swap-api/v1/swap_open_interest",
                ok(R"([{"volume":3063121,"amount":3063.121,"symbol":"BTC","value":99,"contract_code":"BTC-USDT","trade_amount":20,"trade_volume":20000,"trade_turnover":1000,"business_type":"swap"},{"volume":1,"amount":1,"value":1,"contract_code":"BTC-USDT-261225","trade_amount":2,"business_type":"futures"}])"))},
            R"([{"kind":"open_interest","symbol":"BTC-USDT","base_quantity":3063.121,"notional_usd":99},{"kind":"volume","symbol":"BTC-USDT","notional_usd":500,"base_quantity":10}])"},
        {"coin-M without a list tells the coins only",
            {rest("GET /swap-api/v1/swap_open_interest",
                ok(R"([{"volume":5,"amount":0.01,"contract_code":"BTC-USD"}])"))},
            R"([{"kind":"open_interest","symbol":"BTC-USD","base_quantity":0.01}])"},
        {"past open interest",
            {rest("GET /linear-swap-api/v1/swap_his_open_interest?contract_code=BTC-USDT&period=60min&amount_type=2",
                 ok(R"({"symbol":"BTC","contract_code":"BTC-USDT","tick":[{"volume":5.5,"amount_type":2,"ts":9,"value":99}]})")),
                rest("GET /linear-swap-api/v1/swap_his_open_interest?contract_code=BTC-USDT&period=60min&amount_type=1",
                    ok(R"({"contract_code":"BTC-USDT","tick":[{"volume":5500,"amount_type":1,"ts":9}]})")),
                rest("GET /swap-api/v1/swap_his_open_interest?contract_code=BTC-USD&period=60min&amount_type=2",
                    ok(R"({"contract_code":"BTC-USD","tick":[{"volume":3,"amount_type":2,"ts":9,"value":4}]})"))},
            R"([{"kind":"open_interest","symbol":"BTC-USDT","base_quantity":5.5,"notional_usd":99,"time_ms":9},{"kind":"open_interest","symbol":"BTC-USDT","base_quantity":5.5,"time_ms":9},{"kind":"open_interest","symbol":"BTC-USD","base_quantity":3,"time_ms":9}])",
            List},
        {"settlements",
            {rest("GET /linear-swap-api/v1/swap_historical_funding_rate?contract_code=BTC-USDT&page_index=1", ok(R"({"total_page":1,"current_page":1,"data":[{"contract_code":"BTC-USDT","funding_rate":"0.0001","realized_rate":null,"funding_time":"28800000","avg_premium_index":"0.1"}]})")), rest("GET /v5/market/funding_rate_history?contract_code=BTC-USDT", R"({"code":200,"data":[{"contract_code":"BTC-USDT","funding_rate":"0.0002","funding_time":"57600000"}]})")},
            R"([{"kind":"settlement","symbol":"BTC-USDT","rate":0.0001,"time_ms":28800000},{"kind":"settlement","symbol":"BTC-USDT","rate":0.0002,"time_ms":57600000}])"},
        {"past liquidations: amount is contracts in version 5",
            {rest("GET /v5/market/liquidation_orders?contract_code=BTC-USDT",
                 R"({"code":200,"data":[{"contract_code":"BTC-USDT","side":"buy","position_side":"short","volume":"100","amount":"100","bankrupt_price":"20000","liquidation_time":7}]})"),
                rest("GET /linear-swap-api/v3/swap_liquidation_orders?contract=BTC-USDT&trade_type=0",
                    ok(R"([{"contract_code":"BTC-USDT","direction":"sell","volume":100,"price":20000,"created_at":7}])"))},
            R"([{"kind":"liquidation","symbol":"BTC-USDT","position":"short","price":20000,"base_quantity":0.1,"notional_usd":2000,"time_ms":7},{"kind":"liquidation","symbol":"BTC-USDT","position":"long","price":20000,"base_quantity":0.1,"notional_usd":2000,"time_ms":7}])",
            List},
        {"refusals",
            {ws(R"({"status":"error","ts":1,"id":"1","err-code":"bad-request","err-msg":"invalid topic"})"),
                ws(R"({"op":"sub","cid":"1","topic":"public.X.funding_rate","ts":1,"err-code":2011,"err-msg":"no"})"),
                ws(R"({"op":"sub","cid":"1","topic":"public.X.contract_info","ts":1,"err-code":2011})"),
                ws(R"({"op":"close","ts":1})"), ws(R"({"op":"error","ts":1,"err-msg":"x"})"),
                rest("GET /linear-swap-api/v1/swap_open_interest",
                    R"({"status":"error","err_code":1032,"err_msg":"The number of access exceeded"})"),
                rest("GET /v5/market/funding_rate?contract_code=X", R"({"code":1067,"message":"x","data":null})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"other channels",
            {ws(R"({"ch":"market.BTC-USDT.depth.step0","ts":1,"tick":{"data":"x"}})"),
                ws(R"({"ts":1,"ch":"market.BTC-USDT.bbo","tick":{"data":"x"}})"),
                ws(notify("*.contract_info", R"({"contract_code":5})")), ws(R"({"op":"ping","ts":"1492420473058"})"),
                ws(R"({"unsubbed":"market.X","id":"1","status":"ok","ts":1})"),
                rest("GET /linear-swap-api/v1/swap_elite_account_ratio", ok("{}"))},
            "[]"},
        {"pings that cannot be echoed", {ws(R"({"ping":"1x"})"), ws(R"({"op":"ping"})")},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"a trade without its direction", {ws(trades("BTC-USDT", R"({"amount":6,"ts":7,"id":5,"price":50000})"))},
            error, List},
    };
}

} // namespace

class TestHtx : public QObject {
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
        // Without its contract a row belongs to the one that was asked for; the position's side follows from the
        // order's.
        const QStringList mayDrop{QStringLiteral("position_side")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void answersBothKindsOfPing()
    {
        InstrumentNames names;
        const auto replies = [&](const std::string &text) { return decodeOne(Id, ws(text), names).replies; };
        using Texts = std::vector<std::string>;
        QVERIFY(replies(R"({"ping":1645289389594})") == Texts{R"({"pong":1645289389594})"});
        QVERIFY(replies(R"({"op":"ping","ts":"1492420473058"})") == Texts{R"({"op":"pong","ts":"1492420473058"})"});
        QVERIFY(replies(R"({"op":"ping","ts":1492420473058})") == Texts{R"({"op":"pong","ts":1492420473058})"});
        QVERIFY(replies(R"({"op":"ping","ts":"1,2"})").empty());
        QCOMPARE(
            decodeOne(Id, ws(R"({"ping":1645289389594})"), names).venueMs, std::optional<TimeMs>(1'645'289'389'594));
    }

    void readsTheCatalogueOfBothLines()
    {
        InstrumentNames names;
        const auto catalogue = venueById(Id)->catalogue();
        const std::string elements = ok(
            R"([{"contract_code":"PEPE-USDT","funding_rate_cap":"0.02","funding_rate_floor":"-0.01","settle_period":"8","max_level":"75"}])");
        const ReferencePtr reference = readReference(Id,
            {{catalogue[0].line(), List}, {catalogue[1].line(), InverseList}, {catalogue[2].line(), elements}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTC-USDT PEPE-USDT BTC-USD"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.contractSize, 0.001);
        QCOMPARE(btc.intervalHours, std::optional(4.0));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QVERIFY(!btc.fundingCap);
        const Instrument &pepe = reference->instruments[1];
        QCOMPARE(pepe.scale, 1.0); // a million coins a contract, but the price is of one
        QCOMPARE(pepe.contractSize, 1e6);
        QCOMPARE(pepe.fundingCap, std::optional(0.02));
        QCOMPARE(pepe.fundingFloor, std::optional(-0.01));
        QCOMPARE(pepe.maxLeverage, std::optional(75.0));
        const Instrument &inverse = reference->instruments[2];
        QVERIFY(inverse.kind == ContractKind::Inverse);
        QCOMPARE(inverse.contractSize, 100.0);
        QCOMPARE(inverse.settle, std::string("BTC"));
        QVERIFY(!inverse.intervalHours);
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=1min",
                R"({"ch":"market.BTC-USDT.kline.1min","status":"ok","data":[{"id":1645289340,"open":1,"close":2,"low":0.5,"high":4,"amount":0.02,"vol":20,"trade_turnover":9}]})"),
            names);
        QVERIFY(
            std::get<Candle>(out.rows.at(0).payload) == (Candle{1'645'289'340'000, MinuteMs, 1, 4, 0.5, 2, 0.01, {}}));
    }

    void connectsOncePerSocket()
    {
        const std::vector<Instrument> watched{
            instrumentNamed(Id, "BTC-USDT"), instrumentNamed(Id, "BTC-USD", ContractKind::Inverse)};
        const auto plans = venueById(Id)->subscribe(watched);
        QStringList paths;
        for (const SocketPlan &plan : plans)
            paths.append(QString::fromStdString(plan.path));
        QCOMPARE(paths.join(QLatin1Char(' ')),
            QStringLiteral("/linear-swap-notification /swap-notification /ws_index /linear-swap-ws /swap-ws"));
        QVERIFY(plans[0].messages
            == (std::vector<std::string>{R"({"op":"sub","cid":"1","topic":"public.BTC-USDT.funding_rate"})",
                R"({"op":"sub","cid":"2","topic":"public.BTC-USDT.liquidation_orders"})"}));
        QCOMPARE(plans[2].messages.size(), 4U);
        QCOMPARE(plans[2].messages[0], std::string(R"({"sub":"market.BTC-USDT.mark_price.1min","id":"1"})"));
        QCOMPARE(plans[4].messages.at(0), std::string(R"({"sub":"market.BTC-USD.trade.detail","id":"1"})"));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QCOMPARE(venueById(Id)->polls(watched).size(), 2U);
        QCOMPARE(venueById(Id)->polls(std::span(watched).first(1)).size(), 1U);
        QVERIFY(venueById(Id)->profile().binaryFrames == BinaryFrames::Gzip);
    }

    void countsHistoryBackFromNow()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-USDT");
        const HistoryRange month{HistoryKind::OpenInterest, 0, 30 * DayMs, HourMs, 30 * DayMs};
        const auto oi = venueById(Id)->history(btc, month);
        QCOMPARE(oi.size(), 2U); // 200 hours, and four-hour steps for all of it
        QVERIFY(oi[0].path.ends_with("period=60min&amount_type=2&size=200"));
        QVERIFY(oi[1].path.ends_with("period=4hour&amount_type=2&size=181"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 10 * DayMs, 0, 30 * DayMs});
        QCOMPARE(funding.size(), 8U); // 720 hours
        QVERIFY(funding[0].path.ends_with("page_index=1&page_size=100"));
        const auto bars = venueById(Id)->history(
            instrumentNamed(Id, "BTC-USD", ContractKind::Inverse), {HistoryKind::Candles, 0, HourMs, 5 * MinuteMs});
        QCOMPARE(bars.at(0).path,
            std::string("/swap-ex/market/history/kline?contract_code=BTC-USD&period=5min&from=0&to=3599"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestHtx)
#include "tst_venuehtx.moc"
