#include "core/analytics/levels/listeninglog.h"

#include <QTest>

using namespace isobar;

namespace {
constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;
}

class TestListeningLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsWhenItWasListening();
    void forgetsAfterSixtyDays();
    void joinsMinutesOfTwoRuns();
};

void TestListeningLog::knowsWhenItWasListening()
{
    ListeningLog heard;
    heard.listen(std::nullopt, Start);
    QCOMPARE(heard.heardMs(), TimeMs(0));
    heard.listen(Start, Start + HourMs);
    heard.listen(Start, Start + 2 * HourMs);
    heard.listen(std::nullopt, Start + 3 * HourMs); // nothing is heard
    heard.listen(Start + 4 * HourMs, Start + 5 * HourMs); // the next run
    QCOMPARE(
        heard.spans(), (std::vector<HeardSpan>{{Start, Start + 2 * HourMs}, {Start + 4 * HourMs, Start + 5 * HourMs}}));
    QCOMPARE(heard.heardMs(), 3 * HourMs);
    QCOMPARE(heard.heardMs(Start + HourMs), 2 * HourMs);
    QVERIFY(isHeard(heard.spans(), Start, Start + HourMs));
    QVERIFY(!isHeard(heard.spans(), Start + HourMs, Start + 3 * HourMs)); // not whole
    QVERIFY(!isHeard(heard.spans(), Start + 2 * HourMs, Start + 4 * HourMs));
}

void TestListeningLog::forgetsAfterSixtyDays()
{
    ListeningLog heard;
    heard.listen(Start, Start + DayMs);
    heard.listen(Start + 62 * DayMs, Start + 63 * DayMs);
    QCOMPARE(heard.spans().size(), std::size_t(1));
}

void TestListeningLog::joinsMinutesOfTwoRuns()
{
    LiquidationWindow first, second;
    first.add(Start, PositionSide::Long, 100);
    first.add(Start + MinuteMs, PositionSide::Short, 50);
    first.add(Start + 5 * MinuteMs, PositionSide::Short, 70);
    ListeningLog heard;
    heard.keep(first, Start + MinuteMs);
    // The local history may tell the second run of the first: a minute counts once, as the one that saw more of it.
    second.add(Start + 5 * MinuteMs, PositionSide::Short, 60);
    second.add(Start + 9 * MinuteMs, PositionSide::Long, 10);
    const auto minutes = heard.minutes(second, Start);
    QCOMPARE(minutes.size(), std::size_t(3));
    QCOMPARE(minutes[0].minuteMs, Start + MinuteMs);
    QCOMPARE(minutes[1].usd.shortUsd, 70.0);
    QCOMPARE(minutes[2].usd.longUsd, 10.0);
    heard.keep(second, Start + 6 * MinuteMs); // what was learned from is kept no longer
    QCOMPARE(heard.minutes(LiquidationWindow(), 0).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(TestListeningLog)
#include "tst_listeninglog.moc"
