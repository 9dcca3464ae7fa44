#include <QtTest/QtTest>

#include "core/simulation/market.h"
#include "core/simulation/truth.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr TimeMs Start = 1'772'000'000'000;

Market market(Scenario scenario = Scenario::Calm) { return Market({scenario, 1, Start, 1, {}}); }

Script script(const char *text)
{
    auto parsed = parseScript(text);
    if (!parsed)
        qFatal("%s", parsed.error().c_str());
    return parsed.value();
}

int contractOf(const Market &market, const std::string &venue, const std::string &symbol)
{
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        if (market.contracts()[i].venue == venue && market.contracts()[i].symbol == symbol)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace

class TestScript : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheLinesOfTheManual();
    void sortsByTimeAndKeepsTheOrderOfOneMoment();
    void namesTheBadLine_data();
    void namesTheBadLine();
    void reportsWhatTheScriptSets();
    void aFixedIntervalConvertsTheRate();
    void aValueHoldsUntilTheNextLine();
    void ratesHoldForAllContractsTotalsForTheMainOne();
    void aSymbolAddressesOneContractOnly();
    void aStarMeansEveryVenue();
    void settlesAtTheScriptedRateAndInterval();
    void scriptedOpenInterestStandsInTheBooks();
    void aScriptedPriceKillsThePositionsItCrosses();
    void liquidatesByScript();
    void faultsHoldForTheirTime();
};

void TestScript::readsTheLinesOfTheManual()
{
    const Script parsed = script(R"(
{"at_s":0,"venue":"okx","asset":"BTC","set":{"funding_rate":-0.00007,"interval_hours":8,"open_interest_base":28000,"turnover_usd":3.1e9,"mark_price":67900}}

{"at_s":30,"venue":"bybit","asset":"BTC","liquidate":{"position":"long","price":66500,"base_quantity":12}}
{"at_s":60.5,"venue":"binance-usdm","fault":"mute","stream":"liquidation","for_s":120}
)");
    QCOMPARE(parsed.lines.size(), std::size_t(3));
    QCOMPARE(*parsed.lines[0].set.fundingRate, -0.00007);
    QCOMPARE(*parsed.lines[0].set.turnoverUsd, 3.1e9);
    QVERIFY(!parsed.lines[0].set.indexPrice);
    QCOMPARE(*parsed.lines[1].liquidate, (ScriptedLiquidation{Side::Long, 66500, 12}));
    QCOMPARE(*parsed.lines[2].fault, (Fault{"binance-usdm", "liquidation", FaultKind::Mute, 60'500, 180'500}));
}

void TestScript::sortsByTimeAndKeepsTheOrderOfOneMoment()
{
    const Script parsed = script("{\"at_s\":9,\"venue\":\"*\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":3}}\n"
                                 "{\"at_s\":1,\"venue\":\"*\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":1}}\r\n"
                                 "{\"at_s\":1,\"venue\":\"*\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":2}}");
    for (int i = 0; i < 3; ++i)
        QCOMPARE(*parsed.lines[static_cast<std::size_t>(i)].set.fundingRate, i + 1.0);
}

void TestScript::namesTheBadLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("no JSON") << QByteArray("{\"at_s\":0,") << QByteArray("not JSON");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray("not a JSON object");
    QTest::newRow("no time") << QByteArray(R"({"venue":"okx","fault":"drop"})") << QByteArray("\"at_s\" is missing");
    QTest::newRow("negative time") << QByteArray(R"({"at_s":-1,"venue":"okx","fault":"drop"})")
                                   << QByteArray("\"at_s\"");
    QTest::newRow("no venue") << QByteArray(R"({"at_s":0,"fault":"drop"})") << QByteArray("\"venue\" is missing");
    QTest::newRow("strange venue") << QByteArray(R"({"at_s":0,"venue":"mtgox","fault":"drop"})") << QByteArray("mtgox");
    QTest::newRow("strange asset") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"TULIP","set":{"mark_price":1}})")
                                   << QByteArray("TULIP");
    QTest::newRow("nothing to do") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"BTC"})") << QByteArray("none of");
    QTest::newRow("no asset") << QByteArray(R"({"at_s":0,"venue":"okx","set":{"mark_price":1}})")
                              << QByteArray("\"asset\" is missing");
    QTest::newRow("strange key") << QByteArray(R"({"at_s":0,"venue":"okx","fault":"drop","four_s":3})")
                                 << QByteArray("four_s");
    QTest::newRow("strange value") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"BTC","set":{"rate":1}})")
                                   << QByteArray("\"rate\"");
    QTest::newRow("text for number") << QByteArray(
        R"({"at_s":0,"venue":"okx","asset":"BTC","set":{"funding_rate":"0.1"}})")
                                     << QByteArray("\"funding_rate\" is not a number");
    QTest::newRow("infinite") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"BTC","set":{"funding_rate":1e400}})")
                              << QByteArray("finite");
    QTest::newRow("no price") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"BTC","set":{"mark_price":0}})")
                              << QByteArray("above zero");
    QTest::newRow("two days") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"BTC","set":{"interval_hours":48}})")
                              << QByteArray("interval_hours");
    QTest::newRow("empty set") << QByteArray(R"({"at_s":0,"venue":"okx","asset":"BTC","set":{}})")
                               << QByteArray("empty");
    QTest::newRow("side") << QByteArray(
        R"({"at_s":0,"venue":"okx","asset":"BTC","liquidate":{"position":"up","price":1,"base_quantity":1}})")
                          << QByteArray("neither");
    QTest::newRow("half a liquidation") << QByteArray(
        R"({"at_s":0,"venue":"okx","asset":"BTC","liquidate":{"position":"long"}})")
                                        << QByteArray("needs");
    QTest::newRow("strange fault") << QByteArray(R"({"at_s":0,"venue":"okx","fault":"explode"})")
                                   << QByteArray("explode");
    QTest::newRow("strange stream") << QByteArray(R"({"at_s":0,"venue":"okx","fault":"mute","stream":"tea"})")
                                    << QByteArray("tea");
    QTest::newRow("flood of nothing") << QByteArray(R"({"at_s":0,"venue":"okx","fault":"flood"})")
                                      << QByteArray("frames_per_s");
    QTest::newRow("rate of nothing") << QByteArray(R"({"at_s":0,"venue":"okx","fault":"drop","frames_per_s":9})")
                                     << QByteArray("frames_per_s");
    QTest::newRow("length of nothing") << QByteArray(
        R"({"at_s":0,"venue":"okx","asset":"BTC","for_s":3,"set":{"mark_price":1}})")
                                       << QByteArray("for_s");
}

void TestScript::namesTheBadLine()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, reason);
    const QByteArray text = "{\"at_s\":0,\"venue\":\"okx\",\"fault\":\"drop\"}\n\n" + line + "\n";
    const auto parsed = parseScript(text.toStdString());
    QVERIFY(!parsed);
    const QByteArray error = QByteArray::fromStdString(parsed.error());
    QVERIFY2(error.startsWith("line 3: "), error);
    QVERIFY2(error.contains(reason), error);
}

void TestScript::reportsWhatTheScriptSets()
{
    Market m = market(Scenario::Tour);
    m.overrule(script(R"({"at_s":0,"venue":"okx","asset":"BTC","set":{"funding_rate":-0.00007,"interval_hours":4,)"
                      R"("open_interest_base":28000,"turnover_usd":3.1e9,"mark_price":67900,"index_price":67950}})"));
    const int contract = contractOf(m, "okx", "BTC-USDT-SWAP");
    for (const int seconds : {0, 1, 600}) {
        m.advanceTo(Start + seconds * SecondMs);
        const ContractState state = m.state(contract);
        QCOMPARE(state.fundingRate, -0.00007);
        QCOMPARE(state.intervalHours, 4.0);
        QCOMPARE(state.nextFundingMs, floorTo(Start, 4 * HourMs) + 4 * HourMs);
        QCOMPARE(state.openInterestBase, 28000.0);
        QCOMPARE(state.turnover24hUsd, 3.1e9);
        QCOMPARE(state.mark, 67900.0);
        QCOMPARE(state.index, 67950.0);
        QCOMPARE(state.premium, 67900.0 / 67950.0 - 1);
    }
    QCOMPARE(m.contracts()[static_cast<std::size_t>(contract)].intervalHours, 4.0);
}

void TestScript::aFixedIntervalConvertsTheRate()
{
    Market m = market();
    m.overrule(script("{\"at_s\":0,\"venue\":\"*\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":0.0012,"
                      "\"interval_hours\":8}}\n"
                      "{\"at_s\":10,\"venue\":\"hyperliquid\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":0.0008}}"));
    const int hourly = contractOf(m, "hyperliquid", "BTC");
    QCOMPARE(m.state(hourly).intervalHours, 1.0); // its protocol cannot say otherwise
    QCOMPARE(m.state(hourly).fundingRate, 0.00015);
    QCOMPARE(m.state(contractOf(m, "bybit", "BTCUSDT")).fundingRate, 0.0012);
    m.advanceTo(Start + 10 * SecondMs);
    QCOMPARE(m.state(hourly).fundingRate, 0.0001); // still for eight hours
    QCOMPARE(m.state(contractOf(m, "hyperliquid", "ETH")).intervalHours, 1.0);
}

void TestScript::aValueHoldsUntilTheNextLine()
{
    Market m = market();
    m.overrule(script("{\"at_s\":10,\"venue\":\"okx\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":0.0004}}\n"
                      "{\"at_s\":20,\"venue\":\"okx\",\"asset\":\"BTC\",\"set\":{\"mark_price\":60000}}\n"
                      "{\"at_s\":30,\"venue\":\"okx\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":0.0009}}"));
    const int contract = contractOf(m, "okx", "BTC-USDT-SWAP");
    m.advanceTo(Start + 9 * SecondMs);
    QVERIFY(m.state(contract).fundingRate < 0.0003);
    m.advanceTo(Start + 29 * SecondMs);
    QCOMPARE(m.state(contract).fundingRate, 0.0004);
    QCOMPARE(m.state(contract).mark, 60000.0);
    m.advanceTo(Start + 30 * SecondMs);
    QCOMPARE(m.state(contract).fundingRate, 0.0009);
    QCOMPARE(m.state(contract).mark, 60000.0);
}

void TestScript::ratesHoldForAllContractsTotalsForTheMainOne()
{
    Market m = market();
    m.overrule(script(R"({"at_s":0,"venue":"bybit","asset":"BTC","set":{"funding_rate":0.0009,)"
                      R"("open_interest_base":55000,"turnover_usd":6e9}})"));
    m.advanceTo(Start + 60 * SecondMs);
    double base = 0, turnover = 0;
    for (const char *symbol : {"BTCUSDT", "BTCPERP", "BTCUSD"}) {
        const ContractState state = m.state(contractOf(m, "bybit", symbol));
        QCOMPARE(state.fundingRate, 0.0009);
        base += state.openInterestBase;
        turnover += state.turnover24hUsd;
    }
    QCOMPARE(m.state(contractOf(m, "bybit", "BTCUSDT")).openInterestBase, 55000.0);
    QVERIFY(std::abs(base / 55000 - 1) < 0.001);
    QVERIFY(std::abs(turnover / 6e9 - 1) < 0.001);
    QVERIFY(m.state(contractOf(m, "bybit", "ETHUSDT")).fundingRate < 0.0005);
    QVERIFY(m.state(contractOf(m, "okx", "BTC-USDT-SWAP")).fundingRate < 0.0005);
}

void TestScript::aSymbolAddressesOneContractOnly()
{
    Market m = market();
    m.overrule(script(R"({"at_s":0,"venue":"bybit","symbol":"BTCUSD","set":{"funding_rate":0.0009}})"));
    QCOMPARE(m.state(contractOf(m, "bybit", "BTCUSD")).fundingRate, 0.0009);
    QVERIFY(m.state(contractOf(m, "bybit", "BTCUSDT")).fundingRate < 0.0005);
}

void TestScript::aStarMeansEveryVenue()
{
    Market m = market();
    m.overrule(script(R"({"at_s":0,"venue":"*","asset":"ETH","set":{"funding_rate":0.0008}})"));
    for (std::size_t i = 0; i < m.contracts().size(); ++i) {
        if (m.contracts()[i].asset == "ETH")
            QCOMPARE(m.state(static_cast<int>(i)).fundingRate, 0.0008);
    }
}

void TestScript::settlesAtTheScriptedRateAndInterval()
{
    Market m = market();
    m.overrule(script(R"({"at_s":0,"venue":"okx","asset":"SOL","set":{"funding_rate":0.0005,"interval_hours":1}})"));
    const int contract = contractOf(m, "okx", "SOL-USDT-SWAP");
    m.advanceTo(Start + 3 * HourMs);
    const auto settled = m.settlements(contract, Start, Start + 3 * HourMs);
    QCOMPARE(settled.size(), std::size_t(3));
    for (const Settlement &settlement : settled) {
        QCOMPARE(settlement.rate, 0.0005);
        QCOMPARE(settlement.timeMs % HourMs, 0);
    }
}

void TestScript::scriptedOpenInterestStandsInTheBooks()
{
    Market m = market();
    m.overrule(script("{\"at_s\":0,\"venue\":\"okx\",\"asset\":\"BTC\",\"set\":{\"open_interest_base\":56000}}\n"
                      "{\"at_s\":60,\"venue\":\"okx\",\"asset\":\"BTC\",\"set\":{\"open_interest_base\":7000}}\n"
                      "{\"at_s\":120,\"venue\":\"okx\",\"asset\":\"BTC\",\"set\":{\"open_interest_base\":0}}"));
    const int contract = contractOf(m, "okx", "BTC-USDT-SWAP");
    const Book &book = m.truth().books[static_cast<std::size_t>(contract)];
    for (const double wanted : {56000.0, 7000.0}) {
        m.advanceTo(m.nowMs() + 30 * SecondMs);
        QVERIFY(std::abs(book.baseOf(book.openInterest(), 68000) / wanted - 1) < 0.002);
        QCOMPARE(book.units(Side::Short), book.openInterest());
        QCOMPARE(m.state(contract).openInterestBase, wanted);
        m.advanceTo(m.nowMs() + 30 * SecondMs);
    }
    QCOMPARE(m.state(contract).openInterestBase, 0.0);
}

void TestScript::aScriptedPriceKillsThePositionsItCrosses()
{
    Market m = market();
    const std::uint64_t before = m.cursor();
    const int contract = contractOf(m, "bybit", "BTCUSDT");
    const double mark = m.state(contract).mark;
    const QByteArray line = R"({"at_s":5,"venue":"bybit","symbol":"BTCUSDT","set":{"mark_price":)"
        + QByteArray::number(mark * 0.95, 'f', 1) + "}}";
    m.overrule(script(line.constData()));
    m.advanceTo(Start + 10 * SecondMs);
    std::size_t longs = 0;
    for (const Liquidation &liquidation : m.since(before).liquidations) {
        if (liquidation.contract == contract && liquidation.position == Side::Long) {
            QVERIFY(liquidation.price >= mark * 0.95 - 0.1);
            ++longs;
        }
    }
    QVERIFY(longs > 10);
    for (const Position &position : m.truth().books[static_cast<std::size_t>(contract)].positions(Side::Long))
        QVERIFY(position.liquidationPrice < mark * 0.95 + 0.1);
}

void TestScript::liquidatesByScript()
{
    Market m = market();
    const std::uint64_t before = m.cursor();
    m.overrule(
        script("{\"at_s\":30,\"venue\":\"bybit\",\"asset\":\"BTC\",\"liquidate\":{\"position\":\"long\","
               "\"price\":66500,\"base_quantity\":12}}\n"
               "{\"at_s\":31,\"venue\":\"okx\",\"symbol\":\"BTC-USD-SWAP\",\"liquidate\":{\"position\":\"short\","
               "\"price\":70000,\"base_quantity\":0.5}}"));
    m.advanceTo(Start + 40 * SecondMs);
    const auto liquidations = m.since(before).liquidations;
    const auto find = [&](int contract, double price) {
        return std::find_if(liquidations.begin(), liquidations.end(),
            [&](const Liquidation &l) { return l.contract == contract && l.price == price; });
    };
    const auto longs = find(contractOf(m, "bybit", "BTCUSDT"), 66500);
    QVERIFY(longs != liquidations.end());
    QCOMPARE(longs->base, 12.0);
    QCOMPARE(longs->position, Side::Long);
    QCOMPARE(longs->timeMs, Start + 30 * SecondMs);
    const auto shorts = find(contractOf(m, "okx", "BTC-USD-SWAP"), 70000);
    QVERIFY(shorts != liquidations.end());
    QCOMPARE(shorts->base, 0.5);
    QCOMPARE(shorts->position, Side::Short);
    QVERIFY(find(contractOf(m, "bybit", "BTCPERP"), 66500) == liquidations.end());
    for (const Book &book : m.truth().books)
        QCOMPARE(book.units(Side::Short), book.openInterest());
}

void TestScript::faultsHoldForTheirTime()
{
    Market m = market();
    m.overrule(
        script("{\"at_s\":60,\"venue\":\"binance-usdm\",\"fault\":\"mute\",\"stream\":\"liquidation\",\"for_s\":120}\n"
               "{\"at_s\":90,\"venue\":\"*\",\"fault\":\"http_429\"}"));
    QVERIFY(m.activeFaults(Start + 59'999).empty());
    const auto active = m.activeFaults(Start + 60'000);
    QCOMPARE(active.size(), std::size_t(1));
    QCOMPARE(active[0], (Fault{"binance-usdm", "liquidation", FaultKind::Mute, Start + 60'000, Start + 180'000}));
    QCOMPARE(m.activeFaults(Start + 100'000).size(), std::size_t(2));
    QCOMPARE(m.activeFaults(Start + 10 * DayMs).size(), std::size_t(1)); // without for_s it does not end
    QCOMPARE(m.faults().size(), std::size_t(2));

    Market flooded = market();
    flooded.overrule(script(R"({"at_s":5,"venue":"okx","fault":"flood","frames_per_s":700,"for_s":10})"));
    QCOMPARE(flooded.activeFaults(Start + 5'000).at(0).framesPerSecond, 700.0);

    // The past ends up to a second before the start: what is for second 0 must not let the first frames through.
    Market early = market();
    early.overrule(script("{\"at_s\":0,\"venue\":\"okx\",\"fault\":\"mute\",\"stream\":\"mark\"}"));
    QCOMPARE(early.activeFaults(Start - 900).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
