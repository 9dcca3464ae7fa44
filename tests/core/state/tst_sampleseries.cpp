#include "core/state/sampleseries.h"

#include <QtTest>

using namespace isobar;

class TestSampleSeries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheLatestValueOfABucket()
    {
        SampleSeries series(HourMs, DayMs);
        series.put(10, 1);
        series.put(20, 2);
        series.put(15, 3); // older within the bucket: history that arrives late does not win
        QCOMPARE(series.samples().size(), std::size_t(1));
        QCOMPARE(series.samples()[0].value, 2.0);
    }

    void putsHistoryWhereItBelongs()
    {
        SampleSeries series(HourMs, DayMs);
        series.put(5 * HourMs, 5);
        series.put(3 * HourMs, 3);
        series.put(4 * HourMs, 4);
        QCOMPARE(series.samples().size(), std::size_t(3));
        QCOMPARE(series.samples()[0].value, 3.0);
        QCOMPARE(series.samples()[1].value, 4.0);
        QCOMPARE(series.samples()[2].value, 5.0);
    }

    void takesHistoryPageByPageNewestFirst()
    {
        SampleSeries series(5 * MinuteMs, 31 * DayMs), inOrder(5 * MinuteMs, 31 * DayMs);
        const TimeMs now = 100 * DayMs, page = 500 * 5 * MinuteMs;
        series.put(now, 1);
        for (TimeMs end = now; end > now - 30 * DayMs; end -= page) {
            for (TimeMs time = std::max(end - page, now - 30 * DayMs); time < end; time += 5 * MinuteMs)
                series.put(time, static_cast<double>(time));
        }
        for (TimeMs time = now - 30 * DayMs; time < now; time += 5 * MinuteMs)
            inOrder.put(time, static_cast<double>(time));
        inOrder.put(now, 1);
        QCOMPARE(series.samples().size(), std::size_t(30 * 288 + 1));
        QVERIFY(series.samples() == inOrder.samples());
    }

    void forgetsWhatIsOlderThanItKeeps()
    {
        SampleSeries series(HourMs, 10 * HourMs);
        for (int hour = 0; hour < 100; ++hour)
            series.put(hour * HourMs, hour);
        QVERIFY(series.samples().size() <= 12);
        QVERIFY(series.samples().front().timeMs >= 88 * HourMs);
        series.put(HourMs, 1); // far too late
        QVERIFY(series.samples().front().timeMs >= 88 * HourMs);
    }

    void findsTheNewestNotAfter()
    {
        SampleSeries series(MinuteMs, DayMs);
        series.put(10 * MinuteMs, 1);
        series.put(20 * MinuteMs, 2);
        QCOMPARE(series.at(19 * MinuteMs, HourMs)->value, 1.0);
        QCOMPARE(series.at(20 * MinuteMs, HourMs)->value, 2.0);
        QVERIFY(!series.at(9 * MinuteMs, HourMs));
        QVERIFY(!series.at(40 * MinuteMs, 5 * MinuteMs));
    }
};

QTEST_GUILESS_MAIN(TestSampleSeries)
#include "tst_sampleseries.moc"
