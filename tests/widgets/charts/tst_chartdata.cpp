#include "widgets/charts/chartreadout.h"
#include "widgets/charts/chartscale.h"

#include <QtTest>

using namespace isobar;
using namespace isobar::charts;

/// What a series looks like in so many pixels.
class TestChartData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheValueThatHoldsAtTheLeftEdge()
    {
        const std::vector<Point> points{{10, 1}, {20, 2}, {30, 3}, {40, 4}};
        const auto inside = within(points, {25, 35});
        QCOMPARE(inside.size(), std::size_t{2});
        QCOMPARE(inside.front().timeMs, TimeMs{20});
        QCOMPARE(inside.back().timeMs, TimeMs{30});
        QCOMPARE(within(points, {20, 30}).front().timeMs, TimeMs{20}); // on the edge: nothing before it is needed
        QCOMPARE(within(points, {50, 60}).size(), std::size_t{1});
        QVERIFY(within(points, {1, 5}).empty());
        QVERIFY(within({}, {1, 5}).empty());
    }

    void drawsStepsThatHoldUntilTheNextValue()
    {
        const std::vector<Point> points{{10, 1}, {20, 2}};
        QCOMPARE(stepLine(points, {5, 30}), QList<QPointF>({{10, 1}, {20, 1}, {20, 2}, {30, 2}}));
        QCOMPARE(stepLine(points, {15, 30}), QList<QPointF>({{15, 1}, {20, 1}, {20, 2}, {30, 2}}));
        QVERIFY(stepLine({}, {5, 30}).isEmpty());
    }

    void knowsTheValueAtATime()
    {
        const std::vector<Point> points{{10, 1}, {20, 2}};
        QVERIFY(!valueAt(points, 9));
        QCOMPARE(valueAt(points, 10).value(), 1.0);
        QCOMPARE(valueAt(points, 19).value(), 1.0);
        QCOMPARE(valueAt(points, 1000).value(), 2.0);
    }

    void keepsExtremesWhenItThinsOut()
    {
        std::vector<Point> points;
        for (int i = 0; i < 100000; ++i)
            points.push_back({i, std::sin(i * 0.01)});
        points[50000].value = 99;
        points[70001].value = -99;
        const std::vector<Point> few = decimate(points, {0, 99999}, 500);
        QVERIFY(few.size() <= 4 * 500 + 4);
        QVERIFY(few.size() >= 500);
        QVERIFY(std::find(few.begin(), few.end(), points[50000]) != few.end());
        QVERIFY(std::find(few.begin(), few.end(), points[70001]) != few.end());
        QVERIFY(
            std::is_sorted(few.begin(), few.end(), [](const Point &a, const Point &b) { return a.timeMs < b.timeMs; }));
        QCOMPARE(few.back(), points.back());
        const std::vector<Point> short_(points.begin(), points.begin() + 100);
        QCOMPARE(decimate(short_, {0, 99}, 500), short_); // nothing to gain
    }

    void clipsRareSpikesButNeverTheLatest()
    {
        std::vector<double> values(1000, 0.0001);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] += 0.0000001 * static_cast<double>(i % 100);
        values[3] = 0.05;
        const std::vector<double> none{0};
        QVERIFY(clippedRange(values, none).high < 0.001);
        const std::vector<double> latest{0, 0.05};
        QVERIFY(clippedRange(values, latest).high >= 0.05);
        const ValueRange empty = clippedRange({}, none);
        QVERIFY(empty.low < 0 && empty.high > 0); // still a range
    }

    void marksEachRunOfClippedValuesOnce()
    {
        const std::vector<Point> points{{1, 0}, {2, 5}, {3, 9}, {4, 6}, {5, 0}, {6, -7}, {7, 8}};
        const std::vector<Outlier> found = outliers(points, {-1, 1});
        QCOMPARE(found, (std::vector<Outlier>{{3, 9}, {6, -7}, {7, 8}}));
    }

    void turnsValuesIntoPixelsAndBack()
    {
        const Scale scale{QRectF(10, 20, 200, 100), {1000, 3000}, {-1, 3}};
        QCOMPARE(scale.x(1000), 10.0);
        QCOMPARE(scale.x(2000), 110.0);
        QCOMPARE(scale.y(-1), 120.0);
        QCOMPARE(scale.y(3), 20.0);
        QCOMPARE(scale.timeAt(110), TimeMs{2000});
        QCOMPARE(scale.timeAt(-5), TimeMs{1000});
        QCOMPARE(scale.timeAt(500), TimeMs{3000});
    }

    void setsRoundTicks()
    {
        const std::vector<double> ticks = valueTicks({-0.00012, 0.00091}, 6);
        QCOMPARE(ticks.size(), std::size_t{5});
        QVERIFY(std::abs(ticks.front()) < 1e-12);
        QVERIFY(std::abs(ticks[1] - 0.0002) < 1e-12);
        // In another unit other values are round: 10 %, 20 % .. a year.
        for (const double tick : valueTicks({0, 0.0005}, 5, 1095))
            QVERIFY(std::abs(std::remainder(tick * 1095, 0.1)) < 1e-9);
        QVERIFY(valueTicks({1, 1}, 5).empty());
    }

    void setsTimeTicksApart_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("width");
        for (const int days : {1, 7, 30}) {
            for (const int width : {240, 560, 900, 1400})
                QTest::addRow("%d d in %d px", days, width) << days << width;
        }
    }
    void setsTimeTicksApart()
    {
        QFETCH(int, days);
        QFETCH(int, width);
        const TimeMs to = 1'790'000'000'000;
        const TimeRange range{to - days * DayMs, to};
        const std::vector<TimeTick> ticks = timeTicks(range, width, 70);
        QVERIFY(ticks.size() >= 1);
        const Scale scale{QRectF(0, 0, width, 100), range, {0, 1}};
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(ticks[i].timeMs >= range.from && ticks[i].timeMs <= range.to);
            QCOMPARE(ticks[i].isDay, ticks[i].timeMs % DayMs == 0);
            if (i > 0)
                QVERIFY(scale.x(ticks[i].timeMs) - scale.x(ticks[i - 1].timeMs) >= 70);
        }
    }

    void shiftsTicksToTheZone()
    {
        const TimeMs to = 1'789'948'800'000; // a UTC midnight
        const std::vector<TimeTick> ticks = timeTicks({to - 2 * DayMs, to}, 300, 70, 2 * HourMs);
        for (const TimeTick &tick : ticks)
            QCOMPARE(tick.isDay, (tick.timeMs + 2 * HourMs) % DayMs == 0);
    }

    void keepsTheReadOutInsideThePlot()
    {
        const QRectF plot(0, 4, 600, 300);
        for (double x = 0; x <= 600; x += 50) {
            const QRectF box = readOutBox(plot, x, {160, 120});
            QVERIFY(plot.contains(box));
            QVERIFY(box.left() > x || box.right() < x); // never over the pointer
        }
    }

    void passesOverWhatIsNotKnown()
    {
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        const std::vector<Point> points{{10, 1}, {20, unknown}, {30, 2}};
        QCOMPARE(stepLine(points, {0, 40}), (QList<QPointF>{{10, 1}, {30, 1}, {30, 2}, {40, 2}}));
    }

    void stacksSeriesWhereTheyAreKnown()
    {
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        const auto series = [](std::vector<Point> points) {
            return std::make_shared<const std::vector<Point>>(std::move(points));
        };
        const auto stacks = stacked({series({{0, 1}, {10, 2}, {20, unknown}}), series({{10, 5}, {20, 6}})});
        QCOMPARE(stacks.size(), std::size_t(2));
        QCOMPARE(stacks[0].top->at(1).value, 2.0);
        QVERIFY(std::isnan(stacks[0].top->at(2).value)); // it ends
        QVERIFY(std::isnan(stacks[1].top->at(0).value)); // it has not begun
        QCOMPARE(stacks[1].base->at(1).value, 2.0);
        QCOMPARE(stacks[1].top->at(1).value, 7.0);
        QCOMPARE(stacks[1].base->at(2).value, 0.0); // nothing is held over the gap
        QCOMPARE(stacks[1].top->at(2).value, 6.0);
        QVERIFY(stacked({}).empty());
    }

    void writesTables()
    {
        const Series points =
            std::make_shared<const std::vector<Point>>(std::vector<Point>{{0, 1}, {1000, 0.5}, {2000, -0.00005}});
        QCOMPARE(csvOf({{QStringLiteral("a,b"), points}}, {1000, 5000}, "rate_8h"),
            QByteArray("time_utc,time_ms,series,rate_8h\n1970-01-01T00:00:01Z,1000,\"a,b\",0.5\n"
                       "1970-01-01T00:00:02Z,2000,\"a,b\",-0.00005\n"));
    }
};

QTEST_GUILESS_MAIN(TestChartData)
#include "tst_chartdata.moc"
