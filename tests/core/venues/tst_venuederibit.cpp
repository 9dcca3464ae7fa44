#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "deribit";

const std::string List = R"({"jsonrpc":"2.0","result":[
{"instrument_name":"BTC-PERPETUAL","kind":"future","settlement_period":"perpetual","is_active":true,"state":"open","base_currency":"BTC","quote_currency":"USD","settlement_currency":"BTC","instrument_type":"reversed","contract_size":10.0,"tick_size":0.5,"max_leverage":50},
{"instrument_name":"SOL_USDC-PERPETUAL","kind":"future","settlement_period":"perpetual","is_active":true,"state":"settlement","base_currency":"SOL","quote_currency":"USDC","settlement_currency":"USDC","instrument_type":"linear","contract_size":0.1,"tick_size":0.01},
{"instrument_name":"ETH-PERPETUAL","kind":"future","settlement_period":"perpetual","is_active":true,"base_currency":"ETH","quote_currency":"USD","contract_size":1},
{"instrument_name":"XRP_USDC-PERPETUAL","kind":"future","settlement_period":"perpetual","is_active":true,"state":"archivized","base_currency":"XRP","quote_currency":"USDC"},
{"instrument_name":"ADA_USDC-PERPETUAL","kind":"future","settlement_period":"perpetual","is_active":false,"state":"inactive","base_currency":"ADA","quote_currency":"USDC"},
{"instrument_name":"BTC-26DEC25","kind":"future","settlement_period":"month","is_active":true,"state":"open","base_currency":"BTC","quote_currency":"USD"},
{"instrument_name":"BTC-FS-26DEC25_PERP","kind":"future_combo","settlement_period":"month","is_active":true,"state":"open","base_currency":"BTC","quote_currency":"USD"}]})";

std::string pushed(const std::string &channel, const std::string &data)
{
    return R"({"jsonrpc":"2.0","method":"subscription","params":{"channel":")" + channel + R"(","data":)" + data + "}}";
}

std::string ticker(const std::string &name, const std::string &rest)
{
    return pushed("ticker." + name + ".100ms", R"({"timestamp":77,"instrument_name":")" + name + "\"," + rest + "}");
}

std::string trade(const std::string &name, const std::string &direction, const std::string &rest = {})
{
    return R"({"trade_seq":3,"trade_id":"USDC-5","timestamp":7,"price":50,"amount":200,"instrument_name":")" + name
        + R"(","direction":")" + direction + "\"" + rest + "}";
}

std::string trades(const std::string &row) { return pushed("trades.future.any.100ms", "[" + row + "]"); }

std::string liquidationRow(const std::string &position)
{
    return R"({"kind":"liquidation","symbol":"BTC-PERPETUAL","position":")" + position
        + R"(","price":50,"base_quantity":4,"notional_usd":200,"time_ms":7})";
}

std::string tradeRow(const std::string &aggressor, const std::string &name = "BTC-PERPETUAL", int base = 4)
{
    return R"({"kind":"trade","symbol":")" + name + R"(","aggressor":")" + aggressor
        + R"(","price":50,"base_quantity":)" + std::to_string(base) + R"(,"time_ms":7})";
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string inverse = "BTC-PERPETUAL";
    return {
        {"open interest of an inverse contract is dollars",
            {ws(ticker(inverse, R"("mark_price":50,"open_interest":200)"))},
            R"([{"kind":"mark","symbol":"BTC-PERPETUAL","mark_price":50},{"kind":"open_interest","symbol":"BTC-PERPETUAL","base_quantity":4,"notional_usd":200}])"},
        {"open interest of a linear contract is coins",
            {ws(ticker("SOL_USDC-PERPETUAL", R"("mark_price":50,"open_interest":200)")),
                ws(ticker("BTC_USDT-PERPETUAL", R"("open_interest":3)"))},
            R"([{"kind":"mark","symbol":"SOL_USDC-PERPETUAL","mark_price":50},{"kind":"open_interest","symbol":"SOL_USDC-PERPETUAL","base_quantity":200},{"kind":"open_interest","symbol":"BTC_USDT-PERPETUAL","base_quantity":3}])"},
        {"inverse without a mark", {ws(ticker(inverse, R"("open_interest":200)"))},
            R"([{"kind":"open_interest","symbol":"BTC-PERPETUAL","notional_usd":200}])"},
        {"a rate of zero is one, that of 8 hours is none",
            {ws(ticker(inverse, R"("current_funding":0.0,"funding_8h":0.5)")),
                ws(ticker(inverse, R"("funding_8h":0.5)"))},
            R"([{"kind":"funding","symbol":"BTC-PERPETUAL","rate":0}])"},
        {"nothing was traded", {ws(ticker(inverse, R"("stats":{"volume":null,"volume_usd":null})"))}, "[]"},
        {"turnover of old frames", {ws(ticker(inverse, R"("stats":{"volume":3})"))},
            R"([{"kind":"volume","symbol":"BTC-PERPETUAL","base_quantity":3}])"},
        {"the delivery price is no index",
            {rest("GET /api/v2/public/get_book_summary_by_currency?currency=BTC&kind=future",
                R"({"result":[{"instrument_name":"BTC-PERPETUAL","open_interest":200,"volume":3,"volume_usd":150,"current_funding":0.0001,"funding_8h":0.2,"mark_price":50,"estimated_delivery_price":49},{"instrument_name":"BTC-26DEC25","open_interest":9,"mark_price":51},{"instrument_name":"BTC-FS-26DEC25_PERP","mark_price":5}]})")},
            R"([{"kind":"funding","symbol":"BTC-PERPETUAL","rate":0.0001},{"kind":"mark","symbol":"BTC-PERPETUAL","mark_price":50},{"kind":"open_interest","symbol":"BTC-PERPETUAL","base_quantity":4,"notional_usd":200},{"kind":"volume","symbol":"BTC-PERPETUAL","notional_usd":150,"base_quantity":3}])"},
        {"dated futures, combos and options are nothing",
            {ws(ticker("BTC-26DEC25", R"("mark_price":50,"open_interest":200)")),
                ws(ticker("BTC-FS-26DEC25_PERP", R"("mark_price":50)")),
                ws(ticker("XRP_USDC-26DEC25-0d65-C", R"("mark_price":50)")), ws(trades(trade("BTC-26DEC25", "buy")))},
            "[]"},
        {"the taker was liquidated",
            {ws(trades(trade(inverse, "sell", R"(,"liquidation":"T")"))),
                ws(trades(trade(inverse, "buy", R"(,"liquidation":"T")")))},
            "[" + liquidationRow("long") + "," + tradeRow("sell") + "," + liquidationRow("short") + ","
                + tradeRow("buy") + "]"},
        {"the maker was liquidated",
            {ws(trades(trade(inverse, "sell", R"(,"liquidation":"M")"))),
                ws(trades(trade(inverse, "buy", R"(,"liquidation":"M")")))},
            "[" + liquidationRow("short") + "," + tradeRow("sell") + "," + liquidationRow("long") + ","
                + tradeRow("buy") + "]"},
        {"both were liquidated", {ws(trades(trade(inverse, "sell", R"(,"liquidation":"MT")")))},
            "[" + liquidationRow("long") + "," + liquidationRow("short") + "," + tradeRow("sell") + "]"},
        {"liquidation by a word that is none", {ws(trades(trade(inverse, "sell", R"(,"liquidation":"X")")))}, error},
        {"linear amounts are coins", {ws(trades(trade("SOL_USDC-PERPETUAL", "buy", R"(,"liquidation":"T")")))},
            R"([{"kind":"liquidation","symbol":"SOL_USDC-PERPETUAL","position":"short","price":50,"base_quantity":200,"notional_usd":10000,"time_ms":7},)"
                + tradeRow("buy", "SOL_USDC-PERPETUAL", 200) + "]"},
        {"the list is believed before the name", {ws(trades(trade("ETH-PERPETUAL", "buy")))},
            "[" + tradeRow("buy", "ETH-PERPETUAL", 200) + "]",
            R"({"result":[{"instrument_name":"ETH-PERPETUAL","settlement_period":"perpetual","is_active":true,"base_currency":"ETH","quote_currency":"USDC","instrument_type":"linear"}]})"},
        {"block trades have no aggressor",
            {ws(trades(trade(inverse, "buy", R"(,"block_trade_id":"BLOCK-1")"))),
                ws(trades(trade(inverse, "buy", R"(,"combo_trade_id":"43")")))},
            "[" + tradeRow("buy") + "]"},
        {"trades of the past",
            {rest("GET /api/v2/public/get_last_trades_by_instrument_and_time?instrument_name=BTC-PERPETUAL&count=1000",
                R"({"result":{"trades":[)" + trade(inverse, "sell", R"(,"liquidation":"T")")
                    + R"(],"has_more":false}})")},
            "[" + liquidationRow("long") + "," + tradeRow("sell") + "]"},
        {"one bad row of many", {ws(trades(trade(inverse, "sell") + "," + trade(inverse, "Sell")))}, error},
        {"settlements are hourly",
            {rest("GET /api/v2/public/get_funding_rate_history?instrument_name=ETH-PERPETUAL",
                R"({"result":[{"timestamp":3600000,"interest_8h":0.8,"interest_1h":0.1},{"timestamp":7200000,"interest_8h":0.8,"interest_1h":-0.2}]})")},
            R"([{"kind":"settlement","symbol":"ETH-PERPETUAL","rate":0.1,"time_ms":3600000},{"kind":"settlement","symbol":"ETH-PERPETUAL","rate":-0.2,"time_ms":7200000}])"},
        {"refusals",
            {ws(R"({"jsonrpc":"2.0","id":2,"result":[],"usIn":1,"usOut":2})"),
                rest("GET /api/v2/public/get_instruments?currency=any",
                    R"({"jsonrpc":"2.0","error":{"code":10028,"message":"too_many_requests"}})")},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"acknowledgements and dull channels",
            {ws(R"({"jsonrpc":"2.0","id":1,"result":"ok","usIn":1,"usOut":2})"),
                ws(R"({"jsonrpc":"2.0","id":0,"result":{"version":"1.2.26"}})"),
                ws(R"({"jsonrpc":"2.0","method":"heartbeat","params":{"type":"heartbeat"}})"),
                ws(pushed("quote.BTC-PERPETUAL", R"({"instrument_name":1})")),
                ws(pushed("perpetual.BTC-PERPETUAL.100ms", R"({"interest":"x"})")),
                rest("GET /api/v2/public/get_time", R"({"result":7})")},
            "[]"},
        {"rows of no channel", {ws(R"({"method":"subscription","params":{"data":[]}})")}, error},
    };
}

} // namespace

class TestDeribit : public QObject {
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
        // What is not said to be a block trade is none; a type that is not told is read from the name.
        const QStringList mayDrop{QStringLiteral("block_trade_id"), QStringLiteral("instrument_type")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void answersTheTestOfAHeartbeat()
    {
        InstrumentNames names;
        const Decoded out =
            decodeOne(Id, ws(R"({"jsonrpc":"2.0","method":"heartbeat","params":{"type":"test_request"}})"), names);
        QCOMPARE(
            out.replies, std::vector<std::string>{R"({"jsonrpc":"2.0","id":0,"method":"public/test","params":{}})"});
        QVERIFY(out.rows.empty() && out.errors.empty());
    }

    void keysTellBothSidesOfOneTradeApart()
    {
        InstrumentNames names;
        const auto frame = ws(trades(trade("BTC-PERPETUAL", "sell", R"(,"liquidation":"MT")")));
        const Decoded once = decodeOne(Id, frame, names), again = decodeOne(Id, frame, names);
        const auto key = [](const Decoded &out, std::size_t i) {
            return std::get<Liquidation>(out.rows.at(i).payload).eventKey;
        };
        QVERIFY(key(once, 0) != key(once, 1));
        QCOMPARE(key(once, 0), key(again, 0));
        QCOMPARE(key(once, 1), key(again, 1));
    }

    void tellsTheVenuesClockInMilliseconds()
    {
        InstrumentNames names;
        QCOMPARE(
            decodeOne(Id, ws(ticker("BTC-PERPETUAL", R"("mark_price":1)")), names).venueMs, std::optional<TimeMs>(77));
        // usIn and usOut are microseconds.
        QVERIFY(!decodeOne(Id, ws(R"({"id":1,"result":"ok","usIn":1699999999000000})"), names).venueMs);
    }

    void readsBarsByColumns()
    {
        InstrumentNames names;
        const auto bars = [&](const std::string &low) {
            return decodeOne(Id,
                rest("GET /api/v2/public/get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&resolution=60",
                    R"({"result":{"status":"ok","volume":[10,11],"ticks":[3600000,7200000],"open":[1,2],"low":)" + low
                        + R"(,"high":[4,5],"cost":[20,30],"close":[2,3]}})"),
                names);
        };
        const Decoded out = bars("[0.5,1]");
        QCOMPARE(out.rows.size(), 2U);
        QVERIFY(std::get<Candle>(out.rows[1].payload) == (Candle{2 * HourMs, HourMs, 2, 5, 1, 3, 11, {}}));
        QVERIFY(bars("[0.5]").rows.empty());
        QCOMPARE(bars("[0.5]").errors.size(), 1U);
        QCOMPARE(bars("[0.5,\"x\"]").errors.size(), 1U);
        QCOMPARE(bars("[0.5,-1]").errors.size(), 1U);
        const Decoded none = decodeOne(Id,
            rest("GET /api/v2/public/get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&resolution=60",
                R"({"result":{"status":"no_data","volume":[],"ticks":[],"open":[],"low":[],"high":[],"close":[]}})"),
            names);
        QVERIFY(none.rows.empty() && none.errors.empty());
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET " + venueById(Id)->catalogue().at(0).path, List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTC-PERPETUAL SOL_USDC-PERPETUAL ETH-PERPETUAL"));
        const Instrument &btc = reference->instruments[0];
        QVERIFY(btc.kind == ContractKind::Inverse && btc.continuousFunding);
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.contractSize, 10.0);
        QCOMPARE(btc.tickSize, std::optional(0.5));
        QCOMPARE(btc.maxLeverage, std::optional(50.0));
        QCOMPARE(btc.settle, std::string("BTC"));
        QVERIFY(!btc.fundingCap && btc.tiers.empty());
        QVERIFY(reference->instruments[1].kind == ContractKind::Linear);
        QCOMPARE(reference->instruments[1].asset, std::string("SOL"));
        QVERIFY(reference->instruments[2].kind == ContractKind::Inverse); // by its name
    }

    void subscribesWithHeartbeat()
    {
        const std::vector<Instrument> watched{
            instrumentNamed(Id, "BTC-PERPETUAL"), instrumentNamed(Id, "SOL_USDC-PERPETUAL")};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/ws/api/v2"));
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{
                R"({"jsonrpc":"2.0","id":1,"method":"public/set_heartbeat","params":{"interval":30}})",
                R"({"jsonrpc":"2.0","id":2,"method":"public/subscribe","params":{"channels":["ticker.BTC-PERPETUAL.100ms","ticker.SOL_USDC-PERPETUAL.100ms","trades.BTC-PERPETUAL.100ms","trades.SOL_USDC-PERPETUAL.100ms"]}})"}));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(101, watched[0]));
        QCOMPARE(many.size(), 2U);
        QCOMPARE(many[0].messages.size(), 5U); // 200 channels by 50
    }

    void asksForHistory()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-PERPETUAL");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).path,
            std::string("/api/v2/public/"
                        "get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&start_timestamp=0&end_timestamp="
                        "3599999&resolution=5"));
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Funding, 0, 32 * DayMs, 0}).size(), 2U); // 744 rows
        QVERIFY(venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, DayMs, HourMs}).empty());
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestDeribit)
#include "tst_venuederibit.moc"
