#include "tests/support/matrixsamples.h"
#include "widgets/matrix/feesdialog.h"
#include "widgets/matrix/matrixtable.h"
#include "widgets/matrix/spreadmodel.h"
#include "widgets/matrix/spreadpanel.h"
#include "widgets/style/appstyle.h"

#include <QAbstractItemModelTester>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace isobar;

namespace {

/// MODEL 10, example 22: long Binance, short Hyperliquid, held for a day.
std::shared_ptr<MarketMatrix> modelsSpread(double basis = 0)
{
    auto matrix = std::make_shared<MarketMatrix>();
    matrix->transportMs = matrix->marketMs = samples::MatrixStart;
    matrix->horizonHours = 24;
    matrix->venues = {{"binance-usdm", "Binance USDⓈ-M", "Binance"}, {"hyperliquid", "Hyperliquid", "Hyperliquid"}};
    SpreadRow &spread = matrix->spreads.emplace_back();
    spread.asset = "BTC";
    spread.longVenue = 0;
    spread.shortVenue = 1;
    spread.longRate8h = 0.0004;
    spread.shortRate8h = 0.0012;
    spread.longFee = 0.0005;
    spread.shortFee = 0.00045;
    spread.perDay = 0.0024;
    spread.fees = 0.0019;
    spread.basis = basis;
    spread.basisFrom = BasisSource::Marks;
    spread.net = 0.0024 - 0.0019 - basis;
    spread.breakEvenHours = 24 * (0.0019 + basis) / 0.0024;
    spread.longMark = 99.98;
    spread.shortMark = 100.0;
    spread.smallerOpenInterestUsd = 2e9;
    spread.sinceMs = samples::MatrixStart - 2 * HourMs;
    spread.isSinceStart = true;
    return matrix;
}

} // namespace

class TestSpreadPanel : public QObject {
    Q_OBJECT
private:
    Theme theme;
    std::unique_ptr<SpreadPanel> panel;
    void show(const MarketMatrixPtr &matrix)
    {
        panel->showSnapshot(samples::matrixSnapshot(matrix));
        QApplication::processEvents();
    }
    static QString text(const QAbstractItemModel &model, int row, SpreadColumn column, int role = Qt::DisplayRole)
    {
        return model.index(row, int(column)).data(role).toString();
    }
    QStringList assets()
    {
        QStringList all;
        for (int row = 0; row < panel->table().model()->rowCount(); ++row)
            all << text(*panel->table().model(), row, SpreadColumn::Asset);
        return all;
    }

private Q_SLOTS:
    void initTestCase() { applyAppStyle(*qApp, theme); }
    void init()
    {
        panel = std::make_unique<SpreadPanel>(theme);
        panel->resize(900, 400);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    }
    void showsTheModelsNumbersAndFormulas()
    {
        SpreadModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMatrix(modelsSpread());
        QCOMPARE(text(model, 0, SpreadColumn::Long), QStringLiteral("Binance"));
        QCOMPARE(text(model, 0, SpreadColumn::Short), QStringLiteral("Hyperliquid"));
        QCOMPARE(text(model, 0, SpreadColumn::PerDay), QStringLiteral("+0.2400%"));
        QCOMPARE(text(model, 0, SpreadColumn::Costs), QStringLiteral("0.190%"));
        QCOMPARE(text(model, 0, SpreadColumn::Net), QStringLiteral("+0.0500%"));
        QCOMPARE(text(model, 0, SpreadColumn::BreakEven), QStringLiteral("19.0 h"));
        QCOMPARE(text(model, 0, SpreadColumn::OpenInterest), QStringLiteral("$2.00B"));
        QCOMPARE(text(model, 0, SpreadColumn::Standing), QStringLiteral("≥ 2h"));
        const QString tip = text(model, 0, SpreadColumn::Net, Qt::ToolTipRole);
        QVERIFY2(tip.contains(QLatin1String("Carry = 3 x (+0.1200% - +0.0400%) = +0.2400% a day")), qPrintable(tip));
        QVERIFY2(tip.contains(QLatin1String("Fees = 2 x (0.050% + 0.045%) = 0.190%")), qPrintable(tip));
        QVERIFY2(tip.contains(QLatin1String("Net in 1 d = carry - fees - basis = +0.0500%")), qPrintable(tip));
        model.setMatrix(modelsSpread(-0.0002));
        QCOMPARE(text(model, 0, SpreadColumn::BreakEven), QStringLiteral("17.0 h"));
        QCOMPARE(text(model, 0, SpreadColumn::Basis), QStringLiteral("-2.0 bp"));
        QVERIFY(text(model, 0, SpreadColumn::Net, Qt::ToolTipRole).contains(QLatin1String("ln(99.98")));
    }
    void tellsOnlyChangedTexts()
    {
        SpreadModel model;
        model.setMatrix(modelsSpread());
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        model.setMatrix(modelsSpread());
        QCOMPARE(data.count(), 0);
        model.setMatrix(modelsSpread(-0.0002));
        QCOMPARE(data.count(), 1); // basis, net and break-even stand beside each other
        QCOMPARE(data[0][0].toModelIndex(), model.index(0, int(SpreadColumn::Basis)));
        QCOMPARE(data[0][1].toModelIndex(), model.index(0, int(SpreadColumn::BreakEven)));
    }
    void rowsComeAndGoByName()
    {
        SpreadModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const auto &[assets, turn] : {std::pair(40, 0), std::pair(25, 3), std::pair(1, 0), std::pair(60, 9)}) {
            const auto matrix = samples::matrixOf(assets, 6, turn);
            model.setMatrix(matrix);
            QCOMPARE(model.rowCount(), int(matrix->spreads.size()));
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.row(row)->asset, matrix->spreads[std::size_t(row)].asset);
        }
    }
    void theBestStandsFirst()
    {
        QVERIFY(panel->isEmptyShown());
        show(samples::matrixOf(60, 12));
        QVERIFY(!panel->isEmptyShown());
        const QAbstractItemModel &rows = *panel->table().model();
        QVERIFY(rows.rowCount() > 20);
        for (int row = 1; row < rows.rowCount(); ++row)
            QVERIFY(rows.index(row - 1, int(SpreadColumn::Net)).data(SpreadRawRole).toDouble()
                >= rows.index(row, int(SpreadColumn::Net)).data(SpreadRawRole).toDouble());
    }
    void filtersByOpenInterestAndByWhatPays()
    {
        auto matrix = samples::matrixOf(5, 6);
        QCOMPARE(matrix->spreads.size(), std::size_t(5));
        for (std::size_t i = 0; i < 5; ++i) {
            matrix->spreads[i].net = i == 0 ? -0.001 : 0.001 * double(i);
            matrix->spreads[i].smallerOpenInterestUsd = 1e6 * double(i);
        }
        matrix->spreads[1].smallerOpenInterestUsd.reset(); // not known: not against it
        Settings settings;
        settings.market.leastOpenInterestUsd = 2.5e6;
        panel->setSettings(settings);
        show(matrix);
        const auto name = [&](std::size_t i) { return QString::fromStdString(matrix->spreads[i].asset); };
        QCOMPARE(assets(), (QStringList{name(4), name(3), name(1)}));
        settings.market.leastOpenInterestUsd = 0;
        panel->setSettings(settings);
        QCOMPARE(assets().size(), 5);
        settings.market.onlyPaying = true;
        panel->setSettings(settings);
        QCOMPARE(assets().size(), 4);
        settings.market.leastOpenInterestUsd = 1e12;
        panel->setSettings(settings);
        QCOMPARE(assets(), QStringList{name(1)});
    }
    void aClickOpensTheAsset()
    {
        show(samples::matrixOf(60, 12));
        QSignalSpy chosen(panel.get(), &SpreadPanel::assetChosen);
        const QModelIndex index = panel->table().model()->index(2, int(SpreadColumn::Net));
        QTest::mouseClick(panel->table().viewport(), Qt::LeftButton, {}, panel->table().visualRect(index).center());
        QCOMPARE(chosen.value(0).value(0).toString(), assets().value(2));
    }
    void feesAreAskedForByVenue()
    {
        MarketChoices choices;
        choices.takerFee = 0.0004;
        choices.venueFees[QStringLiteral("hyperliquid")] = 0.00045;
        FeesDialog dialog(choices, modelsSpread()->venues);
        QCOMPARE(dialog.commonFee()->value(), 0.04);
        QCOMPARE(dialog.feeOf(QStringLiteral("hyperliquid"))->value(), 0.045);
        QCOMPARE(dialog.choices(), choices);
        dialog.feeOf(QStringLiteral("binance-usdm"))->setValue(-0.005);
        dialog.feeOf(QStringLiteral("hyperliquid"))->setValue(dialog.feeOf(QStringLiteral("hyperliquid"))->minimum());
        dialog.commonFee()->setValue(0.06);
        choices.takerFee = 0.0006;
        choices.venueFees = {{QStringLiteral("binance-usdm"), -0.00005}};
        QCOMPARE(dialog.choices().takerFee, 0.0006);
        QCOMPARE(dialog.choices().venueFees.keys(), choices.venueFees.keys());
        QVERIFY(qFuzzyCompare(dialog.choices().venueFees.first(), -0.00005));
    }
};

QTEST_MAIN(TestSpreadPanel)
#include "tst_spreadpanel.moc"
