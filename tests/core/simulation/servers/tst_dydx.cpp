#include "core/base/isotime.h"
#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "dydx";

TimeMs isoMs(const json::value &row, std::string_view name)
{
    return parseIsoTime(member(row, name).toStdString()).value_or(-1);
}

bool isOf(const json::value &frame, std::string_view type, std::string_view channel)
{
    return has(frame, "type", type) && has(frame, "channel", channel);
}

const json::value &contents(const json::value &frame) { return frame.at("contents"); }

} // namespace

/// The simulated dYdX indexer over real sockets against the market's own numbers.
class TestDydx : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsRatesPerHourAndTurnoverInUsd();
    void startsCandlesWithTheirOpenInterest();
    void pagesFundingWithItsJitter();
    void answersMistakesAsErrors_data();
    void answersMistakesAsErrors();
    void limitsRequests();
    void sendsTheMarketsThenWhatChanged();
    void batchesUpdatesInAnArray();
    void flagsLiquidationsOnTheTakersSide();
    void refusesBadSubscriptions();
    void hangsUpOnClientsThatDoNotAnswerPings();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_btc = -1;
};

void TestDydx::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "BTC";
    rate.set.fundingRate = 0.0000375;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue("dydx"));
    QVERIFY(m_rig->start());
    m_btc = m_rig->contract(Venue, "BTC-USD");
    QVERIFY(m_btc >= 0);
    m_rig->advance(2000);
}

void TestDydx::tellsRatesPerHourAndTurnoverInUsd()
{
    const json::value body = m_rig->get(Venue, "/v4/perpetualMarkets").body();
    QVERIFY(body.at("markets").as_object().size() >= 3);
    const json::value &row = body.at("markets").at("BTC-USD");
    const ContractState state = m_rig->market().state(m_btc);
    const ContractSpec &spec = m_rig->spec(m_btc);
    QCOMPARE(number(row.at("nextFundingRate")), 0.0000375);
    QVERIFY(number(row.at("defaultFundingRate1H")) != 0.0000375); // a parameter
    QVERIFY(isNear(number(row.at("volume24H")), state.turnover24hUsd, 1e-3));
    QVERIFY(isNear(number(row.at("openInterest")), state.openInterestBase, spec.lot));
    QVERIFY(number(row.at("baseOpenInterest")) > 1.5 * state.openInterestBase); // the chain counts otherwise
    QVERIFY(isNear(number(row.at("oraclePrice")), state.mark, 1e-3));
    QCOMPARE(number(row.at("initialMarginFraction")), 1 / spec.maxLeverage);
    QCOMPARE(number(row.at("maintenanceMarginFraction")), 0.6 / spec.maxLeverage);
}

void TestDydx::startsCandlesWithTheirOpenInterest()
{
    const std::string from = formatIsoTime(RigStart - HourMs), to = formatIsoTime(RigStart - 30 * MinuteMs);
    const json::value body = m_rig
                                 ->get(Venue,
                                     "/v4/candles/perpetualMarkets/BTC-USD?resolution=5MINS&fromISO=" + from
                                         + "&toISO=" + to + "&limit=1000")
                                 .body();
    const json::array &rows = body.at("candles").as_array();
    QCOMPARE(rows.size(), 6U);
    const auto truth = m_rig->market().candles(m_btc, 5 * MinuteMs, RigStart - HourMs, RigStart - 30 * MinuteMs);
    const auto interest =
        m_rig->market().openInterestHistory(m_btc, 5 * MinuteMs, RigStart - HourMs, RigStart - 30 * MinuteMs);
    for (std::size_t i = 0; i < rows.size(); ++i) { // the newest first
        const Candle &candle = truth[truth.size() - 1 - i];
        QCOMPARE(isoMs(rows[i], "startedAt"), candle.openMs);
        QVERIFY(isNear(number(rows[i].at("baseTokenVolume")), candle.base, 0.0001));
        QVERIFY(isNear(number(rows[i].at("usdVolume")), candle.quote, 1e-3));
        QVERIFY(isNear(number(rows[i].at("startingOpenInterest")), interest[interest.size() - 1 - i].base, 0.0001));
    }
}

void TestDydx::pagesFundingWithItsJitter()
{
    const std::string path = "/v4/historicalFunding/BTC-USD?limit=3";
    const json::value newest = m_rig->get(Venue, path).body().at("historicalFunding");
    const auto settled = m_rig->market().settlements(m_btc, 0, RigStart + HourMs);
    QCOMPARE(newest.as_array().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const Settlement &truth = settled[settled.size() - 1 - i];
        const TimeMs late = isoMs(newest.at(i), "effectiveAt") - truth.timeMs;
        QVERIFY(late >= 0 && late < SecondMs);
        QVERIFY(isNear(number(newest.at(i).at("rate")), truth.rate, 1e-10));
    }
    const TimeMs before = isoMs(newest.at(2), "effectiveAt") - 1;
    const json::value page =
        m_rig->get(Venue, path + "&effectiveBeforeOrAt=" + formatIsoTime(before)).body().at("historicalFunding");
    QCOMPARE(floorTo(isoMs(page.at(0), "effectiveAt"), HourMs), settled[settled.size() - 4].timeMs);
}

void TestDydx::answersMistakesAsErrors_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown ticker") << "/v4/historicalFunding/NIX-USD" << 400;
    QTest::newRow("unknown ticker of the list") << "/v4/perpetualMarkets?ticker=NIX-USD" << 400;
    QTest::newRow("unknown resolution") << "/v4/candles/perpetualMarkets/BTC-USD?resolution=7MIN" << 400;
    QTest::newRow("unknown path") << "/v4/nix" << 404;
}

void TestDydx::answersMistakesAsErrors()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    if (status == 400)
        QVERIFY(!member(reply.body().at("errors").at(0), "msg").isEmpty());
}

void TestDydx::limitsRequests()
{
    VenueRig rig({}, onlyVenue("dydx"));
    QVERIFY(rig.start());
    for (int i = 0; i < 100; ++i)
        QCOMPARE(rig.get(Venue, "/v4/time").status, 200);
    QCOMPARE(rig.get(Venue, "/v4/time").status, 429);
    rig.advance(11000);
    QCOMPARE(rig.get(Venue, "/v4/time").status, 200);
}

void TestDydx::sendsTheMarketsThenWhatChanged()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v4/ws"));
    QVERIFY(socket.nextText().contains(QLatin1String("\"type\":\"connected\"")));
    socket.send(R"({"type":"subscribe","channel":"v4_markets"})");
    const json::value first = json::parse(socket.nextText().toStdString());
    QVERIFY(isOf(first, "subscribed", "v4_markets"));
    json::object merged = contents(first).at("markets").at("BTC-USD").as_object();
    QCOMPARE(number(merged.at("nextFundingRate")), 0.0000375);
    m_rig->advance(21000);
    QVERIFY(socket.settle());
    double oracle = 0;
    std::int64_t before = first.at("message_id").as_int64();
    for (const std::string &text : socket.frames) {
        const json::value frame = json::parse(text);
        QVERIFY(isOf(frame, "channel_data", "v4_markets"));
        QCOMPARE(frame.at("message_id").as_int64(), ++before);
        if (const json::value *prices = contents(frame).as_object().if_contains("oraclePrices"))
            oracle = number(prices->at("BTC-USD").at("oraclePrice"));
        const json::value *trading = contents(frame).as_object().if_contains("trading");
        const json::value *changed = trading ? trading->as_object().if_contains("BTC-USD") : nullptr;
        if (!changed)
            continue;
        QVERIFY(!changed->as_object().contains("nextFundingRate")); // scripted: it does not change
        QVERIFY(!changed->as_object().contains("oraclePrice"));
        for (const auto &each : changed->as_object())
            merged[each.key()] = each.value();
    }
    QVERIFY(socket.frames.size() >= 21);
    QVERIFY(isNear(oracle, m_rig->market().state(m_btc).mark, 200));
    QVERIFY(isNear(number(merged.at("volume24H")), m_rig->market().state(m_btc).turnover24hUsd, 1e6));
}

void TestDydx::batchesUpdatesInAnArray()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v4/ws"));
    socket.send(R"({"type":"subscribe","channel":"v4_markets","batched":true})");
    const json::value frame =
        socket.next(*m_rig, [](const auto &f) { return isOf(f, "channel_batch_data", "v4_markets"); });
    QVERIFY(frame.is_object());
    QVERIFY(contents(frame).at(0).as_object().contains("oraclePrices"));
    socket.send(R"({"type":"unsubscribe","channel":"v4_markets"})");
    QVERIFY(socket.next(*m_rig, [](const auto &f) { return isOf(f, "unsubscribed", "v4_markets"); }).is_object());
    socket.frames.clear();
    m_rig->advance(3000);
    QVERIFY(socket.settle() && socket.frames.empty());
}

void TestDydx::flagsLiquidationsOnTheTakersSide()
{
    ScriptLine dead;
    dead.atMs = 4000;
    dead.venue = Venue;
    dead.asset = "BTC";
    dead.liquidate = ScriptedLiquidation{Side::Long, 66500, 1.5};
    ScriptLine other = dead;
    other.liquidate = ScriptedLiquidation{Side::Short, 69900, 0.5};
    Script script;
    script.lines = {dead, other};
    VenueRig rig(script, onlyVenue("dydx"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/v4/ws"));
    socket.send(R"({"type":"subscribe","channel":"v4_trades","id":"BTC-USD"})");
    const json::value ack = socket.next(rig, [](const auto &f) { return isOf(f, "subscribed", "v4_trades"); });
    const json::array &backlog = contents(ack).at("trades").as_array();
    QVERIFY(backlog.size() > 1 && isoMs(backlog[0], "createdAt") >= isoMs(backlog[1], "createdAt"));
    const std::uint64_t cursor = rig.market().cursor();
    rig.advance(8000);
    QVERIFY(socket.settle());
    std::map<double, json::value> dying;
    std::size_t told = 0;
    double base = 0;
    for (const std::string &text : socket.frames) {
        const json::value frame = json::parse(text);
        for (const json::value &row : contents(frame).at("trades").as_array()) {
            ++told;
            base += number(row.at("size"));
            if (has(row, "type", "LIQUIDATED"))
                dying[number(row.at("price"))] = row;
        }
    }
    QVERIFY(has(dying[66500], "side", "SELL") && number(dying[66500].at("size")) == 1.5);
    QVERIFY(has(dying[69900], "side", "BUY") && number(dying[69900].at("size")) == 0.5);
    // Each print once: a liquidation stands in the place of its own.
    std::vector<Print> prints = rig.market().since(cursor).prints;
    const int btc = rig.contract(Venue, "BTC-USD");
    std::erase_if(prints, [btc](const Print &print) { return print.contract != btc; });
    QCOMPARE(told, prints.size());
    double truth = 0;
    for (const Print &print : prints)
        truth += print.base;
    QVERIFY(isNear(base, truth, 0.2));
    const json::value past = rig.get(Venue, "/v4/trades/perpetualMarket/BTC-USD?limit=100").body();
    QVERIFY(std::ranges::any_of(past.at("trades").as_array(),
        [](const json::value &row) { return has(row, "type", "LIQUIDATED") && number(row.at("price")) == 66500; }));
}

void TestDydx::refusesBadSubscriptions()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v4/ws"));
    QVERIFY(!socket.nextText().isEmpty());
    const auto isError = [](const json::value &frame) { return has(frame, "type", "error"); };
    for (const char *text : {R"({"type":"subscribe","channel":"v4_nix"})",
             R"({"type":"subscribe","channel":"v4_trades","id":"NIX-USD"})"}) {
        socket.send(text);
        QVERIFY(socket.next(*m_rig, isError).is_object());
    }
    m_rig->advance(1500);
    socket.send(R"({"type":"subscribe","channel":"v4_candles","id":"BTC-USD/7MIN"})");
    QVERIFY(socket.next(*m_rig, isError).is_object());
    for (int i = 0; i < 3; ++i) // the same more than twice a second
        socket.send(R"({"type":"subscribe","channel":"v4_trades","id":"BTC-USD"})");
    QVERIFY(socket.waitForEnd());
}

void TestDydx::hangsUpOnClientsThatDoNotAnswerPings()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v4/ws"));
    for (int i = 0; i < 3; ++i) {
        m_rig->advance(31000);
        QVERIFY(socket.settle()); // and answers
        QVERIFY(socket.isOpen());
    }
    m_rig->advance(42000); // the pong cannot come: nobody reads
    QVERIFY(socket.waitForEnd());
}

QTEST_GUILESS_MAIN(TestDydx)
#include "tst_dydx.moc"
