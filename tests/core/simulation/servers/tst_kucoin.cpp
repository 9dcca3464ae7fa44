#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "kucoin";

bool isOf(const json::value &frame, std::string_view type) { return has(frame, "T", type); }

bool isSubject(const json::value &frame, std::string_view subject) { return has(frame, "subject", subject); }

/// The path of a classic connection: a token is asked for first.
std::string classicPath(VenueRig &rig)
{
    const json::value body = rig.post(Venue, "/api/v1/bullet-public", "").body();
    return "/?connectId=abc&token=" + std::string(body.at("data").at("token").as_string());
}

} // namespace

/// The simulated KuCoin over real sockets against the market's own numbers.
class TestKucoinServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsContractsWithACountdown();
    void countsLots();
    void givesThePast();
    void answersMistakes_data();
    void answersMistakes();
    void welcomesInBinaryFramesOfText();
    void takesUnknownSymbolsAndStaysSilent();
    void tellsMarkAndOpenInterestTogether();
    void sendsTradesInNanoseconds();
    void asksForATokenOnTheClassicSocket();
    void tellsTheSettledRateByItsGranularity();
    void hangsUpOnIdleClients();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestKucoinServer::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), onlyVenue("kucoin"));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "XBTUSDTM");
    m_inverse = m_rig->contract(Venue, "XBTUSDM");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestKucoinServer::listsContractsWithACountdown()
{
    const json::value body = m_rig->get(Venue, "/api/v1/contracts/active").body();
    QVERIFY(has(body, "code", "200000"));
    QCOMPARE(body.at("data").as_array().size(), m_rig->market().contracts().size());
    for (const json::value &row : body.at("data").as_array()) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        const ContractSpec &spec = m_rig->spec(contract);
        const ContractState state = m_rig->market().state(contract);
        QCOMPARE(number(row.at("multiplier")), spec.inverse ? -1 : spec.contractSize);
        QVERIFY(has(row, "baseCurrency", spec.asset == "BTC" ? "XBT" : spec.asset));
        QCOMPARE(row.at("nextFundingRateDateTime").as_int64(), state.nextFundingMs);
        QCOMPARE(row.at("nextFundingRateTime").as_int64(), state.nextFundingMs - m_rig->market().nowMs());
        QCOMPARE(number(row.at("fundingRateGranularity")), state.intervalHours * 3600000);
        QVERIFY(row.at("predictedFundingFeeRate").is_null() && row.at("openInterest").is_string());
        QVERIFY(isNear(number(row.at("fundingFeeRate")), state.fundingRate, 1e-6));
    }
}

void TestKucoinServer::countsLots()
{
    const ContractState linear = m_rig->market().state(m_linear), inverse = m_rig->market().state(m_inverse);
    const json::value a = m_rig->get(Venue, "/api/v1/contracts/XBTUSDTM").body().at("data");
    const json::value b = m_rig->get(Venue, "/api/v1/contracts/XBTUSDM").body().at("data");
    QVERIFY(isNear(number(a.at("openInterest")) * 0.001, linear.openInterestBase, 0.001));
    QVERIFY(isNear(number(a.at("volumeOf24h")), linear.volume24hBase, 0.001));
    QVERIFY(isNear(number(a.at("turnoverOf24h")), linear.turnover24hUsd, 1e-4));
    QVERIFY(isNear(number(b.at("openInterest")), inverse.openInterestBase * inverse.mark, 1));
    const json::value tiers = m_rig->get(Venue, "/api/v1/contracts/risk-limit/XBTUSDTM").body().at("data");
    QVERIFY(tiers.as_array().size() > 2 && number(tiers.at(1).at("minRiskLimit")) > 0);
}

void TestKucoinServer::givesThePast()
{
    const TimeMs from = RigStart - 5 * HourMs - 10 * MinuteMs;
    const std::string span = "&from=" + std::to_string(from) + "&to=" + std::to_string(from + 2 * HourMs);
    const json::value bars =
        m_rig->get(Venue, "/api/v1/kline/query?symbol=XBTUSDTM&granularity=60" + span).body().at("data");
    const auto truth = m_rig->market().candles(m_linear, HourMs, from, from + 3 * HourMs);
    QCOMPARE(bars.as_array().size(), 3U);
    QCOMPARE(number(bars.at(0).at(0)), static_cast<double>(truth[0].openMs));
    QCOMPARE(number(bars.at(0).at(2)), truth[0].high); // open, high, low, close: unlike its spot market
    QVERIFY(isNear(number(bars.at(0).at(5)) * 0.001, truth[0].base, 0.002));
    const json::value interest =
        m_rig->get(Venue, "/api/ua/v1/market/open-interest?symbol=XBTUSDTM&interval=5min&pageSize=3").body().at("data");
    const auto at = static_cast<TimeMs>(number(interest.at(0).at("ts")));
    const auto points = m_rig->market().openInterestHistory(m_linear, 5 * MinuteMs, at, at + 1);
    QVERIFY(interest.as_array().size() == 3
        && isNear(number(interest.at(0).at("openInterest")) * 0.001, points.at(0).base, 0.001));
    QVERIFY(number(interest.at(1).at("ts")) == static_cast<double>(at - 5 * MinuteMs));
    const json::value rates =
        m_rig->get(Venue, "/api/v1/contract/funding-rates?symbol=XBTUSDTM&from=1&to=" + std::to_string(RigStart))
            .body()
            .at("data");
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + 1);
    QCOMPARE(number(rates.at(0).at("timepoint")), static_cast<double>(settled.back().timeMs));
    QVERIFY(isNear(number(rates.at(0).at("fundingRate")), settled.back().rate, 1e-6));
}

void TestKucoinServer::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("symbol") << "/api/v1/contracts/BTCUSDTM" << 200 << "200003";
    QTest::newRow("of a history") << "/api/v1/kline/query?symbol=NIX&granularity=60" << 200 << "200003";
    QTest::newRow("granularity") << "/api/v1/kline/query?symbol=XBTUSDTM&granularity=7" << 200 << "400100";
    QTest::newRow("span") << "/api/v1/contract/funding-rates?symbol=XBTUSDTM" << 200 << "400100";
    QTest::newRow("path") << "/api/v1/nix" << 404 << "404";
}

void TestKucoinServer::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(QString, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(member(reply.body(), "code"), code);
}

void TestKucoinServer::welcomesInBinaryFramesOfText()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    const json::value welcome = json::parse(socket.nextText().toStdString());
    QVERIFY(has(welcome, "message", "welcome") && has(welcome, "pingInterval", "18000"));
    socket.send(R"({"id":"p32","type":"ping"})");
    const json::value pong = json::parse(socket.nextText().toStdString());
    QVERIFY(has(pong, "type", "pong") && has(pong, "id", "p32") && number(pong.at("ts")) > 1e18);
    QCOMPARE(socket.binaryFrames, 2);
    socket.send(R"({"id":"p18","action":"SUBSCRIBE","channel":"trade","symbol":"XBTUSDTM"})"); // no trade type
    const json::value refusal = json::parse(socket.nextText().toStdString());
    QVERIFY(has(refusal, "result", "false") && has(refusal, "message", "invalid request data"));
}

void TestKucoinServer::takesUnknownSymbolsAndStaysSilent()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    QVERIFY(!socket.nextText().isEmpty());
    socket.send(R"({"id":"p1","action":"SUBSCRIBE","channel":"mark-price","symbol":"BTCUSDTM"})");
    QCOMPARE(socket.nextText(), QLatin1String(R"({"id":"p1","result":true})"));
    m_rig->advance(2500);
    QVERIFY(socket.settle() && socket.frames.empty());
    socket.send(R"({"id":"p2","action":"SUBSCRIBE","channel":"funding-fee-all-symbols"})");
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return isOf(f, "funding-fee-all-symbols"); });
    QCOMPARE(frame.at("d").as_array().size(), m_rig->market().contracts().size());
    const json::value &row = frame.at("d").at(0);
    QCOMPARE(number(row.at("nt")) - number(row.at("ft")), number(row.at("gl")));
    QVERIFY(isNear(number(row.at("fr")), m_rig->market().state(m_linear).fundingRate, 1e-6));
}

void TestKucoinServer::tellsMarkAndOpenInterestTogether()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    socket.send(R"({"id":"p1","action":"SUBSCRIBE","channel":"mark-price","symbol":"XBTUSDM"})");
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return isOf(f, "mark-price"); });
    const ContractState state = m_rig->market().state(m_inverse);
    QVERIFY(isNear(number(frame.at("d").at("mp")), state.mark, 0.01));
    QVERIFY(isNear(number(frame.at("d").at("ip")), state.index, 0.01));
    QVERIFY(isNear(number(frame.at("d").at("oi")), state.openInterestBase * state.mark, 1)); // dollars
}

void TestKucoinServer::sendsTradesInNanoseconds()
{
    VenueSocket unified, classic;
    QVERIFY(unified.open(*m_rig, Venue, "/") && classic.open(*m_rig, Venue, classicPath(*m_rig)));
    unified.send(R"({"id":"1","action":"SUBSCRIBE","channel":"trade","tradeType":"FUTURES","symbol":"XBTUSDTM"})");
    classic.send(R"({"id":"2","type":"subscribe","topic":"/contractMarket/execution:XBTUSDTM","response":true})");
    for (VenueSocket *socket : {&unified, &classic})
        for (int i = 0; i < 2; ++i) // welcome, acknowledgement
            QVERIFY(!socket->nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(8000);
    QVERIFY(unified.settle() && classic.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    QVERIFY(!prints.empty());
    QCOMPARE(unified.frames.size(), prints.size());
    QCOMPARE(classic.frames.size(), prints.size());
    for (std::size_t i = 0; i < prints.size(); ++i) {
        const json::value a = json::parse(unified.frames[i]).at("d"), b = json::parse(classic.frames[i]).at("data");
        QVERIFY(a.at("M").as_int64() == prints[i].timeMs * 1000000 && b.at("ts").as_int64() == a.at("M").as_int64());
        QVERIFY(has(a, "S", prints[i].takerBuy ? "buy" : "sell") && member(b, "side") == member(a, "S"));
        QVERIFY(isNear(number(a.at("q")) * 0.001, prints[i].base, 0.001) && number(b.at("size")) == number(a.at("q")));
    }
}

void TestKucoinServer::asksForATokenOnTheClassicSocket()
{
    VenueSocket wrong;
    wrong.open(*m_rig, Venue, "/?token=nix&connectId=1"); // may be over before one looks
    QVERIFY(wrong.nextText().contains(QLatin1String("token is invalid")));
    QVERIFY(wrong.waitForEnd());
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, classicPath(*m_rig)));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"id":"abc","type":"welcome"})"));
    QCOMPARE(socket.binaryFrames, 0);
    socket.send(R"({"id":"p28","type":"subscribe","topic":"/contractMarket/liquidationOrders:XBTUSDTM"})");
    const json::value refusal = json::parse(socket.nextText().toStdString());
    QVERIFY(has(refusal, "code", "404") && has(refusal, "data", "topic does not exist"));
    socket.send(R"({"id":"p16","type":"ping"})");
    const json::value pong = json::parse(socket.nextText().toStdString());
    QVERIFY(number(pong.at("timestamp")) > 1e15 && number(pong.at("timestamp")) < 1e16);
}

void TestKucoinServer::tellsTheSettledRateByItsGranularity()
{
    HostConfig config = onlyVenue("kucoin");
    config.speed = 1200; // a tick is two minutes
    VenueRig rig(Script(), config);
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, classicPath(rig)));
    const std::string symbols = "PEPEUSDTM,XBTUSDTM";
    socket.send(R"({"id":"1","type":"subscribe","topic":"/contract/instrument:)" + symbols + R"("})");
    socket.send(R"({"id":"2","type":"subscribe","topic":"/contract/announcement"})");
    QVERIFY(socket.settle());
    rig.advance(12500); // past 04:00, when PEPE settles and BTC does not
    QVERIFY(socket.settle());
    const auto settled = rig.market().settlements(rig.contract(Venue, "PEPEUSDTM"), RigStart, RigStart + DayMs);
    QCOMPARE(settled.size(), 1U);
    int told = 0, announced = 0, running = 0;
    for (const std::string &text : socket.frames) {
        const json::value frame = json::parse(text);
        if (isSubject(frame, "funding.begin"))
            ++announced;
        if (!isSubject(frame, "funding.rate"))
            continue;
        const json::value &data = frame.at("data");
        if (data.at("granularity").as_int64() == 60000) {
            ++running;
            continue;
        }
        ++told;
        QVERIFY(has(frame, "topic", "/contract/instrument:PEPEUSDTM"));
        QCOMPARE(data.at("granularity").as_int64(), 4 * HourMs);
        QCOMPARE(data.at("timestamp").as_int64(), settled[0].timeMs);
        QVERIFY(isNear(number(data.at("fundingRate")), settled[0].rate, 1e-6));
    }
    QCOMPARE(told, 1);
    QCOMPARE(announced, 1);
    QVERIFY(running > 4);
}

void TestKucoinServer::hangsUpOnIdleClients()
{
    VenueSocket unified, silent, lively;
    QVERIFY(unified.open(*m_rig, Venue, "/"));
    QVERIFY(silent.open(*m_rig, Venue, classicPath(*m_rig)) && lively.open(*m_rig, Venue, classicPath(*m_rig)));
    silent.send(R"({"id":"1","type":"subscribe","topic":"/contract/instrument:XBTUSDTM"})"); // data do not keep it
    QVERIFY(silent.settle());
    m_rig->advance(50 * SecondMs);
    lively.send(R"({"id":"2","type":"ping"})");
    QVERIFY(lively.settle());
    m_rig->advance(12 * SecondMs);
    QVERIFY(unified.waitForEnd() && silent.waitForEnd()); // the first wanted nothing
    QVERIFY(lively.settle());
}

QTEST_GUILESS_MAIN(TestKucoinServer)
#include "tst_kucoin.moc"
