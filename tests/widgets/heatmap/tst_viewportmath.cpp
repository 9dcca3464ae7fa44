#include "tests/support/levelmapsamples.h"
#include "widgets/heatmap/axisticks.h"
#include "widgets/heatmap/viewportmath.h"

#include <QtTest>

#include <random>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

constexpr double Now = 1.79e12;
const QRectF Plot(0, 0, 1000, 500);

Viewport dayView() { return {Now - 24.0 * HourMs, Now, std::log(60'000.0), std::log(72'000.0)}; }

} // namespace

/// How a view becomes another one.
class TestViewportMath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsThePointUnderTheCursor()
    {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> share(0, 1), factor(0.05, 20);
        for (int i = 0; i < 500; ++i) {
            const Viewport view = zoomedAt(dayView(), Now, std::log(65'000.0), factor(random), factor(random));
            const PlotTransform before{view, Plot};
            const QPointF at(share(random) * Plot.width(), share(random) * Plot.height());
            const Viewport zoomed =
                zoomedAt(view, before.ms(at.x()), before.logPrice(at.y()), factor(random), factor(random));
            const PlotTransform after{zoomed, Plot};
            QVERIFY(std::abs(after.x(before.ms(at.x())) - at.x()) < 1e-3);
            QVERIFY(std::abs(after.yOfLog(before.logPrice(at.y())) - at.y()) < 1e-6);
        }
    }

    void staysWithinTheLimits()
    {
        const Viewport in = zoomedAt(dayView(), Now, std::log(65'000.0), 1e-9, 1e-9);
        QVERIFY(std::abs(in.spanMs() - LeastSpanMs) < 1);
        QVERIFY(std::abs(in.logSpan() - LeastLogSpan) < 1e-9);
        const Viewport out = zoomedAt(dayView(), Now, std::log(65'000.0), 1e9, 1e9);
        QVERIFY(std::abs(out.spanMs() - MostSpanMs) < 1);
        QVERIFY(std::abs(out.logSpan() - MostLogSpan) < 1e-9);
    }

    void leavesRoomForTheFuture()
    {
        Viewport view = dayView();
        showHours(view, Now, 24);
        QCOMPARE(std::lround(hoursInView(view, Now)), 24L);
        QVERIFY(std::abs((view.toMs - Now) / view.spanMs() - FutureShare) < 1e-9);
        QVERIFY(isAtLive(view, Now, 1));
        QVERIFY(!isAtLive(panned(view, -HourMs, 0), Now, MinuteMs));
        const Viewport later = followed(view, Now + HourMs);
        QVERIFY(isAtLive(later, Now + HourMs, 1));
        QVERIFY(std::abs(later.spanMs() - view.spanMs()) < 1e-3);
    }

    void beginsWithTheLargerWindow_data()
    {
        QTest::addColumn<double>("hourlySigma");
        QTest::addColumn<double>("clusterDistance"); // 0: none
        QTest::addColumn<double>("expectedHalf"); // of ln(price)
        const double four = std::log1p(0.04);
        QTest::newRow("quiet: four per cent") << 0.001 << 0.0 << four;
        QTest::newRow("wild: three daily sigmas") << 0.02 << 0.0 << 3 * 0.02 * std::sqrt(24.0);
        QTest::newRow("clusters far away") << 0.001 << 0.12 << 0.12;
    }
    void beginsWithTheLargerWindow()
    {
        QFETCH(double, hourlySigma);
        QFETCH(double, clusterDistance);
        QFETCH(double, expectedHalf);
        LevelMap map;
        map.price = 65'000;
        map.volatility = {hourlySigma, hourlySigma, true};
        if (clusterDistance > 0) {
            Cluster below;
            below.low = below.peak = below.high = map.price * std::exp(-clusterDistance);
            map.clusters = {below, below, below, below};
            map.clusters.back().low = 1; // the fourth of a side does not widen the window
        }
        const auto window = priceWindow(map, 0);
        QVERIFY(window);
        const double centre = std::log(map.price);
        const double margin = (window->second - window->first) * 0.06 / 1.12;
        QVERIFY(std::abs(centre - window->first - margin - expectedHalf) < 1e-9);
        if (clusterDistance == 0)
            QVERIFY(std::abs(window->second - centre - margin - expectedHalf) < 1e-9);
    }

    void holdsThePricesOfTheRange()
    {
        const auto map = samples::levelMap({.days = 3});
        const auto view = startView(*map, static_cast<double>(map->marketMs), 48);
        QVERIFY(view);
        for (const LevelChunkPtr &chunk : map->series[LevelMap::HourSeries].chunks) {
            for (int c = chunk->firstColumn; c < chunk->end(); ++c) {
                const LevelColumn &column = chunk->columns[static_cast<std::size_t>(c)];
                if (static_cast<double>(chunk->columnMs(c)) >= view->fromMs)
                    QVERIFY(column.high <= view->high() && column.low >= view->low());
            }
        }
        QVERIFY(!startView(LevelMap{}, Now, 24));
    }

    void bringsThePriceIntoView()
    {
        const Viewport view = dayView();
        QCOMPARE(withPriceInView(view, 65'000), view);
        const Viewport higher = withPriceInView(view, 80'000);
        QVERIFY(std::log(80'000.0) < higher.logHigh && higher.logSpan() - view.logSpan() < 1e-9);
        const Viewport centred = centredOn(view, 70'000);
        QVERIFY(std::abs((centred.logLow + centred.logHigh) / 2 - std::log(70'000.0)) < 1e-9);
    }

    void goesBackThroughTheViews()
    {
        ZoomHistory history;
        QVERIFY(!history.pop());
        history.push(dayView());
        history.push(dayView()); // the same is kept once
        history.push(panned(dayView(), 1000, 0));
        QCOMPARE(history.size(), std::size_t{2});
        QCOMPARE(*history.pop(), panned(dayView(), 1000, 0));
        QCOMPARE(*history.pop(), dayView());
        QVERIFY(!history.pop());
    }

    void numbersPixelsAbsolutely()
    {
        const Viewport view = dayView();
        const PixelGrid grid = timePixels(view, 1000);
        for (const int pixels : {1, 7, 123}) {
            const PixelGrid moved = timePixels(panned(view, pixels * grid.perPixel, 0), 1000);
            QVERIFY(moved.hasScaleOf(grid));
            QCOMPARE(moved.first, grid.first + pixels);
        }
        QVERIFY(std::abs(grid.at(0) - view.fromMs) <= grid.perPixel / 2 + 1);
        const PixelGrid price = pricePixels(view, 500);
        QVERIFY(std::abs(price.at(0) + view.logHigh) <= price.perPixel / 2 + 1e-9);
    }

    void placesRoundPriceTicks_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("bitcoin") << 60'000.0 << 72'000.0;
        QTest::newRow("wide") << 20'000.0 << 120'000.0;
        QTest::newRow("small") << 0.00001203 << 0.00001261;
    }
    void placesRoundPriceTicks()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const Viewport view{0, 1, std::log(low), std::log(high)};
        const std::vector<double> ticks = priceTicks(view, 500, 30);
        QVERIFY(ticks.size() >= 3 && ticks.size() <= 17);
        const PlotTransform transform{view, Plot};
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(ticks[i] >= low && ticks[i] <= high);
            if (i > 0)
                QVERIFY(transform.y(ticks[i - 1]) - transform.y(ticks[i]) >= 30 - 1e-6);
        }
    }

    void placesRoundTimes()
    {
        const std::vector<TimeTick> ticks = timeTicks(dayView(), 1000, 70, TimeZoneChoice::Utc);
        QCOMPARE(ticks.size(), std::size_t{12}); // every two hours
        QCOMPARE(std::count_if(ticks.begin(), ticks.end(), [](const TimeTick &tick) { return tick.isDay; }), 1);
        for (const TimeTick &tick : ticks)
            QCOMPARE(tick.timeMs % (2 * HourMs), TimeMs{0});
    }
};

QTEST_GUILESS_MAIN(TestViewportMath)
#include "tst_viewportmath.moc"
