#include "core/simulation/servers/blofin.h"
#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "blofin";
constexpr const char *Path = "/ws/public";
const std::string Market1 = "/api/v1/market/";

const json::array &rows(const json::value &body) { return body.at("data").as_array(); }

bool isOf(const json::value &frame, std::string_view channel)
{
    return frame.as_object().contains("data") && has(frame.at("arg"), "channel", channel);
}

} // namespace

/// The simulated BloFin over real sockets against the market's own numbers.
class TestBlofin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsLinearAndInverseContracts();
    void tellsTheComingSettlement();
    void pagesSettlementsByTheirTimes();
    void countsContractsAndCoins();
    void givesBarsNewestFirst();
    void answersMistakesUnderStatus200_data();
    void answersMistakesUnderStatus200();
    void sendsOneTradeAFrame();
    void acknowledgesAndRefuses();
    void answersBarePingsAndHangsUpOnTheIdle();
    void bansWhoAsksTooMuch();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestBlofin::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), rigConfig({"blofin"}));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTC-USDT");
    m_inverse = m_rig->contract(Venue, "BTC-USD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestBlofin::listsLinearAndInverseContracts()
{
    const json::value body = m_rig->get(Venue, Market1 + "instruments").body();
    QCOMPARE(rows(body).size(), 5U);
    QVERIFY(has(rows(body)[0], "contractValue", "0.001") && has(rows(body)[0], "lotSize", "0.1"));
    const json::value inverse = m_rig->get(Venue, Market1 + "instruments?instId=BTC-USD").body();
    QCOMPARE(rows(inverse).size(), 1U);
    QVERIFY(has(rows(inverse)[0], "contractType", "inverse") && has(rows(inverse)[0], "settleCurrency", "BTC"));
}

void TestBlofin::tellsTheComingSettlement()
{
    const ContractState state = m_rig->market().state(m_linear);
    const json::value rate = rows(m_rig->get(Venue, Market1 + "funding-rate?instId=BTC-USDT").body())[0];
    QVERIFY(has(rate, "fundingTime", std::to_string(state.nextFundingMs)));
    QVERIFY(isNear(number(rate.at("fundingRate")), state.fundingRate, 1e-15));
    const json::value mark = rows(m_rig->get(Venue, Market1 + "mark-price?instId=BTC-USDT").body())[0];
    QVERIFY(isNear(number(mark.at("markPrice")), state.mark, 0.01));
    QVERIFY(isNear(number(mark.at("indexPrice")), state.index, 0.01));
    QCOMPARE(rows(m_rig->get(Venue, Market1 + "mark-price").body()).size(), 5U);
}

void TestBlofin::pagesSettlementsByTheirTimes()
{
    const int sol = m_rig->contract(Venue, "SOL-USDT");
    const auto settled = m_rig->market().settlements(sol, 0, RigStart + 1);
    const std::string path = Market1 + "funding-rate-history?instId=SOL-USDT&limit=2";
    const json::value first = m_rig->get(Venue, path).body();
    QVERIFY(has(rows(first)[0], "fundingTime", std::to_string(settled.back().timeMs)));
    QCOMPARE(number(rows(first)[0].at("fundingTime")) - number(rows(first)[1].at("fundingTime")), 4.0 * HourMs);
    const std::string oldest = member(rows(first)[1], "fundingTime").toStdString();
    const json::value second = m_rig->get(Venue, path + "&after=" + oldest).body(); // older than that
    QVERIFY(has(rows(second)[0], "fundingTime", std::to_string(settled[settled.size() - 3].timeMs)));
    QVERIFY(isNear(number(rows(second)[0].at("fundingRate")), settled[settled.size() - 3].rate, 1e-15));
    const json::value newer = m_rig->get(Venue, path + "&before=" + oldest).body(); // newer than that
    QCOMPARE(rows(newer).size(), 1U);
}

void TestBlofin::countsContractsAndCoins()
{
    const auto check = [this](const char *symbol, int contract) {
        const json::value row = rows(m_rig->get(Venue, Market1 + "tickers?instId=" + symbol).body())[0];
        const ContractState state = m_rig->market().state(contract);
        QVERIFY(isNear(number(row.at("volCurrency24h")), state.volume24hBase, 1e-7));
        QVERIFY(isNear(
            number(row.at("vol24h")), contract == m_inverse ? state.turnover24hUsd : state.volume24hBase / 0.001, 1));
    };
    check("BTC-USDT", m_linear);
    check("BTC-USD", m_inverse);
}

void TestBlofin::givesBarsNewestFirst()
{
    const json::value body = m_rig->get(Venue, Market1 + "candles?instId=BTC-USDT&bar=1H&limit=3").body();
    const auto truth = m_rig->market().candles(m_linear, HourMs, RigStart - 6 * HourMs, RigStart + HourMs);
    QCOMPARE(rows(body).size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const Candle &candle = truth[truth.size() - 1 - i];
        const json::value &bar = rows(body)[i];
        QCOMPARE(number(bar.at(0)), static_cast<double>(candle.openMs));
        QVERIFY(isNear(number(bar.at(5)), candle.base / 0.001, 0.1));
        QVERIFY(isNear(number(bar.at(6)), candle.base, 1e-7) && isNear(number(bar.at(7)), candle.quote, 1e-3));
        QVERIFY(bar.at(8) == (i == 0 ? "0" : "1"));
    }
    const json::value marks = m_rig->get(Venue, Market1 + "mark-price-candles?instId=BTC-USDT&bar=1m&limit=2").body();
    QCOMPARE(rows(marks)[0].as_array().size(), 6U);
    QVERIFY(isNear(number(rows(marks)[0].at(4)), m_rig->market().state(m_linear).mark, 0.01));
}

void TestBlofin::answersMistakesUnderStatus200_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown instrument") << "funding-rate?instId=NIX-USDT"
                                        << "152014";
    QTest::newRow("no instrument") << "candles?bar=1m"
                                   << "152001";
    QTest::newRow("bad bar") << "candles?instId=BTC-USDT&bar=1h"
                             << "152002"; // hours are written large
}

void TestBlofin::answersMistakesUnderStatus200()
{
    QFETCH(QString, target);
    QFETCH(QString, code);
    const RestReply reply = m_rig->get(Venue, Market1 + target.toStdString());
    QCOMPARE(reply.status, 200);
    QCOMPARE(member(reply.body(), "code"), code);
}

void TestBlofin::sendsOneTradeAFrame()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(R"({"op":"subscribe","args":[{"channel":"trades","instId":"BTC-USD"}]})");
    QVERIFY(socket.nextText().contains(QLatin1String(R"("event":"subscribe")")));
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_inverse; });
    QVERIFY(!prints.empty());
    QCOMPARE(socket.frames.size(), prints.size());
    for (std::size_t i = 0; i < prints.size(); ++i) {
        const json::array told = rowsOf(socket.frames[i]);
        QCOMPARE(told.size(), 1U);
        QVERIFY(has(told[0], "side", prints[i].takerBuy ? "buy" : "sell"));
        QVERIFY(isNear(number(told[0].at("size")), prints[i].base * prints[i].price, 1)); // contracts of 1 USD
        QVERIFY(has(told[0], "ts", std::to_string(prints[i].timeMs)));
    }
}

void TestBlofin::acknowledgesAndRefuses()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(R"({"op":"subscribe","args":[{"channel":"nix","instId":"BTC-USDT"},)"
                R"({"channel":"funding-rate","instId":"BTC-USDT"},{"channel":"tickers","instId":"BTC-USDT"}]})");
    QVERIFY(socket.nextText().contains(QLatin1String(R"("event":"error")")));
    const json::value ack = json::parse(socket.nextText().toStdString());
    QVERIFY(has(ack, "event", "subscribe") && has(ack.at("arg"), "channel", "funding-rate"));
    const json::value rate = socket.next(*m_rig, [](const auto &f) { return isOf(f, "funding-rate"); });
    QVERIFY(has(rowsOf(json::serialize(rate))[0], "fundingTime",
        std::to_string(m_rig->market().state(m_linear).nextFundingMs)));
    QVERIFY(!socket.next(*m_rig, [](const auto &f) { return isOf(f, "tickers"); }).is_null());
    m_rig->advance(20000);
    QVERIFY(socket.settle());
    for (const std::string &text : socket.frames) // once in half a minute
        QVERIFY(!isOf(json::parse(text), "funding-rate"));
    socket.frames.clear();
    socket.send(R"({"op":"subscribe","args":[)" + std::string(5000, ' ') + "]}");
    QVERIFY(socket.settle());
    QVERIFY(std::ranges::any_of(
        socket.frames, [](const std::string &text) { return text.find("60012") != std::string::npos; }));
}

void TestBlofin::answersBarePingsAndHangsUpOnTheIdle()
{
    VenueSocket silent, pinging;
    QVERIFY(silent.open(*m_rig, Venue, Path));
    QVERIFY(pinging.open(*m_rig, Venue, Path));
    for (int turn = 0; turn < 3; ++turn) {
        m_rig->advance(14000);
        pinging.send("ping");
        QCOMPARE(pinging.nextText(), QStringLiteral("pong"));
    }
    QVERIFY(silent.waitForEnd());
    QVERIFY(pinging.isOpen());
}

void TestBlofin::bansWhoAsksTooMuch()
{
    const VenueView view(m_rig->market(), "blofin");
    Blofin server(view); // without sockets: it takes hundreds of requests
    HttpRequest request;
    request.method = "GET";
    request.path = Market1 + "mark-price";
    const auto ask = [&](TimeMs afterMs) { return server.answer(request, {RigStart + afterMs, RigStart}).status; };
    for (int i = 0; i < 500; ++i)
        QCOMPARE(ask(0), 200);
    QCOMPARE(ask(0), 429);
    QCOMPARE(ask(4 * MinuteMs), 429); // the minute is over, the ban is not
    QCOMPARE(ask(6 * MinuteMs), 200);
}

QTEST_GUILESS_MAIN(TestBlofin)
#include "tst_blofin.moc"
