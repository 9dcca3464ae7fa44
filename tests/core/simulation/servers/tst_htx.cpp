#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "htx";

json::value row(const json::value &body, std::string_view code)
{
    for (const json::value &each : body.at("data").as_array())
        if (has(each, "contract_code", code))
            return each;
    return nullptr;
}

ScriptLine lineFor(const std::string &symbol, Side side, double price, double base)
{
    ScriptLine line;
    line.atMs = 4000;
    line.venue = "htx";
    line.asset = "BTC";
    line.symbol = symbol;
    line.liquidate = ScriptedLiquidation{side, price, base};
    return line;
}

} // namespace

/// The simulated HTX over real sockets against the market's own numbers.
class TestHtx : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsBothProductLines();
    void countsTurnoverTwiceAndOpenInterestOnce();
    void tellsTheComingSettlement();
    void pagesSettlements();
    void countsOpenInterestOfThePastInBothUnits();
    void givesBarsOldestFirst();
    void answersMistakesUnderStatus200_data();
    void answersMistakesUnderStatus200();
    void compressesEveryTradeInBothSides();
    void sendsMarksAndIndices();
    void tellsTheOrderSideOfLiquidations();
    void speaksBothDialectsOfPings();
    void refusesUnknownTopics();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestHtx::initTestCase()
{
    m_rig = std::make_unique<VenueRig>(Script(), rigConfig({"htx"}));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTC-USDT");
    m_inverse = m_rig->contract(Venue, "BTC-USD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestHtx::listsBothProductLines()
{
    const json::value linear = m_rig->get(Venue, "/linear-swap-api/v1/swap_contract_info?business_type=swap").body();
    const json::value inverse = m_rig->get(Venue, "/swap-api/v1/swap_contract_info").body();
    QCOMPARE(linear.at("data").as_array().size(), 4U);
    QCOMPARE(inverse.at("data").as_array().size(), 1U);
    QCOMPARE(number(row(linear, "PEPE-USDT").at("contract_size")), 1e6); // never a name of thousands
    QCOMPARE(number(row(inverse, "BTC-USD").at("contract_size")), 100.0); // USD
    QVERIFY(has(row(linear, "BTC-USDT"), "settlement_period", "8"));
    QVERIFY(m_rig->get(Venue, "/linear-swap-api/v1/swap_contract_info").text.find("0.0000000001") != std::string::npos);
}

void TestHtx::countsTurnoverTwiceAndOpenInterestOnce()
{
    const ContractState state = m_rig->market().state(m_linear);
    const json::value linear = row(m_rig->get(Venue, "/linear-swap-api/v1/swap_open_interest").body(), "BTC-USDT");
    QVERIFY(isNear(number(linear.at("amount")), state.openInterestBase, 1e-9));
    QVERIFY(isNear(number(linear.at("volume")), state.openInterestBase / 0.001, 1));
    QVERIFY(isNear(number(linear.at("value")), state.openInterestBase * state.mark, 1e-3));
    QVERIFY(isNear(number(linear.at("trade_turnover")), 2 * state.turnover24hUsd, 1e-2));
    const ContractState coin = m_rig->market().state(m_inverse);
    const json::value inverse = row(m_rig->get(Venue, "/swap-api/v1/swap_open_interest").body(), "BTC-USD");
    QVERIFY(isNear(number(inverse.at("volume")), coin.openInterestBase * coin.mark / 100, 1));
    QVERIFY(isNear(number(inverse.at("amount")), coin.openInterestBase, 1e-9));
    QVERIFY(isNear(number(inverse.at("trade_turnover")), 2 * coin.turnover24hUsd, 1e-2));
    QVERIFY(isNear(number(inverse.at("trade_amount")), 2 * coin.volume24hBase, 1e-6));
}

void TestHtx::tellsTheComingSettlement()
{
    const ContractState state = m_rig->market().state(m_linear);
    const json::value v1 = row(m_rig->get(Venue, "/linear-swap-api/v1/swap_batch_funding_rate").body(), "BTC-USDT");
    QVERIFY(has(v1, "funding_time", std::to_string(state.nextFundingMs)));
    QVERIFY(isNear(number(v1.at("funding_rate")), state.fundingRate, 1e-17));
    QVERIFY(v1.at("estimated_rate").is_null());
    const json::value v5 =
        m_rig->get(Venue, "/v5/market/funding_rate?contract_code=ETH-USDT,BTC-USDT").body().at("data").at(1);
    QCOMPARE(number(v5.at("next_funding_time")) - number(v5.at("funding_time")), 8.0 * HourMs);

    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/linear-swap-notification"));
    socket.send(R"({"op":"sub","cid":"7","topic":"public.*.funding_rate"})");
    QVERIFY(socket.nextText().contains(QLatin1String(R"("err-code":0)")));
    const json::value frame =
        socket.next(*m_rig, [](const auto &f) { return has(f, "topic", "public.BTC-USDT.funding_rate"); });
    const json::value &notice = frame.at("data").at(0);
    QVERIFY(has(notice, "settlement_time", std::to_string(state.nextFundingMs)));
    QVERIFY(number(notice.at("funding_time")) <= static_cast<double>(m_rig->market().nowMs())); // when it was computed
}

void TestHtx::pagesSettlements()
{
    const std::string path = "/linear-swap-api/v1/swap_historical_funding_rate?contract_code=BTC-USDT&page_size=2";
    const json::value first = m_rig->get(Venue, path).body().at("data");
    const json::value second = m_rig->get(Venue, path + "&page_index=2").body().at("data");
    const auto settled = m_rig->market().settlements(m_linear, 0, m_rig->market().nowMs() + 1);
    QCOMPARE(first.at("total_size").to_number<std::size_t>(), settled.size());
    QVERIFY(settled.size() >= 4);
    for (std::size_t i = 0; i < 4; ++i) {
        const json::value &told = (i < 2 ? first : second).at("data").at(i % 2);
        const Settlement &truth = settled[settled.size() - 1 - i];
        QVERIFY(has(told, "funding_time", std::to_string(truth.timeMs)));
        QVERIFY(isNear(number(told.at("funding_rate")), truth.rate, 1e-17));
    }
    QVERIFY(first.at("data").at(0).at("realized_rate").is_null());
}

void TestHtx::countsOpenInterestOfThePastInBothUnits()
{
    const auto tick = [this](int unit) {
        return m_rig
            ->get(Venue,
                "/linear-swap-api/v1/"
                "swap_his_open_interest?contract_code=BTC-USDT&contract_type=swap&period=60min&size=3"
                "&amount_type="
                    + std::to_string(unit))
            .body()
            .at("data")
            .at("tick");
    };
    const json::value contracts = tick(1);
    const json::value coins = tick(2);
    QCOMPARE(coins.as_array().size(), 3U);
    const auto at = static_cast<TimeMs>(number(coins.at(1).at("ts")));
    const auto points = m_rig->market().openInterestHistory(m_linear, HourMs, at, at + 1);
    QVERIFY(isNear(number(coins.at(1).at("volume")), points.at(0).base, 1e-9));
    QVERIFY(isNear(number(contracts.at(1).at("volume")), points.at(0).base / 0.001, 1));
    QVERIFY(number(coins.at(0).at("ts")) > number(coins.at(1).at("ts")));
}

void TestHtx::givesBarsOldestFirst()
{
    const auto check = [this](const std::string &path, int contract) {
        const json::value body = m_rig->get(Venue, path + "&period=60min&size=3").body();
        const auto truth = m_rig->market().candles(contract, HourMs, RigStart - 6 * HourMs, RigStart + HourMs);
        for (std::size_t i = 0; i < 3; ++i) {
            const Candle &candle = truth[truth.size() - 3 + i];
            const json::value &bar = body.at("data").at(i);
            QVERIFY(number(bar.at("id")) * 1000 == static_cast<double>(candle.openMs));
            QVERIFY(isNear(number(bar.at("amount")), 2 * candle.base, 1e-6));
            QVERIFY(isNear(
                number(bar.at("vol")), contract == m_inverse ? 2 * candle.quote / 100 : 2 * candle.base / 0.001, 2));
        }
    };
    check("/linear-swap-ex/market/history/kline?contract_code=BTC-USDT", m_linear);
    check("/swap-ex/market/history/kline?contract_code=BTC-USD", m_inverse);
    const std::string from = std::to_string((RigStart - 2 * HourMs) / 1000);
    const std::string to = std::to_string((RigStart - HourMs) / 1000);
    const json::value span = m_rig
                                 ->get(Venue,
                                     "/linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=5min"
                                     "&from="
                                         + from + "&to=" + to)
                                 .body();
    QCOMPARE(span.at("data").as_array().size(), 13U); // both ends belong to it
}

void TestHtx::answersMistakesUnderStatus200_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("says");
    const QString kline = QStringLiteral("/linear-swap-ex/market/history/kline?contract_code=");
    QTest::newRow("unknown contract of the api")
        << QStringLiteral("/linear-swap-api/v1/swap_open_interest?contract_code=NIX-USDT")
        << QStringLiteral("err_code");
    QTest::newRow("contract of the other line")
        << QStringLiteral("/swap-api/v1/swap_funding_rate?contract_code=BTC-USDT") << QStringLiteral("err_code");
    QTest::newRow("unknown contract of the market")
        << kline + QStringLiteral("NIX-USDT&period=1min&size=1") << QStringLiteral("invalid-parameter");
    QTest::newRow("bad period") << kline + QStringLiteral("BTC-USDT&period=7min&size=1")
                                << QStringLiteral("invalid-parameter");
    QTest::newRow("too many bars") << kline + QStringLiteral("BTC-USDT&period=1min&size=2001")
                                   << QStringLiteral("invalid-parameter");
    QTest::newRow("v5") << QStringLiteral("/v5/market/funding_rate?contract_code=NIX-USDT") << QStringLiteral("1067");
}

void TestHtx::answersMistakesUnderStatus200()
{
    QFETCH(QString, target);
    QFETCH(QString, says);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, 200);
    QVERIFY2(reply.text.find(says.toStdString()) != std::string::npos, reply.text.c_str());
}

void TestHtx::compressesEveryTradeInBothSides()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/swap-ws"));
    socket.send(R"({"sub":"market.BTC-USD.trade.detail","id":"5"})");
    QVERIFY(socket.nextText().contains(QLatin1String(R"("subbed":"market.BTC-USD.trade.detail")")));
    m_rig->advance(200);
    socket.settle();
    socket.frames.clear(); // the trades from before
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(20000);
    socket.settle();
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_inverse; });
    std::vector<json::value> told;
    for (const std::string &text : socket.frames)
        if (const json::value frame = json::parse(text); frame.as_object().contains("ch"))
            told.push_back(frame.at("tick").at("data").at(0));
    QVERIFY(!prints.empty());
    QCOMPARE(told.size(), prints.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        QVERIFY(has(told[i], "direction", prints[i].takerBuy ? "buy" : "sell"));
        QVERIFY(isNear(number(told[i].at("amount")), 2 * prints[i].base * prints[i].price / 100, 2));
        QCOMPARE(number(told[i].at("ts")), static_cast<double>(prints[i].timeMs));
    }
}

void TestHtx::sendsMarksAndIndices()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/ws_index"));
    socket.send(R"({"sub":"market.BTC-USDT.mark_price.1min","id":"1"})");
    socket.send(R"({"sub":"market.BTC-USD.basis.1min.close","id":"2"})");
    const json::value mark =
        socket.next(*m_rig, [](const auto &f) { return has(f, "ch", "market.BTC-USDT.mark_price.1min"); });
    QVERIFY(mark.at("tick").at("close").is_string());
    const json::value basis =
        socket.next(*m_rig, [](const auto &f) { return has(f, "ch", "market.BTC-USD.basis.1min.close"); });
    const double index = m_rig->market().state(m_inverse).index;
    QVERIFY(std::abs(number(basis.at("tick").at("index_price")) / index - 1) < 1e-3);
    QVERIFY(std::abs(number(mark.at("tick").at("close")) / m_rig->market().state(m_linear).mark - 1) < 1e-3);
}

void TestHtx::tellsTheOrderSideOfLiquidations()
{
    Script script;
    script.lines = {lineFor("BTC-USDT", Side::Long, 66500, 12), lineFor("BTC-USDT", Side::Short, 69900, 3),
        lineFor("BTC-USD", Side::Long, 66000, 0.5)};
    VenueRig rig(script, rigConfig({"htx"}));
    QVERIFY(rig.start());
    VenueSocket linear, inverse;
    QVERIFY(linear.open(rig, Venue, "/linear-swap-notification"));
    QVERIFY(inverse.open(rig, Venue, "/swap-notification"));
    linear.send(R"({"op":"sub","cid":"1","topic":"public.BTC-USDT.liquidation_orders"})");
    inverse.send(R"({"op":"sub","cid":"1","topic":"public.*.liquidation_orders"})");
    QVERIFY(!linear.nextText().isEmpty() && !inverse.nextText().isEmpty());
    rig.advance(7000);
    QVERIFY(linear.settle() && inverse.settle());
    std::map<double, json::value> byPrice;
    for (const auto &frames : {linear.frames, inverse.frames})
        for (const std::string &text : frames)
            if (const json::value frame = json::parse(text); has(frame, "op", "notify"))
                byPrice[number(frame.at("data").at(0).at("price"))] = frame.at("data").at(0);
    QVERIFY(has(byPrice[66500], "direction", "sell") && isNear(number(byPrice[66500].at("volume")), 12000, 1));
    QVERIFY(has(byPrice[69900], "direction", "buy") && isNear(number(byPrice[69900].at("amount")), 3, 0.001));
    QVERIFY(has(byPrice[66000], "direction", "sell") && isNear(number(byPrice[66000].at("volume")), 330, 1));
}

void TestHtx::speaksBothDialectsOfPings()
{
    VenueSocket market, answering, silent;
    QVERIFY(market.open(*m_rig, Venue, "/linear-swap-ws"));
    QVERIFY(answering.open(*m_rig, Venue, "/linear-swap-notification"));
    QVERIFY(silent.open(*m_rig, Venue, "/linear-swap-notification"));
    m_rig->advance(200);
    for (int turn = 0; turn < 8; ++turn) {
        m_rig->advance(5000);
        QVERIFY(market.settle() && answering.settle());
        const json::value ping = json::parse(market.nextText().toStdString());
        market.send(R"({"pong":)" + json::serialize(ping.at("ping")) + "}");
        const json::value other = json::parse(answering.nextText().toStdString());
        QVERIFY(has(other, "op", "ping"));
        answering.send(R"({"op":"pong","ts":")" + member(other, "ts").toStdString() + R"("})");
        QVERIFY(market.settle() && answering.settle());
    }
    QVERIFY(silent.waitForEnd());
    QVERIFY(market.isOpen() && answering.isOpen());
}

void TestHtx::refusesUnknownTopics()
{
    VenueSocket market, notices;
    QVERIFY(market.open(*m_rig, Venue, "/linear-swap-ws"));
    QVERIFY(notices.open(*m_rig, Venue, "/linear-swap-notification"));
    market.send(R"({"sub":"market.BTC-USD.trade.detail","id":"1"})"); // coin-margined: another socket
    QVERIFY(market.nextText().contains(QLatin1String(R"("status":"error")")));
    notices.send(R"({"op":"sub","cid":"1","topic":"public.NIX-USDT.funding_rate"})");
    QVERIFY(notices.nextText().contains(QLatin1String(R"("err-code":2011)")));
}

QTEST_GUILESS_MAIN(TestHtx)
#include "tst_htx.moc"
