#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "binance-usdm";

ScriptLine setRate(double rate)
{
    ScriptLine line;
    line.venue = "binance-usdm";
    line.asset = "BTC";
    line.symbol = "BTCUSDT";
    line.set.fundingRate = rate;
    return line;
}

ScriptLine liquidationAt(TimeMs atMs, Side side, double price, double base)
{
    ScriptLine line;
    line.atMs = atMs;
    line.venue = "binance-usdm";
    line.asset = "BTC";
    line.symbol = "BTCUSDT";
    line.liquidate = ScriptedLiquidation{side, price, base};
    return line;
}

bool isEvent(const json::value &frame, std::string_view stream) { return has(frame, "stream", stream); }

} // namespace

/// The simulated Binance over real sockets against the market's own numbers.
class TestBinanceUsdm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsItsContracts();
    void tellsRateMarkAndNextSettlement();
    void tellsIntervalsOnlyOfAdjustedContracts();
    void tellsOpenInterestAndTurnover();
    void givesHistoryOldestFirst();
    void answersMistakesInItsOwnForm_data();
    void answersMistakesInItsOwnForm();
    void countsWeight();
    void streamsWrappedAndBare();
    void silentOnTheWrongPath();
    void retiredPathsAreGone();
    void showsOneLiquidationASecond();
    void sendsEveryTrade();
    void acknowledgesAndRefuses();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_btc = -1;
};

void TestBinanceUsdm::initTestCase()
{
    Script script;
    script.lines = {
        setRate(0.0004), liquidationAt(20000, Side::Long, 60000, 1.25), liquidationAt(20000, Side::Short, 61000, 0.75)};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_btc = m_rig->contract(Venue, "BTCUSDT");
    QVERIFY(m_btc >= 0);
    m_rig->advance(2000);
}

void TestBinanceUsdm::listsItsContracts()
{
    const json::value info = m_rig->get(Venue, "/fapi/v1/exchangeInfo").body();
    std::size_t ours = 0;
    for (const ContractSpec &spec : m_rig->market().contracts())
        ours += spec.venue == Venue ? 1 : 0;
    const json::array &symbols = info.at("symbols").as_array();
    QCOMPARE(symbols.size(), ours);
    for (const json::value &row : symbols) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        QVERIFY(contract >= 0);
        const ContractSpec &spec = m_rig->spec(contract);
        QCOMPARE(member(row, "contractType"), QLatin1String("PERPETUAL"));
        QCOMPARE(member(row, "status"), QLatin1String("TRADING"));
        QVERIFY(has(row, "baseAsset", spec.base));
        QVERIFY(has(row, "marginAsset", spec.settle));
        QCOMPARE(number(row.at("filters").at(0).at("tickSize")), spec.tick);
        QCOMPARE(number(row.at("filters").at(1).at("stepSize")), spec.lot);
    }
}

void TestBinanceUsdm::tellsRateMarkAndNextSettlement()
{
    const json::value row = m_rig->get(Venue, "/fapi/v1/premiumIndex?symbol=BTCUSDT").body();
    const ContractState state = m_rig->market().state(m_btc);
    QCOMPARE(member(row, "lastFundingRate"), QLatin1String("0.00040000"));
    QVERIFY(isNear(number(row.at("markPrice")), state.mark, 1e-8));
    QVERIFY(isNear(number(row.at("indexPrice")), state.index, 1e-8));
    QCOMPARE(row.at("nextFundingTime").as_int64(), state.nextFundingMs);
    QVERIFY(m_rig->get(Venue, "/fapi/v1/premiumIndex").body().as_array().size() > 1);
}

void TestBinanceUsdm::tellsIntervalsOnlyOfAdjustedContracts()
{
    const json::value rows = m_rig->get(Venue, "/fapi/v1/fundingInfo").body();
    bool hasPepe = false;
    for (const json::value &row : rows.as_array()) {
        QVERIFY(!has(row, "symbol", "BTCUSDT"));
        if (has(row, "symbol", "1000PEPEUSDT")) {
            hasPepe = true;
            QCOMPARE(row.at("fundingIntervalHours").as_int64(), 4);
        }
    }
    QVERIFY(hasPepe);
}

void TestBinanceUsdm::tellsOpenInterestAndTurnover()
{
    const ContractState state = m_rig->market().state(m_btc);
    const json::value interest = m_rig->get(Venue, "/fapi/v1/openInterest?symbol=BTCUSDT").body();
    QVERIFY(isNear(number(interest.at("openInterest")), state.openInterestBase, 0.001));
    const json::value ticker = m_rig->get(Venue, "/fapi/v1/ticker/24hr?symbol=BTCUSDT").body();
    QVERIFY(isNear(number(ticker.at("quoteVolume")), state.turnover24hUsd, 0.01));
    QVERIFY(isNear(number(ticker.at("volume")), state.volume24hBase, 0.001));
}

void TestBinanceUsdm::givesHistoryOldestFirst()
{
    const json::value bars = m_rig->get(Venue, "/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=5").body();
    QCOMPARE(bars.as_array().size(), 5U);
    const auto truth = m_rig->market().candles(m_btc, HourMs, RigStart - 5 * HourMs, RigStart + HourMs);
    for (std::size_t i = 0; i < 5; ++i) {
        const json::value &bar = bars.at(i);
        const Candle &candle = truth[truth.size() - 5 + i];
        QCOMPARE(bar.at(0).as_int64(), candle.openMs);
        QVERIFY(isNear(number(bar.at(2)), candle.high, 0.1));
        QVERIFY(isNear(number(bar.at(5)), candle.base, 0.001));
        QVERIFY(isNear(number(bar.at(9)), candle.takerBuyBase, 0.001));
    }
    const json::value rates = m_rig->get(Venue, "/fapi/v1/fundingRate?symbol=BTCUSDT&limit=3").body();
    QCOMPARE(rates.as_array().size(), 3U);
    QVERIFY(rates.at(0).at("fundingTime").as_int64() < rates.at(2).at("fundingTime").as_int64());
    const auto settled = m_rig->market().settlements(m_btc, 0, RigStart + HourMs);
    QVERIFY(isNear(number(rates.at(2).at("fundingRate")), settled.back().rate, 1e-8));
    const json::value interest =
        m_rig->get(Venue, "/futures/data/openInterestHist?symbol=BTCUSDT&period=5m&limit=4").body();
    QCOMPARE(interest.as_array().size(), 4U);
    const TimeMs last = interest.at(3).at("timestamp").as_int64();
    const auto points = m_rig->market().openInterestHistory(m_btc, 5 * MinuteMs, last, last + 1);
    QVERIFY(isNear(number(interest.at(3).at("sumOpenInterest")), points.at(0).base, 1e-8));
    const json::value week = m_rig->get(Venue, "/fapi/v1/klines?symbol=BTCUSDT&interval=1w&limit=2").body();
    QCOMPARE(week.as_array().back().at(0).as_int64(), floorTo(RigStart, DayMs)); // it is Monday
    const json::value three = m_rig->get(Venue, "/fapi/v1/klines?symbol=BTCUSDT&interval=3m&limit=4").body();
    QCOMPARE(three.at(3).at(0).as_int64() - three.at(2).at(0).as_int64(), 3 * MinuteMs);
}

void TestBinanceUsdm::answersMistakesInItsOwnForm_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown symbol") << "/fapi/v1/openInterest?symbol=NIXUSDT" << 400 << -1121;
    QTest::newRow("no symbol") << "/fapi/v1/openInterest" << 400 << -1102;
    QTest::newRow("bad interval") << "/fapi/v1/klines?symbol=BTCUSDT&interval=7m" << 400 << -1120;
    QTest::newRow("bad period") << "/futures/data/openInterestHist?symbol=BTCUSDT&period=1m" << 400 << -1130;
    QTest::newRow("unknown path") << "/fapi/v1/nix" << 404 << -5000;
}

void TestBinanceUsdm::answersMistakesInItsOwnForm()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(int, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.body().at("code").as_int64(), code);
}

void TestBinanceUsdm::countsWeight()
{
    m_rig->clock.advance(61 * SecondMs);
    QCOMPARE(m_rig->get(Venue, "/fapi/v1/ping").weight, QByteArray("1"));
    QCOMPARE(m_rig->get(Venue, "/fapi/v1/ticker/24hr").weight, QByteArray("41"));
    QCOMPARE(m_rig->get(Venue, "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1500").weight, QByteArray("51"));
    for (int i = 0; i < 59; ++i)
        m_rig->get(Venue, "/fapi/v1/ticker/24hr");
    const RestReply over = m_rig->get(Venue, "/fapi/v1/ping");
    QCOMPARE(over.status, 429);
    QVERIFY(over.retryAfter.toInt() > 0);
    m_rig->clock.advance(61 * SecondMs);
    QCOMPARE(m_rig->get(Venue, "/fapi/v1/ping").status, 200);
    m_rig->host().tick();
}

void TestBinanceUsdm::streamsWrappedAndBare()
{
    VenueSocket combined;
    QVERIFY(combined.open(*m_rig, Venue, "/market/stream?streams=btcusdt@markPrice@1s/!ticker@arr"));
    const json::value mark = combined.next(*m_rig, [](const auto &f) { return isEvent(f, "btcusdt@markPrice@1s"); });
    const ContractState state = m_rig->market().state(m_btc);
    QCOMPARE(member(mark.at("data"), "r"), QLatin1String("0.00040000"));
    QCOMPARE(mark.at("data").at("T").as_int64(), state.nextFundingMs);
    const json::value all = combined.next(*m_rig, [](const auto &f) { return isEvent(f, "!ticker@arr"); });
    QVERIFY(all.at("data").as_array().size() > 1);

    VenueSocket bare;
    QVERIFY(bare.open(*m_rig, Venue, "/market/ws/btcusdt@ticker"));
    const json::value ticker = bare.next(*m_rig, [](const auto &f) { return has(f, "e", "24hrTicker"); });
    QVERIFY(isNear(number(ticker.at("q")), m_rig->market().state(m_btc).turnover24hUsd, 1e6));
}

void TestBinanceUsdm::silentOnTheWrongPath()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/public/ws"));
    socket.send(R"({"method":"SUBSCRIBE","params":["btcusdt@markPrice@1s"],"id":5})");
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":null,"id":5})"));
    m_rig->advance(3000);
    socket.settle();
    QVERIFY(socket.frames.empty());
}

void TestBinanceUsdm::retiredPathsAreGone()
{
    for (const char *path : {"/ws", "/stream?streams=btcusdt@markPrice", "/ws/btcusdt@markPrice"}) {
        VenueSocket socket;
        QWebSocket plain;
        plain.open(QUrl(QString::fromStdString(m_rig->url(Venue, "ws") + path)));
        QTRY_VERIFY(plain.errorString().contains(QLatin1String("404")));
    }
}

void TestBinanceUsdm::showsOneLiquidationASecond()
{
    Script script;
    script.lines = {liquidationAt(5000, Side::Long, 60000, 1.25), liquidationAt(5000, Side::Short, 61000, 0.75)};
    VenueRig rig(script, onlyVenue(Venue));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/market/ws"));
    socket.send(R"({"method":"SUBSCRIBE","params":["btcusdt@forceOrder"],"id":1})");
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":null,"id":1})"));
    rig.advance(8000);
    socket.settle();
    const int btc = rig.contract(Venue, "BTCUSDT");
    std::map<TimeMs, Liquidation> lastOfSecond;
    for (const Liquidation &row : rig.market().since(0).liquidations)
        if (row.contract == btc && row.timeMs > RigStart)
            lastOfSecond[floorTo(row.timeMs, SecondMs)] = row;
    QVERIFY(!lastOfSecond.empty());
    QCOMPARE(socket.frames.size(), lastOfSecond.size());
    for (const auto &[second, row] : lastOfSecond) {
        const json::value order = json::parse(socket.frames.front()).at("o");
        socket.frames.pop_front();
        QVERIFY(has(order, "S", row.position == Side::Long ? "SELL" : "BUY"));
        QVERIFY(isNear(number(order.at("z")), row.base, 0.001));
        QVERIFY(isNear(number(order.at("p")), row.price, 0.1));
        QCOMPARE(order.at("T").as_int64(), row.timeMs);
    }
}

void TestBinanceUsdm::sendsEveryTrade()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/market/ws/btcusdt@aggTrade"));
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(10000);
    socket.settle();
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_btc; });
    QVERIFY(!prints.empty());
    QTRY_COMPARE(socket.frames.size(), prints.size());
    for (const Print &print : prints) {
        const json::value trade = json::parse(socket.frames.front());
        socket.frames.pop_front();
        QCOMPARE(trade.at("a").to_number<std::uint64_t>(), print.id);
        QCOMPARE(trade.at("m").as_bool(), !print.takerBuy);
        QVERIFY(isNear(number(trade.at("q")), print.base, 0.001));
        QVERIFY(isNear(number(trade.at("p")), print.price, 0.1));
    }
}

void TestBinanceUsdm::acknowledgesAndRefuses()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/market/stream"));
    socket.send("{");
    QVERIFY(socket.nextText().contains(QLatin1String("\"code\":3")));
    socket.send(R"({"method":"NIX","id":9})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"code\":2")));
    socket.send(R"({"method":"SUBSCRIBE","params":["btcusdt@ticker"],"id":1})");
    socket.send(R"({"method":"LIST_SUBSCRIPTIONS","id":2})");
    socket.send(R"({"method":"UNSUBSCRIBE","params":["btcusdt@ticker"],"id":3})");
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":null,"id":1})"));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":["btcusdt@ticker"],"id":2})"));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"result":null,"id":3})"));
    m_rig->advance(3000);
    socket.settle();
    QVERIFY(socket.frames.empty());
    for (int i = 0; i < 11; ++i)
        socket.send(R"({"method":"LIST_SUBSCRIPTIONS","id":4})");
    QVERIFY(socket.waitForEnd()); // more than ten messages within a second
}

QTEST_GUILESS_MAIN(TestBinanceUsdm)
#include "tst_binanceusdm.moc"
