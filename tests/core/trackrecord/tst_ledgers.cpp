#include "core/levelgrid/assetchains.h"
#include "core/trackrecord/ledgerjson.h"
#include "ledgersamples.h"

#include <QtTest>

#include <algorithm>

using namespace isobar;
using namespace isobar::test;

// MODEL 9.1, 9.3, 9.4: written before the outcome, never again.
class TestLedgers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysTouchesEveryFourHours();
    void judgesTouchesWhenTheirTimeIsOver();
    void doesNotScoreWhatItDidNotSee();
    void followsClustersToTheirTouch();
    void watchesClustersThatWent();
    void followsChainsNodeByNode();
    void givesTheNextNodeFourHours();
    void asksADayLaterWhatFollowedAnEvent();
    void goesOnAfterARestart();
    void saysItsWeightsOnce();
    void givesTheSameLinesAgain();

private:
    static Cluster cluster(std::uint64_t id, PositionSide side, double peak, double prints = 4e6)
    {
        Cluster made;
        made.id = id;
        made.side = side;
        made.peak = peak;
        made.low = peak * 0.999;
        made.high = peak * 1.001;
        made.printsUsd = prints;
        made.oiClosedUsd = prints / 0.05;
        made.distance = std::abs(std::log(peak / 100'000));
        made.touch24h = 0.4;
        return made;
    }
    static LiquidationLog printsAt(TimeMs timeMs, double price, double usd)
    {
        LiquidationLog log;
        log.venues = {"bybit"};
        log.chunks = {std::make_shared<const std::vector<LiquidationPrint>>(
            std::vector<LiquidationPrint>{{timeMs, PositionSide::Long, price, usd, 0, 0},
                {timeMs, PositionSide::Long, price * 0.99, 7 * usd, 0, 1}, // too far from the peak
                {timeMs, PositionSide::Short, price, 5 * usd, 0, 2}})};
        return log;
    }
};

void TestLedgers::saysTouchesEveryFourHours()
{
    LedgerDrive drive;
    drive.hours(9, 100'000);
    const auto lines = drive.of<TouchLine>();
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines[0].timeMs, LedgerStart + 4 * HourMs); // of what was closed by then
    QCOMPARE(lines[0].writtenMs, LedgerStart + 4 * HourMs + 2 * MinuteMs + 1000);
    QCOMPARE(lines[0].distances.size(), std::size_t(6));
    QVERIFY(std::abs(lines[0].within24h[1] - 0.637) < 0.001); // MODEL 10.7
    QCOMPARE(lines[0].within4h[1], touchProbability(0.01, drive.facts.closed.over(4)));
    QCOMPARE(lines[1].timeMs - lines[0].timeMs, 4 * HourMs);
    drive.facts.closed.isWarm = false;
    drive.hours(8, 100'000);
    QCOMPARE(drive.of<TouchLine>().size(), std::size_t(2)); // nothing is known: nothing is said
}

void TestLedgers::judgesTouchesWhenTheirTimeIsOver()
{
    LedgerDrive drive;
    drive.hours(4, 100'000);
    drive.minute(100'000 * std::exp(-0.0105)); // 1 % below, a minute after the line
    drive.hours(3.95, 100'000);
    QVERIFY(drive.of<TouchOutcome>().empty()); // not before
    drive.hours(0.1, 100'000);
    auto outcomes = drive.of<TouchOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QCOMPARE(outcomes[0].ofMs, LedgerStart + 4 * HourMs);
    QCOMPARE(outcomes[0].horizonHours, 4);
    QCOMPARE(outcomes[0].below, (std::vector<bool>{true, true, false, false, false, false}));
    QCOMPARE(outcomes[0].above, (std::vector<bool>{false, false, false, false, false, false}));
    QVERIFY(outcomes[0].isWhole);
    drive.hours(2, 100'000 * std::exp(0.031));
    drive.hours(19, 100'000);
    outcomes = drive.of<TouchOutcome>();
    const auto day = std::find_if(
        outcomes.begin(), outcomes.end(), [](const TouchOutcome &each) { return each.horizonHours == 24; });
    QVERIFY(day != outcomes.end());
    QCOMPARE(day->above, (std::vector<bool>{true, true, true, true, false, false}));
    QCOMPARE(std::count_if(outcomes.begin(), outcomes.end(),
                 [](const TouchOutcome &each) { return each.ofMs == LedgerStart + 4 * HourMs; }),
        std::ptrdiff_t(2));
}

void TestLedgers::doesNotScoreWhatItDidNotSee()
{
    LedgerDrive drive;
    drive.hours(5, 100'000);
    drive.timeMs += HourMs; // nothing was heard
    drive.hours(3, 100'000);
    const auto outcomes = drive.of<TouchOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QVERIFY(!outcomes[0].isWhole);
}

void TestLedgers::followsClustersToTheirTouch()
{
    LedgerDrive drive;
    std::vector<Cluster> clusters{cluster(7, PositionSide::Long, 99'000), cluster(8, PositionSide::Short, 103'000)};
    drive.facts.clusters = clusters;
    drive.hours(1, 100'000);
    auto lines = drive.of<ClusterLine>();
    QCOMPARE(lines.size(), std::size_t(2)); // each once
    QVERIFY(lines[0].isFirst && lines[0].load == "plain");
    clusters[0].printsUsd = 5e6;
    drive.hours(4, 100'000);
    lines = drive.of<ClusterLine>();
    QCOMPARE(lines.size(), std::size_t(4)); // and once more at four hours, as it stood then
    QCOMPARE(lines[2].printsUsd, 5e6);
    QVERIFY(!lines[2].isFirst);

    const TimeMs touchMs = drive.timeMs;
    drive.facts.heard = [touchMs] { return HeardLiquidations(LedgerStart, printsAt(touchMs + 30'000, 99'010, 1e6)); };
    drive.minute(98'990);
    clusters.erase(clusters.begin());
    drive.facts.clusters = clusters;
    drive.hours(0.9, 99'500);
    QVERIFY(drive.of<ClusterOutcome>().empty()); // what crosses it within the hour counts
    drive.hours(0.2, 99'500);
    const auto outcomes = drive.of<ClusterOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QCOMPARE(outcomes[0].cluster, std::uint64_t(7));
    QVERIFY(outcomes[0].isTouched);
    QCOMPARE(*outcomes[0].touchedMs, touchMs + MinuteMs);
    QCOMPARE(outcomes[0].expectedUsd, 5e6); // of the last line before it
    QCOMPARE(*outcomes[0].realisedUsd, 1e6); // of its side, within 0.3 % of the peak
    QVERIFY(*outcomes[0].cameWithin24h);
}

void TestLedgers::watchesClustersThatWent()
{
    LedgerDrive drive;
    const std::vector<Cluster> clusters{
        cluster(7, PositionSide::Long, 99'000), cluster(8, PositionSide::Short, 103'000)};
    drive.facts.clusters = clusters;
    drive.hours(1, 100'000);
    drive.facts.clusters = {};
    drive.hours(10, 100'000);
    QVERIFY(drive.of<ClusterOutcome>().empty()); // its day is not over
    drive.minute(98'000); // the price comes all the same
    drive.hours(16, 100'000);
    const auto outcomes = drive.of<ClusterOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(2));
    for (const ClusterOutcome &each : outcomes) {
        QVERIFY(!each.isTouched); // neither was there any more
        QCOMPARE(*each.cameWithin24h, each.cluster == 7);
        QVERIFY(!each.realisedUsd);
    }
}

void TestLedgers::followsChainsNodeByNode()
{
    LedgerDrive drive;
    const std::vector<Cluster> clusters{cluster(1, PositionSide::Long, 99'000), cluster(2, PositionSide::Long, 98'000),
        cluster(3, PositionSide::Long, 97'500)};
    drive.facts.clusters = clusters;
    ChainMarket market;
    market.volatility = drive.facts.closed;
    market.volumeDayUsd = 60e9;
    market.tilt = 1;
    const AssetChains chains = chainsOf(clusters, market, 100'000, {});
    drive.facts.chains = &chains;
    drive.hours(4.1, 100'000);
    const auto lines = drive.of<ChainLine>();
    QCOMPARE(lines.size(), std::size_t(1)); // shorts have no clusters
    QCOMPARE(lines[0].peaks, (std::vector<double>{99'000, 98'000, 97'500}));
    QCOMPARE(lines[0].probabilities[0], chains.of(PositionSide::Long).nodes[0].probability);
    QVERIFY(lines[0].tilted[0] > lines[0].probabilities[0]);
    drive.hours(2, 100'000);
    drive.minute(98'900);
    drive.hours(1, 98'900);
    drive.minute(97'900); // the second, not the third
    drive.hours(3.9, 98'500);
    QVERIFY(drive.of<ChainOutcome>().empty()); // the third has a little time left
    drive.hours(0.2, 98'500);
    const auto outcomes = drive.of<ChainOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QCOMPARE(outcomes[0].ofMs, lines[0].timeMs);
    QCOMPARE(outcomes[0].reached, (std::vector<bool>{true, true, false}));
    QCOMPARE(outcomes[0].probabilities, lines[0].probabilities);
    QCOMPARE(outcomes[0].hot, (std::vector<int>{-1, -1, -1})); // nothing was heard
    QCOMPARE(outcomes[0].tilt, 1.0);
}

void TestLedgers::givesTheNextNodeFourHours()
{
    LedgerDrive drive;
    const std::vector<Cluster> clusters{
        cluster(1, PositionSide::Short, 101'000), cluster(2, PositionSide::Short, 102'000)};
    drive.facts.clusters = clusters;
    ChainMarket market;
    market.volatility = drive.facts.closed;
    const AssetChains chains = chainsOf(clusters, market, 100'000, {});
    drive.facts.chains = &chains;
    drive.hours(5, 100'000);
    drive.minute(101'100);
    drive.hours(4.1, 101'100);
    drive.minute(102'500); // too late
    drive.hours(1, 102'500);
    const auto outcomes = drive.of<ChainOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(2)); // the second chain began later
    QCOMPARE(outcomes[0].ofMs, drive.of<ChainLine>()[0].timeMs);
    QCOMPARE(outcomes[0].reached, (std::vector<bool>{true, false}));
}

void TestLedgers::asksADayLaterWhatFollowedAnEvent()
{
    LedgerDrive drive;
    drive.hours(1, 100'000);
    Event squeeze;
    squeeze.id = 42;
    squeeze.type = EventType::StructuralSqueeze;
    squeeze.side = PositionSide::Short;
    squeeze.timeMs = drive.timeMs + MinuteMs;
    squeeze.payload = SqueezePayload();
    Event quiet = squeeze; // not one that is graded
    quiet.type = EventType::LiquidationBurst;
    Event cleared = squeeze;
    cleared.state = EventState::Cleared;
    const std::vector<TrackedEvent> events{{&squeeze, true}, {&quiet, false}, {&cleared, false}};
    drive.facts.events = events;
    drive.minute(100'000);
    const auto lines = drive.of<EventLine>();
    QCOMPARE(lines.size(), std::size_t(1));
    QCOMPARE(lines[0].type, std::string("STRUCTURAL_SQUEEZE"));
    QVERIFY(lines[0].isAftermath);
    drive.hours(2, 100'000);
    drive.hours(1, 100'000 * std::exp(0.032));
    drive.hours(20.9, 95'000);
    QVERIFY(drive.of<EventOutcome>().empty());
    drive.hours(0.2, 95'000);
    const auto outcomes = drive.of<EventOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QVERIFY(std::abs(outcomes[0].moveAgainst - 0.032) < 1e-9); // shorts: up
    QVERIFY(outcomes[0].hasMoved && outcomes[0].isAftermath && outcomes[0].isWhole);
}

void TestLedgers::goesOnAfterARestart()
{
    LedgerDrive before;
    const std::vector<Cluster> clusters{cluster(7, PositionSide::Long, 99'000)};
    before.facts.clusters = clusters;
    before.hours(5, 100'000);

    LedgerDrive after;
    std::vector<RecordLine> read;
    for (const RecordLine &line : before.lines)
        read.push_back(*ledgerLineOf(ledgerLineText(line)));
    after.keeper.remember(read);
    // The bars of the meantime come with the history; in them the price came to 99 000.
    std::vector<LevelBar> past;
    for (int i = 0; i < 12 * 60; ++i)
        past.push_back(minuteBar(LedgerStart + i * MinuteMs, 100'000, i == 7 * 60 ? 98'900 : 100'000));
    after.keeper.recallPath(past);
    after.timeMs = LedgerStart + 12 * HourMs;
    after.hours(1, 100'000);
    const auto touches = after.of<TouchOutcome>();
    QCOMPARE(touches.size(), std::size_t(1));
    QCOMPARE(touches[0].ofMs, LedgerStart + 4 * HourMs);
    QCOMPARE(touches[0].below[1], true);
    const auto outcomes = after.of<ClusterOutcome>();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QVERIFY(outcomes[0].isTouched);
    QVERIFY(after.of<ModelLine>().empty()); // the same weights are on the disk already
}

void TestLedgers::saysItsWeightsOnce()
{
    LedgerDrive drive;
    drive.hours(5, 100'000);
    QCOMPARE(drive.of<ModelLine>().size(), std::size_t(1));
    QVERIFY(std::holds_alternative<ModelLine>(drive.lines.front())); // before anything is said with them
    QCOMPARE(drive.of<TouchLine>()[0].weights, drive.of<ModelLine>()[0].weights);
    drive.model.scale = 0.2; // stands in the lines
    drive.hours(1, 100'000);
    QCOMPARE(drive.of<ModelLine>().size(), std::size_t(1));
    drive.model.load.kernel.layers[0].weightLong = 0.9;
    drive.hours(1, 100'000);
    const auto models = drive.of<ModelLine>();
    QCOMPARE(models.size(), std::size_t(2));
    QVERIFY(models[0].weights != models[1].weights);
    QCOMPARE(models[1].longs, std::vector<double>{0.9});
}

void TestLedgers::givesTheSameLinesAgain()
{
    const auto run = [] {
        LedgerDrive drive;
        const std::vector<Cluster> clusters{cluster(7, PositionSide::Long, 99'000)};
        drive.facts.clusters = clusters;
        for (int hour = 0; hour < 30; ++hour)
            drive.hours(1, 100'000 * std::exp(0.01 * std::sin(hour)));
        std::string text;
        for (const RecordLine &line : drive.lines)
            text += ledgerLineText(line) + "\n";
        return text;
    };
    const std::string first = run();
    QVERIFY(first.size() > 1000);
    QCOMPARE(run(), first);
}

QTEST_GUILESS_MAIN(TestLedgers)
#include "tst_ledgers.moc"
