#include "tests/core/simulation/servers/venuerig.h"

#include <algorithm>

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "deribit";
constexpr std::string_view Path = "/ws/api/v2";

bool isChannel(const json::value &frame, std::string_view channel)
{
    return has(frame, "method", "subscription") && has(frame.at("params"), "channel", channel);
}

json::array tradesIn(const std::string &frame)
{
    const json::value parsed = json::parse(frame);
    return parsed.at("params").at("data").as_array();
}

std::string subscribeTo(const std::string &channels)
{
    return R"({"jsonrpc":"2.0","id":3,"method":"public/subscribe","params":{"channels":[)" + channels + "]}}";
}

ScriptLine liquidation(const std::string &symbol, Side side, double price, double base)
{
    ScriptLine line;
    line.atMs = 4000;
    line.venue = Venue;
    line.asset = "BTC";
    line.symbol = symbol;
    line.liquidate = ScriptedLiquidation{side, price, base};
    return line;
}

} // namespace

/// The simulated Deribit over real sockets against the market's own numbers.
class TestDeribit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsPerpetualsAmongOthers();
    void countsInverseAmountsInDollars();
    void quotesFundingForEightHours();
    void givesHistoryInColumns();
    void answersMistakesAsJsonRpc();
    void leavesRefusedChannelsOut();
    void marksLiquidationsInTheTape();
    void numbersEveryTrade();
    void hangsUpOnUnansweredTests();
    void takesBackCreditsSlowly();

private:
    json::value result(const std::string &target)
    {
        return m_rig->get(Venue, "/api/v2/public/" + target).body().at("result");
    }

    Script m_script;
    std::unique_ptr<VenueRig> m_rig;
    int m_inverse = -1;
    int m_linear = -1;
};

void TestDeribit::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "BTC";
    rate.symbol = "BTC-PERPETUAL";
    rate.set.fundingRate = 0.0001; // of an hour
    m_script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(m_script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_inverse = m_rig->contract(Venue, "BTC-PERPETUAL");
    m_linear = m_rig->contract(Venue, "BTC_USDC-PERPETUAL");
    QVERIFY(m_inverse >= 0 && m_linear >= 0);
    m_rig->advance(2000);
}

void TestDeribit::listsPerpetualsAmongOthers()
{
    const json::value listed = result("get_instruments?currency=any&kind=future&expired=false");
    std::size_t perpetual = 0, dated = 0;
    for (const json::value &row : listed.as_array()) {
        if (!has(row, "settlement_period", "perpetual")) {
            ++dated;
            continue;
        }
        ++perpetual;
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("instrument_name").as_string()));
        QVERIFY(has(row, "instrument_type", spec.inverse ? "reversed" : "linear"));
        QVERIFY(has(row, "settlement_currency", spec.settle));
        QCOMPARE(number(row.at("contract_size")), spec.contractSize);
    }
    QCOMPARE(perpetual, m_rig->market().contracts().size());
    QVERIFY(dated > 0);
    QVERIFY(result("get_instruments?currency=USDC&kind=future").as_array().size() < perpetual);
    QVERIFY(result("get_instruments?currency=BTC&kind=option").as_array().empty());
}

void TestDeribit::countsInverseAmountsInDollars()
{
    const json::value inverse = result("ticker?instrument_name=BTC-PERPETUAL");
    const ContractState coin = m_rig->market().state(m_inverse);
    QVERIFY(isNear(number(inverse.at("open_interest")), coin.openInterestBase * coin.mark, 10));
    QVERIFY(isNear(number(inverse.at("stats").at("volume")), coin.volume24hBase, 1e-7));
    QVERIFY(isNear(number(inverse.at("stats").at("volume_usd")), coin.turnover24hUsd, 0.01));
    const json::value rows = result("get_book_summary_by_instrument?instrument_name=BTC_USDC-PERPETUAL");
    const json::value &linear = rows.at(0);
    const ContractState state = m_rig->market().state(m_linear);
    QVERIFY(isNear(number(linear.at("open_interest")), state.openInterestBase, 0.001));
    QVERIFY(isNear(number(linear.at("mark_price")), state.mark, 0.01));
}

void TestDeribit::quotesFundingForEightHours()
{
    HostConfig config = onlyVenue(Venue);
    config.market.startMs = RigStart + 50 * MinuteMs - 10 * SecondMs; // just before the hour
    VenueRig rig(m_script, config);
    QVERIFY(rig.start());
    rig.advance(15000);
    const auto ask = [&rig](const std::string &target) {
        return rig.get(Venue, "/api/v2/public/" + target + "instrument_name=BTC-PERPETUAL").body().at("result");
    };
    const TimeMs now = rig.market().nowMs();
    const auto settled = rig.market().settlements(m_inverse, now - 8 * HourMs, now + 1);
    QCOMPARE(settled.size(), 8U); // one an hour
    QVERIFY(isNear(settled.back().rate, 0.0001, 1e-12));
    double paid = 0;
    for (const Settlement &hour : settled)
        paid += hour.rate;
    const json::value ticker = ask("ticker?");
    QVERIFY(isNear(number(ticker.at("current_funding")), 0.0008, 1e-8));
    QVERIFY(isNear(number(ticker.at("funding_8h")), paid, 1e-8));
    const std::string span =
        "start_timestamp=" + std::to_string(now - 3 * HourMs) + "&end_timestamp=" + std::to_string(now) + "&";
    const json::value rows = ask("get_funding_rate_history?" + span);
    QCOMPARE(rows.as_array().size(), 3U);
    QVERIFY(rows.at(2).at("timestamp").as_int64() == settled.back().timeMs); // oldest first
    QVERIFY(isNear(number(rows.at(2).at("interest_1h")), 0.0001, 1e-12));
    QVERIFY(isNear(number(rows.at(2).at("interest_8h")), paid, 1e-9));
    QVERIFY(number(ask("get_funding_rate_value?" + span)) > 0.00009);
}

void TestDeribit::givesHistoryInColumns()
{
    const std::string span = "&start_timestamp=" + std::to_string(RigStart - 2 * DayMs)
        + "&end_timestamp=" + std::to_string(RigStart - 1) + "&resolution=5";
    const json::value chart = result("get_tradingview_chart_data?instrument_name=BTC-PERPETUAL" + span);
    QVERIFY(has(chart, "status", "ok"));
    const auto bars = m_rig->market().candles(m_inverse, 5 * MinuteMs, RigStart - 2 * DayMs, RigStart);
    const json::array &ticks = chart.at("ticks").as_array();
    QCOMPARE(ticks.size(), bars.size());
    QVERIFY(ticks.front().as_int64() == bars.front().openMs);
    QVERIFY(isNear(number(chart.at("volume").at(0)), bars.front().base, 1e-8));
    QVERIFY(isNear(number(chart.at("cost").at(0)), bars.front().quote, 1e-4));
    const json::value none = result("get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&start_timestamp=0"
                                    "&end_timestamp=1000&resolution=60");
    QVERIFY(has(none, "status", "no_data"));
}

void TestDeribit::answersMistakesAsJsonRpc()
{
    const auto code = [this](const char *target) {
        const RestReply reply = m_rig->get(Venue, target);
        return reply.status == 400 ? reply.body().at("error").at("code").as_int64() : 0;
    };
    QCOMPARE(code("/api/v2/public/nix"), -32601);
    QCOMPARE(code("/api/v2/public/ticker?instrument_name=NIX"), -32602);
    QCOMPARE(code("/api/v2/public/get_funding_rate_history?instrument_name=BTC-PERPETUAL"), -32602);
    QCOMPARE(m_rig->get(Venue, "/nix").status, 404);
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send("nonsense");
    QVERIFY(socket.nextText().contains(QLatin1String("-32600")));
    socket.send(R"({"jsonrpc":"2.0","id":9,"method":"public/ticker","params":{"instrument_name":"ETH-PERPETUAL"}})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"open_interest\"")));
}

void TestDeribit::leavesRefusedChannelsOut()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(subscribeTo(R"("ticker.BTC-PERPETUAL.raw")")); // wants a login
    QVERIFY(socket.nextText().contains(QLatin1String("13778")));
    socket.send(subscribeTo(R"("ticker.BTC-PERPETUAL.100ms","ticker.NIX.100ms","nix.BTC-PERPETUAL.100ms")"));
    const json::value reply = json::parse(socket.nextText().toStdString());
    QCOMPARE(reply.at("result").as_array().size(), 1U);
    const json::value frame =
        socket.next(*m_rig, [](const auto &f) { return isChannel(f, "ticker.BTC-PERPETUAL.100ms"); });
    QVERIFY(number(frame.at("params").at("data").at("open_interest")) > 1e6);
    socket.send(
        R"({"jsonrpc":"2.0","id":4,"method":"public/unsubscribe","params":{"channels":["ticker.BTC-PERPETUAL.100ms"]}})");
    QVERIFY(socket.settle());
    socket.frames.clear();
    m_rig->advance(2000);
    QVERIFY(socket.settle() && socket.frames.empty());
}

void TestDeribit::marksLiquidationsInTheTape()
{
    Script script;
    script.lines = {
        liquidation("BTC-PERPETUAL", Side::Long, 66000, 0.5), liquidation("BTC_USDC-PERPETUAL", Side::Short, 69900, 3)};
    VenueRig rig(script, onlyVenue(Venue));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, std::string(Path)));
    socket.send(subscribeTo(R"("trades.future.any.100ms")"));
    QVERIFY(!socket.nextText().isEmpty());
    rig.advance(7000);
    QVERIFY(socket.settle());
    std::map<double, json::value> byPrice;
    for (const std::string &text : socket.frames)
        for (const json::value &row : tradesIn(text))
            if (row.as_object().contains("liquidation"))
                byPrice[number(row.at("price"))] = row;
    // Taken from the book: a sale ends a long. Inverse amounts are USD.
    QVERIFY(has(byPrice[66000], "direction", "sell") && has(byPrice[66000], "liquidation", "T"));
    QVERIFY(isNear(number(byPrice[66000].at("amount")), 33000, 10));
    QVERIFY(isNear(number(byPrice[66000].at("contracts")), 3300, 1));
    QVERIFY(has(byPrice[69900], "direction", "buy") && isNear(number(byPrice[69900].at("amount")), 3, 0.001));
}

void TestDeribit::numbersEveryTrade()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, std::string(Path)));
    socket.send(subscribeTo(R"("trades.BTC-PERPETUAL.100ms")"));
    QVERIFY(!socket.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_inverse; });
    std::vector<json::value> told;
    for (const std::string &text : socket.frames)
        for (const json::value &row : tradesIn(text))
            told.push_back(row);
    QVERIFY(!prints.empty());
    QCOMPARE(told.size(), prints.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        QVERIFY(told[i].at("trade_seq").as_int64() == told[0].at("trade_seq").as_int64() + static_cast<long>(i));
        QVERIFY(has(told[i], "direction", prints[i].takerBuy ? "buy" : "sell"));
        QVERIFY(isNear(number(told[i].at("amount")), prints[i].base * prints[i].price, 10));
        QVERIFY(told[i].at("timestamp").as_int64() == prints[i].timeMs);
    }
    const json::value past =
        result("get_last_trades_by_instrument_and_time?instrument_name=BTC-PERPETUAL&start_timestamp=0&count=5");
    QCOMPARE(past.at("trades").as_array().size(), 5U);
    QVERIFY(past.at("has_more").as_bool() && past.at("trades").at(0) == told.back()); // newest first
}

void TestDeribit::hangsUpOnUnansweredTests()
{
    VenueSocket good, bad;
    for (VenueSocket *socket : {&good, &bad}) {
        QVERIFY(socket->open(*m_rig, Venue, std::string(Path)));
        socket->send(R"({"jsonrpc":"2.0","id":1,"method":"public/set_heartbeat","params":{"interval":10}})");
        QVERIFY(socket->nextText().contains(QLatin1String("\"ok\"")));
    }
    m_rig->advance(11000);
    QVERIFY(good.settle() && bad.settle());
    QVERIFY(std::ranges::any_of(good.frames, [](const auto &f) { return f.find("test_request") != f.npos; }));
    good.send(R"({"jsonrpc":"2.0","id":0,"method":"public/test","params":{}})");
    QVERIFY(good.settle());
    m_rig->advance(10000);
    QVERIFY(bad.waitForEnd());
    QVERIFY(good.settle());
}

void TestDeribit::takesBackCreditsSlowly()
{
    VenueRig rig({}, onlyVenue(Venue));
    QVERIFY(rig.start());
    int refused = 0;
    for (int i = 0; i < 101; ++i)
        refused = rig.get(Venue, "/api/v2/public/get_time").status == 429 ? refused + 1 : refused;
    QCOMPARE(refused, 1);
    rig.clock.advance(100); // two requests' worth
    QCOMPARE(rig.get(Venue, "/api/v2/public/test").status, 200);
    QCOMPARE(rig.get(Venue, "/api/v2/public/test").status, 200);
    const RestReply refusal = rig.get(Venue, "/api/v2/public/test");
    QCOMPARE(refusal.body().at("error").at("code").as_int64(), 10028);
}

QTEST_GUILESS_MAIN(TestDeribit)
#include "tst_deribit.moc"
