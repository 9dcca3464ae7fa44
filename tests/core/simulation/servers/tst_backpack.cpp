#include "core/base/isotime.h"
#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "backpack";
constexpr std::int64_t UsPerMs = 1000;

TimeMs isoMs(const json::value &row, std::string_view name)
{
    return parseIsoTime(member(row, name).toStdString()).value_or(-1);
}

bool isOf(const json::value &frame, std::string_view stream) { return has(frame, "stream", stream); }

} // namespace

/// The simulated Backpack over real sockets against the market's own numbers.
class TestBackpack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsIntervalsInMillisecondsAndBoundsInBasisPoints();
    void tellsMarksInterestAndTurnover();
    void beginsFundingWithTheRunningInterval();
    void servesKlinesBySeconds();
    void answersMistakes_data();
    void answersMistakes();
    void mixesTwoTimeUnitsInAFrame();
    void tellsOpenInterestOnceAMinute();
    void tellsTheOrderSideOfLiquidations();
    void acknowledgesNothing();
    void hangsUpWithoutAPong();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_sol = -1;
};

void TestBackpack::initTestCase()
{
    ScriptLine rate;
    rate.venue = Venue;
    rate.asset = "SOL";
    rate.set.fundingRate = 0.0000333;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue("backpack"));
    QVERIFY(m_rig->start());
    m_sol = m_rig->contract(Venue, "SOL_USDC_PERP");
    QVERIFY(m_sol >= 0);
    m_rig->advance(2000);
}

void TestBackpack::tellsIntervalsInMillisecondsAndBoundsInBasisPoints()
{
    const json::value body = m_rig->get(Venue, "/api/v1/markets?marketType=PERP").body();
    QVERIFY(body.as_array().size() >= 3);
    int asText = 0;
    for (const json::value &row : body.as_array()) {
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("symbol").as_string()));
        asText += row.at("fundingInterval").is_string();
        QCOMPARE(number(row.at("fundingInterval")), spec.intervalHours * HourMs);
        QCOMPARE(number(row.at("fundingRateUpperBound")), spec.rateCap * 10'000);
        QVERIFY(number(row.at("fundingRateLowerBound")) < 0);
        QCOMPARE(number(row.at("imfFunction").at("base")), 1 / spec.maxLeverage);
        QCOMPARE(number(row.at("mmfFunction").at("base")), 0.625 / spec.maxLeverage);
        QCOMPARE(number(row.at("filters").at("price").at("tickSize")), spec.tick);
    }
    QVERIFY(asText > 0 && std::cmp_less(asText, body.as_array().size()));
    QVERIFY(m_rig->get(Venue, "/api/v1/markets?marketType=SPOT").body().as_array().empty());
}

void TestBackpack::tellsMarksInterestAndTurnover()
{
    const ContractState state = m_rig->market().state(m_sol);
    const auto rowOf = [this](const std::string &path) {
        return m_rig->get(Venue, "/api/v1/" + path + "?symbol=SOL_USDC_PERP").body().at(0);
    };
    const json::value mark = rowOf("markPrices");
    QCOMPARE(number(mark.at("fundingRate")), 0.0000333);
    QCOMPARE(mark.at("nextFundingTimestamp").as_int64(), state.nextFundingMs);
    QVERIFY(isNear(number(mark.at("markPrice")), state.mark, 1e-8));
    QVERIFY(isNear(number(rowOf("openInterest").at("openInterest")), state.openInterestBase, 0.01));
    const json::value ticker = rowOf("tickers");
    QVERIFY(isNear(number(ticker.at("volume")), state.volume24hBase, 0.01));
    QVERIFY(isNear(number(ticker.at("quoteVolume")), state.turnover24hUsd, 1e-5));
    QVERIFY(m_rig->get(Venue, "/api/v1/markPrices?_=1").body().as_array().size() > 1); // of all, past the cache
}

void TestBackpack::beginsFundingWithTheRunningInterval()
{
    const std::string path = "/api/v1/fundingRates?symbol=SOL_USDC_PERP&limit=3";
    const json::value rows = m_rig->get(Venue, path).body();
    const auto settled = m_rig->market().settlements(m_sol, 0, RigStart);
    const ContractState state = m_rig->market().state(m_sol);
    QCOMPARE(rows.as_array().size(), 3U);
    QCOMPARE(isoMs(rows.at(0), "intervalEndTimestamp"), state.nextFundingMs); // no settlement yet
    for (std::size_t i = 1; i < 3; ++i) {
        QCOMPARE(isoMs(rows.at(i), "intervalEndTimestamp"), settled[settled.size() - i].timeMs);
        QVERIFY(isNear(number(rows.at(i).at("fundingRate")), settled[settled.size() - i].rate, 1e-9));
    }
    const json::value next = m_rig->get(Venue, path + "&offset=3").body();
    QCOMPARE(isoMs(next.at(0), "intervalEndTimestamp"), settled[settled.size() - 3].timeMs);
}

void TestBackpack::servesKlinesBySeconds()
{
    const std::string target = "/api/v1/klines?symbol=SOL_USDC_PERP&interval=5m&startTime="
        + std::to_string((RigStart - HourMs) / SecondMs) + "&endTime=" + std::to_string(RigStart / SecondMs - 1);
    const json::value rows = m_rig->get(Venue, target).body();
    const auto truth = m_rig->market().candles(m_sol, 5 * MinuteMs, RigStart - HourMs, RigStart);
    QCOMPARE(rows.as_array().size(), truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        QCOMPARE(isoMs(rows.at(i), "start"), truth[i].openMs);
        QVERIFY(member(rows.at(i), "start").at(10) == QLatin1Char(' '));
        QVERIFY(isNear(number(rows.at(i).at("volume")), truth[i].base, 0.01));
        QVERIFY(isNear(number(rows.at(i).at("quoteVolume")), truth[i].quote, 1e-5));
        QVERIFY(isNear(number(rows.at(i).at("close")), truth[i].close, 0.01));
    }
}

void TestBackpack::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown symbol") << "/api/v1/markPrices?symbol=NIX_USDC_PERP" << 400;
    QTest::newRow("upper case") << "/api/v1/fundingRates?symbol=KPEPE_USDC_PERP" << 400;
    QTest::newRow("no start") << "/api/v1/klines?symbol=SOL_USDC_PERP&interval=5m" << 400;
    QTest::newRow("bad interval") << "/api/v1/klines?symbol=SOL_USDC_PERP&interval=7m&startTime=1" << 400;
    QTest::newRow("unknown path") << "/api/v1/nix" << 404;
}

void TestBackpack::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QVERIFY(!member(reply.body(), "code").isEmpty());
}

void TestBackpack::mixesTwoTimeUnitsInAFrame()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    socket.send(R"({"method":"SUBSCRIBE","params":["markPrice.SOL_USDC_PERP","ticker.SOL_USDC_PERP"]})");
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return isOf(f, "markPrice.SOL_USDC_PERP"); });
    const json::value &data = frame.at("data");
    const ContractState state = m_rig->market().state(m_sol);
    QCOMPARE(data.at("n").as_int64(), state.nextFundingMs);
    QCOMPARE(data.at("T").as_int64(), m_rig->market().nowMs() * UsPerMs);
    QVERIFY(data.at("E").as_int64() / UsPerMs >= m_rig->market().nowMs());
    QCOMPARE(number(data.at("f")), 0.0000333);
    QVERIFY(isNear(number(data.at("p")), state.mark, 1e-8) && isNear(number(data.at("i")), state.index, 1e-8));
    const json::value ticker = socket.next(*m_rig, [](const auto &f) { return isOf(f, "ticker.SOL_USDC_PERP"); });
    QVERIFY(isNear(number(ticker.at("data").at("V")), m_rig->market().state(m_sol).turnover24hUsd, 1e-5));
}

void TestBackpack::tellsOpenInterestOnceAMinute()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    socket.send(R"({"method":"SUBSCRIBE","params":["openInterest.SOL_USDC_PERP"]})");
    const json::value first = socket.next(*m_rig, [](const auto &f) { return isOf(f, "openInterest.SOL_USDC_PERP"); });
    QVERIFY(isNear(number(first.at("data").at("o")), m_rig->market().state(m_sol).openInterestBase, 0.01));
    m_rig->advance(55000);
    QVERIFY(socket.settle() && socket.frames.empty());
    m_rig->advance(10000);
    QVERIFY(socket.settle());
    QCOMPARE(socket.frames.size(), 1U);
}

void TestBackpack::tellsTheOrderSideOfLiquidations()
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
    VenueRig rig(script, onlyVenue("backpack"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/"));
    socket.send(R"({"method":"SUBSCRIBE","params":["liquidation","trade.BTC_USDC_PERP"]})");
    QVERIFY(socket.next(rig, [](const auto &f) { return isOf(f, "trade.BTC_USDC_PERP"); }).is_object());
    const std::uint64_t cursor = rig.market().cursor();
    const std::size_t before = socket.frames.size();
    rig.advance(8000);
    QVERIFY(socket.settle());
    std::map<double, json::value> dying;
    std::vector<json::value> trades;
    for (std::size_t i = before; i < socket.frames.size(); ++i) {
        const json::value frame = json::parse(socket.frames[i]);
        if (has(frame.at("data"), "e", "trade"))
            trades.push_back(frame.at("data"));
        else if (isOf(frame, "liquidation"))
            dying[number(frame.at("data").at("p"))] = frame.at("data");
    }
    QVERIFY(has(dying[66500], "S", "Ask") && number(dying[66500].at("q")) == 1.5); // sold: a long died
    QVERIFY(has(dying[69900], "S", "Bid") && has(dying[69900], "s", "BTC_USDC_PERP"));
    std::vector<Print> prints = rig.market().since(cursor).prints;
    const int btc = rig.contract(Venue, "BTC_USDC_PERP");
    std::erase_if(prints, [btc](const Print &print) { return print.contract != btc; });
    QCOMPARE(trades.size(), prints.size()); // their trades included
    for (std::size_t i = 0; i < trades.size(); ++i) {
        QCOMPARE(trades[i].at("m").as_bool(), !prints[i].takerBuy);
        QCOMPARE(trades[i].at("T").as_int64(), prints[i].timeMs * UsPerMs);
        QVERIFY(isNear(number(trades[i].at("q")), prints[i].base, 1e-5));
    }
}

void TestBackpack::acknowledgesNothing()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    socket.send(R"({"method":"SUBSCRIBE","params":["trade.NIX_USDC_PERP","openInterest.BTC_USDC_PERP"],"id":3})");
    socket.send(R"({"method":"UNSUBSCRIBE","params":["openInterest.BTC_USDC_PERP"]})");
    QVERIFY(socket.settle());
    m_rig->advance(3000);
    QVERIFY(socket.settle() && socket.frames.empty());
    const auto refusal = [&](const char *text) {
        socket.send(text);
        const json::value frame = json::parse(socket.nextText().toStdString());
        return frame.at("id").is_null() ? frame.at("error").at("code").as_int64() : 0;
    };
    QCOMPARE(refusal(R"({"method":"SUBSCRIBE","params":["nix.BTC_USDC_PERP"]})"), 4006);
    QCOMPARE(refusal("{nix"), 4002);
}

void TestBackpack::hangsUpWithoutAPong()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/"));
    for (int i = 0; i < 3; ++i) {
        m_rig->advance(61000);
        QVERIFY(socket.settle()); // and answers
    }
    m_rig->advance(185000); // nobody reads the pings
    QVERIFY(socket.waitForEnd());
}

QTEST_GUILESS_MAIN(TestBackpack)
#include "tst_backpack.moc"
