#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "binance-coinm";
constexpr double Btc = 100, Eth = 10; // USD a contract

bool isEvent(const json::value &frame, std::string_view name)
{
    const json::object *object = frame.if_object();
    return object && object->contains("stream") && has(frame, "stream", name);
}

} // namespace

/// The simulated Binance COIN-M over real sockets against the market's own numbers.
class TestBinanceCoinmServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsContractsInUsd();
    void answersPremiumAlwaysWithAList();
    void countsContractsAndTurnoverInCoins();
    void givesBarsInContractsAndCoins();
    void asksStatisticsByPair();
    void answersMistakes_data();
    void answersMistakes();
    void streamsAPairAsAListAndItsIndexAlone();
    void sendsTradesAndLiquidationsInContracts();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_btc = -1;
    int m_eth = -1;
};

void TestBinanceCoinmServer::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), onlyVenue("binance-coinm"));
    QVERIFY(m_rig->start());
    m_btc = m_rig->contract(Venue, "BTCUSD_PERP");
    m_eth = m_rig->contract(Venue, "ETHUSD_PERP");
    QVERIFY(m_btc >= 0 && m_eth >= 0);
    m_rig->advance(2000);
}

void TestBinanceCoinmServer::listsContractsInUsd()
{
    const json::value body = m_rig->get(Venue, "/dapi/v1/exchangeInfo").body();
    QCOMPARE(body.at("symbols").as_array().size(), m_rig->market().contracts().size());
    for (const json::value &row : body.at("symbols").as_array()) {
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("symbol").as_string()));
        QCOMPARE(number(row.at("contractSize")), spec.asset == "BTC" ? Btc : Eth);
        QVERIFY(has(row, "contractStatus", "TRADING") && !row.as_object().contains("status"));
        QVERIFY(has(row, "marginAsset", spec.base) && has(row, "pair", spec.base + "USD"));
    }
}

void TestBinanceCoinmServer::answersPremiumAlwaysWithAList()
{
    const json::value one = m_rig->get(Venue, "/dapi/v1/premiumIndex?symbol=BTCUSD_PERP").body();
    QCOMPARE(one.as_array().size(), 1U);
    QVERIFY(isNear(number(one.at(0).at("lastFundingRate")), m_rig->market().state(m_btc).fundingRate, 1e-8));
    const json::value pair = m_rig->get(Venue, "/dapi/v1/premiumIndex?pair=ETHUSD").body();
    QVERIFY(pair.as_array().size() == 1 && has(pair.at(0), "symbol", "ETHUSD_PERP"));
    const QByteArray before = m_rig->get(Venue, "/dapi/v1/time").weight;
    const QByteArray after = m_rig->get(Venue, "/dapi/v1/premiumIndex?symbol=BTCUSD_PERP").weight;
    QCOMPARE(after.toInt() - before.toInt(), 10);
}

void TestBinanceCoinmServer::countsContractsAndTurnoverInCoins()
{
    const ContractState state = m_rig->market().state(m_eth);
    const json::value ticker = m_rig->get(Venue, "/dapi/v1/ticker/24hr?symbol=ETHUSD_PERP").body().at(0);
    QVERIFY(isNear(number(ticker.at("volume")) * Eth, state.turnover24hUsd, Eth));
    QVERIFY(isNear(number(ticker.at("baseVolume")), state.volume24hBase, 1e-8));
    const json::value interest = m_rig->get(Venue, "/dapi/v1/openInterest?symbol=ETHUSD_PERP").body();
    QVERIFY(isNear(number(interest.at("openInterest")) * Eth, state.openInterestBase * state.mark, Eth));
    QVERIFY(has(interest, "contractType", "PERPETUAL"));
}

void TestBinanceCoinmServer::givesBarsInContractsAndCoins()
{
    const TimeMs from = RigStart - 5 * HourMs - 10 * MinuteMs;
    const std::string span = "&startTime=" + std::to_string(from) + "&limit=2";
    const json::value body = m_rig->get(Venue, "/dapi/v1/klines?symbol=BTCUSD_PERP&interval=1h" + span).body();
    const auto truth = m_rig->market().candles(m_btc, HourMs, from, from + 2 * HourMs);
    QCOMPARE(body.as_array().size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        QCOMPARE(number(body.at(i).at(0)), static_cast<double>(truth[i].openMs)); // oldest first
        QVERIFY(isNear(number(body.at(i).at(5)) * Btc, truth[i].quote, Btc));
        QVERIFY(isNear(number(body.at(i).at(7)), truth[i].base, 1e-8));
        QVERIFY(isNear(number(body.at(i).at(10)), truth[i].takerBuyBase, 1e-8));
    }
}

void TestBinanceCoinmServer::asksStatisticsByPair()
{
    const std::string which = "pair=BTCUSD&contractType=PERPETUAL&period=5m&limit=2";
    const json::value body = m_rig->get(Venue, "/futures/data/openInterestHist?" + which).body();
    QCOMPARE(body.as_array().size(), 2U);
    const auto time = static_cast<TimeMs>(number(body.at(1).at("timestamp")));
    const auto points = m_rig->market().openInterestHistory(m_btc, 5 * MinuteMs, time, time + 1);
    QVERIFY(isNear(number(body.at(1).at("sumOpenInterestValue")), points.at(0).base, 1e-8));
    const double price = m_rig->market().candles(m_btc, 5 * MinuteMs, time, time + 1).at(0).open;
    QVERIFY(isNear(number(body.at(1).at("sumOpenInterest")) * Btc, points.at(0).base * price, Btc));
    const json::value taker = m_rig->get(Venue, "/futures/data/takerBuySellVol?" + which).body();
    const auto barTime = static_cast<TimeMs>(number(taker.at(0).at("timestamp")));
    const auto bar = m_rig->market().candles(m_btc, 5 * MinuteMs, barTime, barTime + 1).at(0);
    QVERIFY(isNear(number(taker.at(0).at("takerBuyVolValue")), bar.takerBuyBase, 1e-8));
}

void TestBinanceCoinmServer::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("symbol") << "/dapi/v1/openInterest?symbol=BTCUSDT" << 400 << -1121;
    QTest::newRow("pair") << "/dapi/v1/premiumIndex?pair=NIXUSD" << 400 << -1121;
    QTest::newRow("statistics by symbol")
        << "/futures/data/openInterestHist?symbol=BTCUSD_PERP&period=5m" << 400 << -1102;
    QTest::newRow("interval") << "/dapi/v1/klines?symbol=BTCUSD_PERP&interval=7m" << 400 << -1120;
    QTest::newRow("path of the linear venue") << "/fapi/v1/time" << 404 << -5000;
    QTest::newRow("its statistics") << "/futures/data/takerlongshortRatio?period=5m" << 404 << -5000;
}

void TestBinanceCoinmServer::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(int, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.body().at("code").as_int64(), code);
}

void TestBinanceCoinmServer::streamsAPairAsAListAndItsIndexAlone()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/stream")); // not split
    socket.send(R"({"method":"SUBSCRIBE","params":["btcusd@markPrice@1s","btcusd@indexPrice@1s","btcusd_perp@ticker"],)"
                R"("id":7})");
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":null,"id":7})"));
    const json::value marks = socket.next(*m_rig, [](const auto &f) { return isEvent(f, "btcusd@markPrice@1s"); });
    QCOMPARE(marks.at("data").as_array().size(), 1U);
    QVERIFY(has(marks.at("data").at(0), "s", "BTCUSD_PERP"));
    const json::value index = socket.next(*m_rig, [](const auto &f) { return isEvent(f, "btcusd@indexPrice@1s"); });
    QVERIFY(has(index.at("data"), "i", "BTCUSD"));
    QVERIFY(isNear(number(index.at("data").at("p")), m_rig->market().state(m_btc).index, 1e-8));
    const json::value ticker = socket.next(*m_rig, [](const auto &f) { return isEvent(f, "btcusd_perp@ticker"); });
    const ContractState state = m_rig->market().state(m_btc);
    QVERIFY(isNear(number(ticker.at("data").at("v")) * Btc, state.turnover24hUsd, Btc));
    QVERIFY(isNear(number(ticker.at("data").at("q")), state.volume24hBase, 1e-8));
}

void TestBinanceCoinmServer::sendsTradesAndLiquidationsInContracts()
{
    ScriptLine line;
    line.atMs = 4000;
    line.venue = "binance-coinm";
    line.asset = "BTC";
    line.liquidate = ScriptedLiquidation{Side::Long, 66000, 0.5};
    Script script;
    script.lines = {line};
    VenueRig rig(script, onlyVenue("binance-coinm"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/stream?streams=!forceOrder@arr/btcusd_perp@aggTrade"));
    const std::uint64_t cursor = rig.market().cursor();
    const json::value order =
        socket.next(rig, [](const auto &f) { return isEvent(f, "!forceOrder@arr"); }).at("data").at("o");
    QVERIFY(has(order, "S", "SELL") && has(order, "z", "330") && has(order, "ps", "BTCUSD"));
    const json::value trade =
        socket.next(rig, [](const auto &f) { return isEvent(f, "btcusd_perp@aggTrade"); }).at("data");
    bool isKnown = false;
    for (const Print &print : rig.market().since(cursor).prints) {
        if (static_cast<double>(print.id) != number(trade.at("a")))
            continue;
        isKnown = true;
        QVERIFY(isNear(number(trade.at("q")) * Btc, print.base * print.price, Btc));
        QCOMPARE(trade.at("m").as_bool(), !print.takerBuy);
    }
    QVERIFY(isKnown);
}

QTEST_GUILESS_MAIN(TestBinanceCoinmServer)
#include "tst_binancecoinm.moc"
