#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "aster";

} // namespace

/// The simulated Aster over real sockets: what it shares with Binance is tested there, here is what differs.
class TestAsterServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void answersBothVersionsAndNoStatistics();
    void quotesNumbersOfItsListAndHidesNoTests();
    void namesFundingBoundsItsOwnWay();
    void countsOpenInterestInBaseCoin();
    void streamsOnUnsplitPaths();
    void tellsForcedOrders();

private:
    std::unique_ptr<VenueRig> m_rig;
};

void TestAsterServer::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), onlyVenue("aster"));
    QVERIFY(m_rig->start());
    m_rig->advance(2000);
}

void TestAsterServer::answersBothVersionsAndNoStatistics()
{
    QCOMPARE(m_rig->get(Venue, "/fapi/v3/premiumIndex?symbol=BTCUSDT").status, 200);
    QCOMPARE(m_rig->get(Venue, "/fapi/v1/premiumIndex?symbol=BTCUSDT").status, 200);
    QCOMPARE(m_rig->get(Venue, "/fapi/v2/ticker/price").status, 404);
    QCOMPARE(m_rig->get(Venue, "/futures/data/openInterestHist?symbol=BTCUSDT&period=5m").status, 404);
    const json::value refusal = m_rig->get(Venue, "/fapi/v3/openInterest?symbol=NIX").body();
    QCOMPARE(refusal.at("code").as_int64(), -1121);
}

void TestAsterServer::quotesNumbersOfItsListAndHidesNoTests()
{
    const json::value body = m_rig->get(Venue, "/fapi/v3/exchangeInfo").body();
    bool hasTest = false;
    for (const json::value &row : body.at("symbols").as_array()) {
        QVERIFY(row.at("pricePrecision").is_string() && row.at("deliveryDate").is_string());
        QVERIFY(json::parse(row.at("channel").as_string()).is_object());
        hasTest = hasTest || row.at("symbol").as_string().starts_with("TEST");
    }
    QVERIFY(hasTest);
    QCOMPARE(body.at("symbols").as_array().size(), m_rig->market().contracts().size() + 1);
    QCOMPARE(body.at("rateLimits").at(0).at("limit").as_int64(), 2400);
}

void TestAsterServer::namesFundingBoundsItsOwnWay()
{
    const json::value body = m_rig->get(Venue, "/fapi/v3/fundingInfo").body();
    bool hasPepe = false;
    for (const json::value &row : body.as_array()) {
        QVERIFY(!has(row, "symbol", "BTCUSDT")); // as usual: not listed
        if (has(row, "symbol", "1000PEPEUSDT")) {
            hasPepe = true;
            QCOMPARE(row.at("fundingIntervalHours").as_int64(), 4);
            QVERIFY(row.at("fundingFeeCap").is_double() && row.at("fundingFeeFloor").as_double() < 0);
            QVERIFY(!row.as_object().contains("adjustedFundingRateCap"));
        }
    }
    QVERIFY(hasPepe);
    const int contract = m_rig->contract(Venue, "1000PEPEUSDT");
    const auto settled = m_rig->market().settlements(contract, 0, RigStart + HourMs);
    const json::value history = m_rig->get(Venue, "/fapi/v3/fundingRate?symbol=1000PEPEUSDT&limit=3").body();
    QVERIFY(isNear(number(history.at(2).at("fundingTime")), static_cast<double>(settled.back().timeMs), 20));
    QVERIFY(isNear(number(history.at(2).at("fundingRate")), settled.back().rate, 1e-8));
}

void TestAsterServer::countsOpenInterestInBaseCoin()
{
    const int contract = m_rig->contract(Venue, "ETHUSDT");
    const json::value body = m_rig->get(Venue, "/fapi/v3/openInterest?symbol=ETHUSDT").body();
    QVERIFY(isNear(number(body.at("openInterest")), m_rig->market().state(contract).openInterestBase, 0.001));
    const json::value bars = m_rig->get(Venue, "/fapi/v3/klines?symbol=ETHUSDT&interval=1h&limit=2").body();
    const auto truth = m_rig->market().candles(contract, HourMs, RigStart - 2 * HourMs, RigStart);
    QVERIFY(isNear(number(bars.at(0).at(5)), truth.front().base, 0.001));
    QVERIFY(isNear(number(bars.at(0).at(9)), truth.front().takerBuyBase, 0.001));
}

void TestAsterServer::streamsOnUnsplitPaths()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/stream"));
    socket.send(R"({"method":"SUBSCRIBE","params":["btcusdt@markPrice@1s","btcusdt@ticker"],"id":1})");
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":null,"id":1})"));
    const auto isOf = [](const char *stream) {
        return [stream](const json::value &f) { return has(f, "stream", stream); };
    };
    const json::value mark = socket.next(*m_rig, isOf("btcusdt@markPrice@1s"));
    const int contract = m_rig->contract(Venue, "BTCUSDT");
    QVERIFY(isNear(number(mark.at("data").at("p")), m_rig->market().state(contract).mark, 1e-8));
    const json::value ticker = socket.next(*m_rig, isOf("btcusdt@ticker"));
    QVERIFY(isNear(number(ticker.at("data").at("q")), m_rig->market().state(contract).turnover24hUsd, 0.01));
    QWebSocket split;
    split.open(QUrl(QString::fromStdString(m_rig->url(Venue, "ws") + "/market/stream")));
    QTRY_VERIFY(split.errorString().contains(QLatin1String("404")));
}

void TestAsterServer::tellsForcedOrders()
{
    ScriptLine line;
    line.atMs = 4000;
    line.venue = "aster";
    line.asset = "BTC";
    line.liquidate = ScriptedLiquidation{Side::Short, 69900, 3};
    Script script;
    script.lines = {line};
    VenueRig rig(script, onlyVenue("aster"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/ws/btcusdt@forceOrder")); // raw
    const json::value frame = socket.next(rig, [](const auto &f) { return has(f, "e", "forceOrder"); });
    QVERIFY(has(frame.at("o"), "S", "BUY") && has(frame.at("o"), "p", "69900.0"));
    QVERIFY(isNear(number(frame.at("o").at("z")), 3, 0.001));
}

QTEST_GUILESS_MAIN(TestAsterServer)
#include "tst_aster.moc"
