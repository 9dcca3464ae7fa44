#include "core/feed/liquidationcensus.h"

#include <QtTest>

using namespace isobar;

class TestLiquidationCensus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsVenuesThatPrintedTwentySince()
    {
        LiquidationCensus census(20);
        const auto print = [&](const char *venue, int count, TimeMs from) {
            for (int i = 0; i < count; ++i)
                census.printed(venue, "BTC", from + i);
        };
        print("bybit", 20, 1000);
        print("okx", 19, 1000);
        QCOMPARE(census.busyOthers("binance-usdm", "BTC", 0), std::size_t(1));
        print("okx", 1, 2000);
        QCOMPARE(census.busyOthers("binance-usdm", "BTC", 0), std::size_t(2));
        QCOMPARE(census.busyOthers("okx", "BTC", 0), std::size_t(1)); // never counts itself
        QCOMPARE(census.busyOthers("binance-usdm", "ETH", 0), std::size_t(0));
        QCOMPARE(census.busyOthers("binance-usdm", "BTC", 1001), std::size_t(0)); // one print each is older
        print("bybit", 1, 3000);
        QCOMPARE(census.busyOthers("binance-usdm", "BTC", 1001), std::size_t(1));
    }
    void remembersTheLastAndForgets()
    {
        LiquidationCensus census;
        QCOMPARE(census.lastMs("okx", "BTC"), TimeMs(0));
        census.printed("okx", "BTC", 7);
        census.printed("okx", "BTC", 9);
        QCOMPARE(census.lastMs("okx", "BTC"), TimeMs(9));
        QCOMPARE(census.lastMs("okx", "ETH"), TimeMs(0));
        census.forget("okx");
        QCOMPARE(census.lastMs("okx", "BTC"), TimeMs(0));
    }
};

QTEST_GUILESS_MAIN(TestLiquidationCensus)
#include "tst_liquidationcensus.moc"
