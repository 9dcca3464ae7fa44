#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "blofin";

const std::string List = R"({"code":"0","msg":"success","data":[
{"instId":"BTC-USDT","baseCurrency":"BTC","quoteCurrency":"USDT","contractValue":"0.001","maxLeverage":"125","lotSize":"0.1","tickSize":"0.5","instType":"SWAP","contractType":"linear","state":"live"},
{"instId":"1000BONK-USDT","baseCurrency":"1000BONK","quoteCurrency":"USDT","contractValue":"1000","tickSize":"0.000001","instType":"SWAP","contractType":"linear","state":"live","settleCurrency":"USDT"},
{"instId":"BTC-USDC","baseCurrency":"BTC","quoteCurrency":"USDC","contractValue":"0.0001","instType":"SWAP","contractType":"linear","state":"live","settleCurrency":"USDC"},
{"instId":"BTC-USD","baseCurrency":"BTC","quoteCurrency":"USD","contractValue":"1","instType":"SWAP","contractType":"inverse","state":"live"},
{"instId":"BTC-USDT","baseCurrency":"BTC","quoteCurrency":"USDT","instType":"SPOT","state":"live"},
{"instId":"OLD-USDT","baseCurrency":"OLD","quoteCurrency":"USDT","contractValue":"1","instType":"SWAP","contractType":"linear","state":"suspend"}]})";

std::string push(const std::string &channel, const std::string &rows)
{
    return R"({"arg":{"channel":")" + channel + R"(","instId":"BTC-USDT"},"data":[)" + rows + "]}";
}

std::string ok(const std::string &rows) { return R"({"code":"0","msg":"success","data":[)" + rows + "]}"; }

std::string trade(const std::string &instrument, const std::string &side)
{
    return R"({"instId":")" + instrument + R"(","tradeId":"5","price":"50000","size":"2.5","side":")" + side
        + R"(","ts":"7"})";
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"sizes are contracts, of inverse ones dollars",
            {ws(push("trades", trade("BTC-USDT", "buy"))), ws(push("trades", trade("BTC-USD", "sell")))},
            R"([{"kind":"trade","symbol":"BTC-USDT","aggressor":"buy","price":50000,"base_quantity":0.0025,"time_ms":7},{"kind":"trade","symbol":"BTC-USD","aggressor":"sell","price":50000,"base_quantity":0.00005,"time_ms":7}])",
            List},
        {"sizes of an unknown contract, and one bad row of two",
            {ws(push("trades", trade("NEW-USDT", "buy"))),
                ws(push("trades", trade("BTC-USDT", "buy") + "," + trade("BTC-USDT", "up")))},
            R"([{"kind":"error"},{"kind":"error"}])", List},
        {"the row names its contract",
            {ws(push("funding-rate", R"({"instId":"ETH-USDT","fundingRate":"-0.0002","fundingTime":"28800000"})"))},
            R"([{"kind":"funding","symbol":"ETH-USDT","rate":-0.0002,"next_funding_ms":28800000}])"},
        {"turnover is in coins",
            {ws(push("tickers", R"({"instId":"A-USDT","ts":"9","vol24h":"5","volCurrency24h":"50"})")),
                rest("GET /api/v1/market/tickers",
                    ok(R"({"instId":"B-USDT","ts":"9","vol24h":"6","volCurrency24h":"60"})"))},
            R"([{"kind":"volume","symbol":"A-USDT","base_quantity":50},{"kind":"volume","symbol":"B-USDT","base_quantity":60}])"},
        {"prices of all contracts",
            {rest("GET /api/v1/market/mark-price",
                ok(R"({"instId":"A-USDT","indexPrice":"5","markPrice":"6","ts":"9"},{"instId":"B-USDT","indexPrice":"","markPrice":"7","ts":"9"})"))},
            R"([{"kind":"mark","symbol":"A-USDT","mark_price":6,"index_price":5},{"kind":"mark","symbol":"B-USDT","mark_price":7}])"},
        {"the same rows are the coming rate by one call and settled by the other",
            {rest("GET /api/v1/market/funding-rate",
                 ok(R"({"instId":"A-USDT","fundingRate":"0.0001","fundingTime":"57600000"})")),
                rest("GET /api/v1/market/funding-rate-history?instId=A-USDT",
                    ok(R"({"instId":"A-USDT","fundingRate":"0.0002","fundingTime":"28800000"},{"instId":"A-USDT","fundingRate":"0.0003","fundingTime":"14400000"})"))},
            R"([{"kind":"funding","symbol":"A-USDT","rate":0.0001,"next_funding_ms":57600000},{"kind":"settlement","symbol":"A-USDT","rate":0.0003,"time_ms":14400000},{"kind":"settlement","symbol":"A-USDT","rate":0.0002,"time_ms":28800000}])"},
        {"trades by REST", {rest("GET /api/v1/market/trades?instId=BTC-USDT", ok(trade("BTC-USDT", "sell")))},
            R"([{"kind":"trade","symbol":"BTC-USDT","aggressor":"sell","price":50000,"base_quantity":0.0025,"time_ms":7}])",
            List},
        {"refusals",
            {ws(R"({"event":"error","code":"60012","msg":"Invalid request: x"})"),
                ws(R"({"event":"error","arg":{"channel":"books","instId":"X"},"code":"60018","msg":"no"})"),
                rest("GET /api/v1/market/mark-price?instId=X", R"({"code":"152014","msg":"no such","data":[]})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"acknowledgements, pongs and other channels",
            {ws("pong"), ws(R"({"event":"unsubscribe","arg":{"channel":"trades","instId":"X"}})"),
                ws(R"({"arg":{"channel":"books","instId":"X"},"action":"update","data":{"asks":[["x"]]}})"),
                ws(R"({"arg":{"channel":"candle1m","instId":"X"},"data":[["1","x"]]})"),
                rest("GET /api/v1/market/books?instId=X", ok("{}"))},
            "[]"},
        {"text that nobody knows", {ws("ponk")}, error},
    };
}

} // namespace

class TestBlofin : public QObject {
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

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        const std::string ticker = push("tickers", R"({"instId":"A","ts":"1707736811486","volCurrency24h":"1"})");
        QCOMPARE(decodeOne(Id, ws(ticker), names).venueMs, std::optional<TimeMs>(1'707'736'811'486));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{venueById(Id)->catalogue()[0].line(), List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTC-USDT 1000BONK-USDT BTC-USDC BTC-USD"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.contractSize, 0.001); // the spot pair of the same name is not read
        QCOMPARE(btc.settle, std::string("USDT"));
        QCOMPARE(btc.tickSize, std::optional(0.5));
        QCOMPARE(btc.maxLeverage, std::optional(125.0));
        QVERIFY(!btc.intervalHours && !reference->venue.hasDefaultInterval);
        QCOMPARE(reference->instruments[1].asset, std::string("BONK"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
        QVERIFY(reference->instruments[3].kind == ContractKind::Inverse);
        QCOMPARE(reference->instruments[3].settle, std::string("BTC"));
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /api/v1/market/candles?instId=A-USDT&bar=1H",
                ok(R"(["3600000","1","4","0.5","2","835","8.35","20","0"])")),
            names);
        QVERIFY(std::get<Candle>(out.rows.at(0).payload) == (Candle{HourMs, HourMs, 1, 4, 0.5, 2, 8.35, {}}));
    }

    void keepsItsMessagesShort()
    {
        const std::vector<Instrument> watched(70, instrumentNamed(Id, "1000000BABYDOGE-USDT"));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/ws/public"));
        std::size_t channels = 0;
        for (const std::string &message : plans[0].messages) {
            const auto args = boost::json::parse(message).at("args").as_array();
            QVERIFY(boost::json::serialize(args).size() <= 4'096);
            channels += args.size();
        }
        QCOMPARE(channels, 210U);
        const auto one = venueById(Id)->subscribe(std::vector<Instrument>{instrumentNamed(Id, "BTC-USDT")});
        QCOMPARE(one[0].messages.at(0),
            std::string(
                R"({"op":"subscribe","args":[{"channel":"funding-rate","instId":"BTC-USDT"},{"channel":"tickers","instId":"BTC-USDT"},{"channel":"trades","instId":"BTC-USDT"}]})"));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
        QCOMPARE(venueById(Id)->profile().keepAlive.text, std::string("ping"));
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-USDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, HourMs, 2 * HourMs, 5 * MinuteMs});
        QCOMPARE(bars.at(0).path,
            std::string("/api/v1/market/candles?instId=BTC-USDT&bar=5m&after=7200000&before=3599999&limit=1440"));
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0}).size(), 8U);
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

QTEST_GUILESS_MAIN(TestBlofin)
#include "tst_venueblofin.moc"
