#include "tests/core/simulation/servers/venuerig.h"

#include <set>

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "bitfinex";
constexpr std::string_view Path = "/ws/2";
constexpr std::string_view Bitcoin = "tBTCF0:USTF0";

/// The payload of a data frame [chanId, payload, ...]; null for another one.
json::value payloadOf(const json::value &frame, std::size_t place = 1)
{
    const json::array *cells = frame.if_array();
    return cells && cells->size() > place ? cells->at(place) : json::value();
}

json::array cellsOf(const std::string &frame)
{
    const json::value parsed = json::parse(frame);
    return parsed.is_array() ? parsed.get_array() : json::array();
}

Script liquidations()
{
    Script script;
    for (int i = 0; i < 3; ++i) {
        ScriptLine line;
        line.atMs = 4000 + 1000 * i;
        line.venue = Venue;
        line.asset = "BTC";
        line.symbol = Bitcoin;
        line.liquidate = ScriptedLiquidation{i == 1 ? Side::Short : Side::Long, 66000.0 + i, 4.0 + i};
        script.lines.push_back(line);
    }
    return script;
}

} // namespace

/// The simulated Bitfinex over real sockets against the market's own numbers.
class TestBitfinex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsPairsWithoutTheirLetter();
    void putsAKeyBeforeStatusRows();
    void keepsTheStatusOfEachMinute();
    void writesTheCloseBeforeTheHigh();
    void answersMistakes();
    void numbersChannelsAndFrames();
    void refusesWhatItMust();
    void tellsEachTradeTwice();
    void triggersLiquidationsBeforeTheirPrice();
    void hangsUpOnSocketsThatNeverSubscribe();
    void limitsCallsByTheirKind();

private:
    json::value get(const std::string &target) { return m_rig->get(Venue, "/v2/" + target).body(); }

    std::unique_ptr<VenueRig> m_rig;
    int m_contract = -1;
};

void TestBitfinex::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "BTC";
    rate.symbol = Bitcoin;
    rate.set.fundingRate = 0.00075;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_contract = m_rig->contract(Venue, Bitcoin);
    QVERIFY(m_contract >= 0);
    m_rig->advance(2000);
}

void TestBitfinex::listsPairsWithoutTheirLetter()
{
    const json::value answer = get("conf/pub:info:pair:futures");
    std::size_t listed = 0;
    for (const json::value &pair : answer.at(0).as_array()) {
        const std::string name(pair.at(0).as_string());
        if (name.starts_with("TEST"))
            continue;
        const int contract = m_rig->contract(Venue, "t" + name);
        QVERIFY(contract >= 0);
        ++listed;
        QVERIFY(isNear(number(pair.at(1).at(8)), 1 / m_rig->spec(contract).maxLeverage, 1e-6));
        QVERIFY(number(pair.at(1).at(9)) < number(pair.at(1).at(8)) && pair.at(1).at(3).is_string());
    }
    QCOMPARE(listed, m_rig->market().contracts().size());
    QCOMPARE(get("conf/pub:info:pair,pub:info:pair:futures,pub:list:pair:margin").as_array().size(), 3U);
}

void TestBitfinex::putsAKeyBeforeStatusRows()
{
    const json::value rows = get("status/deriv?keys=ALL");
    QCOMPARE(rows.as_array().size(), m_rig->market().contracts().size());
    const json::value answer = get("status/deriv?keys=tBTCF0:USTF0,tNOPEF0:USTF0");
    QCOMPARE(answer.as_array().size(), 1U);
    const json::array row = answer.at(0).as_array();
    const ContractState state = m_rig->market().state(m_contract);
    QCOMPARE(row.size(), 24U);
    QVERIFY(row[0].as_string() == Bitcoin && row[2].is_null());
    QVERIFY(isNear(number(row[4]), state.index, 1e-3));
    QVERIFY(row[8].as_int64() == RigStart + 7 * HourMs + 50 * MinuteMs);
    QVERIFY(isNear(number(row[12]), 0.00075, 1e-9));
    QVERIFY(isNear(number(row[15]), state.mark, 1e-3));
    QVERIFY(isNear(number(row[18]), state.openInterestBase, 1e-7)); // base coins, each position once
    const json::value ticker = get("tickers?symbols=tBTCF0:USTF0").at(0);
    QVERIFY(isNear(number(ticker.at(8)), state.volume24hBase, 1e-7));
}

void TestBitfinex::keepsTheStatusOfEachMinute()
{
    const TimeMs end = RigStart - 9 * MinuteMs; // a minute behind a settlement
    const json::value rows = get("status/deriv/tBTCF0:USTF0/hist?limit=5&end=" + std::to_string(end));
    QCOMPARE(rows.as_array().size(), 5U);
    const json::array newest = rows.at(0).as_array();
    QCOMPARE(newest.size(), 23U); // no key
    QVERIFY(newest[0].as_int64() == end && rows.at(4).at(0).as_int64() == end - 4 * MinuteMs);
    QVERIFY(newest[7].as_int64() == RigStart + 7 * HourMs + 50 * MinuteMs);
    const TimeMs midnight = RigStart - 10 * MinuteMs;
    const json::value before = rows.at(2);
    QVERIFY(before.at(0).as_int64() == midnight - MinuteMs && before.at(7).as_int64() == midnight);
    const auto settled = m_rig->market().settlements(m_contract, midnight, midnight + 1);
    QVERIFY(isNear(number(before.at(11)), settled.at(0).rate, 1e-8));
    const auto points = m_rig->market().openInterestHistory(m_contract, 5 * MinuteMs, midnight, midnight + 1);
    QVERIFY(isNear(number(rows.at(1).at(17)), points.at(0).base, 1e-7));
}

void TestBitfinex::writesTheCloseBeforeTheHigh()
{
    const auto bars = m_rig->market().candles(m_contract, HourMs, RigStart - 5 * HourMs, RigStart - HourMs);
    const std::string span =
        "&start=" + std::to_string(bars.front().openMs) + "&end=" + std::to_string(bars.back().openMs);
    const json::value rows = get("candles/trade:1h:tBTCF0:USTF0/hist?limit=2&sort=1" + span);
    QCOMPARE(rows.as_array().size(), 2U);
    QVERIFY(rows.at(0).at(0).as_int64() == bars.front().openMs);
    QVERIFY(isNear(number(rows.at(0).at(2)), bars.front().close, 1)
        && isNear(number(rows.at(0).at(3)), bars.front().high, 1));
    QVERIFY(isNear(number(rows.at(0).at(5)), bars.front().base, 1e-7));
    const json::value newest = get("candles/trade:1h:tBTCF0:USTF0/hist?limit=2" + span);
    QVERIFY(newest.at(0).at(0).as_int64() == bars.back().openMs);
}

void TestBitfinex::answersMistakes()
{
    QCOMPARE(get("candles/trade:7m:tBTCF0:USTF0/hist").at(1).as_int64(), 10020);
    QCOMPARE(get("status/deriv/tNOPEF0:USTF0/hist").at(1).as_int64(), 10020);
    QCOMPARE(m_rig->get(Venue, "/v2/nix").status, 404);
    QVERIFY(get("status/deriv?keys=tNOPEF0:USTF0").as_array().empty());
}

void TestBitfinex::numbersChannelsAndFrames()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    QVERIFY(socket.nextText().contains(QLatin1String("\"version\":2")));
    socket.send(R"({"event":"conf","flags":98304})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"status\":\"OK\"")));
    socket.send(R"({"event":"ping","cid":5})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"cid\":5")));
    socket.send(R"({"event":"subscribe","channel":"status","key":"deriv:tNOPEF0:USTF0"})"); // is not answered
    socket.send(R"({"event":"subscribe","channel":"status","key":"deriv:tBTCF0:USTF0"})");
    const json::value ack = json::parse(socket.nextText().toStdString());
    QVERIFY(has(ack, "event", "subscribed") && has(ack, "key", "deriv:tBTCF0:USTF0"));
    m_rig->advance(6000);
    QVERIFY(socket.settle());
    QVERIFY(socket.frames.size() >= 5);
    std::int64_t sequence = 0;
    std::set<std::int64_t> times;
    for (const std::string &text : socket.frames) {
        const json::array frame = cellsOf(text);
        QCOMPARE(frame.size(), 4U);
        QVERIFY(frame[0] == ack.at("chanId") && frame[2].as_int64() == ++sequence);
        QVERIFY(frame[1].as_array().size() == 23 && isNear(number(frame[1].at(11)), 0.00075, 1e-9));
        times.insert(frame[1].at(0).as_int64());
    }
    QVERIFY(times.size() < socket.frames.size()); // repeats
    socket.send(R"({"event":"unsubscribe","chanId":)" + json::serialize(ack.at("chanId")) + "}");
    QVERIFY(socket.settle());
    QVERIFY(socket.frames.back().find("unsubscribed") != std::string::npos);
}

void TestBitfinex::refusesWhatItMust()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    QVERIFY(!socket.nextText().isEmpty());
    socket.send(R"({"event":"nix"})");
    QVERIFY(socket.nextText().contains(QLatin1String("10000")));
    socket.send(R"({"event":"subscribe","channel":"trades","symbol":"tNOPEF0:USTF0"})");
    QVERIFY(socket.nextText().contains(QLatin1String("10300")));
    for (int i = 0; i < 2; ++i)
        socket.send(R"({"event":"subscribe","channel":"book","symbol":"tBTCF0:USTF0","len":"25"})");
    QVERIFY(socket.nextText().contains(QLatin1String("subscribed")));
    QVERIFY(socket.nextText().contains(QLatin1String("10301")));
    for (int i = 0; i < 25; ++i)
        socket.send(
            R"({"event":"subscribe","channel":"book","symbol":"tBTCF0:USTF0","len":")" + std::to_string(i) + "\"}");
    QVERIFY(socket.settle());
    QVERIFY(socket.frames.back().find("10305") != std::string::npos); // 25 channels a connection
    QVERIFY(socket.frames.at(socket.frames.size() - 2).find("subscribed") != std::string::npos);
}

void TestBitfinex::tellsEachTradeTwice()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(R"({"event":"subscribe","channel":"trades","symbol":"tBTCF0:USTF0"})");
    const json::value past = socket.next(*m_rig, [](const auto &f) { return payloadOf(f).is_array(); });
    QVERIFY(past.at(1).as_array().size() == 30);
    QVERIFY(past.at(1).at(0).at(1).as_int64() >= past.at(1).at(29).at(1).as_int64()); // newest first
    QVERIFY(socket.settle());
    socket.frames.clear();
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(15000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_contract; });
    std::vector<json::value> executed, updated;
    for (const std::string &text : socket.frames) {
        const json::array cells = cellsOf(text);
        if (cells.size() == 3)
            (cells[1].as_string() == "te" ? executed : updated).push_back(cells[2]);
    }
    QVERIFY(!prints.empty() && executed == updated);
    QCOMPARE(executed.size(), prints.size());
    for (std::size_t i = 0; i < prints.size(); ++i)
        QVERIFY(isNear(number(executed[i].at(2)), prints[i].takerBuy ? prints[i].base : -prints[i].base, 1e-8));
}

void TestBitfinex::triggersLiquidationsBeforeTheirPrice()
{
    VenueRig rig(liquidations(), onlyVenue(Venue));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, std::string(Path)));
    socket.send(R"({"event":"subscribe","channel":"status","key":"liq:global"})");
    QVERIFY(socket.settle());
    rig.advance(9000);
    QVERIFY(socket.settle());
    std::map<std::int64_t, double> triggered, executed;
    std::map<std::int64_t, double> prices;
    for (const std::string &text : socket.frames) {
        const json::array cells = cellsOf(text);
        if (cells.size() < 2 || !cells[1].is_array())
            continue;
        const json::array row = cells[1].at(0).as_array();
        if (row[4].as_string() != Bitcoin) // margin trading
            continue;
        const std::int64_t id = row[1].as_int64();
        (row[8].as_int64() == 0 ? triggered : executed)[id] += number(row[5]);
        if (!row[11].is_null())
            prices[id] = number(row[11]);
        const double entry = number(row[6]); // not the price of the liquidation
        QVERIFY(number(row[5]) > 0 ? entry > 66000 * 1.005 : entry < 66001 * 0.995);
    }
    std::set<double> amounts, ends;
    for (const auto &[id, amount] : triggered) {
        QVERIFY(isNear(executed[id], amount, 1e-8));
        amounts.insert(amount);
        ends.insert(prices[id]);
    }
    QVERIFY(amounts == std::set<double>({4, -5, 6})); // the position's side
    QVERIFY(ends == std::set<double>({66000, 66001, 66002}));
    const json::value past = rig.get(Venue, "/v2/liquidations/hist").body();
    QCOMPARE(past.as_array().size(), 9U);
    QVERIFY(past.at(0).at(0).at(0).as_string() == "pos"); // a level deeper
}

void TestBitfinex::hangsUpOnSocketsThatNeverSubscribe()
{
    VenueSocket idle, busy;
    QVERIFY(idle.open(*m_rig, Venue, std::string(Path)) && busy.open(*m_rig, Venue, std::string(Path)));
    busy.send(R"({"event":"subscribe","channel":"status","key":"liq:global"})");
    QVERIFY(busy.settle() && idle.settle());
    m_rig->advance(62000);
    QVERIFY(idle.waitForEnd());
    QVERIFY(busy.settle());
    QVERIFY(busy.frames.back().find("\"hb\"") != std::string::npos);
}

void TestBitfinex::limitsCallsByTheirKind()
{
    VenueRig rig({}, onlyVenue(Venue));
    QVERIFY(rig.start());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(rig.get(Venue, "/v2/liquidations/hist").status, 200);
    const RestReply refusal = rig.get(Venue, "/v2/liquidations/hist");
    QCOMPARE(refusal.status, 429);
    QCOMPARE(refusal.body().at(1).as_int64(), 11010);
    QCOMPARE(rig.get(Venue, "/v2/status/deriv?keys=ALL").status, 200);
    rig.clock.advance(MinuteMs);
    QCOMPARE(rig.get(Venue, "/v2/liquidations/hist").status, 200);
}

QTEST_GUILESS_MAIN(TestBitfinex)
#include "tst_bitfinex.moc"
