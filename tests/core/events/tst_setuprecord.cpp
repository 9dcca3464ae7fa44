#include "core/analytics/statistics.h"
#include "core/events/setuprecord.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Begin = 1'772'150'400'000 / HourMs * HourMs;

/// Hourly closes from Begin on.
std::vector<Sample> series(const std::vector<double> &values)
{
    std::vector<Sample> samples;
    for (std::size_t i = 0; i < values.size(); ++i)
        samples.push_back({Begin + static_cast<TimeMs>(i) * HourMs, values[i]});
    return samples;
}

TimeMs hour(int number) { return Begin + number * HourMs; }

bool isClose(double a, double b) { return std::abs(a - b) < 5e-4; }

} // namespace

class TestSetupRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsMovesAgainstTheCrowd()
    {
        // Flat at 100, one hour at 97 (-3 % exactly) and one at 103.1.
        std::vector<double> values(100, 100.0);
        values[30] = 97;
        values[60] = 103.1;
        const auto prices = series(values);
        const TimeMs now = hour(99);
        const std::vector<TimeMs> entries{hour(10) + 5 * MinuteMs, hour(40), hour(70)};
        const EventRecord longs = countFollowed(entries, PositionSide::Long, prices, now);
        QCOMPARE(longs.cases, 3);
        QCOMPARE(longs.moved, 1); // the fall of hour 30 after hour 10
        const EventRecord shorts = countFollowed(entries, PositionSide::Short, prices, now);
        QCOMPARE(shorts.cases, 3);
        QCOMPARE(shorts.moved, 1); // the rise of hour 60 after hour 40
        // All hours with a day behind them: 0..75. A fall of 3 % within a day: from 100, hours 6..29 to 97; and from
        // the rise at hour 60 back to 100 (-3.007 %). A rise: 30 itself (97 -> 100 and more), 36..59.
        QCOMPARE(longs.usual, std::optional(25.0 / 76));
        QCOMPARE(shorts.usual, std::optional(25.0 / 76));
    }

    void leavesOutWhatIsNotKnownYet()
    {
        const auto prices = series(std::vector<double>(48, 100.0));
        const TimeMs now = hour(47);
        const std::vector<TimeMs> entries{hour(-1), hour(5), hour(30), hour(46)};
        QCOMPARE(countFollowed(entries, PositionSide::Long, prices, now).cases, 1);
        QCOMPARE(countFollowed({}, PositionSide::Long, {}, now), EventRecord());
        // A hole in the prices: nothing is known of an entry in it.
        auto holed = prices;
        holed.erase(holed.begin() + 3, holed.begin() + 9);
        QCOMPARE(countFollowed(std::vector{hour(7)}, PositionSide::Long, holed, now).cases, 0);
        QCOMPARE(countFollowed(std::vector{hour(3)}, PositionSide::Long, holed, now).cases, 1);
    }

    void saysHowSureAShareIs()
    {
        QVERIFY(isClose(wilsonInterval(2, 5).low, 0.1176));
        QVERIFY(isClose(wilsonInterval(2, 5).high, 0.7693));
        QVERIFY(isClose(wilsonInterval(10, 25).low, 0.2340));
        QVERIFY(isClose(wilsonInterval(10, 25).high, 0.5926));
        QCOMPARE(wilsonInterval(0, 12).low, 0.0);
        QVERIFY(isClose(wilsonInterval(0, 12).high, 0.2425));
        QVERIFY(isClose(wilsonInterval(12, 12).low, 0.7575));
        QCOMPARE(wilsonInterval(0, 0), (ShareInterval{0, 1}));
    }

    void saysWhenThereAreTooFew()
    {
        EventRecord record;
        record.cases = 19;
        record.moved = 9;
        derive(record);
        QVERIFY(record.tooFew);
        record.cases = 20;
        derive(record);
        QVERIFY(!record.tooFew);
        QVERIFY(record.low > 0.25 && record.high < 0.7);
    }

    void findsTheSetUpsOfThePast()
    {
        // A week at the interest print, then a crowd: 0.03 % for six hours, half of it for two, then again.
        std::vector<double> values(200, 0.0001);
        for (int i = 180; i < 186; ++i)
            values[static_cast<std::size_t>(i)] = 0.0003;
        values[186] = values[187] = 0.00016; // between exit and entry: still the same one
        values[190] = 0.00025;
        const auto hours = series(values);
        QCOMPARE(extremeHours(hours, PositionSide::Long), (std::vector<TimeMs>{hour(180), hour(190)}));
        QVERIFY(extremeHours(hours, PositionSide::Short).empty());
        QVERIFY(extremeHours(std::span(hours).first(190), PositionSide::Long).size() == 1);
        QVERIFY(extremeHours(std::span(hours).last(30), PositionSide::Long).empty()); // nothing is normal yet

        std::vector<double> turning(20, 0.0001);
        turning[5] = -0.00001; // within the band
        turning[10] = -0.00002;
        turning[15] = 0.00003;
        QCOMPARE(flipHours(series(turning), PositionSide::Short), std::vector<TimeMs>{hour(10)});
        QCOMPARE(flipHours(series(turning), PositionSide::Long), std::vector<TimeMs>{hour(11)});
    }
};

QTEST_GUILESS_MAIN(TestSetupRecord)
#include "tst_setuprecord.moc"
