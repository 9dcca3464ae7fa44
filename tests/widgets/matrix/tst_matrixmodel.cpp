#include "tests/support/matrixsamples.h"
#include "widgets/matrix/matrixexport.h"
#include "widgets/matrix/matrixmodel.h"
#include "widgets/style/formats.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace isobar;

class TestMatrixModel : public QObject {
    Q_OBJECT
private:
    static QStringList assets(const MatrixModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.asset(row);
        return all;
    }
    /// The cell of an asset on a venue, to be changed.
    static MatrixCell &cell(MarketMatrix &matrix, const std::string &asset, std::uint32_t venue)
    {
        for (const MatrixRow &row : matrix.rows) {
            if (row.asset == asset)
                return const_cast<MatrixCell &>(*matrix.cell(row, venue));
        }
        qFatal("no such asset");
    }

private Q_SLOTS:
    void hasARowForEachAssetAndAColumnForEachVenue()
    {
        MatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setMatrix(samples::matrixOf(30, 6));
        QCOMPARE(model.rowCount(), 30);
        QCOMPARE(model.columnCount(), MatrixFixedColumns + 6);
        QCOMPARE(model.asset(0), QStringLiteral("BTC")); // by open interest
        QCOMPARE(model.headerData(MatrixFixedColumns, Qt::Horizontal, Qt::DisplayRole).toString(),
            QStringLiteral("Binance")); // the largest venue first
        QCOMPARE(model.index(0, MatrixFixedColumns).data().toString(),
            formats::rateDigits(model.cell(0, MatrixFixedColumns)->rate8h, RateUnit::Per8h));
    }
    void tellsOnlyWhatLooksDifferent()
    {
        MatrixModel model;
        model.setMatrix(samples::matrixOf(30, 6));
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const auto next = samples::matrixOf(30, 6);
        *cell(*next, "ETH", 1).mark += 1; // not in the table
        *cell(*next, "ETH", 1).rate8h += 1e-8; // below the last digit
        model.setMatrix(next);
        QCOMPARE(data.count(), 0);
        const auto later = samples::matrixOf(30, 6);
        *cell(*later, "BTC", 1).rate8h += 0.0005;
        cell(*later, "BTC", 2).isStale = !cell(*later, "BTC", 2).isStale;
        *cell(*later, "BTC", 4).rate8h += 0.0005;
        model.setMatrix(later);
        QCOMPARE(data.count(), 2);
        QCOMPARE(data[0][0].toModelIndex(), model.index(0, MatrixFixedColumns + 1));
        QCOMPARE(data[0][1].toModelIndex(), model.index(0, MatrixFixedColumns + 2)); // one run
        QCOMPARE(data[1][0].toModelIndex(), model.index(0, MatrixFixedColumns + 4));
        QCOMPARE(resets.count(), 0);
    }
    void changesOfTheShownDigitsAreNeverMissed_data()
    {
        QTest::addColumn<RateUnit>("unit");
        QTest::newRow("hour") << RateUnit::PerHour;
        QTest::newRow("8h") << RateUnit::Per8h;
        QTest::newRow("day") << RateUnit::PerDay;
        QTest::newRow("apr") << RateUnit::Apr;
        QTest::newRow("bps") << RateUnit::Bps;
    }
    void changesOfTheShownDigitsAreNeverMissed()
    {
        QFETCH(RateUnit, unit);
        for (int i = -4000; i < 4000; ++i) {
            const double a = i * 3.7e-8, b = a + 2.9e-8;
            if (formats::rateDigits(a, unit) != formats::rateDigits(b, unit))
                QVERIFY2(!showsAlike(a, b, unit), qPrintable(formats::rateDigits(a, unit)));
        }
        QVERIFY(showsAlike(0.00012340001, 0.00012340002, unit)); // far from an edge
        QVERIFY(showsAlike({}, {}, unit));
        QVERIFY(!showsAlike({}, 0.0, unit));
    }
    void sortsByWhatIsChosenAndPutsTheUnknownLast()
    {
        MatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto matrix = samples::matrixOf(40, 5);
        model.setMatrix(matrix);
        const auto value = [&](int row, const QString &by) -> std::optional<double> {
            const MatrixRow &of = *model.row(row);
            if (by == QLatin1String("extreme"))
                return of.aggregate8h ? std::optional(std::abs(*of.aggregate8h)) : std::nullopt;
            if (by == QLatin1String("spread"))
                return of.spread8h;
            if (by == QLatin1String("turnover"))
                return of.turnoverUsd;
            const MatrixCell *found = model.cell(row, model.orderColumn());
            return found ? found->rate8h : std::nullopt;
        };
        for (const char *by : {"extreme", "spread", "turnover", "v102"}) {
            for (const bool ascending : {false, true}) {
                const QString key = QString::fromLatin1(by);
                model.setOrder({key, ascending});
                for (int row = 1; row < model.rowCount(); ++row) {
                    const auto above = value(row - 1, key), below = value(row, key);
                    QVERIFY(above || !below);
                    if (above && below)
                        QVERIFY(ascending ? *above <= *below : *above >= *below);
                }
            }
        }
        QCOMPARE(model.orderKey(model.orderColumn()), QStringLiteral("v102"));
        model.setOrder({QStringLiteral("asset"), false});
        QStringList sorted = assets(model);
        sorted.sort();
        QCOMPARE(assets(model), sorted);
    }
    void rowsStandStillForAMomentAndKeepWhatIsSelected()
    {
        MatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setOrder({QStringLiteral("extreme"), false});
        model.setMatrix(samples::matrixOf(40, 5));
        const QStringList before = assets(model);
        const QPersistentModelIndex held = model.index(7, 3);
        const QString asset = model.asset(7);
        auto next = samples::matrixOf(40, 5, 30);
        next->transportMs = samples::MatrixStart + SecondMs;
        model.setMatrix(next);
        QCOMPARE(assets(model), before);
        auto later = samples::matrixOf(40, 5, 30);
        later->transportMs = samples::MatrixStart + MatrixModel::ReorderEveryMs;
        model.setMatrix(later);
        QVERIFY(assets(model) != before);
        QCOMPARE(model.asset(held.row()), asset);
        QCOMPARE(held.column(), 3);
    }
    void filtersByName()
    {
        MatrixModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMatrix(samples::matrixOf(40, 5));
        model.setFilter(QStringLiteral("coin1"));
        QCOMPARE(model.rowCount(), 10); // COIN10 .. COIN19
        model.setMatrix(samples::matrixOf(40, 5, 1));
        QCOMPARE(model.rowCount(), 10);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 40);
        QCOMPARE(model.rowOf(QStringLiteral("ETH")), 1);
        QCOMPARE(model.rowOf(QStringLiteral("NOPE")), -1);
    }
    void saysWhyACellIsEmptyOrDull()
    {
        const auto matrix = samples::matrixOf(1, 3);
        MatrixModel model;
        cell(*matrix, "BTC", 0).isStale = true;
        cell(*matrix, "BTC", 1).excluded = Exclusion::Implausible;
        cell(*matrix, "BTC", 2).rate8h.reset();
        cell(*matrix, "BTC", 2).excluded = Exclusion::NoData;
        model.setMatrix(matrix);
        const auto tip = [&](int venue) {
            return model.index(0, MatrixFixedColumns + venue).data(Qt::ToolTipRole).toString();
        };
        QVERIFY(tip(0).contains(QLatin1String("Stale")));
        QVERIFY(tip(0).contains(QLatin1String("Age of funding 7s")));
        QVERIFY(tip(0).contains(QLatin1String("01:00:00")));
        QVERIFY(tip(1).contains(QLatin1String("beyond the venue's cap")));
        QVERIFY(tip(2).contains(QLatin1String("for watched assets only")));
        QCOMPARE(model.index(0, MatrixFixedColumns + 2).data().toString(), QStringLiteral("·"));
    }
    void exportsExactValuesOfWhatCanBeUsed()
    {
        const auto matrix = samples::matrixOf(1, 2);
        cell(*matrix, "BTC", 0).rate8h = 0.00012345678;
        cell(*matrix, "BTC", 1).isStale = true;
        matrix->rows[0].aggregate8h = -0.0001;
        matrix->rows[0].spread8h.reset();
        MatrixModel model;
        model.setMatrix(matrix);
        QCOMPARE(matrixCsv(model),
            QStringLiteral("asset,aggregate_8h,spread_8h,open_interest_usd,turnover_usd,v100,v101\r\n"
                           "BTC,-0.0001,,20000000000,15000000000,0.00012345678,\r\n"));
        QCOMPARE(matrixTsv(model, {0}).section(QLatin1Char('\n'), 0, 0),
            QStringLiteral("Asset\tAll venues\tSpread\tOI\t24 h\tBinance\tOKX"));
        QVERIFY(matrixTsv(model, {0}).contains(QStringLiteral("BTC\t-0.0100\t\t$20.0B\t$15.0B\t+0.0123\t")));
    }
    void theScaleOfColoursIsFixed()
    {
        QCOMPARE(heatShare(0), 0.0);
        QCOMPARE(heatShare(0.003), 1.0);
        QCOMPARE(heatShare(-0.003), 1.0);
        QCOMPARE(heatShare(0.1), 1.0);
        QVERIFY(heatShare(0.0003) > heatShare(0.0001) && heatShare(0.0001) > 0);
    }
};

QTEST_MAIN(TestMatrixModel)
#include "tst_matrixmodel.moc"
