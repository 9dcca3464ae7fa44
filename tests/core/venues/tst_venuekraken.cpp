#include "tests/core/venues/venuecheck.h"

#include <cmath>

using namespace isobar;

namespace {

const char *const Id = "kraken";

const std::string List = R"({"result":"success","instruments":[
{"symbol":"PF_XBTUSD","type":"flexible_futures","tickSize":0.5,"contractSize":1,"tradeable":true,"base":"BTC","quote":"USD","fundingRateCoefficient":24,"maxRelativeFundingRate":0.0025,"contractValueTradePrecision":-3,"marginLevels":[{"numNonContractUnits":0.0,"initialMargin":0.02,"maintenanceMargin":0.01},{"numNonContractUnits":2000000.0,"initialMargin":0.04,"maintenanceMargin":0.02}]},
{"symbol":"pi_xbtusd","type":"futures_inverse","contractSize":1,"tradeable":true,"fundingRateCoefficient":8,"marginLevels":[{"contracts":0,"initialMargin":0.02,"maintenanceMargin":0.01},{"contracts":500000,"initialMargin":0.04,"maintenanceMargin":0.02}]},
{"symbol":"PF_AAPLxUSD","type":"flexible_futures","contractSize":1,"tradeable":true,"postOnly":true,"base":"AAPLx","quote":"USD","tradfi":true},
{"symbol":"PF_OLDUSD","type":"flexible_futures","contractSize":1,"tradeable":false,"base":"OLD","quote":"USD"},
{"symbol":"PF_EURGBP","type":"flexible_futures","contractSize":1,"tradeable":true,"base":"EUR","quote":"GBP"},
{"symbol":"FF_XBTUSD_260327","type":"flexible_futures","contractSize":1,"tradeable":true,"lastTradingTime":"2026-03-27T08:00:00.000Z","base":"BTC","quote":"USD"},
{"symbol":"FI_XBTUSD_260327","type":"futures_inverse","contractSize":1,"tradeable":true,"lastTradingTime":"2026-03-27T08:00:00.000Z"},
{"symbol":"rr_xbtusd","type":"spot index","tradeable":false}]})";

std::string ticker(const std::string &product, const std::string &rest)
{
    return R"({"time":77,"product_id":")" + product + R"(","feed":"ticker",)" + rest + "}";
}

std::string trade(const std::string &product, const std::string &side, const std::string &type, int time = 7)
{
    return R"({"feed":"trade","product_id":")" + product + R"(","uid":"u)" + std::to_string(time) + R"(","side":")"
        + side + R"(","type":")" + type + R"(","seq":3,"time":)" + std::to_string(time) + R"(,"qty":200,"price":50})";
}

std::string row(const std::string &kind, const std::string &member, const std::string &value,
    const std::string &product = "PI_XBTUSD", const std::string &base = "4")
{
    return R"({"kind":")" + kind + R"(","symbol":")" + product + R"(",")" + member + R"(":")" + value
        + R"(","price":50,"base_quantity":)" + base + R"(,"time_ms":7)"
        + (kind == "liquidation" ? std::string(R"(,"notional_usd":)") + (base == "4" ? "200" : "10000") : std::string())
        + "}";
}

std::vector<OwnCase> tickerCases()
{
    return {
        {"the relative rate, per hour; the absolute one is none",
            {ws(ticker("PF_XBTUSD",
                 R"("funding_rate":2.5,"funding_rate_prediction":2.6,"relative_funding_rate":0.00001,"relative_funding_rate_prediction":-0.00002,"next_funding_rate_time":3600000)")),
                ws(ticker("PF_XBTUSD", R"("funding_rate":2.5,"next_funding_rate_time":3600000)"))},
            R"([{"kind":"funding","symbol":"PF_XBTUSD","rate":0.00001,"predicted_rate":-0.00002,"next_funding_ms":3600000}])"},
        {"a rate that is left out is not 0",
            {ws(ticker("PF_XBTUSD", R"("relative_funding_rate_prediction":0.5,"next_funding_rate_time":3600000)"))},
            R"([{"kind":"funding","symbol":"PF_XBTUSD","predicted_rate":0.5,"next_funding_ms":3600000}])"},
        {"a new market has no funding yet",
            {ws(ticker("PF_XBTUSD",
                R"("relative_funding_rate":0.1,"next_funding_rate_time":0,"markPrice":50,"openInterest":200)"))},
            R"([{"kind":"mark","symbol":"PF_XBTUSD","mark_price":50},{"kind":"open_interest","symbol":"PF_XBTUSD","base_quantity":200}])"},
        {"linear: coins and dollars",
            {ws(ticker("PF_XBTUSD", R"("index":51,"openInterest":200,"volume":3,"volumeQuote":150)"))},
            R"([{"kind":"mark","symbol":"PF_XBTUSD","index_price":51},{"kind":"open_interest","symbol":"PF_XBTUSD","base_quantity":200},{"kind":"volume","symbol":"PF_XBTUSD","notional_usd":150,"base_quantity":3}])"},
        {"inverse: contracts are dollars",
            {ws(ticker("PI_XBTUSD", R"("markPrice":50,"openInterest":200,"volume":300)")),
                ws(ticker("PI_XBTUSD", R"("openInterest":200,"volume":300,"volumeQuote":300)"))},
            R"([{"kind":"mark","symbol":"PI_XBTUSD","mark_price":50},{"kind":"open_interest","symbol":"PI_XBTUSD","base_quantity":4,"notional_usd":200},{"kind":"volume","symbol":"PI_XBTUSD","notional_usd":300},{"kind":"open_interest","symbol":"PI_XBTUSD","notional_usd":200},{"kind":"volume","symbol":"PI_XBTUSD","notional_usd":300}])"},
        {"dated futures and indices are nothing",
            {ws(ticker("FI_XBTUSD_260327", R"("markPrice":50)")), ws(trade("FF_XBTUSD_260327", "buy", "fill")),
                ws(ticker("IN_XBTUSD", R"("markPrice":50)"))},
            "[]"},
        {"tickers by REST have absolute rates",
            {rest("GET /derivatives/api/v3/tickers", R"({"result":"success","serverTime":"2026-01-01T00:00:00Z","tickers":[{"symbol":"pf_xbtusd","markPrice":50,"indexPrice":51,"openInterest":200,"vol24h":3,"volumeQuote":150,"fundingRate":2.5,"fundingRatePrediction":2.6},{"symbol":"PI_XBTUSD","markPrice":50,"indexPrice":40,"fundingRate":-0.0000005,"openInterest":200,"vol24h":300,"volumeQuote":9},{"symbol":"FI_XBTUSD_260327","markPrice":5}]})")}, R"([{"kind":"funding","symbol":"PF_XBTUSD","rate":0.049019607843137254},{"kind":"mark","symbol":"PF_XBTUSD","mark_price":50,"index_price":51},{"kind":"open_interest","symbol":"PF_XBTUSD","base_quantity":200},{"kind":"volume","symbol":"PF_XBTUSD","notional_usd":150,"base_quantity":3},{"kind":"funding","symbol":"PI_XBTUSD","rate":-0.00002},{"kind":"mark","symbol":"PI_XBTUSD","mark_price":50,"index_price":40},{"kind":"open_interest","symbol":"PI_XBTUSD","base_quantity":4,"notional_usd":200},{"kind":"volume","symbol":"PI_XBTUSD","notional_usd":300}])"},
    };
}

std::vector<OwnCase> otherCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"the taker is the forced order",
            {ws(trade("PI_XBTUSD", "sell", "liquidation")), ws(trade("PF_AAPLxUSD", "buy", "liquidation"))},
            "[" + row("liquidation", "position", "long") + "," + row("trade", "aggressor", "sell") + ","
                + row("liquidation", "position", "short", "PF_AAPLxUSD", "200") + ","
                + row("trade", "aggressor", "buy", "PF_AAPLxUSD", "200") + "]"},
        {"block trades have no aggressor, terminations have",
            {ws(trade("PI_XBTUSD", "sell", "block")), ws(trade("PI_XBTUSD", "sell", "termination"))},
            "[" + row("trade", "aggressor", "sell") + "]"},
        {"side that is none", {ws(trade("PI_XBTUSD", "Sell", "fill"))}, error},
        {"one bad row of a snapshot",
            {ws(R"({"feed":"trade_snapshot","product_id":"PI_XBTUSD","trades":[)"
                + trade("PI_XBTUSD", "sell", "fill", 9) + "," + trade("PI_XBTUSD", "", "fill") + "]}")},
            error},
        {"settlements in either order, zeros left out",
            {rest("GET /derivatives/api/v4/historicalfundingrates?symbol=PF_XBTUSD",
                R"({"result":"success","rates":[{"timestamp":"1970-01-01T02:00:00.000Z","relativeFundingRate":"-0.00001","fundingRate":"9"},{"timestamp":"1970-01-01T01:00:00Z","fundingRate":0},{"timestamp":"1970-01-01T00:00:01Z","relativeFundingRate":0.5}]})")},
            R"([{"kind":"settlement","symbol":"PF_XBTUSD","rate":-0.00001,"time_ms":7200000},{"kind":"settlement","symbol":"PF_XBTUSD","rate":0.5,"time_ms":1000}])"},
        {"settlement at no time",
            {rest("GET /derivatives/api/v3/historicalfundingrates?symbol=PF_XBTUSD",
                R"({"result":"success","rates":[{"timestamp":"yesterday","relativeFundingRate":1}]})")},
            error},
        {"open interest at the end of its bucket, not after what was asked for",
            {rest("GET /api/charts/v1/analytics/PF_XBTUSD/open-interest?since=0&interval=300&to=700",
                 R"({"result":{"timestamp":[300,600],"more":false,"data":[["1","4","0.5","2"],["2","5","1","3"]]},"errors":[]})"),
                rest("GET /api/charts/v1/analytics/PI_XBTUSD/open-interest?since=0&interval=60",
                    R"({"result":{"timestamp":[60],"more":false,"data":[[1,4,0.5,200]]},"errors":[]})")},
            R"([{"kind":"open_interest","symbol":"PF_XBTUSD","base_quantity":2,"time_ms":600000},{"kind":"open_interest","symbol":"PF_XBTUSD","base_quantity":3,"time_ms":700000},{"kind":"open_interest","symbol":"PI_XBTUSD","notional_usd":200,"time_ms":120000}])"},
        {"open interest at no time",
            {rest("GET /api/charts/v1/analytics/PF_XBTUSD/open-interest?since=0&interval=300",
                R"({"result":{"timestamp":[1e300],"data":[[1,4,0.5,2]]},"errors":[]})")},
            error},
        {"open interest that does not fit its times",
            {rest("GET /api/charts/v1/analytics/PF_XBTUSD/open-interest?since=0&interval=300",
                 R"({"result":{"timestamp":[300],"data":[[1,4,0.5,2],[2,5,1,3]]},"errors":[]})"),
                rest("GET /api/charts/v1/analytics/PF_XBTUSD/open-interest?since=0&interval=300",
                    R"({"result":{"timestamp":[300,600],"data":[[1,4,0.5,2]]},"errors":[]})"),
                rest("GET /api/charts/v1/analytics/PF_XBTUSD/open-interest?since=0&interval=300",
                    R"({"result":{"timestamp":[300],"data":[7]},"errors":[]})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"refusals",
            {ws(R"({"event":"error","message":"Invalid product id"})"), ws(R"({"event":"alert","message":"Bad"})"),
                ws(R"({"event":"subscribed_failed","feed":"ticker","product_ids":["PF_NOPE"]})"),
                rest("GET /derivatives/api/v3/instruments", R"({"result":"error","error":"apiLimitExceeded"})"),
                rest("GET /api/charts/v1/analytics/PF_XBTUSD/open-interest?since=0&interval=300",
                    R"({"result":{},"errors":[{"severity":"critical","error":"x"}]})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"acknowledgements and dull feeds",
            {ws(R"({"event":"unsubscribed","feed":"ticker","product_ids":["PF_XBTUSD"]})"),
                ws(R"({"feed":"heartbeat","time":1534262350627})"), ws(R"({"feed":"book","product_id":7})"),
                ws(R"({"seq":1,"feed":"book_snapshot","product_id":7})"),
                ws(R"({"product_id":"PF_XBTUSD","feed":"ticker_lite","volume":"x"})"),
                rest("GET /derivatives/api/v3/feeschedules", R"({"result":"success"})")},
            "[]"},
        {"neither event nor feed", {ws(R"({"product_id":"PF_XBTUSD","markPrice":5})")}, error},
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

class TestKraken : public QObject {
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
        // Without turnover an inverse contract's volume counts, which is the same.
        const QStringList mayDrop{QStringLiteral("volumeQuote")};
        int count = 0;
        for (const WireCase &each : ownAndShared(ownCases(), Id)) {
            const QString why = findWrongValue(each, mayDrop, count);
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(each.id) + QStringLiteral(": ") + why));
        }
        QVERIFY(count > 500);
    }

    void givesTheOldestTradeFirstWithKeysOfItsOwn()
    {
        InstrumentNames names;
        const Decoded out = decodeOne(Id,
            ws(R"({"feed":"trade_snapshot","product_id":"PI_XBTUSD","trades":[)"
                + trade("PI_XBTUSD", "sell", "liquidation", 9) + "," + trade("PI_XBTUSD", "buy", "fill", 8) + "]}"),
            names);
        QCOMPARE(out.rows.size(), 3U);
        QCOMPARE(std::get<Trade>(out.rows[0].payload).timeMs, TimeMs(8));
        const auto &liquidation = std::get<Liquidation>(out.rows[1].payload);
        // The live frame of the same trade has the same keys.
        const Decoded live = decodeOne(Id, ws(trade("PI_XBTUSD", "sell", "liquidation", 9)), names);
        QVERIFY(std::get<Liquidation>(live.rows.at(0).payload) == liquidation);
        QVERIFY(std::get<Trade>(live.rows.at(1).payload) == std::get<Trade>(out.rows[2].payload));
        QVERIFY(std::get<Trade>(out.rows[0].payload).eventKey != std::get<Trade>(out.rows[2].payload).eventKey);
    }

    void tellsTheVenuesClock()
    {
        InstrumentNames names;
        QCOMPARE(decodeOne(Id, ws(ticker("PF_XBTUSD", R"("markPrice":1)")), names).venueMs, std::optional<TimeMs>(77));
        QVERIFY(!decodeOne(Id, ws(ticker("PF_XBTUSD", R"("markPrice":-1)")), names).venueMs);
    }

    void readsBarsOfBothKinds()
    {
        InstrumentNames names;
        const auto bar = [&](const std::string &symbol) {
            const Decoded out = decodeOne(Id,
                rest("GET /api/charts/v1/trade/" + symbol + "/5m?from=0&to=600",
                    R"({"candles":[{"time":300000,"open":"1","high":"4","low":"1","close":"2","volume":"100"}],"more_candles":false})"),
                names);
            return std::get<Candle>(out.rows.at(0).payload);
        };
        QVERIFY(bar("PF_XBTUSD") == (Candle{300'000, 300'000, 1, 4, 1, 2, 100, {}}));
        QVERIFY(bar("PI_XBTUSD") == (Candle{300'000, 300'000, 1, 4, 1, 2, 50, {}})); // dollars by the mean price
    }

    void readsTheCatalogueWithTiers()
    {
        InstrumentNames names;
        const ReferencePtr reference =
            readReference(Id, {{"GET " + venueById(Id)->catalogue().at(0).path, List}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(symbols.join(QLatin1Char(' ')), QStringLiteral("PF_XBTUSD PI_XBTUSD PF_AAPLxUSD"));
        const Instrument &linear = reference->instruments[0], &inverse = reference->instruments[1];
        QVERIFY(linear.kind == ContractKind::Linear && inverse.kind == ContractKind::Inverse);
        QCOMPARE(linear.asset, std::string("BTC"));
        QCOMPARE(inverse.asset, std::string("BTC")); // of an old row, by its name
        QCOMPARE(linear.intervalHours, std::optional(1.0));
        QCOMPARE(inverse.intervalHours, std::optional(1.0)); // the coefficient is no interval
        QCOMPARE(linear.fundingCap, std::optional(0.0025));
        QCOMPARE(linear.fundingFloor, std::optional(-0.0025));
        QCOMPARE(linear.maxLeverage, std::optional(50.0));
        for (const Instrument *each : {&linear, &inverse}) {
            QCOMPARE(each->tiers.size(), 2U);
            QCOMPARE(each->tiers[0].notionalCapUsd, each == &linear ? 2e6 : 500'000.0);
            QCOMPARE(each->tiers[0].maintenanceRate, 0.01);
            QCOMPARE(each->tiers[1].maxLeverage, 25.0);
            QVERIFY(std::isinf(each->tiers[1].notionalCapUsd));
        }
        QVERIFY(reference->instruments[2].tiers.empty() && !reference->instruments[2].maxLeverage);
    }

    void subscribesProductsTogether()
    {
        const std::vector<Instrument> watched{instrumentNamed(Id, "PF_XBTUSD"), instrumentNamed(Id, "PI_XBTUSD")};
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 1U);
        QCOMPARE(plans[0].path, std::string("/ws/v1"));
        QCOMPARE(plans[0].messages,
            (std::vector<std::string>{R"({"event":"subscribe","feed":"heartbeat"})",
                R"({"event":"subscribe","feed":"ticker","product_ids":["PF_XBTUSD","PI_XBTUSD"]})",
                R"({"event":"subscribe","feed":"trade","product_ids":["PF_XBTUSD","PI_XBTUSD"]})"}));
        QVERIFY(venueById(Id)->subscribe({}).empty());
        const auto many = venueById(Id)->subscribe(std::vector<Instrument>(201, watched[0]));
        QCOMPARE(many.size(), 2U);
        QCOMPARE(many[0].messages.size(), 9U); // 200 products by 50, two feeds
        QVERIFY(venueById(Id)->profile().keepAlive.isControlFrame);
    }

    void asksForHistoryInSeconds()
    {
        const Instrument btc = instrumentNamed(Id, "PF_XBTUSD");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, HourMs, 300'000});
        QCOMPARE(bars.at(0).path, std::string("/api/charts/v1/trade/PF_XBTUSD/5m?from=0&to=3599"));
        const auto oi = venueById(Id)->history(btc, {HistoryKind::OpenInterest, 0, 501 * HourMs, HourMs});
        QCOMPARE(oi.size(), 2U);
        QCOMPARE(oi[0].path,
            std::string("/api/charts/v1/analytics/PF_XBTUSD/open-interest?since=3600&interval=3600&to=1803599"));
        const auto funding = venueById(Id)->history(btc, {HistoryKind::Funding, 0, 90 * DayMs, 0});
        QCOMPARE(funding.size(), 1U);
        QCOMPARE(funding[0].path, std::string("/derivatives/api/v3/historicalfundingrates?symbol=PF_XBTUSD"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestKraken)
#include "tst_venuekraken.moc"
