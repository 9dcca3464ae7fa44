#include "core/simulation/servers/hyperliquidaccounts.h"
#include "core/simulation/truth.h"
#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "hyperliquid";

bool isChannel(const json::value &frame, std::string_view channel) { return has(frame, "channel", channel); }

} // namespace

/// The simulated Hyperliquid over real sockets against the market's own numbers.
class TestHyperliquid : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void contextsStandInTheOrderOfTheUniverse();
    void ratesArePerHour();
    void givesHistoryOldestFirst();
    void predictsOnlyItsOwnRate();
    void answersMistakesInItsOwnForm_data();
    void answersMistakesInItsOwnForm();
    void knowsThePositionsOfAddresses();
    void streamsContexts();
    void beginsTradesWithABacklog();
    void acknowledgesAndRefuses();
    void cutsWhereItHasSentNothing();

private:
    json::value ask(const std::string &body) { return m_rig->post(Venue, "/info", body).body(); }

    std::unique_ptr<VenueRig> m_rig;
    int m_btc = -1;
};

void TestHyperliquid::initTestCase()
{
    ScriptLine rate;
    rate.venue = "hyperliquid";
    rate.asset = "BTC";
    rate.symbol = "BTC";
    rate.set.fundingRate = 0.00015;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_btc = m_rig->contract(Venue, "BTC");
    QVERIFY(m_btc >= 0);
    m_rig->advance(2000);
}

void TestHyperliquid::contextsStandInTheOrderOfTheUniverse()
{
    const json::value body = ask(R"({"type":"metaAndAssetCtxs"})");
    const json::array &universe = body.at(0).at("universe").as_array();
    QCOMPARE(universe.size(), body.at(1).as_array().size());
    QVERIFY(universe.size() > 2);
    for (std::size_t i = 0; i < universe.size(); ++i) {
        const int contract = m_rig->contract(Venue, universe[i].at("name").as_string());
        QVERIFY(contract >= 0);
        const ContractSpec &spec = m_rig->spec(contract);
        const ContractState state = m_rig->market().state(contract);
        const json::value &context = body.at(1).at(i);
        QVERIFY(isNear(number(context.at("openInterest")), state.openInterestBase, 1e-7));
        QVERIFY(isNear(number(context.at("markPx")), state.mark, spec.tick));
        QVERIFY(isNear(number(context.at("oraclePx")), state.index, spec.tick));
        QVERIFY(isNear(number(context.at("dayNtlVlm")), state.turnover24hUsd, 1e-5));
        QVERIFY(isNear(std::pow(10.0, -static_cast<double>(universe[i].at("szDecimals").as_int64())), spec.lot, 1e-9));
    }
}

void TestHyperliquid::ratesArePerHour()
{
    const json::value body = ask(R"({"type":"metaAndAssetCtxs"})");
    const json::array &universe = body.at(0).at("universe").as_array();
    for (std::size_t i = 0; i < universe.size(); ++i)
        if (has(universe[i], "name", "BTC"))
            QCOMPARE(number(body.at(1).at(i).at("funding")), 0.00015);
}

void TestHyperliquid::givesHistoryOldestFirst()
{
    const TimeMs from = RigStart - 5 * HourMs;
    const json::value rates = ask(R"({"type":"fundingHistory","coin":"BTC","startTime":)" + std::to_string(from) + "}");
    const auto settled = m_rig->market().settlements(m_btc, from, RigStart + HourMs);
    QCOMPARE(rates.as_array().size(), settled.size());
    QCOMPARE(settled.size(), 5U);
    for (std::size_t i = 0; i < settled.size(); ++i) {
        QCOMPARE(rates.at(i).at("time").as_int64(), settled[i].timeMs);
        QVERIFY(isNear(number(rates.at(i).at("fundingRate")), settled[i].rate, 1e-10));
    }
    const json::value bars = ask(
        R"({"type":"candleSnapshot","req":{"coin":"BTC","interval":"1h","startTime":)" + std::to_string(from) + "}}");
    const auto truth = m_rig->market().candles(m_btc, HourMs, from, RigStart + HourMs);
    const std::size_t skipped = truth.size() - bars.as_array().size();
    for (std::size_t i = 0; i < bars.as_array().size(); ++i) {
        QCOMPARE(bars.at(i).at("t").as_int64(), truth[i + skipped].openMs);
        QVERIFY(isNear(number(bars.at(i).at("v")), truth[i + skipped].base, 1e-7));
    }
    QCOMPARE(bars.as_array().size(), 5U);
}

void TestHyperliquid::predictsOnlyItsOwnRate()
{
    const json::value rows = ask(R"({"type":"predictedFundings"})");
    for (const json::value &row : rows.as_array()) {
        if (row.at(0).as_string() != "BTC")
            continue;
        for (const json::value &venue : row.at(1).as_array()) {
            const bool isOwn = venue.at(0).as_string() == "HlPerp";
            QCOMPARE(venue.at(1).is_null(), !isOwn);
            if (isOwn) {
                QCOMPARE(number(venue.at(1).at("fundingRate")), 0.00015);
                QCOMPARE(venue.at(1).at("nextFundingTime").as_int64(), m_rig->market().state(m_btc).nextFundingMs);
            }
        }
    }
}

void TestHyperliquid::answersMistakesInItsOwnForm_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown type") << "/info"
                                  << R"({"type":"nix"})" << 422;
    QTest::newRow("no JSON") << "/info"
                             << "nix" << 422;
    QTest::newRow("unknown coin") << "/info"
                                  << R"({"type":"fundingHistory","coin":"NIX","startTime":1})" << 500;
    QTest::newRow("no start") << "/info"
                              << R"({"type":"fundingHistory","coin":"BTC"})" << 422;
    QTest::newRow("lower case") << "/info"
                                << R"({"type":"recentTrades","coin":"btc"})" << 500;
    QTest::newRow("unknown path") << "/nix"
                                  << "{}" << 404;
}

void TestHyperliquid::answersMistakesInItsOwnForm()
{
    QFETCH(QString, path);
    QFETCH(QString, body);
    QFETCH(int, status);
    m_rig->clock.advance(2 * SecondMs);
    QCOMPARE(m_rig->post(Venue, path.toStdString(), body.toStdString()).status, status);
    if (path == QLatin1String("/info"))
        QCOMPARE(m_rig->get(Venue, "/info").status, 405);
}

void TestHyperliquid::knowsThePositionsOfAddresses()
{
    const Book &book = m_rig->market().truth().books[static_cast<std::size_t>(m_btc)];
    for (const Side side : {Side::Long, Side::Short}) {
        const Position &position = book.positions(side).front();
        const std::string address = hyperliquidAddress(m_btc, position.agent);
        const json::value account = ask(R"({"type":"clearinghouseState","user":")" + address + R"("})");
        const json::value &told = account.at("assetPositions").at(0).at("position");
        QVERIFY(has(told, "coin", "BTC"));
        const double base = book.baseOf(position.units, m_rig->market().state(m_btc).mark);
        QVERIFY(isNear(number(told.at("szi")), sign(side) * base, 0.00001));
        QVERIFY(isNear(number(told.at("entryPx")), position.terms.entry, 0.1));
        if (told.at("liquidationPx").is_null())
            QVERIFY(!(position.liquidationPrice > 0) || std::isinf(position.liquidationPrice));
        else
            QVERIFY(isNear(number(told.at("liquidationPx")), position.liquidationPrice, 0.1));
    }
    const json::value trades = ask(R"({"type":"recentTrades","coin":"BTC"})");
    for (const json::value &user : trades.at(0).at("users").as_array()) {
        const json::value account = ask(R"({"type":"clearinghouseState","user":)" + json::serialize(user) + "}");
        QCOMPARE(account.at("assetPositions").as_array().size(), 1U);
    }
    const json::value stranger =
        ask(R"({"type":"clearinghouseState","user":"0x0000000000000000000000000000000000000001"})");
    QVERIFY(stranger.at("assetPositions").as_array().empty());
}

void TestHyperliquid::streamsContexts()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws"));
    QCOMPARE(socket.nextText(), QLatin1String("Websocket connection established."));
    socket.send(R"({"method":"subscribe","subscription":{"type":"activeAssetCtx","coin":"kPEPE"}})");
    socket.send(R"({"method":"subscribe","subscription":{"type":"allDexsAssetCtxs"}})");
    const json::value one = socket.next(*m_rig, [](const auto &f) { return isChannel(f, "activeAssetCtx"); });
    QVERIFY(has(one.at("data"), "coin", "kPEPE"));
    const json::value all = socket.next(*m_rig, [](const auto &f) { return isChannel(f, "allDexsAssetCtxs"); });
    const json::value meta = ask(R"({"type":"meta"})");
    QCOMPARE(all.at("data").at("ctxs").at(0).at(1).as_array().size(), meta.at("universe").as_array().size());
    socket.frames.clear();
    m_rig->advance(5000);
    socket.settle();
    QCOMPARE(socket.frames.size(), 10U); // two streams, once a second
}

void TestHyperliquid::beginsTradesWithABacklog()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws"));
    const std::uint64_t cursor = m_rig->market().cursor();
    socket.send(R"({"method":"subscribe","subscription":{"type":"trades","coin":"BTC"}})");
    QVERIFY(!socket.nextText().isEmpty());
    QVERIFY(socket.nextText().contains(QLatin1String("subscriptionResponse")));
    m_rig->advance(100);
    const json::value backlog = json::parse(socket.nextText().toStdString());
    QVERIFY(!backlog.at("data").as_array().empty());
    m_rig->advance(15000);
    socket.settle();
    std::map<std::uint64_t, json::value> told;
    for (const std::string &text : socket.frames)
        for (const json::value &trade : rowsOf(text))
            told[trade.at("tid").to_number<std::uint64_t>()] = trade;
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_btc; });
    QCOMPARE(told.size(), prints.size());
    for (const Print &print : prints) {
        QVERIFY(has(told[print.id], "side", print.takerBuy ? "B" : "A"));
        QVERIFY(isNear(number(told[print.id].at("sz")), print.base, 0.00001));
    }
}

void TestHyperliquid::acknowledgesAndRefuses()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws"));
    QVERIFY(!socket.nextText().isEmpty());
    const std::string wish = R"({"method":"subscribe","subscription":{"type":"allMids"}})";
    socket.send(wish);
    socket.send(wish);
    socket.send(R"({"method":"subscribe","subscription":{"type":"trades","coin":"btc"}})");
    socket.send(R"({"method":"ping"})");
    socket.send("nix");
    QVERIFY(socket.nextText().contains(QLatin1String("subscriptionResponse")));
    QVERIFY(socket.nextText().contains(QLatin1String("Already subscribed")));
    QVERIFY(socket.nextText().contains(QLatin1String("Invalid subscription")));
    QCOMPARE(socket.nextText(), QLatin1String(R"({"channel":"pong"})"));
    QVERIFY(socket.nextText().contains(QLatin1String("\"channel\":\"error\"")));
}

void TestHyperliquid::cutsWhereItHasSentNothing()
{
    VenueSocket idle, kept;
    QVERIFY(idle.open(*m_rig, Venue, "/ws"));
    QVERIFY(kept.open(*m_rig, Venue, "/ws"));
    m_rig->advance(50000);
    kept.send(R"({"method":"ping"})");
    QTRY_COMPARE(kept.frames.size(), 2U);
    m_rig->advance(11000);
    QVERIFY(idle.waitForEnd());
    QVERIFY(kept.isOpen());
}

QTEST_GUILESS_MAIN(TestHyperliquid)
#include "tst_hyperliquid.moc"
