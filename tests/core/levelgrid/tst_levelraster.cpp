#include "core/levelgrid/levelcode.h"
#include "core/levelgrid/levelraster.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace isobar;

namespace {

constexpr int PriceCell = 11'000;

std::shared_ptr<const LevelKernel> kernel()
{
    LevelKernel made;
    made.layers.push_back({0.005, 3, FlowSource::Both, 0.5, 0.25});
    made.layers.push_back({0.03, 40, FlowSource::Both, 0.3, 0.6});
    made.layers.push_back({0.10, 120, FlowSource::Both, 1.0, 0.1});
    return std::make_shared<const LevelKernel>(made);
}

LevelColumn column(int priceCell)
{
    LevelColumn made{};
    made.open = made.high = made.low = made.close = 1;
    made.priceCell = priceCell;
    return made;
}

/// Two groups whose events are drawn at random on both sides; funding moves the levels half-way, the price wanders.
LevelChunk randomChunk(unsigned seed, int columns)
{
    std::mt19937 random(seed);
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
    LevelChunk chunk;
    chunk.stepMs = MinuteMs;
    chunk.kernel = kernel();
    chunk.firstColumn = 3;
    for (int c = 0; c < columns; ++c)
        chunk.columns.push_back(column(PriceCell + c / 40 - (c % 7 == 0)));
    const std::size_t layers = chunk.kernel->layers.size();
    for (int g = 0; g < 2; ++g) {
        LevelGroup group;
        group.decay.assign(layers * ChunkColumns, 1.0F);
        for (std::size_t i = 0; i < group.decay.size(); ++i)
            group.decay[i] = 1 - 0.02F * static_cast<float>(pick(0, 10)) / 10;
        for (int s = 0; s < 2; ++s) {
            LevelSide &side = group.sides[static_cast<std::size_t>(s)];
            const int base = s == 0 ? PriceCell - 420 : PriceCell + 5;
            auto start = std::make_shared<LevelStart>();
            start->firstCell = base;
            start->cells = 400;
            for (std::size_t i = 0; i < layers * 400; ++i)
                start->usd.push_back(static_cast<float>(pick(0, 5) * 1000));
            side.start = start;
            side.shift.assign(static_cast<std::size_t>(columns), 0);
            for (int c = columns / 2; c < columns; ++c)
                side.shift[static_cast<std::size_t>(c)] = 2;
            for (int c = 3; c < columns; ++c) {
                const int cleared = base + pick(0, 399);
                side.events.push_back({cleared, static_cast<std::uint8_t>(c), LevelEvent::Cleared, 0});
                for (int i = 0; i < 6; ++i) {
                    side.events.push_back({base + pick(0, 399), static_cast<std::uint8_t>(c),
                        static_cast<std::uint8_t>(pick(0, static_cast<int>(layers) - 1)),
                        static_cast<float>(pick(1, 90) * 500)});
                }
            }
        }
        chunk.groups.push_back(std::move(group));
    }
    return chunk;
}

double told(const LevelChunk &chunk, const Lattice &lattice, int row, int c, const LevelFilter &filter)
{
    const CellRange bin = lattice.binOf(row, chunk.columns[static_cast<std::size_t>(c)].priceCell);
    if (bin.width() == 0)
        return 0;
    return levelAt(chunk, c, PositionSide::Long, bin.first, bin.end, filter).total
        + levelAt(chunk, c, PositionSide::Short, bin.first, bin.end, filter).total;
}

} // namespace

class TestLevelRaster : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsWhatIsTold_data();
    void drawsWhatIsTold();
    void splitAddsUpToTheWhole();
    void keepsTheMaximumOnCoarserLevels();
    void drawsNothingOfNothing();
};

void TestLevelRaster::drawsWhatIsTold_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("columns");
    QTest::addColumn<unsigned>("groups");
    QTest::addColumn<unsigned>("bands");
    QTest::addColumn<bool>("longs");
    QTest::addColumn<bool>("shorts");
    QTest::newRow("all") << 1U << 256 << ~0U << ~0U << true << true;
    QTest::newRow("a running chunk") << 2U << 90 << ~0U << ~0U << true << true;
    QTest::newRow("one group") << 3U << 256 << 2U << ~0U << true << true;
    QTest::newRow("one band") << 4U << 256 << ~0U << (1U << distanceBand(0.03)) << true << true;
    QTest::newRow("longs only") << 5U << 256 << ~0U << ~0U << true << false;
    QTest::newRow("shorts only") << 6U << 256 << ~0U << ~0U << false << true;
}

// The picture is painted from the raster, the read-out told from the events: they must agree everywhere.
void TestLevelRaster::drawsWhatIsTold()
{
    QFETCH(unsigned, seed);
    QFETCH(int, columns);
    QFETCH(unsigned, groups);
    QFETCH(unsigned, bands);
    QFETCH(bool, longs);
    QFETCH(bool, shorts);
    const LevelChunk chunk = randomChunk(seed, columns);
    const Lattice lattice = latticeOf("BTC");
    const LevelFilter filter{groups, bands, longs, shorts};
    const LevelGrid grid = rasteriseLevels(chunk, lattice, filter);
    QVERIFY(grid.rows > 0);
    std::mt19937 random(seed + 100);
    double largest = 0;
    for (int i = 0; i < 1500; ++i) {
        const int r = std::uniform_int_distribution(0, grid.rows - 1)(random);
        const int c = std::uniform_int_distribution(0, ChunkColumns - 1)(random);
        const bool isKnown = c >= chunk.firstColumn && c < chunk.end();
        const double expected = isKnown ? told(chunk, lattice, grid.firstRow + r, c, filter) : 0;
        const double drawn = grid.row(r)[c];
        largest = std::max(largest, drawn);
        QVERIFY2(std::abs(drawn - expected) <= 1e-4 * std::max(1.0, expected),
            qPrintable(QStringLiteral("row %1 column %2: %3 for %4").arg(r).arg(c).arg(drawn).arg(expected)));
    }
    QVERIFY(largest > 0);
}

void TestLevelRaster::splitAddsUpToTheWhole()
{
    const LevelChunk chunk = randomChunk(9, 256);
    const LevelSplit all = levelAt(chunk, 200, PositionSide::Long, PriceCell - 300, PriceCell - 290);
    QVERIFY(all.total > 0);
    double groups = 0, parts = 0;
    for (std::size_t g = 0; g < all.byGroup.size(); ++g) {
        groups +=
            levelAt(chunk, 200, PositionSide::Long, PriceCell - 300, PriceCell - 290, {1U << g, ~0U, true, true}).total;
        for (const double part : all.byGroup[g])
            parts += part;
    }
    QVERIFY(std::abs(groups - all.total) < 1e-6 * all.total);
    QVERIFY(std::abs(parts - all.total) < 1e-6 * all.total);
}

void TestLevelRaster::keepsTheMaximumOnCoarserLevels()
{
    const LevelTilePtr tile = makeTile(randomChunk(4, 256), latticeOf("BTC"), {});
    for (int level = 1; level < LevelTile::Levels; ++level) {
        for (int r = 0; r < tile->rows(); r += 17) {
            for (int c = 0; c < LevelTile::columnsOf(level); ++c) {
                const std::uint8_t *fine = tile->row(0, r) + (c << level);
                QCOMPARE(tile->row(level, r)[c], *std::max_element(fine, fine + (1 << level)));
            }
        }
    }
}

void TestLevelRaster::drawsNothingOfNothing()
{
    LevelChunk chunk;
    chunk.kernel = kernel();
    QCOMPARE(rasteriseLevels(chunk, latticeOf("BTC"), {}).rows, 0);
    QCOMPARE(levelAt(chunk, 0, PositionSide::Long, 1, 2).total, 0.0);
}

QTEST_GUILESS_MAIN(TestLevelRaster)
#include "tst_levelraster.moc"
