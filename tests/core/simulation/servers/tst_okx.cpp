#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "okx";

ScriptLine btcLine(TimeMs atMs)
{
    ScriptLine line;
    line.atMs = atMs;
    line.venue = "okx";
    line.asset = "BTC";
    line.symbol = "BTC-USDT-SWAP";
    return line;
}

bool isData(const json::value &frame, std::string_view channel)
{
    const json::object *object = frame.if_object();
    return object && object->if_contains("data") && has(object->at("arg"), "channel", channel);
}

const json::value &row(const json::value &frame) { return frame.at("data").at(0); }

std::string subscription(const std::string &channel, const std::string &instrument)
{
    return R"({"op":"subscribe","args":[{"channel":")" + channel + R"(","instId":")" + instrument + R"("}]})";
}

} // namespace

/// The simulated OKX over real sockets against the market's own numbers; sizes are contracts.
class TestOkx : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsContractValues();
    void tellsTheComingRateAndTheOneAfter();
    void countsContracts();
    void givesHistoryNewestFirst();
    void pagesByAfterAndBefore();
    void cutsLongBarsInHongKong();
    void answersMistakesInItsOwnForm_data();
    void answersMistakesInItsOwnForm();
    void limitsRequestsPerPath();
    void pushesStatesWithinTheirPace();
    void beginsTradesWithTheLastOne();
    void tellsTheOrderSideOfLiquidations();
    void keepsChannelsOnTheirPaths();
    void answersPingAndCutsTheIdle();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestOkx::initTestCase()
{
    ScriptLine rate = btcLine(0);
    rate.set.fundingRate = -0.00007;
    rate.set.openInterestBase = 28000;
    ScriptLine death = btcLine(4000);
    death.liquidate = ScriptedLiquidation{Side::Long, 66500, 12};
    Script script;
    script.lines = {rate, death};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue(Venue));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTC-USDT-SWAP");
    m_inverse = m_rig->contract(Venue, "BTC-USD-SWAP");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestOkx::listsContractValues()
{
    const json::value body = m_rig->get(Venue, "/api/v5/public/instruments?instType=SWAP").body();
    QCOMPARE(member(body, "code"), QLatin1String("0"));
    for (const json::value &instrument : body.at("data").as_array()) {
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, instrument.at("instId").as_string()));
        QVERIFY(has(instrument, "ctType", spec.inverse ? "inverse" : "linear"));
        QCOMPARE(number(instrument.at("ctVal")) * number(instrument.at("ctMult")), spec.contractSize);
        QVERIFY(has(instrument, "ctValCcy", spec.inverse ? "USD" : spec.base));
        QVERIFY(has(instrument, "settleCcy", spec.settle));
        QVERIFY(has(instrument, "baseCcy", ""));
        QVERIFY(isNear(number(instrument.at("lotSz")), spec.lot / spec.contractSize, 1e-9));
    }
    const json::value none = m_rig->get(Venue, "/api/v5/public/instruments?instType=SPOT").body();
    QVERIFY(none.at("data").as_array().empty());
}

void TestOkx::tellsTheComingRateAndTheOneAfter()
{
    const json::value body = m_rig->get(Venue, "/api/v5/public/funding-rate?instId=BTC-USDT-SWAP").body();
    const ContractState state = m_rig->market().state(m_linear);
    const json::value &rate = row(body);
    QCOMPARE(number(rate.at("fundingRate")), -0.00007);
    QVERIFY(number(rate.at("fundingTime")) == static_cast<double>(state.nextFundingMs));
    QVERIFY(number(rate.at("nextFundingTime")) == static_cast<double>(state.nextFundingMs + 8 * HourMs));
    QCOMPARE(member(rate, "method"), QLatin1String("current_period"));
    QCOMPARE(member(rate, "nextFundingRate"), QString());
    const json::value all = m_rig->get(Venue, "/api/v5/public/funding-rate?instId=ANY").body();
    QVERIFY(all.at("data").as_array().size() > 2);
}

void TestOkx::countsContracts()
{
    const json::value body = m_rig->get(Venue, "/api/v5/public/open-interest?instType=SWAP").body();
    for (const json::value &interest : body.at("data").as_array()) {
        const int contract = m_rig->contract(Venue, interest.at("instId").as_string());
        const ContractSpec &spec = m_rig->spec(contract);
        const ContractState state = m_rig->market().state(contract);
        const double amount = spec.inverse ? state.openInterestBase * state.mark : state.openInterestBase;
        QVERIFY(isNear(number(interest.at("oi")), amount / spec.contractSize, spec.lot / spec.contractSize));
        QVERIFY(isNear(number(interest.at("oiCcy")), state.openInterestBase, 1e-8));
        QVERIFY(isNear(number(interest.at("oiUsd")), state.openInterestBase * state.mark, 1e-3));
    }
    const json::value tickers = m_rig->get(Venue, "/api/v5/market/ticker?instId=BTC-USD-SWAP").body();
    const ContractState inverse = m_rig->market().state(m_inverse);
    QVERIFY(isNear(number(row(tickers).at("vol24h")), inverse.turnover24hUsd / 100, 1));
    QVERIFY(isNear(number(row(tickers).at("volCcy24h")), inverse.volume24hBase, 1e-8));
}

void TestOkx::givesHistoryNewestFirst()
{
    const json::value body = m_rig->get(Venue, "/api/v5/market/candles?instId=BTC-USDT-SWAP&bar=1H&limit=3").body();
    const auto truth = m_rig->market().candles(m_linear, HourMs, RigStart - 6 * HourMs, RigStart + HourMs);
    const json::array &bars = body.at("data").as_array();
    QCOMPARE(bars.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const Candle &candle = truth[truth.size() - 1 - i];
        QVERIFY(number(bars[i].at(0)) == static_cast<double>(candle.openMs));
        QVERIFY(isNear(number(bars[i].at(5)), candle.base / 0.01, 0.01));
        QVERIFY(isNear(number(bars[i].at(6)), candle.base, 1e-7));
        QVERIFY(bars[i].at(8).as_string() == (i == 0 ? "0" : "1"));
    }
    const json::value interest =
        m_rig->get(Venue, "/api/v5/rubik/stat/contracts/open-interest-history?instId=BTC-USDT-SWAP&period=5m&limit=3")
            .body();
    const auto at = static_cast<TimeMs>(number(row(interest).at(0)));
    const auto points = m_rig->market().openInterestHistory(m_linear, 5 * MinuteMs, at, at + 1);
    QVERIFY(isNear(number(row(interest).at(2)), points.at(0).base, 1e-7));
    QVERIFY(isNear(number(row(interest).at(1)), points.at(0).base / 0.01, 0.01));
    const json::value taker =
        m_rig->get(Venue, "/api/v5/rubik/stat/taker-volume-contract?instId=BTC-USDT-SWAP&period=1H&unit=0&limit=2")
            .body();
    const Candle &last = truth.back();
    QVERIFY(isNear(number(row(taker).at(1)), last.base - last.takerBuyBase, 1e-6)); // sold first
    QVERIFY(isNear(number(row(taker).at(2)), last.takerBuyBase, 1e-6));
}

void TestOkx::pagesByAfterAndBefore()
{
    const std::string path = "/api/v5/public/funding-rate-history?instId=BTC-USDT-SWAP";
    const json::value first = m_rig->get(Venue, path + "&limit=2").body();
    const json::array &rows = first.at("data").as_array();
    QCOMPARE(rows.size(), 2U);
    QVERIFY(number(rows[0].at("fundingTime")) > number(rows[1].at("fundingTime")));
    const std::string edge = member(rows[1], "fundingTime").toStdString();
    const json::value older = m_rig->get(Venue, path + "&after=" + edge).body();
    QVERIFY(number(row(older).at("fundingTime")) < number(rows[1].at("fundingTime")));
    const json::value newer = m_rig->get(Venue, path + "&before=" + edge).body();
    QCOMPARE(newer.at("data").as_array().size(), 1U);
    QVERIFY(has(row(newer), "fundingTime", member(rows[0], "fundingTime").toStdString()));
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + HourMs);
    QVERIFY(isNear(number(rows[0].at("realizedRate")), settled.back().rate, 1e-12));
}

void TestOkx::cutsLongBarsInHongKong()
{
    const auto openOf = [this](const char *bar) {
        const std::string target = "/api/v5/market/candles?instId=BTC-USDT-SWAP&limit=1&bar=" + std::string(bar);
        return static_cast<TimeMs>(number(row(m_rig->get(Venue, target).body()).at(0)));
    };
    QCOMPARE(openOf("1Dutc"), floorTo(RigStart, DayMs));
    QCOMPARE(openOf("1D"), floorTo(RigStart, DayMs) - 8 * HourMs);
}

void TestOkx::answersMistakesInItsOwnForm_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown instrument") << "/api/v5/public/funding-rate?instId=NIX" << 200 << "51001";
    QTest::newRow("no type") << "/api/v5/public/instruments" << 400 << "50014";
    QTest::newRow("bad bar") << "/api/v5/market/candles?instId=BTC-USDT-SWAP&bar=7m" << 400 << "51000";
    QTest::newRow("unknown path") << "/api/v5/public/nix" << 404 << "404";
}

void TestOkx::answersMistakesInItsOwnForm()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(QString, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    QCOMPARE(member(reply.body(), "code"), code);
}

void TestOkx::limitsRequestsPerPath()
{
    m_rig->clock.advance(3000);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(m_rig->get(Venue, "/api/v5/public/mark-price?instType=SWAP").status, 200);
    const RestReply over = m_rig->get(Venue, "/api/v5/public/mark-price?instType=SWAP");
    QCOMPARE(over.status, 429);
    QCOMPARE(member(over.body(), "code"), QLatin1String("50011"));
    QCOMPARE(m_rig->get(Venue, "/api/v5/market/tickers?instType=SWAP").status, 200);
    m_rig->clock.advance(3000);
    QCOMPARE(m_rig->get(Venue, "/api/v5/public/mark-price?instType=SWAP").status, 200);
    m_rig->host().tick();
}

void TestOkx::pushesStatesWithinTheirPace()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws/v5/public"));
    for (const char *channel : {"funding-rate", "mark-price", "open-interest", "tickers"})
        socket.send(subscription(channel, "BTC-USDT-SWAP"));
    socket.send(subscription("index-tickers", "BTC-USDT"));
    QTRY_COMPARE(socket.frames.size(), 5U);
    for (int i = 0; i < 5; ++i)
        QVERIFY(socket.nextText().contains(QLatin1String("\"event\":\"subscribe\"")));
    m_rig->advance(62000);
    socket.settle();
    std::map<std::string, int> count;
    for (const std::string &text : socket.frames)
        ++count[member(json::parse(text).at("arg"), "channel").toStdString()];
    QCOMPARE(count["funding-rate"], 3); // at once, after 30 s and after 60 s
    QVERIFY(count["open-interest"] >= 20 && count["open-interest"] <= 22);
    QVERIFY(count["mark-price"] >= 60); // the market moves once a second
    QVERIFY(count["index-tickers"] >= 60);
    const auto last = std::find_if(socket.frames.rbegin(), socket.frames.rend(),
        [](const std::string &text) { return text.find("\"markPx\"") != std::string::npos; });
    QVERIFY(isNear(number(row(json::parse(*last)).at("markPx")), m_rig->market().state(m_linear).mark, 1e-3));
}

void TestOkx::beginsTradesWithTheLastOne()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws/v5/public"));
    const std::uint64_t cursor = m_rig->market().cursor();
    const std::vector<Print> before = m_rig->market().since(0).prints;
    const auto last =
        std::find_if(before.rbegin(), before.rend(), [this](const Print &print) { return print.contract == m_linear; });
    socket.send(subscription("trades", "BTC-USDT-SWAP"));
    QVERIFY(socket.nextText().contains(QLatin1String("subscribe")));
    m_rig->advance(100);
    QVERIFY(has(row(json::parse(socket.nextText().toStdString())), "tradeId", std::to_string(last->id)));
    m_rig->advance(8000);
    socket.settle();
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    QTRY_COMPARE(socket.frames.size(), prints.size());
    for (const Print &print : prints) {
        const json::value trade = row(json::parse(socket.nextText().toStdString()));
        QVERIFY(has(trade, "side", print.takerBuy ? "buy" : "sell"));
        QVERIFY(isNear(number(trade.at("sz")), print.base / 0.01, 0.01));
    }
}

void TestOkx::tellsTheOrderSideOfLiquidations()
{
    ScriptLine death = btcLine(4000);
    death.liquidate = ScriptedLiquidation{Side::Long, 66500, 12};
    ScriptLine inverse = btcLine(6000);
    inverse.symbol = "BTC-USD-SWAP";
    inverse.liquidate = ScriptedLiquidation{Side::Short, 70000, 2};
    Script script;
    script.lines = {death, inverse};
    VenueRig rig(script, onlyVenue(Venue));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/ws/v5/public"));
    socket.send(R"({"id":"7","op":"subscribe","args":[{"channel":"liquidation-orders","instType":"SWAP"}]})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"id\":\"7\"")));
    const json::value linear = socket.next(rig, [](const auto &frame) {
        return isData(frame, "liquidation-orders") && has(row(frame).at("details").at(0), "bkPx", "66500.0");
    });
    QVERIFY(has(row(linear).at("details").at(0), "side", "sell"));
    QVERIFY(isNear(number(row(linear).at("details").at(0).at("sz")), 1200, 1));
    const json::value other = socket.next(rig, [](const auto &frame) {
        return isData(frame, "liquidation-orders") && has(row(frame).at("details").at(0), "bkPx", "70000.0");
    });
    QVERIFY(has(row(other), "instId", "BTC-USD-SWAP"));
    QVERIFY(has(row(other).at("details").at(0), "side", "buy"));
    QVERIFY(isNear(number(row(other).at("details").at(0).at("sz")), 2 * 70000 / 100.0, 1)); // of 100 USD
}

void TestOkx::keepsChannelsOnTheirPaths()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws/v5/business"));
    socket.send(subscription("tickers", "BTC-USDT-SWAP"));
    QVERIFY(socket.nextText().contains(QLatin1String("60018")));
    socket.send(subscription("candle1m", "BTC-USDT-SWAP"));
    QVERIFY(socket.nextText().contains(QLatin1String("\"event\":\"subscribe\"")));
    QVERIFY(!socket.next(*m_rig, [](const auto &frame) { return isData(frame, "candle1m"); }).is_null());
    socket.send("nix");
    QVERIFY(socket.next(*m_rig, [](const auto &frame) { return has(frame, "code", "60012"); }).is_object());
}

void TestOkx::answersPingAndCutsTheIdle()
{
    VenueSocket kept, idle;
    QVERIFY(kept.open(*m_rig, Venue, "/ws/v5/public"));
    QVERIFY(idle.open(*m_rig, Venue, "/ws/v5/public"));
    m_rig->advance(20000);
    kept.send("ping");
    QCOMPARE(kept.nextText(), QLatin1String("pong"));
    m_rig->advance(11000);
    QVERIFY(idle.waitForEnd());
    QVERIFY(kept.isOpen());
}

QTEST_GUILESS_MAIN(TestOkx)
#include "tst_okx.moc"
