#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "cryptocom";
constexpr const char *Path = "/exchange/v1/market";
const std::string Public = "/exchange/v1/public/";

const json::array &rows(const json::value &body) { return body.at("result").at("data").as_array(); }

std::string subscription(int id, const std::string &channels)
{
    return R"({"id":)" + std::to_string(id) + R"(,"method":"subscribe","params":{"channels":[)" + channels + "]}}";
}

/// A frame of a channel; null: another one.
json::value dataOf(const std::string &text, std::string_view name)
{
    const json::value frame = json::parse(text);
    const json::object &members = frame.as_object();
    return members.contains("result") && has(frame.at("result"), "subscription", name) ? frame.at("result").at("data")
                                                                                       : json::value();
}

} // namespace

/// The simulated Crypto.com over real sockets against the market's own numbers.
class TestCryptocom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsPerpetualsWithTheirIndices();
    void paysEveryHour();
    void tellsTheRateInForceOfThePast();
    void givesBarsOldestFirst();
    void answersMistakesWithACode_data();
    void answersMistakesWithACode();
    void firstDataAnswerTheRequest();
    void oneBadChannelDoesNotHarmTheOthers();
    void sendsTradesNewestFirst();
    void takesHundredMessagesACalendarSecond();
    void takesFourHundredChannels();
    void hangsUpAtTheThirdUnansweredHeartbeat();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_contract = -1;
};

void TestCryptocom::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), rigConfig({"cryptocom"}));
    QVERIFY(m_rig->start());
    m_contract = m_rig->contract(Venue, "BTCUSD-PERP");
    QVERIFY(m_contract >= 0);
    m_rig->advance(2000);
}

void TestCryptocom::listsPerpetualsWithTheirIndices()
{
    const json::value body = m_rig->get(Venue, Public + "get-instruments").body();
    QCOMPARE(rows(body).size(), 5U);
    QVERIFY(has(rows(body)[0], "underlying_symbol", "BTCUSD-INDEX") && has(rows(body)[0], "quote_ccy", "USD"));
    const json::value ticker = m_rig->get(Venue, Public + "get-tickers?instrument_name=BTCUSD-PERP").body();
    const ContractState state = m_rig->market().state(m_contract);
    QVERIFY(isNear(number(rows(ticker)[0].at("oi")), state.openInterestBase, 1e-4)); // base coins, one side
    QVERIFY(isNear(number(rows(ticker)[0].at("vv")), state.turnover24hUsd, 0.01));
    QVERIFY(isNear(number(rows(ticker)[0].at("v")), state.volume24hBase, 1e-4));
}

void TestCryptocom::paysEveryHour()
{
    const std::string path = Public + "get-valuations?instrument_name=BTCUSD-PERP&valuation_type=funding_hist";
    const auto settled = m_rig->market().settlements(m_contract, 0, RigStart + HourMs);
    const json::value newest = m_rig->get(Venue, path + "&count=3").body();
    QCOMPARE(rows(newest).size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const Settlement &truth = settled[settled.size() - 1 - i];
        QCOMPARE(number(rows(newest)[i].at("t")), static_cast<double>(truth.timeMs));
        QVERIFY(isNear(number(rows(newest)[i].at("v")), truth.rate, 1e-8));
    }
    QCOMPARE(number(rows(newest)[0].at("t")) - number(rows(newest)[1].at("t")), static_cast<double>(HourMs));
    const std::string span =
        "&start_ts=" + std::to_string(RigStart - 5 * HourMs) + "&end_ts=" + std::to_string(RigStart);
    QCOMPARE(rows(m_rig->get(Venue, path + span).body()).size(), 5U);
}

void TestCryptocom::tellsTheRateInForceOfThePast()
{
    const json::value body =
        m_rig->get(Venue, Public + "get-valuations?instrument_name=BTCUSD-PERP&valuation_type=funding_rate&count=30")
            .body();
    QCOMPARE(rows(body).size(), 30U);
    QVERIFY(isNear(number(rows(body)[0].at("v")), m_rig->market().state(m_contract).fundingRate, 1e-8));
    // Twenty minutes ago the hour that was settled at 00:00 still ran.
    const auto settled = m_rig->market().settlements(m_contract, RigStart - 20 * MinuteMs, RigStart);
    QVERIFY(isNear(number(rows(body)[20].at("v")), settled.at(0).rate, 1e-8));
}

void TestCryptocom::givesBarsOldestFirst()
{
    const json::value body =
        m_rig->get(Venue, Public + "get-candlestick?instrument_name=BTCUSD-PERP&timeframe=1h&count=3").body();
    const auto truth = m_rig->market().candles(m_contract, HourMs, RigStart - 6 * HourMs, RigStart + HourMs);
    QCOMPARE(rows(body).size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const Candle &candle = truth[truth.size() - 3 + i];
        QCOMPARE(number(rows(body)[i].at("t")), static_cast<double>(candle.openMs));
        QVERIFY(isNear(number(rows(body)[i].at("v")), candle.base, 1e-4));
    }
    QCOMPARE(
        rows(m_rig->get(Venue, Public + "get-candlestick?instrument_name=BTCUSD-PERP&timeframe=1m&count=900").body())
            .size(),
        300U);
}

void TestCryptocom::answersMistakesWithACode_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown instrument") << "get-candlestick?instrument_name=NIX&timeframe=1h" << 40004;
    QTest::newRow("bad timeframe") << "get-candlestick?instrument_name=BTCUSD-PERP&timeframe=7m" << 40004;
    QTest::newRow("bad valuation") << "get-valuations?instrument_name=BTCUSD-PERP&valuation_type=nix" << 40004;
    QTest::newRow("index of a contract") << "get-valuations?instrument_name=BTCUSD-PERP&valuation_type=index_price"
                                         << 40004;
    QTest::newRow("unknown method") << "get-nix" << 40002;
}

void TestCryptocom::answersMistakesWithACode()
{
    QFETCH(QString, method);
    QFETCH(int, code);
    const RestReply reply = m_rig->get(Venue, Public + method.toStdString());
    QCOMPARE(reply.status, 400);
    QCOMPARE(number(reply.body().at("code")), code);
}

void TestCryptocom::firstDataAnswerTheRequest()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(
        subscription(7, R"("funding.BTCUSD-PERP","mark.BTCUSD-PERP","index.BTCUSD-INDEX","ticker.BTCUSD-PERP")"));
    QVERIFY(socket.settle());
    m_rig->advance(3000);
    QVERIFY(socket.settle());
    std::map<std::string, std::vector<json::value>> frames;
    for (const std::string &text : socket.frames) {
        const json::value frame = json::parse(text);
        if (!has(frame, "method", "public/heartbeat"))
            frames[member(frame.at("result"), "channel").toStdString()].push_back(frame);
    }
    const ContractState state = m_rig->market().state(m_contract);
    for (const char *channel : {"funding", "mark", "index", "ticker"})
        QCOMPARE(number(frames[channel].at(0).at("id")), 7.0);
    QCOMPARE(frames["funding"].size(), 1U); // once a minute
    QCOMPARE(number(frames["mark"].back().at("id")), -1.0);
    const json::value rate = frames["funding"][0].at("result").at("data").at(0);
    QVERIFY(isNear(number(rate.at("v")), state.fundingRate, 1e-8));
    QVERIFY(number(rate.at("t")) < static_cast<double>(state.nextFundingMs)); // published, not settled
    QVERIFY(has(frames["index"][0].at("result"), "instrument_name", "BTCUSD-INDEX"));
    QVERIFY(std::abs(number(frames["mark"].back().at("result").at("data").at(0).at("v")) / state.mark - 1) < 1e-3);
}

void TestCryptocom::oneBadChannelDoesNotHarmTheOthers()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(subscription(3, R"("mark.NIXUSD-PERP","book.BTCUSD-PERP.50","trade.BTCUSD-PERP")"));
    const json::value refusal =
        socket.next(*m_rig, [](const auto &f) { return has(f, "channel", "mark.NIXUSD-PERP"); });
    QCOMPARE(number(refusal.at("code")), 40003.0);
    const json::value ack = socket.next(*m_rig, [](const auto &f) { return has(f, "channel", "book.BTCUSD-PERP.50"); });
    QCOMPARE(number(ack.at("code")), 0.0);
    QVERIFY(!socket.next(*m_rig, [](const auto &f) { return f.as_object().contains("result"); }).is_null());
}

void TestCryptocom::sendsTradesNewestFirst()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    socket.send(subscription(1, R"("trade.BTCUSD-PERP")"));
    QVERIFY(socket.settle());
    m_rig->advance(15000);
    QVERIFY(socket.settle());
    std::vector<json::value> told;
    bool isOld = true; // the first frame is history
    for (const std::string &text : socket.frames) {
        const json::value data = dataOf(text, "trade.BTCUSD-PERP");
        if (data.is_null())
            continue;
        for (std::size_t i = 1; i < data.as_array().size(); ++i)
            QVERIFY(number(data.at(i).at("t")) <= number(data.at(i - 1).at("t")));
        if (!isOld)
            told.insert(told.end(), data.as_array().rbegin(), data.as_array().rend());
        isOld = false;
    }
    QVERIFY(told.size() > 3);
    std::vector<Print> prints = m_rig->market().since(0).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_contract; });
    for (std::size_t i = 0; i < told.size(); ++i) {
        const Print &truth = prints[prints.size() - told.size() + i];
        QVERIFY(has(told[i], "s", truth.takerBuy ? "BUY" : "SELL"));
        QVERIFY(isNear(number(told[i].at("q")), truth.base, 1e-4));
    }
}

void TestCryptocom::takesHundredMessagesACalendarSecond()
{
    m_rig->clock.advance(900 - m_rig->clock.transportMs() % 1000 + 1000); // late in a second
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    for (int i = 0; i < 20; ++i) // a tenth of the second is left: ten messages
        socket.send(subscription(i, R"("book.BTCUSD-PERP.10")"));
    QVERIFY(socket.settle());
    int refused = 0;
    for (const std::string &text : socket.frames)
        refused += text.find("TOO_MANY_REQUESTS") != std::string::npos ? 1 : 0;
    QCOMPARE(refused, 10);
}

void TestCryptocom::takesFourHundredChannels()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, Path));
    m_rig->advance(1000);
    std::string channels = R"("mark.BTCUSD-PERP")";
    for (int depth = 1; depth <= 400; ++depth)
        channels += R"(,"book.BTCUSD-PERP.)" + std::to_string(depth) + "\"";
    socket.send(subscription(1, channels));
    QVERIFY(socket.settle());
    const auto refused = [](const std::string &text) { return text.find("40107") != std::string::npos; };
    QCOMPARE(std::ranges::count_if(socket.frames, refused), 1);
}

void TestCryptocom::hangsUpAtTheThirdUnansweredHeartbeat()
{
    VenueSocket silent, answering;
    QVERIFY(silent.open(*m_rig, Venue, Path));
    QVERIFY(answering.open(*m_rig, Venue, Path));
    for (int turn = 0; turn < 4; ++turn) {
        const json::value beat =
            answering.next(*m_rig, [](const auto &f) { return has(f, "method", "public/heartbeat"); });
        answering.send(R"({"id":)" + json::serialize(beat.at("id")) + R"(,"method":"public/respond-heartbeat"})");
        QVERIFY(answering.settle());
        m_rig->advance(25000);
    }
    QVERIFY(silent.waitForEnd());
    QVERIFY(answering.isOpen());
}

QTEST_GUILESS_MAIN(TestCryptocom)
#include "tst_cryptocom.moc"
