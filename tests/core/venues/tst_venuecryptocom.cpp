#include "tests/core/venues/venuecheck.h"

#include <set>

using namespace isobar;

namespace {

const char *const Id = "cryptocom";

const std::string List = R"({"id":1,"method":"public/get-instruments","code":0,"result":{"data":[
{"symbol":"BTCUSD-PERP","inst_type":"PERPETUAL_SWAP","base_ccy":"BTC","quote_ccy":"USD","contract_size":"1","price_tick_size":"0.1","max_leverage":"100","tradable":true,"expiry_timestamp_ms":0,"underlying_symbol":"BTCUSD-INDEX"},
{"symbol":"1000PEPEUSD-PERP","inst_type":"PERPETUAL_SWAP","base_ccy":"1000PEPE","quote_ccy":"USD","tradable":true},
{"symbol":"TENUSD-PERP","inst_type":"PERPETUAL_SWAP","base_ccy":"TEN","quote_ccy":"USD","contract_size":"10","tradable":true},
{"symbol":"OLDUSD-PERP","inst_type":"PERPETUAL_SWAP","base_ccy":"OLD","quote_ccy":"USD","tradable":false},
{"symbol":"BTC_USDT","inst_type":"CCY_PAIR","base_ccy":"BTC","quote_ccy":"USDT","tradable":true},
{"symbol":"BTCUSD-260327","inst_type":"FUTURE","base_ccy":"BTC","quote_ccy":"USD","tradable":true}]}})";

std::string pushed(const std::string &channel, const std::string &name, const std::string &rows)
{
    return R"({"id":-1,"method":"subscribe","code":0,"result":{"channel":")" + channel + R"(","subscription":"wrong.)"
        + name + R"(","instrument_name":")" + name + R"(","data":[)" + rows + "]}}";
}

std::string answer(const std::string &rows) { return R"({"id":-1,"code":0,"result":{"data":[)" + rows + "]}}"; }

std::string trade(const std::string &id, const std::string &name = "BTCUSD-PERP", const std::string &side = "BUY",
    const std::string &more = {})
{
    return R"({"d":")" + id + R"(","t":7,"p":"50","q":"2","s":")" + side + R"(","i":")" + name + "\"" + more + "}";
}

std::string traded(const std::string &aggressor, const std::string &name = "BTCUSD-PERP", int base = 2)
{
    return R"({"kind":"trade","symbol":")" + name + R"(","aggressor":")" + aggressor
        + R"(","price":50,"base_quantity":)" + std::to_string(base) + R"(,"time_ms":7})";
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string btc = "BTCUSD-PERP";
    return {
        {"the next settlement is the next full hour after the rate",
            {ws(pushed("funding", btc, R"({"v":"-0.00001","t":7199999})")),
                ws(pushed("funding", btc, R"({"v":"0","t":7200000})"))},
            R"([{"kind":"funding","symbol":"BTCUSD-PERP","rate":-0.00001,"next_funding_ms":7200000},{"kind":"funding","symbol":"BTCUSD-PERP","rate":0,"next_funding_ms":10800000}])"},
        {"the estimate is not the rate", {ws(pushed("estimatedfunding", btc, R"({"v":"0.5","t":7})"))},
            R"([{"kind":"funding","symbol":"BTCUSD-PERP","predicted_rate":0.5}])"},
        {"the index belongs to the perpetual", {ws(pushed("index", "BTCUSD-INDEX", R"({"v":"51","t":7})"))},
            R"([{"kind":"mark","symbol":"BTCUSD-PERP","index_price":51}])"},
        {"an empty value", {ws(pushed("mark", btc, R"({"v":"","t":7})"))}, error},
        {"ticker with holes",
            {ws(pushed("ticker", btc, R"({"a":null,"b":null,"oi":"200","i":"BTCUSD-PERP","v":"3","vv":"150","t":7})")),
                ws(pushed("ticker", btc, R"({"i":"BTCUSD-PERP","t":7})"))},
            R"([{"kind":"open_interest","symbol":"BTCUSD-PERP","base_quantity":200},{"kind":"volume","symbol":"BTCUSD-PERP","notional_usd":150,"base_quantity":3}])"},
        {"contracts of ten coins",
            {ws(pushed("ticker", "TENUSD-PERP", R"({"oi":"200","v":"3","vv":"150","t":7})")),
                ws(pushed("trade", "TENUSD-PERP", trade("1", "TENUSD-PERP")))},
            R"([{"kind":"open_interest","symbol":"TENUSD-PERP","base_quantity":2000},{"kind":"volume","symbol":"TENUSD-PERP","notional_usd":150,"base_quantity":30},)"
                + traded("buy", "TENUSD-PERP", 20) + "]",
            List},
        {"all tickers by REST",
            {rest("GET /exchange/v1/public/get-tickers",
                answer(
                    R"({"i":"BTC_USDT","oi":"0","v":"3","vv":"150","t":7},{"i":"BTCUSD-PERP","oi":"200","v":"3","vv":"150","t":7},{"i":"BTCUSD-260327","oi":"5","v":"1","t":7})"))},
            R"([{"kind":"open_interest","symbol":"BTCUSD-PERP","base_quantity":200},{"kind":"volume","symbol":"BTCUSD-PERP","notional_usd":150,"base_quantity":3}])"},
        {"equal fills of one order are all trades",
            {ws(pushed("trade", btc, trade("1") + "," + trade("1") + "," + trade("1", btc, "SELL")))},
            "[" + traded("sell") + "," + traded("buy") + "," + traded("buy") + "]"},
        {"one bad row of many", {ws(pushed("trade", btc, trade("1") + "," + trade("1", btc, "buy")))}, error},
        {"spot, futures, options and dull channels",
            {ws(pushed("ticker", "BTC_USDT", R"({"oi":"0","v":"3","t":7})")),
                ws(pushed("mark", "BTCUSD-260327", R"({"v":"50","t":7})")),
                ws(pushed("mark", "BTCUSD-260327-CW50000", R"({"v":"50","t":7})")),
                ws(pushed("book", btc, R"({"v":[],"t":"x"})"))},
            "[]"},
        {"settlements",
            {rest("GET /exchange/v1/public/get-valuations?instrument_name=BTCUSD-PERP&valuation_type=funding_hist",
                 answer(R"({"v":"0.00001","t":7200000},{"v":"-0.00002","t":3600000})")),
                rest("GET /exchange/v1/public/get-valuations?instrument_name=BTCUSD-PERP&valuation_type=mark_price",
                    answer(R"({"v":"50","t":7200000})"))},
            R"([{"kind":"settlement","symbol":"BTCUSD-PERP","rate":0.00001,"time_ms":7200000},{"kind":"settlement","symbol":"BTCUSD-PERP","rate":-0.00002,"time_ms":3600000}])"},
        {"refusals",
            {ws(R"({"id":11,"method":"subscribe","code":40003,"channel":"book.NOPEUSD-PERP.50","message":"Unknown symbol"})"),
                ws(R"({"id":1,"method":"subscribe","code":"40107","channel":"mark.A-PERP","message":"Maximum"})"),
                rest("GET /exchange/v1/public/get-instruments", R"({"code":42901,"message":"TOO_MANY_REQUESTS"})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"acknowledgements",
            {ws(R"({"id":1,"method":"subscribe","code":0,"channel":"book.BTCUSD-PERP.50"})"),
                ws(R"({"id":1,"method":"unsubscribe","code":0})"),
                rest("GET /exchange/v1/public/get-insurance", R"({"code":0,"result":{}})")},
            "[]"},
        {"neither method nor result", {ws(R"({"id":1})")}, error},
    };
}

} // namespace

class TestCryptocom : public QObject {
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

    void answersHeartbeatsWithTheirNumber()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id, ws(R"({"id":1587523073344,"method":"public/heartbeat","code":0})"), names);
        QCOMPARE(out.replies, std::vector<std::string>{R"({"id":1587523073344,"method":"public/respond-heartbeat"})"});
        QVERIFY(out.errors.empty());
        const Decoded bad = decodeOne(Id, ws(R"({"id":"x","method":"public/heartbeat","code":0})"), names);
        QVERIFY(bad.replies.empty() && bad.errors.size() == 1);
    }

    void keysTellEqualFillsApartAndKnowThemAgain()
    {
        const auto keys = [](const std::string &rows) {
            InstrumentNames names;
            std::set<std::uint64_t> out;
            for (const Decoded::Row &row : decodeOne(Id, ws(pushed("trade", "BTCUSD-PERP", rows)), names).rows)
                out.insert(std::get<Trade>(row.payload).eventKey);
            return out;
        };
        const auto three = keys(trade("1") + "," + trade("1") + "," + trade("2"));
        QCOMPARE(three.size(), 3U);
        QCOMPARE(keys(trade("9") + "," + trade("1") + "," + trade("1") + "," + trade("2")).size(), 4U);
        const auto again = keys(trade("1") + "," + trade("1"));
        QVERIFY(std::includes(three.begin(), three.end(), again.begin(), again.end()));
        // A match number is enough.
        const auto matched = keys(
            trade("1", "BTCUSD-PERP", "BUY", R"(,"m":"5")") + "," + trade("1", "BTCUSD-PERP", "BUY", R"(,"m":"6")"));
        QCOMPARE(matched.size(), 2U);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(pushed("ticker", "BTCUSD-PERP", R"({"oi":"1","t":77})")), names).venueMs,
            std::optional<TimeMs>(77));
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /exchange/v1/public/get-candlestick?instrument_name=BTCUSD-PERP&timeframe=1h",
                answer(R"({"o":"1","h":"4","l":"0.5","c":"2","v":"10","t":3600000})")),
            names);
        QVERIFY(std::get<Candle>(out.rows.at(0).payload) == (Candle{HourMs, HourMs, 1, 4, 0.5, 2, 10, {}}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET " + venueById(Id)->catalogue().at(0).path, List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("BTCUSD-PERP 1000PEPEUSD-PERP TENUSD-PERP"));
        const Instrument &btc = reference->instruments[0];
        QCOMPARE(btc.intervalHours, std::optional(1.0));
        QCOMPARE(btc.tickSize, std::optional(0.1));
        QCOMPARE(btc.maxLeverage, std::optional(100.0));
        QVERIFY(!btc.fundingCap && btc.tiers.empty() && btc.kind == ContractKind::Linear);
        QCOMPARE(reference->instruments[1].asset, std::string("PEPE"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
    }

    void subscribesWithinTheLimits()
    {
        const std::vector<Instrument> one{instrumentNamed(Id, "BTCUSD-PERP")};
        const auto plans = venueById(Id)->subscribe(one);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/exchange/v1/market"));
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{
                R"({"id":1,"method":"subscribe","params":{"channels":["ticker.BTCUSD-PERP","funding.BTCUSD-PERP","estimatedfunding.BTCUSD-PERP","mark.BTCUSD-PERP","index.BTCUSD-INDEX","trade.BTCUSD-PERP"]}})"}));
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(67, one[0]));
        QCOMPARE(many.size(), 2U);
        QCOMPARE(many[0].messages.size(), 4U); // 396 channels by 100
        for (const std::string &message : many[0].messages)
            QVERIFY(boost::json::parse(message).at("params").at("channels").as_array().size() <= 100);
        QVERIFY(venueById(Id)->subscribe({}).empty());
        QCOMPARE(venueById(Id)->profile().subscribeAfterMs, TimeMs(1'000));
    }

    void asksForHistory()
    {
        const Instrument btc = instrumentNamed(Id, "BTCUSD-PERP");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).path,
            std::string(
                "/exchange/v1/public/"
                "get-candlestick?instrument_name=BTCUSD-PERP&timeframe=5m&count=300&start_ts=0&end_ts=3599999"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 2 * DayMs, 0});
        QCOMPARE(funding.size(), 2U);
        QCOMPARE(funding[0].path,
            std::string("/exchange/v1/public/"
                        "get-valuations?instrument_name=BTCUSD-PERP&valuation_type=funding_hist&count=25&start_ts="
                        "86400000&end_ts=172799999"));
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

QTEST_GUILESS_MAIN(TestCryptocom)
#include "tst_venuecryptocom.moc"
