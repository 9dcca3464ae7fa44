#include "core/levelgrid/clusteralert.h"

#include <QtTest>

using namespace isobar;

class TestClusterAlert : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsWhichClusterIsWatched()
    {
        Cluster cluster, other;
        cluster.id = 0xc1;
        cluster.low = other.low = 58'000;
        cluster.high = other.high = 60'000;
        other.id = 0xc2;
        std::vector<UserRule> rules{UserRule(), clusterAlert("BTC", cluster, 0.01)};
        QVERIFY(isAlerting(rules, cluster));
        QVERIFY(!isAlerting(rules, other));
        rules.back().on = false;
        QVERIFY(!isAlerting(rules, cluster));
    }

    void warnsOnTheWayToTheNearerEdge_data()
    {
        QTest::addColumn<PositionSide>("side");
        QTest::addColumn<double>("price");
        QTest::addColumn<double>("distance");
        QTest::addColumn<UserConditionKind>("kind");
        QTest::addColumn<double>("threshold"); // at 1 %
        QTest::newRow("longs below") << PositionSide::Long << 66'000. << 0.1 << UserConditionKind::PriceBelow
                                     << 60'600.;
        QTest::newRow("shorts above") << PositionSide::Short << 57'420. << 0.01 << UserConditionKind::PriceAbove
                                      << 57'420.;
        QTest::newRow("in it") << PositionSide::Short << 59'000. << 0. << UserConditionKind::PriceAbove << 57'420.;
    }

    void namesAPriceAsOneWouldSayIt_data()
    {
        QTest::addColumn<double>("edge");
        QTest::addColumn<double>("threshold"); // within 0.2 %
        QTest::newRow("large") << 66'836.19 << 66'970.;
        QTest::newRow("small") << 0.0000041093 << 0.0000041175;
        QTest::newRow("none") << 0. << 0.;
    }

    void namesAPriceAsOneWouldSayIt()
    {
        QFETCH(double, edge);
        QFETCH(double, threshold);
        Cluster cluster;
        cluster.side = PositionSide::Long;
        cluster.high = edge;
        const double price = clusterAlert("BTC", cluster, 0.002).conditions.front().threshold;
        QVERIFY(std::abs(price - threshold) <= 1e-9 * threshold);
    }

    void warnsOnTheWayToTheNearerEdge()
    {
        QFETCH(PositionSide, side);
        QFETCH(double, price);
        Cluster cluster;
        cluster.id = 0xc1;
        cluster.side = side;
        cluster.low = 58'000;
        cluster.high = 60'000;
        QFETCH(double, distance);
        QFETCH(double, threshold);
        QVERIFY(std::abs(distanceToEdge(cluster, price) - distance) < 1e-12);
        const UserRule rule = clusterAlert("BTC", cluster, 0.01);
        QVERIFY(faultOf(rule).empty());
        QCOMPARE(rule.id, std::string("cluster:00000000000000c1"));
        QCOMPARE(rule.assets, std::vector<std::string>{"BTC"});
        QTEST(rule.conditions.front().kind, "kind");
        QCOMPARE(rule.conditions.front().threshold, threshold);
    }
};

QTEST_GUILESS_MAIN(TestClusterAlert)
#include "tst_clusteralert.moc"
