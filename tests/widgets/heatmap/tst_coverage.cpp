#include "widgets/heatmap/candles.h"
#include "widgets/heatmap/coverage.h"
#include "widgets/heatmap/scenepainter.h"

#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

constexpr TimeMs Open = 256 * HourMs * 2000; // where a chunk of each series begins

LevelChunkPtr chunkOf(TimeMs stepMs, TimeMs openMs, int first, int end)
{
    auto chunk = std::make_shared<LevelChunk>();
    chunk->stepMs = stepMs;
    chunk->openMs = openMs;
    chunk->firstColumn = first;
    for (int c = 0; c < end; ++c) {
        LevelColumn column{};
        column.open = static_cast<float>(100 + c);
        column.high = static_cast<float>(104 + c);
        column.low = static_cast<float>(97 + c);
        column.close = static_cast<float>(101 + c);
        chunk->columns.push_back(column);
    }
    return chunk;
}

/// Hours 0 to 9, five minutes of hours 4 to 9, minutes of hours 8 to 9 and ten minutes.
std::array<LevelSeries, 3> someSeries()
{
    return {LevelSeries{MinuteMs,
                {chunkOf(MinuteMs, Open + 256 * MinuteMs, 224, 256), chunkOf(MinuteMs, Open + 512 * MinuteMs, 0, 38)}},
        LevelSeries{5 * MinuteMs, {chunkOf(5 * MinuteMs, Open, 48, 110)}},
        LevelSeries{HourMs, {chunkOf(HourMs, Open, 0, 10)}}};
}

double at(TimeMs minutes) { return static_cast<double>(Open + minutes * MinuteMs); }

} // namespace

/// Which columns are drawn when.
class TestCoverage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The outermost pixels begin a little before the view and end a little behind it: they must not stay dark.
    void coversThePixelsAtTheEdgesOfTheView()
    {
        auto map = std::make_shared<LevelMap>();
        map->series = someSeries();
        HeatmapScene scene;
        scene.map = map;
        scene.view = {at(8 * 60 + 10), at(9 * 60 + 5), 4, 5};
        const double msPerPixel = 60'000;
        const auto cover = ScenePainter::cellCover(scene, msPerPixel);
        QVERIFY(!cover.empty());
        QVERIFY(cover.front().fromMs <= scene.view.fromMs - msPerPixel);
        QVERIFY(cover.back().toMs >= scene.view.toMs + msPerPixel);
    }

    void choosesTheSeriesByTheLengthOfAPixel_data()
    {
        QTest::addColumn<double>("minutes");
        QTest::addColumn<std::size_t>("series");
        QTest::newRow("half a minute") << 0.5 << LevelMap::MinuteSeries;
        QTest::newRow("under three minutes") << 2.99 << LevelMap::MinuteSeries;
        QTest::newRow("three minutes") << 3.0 << LevelMap::FiveMinuteSeries;
        QTest::newRow("under twenty") << 19.9 << LevelMap::FiveMinuteSeries;
        QTest::newRow("twenty") << 20.0 << LevelMap::HourSeries;
    }
    void choosesTheSeriesByTheLengthOfAPixel()
    {
        QFETCH(double, minutes);
        QFETCH(std::size_t, series);
        QCOMPARE(seriesFor(minutes * static_cast<double>(MinuteMs)), series);
    }

    void fallsBackToTheCoarser()
    {
        const auto spans = coverage(someSeries(), LevelMap::MinuteSeries, at(-60), at(700));
        // Hours up to 04:00, five minutes up to 08:00, minutes from then on.
        const std::vector<std::tuple<TimeMs, double, double>> expected{{HourMs, at(0), at(240)},
            {5 * MinuteMs, at(240), at(480)}, {MinuteMs, at(480), at(512)}, {MinuteMs, at(512), at(550)}};
        QCOMPARE(spans.size(), expected.size());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            QCOMPARE(spans[i].chunk->stepMs, std::get<0>(expected[i]));
            QCOMPARE(spans[i].fromMs, std::get<1>(expected[i]));
            QCOMPARE(spans[i].toMs, std::get<2>(expected[i]));
        }
    }

    void doesNotDrawTheRunningHourIntoTheFuture()
    {
        const auto spans = coverage(someSeries(), LevelMap::HourSeries, at(0), at(700));
        QCOMPARE(spans.size(), std::size_t{1});
        QCOMPARE(spans.back().toMs, at(550));
    }

    void leavesHoles()
    {
        auto series = someSeries();
        series[LevelMap::FiveMinuteSeries].chunks.clear();
        series[LevelMap::HourSeries].chunks.clear();
        QVERIFY(coverage(series, LevelMap::HourSeries, at(0), at(480)).empty());
        QCOMPARE(coverage(series, LevelMap::HourSeries, at(0), at(490)).size(), std::size_t{1}); // the finer stands in
    }

    void tellsWhereColumnsChanged()
    {
        const auto before = coverage(someSeries(), LevelMap::MinuteSeries, at(0), at(700));
        QVERIFY(differences(before, before, at(0), at(700)).empty());
        auto series = someSeries();
        series[LevelMap::MinuteSeries].chunks.front() = chunkOf(MinuteMs, Open + 256 * MinuteMs, 229, 256);
        const auto now = coverage(series, LevelMap::MinuteSeries, at(0), at(700));
        const auto changed = differences(before, now, at(0), at(700));
        QCOMPARE(changed.size(), std::size_t{1}); // five minutes lost their minutes
        QCOMPARE(changed[0].first, at(480));
        QCOMPARE(changed[0].second, at(485));
    }

    void foldsColumnsIntoCandles()
    {
        LevelMap map;
        map.series = someSeries();
        const auto candles = candlesOf(map, at(240), at(480), 30 * MinuteMs);
        QCOMPARE(candles.size(), std::size_t{8});
        // Columns 48 to 53 of the five minutes.
        const DrawnCandle expected{at(240), at(270), 148, 157, 145, 154};
        QCOMPARE(candles.front(), expected);
        QVERIFY(candles.front().isUp());
        // Where only hours are known, hours are drawn.
        const auto older = candlesOf(map, at(0), at(240), 30 * MinuteMs);
        QCOMPARE(older.size(), std::size_t{4});
        QCOMPARE(older[1].toMs - older[1].fromMs, static_cast<double>(HourMs));
    }

    void choosesUsualCandles()
    {
        QCOMPARE(candleLength(static_cast<double>(MinuteMs), 5), 5 * MinuteMs);
        QCOMPARE(candleLength(static_cast<double>(MinuteMs), 5.5), 15 * MinuteMs);
        QCOMPARE(candleLength(static_cast<double>(30 * MinuteMs), 5.5), 4 * HourMs);
    }
};

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
