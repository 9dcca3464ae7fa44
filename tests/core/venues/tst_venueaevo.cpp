#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "aevo";

const std::string List = std::string("[")
    + R"({"instrument_id":"1","instrument_name":"ETH-PERP","instrument_type":"PERPETUAL","underlying_asset":"ETH","quote_asset":"USDC","price_step":"0.01","amount_step":"0.01","is_active":true,"max_leverage":"20"},)"
    + R"({"instrument_id":7,"instrument_name":"1000BONK-PERP","instrument_type":"PERPETUAL","underlying_asset":"1000BONK","quote_asset":"USDC","price_step":"0.0001","is_active":true},)"
    + R"({"instrument_id":"2","instrument_name":"OLD-PERP","instrument_type":"PERPETUAL","underlying_asset":"OLD","quote_asset":"USDC","is_active":false},)"
    + R"({"instrument_id":"3","instrument_name":"ETH-30NOV26-2000-C","instrument_type":"OPTION","underlying_asset":"ETH","quote_asset":"USDC","is_active":true}])";

std::string ticker(const std::string &rows)
{
    return R"({"channel":"ticker-500ms:A:PERPETUAL","data":{"timestamp":"7123456789","tickers":[)" + rows + "]}}";
}

std::string trade(const std::string &name, const std::string &side, const std::string &time)
{
    return R"({"trade_id":"x)" + time + R"(","instrument_id":"1","instrument_name":")" + name + R"(","side":")" + side
        + R"(","price":"50","amount":"2","created_timestamp":")" + time + R"("})";
}

std::string tradeFrame(const std::string &data) { return R"({"channel":"trades:A","data":)" + data + "}"; }

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"the rate is that of the coming payment",
            {ws(ticker(
                R"({"instrument_name":"A-PERP","instrument_type":"PERPETUAL","index_price":"11","mark":{"price":"10"},"funding_rate":"0.5","next_funding_rate":"-0.0000125"})"))},
            R"([{"kind":"funding","symbol":"A-PERP","rate":-0.0000125},{"kind":"mark","symbol":"A-PERP","mark_price":10,"index_price":11}])"},
        {"a past rate alone is no funding; options are not ours",
            {ws(ticker(
                R"({"instrument_name":"A-PERP","mark":{"price":10},"funding_rate":"0.5"},{"instrument_name":"A-30NOV26-2000-C","mark":{"price":"3","iv":"x"}})"))},
            R"([{"kind":"mark","symbol":"A-PERP","mark_price":10}])"},
        {"one bad ticker of many",
            {ws(ticker(
                R"({"instrument_name":"A-PERP","mark":{"price":"10"}},{"instrument_name":"B-PERP","mark":{"price":"ten"}})"))},
            error},
        {"trades in nanoseconds, options left out",
            {ws(tradeFrame(trade("A-PERP", "buy", "1772450889335076036"))),
                ws(tradeFrame(trade("A-PERP", "sell", "1772450889335999999"))),
                ws(tradeFrame(trade("A-30NOV26-2000-C", "buy", "x")))},
            R"([{"kind":"trade","symbol":"A-PERP","aggressor":"buy","price":50,"base_quantity":2,"time_ms":1772450889335},{"kind":"trade","symbol":"A-PERP","aggressor":"sell","price":50,"base_quantity":2,"time_ms":1772450889335}])"},
        {"a trade without time",
            {ws(tradeFrame(
                R"({"trade_id":1,"instrument_name":"A-PERP","side":"buy","price":"50","amount":"2","created_ttimestamp":"1"})"))},
            error},
        {"past trades, the instrument in the path",
            {rest("GET /instrument/A-PERP/trade-history?limit=2",
                R"({"count":1,"trade_history":[{"trade_id":"1","side":"sell","price":"50","amount":"2","created_timestamp":"5000000"}]})")},
            R"([{"kind":"trade","symbol":"A-PERP","aggressor":"sell","price":50,"base_quantity":2,"time_ms":5}])"},
        {"settlements, options of the name left out",
            {rest("GET /funding-history?instrument_name=A-PERP",
                R"({"funding_history":[["A-PERP","1680253200000000000","0.0000125","1800"],["A-PERP","1680249600000000000","-0.0000125","1800"]]})")},
            R"([{"kind":"settlement","symbol":"A-PERP","rate":-0.0000125,"time_ms":1680249600000},{"kind":"settlement","symbol":"A-PERP","rate":0.0000125,"time_ms":1680253200000}])"},
        {"statistics: coins and dollars",
            {rest("GET /statistics?asset=1000BONK&instrument_type=PERPETUAL",
                R"({"asset":"1000BONK","open_interest":{"calls":"0","puts":"0","total":"2678.16"},"daily_volume":"700","daily_volume_contracts":"70","daily_buy_volume":"400","daily_sell_volume":"300","mark_price":"10","index_price":"11"})")},
            R"([{"kind":"mark","symbol":"1000BONK-PERP","mark_price":10,"index_price":11},{"kind":"open_interest","symbol":"1000BONK-PERP","base_quantity":2678.16},{"kind":"volume","symbol":"1000BONK-PERP","notional_usd":700,"base_quantity":70}])"},
        {"statistics of all types mix options in",
            {rest(
                "GET /statistics?asset=ETH", R"({"asset":"ETH","open_interest":{"total":"1"},"daily_volume":"700"})")},
            "[]"},
        {"the price of an instrument",
            {rest("GET /instrument/A-PERP", R"({"mark_price":"10","index_price":"11","instrument_name":"A-PERP"})"),
                rest("GET /instrument/A-30NOV26-2000-C", R"({"mark_price":"10","index_price":"11"})")},
            R"([{"kind":"mark","symbol":"A-PERP","mark_price":10,"index_price":11}])"},
        {"refusals",
            {ws(R"({"error":"INVALID_CHANNEL","id":1})"),
                rest("GET /funding-history?instrument_name=A-PERP",
                    R"({"error":"RATE_LIMIT_EXCEEDED","retry_after":"4406000000"})")},
            R"([{"kind":"error"},{"kind":"error"}])"},
        {"dull channels", {ws(R"({"channel":"orderbook-100ms:A-PERP","data":{"type":"snapshot","bids":[["x"]]}})")},
            "[]"},
        {"the list means nothing by itself", {rest("GET /markets?instrument_type=PERPETUAL", List)}, "[]"},
    };
}

} // namespace

class TestAevo : public QObject {
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
        QVERIFY(count > 200);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(ticker("")), names).venueMs, std::optional<TimeMs>(7'123));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /markets?instrument_type=PERPETUAL", List}}, names);
        QCOMPARE(reference->instruments.size(), std::size_t(2));
        const Instrument &eth = reference->instruments[0];
        QCOMPARE(eth.symbol, std::string("ETH-PERP"));
        QCOMPARE(eth.asset, std::string("ETH"));
        QCOMPARE(eth.intervalHours, std::optional(1.0));
        QCOMPARE(eth.tickSize, std::optional(0.01));
        QCOMPARE(eth.maxLeverage, std::optional(20.0));
        QCOMPARE(reference->instruments[1].asset, std::string("BONK"));
        QCOMPARE(reference->instruments[1].scale, 1000.0);
    }

    void subscribesAndPolls()
    {
        Instrument bonk = instrumentNamed(Id, "1000BONK-PERP");
        bonk.base = "1000BONK";
        const auto plans = venueById(Id)->subscribe({&bonk, 1});
        QCOMPARE(plans.size(), std::size_t(1));
        QCOMPARE(plans[0].messages,
            std::vector<std::string>{
                R"({"op":"subscribe","data":["ticker-500ms:1000BONK-PERP","trades:1000BONK-PERP"],"id":2})"});
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(30, bonk));
        QCOMPARE(many[0].messages.size(), std::size_t(2));
        for (const std::string &message : many[0].messages)
            QVERIFY(boost::json::parse(message).at("data").as_array().size() <= 40);
        const auto polls = venueById(Id)->polls({&bonk, 1});
        QCOMPARE(polls.at(0).request.path, std::string("/statistics?asset=1000BONK&instrument_type=PERPETUAL"));
        QCOMPARE(polls.at(1).request.path, std::string("/funding-history?instrument_name=1000BONK-PERP&limit=1"));
    }

    void asksForHistoryInNanoseconds()
    {
        const auto funding =
            venueById(Id)->history(instrumentNamed(Id, "A-PERP"), {HistoryKind::Funding, 0, 30 * DayMs, HourMs});
        QCOMPARE(funding.size(), std::size_t(15)); // 720 hours
        QCOMPARE(funding[14].path,
            std::string("/funding-history?instrument_name=A-PERP&start_time=0&end_time=71999999000000&limit=50"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestAevo)
#include "tst_venueaevo.moc"
