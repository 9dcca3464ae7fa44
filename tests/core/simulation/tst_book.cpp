#include <QtTest/QtTest>

#include "core/simulation/book.h"
#include "core/simulation/listings.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

ContractSpec contract(const char *venue, const char *symbol)
{
    for (const Listing &listing : listings({venue})) {
        if (listing.spec.symbol == symbol)
            return listing.spec;
    }
    return {};
}

} // namespace

class TestBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensOnBothSides();
    void closesNoMoreThanIsOpen();
    void liquidatesOnlyWhatThePriceHasCrossedNearestFirst();
    void handsALiquidatedPositionOn_data();
    void handsALiquidatedPositionOn();
    void scriptedVictimLeavesTheBooksBalanced();
    void fundingMovesLiquidationPricesAgainstThePayer();
    void fundingOfAnInverseContractIsPaidInCoins();
    void countsInverseLotsInCoins();
};

void TestBook::opensOnBothSides()
{
    Book book(contract("binance-usdm", "BTCUSDT"));
    book.openPair(1500, 68000, 10, 2, 0);
    QCOMPARE(book.openInterest(), 1500);
    QCOMPARE(book.units(Side::Short), 1500);
    QCOMPARE(book.baseOf(1500, 68000), 1.5);
    QVERIFY(book.positions(Side::Long).front().agent != book.positions(Side::Short).front().agent);
}

void TestBook::closesNoMoreThanIsOpen()
{
    Book book(contract("binance-usdm", "BTCUSDT"));
    Random random(1);
    book.openPair(1500, 68000, 10, 2, 0);
    QCOMPARE(book.closePair(500, random), 500);
    QCOMPARE(book.openInterest(), 1000);
    QCOMPARE(book.closePair(5000, random), 1000);
    QCOMPARE(book.openInterest(), 0);
    QVERIFY(book.positions(Side::Long).empty());
    QVERIFY(book.positions(Side::Short).empty());
    QCOMPARE(book.opened(Side::Long) - book.closed(Side::Long), 0);
}

void TestBook::liquidatesOnlyWhatThePriceHasCrossedNearestFirst()
{
    Book book(contract("binance-usdm", "BTCUSDT"));
    book.openPair(100, 100000, 10, 1, 0); // long dies at 90 361
    book.openPair(100, 100000, 25, 1, 0); // long dies at 96 386
    QVERIFY(!book.takeTouched(Side::Long, 97000));
    QVERIFY(!book.takeTouched(Side::Short, 150000));
    const auto first = book.takeTouched(Side::Long, 90000);
    QVERIFY(first);
    QCOMPARE(first->liquidationPrice, 96385.5);
    QCOMPARE(book.takeTouched(Side::Long, 90000)->liquidationPrice, 90361.4);
    QVERIFY(!book.takeTouched(Side::Long, 1));
}

void TestBook::handsALiquidatedPositionOn_data()
{
    QTest::addColumn<double>("closingShare");
    QTest::addColumn<qint64>("openInterest");
    QTest::newRow("other side closes") << 1.0 << qint64(900);
    QTest::newRow("somebody takes it over") << 0.0 << qint64(1000);
    QTest::newRow("both") << 0.7 << qint64(930);
}

void TestBook::handsALiquidatedPositionOn()
{
    QFETCH(double, closingShare);
    QFETCH(qint64, openInterest);
    Book book(contract("binance-usdm", "BTCUSDT"));
    Random random(1);
    book.openPair(900, 100000, 2, 2, 0);
    book.openPair(100, 100000, 25, 2, 0);
    const auto dead = book.takeTouched(Side::Long, 96000);
    QCOMPARE(dead->units, 100);
    book.absorb(Side::Long, dead->units, closingShare, 96000, 0, random);
    for (const Side side : {Side::Long, Side::Short}) {
        QCOMPARE(book.units(side), openInterest);
        QCOMPARE(book.opened(side) - book.closed(side), openInterest);
    }
}

void TestBook::scriptedVictimLeavesTheBooksBalanced()
{
    for (const Side side : {Side::Long, Side::Short}) {
        Book book(contract("bybit", "BTCUSDT"));
        Random random(1);
        book.openPair(900, 68000, 2, 2, 0);
        const Position dead = book.openDoomed(side, 12000, 66500, 0);
        book.absorb(side, dead.units, 1, 66500, 0, random);
        QCOMPARE(dead.liquidationPrice, 66500.0);
        QVERIFY(std::abs(liquidationPrice(dead.terms) - 66500) < 1e-6);
        QCOMPARE(book.units(Side::Long), 900);
        QCOMPARE(book.units(Side::Short), 900);
        QCOMPARE(book.opened(side) - book.closed(side), 900);
    }
}

void TestBook::fundingMovesLiquidationPricesAgainstThePayer()
{
    Book book(contract("binance-usdm", "BTCUSDT"));
    book.openPair(1000, 100000, 10, 10, 0);
    const double longBefore = book.positions(Side::Long).front().liquidationPrice;
    const double shortBefore = book.positions(Side::Short).front().liquidationPrice;
    book.settle(0.001, 100000);
    QCOMPARE(book.lastFundingPaid(Side::Long), 100.0); // 1 BTC at 100 000
    QCOMPARE(book.lastFundingPaid(Side::Short), -100.0);
    QVERIFY(book.positions(Side::Long).front().liquidationPrice > longBefore);
    QVERIFY(book.positions(Side::Short).front().liquidationPrice > shortBefore);
}

void TestBook::fundingOfAnInverseContractIsPaidInCoins()
{
    Book book(contract("bybit", "BTCUSD"));
    book.openPair(100000, 50000, 10, 10, 0);
    book.settle(0.001, 50000);
    QCOMPARE(book.lastFundingPaid(Side::Long), 0.002); // 2 BTC
}

void TestBook::countsInverseLotsInCoins()
{
    const Book book(contract("okx", "BTC-USD-SWAP"));
    QCOMPARE(book.baseOf(340, 68000), 0.5);
    QCOMPARE(book.unitsOf(0.5, 68000), 340);
    QCOMPARE(book.usdOf(340, 68000), 34000.0);
}

QTEST_GUILESS_MAIN(TestBook)
#include "tst_book.moc"
