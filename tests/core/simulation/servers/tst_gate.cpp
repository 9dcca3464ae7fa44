#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "gate";
const std::string Usdt = "/api/v4/futures/usdt";

ScriptLine death(const char *symbol, Side side, double price, double base)
{
    ScriptLine line;
    line.atMs = 3000;
    line.venue = "gate";
    line.asset = "BTC";
    line.symbol = symbol;
    line.liquidate = ScriptedLiquidation{side, price, base};
    return line;
}

std::string subscription(const char *channel, const char *payload)
{
    return std::string(R"({"time":1767571800,"channel":"futures.)") + channel + R"(","event":"subscribe","payload":)"
        + payload + "}";
}

json::array resultOf(const json::value &frame)
{
    const json::value &result = frame.at("result");
    return result.is_array() ? result.get_array() : json::array{result};
}

} // namespace

/// The simulated Gate over real sockets against the market's own numbers.
class TestGateServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsContractsOfASettlement();
    void countsContractsOneSidedAndInverseInUsd();
    void doublesOpenInterestInStatistics();
    void keepsToSecondsAndPoints();
    void pagesTiersByMarket();
    void answersMistakes_data();
    void answersMistakes();
    void oneUnknownContractFailsTheRequest();
    void sendsTradesSignedAndWholeWithoutTheHeader();
    void signsLiquidationsByOrderThereAndByPositionHere();
    void answersPingAndChecksTheTime();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestGateServer::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), onlyVenue("gate"));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTC_USDT");
    m_inverse = m_rig->contract(Venue, "BTC_USD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestGateServer::listsContractsOfASettlement()
{
    std::size_t listed = 0;
    for (const std::string settle : {"usdt", "usd1", "btc"}) {
        const json::value body = m_rig->get(Venue, "/api/v4/futures/" + settle + "/contracts").body();
        for (const json::value &row : body.as_array()) {
            const int contract = m_rig->contract(Venue, row.at("name").as_string());
            const ContractSpec &spec = m_rig->spec(contract);
            QVERIFY(has(row, "type", spec.inverse ? "inverse" : "direct"));
            QCOMPARE(number(row.at("quanto_multiplier")), spec.inverse ? 0 : spec.contractSize);
            QCOMPARE(number(row.at("funding_interval")), spec.intervalHours * 3600); // seconds
            const TimeMs next = m_rig->market().state(contract).nextFundingMs;
            QCOMPARE(number(row.at("funding_next_apply")), static_cast<double>(next / 1000));
            ++listed;
        }
    }
    QCOMPARE(listed, m_rig->market().contracts().size());
}

void TestGateServer::countsContractsOneSidedAndInverseInUsd()
{
    const ContractState linear = m_rig->market().state(m_linear), inverse = m_rig->market().state(m_inverse);
    const json::value row = m_rig->get(Venue, Usdt + "/tickers?contract=BTC_USDT").body().at(0);
    QVERIFY(isNear(number(row.at("total_size")) * 0.0001, linear.openInterestBase, 0.0001));
    QVERIFY(isNear(number(row.at("volume_24h")) * 0.0001, linear.volume24hBase, 0.0001));
    QVERIFY(isNear(number(row.at("volume_24h_quote")), linear.turnover24hUsd, 0.01));
    QVERIFY(isNear(number(row.at("volume_24h_base")), linear.volume24hBase, 1e-4));
    const json::value other = m_rig->get(Venue, "/api/v4/futures/btc/tickers").body().at(0);
    QVERIFY(isNear(number(other.at("total_size")), inverse.openInterestBase * inverse.mark, 1));
    QVERIFY(isNear(number(other.at("volume_24h")), inverse.turnover24hUsd, 1));
    QVERIFY(isNear(number(other.at("volume_24h_settle")), inverse.volume24hBase, 1e-4));
}

void TestGateServer::doublesOpenInterestInStatistics()
{
    const TimeMs from = RigStart - 2 * HourMs - 10 * MinuteMs;
    const json::value body =
        m_rig
            ->get(Venue,
                Usdt + "/contract_stats?contract=BTC_USDT&interval=5m&limit=3&from=" + std::to_string(from / 1000))
            .body();
    QCOMPARE(body.as_array().size(), 3U);
    const auto points = m_rig->market().openInterestHistory(m_linear, 5 * MinuteMs, from, from + 15 * MinuteMs);
    const auto bars = m_rig->market().candles(m_linear, 5 * MinuteMs, from, from + 15 * MinuteMs);
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(number(body.at(i).at("time")), static_cast<double>(points[i].timeMs / 1000)); // oldest first
        QVERIFY(isNear(number(body.at(i).at("open_interest")) * 0.0001, 2 * points[i].base, 0.0001));
        QVERIFY(isNear(number(body.at(i).at("open_interest_usd")), 2 * points[i].base * bars[i].open, 1));
        QVERIFY(isNear(number(body.at(i).at("long_taker_size")) * 0.0001, bars[i].takerBuyBase,
            0.00011)); // rounded to a lot, then to a contract
    }
}

void TestGateServer::keepsToSecondsAndPoints()
{
    const TimeMs from = RigStart - 3 * HourMs - 10 * MinuteMs;
    const std::string path = Usdt + "/candlesticks?contract=BTC_USDT&interval=1h";
    const std::string begin = "&from=" + std::to_string(from / 1000);
    const json::value body =
        m_rig->get(Venue, path + begin + "&to=" + std::to_string((from + 2 * HourMs) / 1000)).body();
    const auto truth = m_rig->market().candles(m_linear, HourMs, from, from + 3 * HourMs);
    QCOMPARE(body.as_array().size(), 3U); // both ends belong to it
    QCOMPARE(number(body.at(0).at("t")), static_cast<double>(truth[0].openMs / 1000));
    QVERIFY(isNear(number(body.at(0).at("v")) * 0.0001, truth[0].base, 0.0002));
    QVERIFY(isNear(number(body.at(0).at("sum")), truth[0].quote, 1e-3));
    QCOMPARE(m_rig->get(Venue, path + begin + "&limit=5").status, 400); // a limit excludes the ends
    QCOMPARE(m_rig->get(Venue, Usdt + "/candlesticks?contract=BTC_USDT&interval=1m&from=1767400000").status, 400);
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + HourMs);
    const json::value rates = m_rig->get(Venue, Usdt + "/funding_rate?contract=BTC_USDT&limit=2").body();
    QCOMPARE(number(rates.at(0).at("t")), static_cast<double>(settled.back().timeMs / 1000));
    QVERIFY(isNear(number(rates.at(0).at("r")), settled.back().rate, 1e-6));
}

void TestGateServer::pagesTiersByMarket()
{
    const json::value first = m_rig->get(Venue, Usdt + "/risk_limit_tiers?limit=1").body();
    const json::value second = m_rig->get(Venue, Usdt + "/risk_limit_tiers?limit=1&offset=1").body();
    QVERIFY(first.as_array().size() > 2 && has(first.at(1), "contract", "BTC_USDT"));
    QVERIFY(has(second.at(0), "contract", "ETH_USDT") && has(second.at(0), "tier", "1"));
    QVERIFY(number(first.at(1).at("risk_limit")) > number(first.at(0).at("risk_limit")));
    QVERIFY(m_rig->get(Venue, Usdt + "/risk_limit_tiers?offset=100").body().as_array().empty());
}

void TestGateServer::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("label");
    QTest::newRow("contract") << "/api/v4/futures/usdt/trades?contract=NIX" << 400 << "CONTRACT_NOT_FOUND";
    QTest::newRow("other settlement") << "/api/v4/futures/usdt/contracts/BTC_USD" << 404 << "CONTRACT_NOT_FOUND";
    QTest::newRow("no contract") << "/api/v4/futures/usdt/funding_rate" << 400 << "MISSING_REQUIRED_PARAM";
    QTest::newRow("settlement") << "/api/v4/futures/eur/contracts" << 400 << "INVALID_PARAM_VALUE";
    QTest::newRow("wide liquidations") << "/api/v4/futures/usdt/liq_orders?from=1767500000&to=1767571800" << 400
                                       << "INVALID_PARAM_VALUE";
    QTest::newRow("path") << "/api/v4/futures/usdt/nix" << 404 << "NOT_FOUND";
}

void TestGateServer::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(QString, label);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(member(reply.body(), "label"), label);
}

void TestGateServer::oneUnknownContractFailsTheRequest()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v4/ws/usdt"));
    socket.send(subscription("tickers", R"(["BTC_USDT","NOPE_USDT"])"));
    const json::value refusal = json::parse(socket.nextText().toStdString());
    QVERIFY(has(refusal.at("error"), "message", "unknown contract NOPE_USDT"));
    m_rig->advance(1500);
    QVERIFY(socket.settle() && socket.frames.empty());
    socket.send(subscription("tickers", R"(["BTC_USDT"])"));
    QVERIFY(has(json::parse(socket.nextText().toStdString()).at("result"), "status", "success"));
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return has(f, "event", "update"); });
    const json::value row = resultOf(frame).at(0);
    QVERIFY(has(row, "contract", "BTC_USDT") && !row.as_object().contains("funding_next_apply"));
    QVERIFY(isNear(number(row.at("funding_rate")), m_rig->market().state(m_linear).fundingRate, 1e-6));
}

void TestGateServer::sendsTradesSignedAndWholeWithoutTheHeader()
{
    VenueSocket whole, decimal;
    QVERIFY(whole.open(*m_rig, Venue, "/v4/ws/usdt"));
    QVERIFY(decimal.open(*m_rig, Venue, "/v4/ws/usdt", {{"X-Gate-Size-Decimal", "1"}}));
    std::vector<json::value> told[2];
    for (VenueSocket *socket : {&whole, &decimal}) {
        socket->send(subscription("trades", R"(["BTC_USDT"])"));
        QVERIFY(!socket->nextText().isEmpty());
    }
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(10000);
    QVERIFY(whole.settle() && decimal.settle());
    for (int i = 0; i < 2; ++i)
        for (const std::string &text : (i == 0 ? whole : decimal).frames)
            for (const json::value &row : resultOf(json::parse(text)))
                told[i].push_back(row);
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    QVERIFY(!prints.empty());
    QCOMPARE(told[0].size(), prints.size());
    QCOMPARE(told[1].size(), prints.size());
    bool lost = false;
    for (std::size_t i = 0; i < prints.size(); ++i) {
        const double exact = (prints[i].takerBuy ? 1 : -1) * prints[i].base / 0.0001;
        QVERIFY(told[1][i].at("size").is_string() && isNear(number(told[1][i].at("size")), exact, 0.1));
        QVERIFY(told[0][i].at("size").is_int64() && std::abs(number(told[0][i].at("size")) - exact) < 1.1);
        lost = lost || number(told[0][i].at("size")) != number(told[1][i].at("size"));
        QCOMPARE(number(told[0][i].at("create_time_ms")), static_cast<double>(prints[i].timeMs));
    }
    QVERIFY(lost);
    const json::value rest = m_rig->get(Venue, Usdt + "/trades?contract=BTC_USDT&limit=1").body();
    QVERIFY(isNear(number(rest.at(0).at("create_time_ms")) * 1000, static_cast<double>(prints.back().timeMs), 2));
}

void TestGateServer::signsLiquidationsByOrderThereAndByPositionHere()
{
    Script script;
    script.lines = {death("BTC_USDT", Side::Long, 66500, 12), death("BTC_USDT", Side::Short, 69900, 3),
        death("BTC_USD", Side::Short, 69800, 0.5)};
    VenueRig rig(script, onlyVenue("gate"));
    QVERIFY(rig.start());
    VenueSocket usdt, btc;
    QVERIFY(usdt.open(rig, Venue, "/v4/ws/usdt") && btc.open(rig, Venue, "/v4/ws/btc"));
    usdt.send(subscription("public_liquidates", R"(["!all"])"));
    btc.send(subscription("public_liquidates", R"(["BTC_USD"])"));
    QVERIFY(!usdt.nextText().isEmpty() && !btc.nextText().isEmpty());
    rig.advance(5000);
    QVERIFY(usdt.settle() && btc.settle());
    std::map<std::string, json::value> byPrice;
    for (const auto &frames : {usdt.frames, btc.frames})
        for (const std::string &text : frames)
            for (const json::value &row : resultOf(json::parse(text)))
                byPrice[member(row, "price").toStdString()] = row;
    QCOMPARE(number(byPrice["66500.0"].at("size")), -120000.0);
    QCOMPARE(number(byPrice["69900.0"].at("size")), 30000.0);
    QCOMPARE(number(byPrice["69800.0"].at("size")), 34900.0);
    QVERIFY(number(byPrice["66500.0"].at("time")) > 1e11); // milliseconds
    const json::value orders = rig.get(Venue, Usdt + "/liq_orders?contract=BTC_USDT").body();
    for (const json::value &row : orders.as_array()) {
        QVERIFY(number(row.at("time")) < 1e11);
        if (has(row, "fill_price", "66500.0"))
            QVERIFY(has(row, "size", "120000") && has(row, "order_size", "-120000"));
    }
    QVERIFY(orders.as_array().size() >= 2);
}

void TestGateServer::answersPingAndChecksTheTime()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v4/ws/usdt"));
    socket.send(R"({"time":1767571800,"channel":"futures.ping"})");
    const json::value pong = json::parse(socket.nextText().toStdString());
    QVERIFY(has(pong, "channel", "futures.pong") && pong.at("result").is_null());
    socket.send(R"({"channel":"futures.tickers","event":"subscribe","payload":["BTC_USDT"]})");
    QVERIFY(json::parse(socket.nextText().toStdString()).as_object().contains("error"));
}

QTEST_GUILESS_MAIN(TestGateServer)
#include "tst_gate.moc"
