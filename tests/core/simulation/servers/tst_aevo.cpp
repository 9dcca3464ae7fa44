#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "aevo";
constexpr std::int64_t NsPerMs = 1'000'000;

/// A time of the venue: nanoseconds in text, more than a double holds.
std::int64_t nanoseconds(const json::value &value)
{
    return QString::fromStdString(std::string(value.as_string())).toLongLong();
}

bool isOf(const json::value &frame, std::string_view channel) { return has(frame, "channel", channel); }

} // namespace

/// The simulated Aevo over real sockets against the market's own numbers.
class TestAevo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsUnderlyingAssets();
    void tellsRatesPerHourAndTheNextEpoch();
    void countsInterestInBaseAndTurnoverInUsd();
    void pagesFundingInNanoseconds();
    void answersMistakes_data();
    void answersMistakes();
    void refusesTooManyInNanoseconds();
    void tickersTellThePastAndTheComingRate();
    void sendsOneTradeAFrame();
    void acknowledgesAndRefuses();
    void closesIdleConnections();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_eth = -1;
};

void TestAevo::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "ETH";
    rate.set.fundingRate = 0.0000333;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue("aevo"));
    QVERIFY(m_rig->start());
    m_eth = m_rig->contract(Venue, "ETH-PERP");
    QVERIFY(m_eth >= 0);
    m_rig->advance(2000);
}

void TestAevo::listsUnderlyingAssets()
{
    const json::value body = m_rig->get(Venue, "/markets?instrument_type=PERPETUAL").body();
    QVERIFY(body.as_array().size() >= 3);
    for (const json::value &row : body.as_array()) {
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("instrument_name").as_string()));
        QVERIFY(has(row, "underlying_asset", spec.base) && has(row, "quote_asset", "USDC"));
        QVERIFY(number(row.at("price_step")) == spec.tick && number(row.at("amount_step")) == spec.lot);
    }
    QVERIFY(m_rig->get(Venue, "/markets?instrument_type=OPTION").body().as_array().empty());
    QCOMPARE(m_rig->get(Venue, "/markets?asset=1000PEPE").body().as_array().size(), 1U);
}

void TestAevo::tellsRatesPerHourAndTheNextEpoch()
{
    const json::value body = m_rig->get(Venue, "/funding?instrument_name=ETH-PERP").body();
    QCOMPARE(number(body.at("funding_rate")), 0.0000333);
    QCOMPARE(nanoseconds(body.at("next_epoch")), m_rig->market().state(m_eth).nextFundingMs * NsPerMs);
    QVERIFY(!body.as_object().contains("instrument_name")); // the request tells it
}

void TestAevo::countsInterestInBaseAndTurnoverInUsd()
{
    const json::value row = m_rig->get(Venue, "/statistics?asset=ETH&instrument_type=PERPETUAL").body();
    const ContractState state = m_rig->market().state(m_eth);
    const double lot = m_rig->spec(m_eth).lot;
    QVERIFY(isNear(number(row.at("open_interest").at("total")), state.openInterestBase, lot));
    QVERIFY(isNear(number(row.at("daily_volume")), state.turnover24hUsd, 1e-5));
    QVERIFY(isNear(number(row.at("daily_volume_contracts")), state.volume24hBase, lot));
    const double bought = number(row.at("daily_buy_volume")), sold = number(row.at("daily_sell_volume"));
    QVERIFY(isNear(bought + sold, state.turnover24hUsd, 1e-4) && bought > 0 && sold > 0);
    QVERIFY(isNear(number(row.at("mark_price")), state.mark, 1e-7));
}

void TestAevo::pagesFundingInNanoseconds()
{
    const auto settled = m_rig->market().settlements(m_eth, 0, RigStart);
    const TimeMs end = settled[settled.size() - 2].timeMs;
    const std::string path = "/funding-history?instrument_name=ETH-PERP&limit=3&end_time=";
    const json::value rows = m_rig->get(Venue, path + std::to_string(end * NsPerMs)).body().at("funding_history");
    QCOMPARE(rows.as_array().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) { // newest first
        const Settlement &truth = settled[settled.size() - 2 - i];
        QCOMPARE(nanoseconds(rows.at(i).at(1)), truth.timeMs * NsPerMs);
        QVERIFY(isNear(number(rows.at(i).at(2)), truth.rate, 1e-11));
    }
    const json::value most = m_rig->get(Venue, "/funding-history?instrument_name=ETH-PERP&limit=500").body();
    QVERIFY(most.at("funding_history").as_array().size() <= 50);
    const json::value marks =
        m_rig->get(Venue, "/mark-history?instrument_name=ETH-PERP&resolution=300&limit=2").body().at("history");
    QCOMPARE(nanoseconds(marks.at(0).at(0)) - nanoseconds(marks.at(1).at(0)), 5 * MinuteMs * NsPerMs);
}

void TestAevo::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown instrument") << "/funding?instrument_name=NIX-PERP" << 400;
    QTest::newRow("unknown asset") << "/statistics?asset=NIX&instrument_type=PERPETUAL" << 400;
    QTest::newRow("bad resolution") << "/mark-history?instrument_name=ETH-PERP&resolution=7" << 400;
    QTest::newRow("unknown path") << "/nix" << 404;
}

void TestAevo::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QVERIFY(!member(reply.body(), "error").isEmpty());
}

void TestAevo::refusesTooManyInNanoseconds()
{
    VenueRig rig({}, onlyVenue("aevo"));
    QVERIFY(rig.start());
    for (int i = 0; i < 10; ++i)
        QCOMPARE(rig.get(Venue, "/coingecko-statistics").status, 200);
    const RestReply reply = rig.get(Venue, "/coingecko-statistics");
    QCOMPARE(reply.status, 429);
    QCOMPARE(nanoseconds(reply.body().at("retry_after")), SecondMs * NsPerMs);
    QCOMPARE(rig.get(Venue, "/instrument/ETH-PERP").status, 200); // of another path
}

void TestAevo::tickersTellThePastAndTheComingRate()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    socket.send(R"({"op":"subscribe","data":["ticker-500ms:ETH:PERPETUAL","index:ETH"],"id":1})");
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return isOf(f, "ticker-500ms:ETH:PERPETUAL"); });
    const json::value &ticker = frame.at("data").at("tickers").at(0);
    const ContractState state = m_rig->market().state(m_eth);
    QVERIFY(has(ticker, "instrument_name", "ETH-PERP"));
    QCOMPARE(number(ticker.at("next_funding_rate")), 0.0000333);
    QVERIFY(isNear(number(ticker.at("funding_rate")), state.lastSettledRate, 1e-11)); // already paid
    QVERIFY(isNear(number(ticker.at("mark").at("price")), state.mark, 1e-7));
    QVERIFY(isNear(number(ticker.at("index_price")), state.index, 1e-7));
    QVERIFY(!ticker.as_object().contains("open_interest"));
    const json::value index = socket.next(*m_rig, [](const auto &f) { return isOf(f, "index:ETH"); });
    QVERIFY(isNear(number(index.at("data").at("price")), m_rig->market().state(m_eth).index, 1e-7));
    socket.frames.clear();
    m_rig->advance(5000);
    QVERIFY(socket.settle());
    const auto tickers = std::ranges::count_if(
        socket.frames, [](const std::string &text) { return text.find("ticker-500ms") != std::string::npos; });
    QVERIFY(tickers >= 9 && tickers <= 11);
}

void TestAevo::sendsOneTradeAFrame()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    socket.send(R"({"op":"subscribe","data":["trades:ETH-PERP"]})");
    QVERIFY(!socket.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(30000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_eth; });
    QVERIFY(!prints.empty());
    QCOMPARE(socket.frames.size(), prints.size());
    for (std::size_t i = 0; i < prints.size(); ++i) {
        const json::value frame = json::parse(socket.frames[i]);
        const json::value &trade = frame.at("data"); // no array
        QVERIFY(has(trade, "side", prints[i].takerBuy ? "buy" : "sell"));
        QVERIFY(isNear(number(trade.at("amount")), prints[i].base, 0.01));
        QCOMPARE(nanoseconds(trade.at("created_timestamp")) / NsPerMs, prints[i].timeMs);
    }
}

void TestAevo::acknowledgesAndRefuses()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    const auto call = [&](const std::string &text) {
        socket.frames.clear();
        socket.send(text);
        return json::parse(socket.nextText().toStdString());
    };
    const json::value plain = call(R"({"op":"subscribe","data":["trades:ETH-PERP"]})");
    QVERIFY(has(plain, "data", R"(["trades:ETH-PERP"])") && !plain.as_object().contains("id"));
    QVERIFY(call(R"({"op":"unsubscribe","data":["trades:ETH-PERP"],"id":4})").at("id") == 4);
    QVERIFY(has(call(R"({"op":"subscribe","data":["ticker:ETH-PERP"],"id":5})"), "error", "INVALID_CHANNEL"));
    QVERIFY(call(R"({"op":"channels","id":6})").at("data").as_array().size() > 8);
    json::value last;
    for (int i = 0; i < 10; ++i) // pings are not counted, operations are
        QVERIFY(call(R"({"op":"ping","id":1})").at("data").at("success").as_bool());
    for (int i = 0; i < 8; ++i)
        last = call(R"({"op":"channels"})");
    QVERIFY(has(last, "error", "RATE_LIMIT_EXCEEDED") && has(last, "status", "error"));
    QVERIFY(nanoseconds(last.at("data").at("retry_after")) > 0);
}

void TestAevo::closesIdleConnections()
{
    VenueSocket idle, active;
    QVERIFY(idle.open(*m_rig, Venue, "/") && active.open(*m_rig, Venue, "/"));
    for (int i = 0; i < 2; ++i) {
        m_rig->advance(8 * MinuteMs);
        active.send(R"({"op":"ping","id":1})");
        QVERIFY(active.settle());
    }
    QVERIFY(idle.waitForEnd());
    QVERIFY(active.isOpen());
}

QTEST_GUILESS_MAIN(TestAevo)
#include "tst_aevo.moc"
