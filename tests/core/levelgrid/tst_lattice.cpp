#include "core/levelgrid/lattice.h"
#include "tests/support/near.h"

#include <QTest>

#include <algorithm>

using namespace isobar;

class TestLattice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cutsBinsAsTheModelSays_data();
    void cutsBinsAsTheModelSays();
    void findsTheBinOfADistantPrice();
    void splitsAndMergesBinsOnly();
    void coversWhatIsModelledWithoutGaps();
    void cellHoldsItsPrices();
};

void TestLattice::cutsBinsAsTheModelSays_data()
{
    QTest::addColumn<double>("cellWidth");
    QTest::addColumn<double>("reach");
    QTest::addColumn<int>("uniform");
    QTest::addColumn<double>("price");
    QTest::addColumn<int>("reachCells");
    QTest::addColumn<QList<int>>("counts"); // of bins of width 1, 2, 4, 8
    // MODEL 10, example 17
    QTest::newRow("BTC") << 0.001 << 0.40 << 150 << 68'000.0 << 511 << QList<int>{302, 151, 105, 0};
    QTest::newRow("alt") << 0.002 << 0.60 << 76 << 1.0 << 459 << QList<int>{154, 77, 77, 39};
}

void TestLattice::cutsBinsAsTheModelSays()
{
    QFETCH(double, cellWidth);
    QFETCH(double, reach);
    QFETCH(int, uniform);
    QFETCH(double, price);
    const Lattice lattice{cellWidth, reach, uniform};
    QTEST(lattice.reachCells(), "reachCells");
    QList<int> counts{0, 0, 0, 0};
    for (const CellRange &bin : lattice.bins(lattice.cellOf(price))) {
        const int index = bin.width() == 1 ? 0 : bin.width() == 2 ? 1 : bin.width() == 4 ? 2 : 3;
        QCOMPARE(bin.width(), 1 << index);
        QCOMPARE(((bin.first % bin.width()) + bin.width()) % bin.width(), 0); // aligned whatever the price is
        ++counts[index];
    }
    QTEST(counts, "counts");
}

void TestLattice::findsTheBinOfADistantPrice()
{
    const Lattice lattice = latticeOf("BTC");
    QCOMPARE(lattice.cellOf(68'000), 11'127);
    QCOMPARE(lattice.modelled(11'127), (CellRange{10'616, 11'640}));
    QCOMPARE(lattice.cellOf(92'000), 11'429);
    const CellRange bin = lattice.binOf(11'429, 11'127);
    QCOMPARE(bin, (CellRange{11'428, 11'432}));
    QVERIFY(isNear(lattice.lowerPrice(bin.first), 91'858.07, 1e-4));
    QVERIFY(isNear(lattice.lowerPrice(bin.end), 92'226.24, 1e-4));
    QCOMPARE(lattice.binOf(11'429, 11'132), (CellRange{11'428, 11'430}));

    const Lattice alt = latticeOf("SOL");
    QCOMPARE(alt.cellOf(1.55), 219);
    QCOMPARE(alt.binOf(219, 0), (CellRange{216, 220}));
}

// A price that moves changes no bin into one that lies across another.
void TestLattice::splitsAndMergesBinsOnly()
{
    const Lattice lattice = latticeOf("BTC");
    for (int k0 = 11'000; k0 < 11'040; ++k0) {
        const auto before = lattice.bins(k0), after = lattice.bins(k0 + 1);
        for (const CellRange &bin : after) {
            const bool isUnionOrPart = std::all_of(before.begin(), before.end(), [&](const CellRange &other) {
                const bool isApart = other.end <= bin.first || other.first >= bin.end;
                const bool isInside = other.first >= bin.first && other.end <= bin.end;
                const bool isAround = other.first <= bin.first && other.end >= bin.end;
                return isApart || isInside || isAround;
            });
            QVERIFY(isUnionOrPart);
        }
    }
}

void TestLattice::coversWhatIsModelledWithoutGaps()
{
    const Lattice lattice = latticeOf("DOGE");
    const CellRange all = lattice.modelled(-1'200);
    int next = all.first;
    for (const CellRange &bin : lattice.bins(-1'200)) {
        QCOMPARE(bin.first, next);
        next = bin.end;
    }
    QCOMPARE(next, all.end);
    QCOMPARE(lattice.binOf(all.end, -1'200).width(), 0);
}

void TestLattice::cellHoldsItsPrices()
{
    const Lattice lattice = latticeOf("ETH");
    for (const double price : {0.00001234, 0.5, 2'050.0, 126'208.5}) {
        const int cell = lattice.cellOf(price);
        QVERIFY(price >= lattice.lowerPrice(cell) * (1 - 1e-9));
        QVERIFY(price < lattice.lowerPrice(cell + 1));
        QCOMPARE(lattice.cellOf(lattice.centrePrice(cell)), cell);
        QCOMPARE(lattice.cellOf(lattice.lowerPrice(cell)), cell); // an edge belongs to the cell above it
    }
}

QTEST_GUILESS_MAIN(TestLattice)
#include "tst_lattice.moc"
