#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "woox";

const std::string List = std::string(R"({"success":true,"timestamp":5000,"data":{"rows":[)")
    + R"({"symbol":"PERP_A_USDT","status":"TRADING","baseAssetMultiplier":1,"quoteTick":"0.1","baseTick":"0.001","fundingIntervalHours":4,"fundingCap":"0.02","fundingFloor":"-0.03"},)"
    + R"({"symbol":"PERP_B_USDT","status":"TRADING","baseAssetMultiplier":"1000","fundingIntervalHours":8},)"
    + R"({"symbol":"PERP_EWT_USDT","status":"TRADING"},)" + R"({"symbol":"PERP_OLD_USDT","status":"SUSPENDED"},)"
    + R"({"symbol":"SPOT_A_USDT","status":"TRADING"}]}})";

std::string frame(const std::string &topic, const std::string &data)
{
    return R"({"topic":")" + topic + R"(","ts":6000,"data":{"ts":5000,)" + data + "}}";
}

std::string trade(const std::string &symbol, const std::string &side, const std::string &source)
{
    return frame(
        "trade@" + symbol, R"("px":"50","sx":"2","sd":")" + side + R"(","s":")" + symbol + R"(","src":)" + source);
}

std::string answer(const std::string &rows)
{
    return R"({"success":true,"timestamp":5000,"data":{"rows":[)" + rows + "]}}";
}

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    const std::string prices =
        R"({"kind":"mark","symbol":"PERP_A_USDT","mark_price":10},{"kind":"open_interest","symbol":"PERP_A_USDT","base_quantity":30},{"kind":"volume","symbol":"PERP_A_USDT","notional_usd":700,"base_quantity":70})";
    const auto future = [](const std::string &next) {
        return R"({"symbol":"PERP_A_USDT","estFundingRate":"0.0001","lastFundingRate":"0.5","nextFundingTime":)" + next
            + R"(,"markPrice":"10","indexPrice":null,"openInterest":"30","24hOpen":"9","24hVolume":"70","24hAmount":"700"})";
    };
    return {
        {"the index of the spot pair is the perpetual's",
            {ws(frame("indexprice@SPOT_A_USDT", R"("px":"11","s":"SPOT_A_USDT")"))},
            R"([{"kind":"mark","symbol":"PERP_A_USDT","index_price":11}])"},
        {"trades of other markets and of spot are nothing",
            {ws(trade("PERP_A_USDT", "BUY", "1")), ws(trade("PERP_A_USDT", "BUY", "0")),
                ws(trade("SPOT_A_USDT", "BUY", "1"))},
            R"([{"kind":"trade","symbol":"PERP_A_USDT","aggressor":"buy","price":50,"base_quantity":2,"time_ms":5000}])"},
        {"a trade that does not say whose it is",
            {ws(frame("trade@PERP_A_USDT", R"("px":"50","sx":"2","sd":"BUY","s":"PERP_A_USDT")"))}, error},
        {"sizes are multiplied where they are not coins",
            {ws(trade("PERP_B_USDT", "SELL", "1")),
                ws(frame("openinterest@PERP_B_USDT", R"("oi":"3","s":"PERP_B_USDT")"))},
            R"([{"kind":"trade","symbol":"PERP_B_USDT","aggressor":"sell","price":50,"base_quantity":2000,"time_ms":5000},{"kind":"open_interest","symbol":"PERP_B_USDT","base_quantity":3000}])",
            List},
        {"the next settlement as text, and of a frozen contract",
            {ws(frame("estfundingrate@PERP_A_USDT", R"("ft":"7200000","s":"PERP_A_USDT","r":"-0.0002")")),
                ws(frame("estfundingrate@PERP_A_USDT", R"("ft":4999,"s":"PERP_A_USDT","r":"-0.0002")"))},
            R"([{"kind":"funding","symbol":"PERP_A_USDT","rate":-0.0002,"next_funding_ms":7200000}])"},
        {"rates by REST have their interval, frozen contracts none",
            {rest("GET /v3/public/fundingRate",
                answer(
                    R"({"symbol":"PERP_A_USDT","estFundingRate":"0.0001","estFundingIntervalHours":4,"nextFundingTime":7200000,"lastFundingRate":"0.5"},{"symbol":"PERP_EWT_USDT","estFundingRate":"0.0001","estFundingIntervalHours":8,"nextFundingTime":4000})"))},
            R"([{"kind":"funding","symbol":"PERP_A_USDT","rate":0.0001,"interval_hours":4,"next_funding_ms":7200000}])"},
        {"all contracts by REST; an index may be null", {rest("GET /v3/public/futures", answer(future("7200000")))},
            R"([{"kind":"funding","symbol":"PERP_A_USDT","rate":0.0001,"next_funding_ms":7200000},)" + prices + "]"},
        {"a frozen contract by REST has all but funding", {rest("GET /v3/public/futures", answer(future("4000")))},
            "[" + prices + "]"},
        {"settlements",
            {rest("GET /v3/public/fundingRateHistory?symbol=PERP_A_USDT",
                answer(
                    R"({"symbol":"PERP_A_USDT","fundingRate":"0.0002","fundingRateTimestamp":200,"nextFundingTime":300,"markPrice":"1"},{"symbol":"PERP_A_USDT","fundingRate":"0.0001","fundingRateTimestamp":100})"))},
            R"([{"kind":"settlement","symbol":"PERP_A_USDT","rate":0.0001,"time_ms":100},{"kind":"settlement","symbol":"PERP_A_USDT","rate":0.0002,"time_ms":200}])"},
        {"refusals, also with status 200",
            {ws(R"({"id":"8","cmd":"SUBSCRIBE","success":false,"time":1,"data":"Command type invalid!"})"),
                ws(R"({"id":"","cmd":"ERROR","success":false,"time":1,"data":"Invalid request."})"),
                ws(R"({"event":"subscribe","success":false,"errorMsg":"no"})"),
                rest("GET /v3/public/futures", R"({"code":503,"message":"busy"})"),
                rest("GET /v3/public/futures", R"({"success":false,"code":-1003,"message":"too many"})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"acknowledgements and dull topics",
            {ws(R"({"id":"1","cmd":"SUBSCRIBE","success":true,"time":1,"data":[]})"),
                ws(frame("bbo@PERP_A_USDT", R"("s":"PERP_A_USDT","ask":"x")")),
                ws(R"({"ts":1,"data":{"s":"PERP_A_USDT","px":"x"},"topic":"ticker@PERP_A_USDT"})")},
            "[]"},
    };
}

} // namespace

class TestWoox : public QObject {
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
        // Without a next settlement nothing tells that a contract is frozen.
        const QStringList mayDrop{QStringLiteral("ft"), QStringLiteral("nextFundingTime")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 300);
    }

    void answersPingsAndTellsItsClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(R"({"cmd":"PING"})"), names).replies, std::vector<std::string>{R"({"cmd":"PONG"})"});
        QVERIFY(decodeOne(Id, ws(R"({"cmd":"PONG","success":true,"time":1})"), names).replies.empty());
        QCOMPARE(decodeOne(Id, ws(trade("PERP_A_USDT", "BUY", "1")), names).venueMs, std::optional<TimeMs>(6'000));
        QVERIFY(venueById(Id)->profile().keepAlive.everyMs < 60'000);
        QCOMPARE(venueById(Id)->profile().connectionLifetimeMs, DayMs);
    }

    void readsBars()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            rest("GET /v3/public/klineHistory?symbol=PERP_A_USDT&type=1h&after=0",
                answer(
                    R"({"symbol":"PERP_A_USDT","open":"2","close":"3","high":"4","low":"1","volume":"10","amount":"30","type":"1h","startTimestamp":3600000,"endTimestamp":7200000})")),
            names);
        QVERIFY(std::get<Candle>(out.rows.at(0).payload) == (Candle{HourMs, HourMs, 2, 4, 1, 3, 10, {}}));
    }

    void readsTheCatalogue()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /v3/public/instruments", List}}, names);
        QCOMPARE(reference->instruments.size(), std::size_t(3));
        const Instrument &first = reference->instruments[0];
        QCOMPARE(first.asset, std::string("A"));
        QCOMPARE(first.quote, std::string("USDT"));
        QCOMPARE(first.intervalHours, std::optional(4.0));
        QCOMPARE(first.fundingCap, std::optional(0.02));
        QCOMPARE(first.fundingFloor, std::optional(-0.03));
        QCOMPARE(first.tickSize, std::optional(0.1));
        QCOMPARE(reference->instruments[1].contractSize, 1000.0);
        QCOMPARE(reference->instruments[2].asset, std::string("EWT.WOOX"));
    }

    void subscribesTenTopicsAMessage()
    {
        const auto plans = venueById(Id)->subscribe(std::vector<Instrument>(25, instrumentNamed(Id, "PERP_A_USDT")));
        QCOMPARE(plans.size(), std::size_t(2));
        QCOMPARE(plans[0].path, std::string("/v3/public"));
        QCOMPARE(plans[0].messages.size(), std::size_t(10));
        for (const std::string &message : plans[0].messages)
            QCOMPARE(boost::json::parse(message).at("params").as_array().size(), std::size_t(10));
        const Instrument one = instrumentNamed(Id, "PERP_A_USDT");
        QCOMPARE(venueById(Id)->subscribe({&one, 1}).at(0).messages,
            std::vector<std::string>{
                R"({"id":"1","cmd":"SUBSCRIBE","params":["markprice@PERP_A_USDT","indexprice@SPOT_A_USDT","estfundingrate@PERP_A_USDT","openinterest@PERP_A_USDT","trade@PERP_A_USDT"]})"});
    }

    void asksForHistory()
    {
        const Instrument a = instrumentNamed(Id, "PERP_A_USDT");
        QCOMPARE(venueById(Id)->history(a, {HistoryKind::Candles, HourMs, 2 * HourMs, 5 * MinuteMs}).at(0).path,
            std::string("/v3/public/klineHistory?symbol=PERP_A_USDT&type=5m&after=3599999&limit=12"));
        const auto funding = venueById(Id)->history(a, {HistoryKind::Funding, 0, 30 * DayMs, HourMs});
        QCOMPARE(funding.size(), std::size_t(8));
        QCOMPARE(funding[7].path,
            std::string(
                "/v3/public/fundingRateHistory?symbol=PERP_A_USDT&startTime=0&endTime=71999999&page=1&size=100"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestWoox)
#include "tst_venuewoox.moc"
