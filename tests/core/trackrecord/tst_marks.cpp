#include "core/trackrecord/marks.h"
#include "core/trackrecord/touchledger.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace isobar;

// MODEL 9: scores of the ledgers.
class TestMarks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsFewCasesFew();
    void findsSkillWhereProbabilitiesAreRight();
    void findsNoSkillWhereTheyAreWorseThanTheRate();
    void comparesWithWhatWasKnownThen();
    void keepsSidesApart();
    void leavesOutWhatIsNotWhole();
    void givesNoIntervalForFewBlocks();
    void ranksLoadsAboveTheirNulls();
    void findsLoadsThatKnowLess();
    void comparesOnlyWhereAllSpoke();
    void testsBrightnessWithinBands();
    void countsEventsWithTheirAftermathApart();
    void marksChains();
    void givesTheSameIntervalAgain();

private:
    static constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;
    static constexpr std::size_t Long = 0, Short = 1, Both = 2;

    /// Lines every four hours over `days`; what is said of the way down is `said(truth)`, where truth is how probable
    /// it is.
    template <class Said> static std::vector<RecordLine> touches(int days, Said said)
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> uniform(0, 1);
        std::vector<RecordLine> lines;
        for (TimeMs timeMs = Start; timeMs < Start + days * DayMs; timeMs += 4 * HourMs) {
            // Calm days and wild ones.
            const double truth = (timeMs / DayMs) % 3 == 0 ? 0.8 : 0.1;
            TouchLine line;
            line.timeMs = timeMs;
            TouchOutcome outcome;
            outcome.ofMs = timeMs;
            outcome.timeMs = timeMs + 4 * HourMs;
            outcome.horizonHours = 4;
            for (const double distance : TouchLedger::Distances) {
                line.distances.push_back(distance);
                line.within4h.push_back(said(truth));
                line.within24h.push_back(said(truth));
                outcome.below.push_back(uniform(random) < truth);
                outcome.above.push_back(false);
            }
            lines.emplace_back(line);
            lines.emplace_back(outcome);
        }
        return lines;
    }
    /// Hours in which as much is printed as a hidden map says, times noise; `expected` gives what is said of it.
    template <class Expected> static std::vector<RecordLine> loads(int hours, Expected expected)
    {
        std::mt19937 random(5);
        std::lognormal_distribution<double> map(13, 1.2), noise(0, 0.5);
        std::exponential_distribution<double> way(200);
        std::vector<RecordLine> lines;
        for (int i = 0; i < hours; ++i) {
            LoadOutcome hour;
            hour.ofMs = Start + i * HourMs;
            hour.side = i % 2 ? PositionSide::Short : PositionSide::Long;
            hour.move = 0.0005 + way(random);
            hour.openInterestUsd = 20e9;
            const double truth = map(random) * hour.move * 100;
            hour.printedUsd = truth * noise(random);
            hour.moveUsd = 5e6 * hour.move;
            hour.freshnessUsd = 6e6 * hour.move;
            hour.naiveUsd = map(random);
            hour.opensOnlyUsd = map(random);
            expected(hour, truth);
            lines.emplace_back(hour);
        }
        return lines;
    }
};

void TestMarks::callsFewCasesFew()
{
    const RecordMarks none = marksOf({});
    QVERIFY(none.isEmpty() && !none.hasNoSkill());
    const auto lines = touches(1, [](double p) { return p; });
    const RecordMarks few = marksOf(std::span(lines).first(4)); // two lines: 12 cases a side
    QCOMPARE(few.touch[Long][0].cases, 12);
    QVERIFY(!few.touch[Long][0].skill.value);
    QVERIFY(!few.isEmpty());
}

void TestMarks::findsSkillWhereProbabilitiesAreRight()
{
    const RecordMarks marks = marksOf(touches(60, [](double p) { return p; }));
    const TouchMarks &touch = marks.touch[Long][0];
    QCOMPARE(touch.cases, 60 * 6 * 6);
    QVERIFY2(touch.calibrationError < 0.03, qPrintable(QString::number(touch.calibrationError)));
    QVERIFY2(*touch.skill.value > 0.3, qPrintable(QString::number(*touch.skill.value)));
    QVERIFY(touch.skill.interval->low > 0 && touch.skill.interval->low < *touch.skill.value);
    QVERIFY(touch.skill.interval->high > *touch.skill.value);
    QCOMPARE(touch.skill.against, std::string("rate of each distance"));
    QCOMPARE(touch.bins[8].count + touch.bins[1].count, double(touch.cases));
    QVERIFY(std::abs(touch.bins[8].came / touch.bins[8].count - 0.8) < 0.05);
    QVERIFY(touch.brier < touch.nullBrier);
}

void TestMarks::findsNoSkillWhereTheyAreWorseThanTheRate()
{
    const RecordMarks marks = marksOf(touches(60, [](double p) { return 0.9 - p; }));
    QVERIFY(marks.touch[Long][0].skill.isBelow());
    QVERIFY(marks.touch[Both][0].skill.isBelow());
    QVERIFY(marks.hasNoSkill());
}

void TestMarks::comparesWithWhatWasKnownThen()
{
    // Nobody can know more than the rate that there is. The rate as it came out is a little better than that by
    // hindsight; the rate that was known until then is not.
    std::mt19937 random(11);
    std::uniform_real_distribution<double> uniform(0, 1);
    auto lines = touches(60, [](double) { return 0.3; });
    for (RecordLine &line : lines) {
        if (auto *outcome = std::get_if<TouchOutcome>(&line)) {
            for (std::size_t d = 0; d < outcome->below.size(); ++d)
                outcome->below[d] = uniform(random) < 0.3;
        }
    }
    const TouchMarks touch = marksOf(lines).touch[Long][0];
    QVERIFY2(*touch.skill.value > 0 && *touch.skill.value < 0.03, qPrintable(QString::number(*touch.skill.value)));
    QVERIFY(!touch.skill.isBelow());
}

void TestMarks::keepsSidesApart()
{
    const RecordMarks marks = marksOf(touches(60, [](double p) { return p; }));
    QVERIFY(!marks.touch[Long][0].skill.isBelow());
    // Up it never went: who says .8 there knows less than who knows that.
    QVERIFY(marks.touch[Short][0].brier > marks.touch[Long][0].brier);
    QVERIFY(marks.touch[Short][0].skill.isBelow());
    QCOMPARE(marks.touch[Both][0].cases, 2 * marks.touch[Long][0].cases);
    QCOMPARE(marks.touch[Long][1].cases, 0); // of 24 h nothing came yet
}

void TestMarks::leavesOutWhatIsNotWhole()
{
    auto lines = touches(10, [](double p) { return p; });
    const int all = marksOf(lines).touch[Long][0].cases;
    std::get<TouchOutcome>(lines[1]).isWhole = false;
    QCOMPARE(marksOf(lines).touch[Long][0].cases, all - 6);
}

void TestMarks::givesNoIntervalForFewBlocks()
{
    const RecordMarks marks = marksOf(touches(7, [](double p) { return 0.9 - p; }));
    QVERIFY(marks.touch[Long][0].skill.value);
    QVERIFY(!marks.touch[Long][0].skill.interval); // four blocks of 48 h
    QVERIFY(!marks.hasNoSkill());
}

void TestMarks::ranksLoadsAboveTheirNulls()
{
    const auto lines = loads(24 * 40, [](LoadOutcome &hour, double truth) {
        hour.loadUsd = truth;
        hour.mapUsd = 0.5 * truth;
    });
    const RecordMarks marks = marksOf(lines);
    const LoadMarks &load = marks.load[Both];
    QCOMPARE(load.cases, 24 * 40);
    QCOMPARE(marks.load[Long].cases, 12 * 40);
    QVERIFY(load.of(RecordMethod::Load).rho > 0.8);
    QVERIFY(std::abs(load.of(RecordMethod::Move).rho) < 1e-9); // given the move it says nothing
    QVERIFY(std::abs(load.of(RecordMethod::Naive).rho) < 0.15);
    QVERIFY(load.skill.interval->low > 0.5);
    QCOMPARE(load.overOpensOnly.against, std::string("opens-only"));
    QVERIFY(load.overOpensOnly.interval->low > 0.5);
    QVERIFY(*load.crpsSkill.value > 0.2);
    const double covered = load.of(RecordMethod::Load).coverage80;
    QVERIFY2(covered > 0.74 && covered < 0.86, qPrintable(QString::number(covered)));
    QVERIFY(std::abs(load.of(RecordMethod::Load).ratio - std::exp(0.125)) < 0.15);
    QVERIFY(!marks.hasNoSkill());
}

void TestMarks::findsLoadsThatKnowLess()
{
    const auto lines = loads(24 * 40, [](LoadOutcome &hour, double truth) {
        hour.loadUsd = 1e12 / truth;
        hour.naiveUsd = truth;
    });
    const RecordMarks marks = marksOf(lines);
    QVERIFY(marks.load[Both].skill.isBelow());
    QCOMPARE(marks.load[Both].skill.against, std::string("naive"));
    QVERIFY(marks.hasNoSkill());
}

void TestMarks::comparesOnlyWhereAllSpoke()
{
    auto lines = loads(100, [](LoadOutcome &hour, double truth) { hour.loadUsd = truth; });
    for (int i = 0; i < 40; ++i)
        std::get<LoadOutcome>(lines[static_cast<std::size_t>(i)]).freshnessUsd.reset();
    std::get<LoadOutcome>(lines[50]).isCensored = true;
    const LoadMarks load = marksOf(lines).load[Both];
    QCOMPARE(load.cases, 60);
    QCOMPARE(load.censored, 1);
}

void TestMarks::testsBrightnessWithinBands()
{
    std::vector<RecordLine> lines;
    for (int i = 0; i < 40; ++i) {
        ClusterOutcome outcome;
        outcome.cluster = static_cast<std::uint64_t>(i + 1);
        outcome.ofMs = Start + i * HourMs;
        outcome.isTouched = true;
        // Near ones are small and far ones large, whatever is printed: only within a band does brightness tell.
        outcome.distance = i < 20 ? 0.002 : 0.012;
        outcome.expectedUsd = (i < 20 ? 1e6 : 9e6) + 1e4 * (i % 20);
        outcome.realisedUsd = 1e5 * (i % 20);
        outcome.within24h = 0.5;
        outcome.cameWithin24h = i % 2 == 0;
        lines.emplace_back(outcome);
        ClusterLine line;
        line.cluster = outcome.cluster;
        lines.emplace_back(line);
        line.isFirst = false;
        lines.emplace_back(line);
    }
    const ClusterMarks marks = marksOf(lines).clusters[Both];
    QCOMPARE(marks.seen, 40);
    QCOMPARE(marks.touched, 40);
    QCOMPARE(marks.brightnessCases, 40);
    QVERIFY(std::abs(*marks.brightness - 1) < 1e-9);
    QCOMPARE(marks.touch.cases, 40);
    QCOMPARE(*marks.touch.skill.value, 0.0); // it said what the rate says
    QVERIFY(!marksOf(std::span(lines).first(60)).clusters[Both].brightness); // twenty are not enough
}

void TestMarks::countsEventsWithTheirAftermathApart()
{
    auto lines = touches(10, [](double p) { return p; });
    for (RecordLine &line : lines) { // a day goes 3 % down in one of two cases
        if (auto *outcome = std::get_if<TouchOutcome>(&line)) {
            outcome->horizonHours = 24;
            outcome->below[3] = (outcome->ofMs / (4 * HourMs)) % 2 == 0;
        }
    }
    for (int i = 0; i < 8; ++i) {
        EventOutcome outcome;
        outcome.type = "STRUCTURAL_SQUEEZE";
        outcome.event = static_cast<std::uint64_t>(i);
        outcome.hasMoved = i < 5;
        outcome.isAftermath = i >= 6;
        outcome.isWhole = i != 0;
        lines.emplace_back(outcome);
    }
    const RecordMarks marks = marksOf(lines);
    QCOMPARE(marks.events.size(), std::size_t(1));
    QCOMPARE(marks.events[0].cases, 5);
    QCOMPARE(marks.events[0].moved, 4);
    QCOMPARE(marks.events[0].aftermathCases, 2);
    QCOMPARE(marks.events[0].aftermathMoved, 0);
    QCOMPARE(*marks.events[0].usual, 0.5);
}

void TestMarks::marksChains()
{
    std::vector<RecordLine> lines;
    for (int i = 0; i < 60; ++i) {
        ChainOutcome outcome;
        outcome.ofMs = Start + i * 8 * HourMs;
        outcome.side = i % 2 ? PositionSide::Short : PositionSide::Long;
        outcome.tilt = i % 2 ? -0.5 : 0.5; // either side is made more probable
        const bool isNear = i % 3 != 0;
        outcome.probabilities = {isNear ? 0.9 : 0.1};
        outcome.tilted = {isNear ? 0.95 : 0.2};
        outcome.reached = {isNear};
        outcome.hot = {isNear ? (i % 2 ? 1 : 0) : -1};
        lines.emplace_back(outcome);
    }
    const ChainMarks marks = marksOf(lines).chains[Both];
    QCOMPARE(marks.nodes, 60);
    QVERIFY(std::abs(marks.brier - 0.01) < 1e-9);
    QVERIFY(marks.skill.interval->low > 0.9);
    QCOMPARE(marks.hotKnown, 40);
    QCOMPARE(marks.hot, 20);
    QCOMPARE(tiltOf(lines).cases, 60);
}

void TestMarks::givesTheSameIntervalAgain()
{
    const auto lines = touches(60, [](double p) { return p; });
    const auto a = marksOf(lines).touch[Both][0].skill.interval, b = marksOf(lines).touch[Both][0].skill.interval;
    QCOMPARE(a->low, b->low);
    QCOMPARE(a->high, b->high);
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
