#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/gzip.h"
#include "core/simulation/servers/jsontext.h"
#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/pace.h"
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venuetext.h"
#include "core/wire/inflater.h"

#include <QtTest/QTest>
#include <boost/json.hpp>

using namespace isobar;
using namespace isobar::simulation;

/// Numbers, spans and limits as venues have them.
class TestVenueText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesTheLastHexadecimalDigits();
    void writesPlainDecimals_data();
    void writesPlainDecimals();
    void keepsToSteps();
    void knowsIntervals();
    void spansEndNowOrBeginAtTheStart();
    void laddersFollowTheTiers();
    void quotasForgetWithTheWindow();
    void stepsHaveNoNoise();
    void plainJsonHasNoExponents();
    void gzipComesBack();
    void fundingKeepsItsPace();
};

void TestVenueText::writesTheLastHexadecimalDigits()
{
    QCOMPARE(hexText(255, 4), std::string("00ff"));
    QCOMPARE(hexText(0x1234abcd, 4), std::string("abcd"));
    QCOMPARE(hexText(~0ULL, 16), std::string(16, 'f'));
}

void TestVenueText::writesPlainDecimals_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("a rate") << 0.0004 << 8 << QByteArray("0.0004");
    QTest::newRow("a small one") << 1e-9 << 10 << QByteArray("0.000000001");
    QTest::newRow("a large one") << 7.5e12 << 4 << QByteArray("7500000000000");
    QTest::newRow("negative") << -0.00007 << 13 << QByteArray("-0.00007");
    QTest::newRow("nothing left, no sign") << -1e-9 << 4 << QByteArray("0");
    QTest::newRow("whole") << 100.0 << 2 << QByteArray("100");
}

void TestVenueText::writesPlainDecimals()
{
    QFETCH(double, value);
    QFETCH(int, decimals);
    QFETCH(QByteArray, plain);
    QCOMPARE(QByteArray::fromStdString(plainText(value, decimals)), plain);
}

void TestVenueText::keepsToSteps()
{
    QCOMPARE(decimalsOf(0.05), 2);
    QCOMPARE(decimalsOf(1), 0);
    QCOMPARE(decimalsOf(1e-9), 9);
    QVERIFY(steppedText(67900.13, 0.1) == "67900.1");
    QVERIFY(steppedText(67900.3, 0.5) == "67900.5");
    QVERIFY(steppedText(0.00000420049, 1e-9) == "0.000004200");
    QVERIFY(steppedText(1234.4, 1) == "1234");
}

void TestVenueText::knowsIntervals()
{
    QCOMPARE(barSize("3m")->stepMs, 3 * MinuteMs);
    QCOMPARE(barSize("1w")->openOf(1767571800000), floorTo(1767571800000, DayMs)); // a Monday
    for (const char *unknown : {"", "7m", "1M", "m", "1h ", "1H"})
        QVERIFY2(!barSize(unknown), unknown);
}

void TestVenueText::spansEndNowOrBeginAtTheStart()
{
    const Span newest = forwardSpan(std::nullopt, std::nullopt, 10, MinuteMs, HourMs);
    QCOMPARE(newest.toMs, HourMs);
    QCOMPARE(newest.fromMs, HourMs - 10 * MinuteMs);
    const Span oldest = forwardSpan(0, std::nullopt, 10, MinuteMs, HourMs);
    QCOMPARE(oldest.toMs, 10 * MinuteMs);
    QCOMPARE(forwardSpan(0, 10 * HourMs, 100, MinuteMs, HourMs).toMs, HourMs); // no bars of the future
    QCOMPARE(limitOf(std::nullopt, 100, 1000), 100);
    QCOMPARE(limitOf(5000, 100, 1000), 1000);
    QCOMPARE(limitOf(-3, 100, 1000), 1);
}

void TestVenueText::laddersFollowTheTiers()
{
    ContractSpec spec;
    spec.venue = "bybit";
    spec.asset = "BTC";
    const auto ladder = marginLadder(spec);
    QVERIFY(ladder.size() > 2);
    double from = 0;
    for (const MarginRung &rung : ladder) {
        QCOMPARE(rung.fromUsd, from);
        from = rung.toUsd;
        const MarginTier within = marginTier(spec, (rung.fromUsd + rung.toUsd) / 2);
        QCOMPARE(rung.tier.maintenanceRate, within.maintenanceRate);
        QCOMPARE(rung.tier.maxLeverage, within.maxLeverage);
    }
    spec.venue = "hyperliquid";
    QCOMPARE(marginLadder(spec).size(), 1U);
}

void TestVenueText::quotasForgetWithTheWindow()
{
    Quota quota(3, 1000);
    QVERIFY(quota.spend(2, 0));
    QVERIFY(quota.spend(1, 500));
    QVERIFY(!quota.spend(1, 900));
    QCOMPARE(quota.used(), 4);
    QCOMPARE(quota.retryAfterS(900), 1);
    QVERIFY(quota.spend(1, 1000)); // the first two are forgotten
    QCOMPARE(quota.used(), 3);
    quota.widen(2);
    QVERIFY(quota.spend(3, 1000));
    QVERIFY(!quota.spend(1, 1000));
}

void TestVenueText::stepsHaveNoNoise()
{
    QVERIFY(stepped(65618.43, 0.1) == 65618.4); // to the last bit
    QVERIFY(stepped(0.00000420049, 1e-10) == 4.2005e-6);
    QVERIFY(stepped(1234, 500) == 1000);
    QVERIFY(stepped(7.26, 0.25) == 7.25);
    QVERIFY(stepped(7.26, 0) == 7.26);
}

void TestVenueText::plainJsonHasNoExponents()
{
    namespace json = boost::json;
    const json::value value = json::object{{"a", 1e-10}, {"b", json::array{1e6, -2.5, 3, "x\"y"}},
        {"c", json::object()}, {"d", json::array()}, {"e", nullptr}, {"f", true}};
    const std::string expected = R"({"a":0.0000000001,"b":[1000000,-2.5,3,"x\"y"],"c":{},"d":[],"e":null,"f":true})";
    QCOMPARE(plainJson(value), expected);
}

void TestVenueText::gzipComesBack()
{
    Inflater inflater;
    for (const std::string &text : {std::string(), std::string("Ping"), std::string(100000, 'x')}) {
        const std::string packed = gzipped(text);
        QCOMPARE(std::string(inflater.inflate(packed, 1 << 20).value_or("damaged")), text);
    }
}

void TestVenueText::fundingKeepsItsPace()
{
    FundingPace pace;
    const TimeMs next = 8 * HourMs;
    QVERIFY(pace.due("BTC", MinuteMs, next, 0, 0));
    QVERIFY(!pace.due("BTC", MinuteMs, next, 59'000, 59'000));
    QVERIFY(pace.due("ETH", MinuteMs, next, 59'000, 59'000));
    QVERIFY(pace.due("BTC", MinuteMs, next, 60'000, 60'000));
    QVERIFY(pace.due("BTC", MinuteMs, next + 8 * HourMs, 60'100, 60'100)); // settled
    QVERIFY(pace.due("BTC", MinuteMs, next + 8 * HourMs, 61'100, 130'000)); // the market runs faster than life
    QVERIFY(!pace.due("BTC", MinuteMs, next + 8 * HourMs, 61'200, 330'000)); // ... but never every turn
}

QTEST_GUILESS_MAIN(TestVenueText)
#include "tst_venuetext.moc"
