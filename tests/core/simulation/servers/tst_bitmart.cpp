#include "tests/core/simulation/servers/venuerig.h"

#include <QtCore/QDateTime>

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "bitmart";
constexpr const char *Path = "/api?protocol=1.1";
const std::string Public = "/contract/public/";

json::value row(const json::value &rows, std::string_view symbol)
{
    for (const json::value &each : rows.as_array())
        if (has(each, "symbol", symbol))
            return each;
    return nullptr;
}

ScriptLine rateLine()
{
    ScriptLine line;
    line.venue = "bitmart";
    line.asset = "BTC";
    line.symbol = "BTCUSDT";
    line.set.fundingRate = 0.0007;
    return line;
}

} // namespace

/// The simulated BitMart over real sockets against the market's own numbers.
class TestBitmart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsContractsWithTheirNumbers();
    void namesRatesAPeriodLate();
    void givesSettlementsNewestFirst();
    void givesBarsOfSecondsOldestFirst();
    void countsRestTradesInCoins();
    void listsBrackets();
    void answersMistakesWithACode_data();
    void answersMistakesWithACode();
    void sendsEveryTradeInContracts();
    void answersEveryTopic();
    void refusesBarePingsAndLongFrames();
    void blocksWhoAsksTooMuch();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestBitmart::initTestCase()
{
    Script script;
    script.lines = {rateLine()};
    HostConfig config = rigConfig({"bitmart"});
    config.limitFactor = 100;
    m_rig = std::make_unique<VenueRig>(script, config);
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTCUSDT");
    m_inverse = m_rig->contract(Venue, "BTCUSD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestBitmart::listsContractsWithTheirNumbers()
{
    const json::value rows = m_rig->get(Venue, Public + "details").body().at("data").at("symbols");
    QCOMPARE(rows.as_array().size(), 5U);
    const json::value linear = row(rows, "BTCUSDT");
    const ContractState state = m_rig->market().state(m_linear);
    QVERIFY(isNear(number(linear.at("open_interest")), state.openInterestBase / 0.001, 1));
    QVERIFY(isNear(number(linear.at("open_interest_value")), state.openInterestBase * state.mark, 1e-4));
    QVERIFY(isNear(number(linear.at("turnover_24h")), state.turnover24hUsd, 1e-3));
    QVERIFY(!linear.as_object().contains("mark_price"));
    const json::value inverse = row(rows, "BTCUSD");
    const ContractState coin = m_rig->market().state(m_inverse);
    QVERIFY(has(inverse, "quote_currency", "USD") && has(inverse, "contract_size", "100"));
    QVERIFY(isNear(number(inverse.at("open_interest")), coin.openInterestBase * coin.mark / 100, 1));
    QVERIFY(isNear(number(inverse.at("turnover_24h")), coin.volume24hBase, 1e-7)); // coins
    QVERIFY(isNear(number(inverse.at("volume_24h")), coin.turnover24hUsd / 100, 1));
    const json::value open = m_rig->get(Venue, Public + "open-interest?symbol=BTCUSD").body().at("data");
    QVERIFY(isNear(number(open.at("open_interest_value")), coin.openInterestBase * coin.mark, 1e-4));
}

void TestBitmart::namesRatesAPeriodLate()
{
    const ContractState state = m_rig->market().state(m_linear);
    QVERIFY(state.fundingRate == 0.0007 && state.lastSettledRate != 0.0007);
    const json::value rest = m_rig->get(Venue, Public + "funding-rate?symbol=BTCUSDT").body().at("data");
    QCOMPARE(number(rest.at("expected_rate")), 0.0007);
    QVERIFY(isNear(number(rest.at("rate_value")), state.lastSettledRate, 1e-9));
    QCOMPARE(number(rest.at("funding_time")), static_cast<double>(state.nextFundingMs));
    const json::value listed = row(m_rig->get(Venue, Public + "details").body().at("data").at("symbols"), "BTCUSDT");
    QCOMPARE(number(listed.at("expected_funding_rate")), 0.0007);
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(R"({"action":"subscribe","args":["futures/fundingRate:BTCUSDT"]})");
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return f.as_object().contains("data"); });
    const json::value &data = frame.at("data");
    QCOMPARE(number(data.at("nextFundingRate")), 0.0007);
    QCOMPARE(number(data.at("nextFundingTime")), static_cast<double>(state.nextFundingMs));
    QVERIFY(isNear(number(data.at("fundingRate")), state.lastSettledRate, 1e-9));
    QVERIFY(number(data.at("fundingTime")) <= static_cast<double>(m_rig->market().nowMs())); // only "now"
}

void TestBitmart::givesSettlementsNewestFirst()
{
    const json::value list =
        m_rig->get(Venue, Public + "funding-rate-history?symbol=BTCUSDT&limit=3").body().at("data").at("list");
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + 1);
    QCOMPARE(list.as_array().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(list.at(i).at("funding_time").as_string()
            == std::to_string(settled[settled.size() - 1 - i].timeMs)); // a text
        QVERIFY(isNear(number(list.at(i).at("funding_rate")), settled[settled.size() - 1 - i].rate, 1e-9));
    }
}

void TestBitmart::givesBarsOfSecondsOldestFirst()
{
    const auto check = [this](const char *symbol, int contract) {
        const std::string span = "&start_time=" + std::to_string((RigStart - 3 * HourMs) / 1000)
            + "&end_time=" + std::to_string(RigStart / 1000);
        const json::value bars = m_rig->get(Venue, Public + "kline?step=60&symbol=" + symbol + span).body().at("data");
        const auto truth = m_rig->market().candles(contract, HourMs, RigStart - 3 * HourMs, RigStart + HourMs);
        QCOMPARE(bars.as_array().size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            const Candle &candle = truth[truth.size() - 3 + i];
            QCOMPARE(number(bars.at(i).at("timestamp")) * 1000, static_cast<double>(candle.openMs));
            QVERIFY(isNear(
                number(bars.at(i).at("volume")), contract == m_inverse ? candle.quote / 100 : candle.base / 0.001, 1));
        }
    };
    check("BTCUSDT", m_linear);
    check("BTCUSD", m_inverse);
    const std::string day =
        "&start_time=" + std::to_string((RigStart - DayMs) / 1000) + "&end_time=" + std::to_string(RigStart / 1000);
    const json::value many = m_rig->get(Venue, Public + "kline?step=1&symbol=BTCUSDT" + day).body().at("data");
    QCOMPARE(many.as_array().size(), 500U);
    const std::string now = std::to_string(m_rig->market().nowMs() / 1000);
    const json::value mark =
        m_rig->get(Venue, Public + "markprice-kline?step=1440&symbol=BTCUSDT&start_time=1&end_time=" + now)
            .body()
            .at("data");
    QVERIFY(isNear(number(mark.as_array().back().at("close_price")), m_rig->market().state(m_linear).mark, 0.1));
}

void TestBitmart::countsRestTradesInCoins()
{
    const json::value trades = m_rig->get(Venue, Public + "market-trade?symbol=BTCUSDT&limit=5").body().at("data");
    std::vector<Print> prints = m_rig->market().since(0).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    QCOMPARE(trades.as_array().size(), 5U);
    const Print &newest = prints.back();
    QVERIFY(isNear(number(trades.at(0).at("qty")), newest.base, 1e-7));
    QCOMPARE(number(trades.at(0).at("time")), static_cast<double>(newest.timeMs / 1000));
    QCOMPARE(trades.at(0).at("is_buyer_maker").as_bool(), !newest.takerBuy);
}

void TestBitmart::listsBrackets()
{
    const json::value rules =
        m_rig->get(Venue, Public + "leverage-bracket?symbol=BTCUSDT").body().at("data").at("rules");
    const json::value &brackets = rules.at(0).at("brackets");
    QVERIFY(brackets.as_array().size() > 2);
    double before = 0;
    for (const json::value &bracket : brackets.as_array()) {
        QCOMPARE(number(bracket.at("notional_floor")), before);
        before = number(bracket.at("notional_cap"));
        QVERIFY(number(bracket.at("maint_margin_ratio")) * number(bracket.at("initial_leverage")) < 1);
    }
}

void TestBitmart::answersMistakesWithACode_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown symbol") << "/contract/public/funding-rate?symbol=NIX" << 400 << 40034;
    QTest::newRow("bad step") << "/contract/public/kline?symbol=BTCUSDT&step=7&start_time=1&end_time=2" << 400 << 40011;
    QTest::newRow("no span") << "/contract/public/kline?symbol=BTCUSDT&step=1" << 400 << 40011;
    QTest::newRow("dead path") << "/contract/v1/tickers" << 404 << 30030;
}

void TestBitmart::answersMistakesWithACode()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(int, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(number(reply.body().at("code")), code);
}

void TestBitmart::sendsEveryTradeInContracts()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(R"({"action":"subscribe","args":["futures/trade:BTCUSD"]})");
    QVERIFY(socket.nextText().contains(QLatin1String(R"("success":true)")));
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_inverse; });
    std::vector<json::value> told;
    for (const std::string &text : socket.frames)
        for (const json::value &each : rowsOf(text))
            told.push_back(each);
    QVERIFY(!prints.empty());
    QCOMPARE(told.size(), prints.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        QCOMPARE(told[i].at("m").as_bool(), !prints[i].takerBuy);
        QVERIFY(isNear(number(told[i].at("deal_vol")), prints[i].base * prints[i].price / 100, 1));
        const QString when = member(told[i], "created_at");
        QVERIFY(when.endsWith(QLatin1String("000000Z")));
        const QString toMs = when.left(23) + QLatin1Char('Z');
        QCOMPARE(QDateTime::fromString(toMs, Qt::ISODateWithMs).toMSecsSinceEpoch(), prints[i].timeMs);
    }
}

void TestBitmart::answersEveryTopic()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(R"({"action":"subscribe","args":["futures/nix:BTCUSDT","futures/ticker"]})");
    QVERIFY(socket.nextText().contains(QLatin1String("Invalid channel: not found futures/nix:BTCUSDT")));
    QVERIFY(socket.nextText().contains(QLatin1String(R"("group":"futures/ticker","success":true)")));
    std::set<std::string> told;
    for (int i = 0; i < 5; ++i) { // all contracts on one topic
        const json::value frame = socket.next(*m_rig, [](const auto &f) { return has(f, "group", "futures/ticker"); });
        const ContractState state =
            m_rig->market().state(m_rig->contract(Venue, frame.at("data").at("symbol").as_string()));
        QVERIFY(std::abs(number(frame.at("data").at("mark_price")) / state.mark - 1) < 1e-2);
        told.insert(std::string(frame.at("data").at("symbol").as_string()));
    }
    QCOMPARE(told.size(), 5U);
    socket.send(R"({"action":"request","args":["futures/fundingRate:ETHUSDT"]})");
    QVERIFY(!socket
                 .next(*m_rig,
                     [](const auto &f) {
                         return has(f, "group", "futures/fundingRate:ETHUSDT") && f.as_object().contains("data");
                     })
                 .is_null());
}

void TestBitmart::refusesBarePingsAndLongFrames()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send("ping");
    QVERIFY(socket.nextText().contains(QLatin1String("message must be JSON: ping")));
    socket.send(R"({"action":"ping"})");
    QVERIFY(socket.nextText().contains(QLatin1String("pong+")));
    for (int turn = 0; turn < 4; ++turn) { // the short lives of the documentation were never met
        m_rig->advance(30 * SecondMs);
        QVERIFY(socket.settle()); // the venue's own pings are answered
    }
    socket.send(R"({"action":"subscribe","args":[)" + std::string(2186, ' ') + "]}");
    QVERIFY(socket.waitForEnd());
}

void TestBitmart::blocksWhoAsksTooMuch()
{
    VenueRig rig({}, rigConfig({"bitmart"})); // with the venue's own limits
    QVERIFY(rig.start());
    const auto ask = [&rig](const std::string &what) { return rig.get(Venue, Public + what).status; };
    for (int i = 0; i < 12; ++i)
        QCOMPARE(ask("details"), 200);
    for (int i = 0; i < 12; ++i)
        QCOMPARE(ask("details"), 429);
    QCOMPARE(ask("details"), 418);
    QCOMPARE(ask("open-interest?symbol=BTCUSDT"), 200);
    QCOMPARE(ask("open-interest?symbol=BTCUSDT"), 200);
    QCOMPARE(ask("open-interest?symbol=BTCUSDT"), 429);
    rig.advance(2000);
    QCOMPARE(ask("details"), 200);
}

QTEST_GUILESS_MAIN(TestBitmart)
#include "tst_bitmart.moc"
