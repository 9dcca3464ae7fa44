#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "phemex";
constexpr const char *Pack = "perp_market24h_pack_p.update";

json::value row(const json::value &rows, std::string_view symbol)
{
    for (const json::value &each : rows.as_array())
        if (has(each, "symbol", symbol))
            return each;
    return nullptr;
}

} // namespace

/// The simulated Phemex over real sockets against the market's own numbers.
class TestPhemex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsTwoFamilies();
    void tellsIntervalsAndNextTimesByThePage();
    void countsOpenInterestInCoins();
    void scalesCoinMarginedTickers();
    void openIsTheFourthOfABar();
    void namesSettlementsByEightHours();
    void answersMistakes_data();
    void answersMistakes();
    void packsASnapshotThenChanges();
    void sendsOldTradesFirstThenEveryNewOne();
    void takesOneNameAFrame();
    void hangsUpWithoutPings();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestPhemex::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), rigConfig({"phemex"}));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTCUSDT");
    m_inverse = m_rig->contract(Venue, "BTCUSD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestPhemex::listsTwoFamilies()
{
    const json::value data = m_rig->get(Venue, "/public/products").body().at("data");
    QCOMPARE(data.at("perpProductsV2").as_array().size(), 5U);
    QCOMPARE(data.at("products").as_array().size(), 1U);
    const json::value pepe = row(data.at("perpProductsV2"), "u1000PEPEUSDT");
    QVERIFY(has(pepe, "baseCurrency", "1000 PEPE"));
    QCOMPARE(number(pepe.at("priceScale")), 0.0);
    QCOMPARE(number(pepe.at("fundingInterval")), 4.0 * 3600); // seconds
    const json::value coin = row(data.at("products"), "BTCUSD");
    QCOMPARE(number(coin.at("priceScale")), 4.0);
    QVERIFY(has(coin, "contractSize", "1 USD") && has(coin, "fundingRate8hSymbol", ".BTCFR8H"));
    double before = 0;
    const json::value risk = row(data.at("riskLimitsV2"), "BTCUSDT");
    QVERIFY(risk.at("riskLimits").as_array().size() > 2);
    for (const json::value &tier : risk.at("riskLimits").as_array()) {
        QVERIFY(number(tier.at("limit")) > before);
        QVERIFY(number(tier.at("maintenanceMarginRr")) < number(tier.at("initialMarginRr")));
        before = number(tier.at("limit"));
    }
}

void TestPhemex::tellsIntervalsAndNextTimesByThePage()
{
    const std::string path = "/contract-biz/public/real-funding-rates";
    const json::value all = m_rig->get(Venue, path + "?pageSize=200").body().at("data").at("rows");
    QCOMPARE(all.as_array().size(), 6U); // both families
    const ContractState state = m_rig->market().state(m_inverse);
    const json::value coin = row(all, "BTCUSD");
    QCOMPARE(number(coin.at("nextfundingTime")), static_cast<double>(state.nextFundingMs));
    QCOMPARE(number(coin.at("fundingInterval")), 28800.0);
    QVERIFY(isNear(number(coin.at("fundingRate")), state.fundingRate, 1e-9));
    QCOMPARE(m_rig->get(Venue, path + "?pageSize=4&pageNum=2").body().at("data").at("rows").as_array().size(), 2U);
}

void TestPhemex::countsOpenInterestInCoins()
{
    const ContractState state = m_rig->market().state(m_linear);
    const json::value v2 = m_rig->get(Venue, "/md/v2/ticker/24hr?symbol=BTCUSDT").body().at("result");
    QVERIFY(isNear(number(v2.at("openInterestRv")), state.openInterestBase, 1e-3)); // coins in spite of its name
    QVERIFY(isNear(number(v2.at("volumeRq")), state.volume24hBase, 1e-3));
    QVERIFY(isNear(number(v2.at("turnoverRv")), state.turnover24hUsd, 1e-3));
    QVERIFY(isNear(number(v2.at("markPriceRp")), state.mark, 1e-7));
    const json::value v3 = m_rig->get(Venue, "/md/v3/ticker/24hr/all").body().at("result");
    QCOMPARE(v3.as_array().size(), 5U);
    QVERIFY(isNear(number(row(v3, "BTCUSDT").at("markRp")), state.mark, 1e-7));
}

void TestPhemex::scalesCoinMarginedTickers()
{
    const ContractState state = m_rig->market().state(m_inverse);
    const json::value ticker = m_rig->get(Venue, "/md/ticker/24hr?symbol=BTCUSD").body().at("result");
    QVERIFY(isNear(number(ticker.at("markEp")), state.mark * 1e4, 1));
    QVERIFY(isNear(number(ticker.at("fundingRateEr")), state.fundingRate * 1e8, 1));
    QVERIFY(isNear(number(ticker.at("openInterest")), state.openInterestBase * state.mark, 1)); // contracts of 1 USD
    QVERIFY(isNear(number(ticker.at("volume")), state.turnover24hUsd, 1));
    QVERIFY(isNear(number(ticker.at("turnoverEv")), state.volume24hBase * 1e8, 1));
    const json::value trades = m_rig->get(Venue, "/md/trade?symbol=BTCUSD").body().at("result").at("trades");
    QCOMPARE(trades.at(0).as_array().size(), 5U); // with a sequence, unlike the socket's
}

void TestPhemex::openIsTheFourthOfABar()
{
    const std::string path = "/exchange/public/md/v2/kline/last?symbol=BTCUSDT&resolution=3600&limit=";
    const json::value rows = m_rig->get(Venue, path + "5").body().at("data").at("rows");
    const auto truth = m_rig->market().candles(m_linear, HourMs, RigStart - 8 * HourMs, RigStart + HourMs);
    QCOMPARE(rows.as_array().size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        const Candle &candle = truth[truth.size() - 1 - i];
        const json::value &bar = rows.at(i);
        QCOMPARE(number(bar.at(0)) * 1000, static_cast<double>(candle.openMs));
        QVERIFY(isNear(number(bar.at(2)), truth[truth.size() - 2 - i].close, 0.1)); // the close before
        QVERIFY(isNear(number(bar.at(3)), candle.open, 0.1) && isNear(number(bar.at(6)), candle.close, 0.1));
        QVERIFY(isNear(number(bar.at(7)), candle.base, 1e-3));
    }
    QCOMPARE(number(m_rig->get(Venue, path + "7").body().at("code")), 30000.0); // from a fixed set only
    const std::string span =
        "&from=" + std::to_string((RigStart - HourMs) / 1000) + "&to=" + std::to_string(RigStart / 1000);
    const json::value list =
        m_rig->get(Venue, "/exchange/public/md/v2/kline/list?symbol=BTCUSDT&resolution=300" + span).body();
    QCOMPARE(list.at("data").at("rows").as_array().size(), 13U);
    const json::value coin =
        m_rig->get(Venue, "/exchange/public/md/v2/kline?symbol=BTCUSD&resolution=3600&limit=5").body();
    const auto inverse = m_rig->market().candles(m_inverse, HourMs, RigStart - 2 * HourMs, RigStart + HourMs);
    const json::value &newest = coin.at("data").at("rows").at(0);
    QVERIFY(isNear(number(newest.at(6)), inverse.back().close * 1e4, 5000));
    QVERIFY(isNear(number(newest.at(7)), inverse.back().quote, 1));
}

void TestPhemex::namesSettlementsByEightHours()
{
    const std::string path = "/api-data/public/data/funding-rate-history?limit=2&symbol=";
    const json::value rows = m_rig->get(Venue, path + ".BTCUSDTFR8H").body().at("data").at("rows");
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + 1);
    QCOMPARE(rows.as_array().size(), 2U);
    QVERIFY(has(rows.at(0), "fundingTime", std::to_string(settled.back().timeMs)));
    QVERIFY(isNear(number(rows.at(0).at("fundingRate")), settled.back().rate, 1e-9));
    QVERIFY(m_rig->get(Venue, path + ".BTCUSDTFR").body().at("data").at("rows").as_array().empty());
}

void TestPhemex::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown symbol") << "/md/v2/ticker/24hr?symbol=NIX" << 500;
    QTest::newRow("symbol of the other family") << "/md/ticker/24hr?symbol=BTCUSDT" << 500;
    QTest::newRow("unknown path") << "/md/v2/nix" << 403;
}

void TestPhemex::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    if (status == 500)
        QCOMPARE(number(reply.body().at("error").at("code")), 6001.0);
}

void TestPhemex::packsASnapshotThenChanges()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, ""));
    socket.send(R"({"id":1,"method":"perp_market24h_pack_p.subscribe","params":[]})");
    QVERIFY(socket.nextText().contains(QLatin1String(R"("id":1,"result":{"status":"success"})")));
    const json::value first = socket.next(*m_rig, [](const auto &f) { return has(f, "method", Pack); });
    QVERIFY(has(first, "type", "snapshot"));
    QCOMPARE(first.at("data").as_array().size(), 5U);
    QCOMPARE(first.at("fields").at(7).as_string(), "openInterestRv");
    m_rig->advance(8000);
    const json::value second = socket.next(*m_rig, [](const auto &f) { return has(f, "method", Pack); });
    QVERIFY(has(second, "type", "incremental") && !second.as_object().contains("fields"));
    const json::value &pack = second.at("data").at(0);
    const int contract = m_rig->contract(Venue, pack.at(0).as_string());
    QVERIFY(std::abs(number(pack.at(9)) / m_rig->market().state(contract).mark - 1) < 1e-3);
}

void TestPhemex::sendsOldTradesFirstThenEveryNewOne()
{
    const auto check = [this](const std::string &topic, const std::string &symbol, int contract) {
        VenueSocket socket;
        QVERIFY(socket.open(*m_rig, Venue, ""));
        socket.send(R"({"id":1,"method":")" + topic + R"(.subscribe","params":[")" + symbol + R"("]})");
        QVERIFY(socket.settle());
        const std::uint64_t cursor = m_rig->market().cursor();
        m_rig->advance(100);
        m_rig->advance(15000);
        QVERIFY(socket.settle());
        std::vector<Print> prints = m_rig->market().since(cursor).prints;
        std::erase_if(prints, [&](const Print &print) { return print.contract != contract; });
        std::vector<json::value> told;
        for (const std::string &text : socket.frames) {
            const json::value frame = json::parse(text);
            if (has(frame, "type", "incremental")) {
                const json::array &rows = frame.at(contract == m_inverse ? "trades" : "trades_p").as_array();
                told.insert(told.end(), rows.rbegin(), rows.rend());
            }
        }
        QVERIFY(!prints.empty());
        QCOMPARE(told.size(), prints.size());
        for (std::size_t i = 0; i < told.size(); ++i) {
            QCOMPARE(told[i].as_array().size(), 4U);
            QCOMPARE(told[i].at(0).to_number<std::int64_t>(), prints[i].timeMs * 1'000'000);
            QVERIFY(told[i].at(1) == (prints[i].takerBuy ? "Buy" : "Sell"));
            QVERIFY(contract == m_inverse ? isNear(number(told[i].at(3)), prints[i].base * prints[i].price, 1)
                                          : isNear(number(told[i].at(3)), prints[i].base, 1e-3));
            const double scale = contract == m_inverse ? 1e4 : 1;
            QVERIFY(isNear(number(told[i].at(2)), prints[i].price * scale, 0.5 * scale));
        }
    };
    check("trade_p", "BTCUSDT", m_linear);
    check("trade", "BTCUSD", m_inverse);
}

void TestPhemex::takesOneNameAFrame()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, ""));
    socket.send(R"({"id":3,"method":"tick_p.subscribe","params":[".MBTCUSDT",".METHUSDT"]})");
    socket.send(R"({"id":4,"method":"trade_p.subscribe","params":["BTCUSD"]})"); // of the other family
    QVERIFY(socket.nextText().contains(QLatin1String(R"("status":"success")")));
    QVERIFY(
        !socket.next(*m_rig, [](const auto &f) { return f.as_object().contains("error") && f.at("error").is_object(); })
             .is_null());
    m_rig->advance(5000);
    QVERIFY(socket.settle());
    QVERIFY(!socket.frames.empty());
    for (const std::string &text : socket.frames)
        QVERIFY(has(json::parse(text).at("tick_p"), "symbol", ".MBTCUSDT"));
}

void TestPhemex::hangsUpWithoutPings()
{
    VenueSocket silent, pinging;
    QVERIFY(silent.open(*m_rig, Venue, ""));
    QVERIFY(pinging.open(*m_rig, Venue, ""));
    silent.send(R"({"id":1,"method":"perp_market24h_pack_p.subscribe","params":[]})");
    for (int turn = 0; turn < 4; ++turn) {
        m_rig->advance(9000);
        pinging.send(R"({"id":0,"method":"server.ping","params":[]})");
        QVERIFY(pinging.nextText() == QLatin1String(R"({"error":null,"id":0,"result":"pong"})"));
    }
    QVERIFY(silent.waitForEnd()); // though data flowed
    QVERIFY(pinging.isOpen());
}

QTEST_GUILESS_MAIN(TestPhemex)
#include "tst_phemex.moc"
