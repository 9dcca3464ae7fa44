#include "tests/support/snapshotbuilder.h"
#include "widgets/style/formats.h"
#include "widgets/watchlist/watchmodel.h"
#include "widgets/watchlist/watchtable.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace isobar;

class TestWatchModel : public QObject {
    Q_OBJECT
private:
    static QString text(const WatchModel &model, int row, WatchColumn column)
    {
        return model.index(row, int(column)).data().toString();
    }

private Q_SLOTS:
    void theMarketIsTheFirstRow()
    {
        WatchModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SnapshotBuilder builder;
        builder.extreme(true);
        model.setSnapshot(*builder.build());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(text(model, 0, WatchColumn::Asset), QStringLiteral("MARKET"));
        QCOMPARE(text(model, 0, WatchColumn::Rate), QStringLiteral("extreme 3/3"));
        QCOMPARE(text(model, 0, WatchColumn::Apr), QStringLiteral("neg. 3/3"));
        QCOMPARE(text(model, 0, WatchColumn::Liquidated1h), QStringLiteral("≥ $46.5M"));
        QCOMPARE(text(model, 1, WatchColumn::Asset), QStringLiteral("BTC"));
        QCOMPARE(text(model, 1, WatchColumn::Liquidated1h), QStringLiteral("≥ $15.5M"));
        QCOMPARE(text(model, 3, WatchColumn::Change24h), QStringLiteral("-2.31%"));
        QVERIFY(model.assetAt(0).isEmpty());
    }

    void onlyChangedCellsAreTold()
    {
        WatchModel model;
        SnapshotBuilder builder;
        model.setSnapshot(*builder.build());
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setSnapshot(*builder.build());
        QCOMPARE(data.count(), 0);
        builder.asset("ETH").mark = 3500.0;
        model.setSnapshot(*builder.build());
        QCOMPARE(data.count(), 1);
        QCOMPARE(data[0][0].toModelIndex(), model.index(2, int(WatchColumn::Price)));
        QCOMPARE(resets.count(), 0);
    }

    void showsSmallPricesWhole()
    {
        const Theme theme;
        WatchTable table(theme);
        SnapshotBuilder builder;
        builder.asset("ETH").mark = 0.000004182;
        table.showSnapshot(builder.build());
        const QString price = formats::price(0.000004182);
        QCOMPARE(table.table().model()->index(2, int(WatchColumn::Price)).data().toString(), price);
        QVERIFY(table.table().columnWidth(int(WatchColumn::Price))
            >= QFontMetrics(theme.numberFont()).horizontalAdvance(price) + 12); // as the delegate leaves free
    }

    void squeezeStepsAreOfTheCrowd()
    {
        SnapshotBuilder builder;
        SqueezeParts parts;
        parts.crowd = PositionSide::Short;
        parts.funding.isPresent = parts.cluster.isPresent = true;
        builder.asset("BTC").squeeze = parts;
        WatchModel model;
        model.setSnapshot(*builder.build());
        QCOMPARE(text(model, 1, WatchColumn::Squeeze), QStringLiteral("2/3 shorts"));
        QCOMPARE(text(model, 2, WatchColumn::Squeeze), QString(formats::Dash)); // not judged yet
        QVERIFY(text(model, 0, WatchColumn::Squeeze).isEmpty());
    }

    void absentValuesAreDashes()
    {
        WatchModel model;
        model.setSnapshot(*SnapshotBuilder().empty().build());
        for (const WatchColumn column : {WatchColumn::Price, WatchColumn::Rate, WatchColumn::Apr,
                 WatchColumn::OpenInterest, WatchColumn::OiChange1h, WatchColumn::LiquidatedShare})
            QCOMPARE(text(model, 1, column), QString(formats::Dash));
    }

    void aClickChoosesTheAssetAndALetterOpensTheSearch()
    {
        Theme theme;
        WatchTable table(theme);
        table.resize(700, 200);
        table.show();
        table.showSnapshot(SnapshotBuilder().build());
        QSignalSpy chosen(&table, &WatchTable::assetChosen);
        QSignalSpy search(&table, &WatchTable::assetSearchRequested);
        QTableView &view = table.table();
        const auto click = [&](int row) {
            QTest::mouseClick(
                view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(row, 1)).center());
        };
        click(0);
        QCOMPARE(chosen.count(), 0); // the market is no asset
        click(2);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("ETH"));
        QTest::keyClick(&view, Qt::Key_S);
        QCOMPARE(search.count(), 1);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(chosen.last()[0].toString(), QStringLiteral("SOL"));
    }
};

QTEST_MAIN(TestWatchModel)
#include "tst_watchmodel.moc"
