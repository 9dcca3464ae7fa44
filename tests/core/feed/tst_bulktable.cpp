#include "core/feed/bulktable.h"

#include <QtTest>

using namespace isobar;

class TestBulkTable : public QObject {
    Q_OBJECT
private:
    static constexpr InstrumentId A{1}, B{2};
    BulkTable table;
    static Reference listed(std::initializer_list<InstrumentId> ids)
    {
        Reference reference;
        for (const InstrumentId id : ids)
            reference.instruments.emplace_back().id = id;
        return reference;
    }
private Q_SLOTS:
    void init()
    {
        table = BulkTable();
        table.setListed(listed({A, B}));
    }
    void joinsWhatSeveralCallsTellOfAContract()
    {
        table.take({A, Funding{0.0001, {}, 99, {}}}, 10);
        table.take({A, Mark{68'000.0, {}}}, 20);
        table.take({A, Mark{{}, 67'990.0}}, 21);
        table.take({A, OpenInterest{5.0, {}, {}}}, 30);
        table.take({A, Volume{1e9, {}}}, 30);
        table.take({A, Funding{{}, 4, {}, {}}}, 40);
        const auto piece = table.flush("v", 50, 51);
        QCOMPARE(piece->venue, std::string("v"));
        QCOMPARE(piece->transportMs, TimeMs(50));
        QCOMPARE(piece->marketMs, TimeMs(51));
        BulkQuote expected;
        expected.instrument = A;
        expected.funding = {0.0001, 4, 99, {}};
        expected.mark = {68'000.0, 67'990.0};
        expected.openInterest.baseQuantity = 5;
        expected.volume.notionalUsd = 1e9;
        expected.fundingSeenMs = 10; // no rate came later
        expected.markSeenMs = 21;
        QCOMPARE(piece->quotes, std::vector{expected});
    }
    void tellsOnlyWhatIsNew()
    {
        table.take({A, Mark{1.0, {}}}, 1);
        table.take({B, Mark{2.0, {}}}, 1);
        table.take({A, Mark{3.0, {}}}, 1);
        QCOMPARE(table.flush("v", 1, 1)->quotes.size(), std::size_t(2));
        QVERIFY(!table.hasNews());
        table.take({B, Mark{4.0, {}}}, 2);
        const auto piece = table.flush("v", 2, 2);
        QCOMPARE(piece->quotes.size(), std::size_t(1));
        QCOMPARE(piece->quotes[0].instrument, B);
    }
    void hasNoPlaceForTheRest()
    {
        table.take({{7}, Mark{1.0, {}}}, 1); // not listed
        table.take({A, Trade{}}, 1);
        table.take({A, Liquidation{}}, 1);
        table.take({A, Settlement{0.1, 1}}, 1);
        table.take({A, Candle{}}, 1);
        table.take({A, OpenInterest{5.0, {}, 123}}, 1); // of the past
        QVERIFY(!table.hasNews());
    }
    void forgetsWhatIsListedNoMore()
    {
        table.take({A, Mark{1.0, {}}}, 1);
        table.take({B, Mark{2.0, {}}}, 1);
        table.setListed(listed({B}));
        QCOMPARE(table.flush("v", 1, 1)->quotes.size(), std::size_t(1));
        table.setListed(listed({A, B}));
        table.take({A, Volume{1.0, {}}}, 2);
        QVERIFY(!table.flush("v", 2, 2)->quotes[0].mark.markPrice);
    }
};

QTEST_GUILESS_MAIN(TestBulkTable)
#include "tst_bulktable.moc"
