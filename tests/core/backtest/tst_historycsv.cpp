#include "core/backtest/historycsv.h"
#include "tests/support/near.h"

#include <QTest>

using namespace isobar;

namespace {
const std::string Header = "t_ms,open,high,low,close,volume_btc,oi_close_usd,liq_long_usd,liq_short_usd,funding_8h\n";
}

class TestHistoryCsv : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsDollars();
    void readsCoins();
    void leavesEmptyFieldsUnknown();
    void findsTheStepBetweenGaps();
    void refusesWhatIsWrong_data();
    void refusesWhatIsWrong();
};

void TestHistoryCsv::readsDollars()
{
    const auto file =
        readHistoryCsv(Header + "3600000,100,110,90,105,12,2100,7,8,0.0001\n7200000,105,106,104,105,1,2,3,4,0\n");
    QVERIFY(file);
    QCOMPARE(file->bars.size(), 2U);
    const HistoryBar &bar = file->bars.front();
    QCOMPARE(bar.openMs, HourMs);
    QCOMPARE(bar.low, 90.0);
    QCOMPARE(bar.volumeCoins, 12.0);
    QVERIFY(isNear(bar.openInterestCoins, 20, 1e-12)); // the price is taken out
    QCOMPARE(bar.liquidatedUsd, (std::array{7.0, 8.0}));
    QCOMPARE(bar.funding8h, 0.0001);
    QVERIFY(std::isnan(bar.takerBuyCoins));
    QVERIFY(file->hasLiquidations);
}

void TestHistoryCsv::readsCoins()
{
    const auto file = readHistoryCsv(
        "t_ms,open,high,low,close,volume_base,taker_buy_base,oi_close_base,liq_long_base,liq_short_base,more\r\n"
        "0,10,10,10,10,3,1,50,2,0.5,x\r\n");
    QVERIFY(!file); // "x" is no number
    const auto good = readHistoryCsv(
        "t_ms,open,high,low,close,volume_base,taker_buy_base,oi_close_base,liq_long_base,liq_short_base\r\n"
        "0,10,10,10,10,3,1,50,2,0.5\r\n300000,10,10,10,10,3,1,50,2,0.5\r\n");
    QVERIFY(good);
    QCOMPARE(good->bars[0].liquidatedUsd, (std::array{20.0, 5.0}));
    QCOMPARE(good->bars[0].takerBuyCoins, 1.0);
    QCOMPARE(good->bars[0].openInterestCoins, 50.0);
    QCOMPARE(good->stepMs, 5 * MinuteMs);
}

void TestHistoryCsv::leavesEmptyFieldsUnknown()
{
    const auto file = readHistoryCsv(Header + "0,100,110,90,105,,,,,\n3600000,100,110,90,105,,,,,\n");
    QVERIFY(file);
    QVERIFY(std::isnan(file->bars[0].volumeCoins));
    QVERIFY(std::isnan(file->bars[0].openInterestCoins));
    QVERIFY(std::isnan(file->bars[0].liquidatedUsd[0]));
    QVERIFY(!file->hasLiquidations);
}

void TestHistoryCsv::findsTheStepBetweenGaps()
{
    const auto file = readHistoryCsv("t_ms,open,high,low,close\n0,1,1,1,1\n7200000,1,1,1,1\n10800000,1,1,1,1\n");
    QVERIFY(file);
    QCOMPARE(file->stepMs, HourMs);
}

void TestHistoryCsv::refusesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("nothing") << QByteArray() << QByteArray("t_ms");
    QTest::newRow("a column missing") << QByteArray("t_ms,open,high,low\n0,1,1,1\n") << QByteArray("'close'");
    QTest::newRow("no number") << QByteArray("t_ms,open,high,low,close\n0,1,1,1,1\n60000,1,1,1,nan\n")
                               << QByteArray("line 3");
    QTest::newRow("a field too few") << QByteArray("t_ms,open,high,low,close\n0,1,1,1\n") << QByteArray("line 2");
    QTest::newRow("low above open") << QByteArray("t_ms,open,high,low,close\n0,1,3,2,2\n") << QByteArray("prices");
    QTest::newRow("a price missing") << QByteArray("t_ms,open,high,low,close\n0,1,,1,1\n") << QByteArray("prices");
    QTest::newRow("times go back") << QByteArray("t_ms,open,high,low,close\n60000,1,1,1,1\n0,1,1,1,1\n")
                                   << QByteArray("time");
    QTest::newRow("a single bar") << QByteArray("t_ms,open,high,low,close\n0,1,1,1,1\n") << QByteArray("two");
}

void TestHistoryCsv::refusesWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, part);
    const auto file = readHistoryCsv(text.toStdString());
    QVERIFY(!file);
    QVERIFY2(QByteArray::fromStdString(file.error()).contains(part), file.error().c_str());
}

QTEST_GUILESS_MAIN(TestHistoryCsv)
#include "tst_historycsv.moc"
