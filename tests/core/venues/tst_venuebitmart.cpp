#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "bitmart";

const std::string List = R"({"code":1000,"message":"Ok","data":{"symbols":[
{"symbol":"BTCUSDT","product_type":1,"base_currency":"BTC","quote_currency":"USDT","contract_size":"0.001","max_leverage":"100","price_precision":"0.1","funding_interval_hours":8,"status":"Trading"},
{"symbol":"1000PEPEUSDT","product_type":1,"base_currency":"1000PEPE","quote_currency":"USDT","contract_size":"1","price_precision":"0.0000001","funding_interval_hours":4},
{"symbol":"BTCUSD","product_type":1,"base_currency":"BTC","quote_currency":"USD","contract_size":"100","funding_interval_hours":8,"status":"Trading"},
{"symbol":"BTCUSDT260327","product_type":2,"base_currency":"BTC","quote_currency":"USDT","contract_size":"0.001","status":"Trading"},
{"symbol":"ODDUSDT","product_type":1,"base_currency":"ODD","quote_currency":"USDT","contract_size":"x","status":"Trading"},
{"symbol":"OLDUSDT","product_type":1,"base_currency":"OLD","quote_currency":"USDT","contract_size":"1","status":"Delisted","delist_time":1700000000}]}})";

std::string push(const std::string &group, const std::string &data)
{
    return R"({"data":)" + data + R"(,"group":")" + group + R"("})";
}

std::string ok(const std::string &data) { return R"({"code":1000,"message":"Ok","data":)" + data + "}"; }

std::string trade(const std::string &symbol, const std::string &members)
{
    return push("futures/trade:" + symbol,
        R"([{"trade_id":5,"symbol":")" + symbol + R"(","deal_price":"50000","deal_vol":"20",)" + members + "}]");
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string at = R"("created_at":"2023-02-24T07:54:11.1249Z")";
    const std::string dot = R"("created_at":"2023-02-24T07:54:11Z")";
    return {
        {"a ticker without the contract's size is its prices",
            {ws(push("futures/ticker", R"({"symbol":"AUSDT","volume_24":"10","mark_price":"5","index_price":"6"})"))},
            R"([{"kind":"mark","symbol":"AUSDT","mark_price":5,"index_price":6}])", List},
        {"coin-M counts dollars",
            {ws(push("futures/ticker:BTCUSD",
                 R"({"symbol":"BTCUSD","volume_24":"30","mark_price":"50000","index_price":"6"})")),
                ws(trade("BTCUSD", R"("m":false,)" + at))},
            R"([{"kind":"mark","symbol":"BTCUSD","mark_price":50000,"index_price":6},{"kind":"volume","symbol":"BTCUSD","notional_usd":3000,"base_quantity":0.06},{"kind":"trade","symbol":"BTCUSD","aggressor":"buy","price":50000,"base_quantity":0.04,"time_ms":1677225251124}])",
            List},
        {"the names of funding are off by one",
            {ws(push("futures/fundingRate:1000PEPEUSDT",
                R"({"symbol":"1000PEPEUSDT","fundingRate":"0.9","fundingTime":7,"nextFundingRate":"-0.0001","nextFundingTime":14400000,"ts":9})"))},
            R"([{"kind":"funding","symbol":"1000PEPEUSDT","rate":-0.0001,"interval_hours":4,"next_funding_ms":14400000}])",
            List},
        {"the way tells the taker where m does not",
            {ws(trade("BTCUSDT", R"("way":4,)" + dot)), ws(trade("BTCUSDT", R"("way":5,)" + dot)),
                ws(trade("BTCUSDT", dot))},
            R"([{"kind":"trade","symbol":"BTCUSDT","aggressor":"buy","price":50000,"base_quantity":0.02,"time_ms":1677225251000},{"kind":"trade","symbol":"BTCUSDT","aggressor":"sell","price":50000,"base_quantity":0.02,"time_ms":1677225251000}])",
            List},
        {"times that are none",
            {ws(trade("BTCUSDT", R"("m":true,"created_at":"2023-02-30T07:54:11Z")")),
                ws(trade("BTCUSDT", R"("m":true,"created_at":"2023-02-24 07:54:11Z")")),
                ws(trade("BTCUSDT", R"("m":true,"created_at":"2023-02-24T07:54:11.Z")")),
                ws(trade("BTCUSDT", R"("m":true,"created_at":"2023-02-24T25:54:11Z")"))},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])", List},
        {"a trade of unknown size", {ws(trade("NEWUSDT", R"("m":true,)" + at))}, error, List},
        {"the list again: delisted and dated ones are left out",
            {rest("GET /contract/public/details", ok(R"({"symbols":[
{"symbol":"AUSDT","product_type":1,"base_currency":"A","quote_currency":"USDT","contract_size":"0.1","index_price":"5","volume_24h":"300","turnover_24h":"140","funding_rate":"0.9","expected_funding_rate":"0.0002","funding_time":28800000,"funding_interval_hours":8,"open_interest":"40","open_interest_value":"19"},
{"symbol":"BUSD","product_type":1,"base_currency":"B","quote_currency":"USD","contract_size":"10","index_price":"5","volume_24h":"300","turnover_24h":"600","expected_funding_rate":"0.0003","open_interest":"40","open_interest_value":"19"},
{"symbol":"OLDUSDT","product_type":1,"base_currency":"OLD","quote_currency":"USDT","contract_size":"1","index_price":"5","status":"Delisted"},
{"symbol":"A26","product_type":2,"base_currency":"A","quote_currency":"USDT","contract_size":"1","index_price":"5"}]})"))},
            R"([{"kind":"funding","symbol":"AUSDT","rate":0.0002,"interval_hours":8,"next_funding_ms":28800000},{"kind":"mark","symbol":"AUSDT","index_price":5},{"kind":"open_interest","symbol":"AUSDT","base_quantity":4,"notional_usd":19},{"kind":"volume","symbol":"AUSDT","notional_usd":140,"base_quantity":30},{"kind":"funding","symbol":"BUSD","rate":0.0003},{"kind":"mark","symbol":"BUSD","index_price":5},{"kind":"open_interest","symbol":"BUSD","base_quantity":80,"notional_usd":400},{"kind":"volume","symbol":"BUSD","notional_usd":3000,"base_quantity":600}])"},
        {"open interest of one contract",
            {rest("GET /contract/public/open-interest?symbol=BTCUSD",
                ok(R"({"timestamp":7,"symbol":"BTCUSD","open_interest":"40","open_interest_value":"9"})"))},
            R"([{"kind":"open_interest","symbol":"BTCUSD","notional_usd":4000}])", List},
        {"open interest of unknown size",
            {rest("GET /contract/public/open-interest?symbol=NEWUSDT",
                ok(R"({"symbol":"NEWUSDT","open_interest":"40"})"))},
            error},
        {"funding by REST: rate_value is settled",
            {rest("GET /contract/public/funding-rate?symbol=BTCUSDT",
                 ok(R"({"timestamp":1,"symbol":"BTCUSDT","rate_value":"0.9","expected_rate":"0.0001","funding_time":28800000})")),
                rest("GET /contract/public/funding-rate-v2",
                    ok(R"({"list":[{"symbol":"BTCUSDT","rate_value":"0.9","expected_rate":"0.0002","funding_time":28800000}]})"))},
            R"([{"kind":"funding","symbol":"BTCUSDT","rate":0.0001,"next_funding_ms":28800000},{"kind":"funding","symbol":"BTCUSDT","rate":0.0002,"next_funding_ms":28800000}])"},
        {"settlements, oldest first",
            {rest("GET /contract/public/funding-rate-history?symbol=BTCUSDT&limit=100",
                ok(R"({"list":[{"symbol":"BTCUSDT","funding_rate":"0.0002","funding_time":"57600000"},{"symbol":"BTCUSDT","funding_rate":"0.0001","funding_time":"28800000"}]})"))},
            R"([{"kind":"settlement","symbol":"BTCUSDT","rate":0.0001,"time_ms":28800000},{"kind":"settlement","symbol":"BTCUSDT","rate":0.0002,"time_ms":57600000}])"},
        {"trades by REST are in coins and seconds",
            {rest("GET /contract/public/market-trade?symbol=BTCUSDT",
                ok(R"([{"time":1677225251,"price":"5","qty":"2","quote_qty":"10","is_buyer_maker":true}])"))},
            R"([{"kind":"trade","symbol":"BTCUSDT","aggressor":"sell","price":5,"base_quantity":2,"time_ms":1677225251000}])",
            List},
        {"refusals",
            {ws(R"({"action":"subscribe","group":"futures/x","success":false,"error":"Invalid channel: not found","request":{"action":"subscribe"}})"),
                ws(R"({"success":false,"error":"Invalid message: message must be JSON: ping"})"),
                rest("GET /contract/public/details", R"({"code":30030,"message":"gone","data":{}})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"other topics",
            {ws(push("futures/depth20:BTCUSDT@100ms", R"({"symbol":5})")),
                ws(R"({"group":"futures/klineBin1m:BTCUSDT","data":{"symbol":5}})"), ws(R"({"action":"ping"})"),
                rest("GET /contract/public/markprice-kline?symbol=A", ok("[]"))},
            "[]"},
    };
}

} // namespace

class TestBitmart : public QObject {
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
        // Older bodies have no status; the mark price gives way to the index where a coin-M turnover is turned into
        // coins.
        const QStringList mayDrop{QStringLiteral("status"), QStringLiteral("mark_price")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        const std::string funding = push("futures/fundingRate:A",
            R"({"symbol":"A","nextFundingRate":"0.1","nextFundingTime":8,"ts":1732525864601})");
        QCOMPARE(decodeOne(Id, ws(funding), names).venueMs, std::optional<TimeMs>(1'732'525'864'601));
    }

    void readsTheCatalogueWithItsTiers()
    {
        InstrumentNames names;
        const auto catalogue = venueById(Id)->catalogue();
        const std::string tiers = ok(
            R"({"rules":[{"symbol":"BTCUSDT","brackets":[{"bracket":2,"initial_leverage":"25","notional_floor":"10000","notional_cap":"100000","maint_margin_ratio":"0.02","cum":"100"},{"bracket":1,"initial_leverage":"50","notional_floor":"0","notional_cap":"10000","maint_margin_ratio":"0.01","cum":"0"}]}]})");
        const ReferencePtr reference =
            readReference(Id, {{catalogue[0].line(), List}, {catalogue[1].line(), tiers}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSDT 1000PEPEUSDT BTCUSD"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.contractSize, 0.001);
        QCOMPARE(btc.intervalHours, std::optional(8.0));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.maxLeverage, std::optional(100.0));
        QVERIFY(btc.tiers == (std::vector<MarginTier>{{10'000, 0.01, 50, 0}, {100'000, 0.02, 25, 100}}));
        QCOMPARE(reference->instruments[1].asset, std::string("PEPE"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
        QVERIFY(reference->instruments[1].tiers.empty());
        QVERIFY(reference->instruments[2].kind == ContractKind::Inverse);
        QCOMPARE(reference->instruments[2].contractSize, 100.0);
        QCOMPARE(reference->instruments[2].settle, std::string("BTC"));
    }

    void readsBarsOfBothKinds()
    {
        const auto bar = [&](const std::string &symbol) {
            InstrumentNames names;
            const auto decoder = venueById(Id)->decoder(nullptr, names);
            Decoded out;
            decoder->decode({Via::Rest, List, "GET /contract/public/details", 0}, out);
            out.clear();
            const std::string row =
                R"([{"timestamp":3600,"open_price":"1","high_price":"4","low_price":"0.5","close_price":"2","volume":"10"}])";
            decoder->decode({Via::Rest, ok(row), "GET /contract/public/kline?symbol=" + symbol + "&step=60", 0}, out);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        QVERIFY(bar("BTCUSDT") == (Candle{HourMs, HourMs, 1, 4, 0.5, 2, 0.01, {}}));
        QVERIFY(bar("BTCUSD") == (Candle{HourMs, HourMs, 1, 4, 0.5, 2, 500, {}}));
    }

    void keepsItsMessagesShort()
    {
        const std::vector<Instrument> watched(70, instrumentNamed(Id, "1000000BABYDOGEUSDT"));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 3U);
        std::size_t topics = 0;
        for (const SocketPlan &plan : plans) {
            QCOMPARE(plan.path, std::string("/api?protocol=1.1"));
            std::size_t ofPlan = 0;
            for (const std::string &message : plan.messages) {
                QVERIFY(message.size() < 2'000);
                ofPlan += boost::json::parse(message).at("args").as_array().size();
            }
            QVERIFY(ofPlan <= 100);
            topics += ofPlan;
        }
        QCOMPARE(topics, 210U);
        const auto one = venueById(Id)->subscribe(std::vector<Instrument>{instrumentNamed(Id, "BTCUSDT")});
        QCOMPARE(one[0].messages.at(0),
            std::string(
                R"({"action":"subscribe","args":["futures/fundingRate:BTCUSDT","futures/ticker:BTCUSDT","futures/trade:BTCUSDT"]})"));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QVERIFY(venueById(Id)->polls({}).empty());
    }

    void asksForHistoryNewestFirst()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, 2 * DayMs, 5 * MinuteMs});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(
            bars[0].path, std::string("/contract/public/kline?symbol=BTCUSDT&step=5&start_time=22800&end_time=172799"));
        QCOMPARE(venueById(Id)->history(btc, {HistoryKind::Funding, 0, 30 * DayMs, 0}).size(), 1U);
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

QTEST_GUILESS_MAIN(TestBitmart)
#include "tst_venuebitmart.moc"
