#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "bingx";
const std::string Quote = "/openApi/swap/v2/quote/";
const std::string Coin = "/openApi/cswap/v1/market/";

json::value row(const json::value &body, std::string_view symbol)
{
    for (const json::value &each : body.at("data").as_array())
        if (has(each, "symbol", symbol))
            return each;
    return nullptr;
}

} // namespace

/// The simulated BingX over real sockets against the market's own numbers.
class TestBingx : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsScaledAndCoinMarginedContracts();
    void tellsTheRunningRateUnderItsOldName();
    void countsOpenInterestInDollarsOrCoins();
    void givesBarsNewestFirstAndOneBare();
    void givesSettlementsOfASpan();
    void answersMistakesWithACode_data();
    void answersMistakesWithACode();
    void sendsEveryTradeInItsUnits();
    void sendsMarksAndTurnover();
    void refusesWhatItDoesNotPublish();
    void hangsUpOnAClientThatDoesNotAnswer();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestBingx::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), rigConfig({"bingx"}));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTC-USDT");
    m_inverse = m_rig->contract(Venue, "BTC-USD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestBingx::listsScaledAndCoinMarginedContracts()
{
    const json::value linear = m_rig->get(Venue, Quote + "contracts").body();
    QCOMPARE(linear.at("data").as_array().size(), 5U);
    QVERIFY(has(row(linear, "1000PEPE-USDT"), "asset", "1000PEPE"));
    QCOMPARE(number(row(linear, "BTC-USDT").at("pricePrecision")), 1.0);
    QVERIFY(has(row(linear, "BTC-USDT"), "size", "0.0001")); // the least quantity, no multiplier
    const json::value coin = m_rig->get(Venue, Coin + "contracts?timestamp=1").body();
    QCOMPARE(coin.at("data").as_array().size(), 1U);
    QVERIFY(has(row(coin, "BTC-USD"), "minTickSize", "100"));
}

void TestBingx::tellsTheRunningRateUnderItsOldName()
{
    const json::value all = m_rig->get(Venue, Quote + "premiumIndex").body();
    QCOMPARE(all.at("data").as_array().size(), 5U);
    const json::value one = m_rig->get(Venue, Quote + "premiumIndex?symbol=1000PEPE-USDT").body().at("data");
    const ContractState state = m_rig->market().state(m_rig->contract(Venue, "1000PEPE-USDT"));
    QVERIFY(isNear(number(one.at("lastFundingRate")), state.fundingRate, 1e-10));
    QCOMPARE(number(one.at("nextFundingTime")), static_cast<double>(state.nextFundingMs));
    QCOMPARE(number(one.at("updateTime")), static_cast<double>(state.lastSettledMs));
    QCOMPARE(number(one.at("fundingIntervalHours")), 4.0);
    QVERIFY(isNear(number(one.at("markPrice")), state.mark, 1e-7));
    const json::value coin = m_rig->get(Venue, Coin + "premiumIndex?symbol=BTC-USD&timestamp=1").body();
    QVERIFY(!coin.at("data").at(0).as_object().contains("fundingIntervalHours"));
}

void TestBingx::countsOpenInterestInDollarsOrCoins()
{
    const json::value linear = m_rig->get(Venue, Quote + "openInterest?symbol=BTC-USDT").body();
    const ContractState state = m_rig->market().state(m_linear);
    QVERIFY(isNear(number(linear.at("data").at("openInterest")), state.openInterestBase * state.mark, 0.01));
    const json::value coin = m_rig->get(Venue, Coin + "openInterest?symbol=BTC-USD&timestamp=1").body();
    QVERIFY(isNear(
        number(coin.at("data").at(0).at("openInterest")), m_rig->market().state(m_inverse).openInterestBase, 1e-4));
}

void TestBingx::givesBarsNewestFirstAndOneBare()
{
    const std::string path = "/openApi/swap/v3/quote/klines?symbol=BTC-USDT&interval=1h&limit=";
    const json::value bars = m_rig->get(Venue, path + "3").body().at("data");
    const auto truth = m_rig->market().candles(m_linear, HourMs, RigStart - 6 * HourMs, RigStart + HourMs);
    QCOMPARE(bars.as_array().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const Candle &candle = truth[truth.size() - 1 - i];
        QCOMPARE(number(bars.at(i).at("time")), static_cast<double>(candle.openMs));
        QVERIFY(isNear(number(bars.at(i).at("volume")), candle.base, 1e-4));
        QVERIFY(isNear(number(bars.at(i).at("high")), candle.high, 0.1));
    }
    QVERIFY(m_rig->get(Venue, path + "1").body().at("data").is_object());
    const json::value most =
        m_rig->get(Venue, "/openApi/swap/v3/quote/klines?symbol=BTC-USDT&interval=1m&limit=5000").body();
    QCOMPARE(most.at("data").as_array().size(), 1440U);
}

void TestBingx::givesSettlementsOfASpan()
{
    const auto settled = m_rig->market().settlements(m_linear, RigStart - DayMs, RigStart + 1);
    QVERIFY(settled.size() >= 3);
    const json::value told =
        m_rig
            ->get(Venue,
                Quote + "fundingRate?symbol=BTC-USDT&startTime=" + std::to_string(settled[0].timeMs)
                    + "&endTime=" + std::to_string(settled[1].timeMs))
            .body()
            .at("data");
    QCOMPARE(told.as_array().size(), 2U);
    QCOMPARE(number(told.at(0).at("fundingTime")), static_cast<double>(settled[1].timeMs));
    QVERIFY(isNear(number(told.at(1).at("fundingRate")), settled[0].rate, 1e-8));
}

void TestBingx::answersMistakesWithACode_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown symbol") << "/openApi/swap/v2/quote/openInterest?symbol=NIX-USDT" << 200 << 109425;
    QTest::newRow("coin-margined symbol") << "/openApi/swap/v2/quote/premiumIndex?symbol=BTC-USD" << 200 << 109425;
    QTest::newRow("no symbol") << "/openApi/swap/v2/quote/openInterest" << 200 << 109400;
    QTest::newRow("bad interval") << "/openApi/swap/v3/quote/klines?symbol=BTC-USDT&interval=7m" << 200 << 109400;
    QTest::newRow("unknown path") << "/openApi/swap/v2/quote/nix" << 200 << 100400;
    QTest::newRow("coin-M without a time") << "/openApi/cswap/v1/market/contracts" << 400 << 109400;
}

void TestBingx::answersMistakesWithACode()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(int, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(number(reply.body().at("code")), code);
}

void TestBingx::sendsEveryTradeInItsUnits()
{
    const auto check = [this](const std::string &path, const std::string &symbol, int contract) {
        VenueSocket socket;
        QVERIFY(socket.open(*m_rig, Venue, path));
        socket.send(R"({"id":"5","reqType":"sub","dataType":")" + symbol + R"(@trade"})");
        QVERIFY(socket.nextText().contains(QLatin1String(R"("id":"5","code":0)")));
        const std::uint64_t cursor = m_rig->market().cursor();
        m_rig->advance(15000);
        socket.settle();
        std::vector<Print> prints = m_rig->market().since(cursor).prints;
        std::erase_if(prints, [&](const Print &print) { return print.contract != contract; });
        std::vector<json::value> told;
        for (const std::string &text : socket.frames) {
            if (text == "Ping" || text.starts_with(R"({"ping)"))
                continue;
            const json::value data = json::parse(text).at("data");
            if (data.is_array())
                told.insert(told.end(), data.as_array().begin(), data.as_array().end());
            else
                told.push_back(data);
        }
        QVERIFY(!prints.empty());
        QCOMPARE(told.size(), prints.size());
        for (std::size_t i = 0; i < told.size(); ++i) {
            QCOMPARE(told[i].at("m").as_bool(), !prints[i].takerBuy);
            const double price = prints[i].price;
            QVERIFY(contract == m_inverse ? isNear(number(told[i].at("q")), prints[i].base * price / 100, 1)
                                          : isNear(number(told[i].at("q")), prints[i].base, 1e-4));
        }
    };
    check("/swap-market", "BTC-USDT", m_linear);
    check("/market", "BTC-USD", m_inverse);
}

void TestBingx::sendsMarksAndTurnover()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/swap-market"));
    socket.send(R"({"id":"1","reqType":"sub","dataType":"BTC-USDT@markPrice"})");
    socket.send(R"({"id":"2","reqType":"sub","dataType":"BTC-USDT@ticker"})");
    const json::value mark =
        socket.next(*m_rig, [](const auto &f) { return has(f, "dataType", "BTC-USDT@markPrice"); });
    QVERIFY(std::abs(number(mark.at("data").at("p")) / m_rig->market().state(m_linear).mark - 1) < 1e-3);
    const json::value ticker = socket.next(*m_rig, [](const auto &f) { return has(f, "dataType", "BTC-USDT@ticker"); });
    const ContractState state = m_rig->market().state(m_linear);
    QVERIFY(std::abs(number(ticker.at("data").at("q")) / state.turnover24hUsd - 1) < 1e-3);
    QVERIFY(std::abs(number(ticker.at("data").at("v")) / state.volume24hBase - 1) < 1e-3);
}

void TestBingx::refusesWhatItDoesNotPublish()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/swap-market"));
    for (const char *name : {"BTC-USDT@forceOrder", "btc-usdt@trade", "BTC-USD@trade"}) {
        socket.send(std::string(R"({"id":"1","reqType":"sub","dataType":")") + name + R"("})");
        QVERIFY2(socket.nextText().contains(QLatin1String("80015")), name);
    }
    socket.send(R"({"id":"1","reqType":"sub","dataType":["BTC-USDT@trade"]})"); // gets no reply at all
    QVERIFY(socket.settle());
    QVERIFY(socket.frames.empty());
    for (int topic = 0; topic < 12; ++topic) // more than ten messages in a second
        socket.send(R"({"id":"1","reqType":"sub","dataType":"BTC-USDT@trade"})");
    QVERIFY(socket.waitForEnd());
}

void TestBingx::hangsUpOnAClientThatDoesNotAnswer()
{
    VenueSocket silent, answering, coin;
    QVERIFY(silent.open(*m_rig, Venue, "/swap-market"));
    QVERIFY(answering.open(*m_rig, Venue, "/swap-market"));
    QVERIFY(coin.open(*m_rig, Venue, "/market"));
    m_rig->advance(200);
    for (int turn = 0; turn < 8; ++turn) {
        m_rig->advance(5000);
        QVERIFY(answering.settle() && coin.settle());
        QVERIFY(answering.nextText() == QLatin1String("Ping"));
        answering.send("Pong");
        const json::value ping = json::parse(coin.nextText().toStdString());
        coin.send(R"({"pong":")" + member(ping, "ping").toStdString() + R"(","time":"1"})");
        QVERIFY(answering.settle() && coin.settle());
    }
    QVERIFY(silent.waitForEnd());
    QVERIFY(answering.isOpen() && coin.isOpen());
}

QTEST_GUILESS_MAIN(TestBingx)
#include "tst_bingx.moc"
