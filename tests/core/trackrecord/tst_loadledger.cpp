#include "ledgersamples.h"

#include <QtTest>

using namespace isobar;
using namespace isobar::test;

// MODEL 9.2 and 9.5.
class TestLoadLedger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysBeforeTheHourWhatTheMapsHold();
    void judgesAnHourByWhatWasSaidBefore();
    void passesOverHoursThatWereNotHeard();
    void marksFullFeeds();
    void gradesTheNullsWithTheirOwnWeights();
    void doesNotForetellThePast();

private:
    /// Samplers that saw two days of a price that stood at 100 000.
    static LoadSamplers samplers(TimeMs endMs)
    {
        LevelKernel kernel;
        kernel.layers = {{0.02, 24, FlowSource::Volume, 1, 1}};
        LoadSamplers made(std::make_shared<const LevelKernel>(kernel), Lattice(), 1, 0, {});
        for (TimeMs openMs = endMs - 48 * HourMs; openMs < endMs; openMs += HourMs) {
            std::vector<LevelBar> hour;
            for (int i = 0; i < 60; ++i)
                hour.push_back(minuteBar(openMs + i * MinuteMs, 100'000, 100'000));
            made.take(hour);
        }
        return made;
    }
    static LiquidationLog log(TimeMs minuteMs, double longUsd, int seconds = 1)
    {
        LiquidationLog log;
        LiquidationMinute minute;
        minute.minuteMs = minuteMs;
        minute.usd.longUsd = longUsd;
        minute.seconds = (std::uint64_t(1) << seconds) - 1;
        log.minuteSums = {std::make_shared<const std::vector<LiquidationMinute>>(std::vector{minute})};
        return log;
    }
    /// An hour in which the price falls by 3 % and comes back, and the feeds print 5 M in its tenth minute.
    static void fall(LedgerDrive &drive)
    {
        drive.minute(97'000);
        for (int i = 0; i < 59; ++i)
            drive.minute(100'000);
    }
};

void TestLoadLedger::saysBeforeTheHourWhatTheMapsHold()
{
    LedgerDrive drive;
    drive.keeper.beginLoads(samplers(LedgerStart), {});
    drive.model.scale = 0.5;
    drive.hours(1, 100'000);
    const auto lines = drive.of<LoadLine>();
    QCOMPARE(lines.size(), std::size_t(1));
    QCOMPARE(lines[0].timeMs, LedgerStart + HourMs);
    QVERIFY(lines[0].writtenMs < LedgerStart + HourMs + LoadLedger::GraceMs);
    QCOMPARE(lines[0].moves.size(), LoadLedger::Moves.size());
    // All of it lies at 2 %: nothing before, everything from 3 % on, half of it (the scale) told.
    QCOMPARE(lines[0].mapLong[3], 0.0);
    QVERIFY(lines[0].mapLong[5] > 0);
    QCOMPARE(lines[0].mapLong[7], lines[0].mapLong[5]);
    QVERIFY(lines[0].mapShort[5] > 0);
    // The opens-only map has levels at 1 and 2 %, longs of what takers bought (12 of 20 M).
    QVERIFY(lines[0].opensOnlyLong[4] > lines[0].opensOnlyLong[3]);
    QVERIFY(lines[0].opensOnlyLong[5] > lines[0].opensOnlyShort[5]);
    QCOMPARE(lines[0].openInterestUsd, 9e9);
}

void TestLoadLedger::judgesAnHourByWhatWasSaidBefore()
{
    LedgerDrive drive;
    drive.keeper.beginLoads(samplers(LedgerStart), {});
    drive.facts.heard = [] {
        return HeardLiquidations(LedgerStart - DayMs, log(LedgerStart + HourMs + 10 * MinuteMs, 5e6));
    };
    drive.hours(1, 100'000);
    QVERIFY(drive.of<LoadOutcome>().empty()); // of the hour before nothing was said
    fall(drive);
    const auto outcomes = drive.of<LoadOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1)); // up it did not go
    const LoadOutcome &hour = outcomes[0];
    QCOMPARE(hour.side, PositionSide::Long);
    QCOMPARE(hour.ofMs, LedgerStart + HourMs);
    QVERIFY(std::abs(hour.move - std::log(100.0 / 97)) < 1e-9);
    QCOMPARE(hour.printedUsd, 5e6);
    QCOMPARE(hour.pastDayUsd, 0.0);
    // What was said for a move of 3 % before the hour, the very same.
    const LoadLine said = drive.of<LoadLine>()[0];
    QVERIFY(std::abs(hour.mapUsd / said.mapLong[5] - 1) < 1e-6);
    QCOMPARE(hour.loadUsd, hour.mapUsd); // the prior has no term of the way
    QVERIFY(std::abs(hour.opensOnlyUsd / said.opensOnlyLong[5] - 1) < 0.05);
    QVERIFY(hour.naiveUsd > 0 && hour.naiveUsd < hour.opensOnlyUsd);
    QVERIFY(!hour.moveUsd && !hour.isCensored);
    QCOMPARE(hour.beyond.size(), FreshnessHours.size());
}

void TestLoadLedger::passesOverHoursThatWereNotHeard()
{
    LedgerDrive drive;
    drive.keeper.beginLoads(samplers(LedgerStart), {});
    drive.facts.heard = [] { return HeardLiquidations(LedgerStart + HourMs + 1, log(LedgerStart, 5e6)); };
    drive.hours(1, 100'000);
    fall(drive);
    QVERIFY(drive.of<LoadOutcome>().empty());
    fall(drive);
    QCOMPARE(drive.of<LoadOutcome>().size(), std::size_t(1));
}

void TestLoadLedger::marksFullFeeds()
{
    LedgerDrive drive;
    drive.keeper.beginLoads(samplers(LedgerStart), {});
    drive.facts.heard = [] {
        return HeardLiquidations(LedgerStart - DayMs, log(LedgerStart + HourMs + 10 * MinuteMs, 5e6, 45));
    };
    drive.hours(1, 100'000);
    fall(drive);
    QVERIFY(drive.of<LoadOutcome>()[0].isCensored);
}

void TestLoadLedger::gradesTheNullsWithTheirOwnWeights()
{
    LedgerDrive drive;
    drive.keeper.beginLoads(samplers(LedgerStart), {});
    drive.facts.heard = [] { return HeardLiquidations(LedgerStart - DayMs, {}); };
    NullModels nulls;
    nulls.hours = 100;
    nulls.move[0].byMove[0] = 1e-3;
    nulls.freshness[0].byBeyond[0] = 2e-3;
    drive.keeper.setNulls(nulls);
    drive.hours(1, 100'000);
    fall(drive);
    const LoadOutcome hour = drive.of<LoadOutcome>()[0];
    QVERIFY(std::abs(*hour.moveUsd - 1e-3 * 9e9 * hour.move) < 1);
    QVERIFY(std::abs(*hour.freshnessUsd - 2e-3 * 9e9 * hour.move) < 1); // beyond all that was before
    QCOMPARE(drive.of<ModelLine>()[0].moveLong[0], 1e-3);
}

void TestLoadLedger::doesNotForetellThePast()
{
    LedgerDrive drive;
    drive.facts.heard = [] { return HeardLiquidations(LedgerStart - DayMs, {}); };
    // Samplers that come half an hour late: the bars since are given with them.
    std::vector<LevelBar> since;
    for (int i = 0; i < 30; ++i)
        since.push_back(minuteBar(LedgerStart + i * MinuteMs, 100'000, i == 5 ? 97'000 : 100'000));
    drive.keeper.beginLoads(samplers(LedgerStart), since);
    drive.timeMs = LedgerStart + 30 * MinuteMs;
    drive.hours(0.5, 100'000);
    QVERIFY(drive.of<LoadOutcome>().empty()); // nothing had been said of that hour
    QCOMPARE(drive.of<LoadLine>().size(), std::size_t(1)); // of the next
    fall(drive);
    QCOMPARE(drive.of<LoadOutcome>().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestLoadLedger)
#include "tst_loadledger.moc"
