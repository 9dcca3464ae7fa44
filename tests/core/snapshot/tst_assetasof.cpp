#include "core/snapshot/assetasof.h"
#include "tests/support/levelmapsamples.h"

#include <QtTest>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'790'000'000'000;

Series series(TimeMs fromMs, TimeMs stepMs, int count)
{
    auto points = std::make_shared<std::vector<Point>>();
    for (int i = 0; i < count; ++i)
        points->push_back({fromMs + i * stepMs, static_cast<double>(i)});
    return points;
}

AssetSnapshot later()
{
    AssetSnapshot asset;
    asset.asset = "BTC";
    asset.marketMs = Now;
    asset.map = samples::levelMap({.nowMs = Now, .days = 8});
    asset.aggregate.rate8h = 0.5;
    asset.aggregateHistory = series(Now - 10 * HourMs, HourMs, 11);
    asset.fundingHistory["okx"] = series(Now - 32 * HourMs, 8 * HourMs, 5);
    VenueRow venue;
    venue.venue = "okx";
    venue.name = "OKX";
    venue.excluded = Exclusion::None;
    venue.spot8h = 0.5;
    asset.venues = {venue};
    auto liquidations = std::make_shared<LiquidationView>();
    auto prints = std::make_shared<std::vector<LiquidationPrint>>();
    auto minutes = std::make_shared<std::vector<LiquidationMinute>>();
    for (int i = 0; i < 10; ++i) { // one an hour, the last one now
        LiquidationPrint print;
        print.timeMs = Now - (9 - i) * HourMs;
        print.usd = 1000;
        prints->push_back(print);
        minutes->push_back({floorTo(print.timeMs, MinuteMs), {1000, 0}});
    }
    liquidations->log.chunks = {prints};
    liquidations->log.minuteSums = {minutes};
    liquidations->sinceMs = Now - 2 * DayMs;
    asset.liquidations = liquidations;
    return asset;
}

} // namespace

/// The past of an asset as a later snapshot remembers it.
class TestAssetAsOf : public QObject {
    Q_OBJECT

    AssetSnapshot m_later;

private Q_SLOTS:
    void initTestCase() { m_later = later(); }

    void knowsNothingOfWhatCameAfter_data()
    {
        QTest::addColumn<TimeMs>("ago");
        QTest::newRow("a minute") << MinuteMs;
        QTest::newRow("half an hour") << 30 * MinuteMs;
        QTest::newRow("three hours") << 3 * HourMs;
        QTest::newRow("two days") << 2 * DayMs;
    }
    void knowsNothingOfWhatCameAfter()
    {
        QFETCH(TimeMs, ago);
        const TimeMs at = Now - ago;
        const auto then = assetAsOf(m_later, at);
        QVERIFY(then);
        QCOMPARE(then->marketMs, at);
        const TimeMs end = floorTo(at, MinuteMs) + MinuteMs;
        for (const auto &all : {then->map->series, then->map->opensOnly}) {
            for (const LevelSeries &each : all) {
                for (const LevelChunkPtr &chunk : each.chunks) {
                    QVERIFY(chunk->columnMs(chunk->end()) <= end);
                    for (const LevelGroup &group : chunk->groups) {
                        for (const LevelSide &side : group.sides) {
                            for (const LevelEvent &event : side.events)
                                QVERIFY(int(event.column) < chunk->end());
                        }
                    }
                }
            }
        }
        QVERIFY(then->aggregateHistory->empty() || then->aggregateHistory->back().timeMs <= at);
        QVERIFY(then->fundingHistory.at("okx")->back().timeMs <= at || ago > 32 * HourMs);
        for (const LiquidationChunk &chunk : then->liquidations->log.chunks)
            QVERIFY(chunk->back().timeMs <= at);
        QVERIFY(then->map->clusters.empty());
        QVERIFY(!then->venues.front().spot8h);
        QCOMPARE(then->venues.front().name, std::string("OKX"));
    }

    void theLevelsBeforeAreTheSame()
    {
        const TimeMs at = Now - 3 * HourMs;
        const auto then = assetAsOf(m_later, at);
        const std::size_t minutes = LevelMap::FiveMinuteSeries;
        const LevelSeries &was = m_later.map->series[minutes], &is = then->map->series[minutes];
        QVERIFY(!is.chunks.empty() && is.endMs() > at - 10 * MinuteMs);
        for (std::size_t i = 0; i < is.chunks.size(); ++i) {
            const LevelGrid before = rasteriseLevels(*was.chunks[i], m_later.map->lattice, {});
            const LevelGrid now = rasteriseLevels(*is.chunks[i], m_later.map->lattice, {});
            for (int row = 0; row < now.rows; ++row) {
                const int beforeRow = row + now.firstRow - before.firstRow;
                QVERIFY(beforeRow >= 0 && beforeRow < before.rows);
                for (int c = is.chunks[i]->firstColumn; c < is.chunks[i]->end(); ++c)
                    QCOMPARE(now.row(row)[c], before.row(beforeRow)[c]);
            }
        }
    }

    void theEdgeIsThatOfTheMoment()
    {
        const auto then = assetAsOf(m_later, Now - 3 * HourMs);
        const LevelMap &map = *then->map;
        QVERIFY(map.price > 0 && map.price != m_later.map->price);
        QVERIFY(*then->mark == map.price);
        QVERIFY(map.now.between(map.lattice, PositionSide::Long, map.price * 0.9, map.price) > 0);
        QVERIFY(map.now.between(map.lattice, PositionSide::Short, map.price, map.price * 1.1) > 0);
        QCOMPARE(then->aggregate.rate8h, std::optional(7.0)); // of three hours ago
        QCOMPARE(then->liquidations->hour.longUsd, 1000.0);
        QCOMPARE(then->liquidations->fourHours.longUsd, 4000.0);
    }

    void isNothingBeyondWhatIsKnown()
    {
        QVERIFY(!assetAsOf(m_later, Now - 400 * DayMs));
        QVERIFY(!assetAsOf(m_later, Now + HourMs));
        QVERIFY(!assetAsOf(AssetSnapshot(), Now));
    }
};

QTEST_GUILESS_MAIN(TestAssetAsOf)
#include "tst_assetasof.moc"
