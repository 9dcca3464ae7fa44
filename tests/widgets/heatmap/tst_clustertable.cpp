#include "tests/widgets/heatmap/sidesamples.h"
#include "widgets/heatmap/clustermodel.h"
#include "widgets/heatmap/clustertable.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

using namespace isobar;

namespace {

SnapshotPtr snapshotOf(const LevelMapPtr &map)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->assets = {samples::plainMarket(map)};
    return snapshot;
}

QString textAt(QTableView &table, int row, ClusterColumn column)
{
    return table.model()->index(row, static_cast<int>(column)).data().toString();
}

} // namespace

/// The clusters as a table.
class TestClusterTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheNearestFirst()
    {
        Theme theme;
        ClusterTable panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshotOf(samples::plainMap()));
        QTableView &table = panel.table();
        QCOMPARE(table.model()->rowCount(), 3);
        QCOMPARE(textAt(table, 0, ClusterColumn::Side), QStringLiteral("shorts"));
        QCOMPARE(textAt(table, 0, ClusterColumn::Distance), QStringLiteral("+2.06%"));
        QCOMPARE(textAt(table, 1, ClusterColumn::Range), QStringLiteral("66,350 – 66,620"));
        QCOMPARE(textAt(table, 1, ClusterColumn::Prints), QStringLiteral("≈ $4.10M"));
        QCOMPARE(textAt(table, 1, ClusterColumn::OpenInterest), QStringLiteral("≈ $82.0M"));
        QCOMPARE(textAt(table, 1, ClusterColumn::Touch24h), QStringLiteral("35%"));
        QCOMPARE(textAt(table, 1, ClusterColumn::State), QStringLiteral("armed"));
        QCOMPARE(textAt(table, 2, ClusterColumn::Load), QStringLiteral("—"));
        QCOMPARE(textAt(table, 2, ClusterColumn::Age), QStringLiteral("19h"));
    }

    void changesWithoutReset()
    {
        ClusterModel model;
        const QAbstractItemModelTester tester(&model);
        auto clusters = samples::plainMap()->clusters;
        model.setClusters(clusters, samples::MapPrice);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset), changes(&model, &QAbstractItemModel::dataChanged),
            inserted(&model, &QAbstractItemModel::rowsInserted), removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setClusters(clusters, samples::MapPrice);
        QCOMPARE(changes.size(), 0);
        clusters[0].printsUsd = 5e6;
        model.setClusters(clusters, samples::MapPrice);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().column(), static_cast<int>(ClusterColumn::Prints));
        clusters.erase(clusters.begin());
        clusters.push_back(samples::cluster(99, PositionSide::Short, 71'000, 2e6));
        model.setClusters(clusters, samples::MapPrice);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(model.rowCount(), 3);
    }

    void keepsTheSelectedClusterSelected()
    {
        Theme theme;
        ClusterTable panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        const auto map = samples::plainMap();
        panel.showSnapshot(snapshotOf(map));
        panel.table().setCurrentIndex(panel.table().model()->index(2, 0));
        auto next = std::make_shared<LevelMap>(*map);
        next->clusters.push_back(samples::cluster(77, PositionSide::Long, 67'500, 1e6));
        panel.showSnapshot(snapshotOf(next));
        QCOMPARE(panel.table().currentIndex().row(), 3);
        QCOMPARE(textAt(panel.table(), 3, ClusterColumn::Prints), QStringLiteral("≈ $9.30M"));
    }

    void findsAClusterByItsId()
    {
        Theme theme;
        ClusterTable panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        const LevelMapPtr map = samples::plainMap();
        panel.showSnapshot(snapshotOf(map));
        for (const Cluster &cluster : map->clusters) {
            panel.selectCluster(cluster.id);
            const QVariant side = panel.table().currentIndex().siblingAtColumn(0).data();
            QCOMPARE(side.toString() == QStringLiteral("longs"), cluster.side == PositionSide::Long);
        }
        const QModelIndex before = panel.table().currentIndex();
        panel.selectCluster(987'654'321); // gone in the meantime
        QCOMPARE(panel.table().currentIndex(), before);
    }
    void keepsTheLargestOfEachSide()
    {
        ClusterModel model;
        std::vector<Cluster> many;
        for (std::uint64_t i = 0; i < 30; ++i) {
            const auto rank = static_cast<double>(i);
            many.push_back(samples::cluster(i + 1, PositionSide::Long, 60'000 + 100 * rank, 1e5 * (rank + 1)));
        }
        many.push_back(samples::cluster(50, PositionSide::Short, 70'000, 10));
        model.setClusters(many, samples::MapPrice);
        QCOMPARE(model.rowCount(), ClusterModel::RowsASide + 1);
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.clusterAt(row)->printsUsd > 18e5 || model.clusterAt(row)->side == PositionSide::Short);
    }

    void enterAndDoubleClickChoose()
    {
        Theme theme;
        ClusterTable panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshotOf(samples::plainMap()));
        panel.resize(700, 200);
        panel.show();
        QSignalSpy chosen(&panel, &ClusterTable::clusterChosen);
        panel.table().setCurrentIndex(panel.table().model()->index(1, 0));
        QTest::keyClick(&panel.table(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toDouble(), 66'486.0);
        const QRect cell = panel.table().visualRect(panel.table().model()->index(0, 2));
        QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {}, cell.center());
        QTest::mouseDClick(panel.table().viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen[1][0].toDouble(), 69'310.0);
    }

    void asksToBeAlerted()
    {
        Theme theme;
        ClusterTable panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        const auto map = samples::plainMap();
        panel.showSnapshot(snapshotOf(map));
        panel.table().setCurrentIndex(panel.table().model()->index(0, 0)); // shorts, 2.06 % above
        QSignalSpy wished(&panel, &ClusterTable::alertWished), dropped(&panel, &ClusterTable::alertDropped);
        auto *menu = panel.findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 5);
        QVERIFY(menu->actions()[2]->text().contains(QStringLiteral("1.0%")));
        QVERIFY(menu->actions()[2]->isEnabled());
        QVERIFY(!menu->actions()[4]->isEnabled()); // it is nearer than 5 % already
        menu->actions()[2]->trigger();
        QCOMPARE(wished.size(), 1);
        const auto rule = wished[0][0].value<UserRule>();
        QCOMPARE(rule.assets, std::vector<std::string>{"BTC"});
        QCOMPARE(rule.conditions.front().kind, UserConditionKind::PriceAbove);
        Settings settings;
        settings.alerts.rules = {rule};
        panel.setSettings(settings);
        Q_EMIT menu->aboutToShow();
        menu->actions().back()->trigger();
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped[0][0].toString(), QString::fromStdString(rule.id));
    }

    void saysWhatItWaitsFor()
    {
        Theme theme;
        ClusterTable panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        QVERIFY(!panel.table().isVisibleTo(&panel));
        const auto map = samples::plainMap();
        map->clusters.clear();
        panel.showSnapshot(snapshotOf(map));
        QVERIFY(!panel.table().isVisibleTo(&panel));
        panel.showSnapshot(snapshotOf(samples::plainMap()));
        QVERIFY(panel.table().isVisibleTo(&panel));
        QVERIFY(!panel.table().accessibleName().isEmpty());
    }
};

QTEST_MAIN(TestClusterTable)

#include "tst_clustertable.moc"
