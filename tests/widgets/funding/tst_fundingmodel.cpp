#include "tests/support/snapshotbuilder.h"
#include "widgets/funding/fundingmodel.h"
#include "widgets/style/formats.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <set>

using namespace isobar;

/// The model under the model tester, fed by a builder.
class TestFundingModel : public QObject {
    Q_OBJECT
private:
    static void feed(FundingModel &model, const SnapshotBuilder &builder, const char *asset = "BTC")
    {
        const SnapshotPtr snapshot = builder.build();
        model.setAsset(snapshot->find(asset), snapshot->marketMs, snapshot->transportMs);
    }

    static QString text(const FundingModel &model, int row, FundingColumn column, const QModelIndex &parent = {})
    {
        return model.index(row, int(column), parent).data().toString();
    }

    /// Every (row, column) of the top level that dataChanged named.
    static std::set<std::pair<int, int>> changedCells(const QSignalSpy &spy)
    {
        std::set<std::pair<int, int>> cells;
        for (const auto &arguments : spy) {
            const auto from = arguments[0].toModelIndex();
            const auto to = arguments[1].toModelIndex();
            if (from.parent().isValid())
                continue;
            for (int r = from.row(); r <= to.row(); ++r) {
                for (int c = from.column(); c <= to.column(); ++c)
                    cells.insert({r, c});
            }
        }
        return cells;
    }

private Q_SLOTS:
    void venuesHaveTheirContractsBeneathAndTheAggregateIsLast()
    {
        FundingModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        feed(model, SnapshotBuilder());
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(text(model, 0, FundingColumn::Venue), QStringLiteral("Binance"));
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        QCOMPARE(text(model, 1, FundingColumn::Venue, model.index(0, 0)), QStringLiteral("BTCUSDC"));
        QCOMPARE(text(model, 4, FundingColumn::Venue), QStringLiteral("Aggregate"));
        QCOMPARE(model.rowCount(model.index(4, 0)), 0);
    }

    void aContractThatIsANumberIsCalledByItsBase()
    {
        SnapshotBuilder builder;
        ContractRow &contract = builder.venue("BTC", "hyperliquid").contracts.front();
        contract.symbol = "1";
        contract.base = "BTC";
        FundingModel model;
        feed(model, builder);
        QCOMPARE(text(model, 3, FundingColumn::Contract), QStringLiteral("BTC"));
        QCOMPARE(text(model, 0, FundingColumn::Venue, model.index(3, 0)), QStringLiteral("BTC"));
    }

    void cellsShowTheValuesOfTheSnapshot_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("expected");
        const auto cell = [](int row, FundingColumn column, const char *expected) {
            QTest::addRow("row %d, column %d", row, int(column)) << row << int(column) << QString::fromUtf8(expected);
        };
        cell(0, FundingColumn::Contract, "BTCUSDT +1");
        cell(0, FundingColumn::Rate, "+0.0100%");
        cell(0, FundingColumn::Interval, "8h");
        cell(0, FundingColumn::Per8h, "+0.0100%");
        cell(0, FundingColumn::Apr, "+10.95%");
        cell(0, FundingColumn::Predicted, "+0.0090%");
        cell(0, FundingColumn::LastSettled, "+0.0110%");
        cell(0, FundingColumn::Realised24h, "+0.0290%");
        cell(0, FundingColumn::Countdown, "02:13:20");
        cell(0, FundingColumn::Mark, "67,912.4");
        cell(0, FundingColumn::Premium, "0.0");
        cell(0, FundingColumn::OpenInterest, "$8.10B");
        cell(0, FundingColumn::Turnover, "$14.2B");
        cell(3, FundingColumn::Rate, "+0.001250%");
        cell(3, FundingColumn::Interval, "1h");
        cell(3, FundingColumn::Per8h, "+0.0100%");
        cell(3, FundingColumn::Countdown, "00:13:20");
        cell(4, FundingColumn::Weight, "100.0%");
        cell(4, FundingColumn::Reason, "4/4 venues");
    }
    void cellsShowTheValuesOfTheSnapshot()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        FundingModel model;
        feed(model, SnapshotBuilder());
        QTEST(text(model, row, FundingColumn(column)), "expected");
    }

    void onlyChangedCellsAreTold()
    {
        FundingModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SnapshotBuilder builder;
        feed(model, builder);
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy cells(&model, &FundingModel::cellChanged);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);

        feed(model, builder);
        QCOMPARE(data.count(), 0);

        builder.venue("BTC", "okx").mark = 68000.1;
        feed(model, builder);
        QCOMPARE(changedCells(data), (std::set<std::pair<int, int>>{{2, int(FundingColumn::Mark)}}));
        QCOMPARE(cells.count(), 1);
        QCOMPARE(resets.count(), 0);
    }

    void aChangeBelowTheLastShownDigitIsNotTold()
    {
        FundingModel model;
        SnapshotBuilder builder;
        builder.venue("BTC", "okx").mark = 68000.11;
        feed(model, builder);
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        builder.venue("BTC", "okx").mark = 68000.12;
        feed(model, builder);
        QCOMPARE(data.count(), 0);
    }

    void neighbouringCellsAreToldInOneRange()
    {
        FundingModel model;
        SnapshotBuilder builder;
        feed(model, builder);
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        VenueRow &row = builder.venue("BTC", "bybit");
        row.mark = 70000;
        row.index = 70100;
        row.premium = -0.0014;
        row.weight = 0.5;
        feed(model, builder);
        QCOMPARE(data.count(), 2);
        QCOMPARE(data[0][0].toModelIndex().column(), int(FundingColumn::Mark));
        QCOMPARE(data[0][1].toModelIndex().column(), int(FundingColumn::Premium));
        QCOMPARE(data[1][0].toModelIndex().column(), int(FundingColumn::Weight));
    }

    void theFlashBeginsAtTheFirstNewCharacter()
    {
        FundingModel model;
        SnapshotBuilder builder;
        builder.venue("BTC", "okx").mark = 68000.1;
        feed(model, builder);
        QSignalSpy cells(&model, &FundingModel::cellChanged);
        builder.venue("BTC", "okx").mark = 68012.3;
        feed(model, builder);
        QCOMPARE(cells.count(), 1);
        QCOMPARE(cells[0][1].toInt(), 4); // "68,0|00.1" and "68,0|12.3"
    }

    void venuesComeGoAndMoveWithoutAReset()
    {
        FundingModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SnapshotBuilder builder;
        feed(model, builder);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy moves(&model, &QAbstractItemModel::rowsMoved);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
        const QPersistentModelIndex okx(model.index(2, 0));
        const QPersistentModelIndex okxContract(model.index(1, 0, model.index(2, 0)));

        auto &venues = builder.asset("BTC").venues;
        std::swap(venues[0], venues[2]);
        feed(model, builder);
        QVERIFY(moves.count() > 0);
        QCOMPARE(okx.row(), 0);
        QCOMPARE(okxContract.data().toString(), QStringLiteral("BTCUSDC"));
        QCOMPARE(okxContract.parent(), QModelIndex(okx));

        const VenueRow removed = venues[1];
        venues.erase(venues.begin() + 1);
        feed(model, builder);
        QCOMPARE(removals.count(), 1);
        QCOMPARE(model.rowCount(), 4);

        venues.insert(venues.begin(), removed);
        feed(model, builder);
        QCOMPARE(inserts.count(), 1);
        QCOMPARE(okx.row(), 1);

        venues[1].contracts.pop_back();
        feed(model, builder);
        QVERIFY(!okxContract.isValid());
        QCOMPARE(model.rowCount(okx), 1);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(text(model, 4, FundingColumn::Venue), QStringLiteral("Aggregate"));
    }

    void anotherAssetDoesNotFlash()
    {
        FundingModel model;
        SnapshotBuilder builder;
        feed(model, builder);
        QSignalSpy cells(&model, &FundingModel::cellChanged);
        feed(model, builder, "SOL");
        QCOMPARE(cells.count(), 0);
        QCOMPARE(text(model, 0, FundingColumn::Mark), QStringLiteral("172.34"));
    }

    void timeAdvancesCountdownAndAgeOnly()
    {
        FundingModel model;
        SnapshotBuilder builder;
        feed(model, builder);
        const SnapshotPtr snapshot = builder.build();
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        model.setTime(snapshot->marketMs + 1000, snapshot->transportMs);
        for (const auto &[row, column] : changedCells(data))
            QCOMPARE(column, int(FundingColumn::Countdown));
        QCOMPARE(text(model, 0, FundingColumn::Countdown), QStringLiteral("02:13:19"));
        model.setTime(SnapshotBuilder::Start + 1, snapshot->transportMs + 5000);
        QCOMPARE(text(model, 0, FundingColumn::Countdown), QStringLiteral("settling"));
    }

    void absentValuesAreDashesWithoutARawValue()
    {
        FundingModel model;
        SnapshotBuilder builder;
        VenueRow &row = builder.venue("BTC", "okx");
        row.openInterestUsd.reset();
        row.contracts.front().predicted.reset();
        feed(model, builder);
        for (const FundingColumn column : {FundingColumn::OpenInterest, FundingColumn::Predicted}) {
            const QModelIndex cell = model.index(2, int(column));
            QCOMPARE(cell.data().toString(), QString(formats::Dash));
            QVERIFY(!cell.data(FundingRawRole).isValid());
        }
    }

    void theUnitChangesTheUnitColumnsAndTheirHeading()
    {
        FundingModel model;
        feed(model, SnapshotBuilder());
        QSignalSpy headings(&model, &QAbstractItemModel::headerDataChanged);
        model.setRateUnit(RateUnit::PerDay);
        QCOMPARE(headings.count(), 1);
        QCOMPARE(text(model, 3, FundingColumn::Per8h), QStringLiteral("+0.0300%"));
        QCOMPARE(text(model, 3, FundingColumn::Rate), QStringLiteral("+0.001250%"));
        QCOMPARE(model.headerData(int(FundingColumn::Per8h), Qt::Horizontal, Qt::DisplayRole).toString(),
            QStringLiteral("% / day"));
    }

    void reasonsAreWordsAndStaleRowsSayTheirAge()
    {
        FundingModel model;
        SnapshotBuilder builder;
        builder.stale("bybit").excluded("okx", Exclusion::Thin);
        feed(model, builder);
        QCOMPARE(text(model, 1, FundingColumn::Reason), QStringLiteral("stale"));
        QCOMPARE(text(model, 1, FundingColumn::Age), QStringLiteral("4m"));
        QCOMPARE(text(model, 1, FundingColumn::Weight), QString(formats::Dash));
        QCOMPARE(text(model, 2, FundingColumn::Reason), QStringLiteral("thin"));
        QCOMPARE(text(model, 4, FundingColumn::Reason), QStringLiteral("2/4 venues"));
        QVERIFY(!model.index(1, 0).data(FundingValidRole).toBool());
        QVERIFY(model.index(0, 0).data(FundingValidRole).toBool());
    }

    void toolTipsHaveTheFullValues()
    {
        FundingModel model;
        feed(model, SnapshotBuilder());
        const QString rate = model.index(0, int(FundingColumn::Rate)).data(Qt::ToolTipRole).toString();
        QVERIFY2(rate.contains(QStringLiteral("+10.95% APR")) && rate.contains(QStringLiteral("+11.57% APY")),
            qPrintable(rate));
        QVERIFY(rate.contains(QStringLiteral("Longs pay shorts")));
        QVERIFY(model.index(0, int(FundingColumn::OpenInterest))
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("$8,100,000,000")));
    }

    void withoutAnAssetThereAreNoRows()
    {
        FundingModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        feed(model, SnapshotBuilder());
        model.setAsset(nullptr, 0, 0);
        QCOMPARE(model.rowCount(), 0);
        feed(model, SnapshotBuilder().empty(2));
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFundingModel)
#include "tst_fundingmodel.moc"
