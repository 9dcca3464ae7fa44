#include "core/feed/rowfilter.h"

#include <QtTest>

using namespace isobar;

namespace {

Decoded::Row liquidation(std::uint64_t key, TimeMs at, std::uint32_t instrument = 1)
{
    return {InstrumentId{instrument}, Liquidation{PositionSide::Long, 1, 1, 1, at, key}};
}
Decoded::Row trade(std::uint64_t key, TimeMs at) { return {InstrumentId{1}, Trade{Aggressor::Buy, 1, 1, at, key}}; }

RowFilter watching(std::unordered_set<std::uint32_t> instruments)
{
    RowFilter filter;
    filter.setWatched(std::move(instruments));
    return filter;
}

} // namespace

class TestRowFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dropsAndCountsRepetitions()
    {
        RowFilter filter = watching({1, 2});
        QVERIFY(filter.passes(liquidation(7, 1), {}));
        QVERIFY(!filter.passes(liquidation(7, 1), {}));
        QVERIFY(filter.passes(liquidation(7, 1, 2), {})); // another contract
        QVERIFY(filter.passes(trade(7, 1), {})); // another kind
        QVERIFY(!filter.passes(trade(7, 1), {}));
        QCOMPARE(filter.duplicates(), std::uint64_t(2));
    }
    void dropsTheBacklogOfASubscription()
    {
        RowFilter filter = watching({1});
        QVERIFY(!filter.passes(liquidation(1, 999), 1000));
        QVERIFY(!filter.passes(trade(1, 999), 1000));
        QVERIFY(filter.passes(liquidation(2, 1000), 1000));
        QCOMPARE(filter.duplicates(), std::uint64_t(0));
        QVERIFY(filter.passes(liquidation(1, 999), {})); // it was not noted as seen
    }
    void passesOnlyWhatIsWatched()
    {
        RowFilter filter = watching({1});
        const Decoded::Row mark{InstrumentId{1}, Mark{1.0, {}}}, other{InstrumentId{2}, Mark{1.0, {}}};
        QVERIFY(filter.passes(mark, 1000));
        QVERIFY(filter.passes(mark, 1000)); // values repeat
        QVERIFY(!filter.passes(other, {}));
        filter.setWatched({2});
        QVERIFY(filter.passes(other, {}));
    }
    void aSettlementToldTwiceIsOne()
    {
        RowFilter filter = watching({1});
        const auto settled = [](TimeMs at) { return Decoded::Row{InstrumentId{1}, Settlement{0.1, at}}; };
        QVERIFY(filter.passes(settled(8 * HourMs), {}));
        QVERIFY(!filter.passes(settled(8 * HourMs + 6), {}));
        QVERIFY(!filter.passes(settled(8 * HourMs - 6), {}));
        QVERIFY(filter.passes(settled(9 * HourMs), {}));
        QCOMPARE(filter.duplicates(), std::uint64_t(0));
    }
    void remembersABoundedNumber()
    {
        RecentKeys keys(3);
        for (const std::uint64_t key : {1, 2, 3, 4})
            QVERIFY(keys.isNew(key));
        QVERIFY(!keys.isNew(2));
        QVERIFY(keys.isNew(1)); // forgotten
    }
};

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
