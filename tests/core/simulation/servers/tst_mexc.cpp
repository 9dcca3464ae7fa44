#include "tests/core/simulation/servers/venuerig.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr std::string_view Venue = "mexc";
const std::string Root = "/api/v1/contract/";

bool isPush(const json::value &frame, std::string_view channel)
{
    return has(frame, "channel", "push." + std::string(channel));
}

} // namespace

/// The simulated MEXC over real sockets against the market's own numbers.
class TestMexcServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsContractsOfThreeMargins();
    void tellsFundingOfAllAndMore();
    void countsContractsAndLagsInItsTicker();
    void givesBarsInColumnsOfSeconds();
    void pagesSettlementsNewestFirst();
    void answersMistakes_data();
    void answersMistakes();
    void saysTooFrequentUnderStatus200();
    void acknowledgesWithoutTheSymbol();
    void mergesDealsUnlessAskedNotTo();
    void listsAllTickersWithoutOpenInterest();
    void hangsUpWithoutPing();

private:
    std::unique_ptr<VenueRig> m_rig;
    int m_linear = -1;
    int m_inverse = -1;
};

void TestMexcServer::initTestCase()
{
    ScriptLine rate;
    rate.venue = "mexc";
    rate.asset = "BTC";
    rate.symbol = "BTC_USDT";
    rate.set.fundingRate = 0.0009;
    Script script;
    script.lines = {rate};
    m_rig = std::make_unique<VenueRig>(script, onlyVenue("mexc"));
    QVERIFY(m_rig->start());
    m_linear = m_rig->contract(Venue, "BTC_USDT");
    m_inverse = m_rig->contract(Venue, "BTC_USD");
    QVERIFY(m_linear >= 0 && m_inverse >= 0);
    m_rig->advance(2000);
}

void TestMexcServer::listsContractsOfThreeMargins()
{
    const json::value body = m_rig->get(Venue, Root + "detail").body();
    QVERIFY(body.at("success").as_bool() && body.at("code").as_int64() == 0);
    QCOMPARE(body.at("data").as_array().size(), m_rig->market().contracts().size());
    for (const json::value &row : body.at("data").as_array()) {
        const ContractSpec &spec = m_rig->spec(m_rig->contract(Venue, row.at("symbol").as_string()));
        QCOMPARE(number(row.at("contractSize")), spec.contractSize);
        QCOMPARE(number(row.at("priceUnit")), spec.tick);
        QVERIFY(has(row, "settleCoin", spec.inverse ? spec.base : spec.quote));
    }
    QVERIFY(m_rig->get(Venue, Root + "detail/country").body() == body);
    const json::value one = m_rig->get(Venue, Root + "detail?symbol=btc_usd").body(); // in any case
    QVERIFY(has(one.at("data"), "symbol", "BTC_USD"));
}

void TestMexcServer::tellsFundingOfAllAndMore()
{
    const json::value body = m_rig->get(Venue, Root + "funding_rate").body();
    QCOMPARE(body.at("data").as_array().size(), m_rig->market().contracts().size() + 1); // one is in no list
    const json::value &row = body.at("data").at(0);
    const ContractState state = m_rig->market().state(m_linear);
    QCOMPARE(number(row.at("fundingRate")), 0.0009);
    QCOMPARE(row.at("collectCycle").as_int64(), 8); // hours
    QCOMPARE(row.at("nextSettleTime").as_int64(), state.nextFundingMs);
    QVERIFY(
        isNear(number(row.at("fairPrice")), state.mark, 0.1) && isNear(number(row.at("idxPrice")), state.index, 0.1));
    const json::value one = m_rig->get(Venue, Root + "funding_rate/PEPE_USDT").body();
    QCOMPARE(one.at("data").at("collectCycle").as_int64(), 4);
}

void TestMexcServer::countsContractsAndLagsInItsTicker()
{
    const json::value linear = m_rig->get(Venue, Root + "ticker?symbol=BTC_USDT").body().at("data");
    const json::value inverse = m_rig->get(Venue, Root + "ticker?symbol=BTC_USD").body().at("data");
    const ContractState a = m_rig->market().state(m_linear), b = m_rig->market().state(m_inverse);
    QVERIFY(isNear(number(linear.at("holdVol")) * 0.0001, a.openInterestBase, 0.0001));
    QVERIFY(isNear(number(linear.at("volume24")) * 0.0001, a.volume24hBase, 0.0001));
    QVERIFY(isNear(number(linear.at("amount24")), a.turnover24hUsd, 0.01));
    QVERIFY(isNear(number(inverse.at("holdVol")) * 100, b.openInterestBase * b.mark, 100));
    QVERIFY(isNear(number(inverse.at("volume24")) * 100, b.turnover24hUsd, 100));
    QVERIFY(number(linear.at("fundingRate")) != 0.0009); // of the settlement before
}

void TestMexcServer::givesBarsInColumnsOfSeconds()
{
    const TimeMs from = RigStart - 5 * HourMs - 10 * MinuteMs;
    const std::string span =
        "&start=" + std::to_string(from / 1000) + "&end=" + std::to_string((from + 2 * HourMs) / 1000);
    const json::value body = m_rig->get(Venue, Root + "kline/BTC_USDT?interval=Min60" + span).body().at("data");
    const auto truth = m_rig->market().candles(m_linear, HourMs, from, from + 3 * HourMs);
    QCOMPARE(body.at("time").as_array().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(number(body.at("time").at(i)), static_cast<double>(truth[i].openMs / 1000));
        QVERIFY(isNear(number(body.at("close").at(i)), truth[i].close, 0.1));
        QVERIFY(isNear(number(body.at("vol").at(i)) * 0.0001, truth[i].base, 0.0001));
        QVERIFY(isNear(number(body.at("amount").at(i)), truth[i].quote, 0.01));
    }
    const json::value many = m_rig->get(Venue, Root + "kline/BTC_USDT?interval=Min1&start=1").body().at("data");
    QVERIFY(many.at("time").as_array().size() <= 2000);
}

void TestMexcServer::pagesSettlementsNewestFirst()
{
    const auto settled = m_rig->market().settlements(m_linear, 0, RigStart + HourMs);
    const std::string path = Root + "funding_rate/history?symbol=BTC_USDT&page_size=2&page_num=";
    const json::value first = m_rig->get(Venue, path + "1").body().at("data");
    const json::value second = m_rig->get(Venue, path + "2").body().at("data");
    QCOMPARE(number(first.at("resultList").at(0).at("settleTime")), static_cast<double>(settled.back().timeMs));
    const Settlement &third = settled[settled.size() - 3];
    QCOMPARE(number(second.at("resultList").at(0).at("settleTime")), static_cast<double>(third.timeMs));
    QVERIFY(isNear(number(second.at("resultList").at(0).at("fundingRate")), third.rate, 1e-6));
    QCOMPARE(number(first.at("totalCount")), static_cast<double>(settled.size()));
}

void TestMexcServer::answersMistakes_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("contract") << "/api/v1/contract/funding_rate/NIX_USDT" << 200 << 1001;
    QTest::newRow("of a ticker") << "/api/v1/contract/ticker?symbol=NIX_USDT" << 200 << 1001;
    QTest::newRow("interval") << "/api/v1/contract/kline/BTC_USDT?interval=Min7" << 200 << 2005;
    QTest::newRow("path") << "/api/v1/contract/liquidations/BTC_USDT" << 404 << 0;
}

void TestMexcServer::answersMistakes()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    QFETCH(int, code);
    const RestReply reply = m_rig->get(Venue, target.toStdString());
    QCOMPARE(reply.status, status);
    if (status == 200)
        QVERIFY(reply.body().at("code").as_int64() == code && !reply.body().at("success").as_bool());
}

void TestMexcServer::saysTooFrequentUnderStatus200()
{
    m_rig->advance(2100);
    for (int i = 0; i < 10; ++i)
        QVERIFY(m_rig->get(Venue, Root + "detail?symbol=BTC_USD").body().at("success").as_bool());
    const RestReply refused = m_rig->get(Venue, Root + "detail?symbol=BTC_USD");
    QCOMPARE(refused.status, 200);
    QCOMPARE(refused.body().at("code").as_int64(), 510);
    QVERIFY(refused.retryAfter.isEmpty());
    QVERIFY(m_rig->get(Venue, Root + "ticker?symbol=BTC_USD").body().at("success").as_bool()); // another budget
    m_rig->advance(2100);
}

void TestMexcServer::acknowledgesWithoutTheSymbol()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/edge"));
    socket.send(R"({"method":"sub.ticker","param":{"symbol":"NOPE_USDT"}})");
    const json::value refusal = json::parse(socket.nextText().toStdString());
    QVERIFY(has(refusal, "channel", "rs.error") && has(refusal, "data", "Contract [NOPE_USDT] not exists"));
    socket.send(R"({"method":"sub.liquidation","param":{"symbol":"BTC_USDT"}})"); // unknown: no answer
    socket.send(R"({"method":"sub.ticker","param":{"symbol":"BTC_USDT"}})");
    const json::value ack = json::parse(socket.nextText().toStdString());
    QVERIFY(has(ack, "channel", "rs.sub.ticker") && has(ack, "data", "success") && !ack.as_object().contains("symbol"));
    socket.send(R"({"method":"sub.ticker","param":{"symbol":"BTC_USDT"}})");
    QVERIFY(!socket.nextText().isEmpty());
    m_rig->advance(9000);
    QVERIFY(socket.settle());
    QVERIFY(socket.frames.size() >= 3 && socket.frames.size() <= 4); // every 3 s, and not twice
    socket.send(R"({"method":"sub.funding.rate","param":{"symbol":"BTC_USDT"}})");
    const json::value rate = socket.next(*m_rig, [](const auto &f) { return isPush(f, "funding.rate"); });
    QCOMPARE(number(rate.at("data").at("rate")), 0.0009);
}

void TestMexcServer::mergesDealsUnlessAskedNotTo()
{
    VenueSocket merged, single;
    QVERIFY(merged.open(*m_rig, Venue, "/edge") && single.open(*m_rig, Venue, "/edge"));
    merged.send(R"({"method":"sub.deal","param":{"symbol":"BTC_USDT"}})");
    single.send(R"({"method":"sub.deal","param":{"symbol":"BTC_USDT","compress":false}})");
    QVERIFY(!merged.nextText().isEmpty() && !single.nextText().isEmpty());
    const std::uint64_t cursor = m_rig->market().cursor();
    m_rig->advance(10000);
    QVERIFY(merged.settle() && single.settle());
    std::vector<Print> prints = m_rig->market().since(cursor).prints;
    std::erase_if(prints, [this](const Print &print) { return print.contract != m_linear; });
    double bought = 0, told[2] = {};
    for (const Print &print : prints)
        bought += print.takerBuy ? print.base : 0;
    std::size_t count = 0;
    for (const std::string &text : single.frames) {
        const json::array rows = rowsOf(text);
        count += rows.size();
        for (std::size_t i = 1; i < rows.size(); ++i)
            QVERIFY(number(rows[i].at("t")) <= number(rows[i - 1].at("t"))); // newest first
    }
    QCOMPARE(count, prints.size());
    for (int i = 0; i < 2; ++i)
        for (const std::string &text : (i == 0 ? merged : single).frames)
            for (const json::value &row : rowsOf(text))
                told[i] += row.at("T").as_int64() == 1 ? number(row.at("v")) * 0.0001 : 0;
    QVERIFY(bought > 0 && isNear(told[0], bought, 0.001) && isNear(told[1], bought, 0.001));
}

void TestMexcServer::listsAllTickersWithoutOpenInterest()
{
    VenueSocket socket;
    QVERIFY(socket.open(*m_rig, Venue, "/edge"));
    socket.send(R"({"method":"sub.tickers","param":{}})");
    QVERIFY(!socket.nextText().isEmpty());
    const json::value frame = socket.next(*m_rig, [](const auto &f) { return isPush(f, "tickers"); });
    QCOMPARE(frame.at("data").as_array().size(), m_rig->market().contracts().size());
    const json::object &row = frame.at("data").at(0).as_object();
    QVERIFY(!row.contains("holdVol") && !row.contains("fundingRate") && row.contains("amount24"));
}

void TestMexcServer::hangsUpWithoutPing()
{
    VenueSocket silent, lively;
    QVERIFY(silent.open(*m_rig, Venue, "/edge") && lively.open(*m_rig, Venue, "/edge"));
    silent.send(R"({"method":"sub.ticker","param":{"symbol":"BTC_USDT"}})"); // data do not keep it
    m_rig->advance(50 * SecondMs);
    lively.send(R"({"method":"ping"})");
    QVERIFY(has(json::parse(lively.nextText().toStdString()), "channel", "pong"));
    m_rig->advance(12 * SecondMs);
    QVERIFY(silent.waitForEnd());
    QVERIFY(lively.settle());
}

QTEST_GUILESS_MAIN(TestMexcServer)
#include "tst_mexc.moc"
