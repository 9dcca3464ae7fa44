#include "core/events/ruleset.h"
#include "core/levelgrid/clusteralert.h"
#include "tests/core/events/ruledrivers.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

using namespace isobar;

// A cluster that the user asked to be told of pops up when it is armed (MODEL 8.2).
class TestWatchedCluster : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void popsUpWhenItIsArmed_data();
    void popsUpWhenItIsArmed();
};

void TestWatchedCluster::popsUpWhenItIsArmed_data()
{
    QTest::addColumn<quint64>("watched"); // 0: none
    QTest::addColumn<bool>("on");
    QTest::addColumn<bool>("hasSkill");
    QTest::addColumn<Priority>("priority");
    QTest::newRow("watched") << quint64(7) << true << true << Priority::P2;
    QTest::newRow("not watched") << quint64(0) << true << true << Priority::P3;
    QTest::newRow("another is watched") << quint64(8) << true << true << Priority::P3;
    QTest::newRow("switched off") << quint64(7) << false << true << Priority::P3;
    QTest::newRow("the map has no skill") << quint64(7) << true << false << Priority::P3;
}

void TestWatchedCluster::popsUpWhenItIsArmed()
{
    QFETCH(quint64, watched);
    QFETCH(bool, on);
    QFETCH(bool, hasSkill);
    QFETCH(Priority, priority);
    Cluster cluster = drivers::cluster(PositionSide::Long, 0.02, ClusterLoad::Plain);
    cluster.id = 7;
    UserConcerns user;
    if (watched != 0) {
        Cluster other = cluster;
        other.id = watched;
        user.rules = {clusterAlert("BTC", other, 0.002)}; // too far away to be told of yet
        user.rules.front().on = on;
    }
    MarketState market;
    AssetState asset;
    asset.asset = "BTC";
    AssetFindings findings;
    findings.asset = "BTC";
    findings.mark = 68'000;
    findings.aggregate.rate8h = 0.0001;
    findings.aggregate.lowConfidence = false;
    RuleSet rules;
    std::vector<Event> told;
    for (TimeMs second = 0; second < 600; ++second) {
        findings.beat = {RuleStart + second * SecondMs, RuleStart + second * SecondMs};
        cluster.load = second < 300 ? ClusterLoad::Plain : ClusterLoad::Armed;
        market.apply(StreamItem(findings.beat));
        LevelFacts levels;
        levels.clusters = std::span(&cluster, 1);
        levels.hasSkill = hasSkill;
        for (Event &event : rules.evaluate({findings, asset, market, levels, user}))
            told.push_back(std::move(event));
    }
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::ClusterArmed);
    QCOMPARE(told.front().priority, priority);
    QCOMPARE(told.front().delivery.telling, priority == Priority::P2 ? Telling::Popup : Telling::List);
    QCOMPARE(std::get<ClusterArmedPayload>(told.front().payload).userConcerned, watched == 7 && on);
}

QTEST_GUILESS_MAIN(TestWatchedCluster)
#include "tst_watchedcluster.moc"
