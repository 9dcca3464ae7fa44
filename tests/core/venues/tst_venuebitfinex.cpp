#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "bitfinex";

const std::string List =
    R"([[["BTCF0:USTF0",[null,null,null,"0.0002","100.0",null,null,null,0.01,0.005]],["ETHF0:BTCF0",[null,null,null,"0.01","10",null,null,null,"0.02","0.01"]],["EUROPE50IXF0:USTF0",[null,null,null,"1","10",null,null,null,null,null]],["TESTBTCF0:TESTUSDTF0",[null,null,null,"1","10",null,null,null,0.01,0.005]],["XRPF0:USTF0",null]]])";

const std::string Btc = "tBTCF0:USTF0";

WireCase::RawFrame subscribed(const std::string &channel, const std::string &member, const std::string &value)
{
    return ws(
        R"({"event":"subscribed","channel":")" + channel + R"(","chanId":5,")" + member + "\":\"" + value + "\"}");
}
WireCase::RawFrame liquidationChannel() { return subscribed("status", "key", "liq:global"); }

std::string liquidation(const std::string &id, const std::string &amount, int match, const std::string &price,
    const std::string &symbol = Btc, int time = 7)
{
    return R"(["pos",)" + id + "," + std::to_string(time) + R"(,null,")" + symbol + "\"," + amount + ",90,null,"
        + std::to_string(match) + ",1,null," + price + "]";
}
WireCase::RawFrame liquidations(const std::string &rows) { return ws("[5,[" + rows + "],1,99]"); }

std::string died(
    const std::string &position, const std::string &base, const std::string &price, const std::string &notional)
{
    return R"({"kind":"liquidation","symbol":"tBTCF0:USTF0","position":")" + position + R"(","price":)" + price
        + R"(,"base_quantity":)" + base + R"(,"notional_usd":)" + notional + R"(,"time_ms":7})";
}

const std::string StatusRow =
    R"([77,null,49,51,null,100,null,3600000,0.0002,3,null,-0.0001,null,null,50,null,null,200,null,null,null,0.0005,0.0025])";
const std::string StatusMeans =
    R"([{"kind":"funding","symbol":"tBTCF0:USTF0","rate":-0.0001,"next_funding_ms":3600000,"predicted_rate":0.0002},{"kind":"mark","symbol":"tBTCF0:USTF0","mark_price":50,"index_price":51},{"kind":"open_interest","symbol":"tBTCF0:USTF0","base_quantity":200}])";

std::vector<OwnCase> statusCases()
{
    return {
        {"status: the index is not the contract's own book",
            {subscribed("status", "key", "deriv:" + Btc), ws("[5," + StatusRow + ",1,99]")}, StatusMeans},
        {"all cells of the REST row are one further",
            {rest("GET /v2/status/deriv?keys=ALL",
                R"([["tBTCF0:USTF0",)" + StatusRow.substr(1) + R"(,["tETHF0:BTCF0",)" + StatusRow.substr(1)
                    + R"(,["tTESTBTCF0:TESTUSDTF0",)" + StatusRow.substr(1) + "]")},
            StatusMeans},
        {"a short row", {subscribed("status", "key", "deriv:" + Btc), ws("[5,[77,null,49,51,null,100,null,3600000]]")},
            R"([{"kind":"funding","symbol":"tBTCF0:USTF0","next_funding_ms":3600000},{"kind":"mark","symbol":"tBTCF0:USTF0","index_price":51}])"},
        {"no current funding",
            {subscribed("status", "key", "deriv:" + Btc),
                ws("[5,[77,null,49,null,null,100,null,3600000,0.0002,3,null,null]]")},
            R"([{"kind":"funding","symbol":"tBTCF0:USTF0","next_funding_ms":3600000,"predicted_rate":0.0002}])"},
        {"turnover is coins",
            {subscribed("ticker", "symbol", Btc), ws("[5,[1,2,3,4,5,6,7,800,9,10,null]]"),
                rest("GET /v2/tickers?symbols=ALL",
                    R"([["tBTCF0:USTF0",1,2,3,4,5,6,7,800,9,10,null],["tBTCUSD",1,2,3,4,5,6,7,800,9,10],["fUSD",1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]])")},
            R"([{"kind":"volume","symbol":"tBTCF0:USTF0","base_quantity":800},{"kind":"volume","symbol":"tBTCF0:USTF0","base_quantity":800}])"},
        {"the past of the status: settlements where the next one changes, open interest of 5 minutes",
            {rest("GET /v2/status/deriv/tBTCF0:USTF0/hist?start=0&end=9&limit=5000",
                R"([[661000,null,1,1,null,1,null,29000000,0.3,1,null,0.4,null,null,1,null,null,14],[600500,null,1,1,null,1,null,600000,0.3,1,null,0.2,null,null,1,null,null,13],[540000,null,1,1,null,1,null,600000,0.3,1,null,0.2,null,null,1,null,null,12],[480000,null,1,1,null,1,null,600000,0.3,1,null,null]])")},
            R"([{"kind":"open_interest","symbol":"tBTCF0:USTF0","base_quantity":12,"time_ms":540000},{"kind":"settlement","symbol":"tBTCF0:USTF0","rate":0.2,"time_ms":600000},{"kind":"open_interest","symbol":"tBTCF0:USTF0","base_quantity":14,"time_ms":661000}])"},
    };
}

std::vector<OwnCase> otherCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"trades of the live flow once",
            {subscribed("trades", "symbol", Btc), ws("[5,[[1,7,2,50],[2,6,2,50]]]"), ws(R"([5,"te",[3,7,-2,50],1,99])"),
                ws(R"([5,"tu",[3,7,-2,50],2,99])")},
            R"([{"kind":"trade","symbol":"tBTCF0:USTF0","aggressor":"sell","price":50,"base_quantity":2,"time_ms":7}])"},
        {"a trade of nothing", {subscribed("trades", "symbol", Btc), ws(R"([5,"te",[3,7,0,50]])")}, error},
        {"the sign is the position's, the price not that of entry",
            {liquidationChannel(),
                liquidations(liquidation("1", "-2", 0, "50") + "," + liquidation("2", "2", 0, "50"))},
            "[" + died("short", "2", "50", "100") + "," + died("long", "2", "50", "100") + "]"},
        {"executions are parts of the trigger and do not count",
            {liquidationChannel(),
                liquidations(liquidation("1", "2", 0, "50") + "," + liquidation("1", "1", 1, "51") + ","
                    + liquidation("1", "1", 1, "52"))},
            "[" + died("long", "2", "50", "100") + "]"},
        {"a trigger without price has that of its first execution",
            {liquidationChannel(), liquidations(liquidation("1", "2", 0, "null")),
                liquidations(liquidation("1", "1", 1, "51", Btc, 8)), liquidations(liquidation("1", "1", 1, "52"))},
            "[" + died("long", "2", "51", "102") + "]"},
        {"an execution before its trigger",
            {liquidationChannel(), liquidations(liquidation("1", "1", 1, "51", Btc, 8)),
                liquidations(liquidation("1", "2", 0, "null"))},
            "[" + died("long", "2", "51", "102") + "]"},
        {"a trigger without any price waits", {liquidationChannel(), liquidations(liquidation("1", "2", 0, "null"))},
            "[]"},
        {"a bad frame leaves no trace",
            {liquidationChannel(), liquidations(liquidation("1", "2", 0, "null")),
                liquidations(liquidation("1", "1", 1, "51") + R"(,["pos"])"),
                liquidations(liquidation("1", "1", 1, "52"))},
            R"([{"kind":"error"},)" + died("long", "2", "52", "104") + "]"},
        {"margin trading and pairs in bitcoin are not ours",
            {liquidationChannel(),
                liquidations(
                    liquidation("1", "2", 0, "50", "tBTCUSD") + "," + liquidation("1", "2", 0, "50", "tETHF0:BTCF0"))},
            "[]"},
        {"liquidations by REST are wrapped once more",
            {rest("GET /v2/liquidations/hist?limit=2",
                "[[" + liquidation("1", "2", 0, "50") + "],[" + liquidation("2", "-2", 0, "50") + "]]")},
            "[" + died("long", "2", "50", "100") + "," + died("short", "2", "50", "100") + "]"},
        {"numbers of channels end with the subscription",
            {liquidationChannel(), ws(R"({"event":"unsubscribed","status":"OK","chanId":5})"),
                liquidations(liquidation("1", "2", 0, "50"))},
            "[]"},
        {"refusals and announcements",
            {ws(R"({"channel":"status","event":"error","msg":"subscribe: limit","code":10305})"),
                ws(R"({"event":"info","code":20051,"msg":"Stopping"})"), ws(R"({"event":"info","code":20060})"),
                rest("GET /v2/status/deriv?keys=ALL", R"(["error",11010,"ratelimit: error"])")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"other words",
            {ws(R"({"event":"pong","ts":1,"cid":1})"), ws(R"({"event":"info","code":20061})"), liquidationChannel(),
                ws(R"([5,"hb",2,99])"), subscribed("book", "symbol", Btc), rest("GET /v2/platform/status", "[1]")},
            "[]"},
        {"a frame of one cell", {ws("[5]")}, error},
        {"an object of no event", {ws(R"({"chanId":5})")}, error},
    };
}

std::vector<OwnCase> ownCases()
{
    std::vector<OwnCase> cases = statusCases();
    for (OwnCase &each : otherCases())
        cases.push_back(std::move(each));
    return cases;
}

} // namespace

class TestBitfinex : public QObject {
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
            // What the second part of a liquidation means depends on the first, and a channel ends when it is told so.
            if (each.id.find("execution") != std::string::npos || each.id.find("end with") != std::string::npos)
                continue;
            const QString why = findWrongValue(each, {}, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void keysTellLiquidationsApart()
    {
        const auto keys = [](const std::string &rows) {
            InstrumentNames names;
            const auto decoder = venueById(Id)->decoder(nullptr, names);
            std::vector<std::uint64_t> out;
            for (const auto &frame : {liquidationChannel(), liquidations(rows)}) {
                Decoded decoded;
                decoder->decode({frame.via, frame.text, frame.request, 0}, decoded);
                for (const Decoded::Row &row : decoded.rows)
                    out.push_back(std::get<Liquidation>(row.payload).eventKey);
            }
            return out;
        };
        const auto once = keys(liquidation("1", "2", 0, "50") + "," + liquidation("2", "2", 0, "50"));
        QCOMPARE(once.size(), 2U);
        QVERIFY(once[0] != once[1]);
        // In the backlog of the next connection, or with the price of an execution.
        QCOMPARE(keys(liquidation("1", "1", 1, "51") + "," + liquidation("1", "2", 0, "null")).at(0), once[0]);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        const auto decoder = venueById(Id)->decoder(nullptr, names);
        const auto clock = [&](const std::string &text) {
            Decoded out;
            decoder->decode({Via::Ws, text, {}, 0}, out);
            return out.venueMs;
        };
        QVERIFY(!clock(liquidationChannel().text));
        QCOMPARE(clock(R"([5,"hb",2,99])"), std::optional<TimeMs>(99));
        QCOMPARE(clock("[5,[],2,98]"), std::optional<TimeMs>(98));
        QVERIFY(!clock("[5,[],2]"));
    }

    void readsBarsWithTheCloseBeforeTheHigh()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /v2/candles/trade:1h:tBTCF0:USTF0/hist?start=0&end=9&limit=10000",
                "[[7200000,1,2,4,0.5,10],[3600000,2,1,4,0.5,10]]"),
            names);
        QCOMPARE(out.rows.size(), 2U);
        QCOMPARE(names.key(out.rows[0].instrument).symbol, Btc);
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{2 * HourMs, HourMs, 1, 4, 0.5, 2, 10, {}}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET " + venueById(Id)->catalogue().at(0).path, List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("tBTCF0:USTF0 tEUROPE50IXF0:USTF0"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.asset, std::string("BTC"));
        QCOMPARE(btc.quote, std::string("USDT"));
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.maxLeverage, std::optional(100.0));
        QCOMPARE(btc.tiers.at(0).maintenanceRate, 0.005);
        QVERIFY(!reference->instruments[1].maxLeverage && reference->instruments[1].tiers.empty());
    }

    void keepsToTheChannelsOfAConnection()
    {
        const std::vector<Instrument> two{instrumentNamed(Id, Btc), instrumentNamed(Id, "tETHF0:USTF0")};
        const auto plans = venueById(Id)->subscribe(two);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/ws/2"));
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{R"({"event":"conf","flags":98304})",
                R"({"event":"subscribe","channel":"status","key":"deriv:tBTCF0:USTF0"})",
                R"({"event":"subscribe","channel":"status","key":"deriv:tETHF0:USTF0"})",
                R"({"event":"subscribe","channel":"status","key":"liq:global"})",
                R"({"event":"subscribe","channel":"trades","symbol":"tBTCF0:USTF0"})",
                R"({"event":"subscribe","channel":"trades","symbol":"tETHF0:USTF0"})"}));
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(13, two[0]));
        QCOMPARE(many.size(), 2U);
        QCOMPARE(many[0].messages.size(), 26U); // 25 channels and the conf
        QCOMPARE(many[1].messages.size(), 3U); // the liquidations only once
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
        QCOMPARE(venueById(Id)->polls(two).at(0).request.path,
            std::string("/v2/tickers?symbols=tBTCF0%3AUSTF0,tETHF0%3AUSTF0"));
    }

    void asksForHistory()
    {
        const Instrument btc = instrumentNamed(Id, Btc);
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(
            bars.at(0).path, std::string("/v2/candles/trade:5m:tBTCF0:USTF0/hist?start=0&end=3599999&limit=10000"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, DayMs, DayMs + 5'000 * MinuteMs, 0});
        QCOMPARE(funding.size(), 2U);
        // Each page begins within the one before.
        QCOMPARE(funding[0].path,
            std::string("/v2/status/deriv/tBTCF0:USTF0/hist?start=115500000&end=386399999&limit=5000"));
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, DayMs, HourMs}).size(), 1U);
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestBitfinex)
#include "tst_venuebitfinex.moc"
