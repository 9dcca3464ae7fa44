#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "okx";

const std::string List = R"({"code":"0","msg":"","data":[
{"instId":"BTC-USDT-SWAP","instType":"SWAP","ctType":"linear","ctVal":"0.01","ctMult":"1","ctValCcy":"BTC","settleCcy":"USDT","tickSz":"0.1","lever":"100","state":"live","baseCcy":"","quoteCcy":"","uly":"BTC-USDT","ruleType":"normal"},
{"instId":"BTC-USD-SWAP","instType":"SWAP","ctType":"inverse","ctVal":"100","ctMult":"1","settleCcy":"BTC","tickSz":"0.1","lever":"100","state":"live"},
{"instId":"BTC-USDC-SWAP","instType":"SWAP","ctType":"linear","ctVal":"0.0001","ctMult":"10","settleCcy":"USDC","tickSz":"0.1","lever":"50","state":"live"},
{"instId":"OLD-USDT-SWAP","instType":"SWAP","ctType":"linear","ctVal":"5","ctMult":"1","settleCcy":"USDT","tickSz":"0.1","lever":"50","state":"suspend"},
{"instId":"NEW-USDT-SWAP","instType":"SWAP","ctType":"linear","ctVal":"","ctMult":"","settleCcy":"USDT","tickSz":"","lever":"","state":"preopen"},
{"instId":"BTC-USD-260925","instType":"FUTURES","ctType":"inverse","ctVal":"100","ctMult":"1","settleCcy":"BTC","tickSz":"0.1","lever":"20","state":"live"},
{"instId":"BTC-USD_UM_XPERP-310404","instType":"FUTURES","ctType":"linear","ctVal":"0.001","ctMult":"1","settleCcy":"USD","tickSz":"0.1","lever":"50","state":"live","ruleType":"XPERP"}]})";

std::string channel(const std::string &name, const std::string &id, const std::string &rows)
{
    return R"({"arg":{"channel":")" + name + R"(","instId":")" + id + R"("},"data":[)" + rows + "]}";
}

std::string trade(const std::string &id, const std::string &side)
{
    return channel("trades", id,
        R"({"instId":")" + id + R"(","tradeId":"7","px":"50000","sz":"5","side":")" + side
            + R"(","ts":"9","count":"2"})");
}

std::string answer(const std::string &rows) { return R"({"code":"0","msg":"","data":[)" + rows + "]}"; }

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"funding of the current period",
            {ws(channel("funding-rate", "BTC-USDT-SWAP",
                R"({"fundingRate":"0.0001","fundingTime":"1706169600000","instId":"BTC-USDT-SWAP","method":"current_period","nextFundingRate":"","nextFundingTime":"1706184000000","settFundingRate":"-0.00001","settState":"settled","prevFundingTime":"1706155200000","ts":"1706148300320"})"))},
            R"([{"kind":"funding","symbol":"BTC-USDT-SWAP","rate":0.0001,"next_funding_ms":1706169600000,"interval_hours":4}])"},
        {"funding without a rate",
            {ws(channel("funding-rate", "BTC-USDT-SWAP",
                R"({"fundingTime":"1706169600000","instId":"BTC-USDT-SWAP","nextFundingRate":"0.0002"})"))},
            R"([{"kind":"funding","symbol":"BTC-USDT-SWAP","next_funding_ms":1706169600000,"predicted_rate":0.0002}])"},
        {"funding without its time",
            {ws(channel("funding-rate", "A-USDT-SWAP", R"({"fundingRate":"1","instId":"A-USDT-SWAP"})"))}, error},
        {"funding by REST, of an X-Perp",
            {rest("GET /api/v5/public/funding-rate?instId=BTC-USD_UM_XPERP-310404",
                answer(
                    R"({"fundingRate":"0.0001","fundingTime":"1706169600000","nextFundingTime":"1706198400000","instId":"BTC-USD_UM_XPERP-310404"})"))},
            R"([{"kind":"funding","symbol":"BTC-USD_UM_XPERP-310404","rate":0.0001,"next_funding_ms":1706169600000,"interval_hours":8}])"},
        {"settlements take the realised rate and keep the order",
            {rest("GET /api/v5/public/funding-rate-history?instId=A-USDT-SWAP",
                answer(
                    R"({"fundingRate":"0.018","realizedRate":"0.017","fundingTime":"1597026383085","instId":"A-USDT-SWAP"},{"fundingRate":"0.018","realizedRate":"-0.02","fundingTime":"1597022783085","instId":"A-USDT-SWAP"})"))},
            R"([{"kind":"settlement","symbol":"A-USDT-SWAP","rate":0.017,"time_ms":1597026383085},{"kind":"settlement","symbol":"A-USDT-SWAP","rate":-0.02,"time_ms":1597022783085}])"},
        {"mark of nothing",
            {ws(channel("mark-price", "A-USDT-SWAP",
                R"({"instId":"A-USDT-SWAP","markPx":""},{"instId":"A-USDT-SWAP","markPx":"0"})"))},
            "[]"},
        {"the index belongs to all marks of its pair",
            {ws(channel("index-tickers", "BTC-USD", R"({"instId":"BTC-USD","idxPx":"100","ts":"1"})")),
                rest("GET /api/v5/market/index-tickers?instId=ETH-USDT", answer(R"({"instId":"ETH-USDT","idxPx":""})")),
                ws(channel("mark-price", "BTC-USD-SWAP", R"({"instId":"BTC-USD-SWAP","markPx":"101"})")),
                ws(channel("mark-price", "X", R"({"instId":"BTC-USD_UM_XPERP-310404","markPx":"102"})")),
                rest("GET /api/v5/public/mark-price?instType=SWAP",
                    answer(R"({"instId":"BTC-USDT-SWAP","markPx":"103"},{"instId":"ETH-USDT-SWAP","markPx":"9"})"))},
            R"([{"kind":"mark","symbol":"BTC-USD-SWAP","mark_price":101,"index_price":100},{"kind":"mark","symbol":"BTC-USD_UM_XPERP-310404","mark_price":102,"index_price":100},{"kind":"mark","symbol":"BTC-USDT-SWAP","mark_price":103},{"kind":"mark","symbol":"ETH-USDT-SWAP","mark_price":9}])"},
        {"a bad index is not remembered",
            {ws(channel(
                 "index-tickers", "A-USD", R"({"instId":"A-USD","idxPx":"100"},{"instId":"B-USD","idxPx":"-5"})")),
                ws(channel("mark-price", "A-USD-SWAP", R"({"instId":"A-USD-SWAP","markPx":"101"})"))},
            R"([{"kind":"error"},{"kind":"mark","symbol":"A-USD-SWAP","mark_price":101}])"},
        {"open interest with dollars",
            {rest("GET /api/v5/public/open-interest?instType=SWAP",
                answer(
                    R"({"instId":"A-USDT-SWAP","oi":"5","oiCcy":"50","oiUsd":"5000","ts":"1"},{"instId":"B-USDT-SWAP","oi":"5","oiCcy":"50","oiUsd":""})"))},
            R"([{"kind":"open_interest","symbol":"A-USDT-SWAP","base_quantity":50,"notional_usd":5000},{"kind":"open_interest","symbol":"B-USDT-SWAP","base_quantity":50}])"},
        {"turnover: linear in base only, inverse in dollars too",
            {ws(channel("tickers", "BTC-USDT-SWAP",
                 R"({"instId":"BTC-USDT-SWAP","vol24h":"500","volCcy24h":"5","last":"x"})")),
                rest("GET /api/v5/market/tickers?instType=SWAP",
                    answer(R"({"instId":"BTC-USD-SWAP","vol24h":"500","volCcy24h":"0.5"})"))},
            R"([{"kind":"volume","symbol":"BTC-USDT-SWAP","base_quantity":5},{"kind":"volume","symbol":"BTC-USD-SWAP","base_quantity":0.5,"notional_usd":50000}])",
            List},
        {"spot is not ours",
            {ws(channel("tickers", "BTC-USDT", R"({"instId":"BTC-USDT","vol24h":"500","volCcy24h":"5"})")),
                ws(channel("trades", "BTC-USDT", R"({"instId":"BTC-USDT","px":"1","sz":"2","side":"buy","ts":"3"})"))},
            "[]"},
        {"trades count contracts",
            {ws(trade("BTC-USDT-SWAP", "buy")), ws(trade("BTC-USD-SWAP", "sell")), ws(trade("BTC-USDC-SWAP", "buy")),
                ws(trade("OLD-USDT-SWAP", "buy")), ws(trade("BTC-USD-260925", "buy"))},
            R"([{"kind":"trade","symbol":"BTC-USDT-SWAP","aggressor":"buy","price":50000,"base_quantity":0.05,"time_ms":9},{"kind":"trade","symbol":"BTC-USD-SWAP","aggressor":"sell","price":50000,"base_quantity":0.01,"time_ms":9},{"kind":"trade","symbol":"BTC-USDC-SWAP","aggressor":"buy","price":50000,"base_quantity":0.005,"time_ms":9},{"kind":"trade","symbol":"OLD-USDT-SWAP","aggressor":"buy","price":50000,"base_quantity":25,"time_ms":9},{"kind":"trade","symbol":"BTC-USD-260925","aggressor":"buy","price":50000,"base_quantity":0.01,"time_ms":9}])",
            List},
        {"trades of all fills and by REST",
            {ws(R"({"arg":{"channel":"trades-all","instId":"BTC-USDT-SWAP"},"data":[{"instId":"BTC-USDT-SWAP","tradeId":"7","px":"1","sz":"100","side":"sell","ts":"9"}]})"),
                rest("GET /api/v5/market/trades?instId=BTC-USDT-SWAP",
                    answer(R"({"instId":"BTC-USDT-SWAP","tradeId":"8","px":"1","sz":"100","side":"sell","ts":"9"})"))},
            R"([{"kind":"trade","symbol":"BTC-USDT-SWAP","aggressor":"sell","price":1,"base_quantity":1,"time_ms":9},{"kind":"trade","symbol":"BTC-USDT-SWAP","aggressor":"sell","price":1,"base_quantity":1,"time_ms":9}])",
            List},
        {"size not known", {ws(trade("NEW-USDT-SWAP", "buy"))}, error, List},
        {"no list", {ws(trade("BTC-USDT-SWAP", "buy"))}, error},
        {"all rows and all details of a liquidation frame, whatever posSide says",
            {ws(R"({"data":[{"details":[{"bkPx":"10","posSide":"net","side":"sell","sz":"100","ts":"1"},{"bkPx":"20","posSide":"short","side":"buy","sz":"100","ts":"2"}],"instId":"BTC-USDT-SWAP"},{"details":[{"bkPx":"50","side":"sell","sz":"3","ts":"3"}],"instId":"BTC-USD-SWAP"}],"arg":{"channel":"liquidation-orders","instType":"SWAP"}})")},
            R"([{"kind":"liquidation","symbol":"BTC-USDT-SWAP","position":"long","price":10,"base_quantity":1,"notional_usd":10,"time_ms":1},{"kind":"liquidation","symbol":"BTC-USDT-SWAP","position":"short","price":20,"base_quantity":1,"notional_usd":20,"time_ms":2},{"kind":"liquidation","symbol":"BTC-USD-SWAP","position":"long","price":50,"base_quantity":6,"notional_usd":300,"time_ms":3}])",
            List},
        {"open interest history",
            {rest("GET /api/v5/rubik/stat/contracts/open-interest-history?instId=BTC-USDT-SWAP&period=5m",
                answer(R"(["1701417600000","731377.57500501","111.2","8888888"])"))},
            R"([{"kind":"open_interest","symbol":"BTC-USDT-SWAP","base_quantity":111.2,"notional_usd":8888888,"time_ms":1701417600000}])"},
        {"history of nobody",
            {rest("GET /api/v5/rubik/stat/contracts/open-interest-history?period=5m",
                answer(R"(["1701417600000","1","2","3"])"))},
            error},
        {"refusals",
            {ws(R"({"event":"error","code":"60018","msg":"Wrong URL","connId":"a"})"),
                ws(R"({"arg":{"channel":"books","instId":"A"},"event":"error","code":"60018","msg":"is not there"})"),
                rest("GET /api/v5/public/open-interest?instType=SWAP",
                    R"({"code":"50011","msg":"Too Many Requests","data":[]})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"a restart is announced", {ws(R"({"event":"notice","code":"64008","msg":"upgrade","connId":"a"})")}, error},
        {"dull frames",
            {ws("pong"),
                ws(R"({"arg":{"channel":"books","instId":"A"},"action":"snapshot","data":[{"asks":[["x"]]}]})"),
                ws(R"({"data":[{"asks":1}],"arg":{"channel":"books5"}})"),
                ws(R"({"event":"channel-conn-count","channel":"trades","connCount":"2","connId":"a"})"),
                ws(R"({"event":"unsubscribe","arg":{"channel":"trades"}})"),
                rest("GET /api/v5/public/time", answer(R"({"ts":"1"})"))},
            "[]"},
        {"rows of no channel", {ws(R"({"data":[{"instId":"A-USDT-SWAP","markPx":"1"}]})")}, error},
    };
}

} // namespace

class TestOkx : public QObject {
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
        QVERIFY(count > 500);
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /api/v5/market/history-candles?instId=BTC-USD-SWAP&bar=1H",
                answer(R"(["3600000","1","4","0.5","2","100","10","20","1"])")),
            names);
        QCOMPARE(out.rows.size(), 1U);
        QVERIFY(std::get<Candle>(out.rows[0].payload) == (Candle{HourMs, HourMs, 1, 4, 0.5, 2, 10, {}}));
    }

    void tellsDetailsOfOneFrameApart()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET /api/v5/public/instruments?instType=SWAP", List}}, names);
        const std::string detail = R"({"bkPx":"10","side":"sell","sz":"1","ts":"1"})";
        const std::string text =
            R"({"arg":{"channel":"liquidation-orders"},"data":[{"instId":"BTC-USDT-SWAP","details":[)" + detail + ","
            + detail + "]}]}";
        const auto keys = [&] {
            Decoded out;
            venueById(Id)->decoder(reference, names)->decode({Via::Ws, text, {}, 0}, out);
            return std::pair(std::get<Liquidation>(out.rows.at(0).payload).eventKey,
                std::get<Liquidation>(out.rows.at(1).payload).eventKey);
        };
        QVERIFY(keys().first != keys().second);
        QCOMPARE(keys(), keys());
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET /api/v5/public/instruments?instType=SWAP", List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')),
            QStringLiteral("BTC-USDT-SWAP BTC-USD-SWAP BTC-USDC-SWAP BTC-USD_UM_XPERP-310404"));
        const Instrument &inverse = reference->instruments[1];
        QVERIFY(inverse.kind == ContractKind::Inverse);
        QCOMPARE(inverse.contractSize, 100.0);
        QCOMPARE(inverse.base, std::string("BTC"));
        QCOMPARE(inverse.quote, std::string("USD"));
        QCOMPARE(inverse.settle, std::string("BTC"));
        QCOMPARE(inverse.maxLeverage, std::optional(100.0));
        QVERIFY(!inverse.intervalHours);
        QCOMPARE(reference->instruments[2].contractSize, 0.001);
        QCOMPARE(reference->instruments[3].quote, std::string("USD"));
    }

    void subscribesEachIndexOnceAndLiquidationsOnce()
    {
        std::vector<Instrument> watched{instrumentNamed(Id, "BTC-USDT-SWAP"), instrumentNamed(Id, "BTC-USD-SWAP"),
            instrumentNamed(Id, "BTC-USD_UM_XPERP-310404")};
        QCOMPARE(subscribedChannels(watched).count(QStringLiteral("index-tickers/BTC-USD")), 1);
        QCOMPARE(subscribedChannels(watched).count(QStringLiteral("index-tickers/BTC-USDT")), 1);
        QCOMPARE(subscribedChannels(watched).count(QStringLiteral("liquidation-orders/SWAP")), 1);
        QCOMPARE(subscribedChannels(watched).size(), 2 + 5 * 3 + 1);
        for (int i = 0; i < 250; ++i)
            watched.push_back(instrumentNamed(Id, "C" + std::to_string(i) + "-USDT-SWAP"));
        QCOMPARE(venueById(Id)->subscribe(watched).size(), 3U);
        QCOMPARE(subscribedChannels(watched).count(QStringLiteral("liquidation-orders/SWAP")), 1);
        for (const SocketPlan &plan : venueById(Id)->subscribe(watched)) {
            QCOMPARE(plan.path, std::string("/ws/v5/public"));
            for (const std::string &message : plan.messages)
                QVERIFY(message.size() < 65'536);
        }
        QVERIFY(venueById(Id)->subscribe({}).empty());
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "BTC-USDT-SWAP");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, 150 * HourMs, HourMs});
        QCOMPARE(bars.size(), 2U);
        // `after` means older than, `before` newer than.
        QCOMPARE(bars[0].path,
            std::string("/api/v5/market/"
                        "history-candles?instId=BTC-USDT-SWAP&bar=1H&after=540000000&before=179999999&limit=100"));
        // The newest 1440 bars come in larger pages, and cheaper.
        const TimeMs five = 300'000, now = 3'000 * five;
        const auto week = venueById(Id)->history(btc, {HistoryKind::Candles, now - 2'016 * five, now, five, now});
        QCOMPARE(week.size(), 5U + 6U);
        QCOMPARE(week[0].path,
            std::string(
                "/api/v5/market/candles?instId=BTC-USDT-SWAP&bar=5m&after=900000000&before=809999999&limit=300"));
        QCOMPARE(week[0].weight, 1.0);
        QVERIFY(week[4].path.find("/candles?") != std::string::npos);
        QVERIFY(week[4].path.find("&before=" + std::to_string((3'000 - 1'439) * five - 1)) != std::string::npos);
        QVERIFY(week[5].path.find("/history-candles?") != std::string::npos);
        QVERIFY(week[5].path.find("&after=" + std::to_string((3'000 - 1'439) * five)) != std::string::npos);
        const auto oi = venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, HourMs, 300'000});
        QCOMPARE(oi.at(0).path,
            std::string("/api/v5/rubik/stat/contracts/"
                        "open-interest-history?instId=BTC-USDT-SWAP&period=5m&begin=0&end=3599999&limit=100"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0});
        QCOMPARE(funding.size(), 8U); // 720 hours
        const auto days = venueById(Id)->history(btc, {HistoryKind::Candles, 0, DayMs, DayMs});
        QVERIFY(days.at(0).path.find("bar=1Dutc") != std::string::npos);
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    static QStringList subscribedChannels(const std::vector<Instrument> &watched)
    {
        QStringList out;
        for (const SocketPlan &plan : venueById(Id)->subscribe(watched)) {
            for (const std::string &message : plan.messages) {
                const auto json = boost::json::parse(message).as_object();
                for (const auto &each : json.at("args").as_array()) {
                    const auto &arg = each.as_object();
                    const auto &id = arg.contains("instId") ? arg.at("instId") : arg.at("instType");
                    out.append(QString::fromStdString(boost::json::value_to<std::string>(arg.at("channel")) + "/"
                        + boost::json::value_to<std::string>(id)));
                }
            }
        }
        return out;
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestOkx)
#include "tst_venueokx.moc"
