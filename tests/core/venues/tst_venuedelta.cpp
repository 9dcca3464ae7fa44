#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "delta";

std::string product(const std::string &symbol, const std::string &base, const std::string &quote,
    const std::string &value, const std::string &kind, const std::string &more)
{
    return R"({"symbol":")" + symbol + R"(","contract_type":"perpetual_futures","contract_value":")" + value
        + R"(","notional_type":")" + kind + R"(","state":"live","underlying_asset":{"symbol":")" + base
        + R"("},"quoting_asset":{"symbol":")" + quote + R"("},"settling_asset":{"symbol":")" + quote + "\"}" + more
        + "}";
}

const std::string List = R"({"success":true,"meta":{"after":"next=","limit":100},"result":[)"
    + product("BTCUSDT", "BTC", "USDT", "0.001", "vanilla",
        R"(,"is_quanto":false,"tick_size":"0.5","initial_margin":"1","maintenance_margin":"0.5","annualized_funding":"10.95","product_specs":{"rate_exchange_interval":28800},"spot_index":{"symbol":".DEXBTUSDT"})")
    + ","
    + product("PAXGUSDT", "PAXG", "USDT", "0.001", "vanilla", R"(,"product_specs":{"rate_exchange_interval":14400})")
    + "," + product("BTCUSD", "BTC", "USD", "1", "inverse", R"(,"product_specs":{})") + ","
    + product("ETHBTC", "ETH", "BTC", "0.1", "vanilla", "") + ","
    + product("XRPUSD", "XRP", "USD", "1", "vanilla", R"(,"is_quanto":true)")
    + R"(,{"symbol":"C-BTC-90000-310125","contract_type":"call_options"}]})";

std::string settlementBars(const std::string &first)
{
    return R"({"success":true,"result":[{"time":)" + first
        + R"(,"open":0.5,"high":1,"low":0.5,"close":1,"volume":0},{"time":18000,"open":1,"high":1,"low":1,"close":2,"volume":0}]})";
}

std::vector<OwnCase> tickerCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string compact =
        R"({"d":[{"s":"BTCUSDT","m":"50","oi":["200000","9"],"to":["3","150"],"q":["1"],"i":139}],"sp":"51","sy":"BTCUSDT","ts":77000,"type":"ticker"})";
    return {
        {"rates are percent, intervals seconds, times microseconds",
            {ws(R"({"fi":28800,"fr":"-1E-2","nfr":3600000000,"sy":"BTCUSDT","ts":77000,"type":"funding_rate"})")},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":-0.0001,"interval_hours":8,"next_funding_ms":3600000}])"},
        {"legacy funding has no prediction",
            {ws(R"({"funding_rate":0.01,"funding_rate_8h":0.02,"predicted_funding_rate":0.01,"funding_interval":14400,"next_funding_realization":3600000000,"symbol":"PAXGUSDT","timestamp":77000,"type":"funding_rate"})")},
            R"([{"kind":"funding","symbol":"PAXGUSDT","rate":0.0001,"interval_hours":4,"next_funding_ms":3600000}])"},
        {"a rate of 8 hours is that of the interval only when it has 8",
            {ws(R"({"funding_rate_8h":0.02,"funding_interval":28800,"symbol":"BTCUSDT","type":"funding_rate"})"),
                ws(R"({"funding_rate_8h":0.02,"funding_interval":14400,"symbol":"PAXGUSDT","type":"funding_rate"})")},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0002,"interval_hours":8}])"},
        {"compact ticker: contracts times their value", {ws(compact)},
            R"([{"kind":"mark","symbol":"BTCUSDT","mark_price":50,"index_price":51},{"kind":"open_interest","symbol":"BTCUSDT","base_quantity":200},{"kind":"volume","symbol":"BTCUSDT","notional_usd":150}])",
            List},
        {"compact ticker of unknown size", {ws(compact)}, error},
        {"the index of another symbol",
            {ws(R"({"d":[{"s":"BTCUSDT","m":"50"}],"sp":"51","sy":"ETHUSDT","ts":null,"type":"ticker"})")},
            R"([{"kind":"mark","symbol":"BTCUSDT","mark_price":50}])"},
        {"inverse: contracts are dollars",
            {ws(R"({"d":[{"s":"BTCUSD","m":"50","oi":[200,0],"to":[3,150]}],"sy":"BTCUSD","type":"ticker"})"),
                ws(R"({"symbol":"BTCUSD","type":"v2/ticker","oi":"4","oi_value_usd":"200","volume":150,"turnover_usd":150,"size":150})")},
            R"([{"kind":"mark","symbol":"BTCUSD","mark_price":50},{"kind":"open_interest","symbol":"BTCUSD","base_quantity":4,"notional_usd":200},{"kind":"volume","symbol":"BTCUSD","notional_usd":150},{"kind":"open_interest","symbol":"BTCUSD","notional_usd":200},{"kind":"volume","symbol":"BTCUSD","notional_usd":150}])",
            List},
        {"all tickers by REST",
            {rest("GET /v2/tickers?contract_types=perpetual_futures",
                R"({"success":true,"result":[{"symbol":"BTCUSDT","contract_type":"perpetual_futures","funding_rate":"0.01","mark_price":"50","turnover_usd":150,"volume":3},{"symbol":"C-BTC-90000-310125","contract_type":"call_options","mark_price":"5"},{"symbol":"ETHUSDT","mark_price":"5"}]})")},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0001},{"kind":"mark","symbol":"BTCUSDT","mark_price":50},{"kind":"volume","symbol":"BTCUSDT","notional_usd":150},{"kind":"mark","symbol":"ETHUSDT","mark_price":5}])"},
        {"marks and indices in both dialects",
            {ws(R"({"p":"50","sy":"MARK:BTCUSDT","ts":77000,"type":"mark_price"})"),
                ws(R"({"price":"52","symbol":"MARK:BTCUSDT","timestamp":77000,"type":"mark_price"})"),
                ws(R"({"p":51.5,"sy":".DEXBTUSDT","ts":null,"type":"spot_price"})"),
                ws(R"({"price":"53","symbol":".DEXBTUSDT","type":"v2/spot_price"})"),
                ws(R"({"p":5,"sy":".DEOTHER","type":"spot_price"})"),
                ws(R"({"p":"5","sy":"MARK:C-BTC-90000-310125","type":"mark_price"})")},
            R"([{"kind":"mark","symbol":"BTCUSDT","mark_price":50},{"kind":"mark","symbol":"BTCUSDT","mark_price":52},{"kind":"mark","symbol":"BTCUSDT","index_price":51.5},{"kind":"mark","symbol":"BTCUSDT","index_price":53}])",
            List},
    };
}

std::vector<OwnCase> otherCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"the role is the buyer's, the size contracts",
            {ws(R"({"p":"50","r":"m","s":2000.0,"sy":"BTCUSDT","t":7000,"ts":77000,"type":"trades"})"),
                ws(R"({"p":"50","r":"t","s":"2E+3","sy":"BTCUSDT","t":7000,"ts":77000,"type":"trades"})"),
                ws(R"({"buyer_role":"taker","seller_role":"maker","price":"50","size":100,"symbol":"BTCUSD","timestamp":7999,"type":"all_trades"})")},
            R"([{"kind":"trade","symbol":"BTCUSDT","aggressor":"sell","price":50,"base_quantity":2,"time_ms":7},{"kind":"trade","symbol":"BTCUSDT","aggressor":"buy","price":50,"base_quantity":2,"time_ms":7},{"kind":"trade","symbol":"BTCUSD","aggressor":"buy","price":50,"base_quantity":2,"time_ms":7}])",
            List},
        {"a trade of unknown size",
            {ws(R"({"p":"50","r":"m","s":2,"sy":"BTCUSDT","t":7000,"ts":77000,"type":"trades"})")}, error},
        {"a buyer of no role", {ws(R"({"p":"50","r":"x","s":2,"sy":"BTCUSDT","t":7000,"ts":77000,"type":"trades"})")},
            error, List},
        {"options, dated futures and the past",
            {ws(R"({"p":"50","r":"m","s":2,"sy":"C-BTC-90000-310125","t":7,"type":"trades"})"),
                ws(R"({"symbol":"BTCUSDT_26DEC","type":"v2/ticker","mark_price":"5"})"),
                ws(R"({"symbol":"BTCUSDT","trades":[{"price":"x"}],"type":"all_trades_snapshot"})"),
                ws(R"({"sy":"BTCUSDT","b":[["x"]],"type":"ob_l2"})")},
            "[]"},
        {"settlements where an interval of the contract ends",
            {rest("GET /v2/history/candles?symbol=FUNDING%3APAXGUSDT&resolution=1h&start=0&end=9",
                settlementBars("14400"))},
            R"([{"kind":"settlement","symbol":"PAXGUSDT","rate":0.01,"time_ms":14400000}])", List},
        {"settlements of an interval of eight hours",
            {rest(
                 "GET /v2/history/candles?symbol=FUNDING:BTCUSDT&resolution=1h&start=0&end=9", settlementBars("14400")),
                rest("GET /v2/history/candles?symbol=FUNDING:BTCUSDT&resolution=1h&start=0&end=9",
                    settlementBars("28800"))},
            R"([{"kind":"settlement","symbol":"BTCUSDT","rate":0.01,"time_ms":28800000}])"},
        {"refusals",
            {ws(R"({"message":"Subscription forbidden: Invalid channel array","type":"error"})"),
                ws(R"({"channels":[{"name":"ticker","symbols":["BTCUSDT"]},{"name":"x","error":"subscription forbidden"}],"type":"subscriptions"})"),
                rest("GET /v2/tickers", R"({"success":false,"error":{"code":"too_many_requests"}})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"a frame of no type", {ws(R"({"sy":"BTCUSDT"})")}, error},
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

class TestDelta : public QObject {
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
        QVERIFY(count > 300);
    }

    void tellsTheVenuesClockInMicroseconds()
    {
        InstrumentNames names;
        const auto clock = [&](const std::string &text) { return decodeOne(Id, ws(text), names).venueMs; };
        QCOMPARE(clock(R"({"p":"50","sy":"MARK:BTCUSDT","ts":77999,"type":"mark_price"})"), std::optional<TimeMs>(77));
        QCOMPARE(clock(R"({"fr":1,"sy":"BTCUSDT","ts":77000,"type":"funding_rate"})"), std::optional<TimeMs>(77));
        QVERIFY(!clock(R"({"d":[],"ts":null,"type":"ticker"})"));
    }

    void keysAreTheSameInBothDialects()
    {
        InstrumentNames names;
        const auto decoder = venueById(Id)->decoder(nullptr, names);
        Decoded out;
        decoder->decode({Via::Rest, List, "GET /v2/products", 0}, out);
        for (const char *text :
            {R"({"p":"50","r":"m","s":2,"sy":"BTCUSDT","t":7000,"ts":1,"type":"trades"})",
                R"({"buyer_role":"maker","price":"50","size":2,"symbol":"BTCUSDT","timestamp":7000,"type":"all_trades"})",
                R"({"p":"50","r":"m","s":2,"sy":"BTCUSDT","t":7001,"ts":1,"type":"trades"})"})
            decoder->decode({Via::Ws, text, "/", 0}, out);
        QCOMPARE(out.rows.size(), 3U);
        const auto key = [&](std::size_t i) { return std::get<Trade>(out.rows[i].payload).eventKey; };
        QCOMPARE(key(0), key(1));
        QVERIFY(key(0) != key(2));
    }

    void readsBarsOfContracts()
    {
        InstrumentNames names;
        const auto bar = [&](const std::string &symbol) {
            const auto decoder = venueById(Id)->decoder(nullptr, names);
            Decoded out;
            decoder->decode({Via::Rest, List, "GET /v2/products", 0}, out);
            decoder->decode(
                {Via::Rest,
                    R"({"success":true,"result":[{"time":300,"open":1,"high":4,"low":0.5,"close":2,"volume":5000}]})",
                    "GET /v2/history/candles?symbol=" + symbol + "&resolution=5m", 0},
                out);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        QVERIFY(bar("BTCUSDT") == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 5, {}}));
        QVERIFY(bar("BTCUSD") == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 2'500, {}}));
    }

    void readsTheCatalogueByPages()
    {
        InstrumentNames names;
        const auto reader = venueById(Id)->referenceReader(names);
        const ReferenceStep step = reader->read({Via::Rest, List, "GET " + venueById(Id)->catalogue().at(0).path, 0});
        QVERIFY(!step.error);
        QCOMPARE(step.more.at(0).path, std::string("/v2/products?contract_types=perpetual_futures&after=next%3D"));
        const Reference reference = reader->build();
        QStringList symbols;
        for (const Instrument &each : reference.instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT PAXGUSDT BTCUSD"));
        const Instrument &btc = reference.instruments[0];
        QCOMPARE(btc.contractSize, 0.001);
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.maxLeverage, std::optional(100.0)); // of a percent
        QCOMPARE(btc.tiers.at(0).maintenanceRate, 0.005);
        QVERIFY(!btc.fundingCap);
        QCOMPARE(reference.instruments[1].intervalHours, std::optional(4.0));
        QVERIFY(reference.instruments[2].kind == ContractKind::Inverse && !reference.instruments[2].intervalHours);
    }

    void subscribesAllChannelsAtOnce()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "BTCUSDT"), instrumentNamed(Id, "ETHUSDT")};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{R"({"type":"enable_heartbeat"})",
                R"({"type":"subscribe","payload":{"channels":[{"name":"ticker","symbols":["BTCUSDT","ETHUSDT"]},{"name":"funding_rate","symbols":["BTCUSDT","ETHUSDT"]},{"name":"mark_price","symbols":["MARK:BTCUSDT","MARK:ETHUSDT"]},{"name":"trades","symbols":["BTCUSDT","ETHUSDT"]}]}})"}));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QCOMPARE(venueById(Id)->subscribe(std::vector<Instrument>(101, watched[0])).size(), 2U);
    }

    void asksForHistoryInSeconds()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).path, std::string("/v2/history/candles?symbol=BTCUSDT&resolution=5m&start=0&end=3599"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0});
        QCOMPARE(funding.size(), 1U);
        QVERIFY(funding[0].path.starts_with("/v2/history/candles?symbol=FUNDING%3ABTCUSDT&resolution=1h&"));
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

QTEST_GUILESS_MAIN(TestDelta)
#include "tst_venuedelta.moc"
