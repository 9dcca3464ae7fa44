#include "core/market/knownpast.h"

#include <QTest>

using namespace isobar;

class TestKnownPast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finerStepsFillWholeLargerOnes()
    {
        constexpr TimeMs Five = 5 * MinuteMs;
        const std::vector<HistoryReach> reaches{{HistoryKind::Candles, Five, 0, 10 * MinuteMs},
            {HistoryKind::Candles, MinuteMs, 12 * MinuteMs, 17 * MinuteMs}, // two pieces that fill 15 to 20 together
            {HistoryKind::Candles, MinuteMs, 17 * MinuteMs, 23 * MinuteMs},
            {HistoryKind::OpenInterest, MinuteMs, 0, HourMs}, {HistoryKind::Candles, HourMs, 0, DayMs}};
        const TimeRanges known = knownTimes(reaches, HistoryKind::Candles, Five);
        QVERIFY(known.ranges() == (std::vector<TimeSpan>{{0, 10 * MinuteMs}, {15 * MinuteMs, 20 * MinuteMs}}));
        // Coarse bars say nothing of finer ones.
        QVERIFY(knownTimes(reaches, HistoryKind::Candles, MinuteMs).ranges()
            == (std::vector<TimeSpan>{{12 * MinuteMs, 23 * MinuteMs}}));
        QVERIFY(
            knownTimes(reaches, HistoryKind::OpenInterest, HourMs).ranges() == (std::vector<TimeSpan>{{0, HourMs}}));
    }

    void settlementsHaveNoStep()
    {
        const std::vector<HistoryReach> reaches{
            {HistoryKind::Funding, 8 * HourMs, 0, DayMs}, {HistoryKind::Funding, MinuteMs, DayMs, 2 * DayMs}};
        QVERIFY(knownTimes(reaches, HistoryKind::Funding, HourMs).ranges() == (std::vector<TimeSpan>{{0, 2 * DayMs}}));
    }
};

QTEST_GUILESS_MAIN(TestKnownPast)
#include "tst_knownpast.moc"
