#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/marginladder.h"
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venuetext.h"

#include <QtTest/QTest>

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

QTEST_GUILESS_MAIN(TestVenueText)
#include "tst_venuetext.moc"
