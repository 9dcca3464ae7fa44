#include "core/levelgrid/levelraster.h"
#include "tests/support/levelmapsamples.h"
#include "widgets/heatmap/hover.h"
#include "widgets/heatmap/tilestore.h"

#include <QSignalSpy>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

std::vector<CoverSpan> coverOf(const LevelMap &map, double hours, std::size_t series = LevelMap::MinuteSeries)
{
    const auto now = static_cast<double>(map.marketMs);
    return coverage(map.series, series, now - hours * HourMs, now + HourMs);
}

/// The map a moment later: the newest chunk of minutes is another one, in which the last column has twice the levels.
std::shared_ptr<LevelMap> later(const LevelMap &map)
{
    auto next = std::make_shared<LevelMap>(map);
    LevelChunkPtr &newest = next->series[LevelMap::MinuteSeries].chunks.back();
    auto chunk = std::make_shared<LevelChunk>(*newest);
    chunk->serial += 100'000;
    const auto last = static_cast<std::uint8_t>(chunk->end() - 1);
    for (int cell = 0; cell < 40; ++cell)
        chunk->groups[0].sides[0].events.push_back({chunk->columns[last].priceCell - 20 - cell, last, 0, 5e7F});
    newest = chunk;
    return next;
}

} // namespace

/// Tiles in the making, and what is read under the pointer.
class TestTileStore : public QObject {
    Q_OBJECT

private:
    const std::shared_ptr<LevelMap> m_map = samples::levelMap({.days = 3});
    const TileKind m_kind{"BTC", {}, false, false};

private Q_SLOTS:
    void makesWhatIsWantedOnce()
    {
        TileStore store;
        QSignalSpy changed(&store, &TileStore::tilesChanged);
        const auto cover = coverOf(*m_map, 48);
        store.want(*m_map, cover, m_kind);
        store.want(*m_map, cover, m_kind); // while it works
        QTRY_VERIFY(!store.isWorking());
        for (const CoverSpan &span : cover)
            QVERIFY(store.shown().has(*span.chunk));
        const int made = store.tilesMade();
        QCOMPARE(static_cast<std::size_t>(made), store.shown().size());
        store.want(*m_map, cover, m_kind);
        QVERIFY(!store.isWorking());
        QCOMPARE(changed.count(), made);
    }

    void remakesOnlyTheNewestChunk()
    {
        TileStore store;
        store.want(*m_map, coverOf(*m_map, 48), m_kind);
        QTRY_VERIFY(!store.isWorking());
        const int made = store.tilesMade();
        QSignalSpy changed(&store, &TileStore::tilesChanged);
        const auto next = later(*m_map);
        store.want(*next, coverOf(*next, 48), m_kind);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(store.tilesMade(), made + 1);
        // Only its last column looks different.
        const LevelChunk &chunk = *next->series[LevelMap::MinuteSeries].chunks.back();
        QCOMPARE(changed.first().first().toDouble(), static_cast<double>(chunk.columnMs(chunk.end() - 1)));
    }

    void showsTheOldPictureUntilTheNewOneIsWhole()
    {
        TileStore store;
        const auto cover = coverOf(*m_map, 48);
        store.want(*m_map, cover, m_kind);
        QTRY_VERIFY(!store.isWorking());
        TileKind longs = m_kind;
        longs.filter.shorts = false;
        QSignalSpy changed(&store, &TileStore::tilesChanged);
        store.want(*m_map, cover, longs);
        QCOMPARE(store.shown().kind, m_kind);
        QTRY_COMPARE(changed.count(), 1); // all at once
        QCOMPARE(store.shown().kind, longs);
        for (const CoverSpan &span : cover)
            QVERIFY(store.shown().has(*span.chunk));
    }

    void dropsLateResultsOfAnotherKind()
    {
        TileStore store;
        const auto cover = coverOf(*m_map, 48);
        TileKind split = m_kind;
        split.isSplit = true;
        store.want(*m_map, cover, split);
        store.want(*m_map, cover, m_kind); // before anything of the first is there
        QTRY_VERIFY(!store.isWorking());
        QCoreApplication::processEvents();
        QCOMPARE(store.shown().kind, m_kind);
        for (const CellSpan &span : store.shown().spansOf(cover))
            QVERIFY(span.first && !span.second);
        // And back to what is shown already while another kind is in the making.
        store.want(*m_map, cover, split);
        store.want(*m_map, cover, m_kind);
        QVERIFY(!store.isWorking());
        QTest::qWait(0);
        QCOMPARE(store.shown().kind, m_kind);
    }

    void forgetsAnotherMarketAtOnce()
    {
        TileStore store;
        store.want(*m_map, coverOf(*m_map, 48), m_kind);
        QTRY_VERIFY(!store.isWorking());
        auto other = std::make_shared<LevelMap>(*m_map);
        other->asset = "ETH";
        store.want(*other, coverOf(*other, 48), {"ETH", {}, false, false});
        QCOMPARE(store.shown().size(), std::size_t{0});
    }

    void paintsTheTilesOfTheSidesTogetherAsTheTotal()
    {
        const LevelChunk &chunk = *m_map->series[LevelMap::HourSeries].chunks.back();
        const TileSet::Entry total = makeEntry(chunk, m_map->lattice, m_kind);
        TileKind split = m_kind;
        split.isSplit = true;
        const TileSet::Entry sides = makeEntry(chunk, m_map->lattice, split);
        const int column = chunk.end() - 1;
        for (int r = 0; r < total.first->rows(); ++r) {
            const std::uint8_t whole = total.first->row(0, r)[column];
            const auto part = [&](const LevelTilePtr &tile) -> std::uint8_t {
                const int at = r + total.first->firstRow() - tile->firstRow();
                return at >= 0 && at < tile->rows() ? tile->row(0, at)[column] : std::uint8_t{0};
            };
            QVERIFY(whole >= std::max(part(sides.first), part(sides.second)));
        }
    }

    void readsWhatIsDrawn()
    {
        HeatmapScene scene;
        scene.asset = QStringLiteral("BTC");
        scene.map = m_map;
        scene.nowMs = m_map->marketMs;
        const LevelChunkPtr chunk = m_map->series[LevelMap::FiveMinuteSeries].chunks.back();
        const int column = chunk->end() - 20, k0 = chunk->columns[static_cast<std::size_t>(column)].priceCell;
        const double ms = static_cast<double>(chunk->columnMs(column)) + 1000;
        const LevelGrid grid = rasteriseLevels(*chunk, m_map->lattice, {});
        int told = 0;
        for (int d = -120; d <= 120; d += 5) {
            const double price = m_map->lattice.centrePrice(k0 + d);
            const LevelReading reading = readingAt(scene, 4.0 * MinuteMs, ms, price);
            QVERIFY(reading.longUsd && reading.shortUsd && !reading.isFuture);
            const double drawn = grid.row(k0 + d - grid.firstRow)[column] * m_map->reportedScale;
            QVERIFY(std::abs(*reading.longUsd + *reading.shortUsd - drawn) <= 1e-3 * drawn + 0.1);
            double groups = 0;
            for (const LevelReading::Share &share : reading.byGroup)
                groups += share.usd;
            QVERIFY(std::abs(groups - drawn) <= 1e-3 * drawn + 0.1);
            told += drawn > 0;
        }
        QVERIFY(told > 10);
    }

    void readsNothingBeyondTheReach()
    {
        HeatmapScene scene;
        scene.map = m_map;
        scene.nowMs = m_map->marketMs;
        const auto past = static_cast<double>(m_map->marketMs - HourMs);
        QVERIFY(!readingAt(scene, MinuteMs, past, m_map->price * 2.2).longUsd);
        QVERIFY(!readingAt(scene, MinuteMs, past - 400.0 * DayMs, m_map->price).longUsd); // before all history
        const LevelReading future = readingAt(scene, MinuteMs, past + 3.0 * HourMs, m_map->price * 0.97);
        QVERIFY(future.isFuture && future.longUsd && future.touch24h);
        QVERIFY(*future.longUsd >= *future.shortUsd);
        QVERIFY(!readingAt({}, MinuteMs, past, 1).longUsd);
    }

    void readsTheFilteredLevels()
    {
        HeatmapScene scene;
        scene.map = m_map;
        scene.nowMs = m_map->marketMs;
        const double ms = static_cast<double>(m_map->marketMs) + 1000, price = m_map->price * 0.978;
        const LevelReading all = readingAt(scene, MinuteMs, ms, price);
        scene.options.filter.groups = 1;
        const LevelReading first = readingAt(scene, MinuteMs, ms, price);
        QVERIFY(*all.longUsd > 0);
        QVERIFY(std::abs(*first.longUsd / *all.longUsd - 0.5) < 0.02); // the first group's share
        scene.options.filter.longs = false;
        QCOMPARE(*readingAt(scene, MinuteMs, ms, price).longUsd, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestTileStore)
#include "tst_tilestore.moc"
