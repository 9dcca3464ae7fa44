#include "core/analytics/levels/clusterfinder.h"
#include "core/analytics/levels/clustertracker.h"
#include "core/analytics/levels/priorkernel.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;
constexpr double Price = 68'000;

/// Ten quiet days in which little is opened each hour, so that the usual map is known; then as the test wants.
struct Market {
    LevelModel model;
    AssetFold fold;
    LevelStatistics statistics;
    TimeMs at = Start;

    Market() : model(makeModel()), fold(model, std::make_shared<SerialCounter>(0)), statistics(model.lattice)
    {
        for (int hour = 0; hour < 240; ++hour) {
            const double wave = 1 + 0.004 * std::sin(hour * 0.7);
            take(Price * wave * 0.998, Price * wave * 1.002, Price, 20e6);
        }
    }
    static LevelModel makeModel()
    {
        LevelModel made;
        made.kernel = std::make_shared<const LevelKernel>(priorKernel());
        made.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
        made.lattice = latticeOf("BTC");
        made.groups = 1;
        return made;
    }
    void take(double low, double high, double close, double openedUsd)
    {
        LevelBar bar;
        bar.openMs = at;
        bar.lengthMs = HourMs;
        bar.hasPrice = true;
        bar.open = bar.close = close;
        bar.high = high;
        bar.low = low;
        bar.openInterestCoins = 10'000;
        LevelFlow flow;
        flow.hasPrice = true;
        flow.high = high;
        flow.low = low;
        flow.close = close;
        flow.openedVolumeUsd = {openedUsd, openedUsd};
        bar.flows.push_back(flow);
        bar.opensOnly = flow;
        fold.take(bar);
        at += HourMs;
        statistics.addHour(at, fold.profile(), 10'000 * close);
    }
    std::vector<Cluster> clusters() const { return findClusters({fold, statistics, 0.15, 0.05, 10'000 * Price}); }
};

} // namespace

class TestClusters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhereMoreStandsThanUsual();
    void losesWhatWasTouched();
    void ordersByDistanceAndSide();
    void keepsItsIdentity();
    void isNotLoadedWithoutHistory();
};

void TestClusters::findsWhereMoreStandsThanUsual()
{
    Market market;
    const std::size_t before = market.clusters().size();
    market.take(Price * 0.9999, Price * 1.0001, Price, 3e9); // a crowd enters at one price
    const auto clusters = market.clusters();
    QVERIFY(clusters.size() > before);
    const double at25x = Price * std::exp(-distanceOfLeverage(25));
    const auto found = std::find_if(clusters.begin(), clusters.end(), [&](const Cluster &each) {
        return each.side == PositionSide::Long && each.low <= at25x && each.high >= at25x;
    });
    QVERIFY(found != clusters.end());
    QVERIFY(isNear(found->peak, at25x, 0.002));
    // 22 % of 3 G at 25x, of which 15 % are expected prints; and what stood there before.
    QVERIFY(found->printsUsd > 3e9 * 0.22 * 0.15 && found->printsUsd < 1.3 * 3e9 * 0.22 * 0.15);
    QVERIFY(isNear(found->oiClosedUsd, found->printsUsd / 0.05, 1e-9));
    QVERIFY(isNear(found->distance, distanceOfLeverage(25), 0.05));
    QVERIFY(found->touch24h > found->touch4h && found->touch4h > 0);
    QVERIFY(found->loadRank && *found->loadRank > 0.95);
    QVERIFY(found->meanAgeHours < 12); // of some 50 around it; a cell more or less of those at its edges
}

void TestClusters::losesWhatWasTouched()
{
    Market market;
    market.take(Price * 0.9999, Price * 1.0001, Price, 3e9);
    market.take(Price * 0.95, Price * 1.0001, Price * 0.99, 0);
    const auto clusters = market.clusters();
    for (const Cluster &each : clusters) {
        if (each.side == PositionSide::Long)
            QVERIFY(each.high <= Price * 0.9512);
    }
}

void TestClusters::ordersByDistanceAndSide()
{
    Market market;
    market.take(Price * 0.9999, Price * 1.0001, Price, 3e9);
    const auto clusters = market.clusters();
    QVERIFY(clusters.size() >= 4);
    for (std::size_t i = 1; i < clusters.size(); ++i) {
        if (clusters[i].side == clusters[i - 1].side)
            QVERIFY(clusters[i].distance >= clusters[i - 1].distance);
        else
            QVERIFY(clusters[i].side == PositionSide::Short);
    }
    for (const Cluster &each : clusters)
        QCOMPARE(each.peak < Price, each.side == PositionSide::Long);
}

void TestClusters::keepsItsIdentity()
{
    ClusterTracker tracker("BTC");
    Cluster cluster;
    cluster.low = 66'000;
    cluster.high = 66'300;
    cluster.peak = 66'200;
    std::vector<Cluster> first{cluster};
    tracker.identify(first, Start);
    QVERIFY(first[0].id != 0);
    cluster.low = 66'080; // it shrinks and moves a little
    std::vector<Cluster> second{cluster};
    tracker.identify(second, Start + MinuteMs);
    QCOMPARE(second[0].id, first[0].id);
    QCOMPARE(second[0].firstSeenMs, Start);
    Cluster other = cluster;
    other.side = PositionSide::Short; // the same prices on the other side are another thing
    std::vector<Cluster> third{other};
    tracker.identify(third, Start + 2 * MinuteMs);
    QVERIFY(third[0].id != first[0].id);
    // The same market gives the same ids.
    ClusterTracker again("BTC");
    std::vector<Cluster> repeated{cluster};
    repeated[0].low = 66'000;
    again.identify(repeated, Start);
    QCOMPARE(repeated[0].id, first[0].id);
}

void TestClusters::isNotLoadedWithoutHistory()
{
    Market market;
    market.take(Price * 0.9999, Price * 1.0001, Price, 3e9);
    const LevelStatistics nothing(market.model.lattice);
    QVERIFY(findClusters({market.fold, nothing, 0.15, 0.05, 10'000 * Price}).empty());
    QVERIFY(!nothing.loadRank(PositionSide::Long, 0.01, 1));
}

QTEST_GUILESS_MAIN(TestClusters)
#include "tst_clusters.moc"
