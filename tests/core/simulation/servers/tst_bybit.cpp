#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "bybit";

bool isTopic(const json::value &frame, std::string_view topic) { return has(frame, "topic", topic); }

const json::array &rows(const json::value &body) { return body.at("result").at("list").as_array(); }

ScriptLine lineFor(const std::string &symbol, TimeMs atMs)
{
    ScriptLine line;
    line.atMs = atMs;
    line.venue = "bybit";
    line.asset = "BTC";
    line.symbol = symbol;
    return line;
}

} // namespace

/// The simulated Bybit over real sockets against the market's own numbers.
class TestBybit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pagesItsInstruments();
    void countsBothSidesOfOpenInterest();
    void swapsTurnoverOfInverseContracts();
    void givesHistoryNewestFirst();
    void walksOpenInterestBack();
    void refusesAStartWithoutAnEnd();
    void listsRiskTiers();
    void answersMistakesUnderStatus200_data();
    void answersMistakesUnderStatus200();
    void snapshotThenDeltas();
    void oneBadTopicFailsTheRequest();
    void tellsThePositionSideOfLiquidations();
    void sendsEveryTradeInItsUnits();
    void answersPingInBothForms();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestBybit::initTestCase()
{
    ScriptLine rate = lineFor("BTCUSDT", 0);
    rate.set.fundingRate = 0.0009;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTCUSDT");
    m_inverse = m_rig->contract(Venue, "BTCUSD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestBybit::pagesItsInstruments()
{
    std::vector<std::string> seen;
    QString cursor;
    do {
        const std::string target = "/v5/market/instruments-info?category=linear&limit=3&cursor=" + cursor.toStdString();
        const json::value body = m_rig->get(Venue, target).body();
        QVERIFY(rows(body).size() <= 3);
        for (const json::value &row : rows(body)) {
            const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("symbol").as_string()));
            QVERIFY(!spec.inverse);
            QCOMPARE(row.at("fundingInterval").as_int64(), static_cast<long>(spec.intervalHours * 60));
            QVERIFY(has(row, "settleCoin", spec.settle));
            seen.push_back(spec.symbol);
        }
        cursor = member(body.at("result"), "nextPageCursor");
    } while (!cursor.isEmpty());
    std::size_t linear = 0;
    for (const ContractSpec &spec : m_rig->market().contracts())
        linear += spec.venue == Venue && !spec.inverse ? 1 : 0;
    QCOMPARE(seen.size(), linear);
    const json::value inverse = m_rig->get(Venue, "/v5/market/instruments-info?category=inverse").body();
    QVERIFY(has(rows(inverse)[0], "contractType", "InversePerpetual"));
}

void TestBybit::countsBothSidesOfOpenInterest()
{
    const json::value body = m_rig->get(Venue, "/v5/market/tickers?category=linear").body();
    int withSingle = 0;
    int without = 0;
    for (const json::value &row : rows(body)) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        const ContractState state = m_rig->market().state(contract);
        const double lot = m_rig->spec(contract).lot;
        QVERIFY(isNear(number(row.at("openInterest")), 2 * state.openInterestBase, lot));
        QVERIFY(isNear(number(row.at("openInterestValue")), 2 * state.openInterestBase * state.mark, 1e-3));
        if (row.as_object().contains("singleOpenInterest")) {
            ++withSingle;
            QVERIFY(isNear(number(row.at("singleOpenInterest")), state.openInterestBase, lot));
        } else {
            ++without;
        }
    }
    QVERIFY(withSingle > 0 && without > 0);
}

void TestBybit::swapsTurnoverOfInverseContracts()
{
    const json::value body = m_rig->get(Venue, "/v5/market/tickers?category=inverse&symbol=BTCUSD").body();
    const json::value &inverse = rows(body)[0];
    const ContractState state = m_rig->market().state(m_inverse);
    QVERIFY(isNear(number(inverse.at("volume24h")), state.turnover24hUsd, 1));
    QVERIFY(isNear(number(inverse.at("turnover24h")), state.volume24hBase, 1e-7));
    QVERIFY(isNear(number(inverse.at("openInterest")), 2 * state.openInterestBase * state.mark, 1));
    QVERIFY(isNear(number(inverse.at("openInterestValue")), 2 * state.openInterestBase, 1e-5));
    const json::value other = m_rig->get(Venue, "/v5/market/tickers?category=linear&symbol=BTCUSDT").body();
    const ContractState linear = m_rig->market().state(m_linear);
    QVERIFY(isNear(number(rows(other)[0].at("turnover24h")), linear.turnover24hUsd, 1e-3));
    QCOMPARE(number(rows(other)[0].at("fundingRate")), 0.0009);
}

void TestBybit::givesHistoryNewestFirst()
{
    const auto check = [this](const char *target, int contract) {
        const json::value body = m_rig->get(Venue, target).body();
        const auto truth = m_rig->market().candles(contract, HourMs, RigStart - 6 * HourMs, RigStart + HourMs);
        QCOMPARE(rows(body).size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            const Candle &candle = truth[truth.size() - 1 - i];
            const json::value &bar = rows(body)[i];
            const bool isInverse = m_rig->spec(contract).inverse;
            QVERIFY(number(bar.at(0)) == static_cast<double>(candle.openMs));
            QVERIFY(isNear(number(bar.at(5)), isInverse ? candle.quote : candle.base, isInverse ? 1 : 1e-7));
            QVERIFY(isNear(number(bar.at(6)), isInverse ? candle.base : candle.quote, isInverse ? 1e-7 : 1e-3));
        }
    };
    check("/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60&limit=3", m_linear);
    check("/v5/market/kline?category=inverse&symbol=BTCUSD&interval=60&limit=3", m_inverse);
    const json::value rates =
        m_rig->get(Venue, "/v5/market/funding/history?category=linear&symbol=BTCUSDT&limit=2").body();
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + HourMs);
    QVERIFY(number(rows(rates)[0].at("fundingRateTimestamp")) == static_cast<double>(settled.back().timeMs));
    QVERIFY(isNear(number(rows(rates)[0].at("fundingRate")), settled.back().rate, 1e-8));
}

void TestBybit::walksOpenInterestBack()
{
    const std::string path = "/v5/market/open-interest?category=linear&symbol=BTCUSDT&intervalTime=5min&limit=4";
    const json::value first = m_rig->get(Venue, path + "&startTime=1").body(); // a lone start is ignored
    QCOMPARE(rows(first).size(), 4U);
    const auto newest = static_cast<TimeMs>(number(rows(first)[0].at("timestamp")));
    QCOMPARE(newest, floorTo(RigStart, 5 * MinuteMs));
    const auto points = m_rig->market().openInterestHistory(m_linear, 5 * MinuteMs, newest, newest + 1);
    QVERIFY(isNear(number(rows(first)[0].at("openInterest")), 2 * points.at(0).base, 0.001));
    const std::string cursor = member(first.at("result"), "nextPageCursor").toStdString();
    const json::value second = m_rig->get(Venue, path + "&cursor=" + cursor).body();
    QVERIFY(number(rows(second)[0].at("timestamp")) == number(rows(first)[3].at("timestamp")) - 5.0 * MinuteMs);
}

void TestBybit::refusesAStartWithoutAnEnd()
{
    const std::string path = "/v5/market/funding/history?category=linear&symbol=BTCUSDT&startTime=1";
    QCOMPARE(m_rig->get(Venue, path).body().at("retCode").as_int64(), 10001);
    QCOMPARE(m_rig->get(Venue, path + "&endTime=2000000000000").body().at("retCode").as_int64(), 0);
}

void TestBybit::listsRiskTiers()
{
    const json::value body = m_rig->get(Venue, "/v5/market/risk-limit?category=linear&symbol=BTCUSDT").body();
    QVERIFY(rows(body).size() > 2);
    double before = 0;
    for (const json::value &tier : rows(body)) {
        QVERIFY(number(tier.at("riskLimitValue")) > before);
        before = number(tier.at("riskLimitValue"));
        QVERIFY(number(tier.at("maintenanceMargin")) < 0.4);
    }
    QCOMPARE(rows(body)[0].at("isLowestRisk").as_int64(), 1);
}

void TestBybit::answersMistakesUnderStatus200_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown symbol") << "/v5/market/kline?category=linear&symbol=NIX&interval=60" << 200;
    QTest::newRow("symbol of the other category")
        << "/v5/market/kline?category=linear&symbol=BTCUSD&interval=60" << 200;
    QTest::newRow("bad interval") << "/v5/market/kline?category=linear&symbol=BTCUSDT&interval=7" << 200;
    QTest::newRow("bad category") << "/v5/market/tickers?category=nix" << 200;
    QTest::newRow("unknown path") << "/v5/market/nix" << 404;
}

void TestBybit::answersMistakesUnderStatus200()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    if (status == 200)
        QCOMPARE(reply.body().at("retCode").as_int64(), 10001);
}

void TestBybit::snapshotThenDeltas()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v5/public/linear"));
    socket.send(R"({"req_id":"1","op":"subscribe","args":["tickers.BTCUSDT"]})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"success\":true")));
    const json::value first = socket.next(*m_rig, [](const auto &f) { return isTopic(f, "tickers.BTCUSDT"); });
    QCOMPARE(member(first, "type"), QLatin1String("snapshot"));
    json::object merged = first.at("data").as_object();
    m_rig->advance(20000);
    socket.settle();
    QVERIFY(socket.frames.size() >= 19);
    for (const std::string &text : socket.frames) {
        const json::value frame = json::parse(text);
        QCOMPARE(member(frame, "type"), QLatin1String("delta"));
        const json::object &data = frame.at("data").as_object();
        QVERIFY(!data.contains("fundingRate")); // scripted: it does not change
        for (const auto &member : data)
            merged[member.key()] = member.value();
    }
    const json::value now = m_rig->get(Venue, "/v5/market/tickers?category=linear&symbol=BTCUSDT").body();
    QVERIFY(merged == rows(now)[0].as_object());
}

void TestBybit::oneBadTopicFailsTheRequest()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v5/public/linear"));
    socket.send(R"({"req_id":"1","op":"subscribe","args":["tickers.BTCUSDT","tickers.NIX"]})");
    const QString refusal = socket.nextText();
    QVERIFY(refusal.contains(QLatin1String("\"success\":false")) && refusal.contains(QLatin1String("tickers.NIX")));
    socket.send(R"({"req_id":"2","op":"subscribe","args":["tickers.BTCUSD"]})"); // inverse: another connection
    QVERIFY(socket.nextText().contains(QLatin1String("\"success\":false")));
    m_rig->advance(1500);
    socket.settle();
    QVERIFY(socket.frames.empty());
}

void TestBybit::tellsThePositionSideOfLiquidations()
{
    ScriptLine linear = lineFor("BTCUSDT", 4000);
    linear.liquidate = ScriptedLiquidation{Side::Long, 66500, 12};
    ScriptLine second = linear;
    second.liquidate = ScriptedLiquidation{Side::Short, 69900, 3};
    ScriptLine inverse = lineFor("BTCUSD", 4000);
    inverse.liquidate = ScriptedLiquidation{Side::Long, 66000, 0.5};
    Script script;
    script.lines = {linear, second, inverse};
    VenueRig rig(script, onlyVenue(Venue));
    QVERIFY(rig.start());
    VenueSocket usdt, usd;
    QVERIFY(usdt.open(rig, Venue, "/v5/public/linear"));
    QVERIFY(usd.open(rig, Venue, "/v5/public/inverse"));
    usdt.send(R"({"op":"subscribe","args":["allLiquidation.BTCUSDT"]})");
    usd.send(R"({"op":"subscribe","args":["allLiquidation.BTCUSD"]})");
    QVERIFY(!usdt.nextText().isEmpty() && !usd.nextText().isEmpty());
    rig.advance(7000);
    QVERIFY(usdt.settle() && usd.settle());
    std::map<std::string, json::value> byPrice; // every one of a second is told
    for (const auto &frames : {usdt.frames, usd.frames})
        for (const std::string &text : frames)
            for (const json::value &row : rowsOf(text))
                byPrice[member(row, "p").toStdString()] = row;
    QVERIFY(has(byPrice["66500.0"], "S", "Buy") && isNear(number(byPrice["66500.0"].at("v")), 12, 0.001));
    QVERIFY(has(byPrice["69900.0"], "S", "Sell") && isNear(number(byPrice["69900.0"].at("v")), 3, 0.001));
    QVERIFY(has(byPrice["66000.0"], "S", "Buy") && isNear(number(byPrice["66000.0"].at("v")), 33000, 1));
}

void TestBybit::sendsEveryTradeInItsUnits()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v5/public/inverse"));
    socket.send(R"({"op":"subscribe","args":["publicTrade.BTCUSD"]})");
    QVERIFY(!socket.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    socket.settle();
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_inverse; });
    QVERIFY(!prints.empty());
    std::vector<json::value> told;
    for (const std::string &text : socket.frames)
        for (const json::value &row : rowsOf(text))
            told.push_back(row);
    QCOMPARE(told.size(), prints.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        QVERIFY(has(told[i], "S", prints[i].takerBuy ? "Buy" : "Sell"));
        QVERIFY(isNear(number(told[i].at("v")), prints[i].base * prints[i].price, 1));
    }
}

void TestBybit::answersPingInBothForms()
{
    VenueSocket linear, inverse;
    QVERIFY(linear.open(*m_rig, Venue, "/v5/public/linear"));
    QVERIFY(inverse.open(*m_rig, Venue, "/v5/public/inverse"));
    linear.send(R"({"req_id":"9","op":"ping"})");
    inverse.send(R"({"req_id":"9","op":"ping"})");
    QVERIFY(linear.nextText().contains(QLatin1String("\"ret_msg\":\"pong\"")));
    QVERIFY(inverse.nextText().contains(QLatin1String("\"op\":\"pong\"")));
}

QTEST_GUILESS_MAIN(TestBybit)
#include "tst_bybit.moc"
