#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "woox";
constexpr std::string_view Path = "/v3/public";

std::string subscribeTo(const std::string &topics)
{
    return R"({"id":"1","cmd":"SUBSCRIBE","params":[)" + topics + "]}";
}

bool isTopic(const json::value &frame, std::string_view topic) { return has(frame, "topic", topic); }

} // namespace

/// The simulated WOO X over real sockets against the market's own numbers.
class TestWoox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsPerpetualsBesideSpot();
    void quotesFundingForItsOwnInterval();
    void countsBaseCoins();
    void pagesHistory();
    void answersMistakes();
    void leavesRefusedTopicsOut();
    void keysTheIndexByTheSpotPair();
    void tellsEveryTrade();
    void speaksTheOldDialect();
    void hangsUpOnTheSilent();
    void limitsEachPath();

private:
    json::value get(const std::string &target) { return m_rig->get(Venue, "/v3/public/" + target).body(); }

    std::unique_ptr<VenueRig> m_rig;
    int m_contract = -1;
};

void TestWoox::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "DOGE";
    rate.symbol = "PERP_DOGE_USDT";
    rate.set.fundingRate = 0.00042;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_contract = m_rig->contract(Venue, "PERP_BTC_USDT");
    QVERIFY(m_contract >= 0);
    m_rig->advance(2000);
}

void TestWoox::listsPerpetualsBesideSpot()
{
    const json::value body = get("instruments");
    QVERIFY(body.at("success").as_bool() && body.at("timestamp").as_int64() > RigStart);
    std::size_t perpetual = 0, spot = 0;
    for (const json::value &row : body.at("data").at("rows").as_array()) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        contract < 0 ? ++spot : ++perpetual;
        QCOMPARE(row.as_object().contains("fundingIntervalHours"), contract >= 0);
        if (contract >= 0)
            QVERIFY(row.at("fundingIntervalHours").as_int64() == static_cast<int>(m_rig->spec(contract).intervalHours));
    }
    QCOMPARE(perpetual, m_rig->market().contracts().size());
    QCOMPARE(spot, perpetual);
}

void TestWoox::quotesFundingForItsOwnInterval()
{
    const json::value body = get("fundingRate?symbol=PERP_DOGE_USDT");
    const json::value &row = body.at("data").at("rows").at(0);
    QVERIFY(isNear(number(row.at("estFundingRate")), 0.00042, 1e-8)); // of four hours
    QVERIFY(row.at("estFundingIntervalHours").as_int64() == 4);
    QVERIFY(row.at("nextFundingTime").as_int64() == RigStart + 3 * HourMs + 50 * MinuteMs);
    QCOMPARE(get("fundingRate").at("data").at("rows").as_array().size(), m_rig->market().contracts().size());
}

void TestWoox::countsBaseCoins()
{
    const json::value body = get("futures");
    for (const json::value &row : body.at("data").at("rows").as_array()) {
        const int contract = m_rig->contract(Venue, row.at("symbol").as_string());
        const ContractState state = m_rig->market().state(contract);
        const double lot = m_rig->spec(contract).lot;
        QVERIFY(isNear(number(row.at("openInterest")), state.openInterestBase, lot));
        QVERIFY(isNear(number(row.at("24hVolume")), state.volume24hBase, lot));
        QVERIFY(isNear(number(row.at("24hAmount")), state.turnover24hUsd, 1e-3));
        QVERIFY(!row.as_object().contains("estFundingIntervalHours"));
    }
}

void TestWoox::pagesHistory()
{
    const TimeMs after = RigStart - 30 * HourMs - 10 * MinuteMs;
    const json::value body = get("klineHistory?symbol=PERP_BTC_USDT&type=1h&limit=5&after=" + std::to_string(after));
    const json::value &rows = body.at("data").at("rows");
    QCOMPARE(rows.as_array().size(), 5U);
    const auto bars = m_rig->market().candles(m_contract, HourMs, after + HourMs, after + 6 * HourMs);
    QVERIFY(rows.at(4).at("startTimestamp").as_int64() == after + HourMs); // exclusive, and newest first
    QVERIFY(rows.at(0).at("startTimestamp").as_int64() == bars.back().openMs);
    QVERIFY(isNear(number(rows.at(0).at("volume")), bars.back().base, 1e-7));
    QVERIFY(isNear(number(rows.at(0).at("amount")), bars.back().quote, 1e-3));
    const json::value first = get("fundingRateHistory?symbol=PERP_BTC_USDT&page=1&size=2");
    const json::value second = get("fundingRateHistory?symbol=PERP_BTC_USDT&page=2&size=2");
    const auto settled = m_rig->market().settlements(m_contract, 0, RigStart + 1);
    const auto time = [](const json::value &page, std::size_t i) {
        return page.at("data").at("rows").at(i).at("fundingRateTimestamp").as_int64();
    };
    QVERIFY(time(first, 0) == settled.back().timeMs && time(second, 0) == settled[settled.size() - 3].timeMs);
    QVERIFY(isNear(number(first.at("data").at("rows").at(0).at("fundingRate")), settled.back().rate, 1e-8));
}

void TestWoox::answersMistakes()
{
    const RestReply reply = m_rig->get(Venue, "/v3/public/klineHistory?symbol=PERP_NIX_USDT&type=1h");
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.body().at("code").as_int64(), -1005);
    QVERIFY(!get("klineHistory?symbol=PERP_BTC_USDT&type=7m").at("success").as_bool());
    QCOMPARE(m_rig->get(Venue, "/v3/public/nix").status, 404);
}

void TestWoox::leavesRefusedTopicsOut()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(subscribeTo(
        R"("kline@PERP_BTC_USDT@1m","indexprice@PERP_BTC_USDT","trade@PERP_NIX_USDT","kline@PERP_BTC_USDT@1m")"));
    const json::value ack = json::parse(socket.nextText().toStdString());
    QVERIFY(ack.at("success").as_bool());
    QVERIFY(ack.at("data").as_array() == json::array({"kline@PERP_BTC_USDT@1m"}));
    std::string many;
    for (int i = 0; i < 11; ++i)
        many += (i > 0 ? ",\"kline@PERP_ETH_USDT@" : "\"kline@PERP_ETH_USDT@") + std::to_string(i) + "m\"";
    socket.send(subscribeTo(many));
    QVERIFY(socket.nextText().contains(QLatin1String("Command type invalid!")));
    socket.send("nonsense");
    QVERIFY(socket.nextText().contains(QLatin1String("Invalid request.")));
    socket.send(R"({"id":"2","cmd":"UNSUBSCRIBE","params":["kline@PERP_BTC_USDT@1m"]})");
    QVERIFY(socket.nextText().contains(QLatin1String("kline@PERP_BTC_USDT@1m")));
}

void TestWoox::keysTheIndexByTheSpotPair()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(subscribeTo(R"("indexprice@SPOT_BTC_USDT","openinterest@PERP_BTC_USDT","markprice@PERP_BTC_USDT",)"
                            R"("estfundingrate@PERP_DOGE_USDT")"));
    const json::value index = socket.next(*m_rig, [](const auto &f) { return isTopic(f, "indexprice@SPOT_BTC_USDT"); });
    QVERIFY(has(index.at("data"), "s", "SPOT_BTC_USDT"));
    QVERIFY(isNear(number(index.at("data").at("px")), m_rig->market().state(m_contract).index, 500));
    const json::value open =
        socket.next(*m_rig, [](const auto &f) { return isTopic(f, "openinterest@PERP_BTC_USDT"); });
    QVERIFY(isNear(number(open.at("data").at("oi")), m_rig->market().state(m_contract).openInterestBase, 1));
    VenueSocket funding;
    QVERIFY(funding.open(*m_rig, Venue, std::string(Path)));
    funding.send(subscribeTo(R"("estfundingrate@PERP_DOGE_USDT")"));
    const json::value rate =
        funding.next(*m_rig, [](const auto &f) { return isTopic(f, "estfundingrate@PERP_DOGE_USDT"); });
    QVERIFY(has(rate.at("data"), "r", "0.00042"));
    QVERIFY(number(rate.at("data").at("ft")) == static_cast<double>(RigStart + 3 * HourMs + 50 * MinuteMs));
    funding.send(R"({"cmd":"PING","ts":0})");
    QVERIFY(funding.settle());
    funding.frames.clear();
    m_rig->advance(50000); // one a minute
    QVERIFY(funding.settle() && funding.frames.empty());
    m_rig->advance(9000);
    QVERIFY(funding.settle() && funding.frames.size() <= 1);
}

void TestWoox::tellsEveryTrade()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(subscribeTo(R"("trade@PERP_BTC_USDT")"));
    QVERIFY(!socket.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_contract; });
    std::vector<json::value> told;
    for (const std::string &text : socket.frames)
        if (const json::value frame = json::parse(text); frame.at("data").at("src").as_int64() == 1)
            told.push_back(frame.at("data"));
    QVERIFY(!prints.empty());
    QCOMPARE(told.size(), prints.size());
    QVERIFY(socket.frames.size() > told.size()); // others are for information
    for (std::size_t i = 0; i < told.size(); ++i) {
        QVERIFY(has(told[i], "sd", prints[i].takerBuy ? "BUY" : "SELL"));
        QVERIFY(isNear(number(told[i].at("sx")), prints[i].base, 0.0001));
        QVERIFY(told[i].at("ts").as_int64() == prints[i].timeMs);
    }
}

void TestWoox::speaksTheOldDialect()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws/stream"));
    socket.send(R"({"id":7,"event":"subscribe","topic":"PERP_BTC_USDT@ticker"})");
    const json::value ack = socket.next(*m_rig, [](const auto &f) { return has(f, "event", "subscribe"); });
    QVERIFY(ack.at("success").as_bool() && ack.at("id").as_int64() == 7);
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return isTopic(f, "PERP_BTC_USDT@ticker"); });
    QVERIFY(isNear(number(frame.at("data").at("amount")), m_rig->market().state(m_contract).turnover24hUsd, 1e6));
    socket.send(R"({"id":8,"event":"subscribe","topic":"trade@PERP_BTC_USDT"})");
    const json::value refusal = socket.next(*m_rig, [](const auto &f) { return has(f, "id", "8"); });
    QVERIFY(!refusal.at("success").as_bool());
}

void TestWoox::hangsUpOnTheSilent()
{
    VenueSocket silent, alive;
    QVERIFY(silent.open(*m_rig, Venue, std::string(Path)) && alive.open(*m_rig, Venue, std::string(Path)));
    silent.send(subscribeTo(R"("markprice@PERP_BTC_USDT")")); // hearing much does not help
    QVERIFY(silent.settle());
    m_rig->advance(30000);
    alive.send(R"({"cmd":"PING","ts":0})");
    QVERIFY(alive.nextText().contains(QLatin1String("\"cmd\":\"PONG\"")));
    m_rig->advance(31000);
    QVERIFY(silent.waitForEnd());
    QVERIFY(alive.settle());
}

void TestWoox::limitsEachPath()
{
    VenueRig rig({}, onlyVenue(Venue));
    QVERIFY(rig.start());
    for (int i = 0; i < 10; ++i)
        QCOMPARE(rig.get(Venue, "/v3/public/futures").status, 200);
    const RestReply refusal = rig.get(Venue, "/v3/public/futures");
    QCOMPARE(refusal.status, 429);
    QCOMPARE(refusal.body().at("code").as_int64(), -1003);
    QCOMPARE(rig.get(Venue, "/v3/public/fundingRate").status, 200);
    rig.clock.advance(SecondMs);
    QCOMPARE(rig.get(Venue, "/v3/public/futures").status, 200);
}

QTEST_GUILESS_MAIN(TestWoox)
#include "tst_woox.moc"
