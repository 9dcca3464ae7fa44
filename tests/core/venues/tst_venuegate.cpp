#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "gate";

const std::string List = R"([
{"name":"BTC_USDT","type":"direct","quanto_multiplier":"0.0001","order_price_round":"0.1","status":"trading","in_delisting":false,"leverage_max":"125","maintenance_rate":"0.004","funding_interval":14400,"funding_rate_limit":"0.003"},
{"name":"PEPE_USDT","type":"direct","quanto_multiplier":"10000000","status":"trading","funding_interval":28800},
{"name":"OLD_USDT","type":"direct","quanto_multiplier":"1","in_delisting":true,"funding_interval":28800},
{"name":"NEW_USDT","type":"direct","quanto_multiplier":"1","status":"prelaunch","in_delisting":false,"funding_interval":28800},
{"name":"ODD_USDT","type":"direct","quanto_multiplier":"0","status":"trading","funding_interval":28800}])";

const std::string InverseList = R"([
{"name":"BTC_USD","type":"inverse","quanto_multiplier":"0","order_price_round":"0.1","status":"trading","leverage_max":"100","funding_interval":28800},
{"name":"ETH_USD","type":"direct","quanto_multiplier":"0.000001","status":"trading","funding_interval":28800}])";

const std::string Tiers = R"([
{"contract":"BTC_USDT","tier":2,"risk_limit":"2000000","initial_rate":"0.01","maintenance_rate":"0.006","leverage_max":"100","deduction":"2000"},
{"contract":"BTC_USDT","tier":1,"risk_limit":"1000000","initial_rate":"0.008","maintenance_rate":"0.004","leverage_max":"125","deduction":"0"},
{"contract":"PEPE_USDT","tier":1,"risk_limit":"5000","initial_rate":"0.02","maintenance_rate":"0.01","leverage_max":"50"}])";

std::string frame(const std::string &channel, const std::string &result, const std::string &event = "update")
{
    return R"({"time":1,"time_ms":1700000000077,"channel":"futures.)" + channel + R"(","event":")" + event
        + R"(","result":)" + result + "}";
}

const std::string Trade =
    R"({"size":-22,"id":1,"create_time":1700000000,"create_time_ms":1700000000123,"price":"50","contract":"BTC_USDT"})";

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string sold =
        R"({"kind":"trade","symbol":"BTC_USDT","aggressor":"sell","price":50,"base_quantity":0.0022,"time_ms":1700000000123})";
    return {
        {"ticker as one object, with empty texts and without what is deprecated",
            {ws(frame("tickers",
                R"({"contract":"BTC_USDT","mark_price":"10","index_price":"","funding_rate":"0.0001","funding_rate_indicative":"0.0002","total_size":"2000","volume_24h":"999","volume_24h_usd":"1","volume_24h_quote":"70","volume_24h_base":"7","quanto_base_rate":""})"))},
            R"([{"kind":"funding","symbol":"BTC_USDT","rate":0.0001,"interval_hours":4},{"kind":"mark","symbol":"BTC_USDT","mark_price":10},{"kind":"open_interest","symbol":"BTC_USDT","base_quantity":0.2},{"kind":"volume","symbol":"BTC_USDT","notional_usd":70,"base_quantity":7}])",
            List},
        {"inverse: a contract is a dollar, whatever its multiplier says",
            {ws(frame("tickers", R"([{"contract":"BTC_USD","total_size":"2000"}])")),
                ws(frame("trades",
                    R"([{"size":"100","id":1,"create_time_ms":1700000000123,"price":"50","contract":"BTC_USD"}])")),
                ws(frame("public_liquidates",
                    R"([{"size":"100","time":1700000000123,"price":"50","contract":"BTC_USD"}])"))},
            R"([{"kind":"open_interest","symbol":"BTC_USD","notional_usd":2000},{"kind":"trade","symbol":"BTC_USD","aggressor":"buy","price":50,"base_quantity":2,"time_ms":1700000000123},{"kind":"liquidation","symbol":"BTC_USD","position":"short","price":50,"base_quantity":2,"notional_usd":100,"time_ms":1700000000123}])",
            InverseList},
        {"sizes of unknown contracts",
            {ws(frame("tickers", R"([{"contract":"X_USDT","total_size":"2000"}])")),
                ws(frame("trades", "[" + Trade + "]"))},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"a ticker without sizes needs no list",
            {ws(frame("tickers", R"([{"contract":"X_USDT","mark_price":"3","volume_24h_quote":"5"}])"))},
            R"([{"kind":"mark","symbol":"X_USDT","mark_price":3},{"kind":"volume","symbol":"X_USDT","notional_usd":5}])"},
        {"liquidations of the stream: a forced sell closes a long; one object, a number as price, the row's own time",
            {ws(frame("public_liquidates", R"({"contract":"BTC_USDT","price":50,"time":1786327033531,"size":-23})")),
                ws(frame("public_liquidates",
                    R"([{"contract":"BTC_USDT","price":"50","time":1786327033,"size":"23.5"},{"contract":"BTC_USDT","price":"50","time":1786327033,"time_ms":1786327033999,"size":1}])"))},
            R"([{"kind":"liquidation","symbol":"BTC_USDT","position":"long","price":50,"base_quantity":0.0023,"notional_usd":0.115,"time_ms":1786327033531},{"kind":"liquidation","symbol":"BTC_USDT","position":"short","price":50,"base_quantity":0.00235,"notional_usd":0.1175,"time_ms":1786327033000},{"kind":"liquidation","symbol":"BTC_USDT","position":"short","price":50,"base_quantity":0.0001,"notional_usd":0.005,"time_ms":1786327033999}])",
            List},
        {"liquidations of REST: the size is the position's, the step is the order's",
            {rest("GET /api/v4/futures/usdt/liq_orders",
                R"([{"time":1548654951,"contract":"BTC_USDT","size":-600,"order_size":200,"order_price":"60","fill_price":"50"},{"time":1548654951,"contract":"BTC_USDT","size":600,"order_price":"60","fill_price":"50"}])")},
            R"([{"kind":"liquidation","symbol":"BTC_USDT","position":"short","price":50,"base_quantity":0.02,"notional_usd":1,"time_ms":1548654951000},{"kind":"liquidation","symbol":"BTC_USDT","position":"long","price":50,"base_quantity":0.06,"notional_usd":3,"time_ms":1548654951000}])",
            List},
        {"a size of zero",
            {ws(frame("public_liquidates", R"([{"size":0,"time":1,"price":"5","contract":"BTC_USDT"}])"))}, error,
            List},
        {"trades", {ws(frame("trades", "[" + Trade + "]"))}, "[" + sold + "]", List},
        {"trades by REST, whose milliseconds are seconds with decimals",
            {rest("GET /api/v4/futures/usdt/trades?contract=BTC_USDT",
                R"([{"size":5,"id":1,"create_time":1739814676,"create_time_ms":"1739814676.707","price":"50","contract":"BTC_USDT","is_internal":true}])")},
            R"([{"kind":"trade","symbol":"BTC_USDT","aggressor":"buy","price":50,"base_quantity":0.0005,"time_ms":1739814676707}])",
            List},
        {"one bad row of many",
            {ws(frame("trades", "[" + Trade + R"(,{"size":1,"contract":"BTC_USDT","price":"x"}])"))}, error, List},
        {"the list of contracts tells intervals in seconds and the settlement",
            {rest("GET /api/v4/futures/btc/contracts", R"([{"name":"BTC_USD","type":"inverse","quanto_multiplier":"0","funding_interval":3600,"funding_next_apply":1684944000,"funding_rate":"-0.0002","funding_rate_indicative":"0.5","mark_price":"50","index_price":"51","position_size":"700"}])")}, R"([{"kind":"funding","symbol":"BTC_USD","rate":-0.0002,"interval_hours":1,"next_funding_ms":1684944000000},{"kind":"mark","symbol":"BTC_USD","mark_price":50,"index_price":51},{"kind":"open_interest","symbol":"BTC_USD","notional_usd":700}])"},
        {"all tickers by REST",
            {rest("GET /api/v4/futures/usdt/tickers", R"([{"contract":"PEPE_USDT","total_size":"3"}])")},
            R"([{"kind":"open_interest","symbol":"PEPE_USDT","base_quantity":30000000}])", List},
        {"open interest of the past counts both sides",
            {rest("GET /api/v4/futures/usdt/contract_stats?contract=BTC_USDT&interval=5m&from=1",
                 R"([{"time":1700000000,"open_interest":4000,"open_interest_usd":20000.5,"lsr_taker":1}])"),
                rest("GET /api/v4/futures/btc/contract_stats?contract=BTC_USD&interval=5m",
                    R"([{"time":1700000000,"open_interest":4000}])")},
            R"([{"kind":"open_interest","symbol":"BTC_USDT","base_quantity":0.2,"notional_usd":10000.25,"time_ms":1700000000000},{"kind":"error"}])",
            List},
        {"settlements in seconds or milliseconds",
            {rest("GET /api/v4/futures/usdt/funding_rate?contract=BTC_USDT&limit=2",
                R"([{"t":1543968000,"r":"0.000157"},{"t":1543939200000,"r":"-0.0001"}])")},
            R"([{"kind":"settlement","symbol":"BTC_USDT","rate":0.000157,"time_ms":1543968000000},{"kind":"settlement","symbol":"BTC_USDT","rate":-0.0001,"time_ms":1543939200000}])"},
        {"refusals",
            {ws(R"({"time":1,"channel":"futures.tickers","event":"subscribe","error":{"code":2,"message":"unknown contract X"},"result":null})"),
                ws(R"({"time":1,"channel":"futures.order_book","event":"subscribe","error":{"code":2,"message":"no"}})"),
                rest("GET /api/v4/futures/usdt/funding_rate?contract=X",
                    R"({"label":"CONTRACT_NOT_FOUND","message":"no"})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"dull channels and acknowledgements",
            {ws(frame("order_book", R"({"a":[["x"]]})", "all")), ws(frame("book_ticker", R"({"a":"x"})")),
                ws(frame("contract_stats", R"([{"contract":"BTC_USDT","open_interest":"x"}])")),
                ws(frame("trades", R"({"status":"success"})", "subscribe")),
                ws(frame("tickers", R"([[{"contract":"BTC_USDT"}]])"))},
            "[]"},
    };
}

} // namespace

class TestGate : public QObject {
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
        // The finer of two times, and the finer of two sizes.
        const QStringList mayDrop{
            QStringLiteral("time_ms"), QStringLiteral("create_time_ms"), QStringLiteral("order_size")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void readsBarsThatCountContracts()
    {
        InstrumentNames names;
        const auto bar = [&](const std::string &settle, const std::string &list, const std::string &contract) {
            const ReferencePtr reference =
                readReference(Id, {{"GET /api/v4/futures/" + settle + "/contracts", list}}, names);
            const std::string request =
                "GET /api/v4/futures/" + settle + "/candlesticks?contract=" + contract + "&interval=5m&from=1&to=2";
            Decoded out;
            venueById(Id)
                ->decoder(reference, names)
                ->decode({Via::Rest, R"([{"t":300,"v":1000,"c":"2","h":"4","l":"0.5","o":"1","sum":"9"}])", request, 0},
                    out);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        QVERIFY(bar("usdt", List, "BTC_USDT") == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 0.1, {}}));
        QVERIFY(bar("btc", InverseList, "BTC_USD") == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 500, {}}));
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        const std::string ticker = R"([{"contract":"X_USDT","mark_price":"3"}])";
        QCOMPARE(decodeOne(Id, ws(frame("tickers", ticker)), names).venueMs, std::optional<TimeMs>(1700000000077));
        const std::string none = R"({"time":5,"time_ms":0,"channel":"futures.tickers","event":"update","result":)";
        QVERIFY(!decodeOne(Id, ws(none + ticker + "}"), names).venueMs);
    }

    void readsTheCatalogueWithTiersByPages()
    {
        InstrumentNames names;
        const auto reader = venueById(Id)->referenceReader(names);
        const auto catalogue = venueById(Id)->catalogue();
        QCOMPARE(catalogue.size(), 5U);
        const auto read = [&](const std::string &path, const std::string &text) {
            return reader->read({Via::Rest, text, "GET " + path, 0});
        };
        QVERIFY(!read(catalogue[0].path, List).error);
        QVERIFY(!read(catalogue[2].path, InverseList).error);
        const ReferenceStep first = read(catalogue[3].path, Tiers);
        QVERIFY(!first.error);
        QCOMPARE(first.more.size(), 1U);
        QCOMPARE(first.more[0].path, std::string("/api/v4/futures/usdt/risk_limit_tiers?limit=100&offset=100"));
        // What came before is no news: the last page.
        QVERIFY(read(first.more[0].path, Tiers).more.empty());
        QVERIFY(read("/api/v4/futures/usd1/risk_limit_tiers?limit=100&offset=0", "[]").more.empty());
        QVERIFY(read(catalogue[0].path, R"({"label":"X","message":"no"})").error);

        const Reference reference = reader->build();
        QStringList symbols;
        for (const Instrument &each : reference.instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTC_USDT PEPE_USDT BTC_USD"));
        const Instrument &btc = reference.instruments[0];
        QCOMPARE(btc.contractSize, 0.0001);
        QCOMPARE(btc.base, std::string("BTC"));
        QCOMPARE(btc.settle, std::string("USDT"));
        QCOMPARE(btc.intervalHours, std::optional(4.0));
        QCOMPARE(btc.fundingCap, std::optional(0.003));
        QCOMPARE(btc.fundingFloor, std::optional(-0.003));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.maxLeverage, std::optional(125.0));
        QVERIFY(btc.tiers == (std::vector<MarginTier>{{1e6, 0.004, 125, 0}, {2e6, 0.006, 100, 2000}}));
        QCOMPARE(reference.instruments[1].scale, 1.0);
        QCOMPARE(reference.instruments[1].contractSize, 1e7);
        const Instrument &inverse = reference.instruments[2];
        QVERIFY(inverse.kind == ContractKind::Inverse);
        QCOMPARE(inverse.contractSize, 1.0);
        QCOMPARE(inverse.settle, std::string("BTC"));
    }

    void connectsOncePerSettlement()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "BTC_USDT"), instrumentNamed(Id, "ETH_USDT"),
            instrumentNamed(Id, "BTC_USD1"), instrumentNamed(Id, "BTC_USD", ContractKind::Inverse)};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 3U);
        QCOMPARE(plans[0].path, std::string("/v4/ws/usdt"));
        QCOMPARE(plans[1].path, std::string("/v4/ws/usd1"));
        QCOMPARE(plans[2].path, std::string("/v4/ws/btc"));
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{
                R"({"time":$SECONDS,"channel":"futures.tickers","event":"subscribe","payload":["BTC_USDT","ETH_USDT"]})",
                R"({"time":$SECONDS,"channel":"futures.public_liquidates","event":"subscribe","payload":["BTC_USDT","ETH_USDT"]})",
                R"({"time":$SECONDS,"channel":"futures.trades","event":"subscribe","payload":["BTC_USDT","ETH_USDT"]})"}));
        const auto polls = venueById(Id)->polls(std::span(watched).first(2));
        QCOMPARE(polls.size(), 1U);
        QCOMPARE(polls[0].request.path, std::string("/api/v4/futures/usdt/contracts"));
        QCOMPARE(venueById(Id)->profile().headers.size(), 1U);
    }

    void asksForHistoryInSeconds()
    {
        const Instrument btc = instrumentNamed(Id, "BTC_USDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).path,
            std::string("/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=5m&from=0&to=3599"));
        const auto oi = venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, 10 * HourMs, 300'000});
        QCOMPARE(oi.size(), 2U);
        QCOMPARE(oi[0].path,
            std::string("/api/v4/futures/usdt/contract_stats?contract=BTC_USDT&interval=5m&from=6000&limit=100"));
        const auto funding = venueById(Id)->history(
            instrumentNamed(Id, "BTC_USD", ContractKind::Inverse), {HistoryKind::Funding, 0, DayMs, 0});
        QCOMPARE(funding.at(0).path,
            std::string("/api/v4/futures/btc/funding_rate?contract=BTC_USD&from=0&to=86399&limit=1000"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestGate)
#include "tst_venuegate.moc"
