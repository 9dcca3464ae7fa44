#include "tests/core/simulation/servers/venuerig.h"

#include <set>

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "lighter";

ScriptLine lineFor(const char *asset, TimeMs atMs)
{
    ScriptLine line;
    line.atMs = atMs;
    line.venue = Venue;
    line.asset = asset;
    return line;
}

} // namespace

/// The simulated Lighter over real sockets against the market's own numbers.
class TestLighter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void namesMarketsByNumber();
    void tellsRatesInThreeUnits();
    void countsOpenInterestInUsdByStreamOnly();
    void pagesFundingsInSeconds();
    void servesCandlesInMilliseconds();
    void answersMistakesByTheirCode_data();
    void answersMistakesByTheirCode();
    void weighsRequests();
    void swapsSlashesForColons();
    void putsLiquidationsInTheirOwnList();
    void closesSilentConnections();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_btc = -1, m_eth = -1;
};

void TestLighter::initTestCase()
{
    ScriptLine btc = lineFor("BTC", 0), eth = lineFor("ETH", 0);
    btc.set.fundingRate = 0.0000125; // 0.00125 % loses its last digit
    eth.set.fundingRate = -0.000028;
    Script script;
    script.lines = {btc, eth};
    m_rig = std::make_unique<VenueRig>(script, rigConfig({"lighter", "bybit"}));
    QVERIFY(m_rig->start());
    m_btc = m_rig->contract(Venue, "1");
    m_eth = m_rig->contract(Venue, "0");
    QVERIFY(m_btc >= 0 && m_eth >= 0);
    m_rig->advance(2000);
}

void TestLighter::namesMarketsByNumber()
{
    const json::value body = m_rig->get(Venue, "/api/v1/orderBookDetails").body();
    QCOMPARE(body.at("code").as_int64(), 200);
    std::map<std::string, std::int64_t> numbers;
    for (const json::value &row : body.at("order_book_details").as_array())
        numbers[member(row, "symbol").toStdString()] = row.at("market_id").as_int64();
    QVERIFY(numbers.at("ETH") == 0 && numbers.at("BTC") == 1 && numbers.contains("1000PEPE"));
    const json::value one = m_rig->get(Venue, "/api/v1/orderBookDetails?market_id=1").body();
    const json::value &btc = one.at("order_book_details").at(0);
    QCOMPARE(one.at("order_book_details").as_array().size(), 1U);
    QCOMPARE(btc.at("min_initial_margin_fraction").as_int64(), 200); // of 10000
    QCOMPARE(btc.at("maintenance_margin_fraction").as_int64(), 120);
    QCOMPARE(btc.at("closeout_margin_fraction").as_int64(), 80);
    QCOMPARE(btc.at("price_decimals").as_int64(), 1);
}

void TestLighter::tellsRatesInThreeUnits()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/stream?readonly=true"));
    QVERIFY(socket.nextText().contains(QLatin1String("\"type\":\"connected\"")));
    socket.send(R"({"type":"subscribe","channel":"market_stats/all"})");
    const json::value frame = json::parse(socket.nextText().toStdString());
    QVERIFY(has(frame, "type", "subscribed/market_stats") && has(frame, "channel", "market_stats:all"));
    const json::value &stats = frame.at("market_stats");
    QVERIFY(has(stats.at("1"), "current_funding_rate", "0.0012")); // percent an hour
    QVERIFY(has(stats.at("0"), "current_funding_rate", "-0.0028"));
    const ContractState eth = m_rig->market().state(m_eth);
    QVERIFY(isNear(number(stats.at("0").at("funding_rate")), 100 * eth.lastSettledRate, 2e-4)); // settled
    QCOMPARE(floorTo(stats.at("0").at("funding_timestamp").as_int64(), HourMs), eth.lastSettledMs);

    const json::value rates = m_rig->get(Venue, "/api/v1/funding-rates").body().at("funding_rates");
    std::set<std::string> exchanges;
    for (const json::value &row : rates.as_array()) {
        exchanges.insert(member(row, "exchange").toStdString());
        if (has(row, "exchange", "lighter") && row.at("market_id") == 0)
            QVERIFY(isNear(number(row.at("rate")), 8 * -0.000028, 1e-9)); // of eight hours
    }
    QVERIFY(exchanges.size() > 1); // other exchanges are listed too
}

void TestLighter::countsOpenInterestInUsdByStreamOnly()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/stream"));
    socket.send(R"({"type":"subscribe","channel":"market_stats/1"})");
    const json::value frame =
        socket.next(*m_rig, [](const auto &f) { return has(f, "type", "subscribed/market_stats"); });
    const json::value &stats = frame.at("market_stats"); // of the one, not by number
    const ContractState state = m_rig->market().state(m_btc);
    QVERIFY(isNear(number(stats.at("open_interest")), state.openInterestBase * state.mark, 1e-5));
    QVERIFY(isNear(number(stats.at("mark_price")), state.mark, 0.1));
    QVERIFY(isNear(number(stats.at("index_price")), state.index, 0.1));
    QVERIFY(stats.at("daily_quote_token_volume").is_number());
    QVERIFY(isNear(number(stats.at("daily_quote_token_volume")), state.turnover24hUsd, 1e-2));
    const json::value rest = m_rig->get(Venue, "/api/v1/orderBookDetails?market_id=1").body();
    QVERIFY(isNear(number(rest.at("order_book_details").at(0).at("open_interest")), state.openInterestBase, 1e-5));
}

void TestLighter::pagesFundingsInSeconds()
{
    const std::string target = "/api/v1/fundings?market_id=0&resolution=1h&count_back=3&start_timestamp="
        + std::to_string((RigStart - DayMs) / SecondMs) + "&end_timestamp=" + std::to_string(RigStart / SecondMs);
    const json::value rows = m_rig->get(Venue, target).body().at("fundings");
    const auto settled = m_rig->market().settlements(m_eth, 0, RigStart);
    QCOMPARE(rows.as_array().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) { // ascending, up to the newest
        const Settlement &truth = settled[settled.size() - 3 + i];
        QCOMPARE(rows.at(i).at("timestamp").as_int64(), truth.timeMs / SecondMs);
        QVERIFY(isNear(number(rows.at(i).at("rate")), std::abs(truth.rate) * 100, 2e-4));
        QVERIFY(has(rows.at(i), "direction", truth.rate < 0 ? "short" : "long"));
        const double price = number(rows.at(i).at("value")) / number(rows.at(i).at("rate")) * 100; // proves the percent
        QVERIFY(isNear(price, m_rig->market().state(m_eth).mark, 200));
    }
}

void TestLighter::servesCandlesInMilliseconds()
{
    const std::string target = "/api/v1/candles?market_id=1&resolution=5m&count_back=4&start_timestamp="
        + std::to_string(RigStart - HourMs) + "&end_timestamp=" + std::to_string(RigStart);
    const json::value body = m_rig->get(Venue, target).body();
    QCOMPARE(member(body, "r"), QLatin1String("5m"));
    const auto truth = m_rig->market().candles(m_btc, 5 * MinuteMs, RigStart - 15 * MinuteMs, RigStart + MinuteMs);
    QCOMPARE(body.at("c").as_array().size(), 4U);
    for (std::size_t i = 0; i < 3; ++i) { // the fourth is still running
        const json::value &row = body.at("c").at(i);
        QCOMPARE(row.at("t").as_int64(), truth[i].openMs);
        QVERIFY(isNear(number(row.at("v")), truth[i].base, 1e-5) && isNear(number(row.at("V")), truth[i].quote, 1e-3));
    }
}

void TestLighter::answersMistakesByTheirCode_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown market") << "/api/v1/orderBookDetails?market_id=77" << 400;
    QTest::newRow("no times") << "/api/v1/candles?market_id=1&resolution=5m" << 400;
    QTest::newRow("bad resolution")
        << "/api/v1/fundings?market_id=1&resolution=7h&start_timestamp=1&end_timestamp=2&count_back=1" << 400;
    QTest::newRow("too many trades") << "/api/v1/recentTrades?market_id=1&limit=101" << 400;
    QTest::newRow("unknown path") << "/api/v1/nix" << 404;
}

void TestLighter::answersMistakesByTheirCode()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    if (status == 400)
        QCOMPARE(reply.body().at("code").as_int64(), 20001);
}

void TestLighter::weighsRequests()
{
    VenueRig rig({}, onlyVenue("lighter"));
    QVERIFY(rig.start());
    for (int i = 0; i < 30; ++i) // twice the ordinary weight
        QCOMPARE(rig.get(Venue, "/api/v1/recentTrades?market_id=1&limit=1").status, 200);
    const RestReply reply = rig.get(Venue, "/api/v1/orderBooks");
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.body().at("code").as_int64(), 23000);
}

void TestLighter::swapsSlashesForColons()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/stream"));
    socket.send(R"({"type":"subscribe","channel":"trade/77"})");
    const auto isRefused = [](const json::value &f) { return f.is_object() && f.as_object().contains("error"); };
    const json::value refusal = socket.next(*m_rig, isRefused);
    QCOMPARE(refusal.at("error").at("code").as_int64(), 30005);
    QVERIFY(!refusal.as_object().contains("type"));
    socket.send(R"({"type":"subscribe","channel":"trade/1"})");
    const json::value ack = socket.next(*m_rig, [](const auto &f) { return has(f, "type", "subscribed/trade"); });
    QVERIFY(has(ack, "channel", "trade:1") && ack.at("trades").as_array().size() > 10);
    QVERIFY(ack.at("trades").at(0).at("timestamp").as_int64() >= ack.at("trades").at(9).at("timestamp").as_int64());
    socket.send(R"({"type":"subscribe","channel":"trade/1"})");
    QVERIFY(socket.next(*m_rig, isRefused).is_object());
    socket.send(R"({"type":"ping"})");
    QVERIFY(socket.next(*m_rig, [](const auto &f) { return has(f, "type", "pong"); }).is_object());
    socket.send(R"({"type":"unsubscribe","channel":"trade/1"})");
    QVERIFY(socket.next(*m_rig, [](const auto &f) { return has(f, "type", "unsubscribed"); }).is_object());
}

void TestLighter::putsLiquidationsInTheirOwnList()
{
    ScriptLine dead = lineFor("BTC", 4000);
    dead.liquidate = ScriptedLiquidation{Side::Long, 66500, 1.5};
    ScriptLine other = dead;
    other.liquidate = ScriptedLiquidation{Side::Short, 69900, 0.5};
    Script script;
    script.lines = {dead, other};
    VenueRig rig(script, onlyVenue("lighter"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/stream"));
    socket.send(R"({"type":"subscribe","channel":"trade/1"})");
    QVERIFY(socket.next(rig, [](const auto &f) { return has(f, "type", "subscribed/trade"); }).is_object());
    const std::uint64_t cursor = rig.market().cursor();
    rig.advance(8000);
    QVERIFY(socket.settle());
    std::map<double, json::value> dying;
    std::vector<json::value> trades;
    for (const std::string &text : socket.frames) {
        const json::value frame = json::parse(text);
        const json::array &rows = frame.at("trades").as_array();
        trades.insert(trades.end(), rows.rbegin(), rows.rend()); // newest first
        if (const json::value &liquidations = frame.at("liquidation_trades"); liquidations.is_array())
            for (const json::value &row : liquidations.as_array())
                dying[number(row.at("price"))] = row;
    }
    QVERIFY(has(dying[66500], "type", "liquidation") && !dying[66500].at("is_maker_ask").as_bool());
    QVERIFY(number(dying[66500].at("size")) == 1.5 && number(dying[66500].at("usd_amount")) == 99750);
    QVERIFY(number(dying[66500].at("taker_position_size_before")) > 0);
    QVERIFY(dying[69900].at("is_maker_ask").as_bool() && number(dying[69900].at("size")) == 0.5);
    std::vector<Print> prints = rig.market().since(cursor).prints;
    const int btc = rig.contract(Venue, "1");
    std::erase_if(prints, [btc](const Print &print) { return print.contract != btc; });
    QCOMPARE(trades.size() + dying.size(), prints.size());
    for (const json::value &row : trades) {
        const auto print = std::ranges::find_if(prints, [&](const Print &each) {
            return 16'000'000'000 + static_cast<std::int64_t>(each.id) == row.at("trade_id");
        });
        QVERIFY(print != prints.end());
        QCOMPARE(row.at("is_maker_ask").as_bool(), print->takerBuy);
        QCOMPARE(row.at("timestamp").as_int64(), print->timeMs);
        QCOMPARE(row.at("transaction_time").as_int64() / 1'000'000, (print->timeMs + 32) / 1000);
        QVERIFY(isNear(number(row.at("size")), print->base, 1e-5));
    }
}

void TestLighter::closesSilentConnections()
{
    VenueSocket silent, talking;
    QVERIFY(silent.open(*m_rig, Venue, "/stream") && talking.open(*m_rig, Venue, "/stream"));
    for (int i = 0; i < 3; ++i) {
        m_rig->advance(50000);
        talking.send(R"({"type":"pong"})");
        QVERIFY(talking.settle());
    }
    QVERIFY(silent.waitForEnd());
    QVERIFY(talking.isOpen());
    QVERIFY(std::ranges::find(talking.frames, R"({"type":"ping"})") != talking.frames.end());
}

QTEST_GUILESS_MAIN(TestLighter)
#include "tst_lighter.moc"
