#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "bitget";
constexpr const char *TickerRequest =
    R"({"op":"subscribe","args":[{"instType":"usdt-futures","topic":"ticker","symbol":"BTCUSDT"}]})";

ScriptLine death(const char *symbol, Side side, double price, double base)
{
    ScriptLine line;
    line.atMs = 3000;
    line.venue = "bitget";
    line.asset = "BTC";
    line.symbol = symbol;
    line.liquidate = ScriptedLiquidation{side, price, base};
    return line;
}

} // namespace

/// The simulated Bitget over real sockets against the market's own numbers.
class TestBitgetServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsProductLinesApart();
    void countsBaseOnCoinMargined();
    void tellsNextSettlementInTheStreamOnly();
    void pagesSettlementsNewestFirst();
    void givesBarsOldestFirst();
    void answersMistakes_data();
    void answersMistakes();
    void tellsLargestLiquidationsAsQuoteValues();
    void repeatsOldTradesAsSnapshot();
    void countsTradesOfCoinMarginedInUsdOfV3Alone();
    void hangsUpWithoutPing();
    void refusesTooManyRequests();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestBitgetServer::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), onlyVenue("bitget"));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTCUSDT");
    m_inverse = m_rig->contract(Venue, "BTCUSD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestBitgetServer::listsProductLinesApart()
{
    std::size_t listed = 0;
    for (const std::string category : {"USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES"}) {
        const json::value now = m_rig->get(Venue, "/api/v3/market/instruments?category=" + category).body();
        const json::value old = m_rig->get(Venue, "/api/v2/mix/market/contracts?productType=" + category).body();
        QCOMPARE(now.at("data").as_array().size(), old.at("data").as_array().size());
        for (const json::value &row : now.at("data").as_array()) {
            const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("symbol").as_string()));
            QVERIFY(has(row, "category", category) && has(row, "type", "perpetual"));
            QCOMPARE(number(row.at("fundInterval")), spec.intervalHours);
            QCOMPARE(number(row.at("priceMultiplier")), spec.tick);
            ++listed;
        }
        const json::value &first = old.at("data").at(0);
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, first.at("symbol").as_string()));
        QCOMPARE(number(first.at("priceEndStep")) * std::pow(10, -number(first.at("pricePlace"))), spec.tick);
        QVERIFY(has(first, "supportMarginCoins", "[\"" + spec.settle + "\"]"));
    }
    QCOMPARE(listed, m_rig->market().contracts().size());
}

void TestBitgetServer::countsBaseOnCoinMargined()
{
    const ContractState state = m_rig->market().state(m_inverse);
    const json::value body = m_rig->get(Venue, "/api/v2/mix/market/tickers?productType=coin-futures").body();
    const json::value &row = body.at("data").at(0);
    QVERIFY(isNear(number(row.at("holdingAmount")), state.openInterestBase, 1e-4));
    QVERIFY(isNear(number(row.at("baseVolume")), state.volume24hBase, 1e-4));
    QVERIFY(isNear(number(row.at("quoteVolume")), state.turnover24hUsd, 1e-5));
    const json::value interest =
        m_rig->get(Venue, "/api/v3/market/open-interest?category=USDT-FUTURES&symbol=BTCUSDT").body();
    const double base = m_rig->market().state(m_linear).openInterestBase;
    QVERIFY(isNear(number(interest.at("data").at("list").at(0).at("openInterest")), base, 1e-4));
}

void TestBitgetServer::tellsNextSettlementInTheStreamOnly()
{
    const ContractState state = m_rig->market().state(m_linear);
    const json::value rest = m_rig->get(Venue, "/api/v3/market/tickers?category=USDT-FUTURES&symbol=BTCUSDT").body();
    QVERIFY(!rest.at("data").at(0).as_object().contains("nextFundingTime"));
    const json::value rate = m_rig->get(Venue, "/api/v3/market/current-fund-rate?symbol=BTCUSDT").body();
    QVERIFY(has(rate.at("data").at(0), "nextUpdate", std::to_string(state.nextFundingMs)));
    QVERIFY(has(rate.at("data").at(0), "fundingRateInterval", "8"));
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v3/ws/public"));
    socket.send(TickerRequest);
    const json::value ack = json::parse(socket.nextText().toStdString());
    QVERIFY(has(ack, "event", "subscribe") && ack.as_object().contains("connId"));
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return has(f, "action", "snapshot"); });
    const json::value &row = frame.at("data").at(0);
    QVERIFY(!row.as_object().contains("symbol") && has(frame.at("arg"), "symbol", "BTCUSDT"));
    QVERIFY(has(row, "nextFundingTime", std::to_string(state.nextFundingMs)));
    QVERIFY(isNear(number(row.at("fundingRate")), m_rig->market().state(m_linear).fundingRate, 1e-6));
    QVERIFY(!socket.next(*m_rig, [](const auto &f) { return has(f, "action", "update"); }).is_null());
}

void TestBitgetServer::pagesSettlementsNewestFirst()
{
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + HourMs);
    QVERIFY(settled.size() > 3);
    const std::string path = "/api/v2/mix/market/history-fund-rate?symbol=BTCUSDT&productType=USDT-FUTURES&pageSize=2";
    const json::value first = m_rig->get(Venue, path + "&pageNo=1").body();
    const json::value second = m_rig->get(Venue, path + "&pageNo=2").body();
    QVERIFY(has(first.at("data").at(0), "fundingTime", std::to_string(settled.back().timeMs)));
    QVERIFY(has(second.at("data").at(0), "fundingTime", std::to_string(settled[settled.size() - 3].timeMs)));
    QVERIFY(isNear(number(second.at("data").at(0).at("fundingRate")), settled[settled.size() - 3].rate, 1e-6));
    QVERIFY(m_rig->get(Venue, path + "&pageNo=1000").body().at("data").as_array().empty());
    const json::value newer =
        m_rig->get(Venue, "/api/v3/market/history-fund-rate?category=USDT-FUTURES&symbol=BTCUSDT&limit=1").body();
    QVERIFY(
        has(newer.at("data").at("resultList").at(0), "fundingRateTimestamp", std::to_string(settled.back().timeMs)));
}

void TestBitgetServer::givesBarsOldestFirst()
{
    const TimeMs from = RigStart - 10 * HourMs - 10 * MinuteMs;
    const auto truth = m_rig->market().candles(m_inverse, HourMs, from, from + 3 * HourMs);
    const std::string path = "/api/v2/mix/market/candles?symbol=BTCUSD&productType=COIN-FUTURES&granularity=1H";
    const std::string span = "&startTime=" + std::to_string(from) + "&endTime=" + std::to_string(from + 3 * HourMs - 1);
    const json::value body = m_rig->get(Venue, path + span).body();
    QCOMPARE(body.at("data").as_array().size(), truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const json::value &bar = body.at("data").at(i);
        QCOMPARE(number(bar.at(0)), static_cast<double>(truth[i].openMs));
        QVERIFY(isNear(number(bar.at(5)), truth[i].base, 1e-8) && isNear(number(bar.at(6)), truth[i].quote, 1e-6));
    }
    const json::value last = m_rig->get(Venue, path + "&limit=1").body();
    QCOMPARE(number(last.at("data").at(0).at(0)), static_cast<double>(floorTo(RigStart, HourMs)));
}

void TestBitgetServer::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("code");
    QTest::newRow("symbol") << "/api/v3/market/tickers?category=USDT-FUTURES&symbol=NIX"
                            << "40034";
    QTest::newRow("of the other line") << "/api/v2/mix/market/open-interest?productType=USDT-FUTURES&symbol=BTCUSD"
                                       << "40034";
    QTest::newRow("product") << "/api/v2/mix/market/contracts?productType=umcbl"
                             << "40020";
    QTest::newRow("bar") << "/api/v2/mix/market/candles?productType=USDT-FUTURES&symbol=BTCUSDT&granularity=7m"
                         << "400171";
    QTest::newRow("path") << "/api/mix/v1/market/contracts"
                          << "40404";
}

void TestBitgetServer::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(QString, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, code == QLatin1String("40404") ? 404 : 400);
    QCOMPARE(member(reply.body(), "code"), code);
}

void TestBitgetServer::tellsLargestLiquidationsAsQuoteValues()
{
    Script script;
    script.lines = {death("BTCUSDT", Side::Long, 66500, 12), death("BTCUSDT", Side::Long, 66400, 1),
        death("BTCUSDT", Side::Short, 69900, 3), death("BTCUSD", Side::Long, 66000, 0.5)};
    VenueRig rig(script, onlyVenue("bitget"));
    QVERIFY(rig.start());
    VenueSocket socket;
    QVERIFY(socket.open(rig, Venue, "/v3/ws/public"));
    socket.send(R"({"op":"subscribe","args":[{"instType":"usdt-futures","topic":"liquidation"}]})");
    QVERIFY(socket.nextText().contains(QLatin1String("\"event\":\"subscribe\"")));
    rig.advance(5000);
    QVERIFY(socket.settle());
    std::map<std::string, json::value> bySide;
    for (const std::string &text : socket.frames) {
        for (const json::value &row : rowsOf(text)) {
            QVERIFY(!has(row, "symbol", "BTCUSD") && !has(row, "price", "66400.0"));
            if (has(row, "price", "66500.0") || has(row, "price", "69900.0"))
                bySide[member(row, "side").toStdString()] = row;
        }
    }
    QVERIFY(isNear(number(bySide["buy"].at("amount")), 12 * 66500, 1e-6));
    QVERIFY(isNear(number(bySide["sell"].at("amount")), 3 * 69900, 1e-6));
}

void TestBitgetServer::repeatsOldTradesAsSnapshot()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/v3/ws/public"));
    socket.send(R"({"op":"subscribe","args":[{"instType":"usdt-futures","topic":"publicTrade","symbol":"BTCUSDT"}]})");
    QVERIFY(!socket.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(10000);
    QVERIFY(socket.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    QVERIFY(!prints.empty());
    QCOMPARE(member(json::parse(socket.frames.front()), "action"), QLatin1String("snapshot"));
    std::vector<json::value> told;
    for (const std::string &text : socket.frames)
        if (has(json::parse(text), "action", "update"))
            for (const json::value &row : rowsOf(text))
                told.push_back(row);
    QCOMPARE(told.size(), prints.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        QVERIFY(has(told[i], "S", prints[i].takerBuy ? "buy" : "sell"));
        QVERIFY(isNear(number(told[i].at("v")), prints[i].base, 1e-4));
        QVERIFY(has(told[i], "T", std::to_string(prints[i].timeMs)));
    }
}

void TestBitgetServer::countsTradesOfCoinMarginedInUsdOfV3Alone()
{
    VenueSocket now, old;
    QVERIFY(now.open(*m_rig, Venue, "/v3/ws/public") && old.open(*m_rig, Venue, "/v2/ws/public"));
    now.send(R"({"op":"subscribe","args":[{"instType":"coin-futures","topic":"publicTrade","symbol":"BTCUSD"}]})");
    old.send(R"({"op":"subscribe","args":[{"instType":"COIN-FUTURES","channel":"trade","instId":"BTCUSD"}]})");
    QVERIFY(!now.nextText().isEmpty() && !old.nextText().isEmpty());
    const auto isUpdate = [](const auto &f) { return has(f, "action", "update"); };
    const json::value dollars = now.next(*m_rig, isUpdate).at("data").at(0);
    const json::value coins = old.next(*m_rig, isUpdate).at("data").at(0);
    QCOMPARE(member(dollars, "i"), member(coins, "tradeId"));
    QVERIFY(number(dollars.at("v")) >= 1);
    QVERIFY(isNear(number(coins.at("size")), number(dollars.at("v")) / number(dollars.at("p")), 2e-4));
}

void TestBitgetServer::hangsUpWithoutPing()
{
    VenueSocket silent, lively;
    QVERIFY(silent.open(*m_rig, Venue, "/v3/ws/public") && lively.open(*m_rig, Venue, "/v3/ws/public"));
    m_rig->advance(100 * SecondMs);
    lively.send("ping");
    QCOMPARE(lively.nextText(), QLatin1String("pong"));
    silent.send(TickerRequest); // counts for nothing
    QVERIFY(!silent.nextText().isEmpty());
    m_rig->advance(21 * SecondMs);
    QVERIFY(silent.waitForEnd());
    QVERIFY(lively.settle());
}

void TestBitgetServer::refusesTooManyRequests()
{
    const std::string path = "/api/v3/market/current-fund-rate?symbol=ETHUSDT";
    m_rig->advance(1000);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(m_rig->get(Venue, path).status, 200);
    const RestReply refused = m_rig->get(Venue, path);
    QCOMPARE(refused.status, 429);
    QVERIFY(has(refused.body(), "code", "429"));
    QCOMPARE(m_rig->get(Venue, "/api/v3/market/instruments?category=COIN-FUTURES").status, 200); // its own budget
    m_rig->advance(1100);
    QCOMPARE(m_rig->get(Venue, path).status, 200);
}

QTEST_GUILESS_MAIN(TestBitgetServer)
#include "tst_bitget.moc"
