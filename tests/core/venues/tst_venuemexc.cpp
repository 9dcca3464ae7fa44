#include "tests/core/venues/venuecheck.h"

using namespace isobar;

namespace {

const char *const Id = "mexc";

const std::string List = R"({"success":true,"code":0,"data":[
{"symbol":"BTC_USDT","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT","contractSize":0.0001,"priceUnit":0.5,"state":0,"futureType":1,"maxLeverage":125,"maintenanceMarginRate":0.004,"initialMarginRate":0.008,"riskBaseVol":10000,"riskIncrVol":200000,"riskIncrMmr":0.004,"riskIncrImr":0.004,"riskLevelLimit":2},
{"symbol":"1000BONK_USDT","baseCoin":"1000BONK","quoteCoin":"USDT","settleCoin":"USDT","contractSize":10,"state":0},
{"symbol":"PEPE_USDT","baseCoin":"PEPE","quoteCoin":"USDT","settleCoin":"USDT","contractSize":1E+7,"state":0,"futureType":1},
{"symbol":"FILECOIN_USDT","baseCoin":"FILECOIN","quoteCoin":"USDT","settleCoin":"USDT","contractSize":0.1,"state":0,"futureType":1},
{"symbol":"BTC_USD","baseCoin":"BTC","quoteCoin":"USD","settleCoin":"BTC","contractSize":100,"state":0,"futureType":1,"maintenanceMarginRate":0.005,"initialMarginRate":0.01,"riskBaseVol":1000,"riskIncrVol":1000,"riskIncrMmr":0.005,"riskIncrImr":0.01,"riskLevelLimit":1},
{"symbol":"BTC_USDT_260925","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT","contractSize":0.0001,"state":0,"futureType":2},
{"symbol":"OLD_USDT","baseCoin":"OLD","quoteCoin":"USDT","settleCoin":"USDT","contractSize":1,"state":3,"futureType":1},
{"symbol":"ODD_USDT","baseCoin":"ODD","quoteCoin":"USDT","settleCoin":"USDT","state":0}]})";

const std::string Rates = R"({"success":true,"code":0,"data":[
{"symbol":"BTC_USDT","fundingRate":0.0001,"maxFundingRate":0.003,"minFundingRate":-0.002,"collectCycle":4,"nextSettleTime":1643241600000,"timestamp":1643240373359,"idxPrice":51000,"fairPrice":50000},
{"symbol":"GONE_USDT","fundingRate":0,"collectCycle":8,"nextSettleTime":1643241600000}]})";

std::string push(const std::string &channel, const std::string &symbol, const std::string &data)
{
    return R"({"symbol":")" + symbol + R"(","data":)" + data + R"(,"channel":"push.)" + channel + R"(","ts":77})";
}

std::string answer(const std::string &data) { return R"({"success":true,"code":0,"data":)" + data + "}"; }

const std::string Deal = R"({"p":50,"v":100,"T":1,"O":1,"M":1,"t":7,"i":"1"})";

std::vector<OwnCase> ownCases()
{
    const std::string error = R"([{"kind":"error"}])";
    return {
        {"a ticker never tells funding; its sizes count contracts",
            {ws(push("ticker", "PEPE_USDT",
                R"({"symbol":"PEPE_USDT","fairPrice":0.00001,"indexPrice":0,"fundingRate":0.5,"holdVol":7.548E+4,"volume24":20,"amount24":1700.50})"))},
            R"([{"kind":"mark","symbol":"PEPE_USDT","mark_price":0.00001},{"kind":"open_interest","symbol":"PEPE_USDT","base_quantity":754800000000},{"kind":"volume","symbol":"PEPE_USDT","notional_usd":1700.5,"base_quantity":200000000}])",
            List},
        {"inverse contracts are dollars",
            {ws(push("ticker", "BTC_USD",
                 R"({"symbol":"BTC_USD","fairPrice":50000,"holdVol":30,"volume24":20,"amount24":9})")),
                ws(push("deal", "BTC_USD", R"([{"p":50000,"v":100,"T":2,"t":7}])"))},
            R"([{"kind":"mark","symbol":"BTC_USD","mark_price":50000},{"kind":"open_interest","symbol":"BTC_USD","notional_usd":3000},{"kind":"volume","symbol":"BTC_USD","notional_usd":2000},{"kind":"trade","symbol":"BTC_USD","aggressor":"sell","price":50000,"base_quantity":0.2,"time_ms":7}])",
            List},
        {"all tickers: an unknown contract keeps what needs no size",
            {ws(push("tickers", "",
                R"([{"symbol":"BTC_USDT","fairPrice":5,"volume24":30000,"amount24":15},{"symbol":"X_USDT","fairPrice":6,"volume24":3,"amount24":18},{"symbol":"X_USD","fairPrice":6,"volume24":3,"amount24":18}])"))},
            R"([{"kind":"mark","symbol":"BTC_USDT","mark_price":5},{"kind":"volume","symbol":"BTC_USDT","notional_usd":15,"base_quantity":3},{"kind":"mark","symbol":"X_USDT","mark_price":6},{"kind":"volume","symbol":"X_USDT","notional_usd":18},{"kind":"mark","symbol":"X_USD","mark_price":6}])",
            List},
        {"what needs the size of an unknown contract",
            {ws(push("ticker", "X_USDT", R"({"symbol":"X_USDT","fairPrice":6,"holdVol":3})")),
                ws(push("deal", "X_USDT", "[" + Deal + "]"))},
            R"([{"kind":"error"},{"kind":"error"}])", List},
        {"a deal alone, as it came once", {ws(push("deal", "BTC_USDT", Deal))},
            R"([{"kind":"trade","symbol":"BTC_USDT","aggressor":"buy","price":50,"base_quantity":0.01,"time_ms":7}])",
            List},
        {"a taker that is neither", {ws(push("deal", "BTC_USDT", R"([{"p":50,"v":100,"T":3,"t":7}])"))}, error, List},
        {"deals by REST", {rest("GET /api/v1/contract/deals/BTC_USDT?limit=100", answer("[" + Deal + "]"))},
            R"([{"kind":"trade","symbol":"BTC_USDT","aggressor":"buy","price":50,"base_quantity":0.01,"time_ms":7}])",
            List},
        {"rates of all: the cycle is in hours, and there are prices",
            {rest("GET /api/v1/contract/funding_rate", Rates)},
            R"([{"kind":"funding","symbol":"BTC_USDT","rate":0.0001,"interval_hours":4,"next_funding_ms":1643241600000},{"kind":"mark","symbol":"BTC_USDT","mark_price":50000,"index_price":51000},{"kind":"funding","symbol":"GONE_USDT","rate":0,"interval_hours":8,"next_funding_ms":1643241600000}])"},
        {"tickers by REST",
            {rest("GET /api/v1/contract/ticker", answer(R"([{"symbol":"BTC_USDT","fairPrice":5,"fundingRate":0.1}])")),
                rest("GET /api/v1/contract/ticker?symbol=BTC_USDT", answer(R"({"symbol":"BTC_USDT","indexPrice":6})"))},
            R"([{"kind":"mark","symbol":"BTC_USDT","mark_price":5},{"kind":"mark","symbol":"BTC_USDT","index_price":6}])"},
        {"settlements",
            {rest("GET /api/v1/contract/funding_rate/history?symbol=BTC_USDT&page_num=1&page_size=100",
                answer(
                    R"({"pageSize":100,"totalPage":1,"resultList":[{"symbol":"BTC_USDT","fundingRate":-0.0002,"settleTime":1643212800000}]})"))},
            R"([{"kind":"settlement","symbol":"BTC_USDT","rate":-0.0002,"time_ms":1643212800000}])"},
        {"refusals, also within a good answer",
            {ws(R"({"channel":"rs.error","data":"Contract [NOPE_USDT] not exists","ts":1})"),
                rest("GET /api/v1/contract/ticker", R"({"success":false,"code":510,"message":"too frequent"})"),
                rest("GET /api/v1/contract/funding_rate/X", R"({"success":false,"code":1001,"message":"no"})")},
            R"([{"kind":"error"},{"kind":"error"},{"kind":"error"}])"},
        {"dull channels and answers",
            {ws(push("kline", "BTC_USDT", R"({"o":"x"})")), ws(R"({"channel":"rs.sub.deal","data":"success","ts":1})"),
                rest("GET /api/v1/contract/kline/index_price/BTC_USDT?interval=Min1", answer(R"({"time":["x"]})")),
                rest("GET /api/v1/contract/ping", answer("1587442022003"))},
            "[]"},
    };
}

} // namespace

class TestMexc : public QObject {
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

    void readsBarsInColumns()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /api/v1/contract/detail", List}}, names);
        const auto bars = [&](const std::string &symbol, const std::string &columns) {
            Decoded out;
            const std::string request = "GET /api/v1/contract/kline/" + symbol + "?interval=Min5&start=1&end=2";
            venueById(Id)->decoder(reference, names)->decode({Via::Rest, answer(columns), request, 0}, out);
            return out;
        };
        const std::string two =
            R"({"time":[300,600],"open":[1,2],"close":[2,3],"high":[4,5],"low":[0.5,1],"vol":[1000,0],"amount":[1,1]})";
        const Decoded linear = bars("BTC_USDT", two);
        QCOMPARE(linear.rows.size(), 2U);
        QVERIFY(std::get<Candle>(linear.rows[0].payload) == (Candle{300'000, 300'000, 1, 4, 0.5, 2, 0.1, {}}));
        QVERIFY(std::get<Candle>(linear.rows[1].payload) == (Candle{600'000, 300'000, 2, 5, 1, 3, 0, {}}));
        const Decoded inverse = bars("BTC_USD", two);
        QCOMPARE(std::get<Candle>(inverse.rows.at(0).payload).baseVolume, 50'000.0);
        const Decoded torn =
            bars("BTC_USDT", R"({"time":[300,600],"open":[1],"close":[2],"high":[4],"low":[0.5],"vol":[1000]})");
        QVERIFY(torn.rows.empty());
        QCOMPARE(torn.errors.size(), 1U);
        const Decoded milliseconds =
            bars("BTC_USDT", R"({"time":[1609740600000],"open":[1],"close":[2],"high":[4],"low":[0.5],"vol":[1000]})");
        QCOMPARE(milliseconds.errors.size(), 1U);
    }

    void turnsDealsThatComeNewestFirst()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(Id, {{"GET /api/v1/contract/detail", List}}, names);
        Decoded out;
        const std::string text = push("deal", "BTC_USDT", R"([{"p":5,"v":1,"T":1,"t":9},{"p":6,"v":1,"T":1,"t":8}])");
        venueById(Id)->decoder(reference, names)->decode({Via::Ws, text, "/edge", 0}, out);
        QCOMPARE(std::get<Trade>(out.rows.at(0).payload).timeMs, TimeMs(8));
        QCOMPARE(out.venueMs, std::optional<TimeMs>(77));
    }

    void readsTheCatalogueWithIntervalsAndTiers()
    {
        InstrumentNames names;
        const ReferencePtr reference = readReference(
            Id, {{"GET /api/v1/contract/detail", List}, {"GET /api/v1/contract/funding_rate", Rates}}, names);
        QStringList symbols;
        for (const Instrument &each : reference->instruments)
            symbols.append(QString::fromStdString(each.symbol));
        QCOMPARE(
            symbols.join(QLatin1Char(' ')), QStringLiteral("BTC_USDT 1000BONK_USDT PEPE_USDT FILECOIN_USDT BTC_USD"));
        const auto &all = reference->instruments;
        QCOMPARE(all[0].contractSize, 0.0001);
        QCOMPARE(all[0].intervalHours, std::optional(4.0));
        QCOMPARE(all[0].fundingCap, std::optional(0.003));
        QCOMPARE(all[0].fundingFloor, std::optional(-0.002));
        QCOMPARE(all[0].tickSize, std::optional(0.5));
        QCOMPARE(all[0].maxLeverage, std::optional(125.0));
        // 10000 and 210000 contracts of 0.0001 at 50000.
        QCOMPARE(all[0].tiers.size(), 2U);
        QCOMPARE(all[0].tiers[0].notionalCapUsd, 50'000.0);
        QCOMPARE(all[0].tiers[0].maintenanceRate, 0.004);
        QCOMPARE(all[0].tiers[0].maxLeverage, 125.0);
        QCOMPARE(all[0].tiers[1].notionalCapUsd, 1'050'000.0);
        QCOMPARE(all[0].tiers[1].maintenanceRate, 0.008);
        QCOMPARE(all[1].asset, std::string("BONK"));
        QCOMPARE(all[1].scale, 1000.0);
        QVERIFY(all[1].tiers.empty() && !all[1].intervalHours);
        QCOMPARE(all[2].scale, 1.0);
        QCOMPARE(all[3].asset, std::string("FIL"));
        QCOMPARE(all[3].base, std::string("FILECOIN"));
        QVERIFY(all[4].kind == ContractKind::Inverse);
        QVERIFY(all[4].tiers == (std::vector<MarginTier>{{100'000, 0.005, 100, 0}}));
    }

    void subscribesToOneContractAMessage()
    {
        const std::vector<Instrument> watched(101, instrumentNamed(Id, "BTC_USDT"));
        const auto plans = venueById(Id)->subscribe(watched);
        QCOMPARE(plans.size(), 2U);
        QCOMPARE(plans[1].path, std::string("/edge"));
        QCOMPARE(plans[1].messages,
            (std::vector<std::string>{R"({"method":"sub.ticker","param":{"symbol":"BTC_USDT"}})",
                R"({"method":"sub.deal","param":{"symbol":"BTC_USDT"}})"}));
        QCOMPARE(venueById(Id)->polls(watched).size(), 1U);
        QVERIFY(venueById(Id)->polls({}).empty());
    }

    void asksForHistory()
    {
        const Instrument btc = instrumentNamed(Id, "BTC_USDT");
        const auto bars = venueById(Id)->history(btc, {HistoryKind::Candles, 0, 8 * DayMs, 300'000});
        QCOMPARE(bars.size(), 2U);
        QCOMPARE(bars[1].path, std::string("/api/v1/contract/kline/BTC_USDT?interval=Min5&start=0&end=91199"));
        const auto funding =
            venueById(Id)->history(btc, {HistoryKind::Funding, 70 * DayMs, 100 * DayMs, 0, 100 * DayMs});
        QCOMPARE(funding.size(), 8U); // 720 hours
        QCOMPARE(funding[0].path,
            std::string("/api/v1/contract/funding_rate/history?symbol=BTC_USDT&page_num=1&page_size=100"));
    }

private:
    void addCases(std::vector<WireCase> cases)
    {
        m_cases = std::move(cases);
        addRows(m_cases);
    }
    std::vector<WireCase> m_cases;
};

QTEST_GUILESS_MAIN(TestMexc)
#include "tst_venuemexc.moc"
