#include "tests/support/matrixsamples.h"
#include "widgets/matrix/matrixdelegate.h"
#include "widgets/matrix/matrixmodel.h"
#include "widgets/matrix/matrixpanel.h"
#include "widgets/matrix/matrixtable.h"
#include "widgets/matrix/matrixview.h"
#include "widgets/style/appstyle.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace isobar;

class TestMatrixPanel : public QObject {
    Q_OBJECT
private:
    Theme theme;
    std::unique_ptr<MatrixPanel> panel;
    MatrixTable &table() { return panel->view().scrolling(); }
    MatrixTable &frozen() { return panel->view().frozen(); }
    void show(const MarketMatrixPtr &matrix)
    {
        panel->showSnapshot(samples::matrixSnapshot(matrix));
        QApplication::processEvents();
    }
    /// Colour in the lower left corner of a cell, where no text is.
    QRgb groundAt(int row, int column)
    {
        const QRect cell = table().visualRect(panel->model().index(row, column));
        const QPixmap picture = table().viewport()->grab();
        return picture.toImage().pixel((cell.bottomLeft() + QPoint(2, -3)) * picture.devicePixelRatio());
    }

private Q_SLOTS:
    void initTestCase() { applyAppStyle(*qApp, theme); }
    void init()
    {
        panel = std::make_unique<MatrixPanel>(theme);
        panel->resize(900, 400);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    }
    void waitsForTheLists()
    {
        QVERIFY(panel->isEmptyShown());
        show(samples::matrixOf(60, 12));
        QVERIFY(!panel->isEmptyShown());
        QCOMPARE(panel->model().rowCount(), 60);
    }
    void assetAndAggregateStandStill()
    {
        show(samples::matrixOf(60, 26));
        QVERIFY(!frozen().isColumnHidden(0) && !frozen().isColumnHidden(1) && frozen().isColumnHidden(2));
        QVERIFY(table().isColumnHidden(0) && table().isColumnHidden(1) && !table().isColumnHidden(2));
        table().horizontalScrollBar()->setValue(200);
        QCOMPARE(frozen().columnViewportPosition(0), 0);
        table().verticalScrollBar()->setValue(table().verticalScrollBar()->maximum());
        QVERIFY(table().verticalScrollBar()->maximum() > 0);
        for (const int row : {59, 55}) // the same line in both, at the very end too
            QCOMPARE(frozen().mapToGlobal(QPoint(0, frozen().rowViewportPosition(row))).y(),
                table().mapToGlobal(QPoint(0, table().rowViewportPosition(row))).y());
    }
    void coloursByWhoPaysOnAFixedScale()
    {
        auto matrix = samples::matrixOf(1, 4);
        for (MatrixCell &cell : matrix->cells) {
            cell.isStale = cell.isCapped = false;
            cell.excluded = Exclusion::None;
        }
        matrix->cells[0].rate8h = 0.002;
        matrix->cells[1].rate8h = -0.002;
        matrix->cells[2].rate8h = 0.0001;
        matrix->cells[3].rate8h = 0.002;
        matrix->cells[3].isStale = true;
        show(matrix);
        QCOMPARE(groundAt(0, MatrixFixedColumns), heatColour(theme, 0.002).rgb());
        QCOMPARE(groundAt(0, MatrixFixedColumns + 1), heatColour(theme, -0.002).rgb());
        QCOMPARE(groundAt(0, MatrixFixedColumns + 2), heatColour(theme, 0.0001).rgb());
        QVERIFY(groundAt(0, MatrixFixedColumns + 3) != heatColour(theme, 0.002).rgb());
        QVERIFY(heatColour(theme, 0.002) != heatColour(theme, 0.0005));
        QVERIFY(heatColour(theme, 0.002) != heatColour(theme, -0.002));
    }
    void aClickOpensTheAsset()
    {
        show(samples::matrixOf(60, 12));
        QSignalSpy chosen(panel.get(), &MatrixPanel::assetChosen);
        const QRect cell = table().visualRect(panel->model().index(3, MatrixFixedColumns + 1));
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), panel->model().asset(3));
        const QRect name = frozen().visualRect(panel->model().index(5, 0));
        QTest::mouseClick(frozen().viewport(), Qt::LeftButton, {}, name.center());
        QCOMPARE(chosen[1][0].toString(), panel->model().asset(5));
        QTest::mouseClick(frozen().viewport(), Qt::LeftButton, Qt::ControlModifier, name.center());
        QCOMPARE(chosen.count(), 2); // gathering rows opens nothing
    }
    void theKeyboardReachesEverything()
    {
        show(samples::matrixOf(60, 12));
        QSignalSpy chosen(panel.get(), &MatrixPanel::assetChosen);
        QSignalSpy search(panel.get(), &MatrixPanel::assetSearchRequested);
        panel->setFocus();
        QVERIFY(table().hasFocus());
        table().setCurrentIndex(panel->model().index(0, MatrixFrozenColumns));
        QTest::keyClick(&table(), Qt::Key_Down);
        QTest::keyClick(&table(), Qt::Key_Return);
        QCOMPARE(chosen.value(0).value(0).toString(), panel->model().asset(1));
        QTest::keyClick(&table(), Qt::Key_E);
        QCOMPARE(search.value(0).value(0).toString(), QStringLiteral("E"));
        QTest::keyClick(&table(), Qt::Key_F, Qt::ControlModifier);
        auto *filter = panel->findChild<QLineEdit *>();
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("eth"));
        QCOMPARE(panel->model().rowCount(), 1);
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY(table().hasFocus());
    }
    void copiesTheSelectedRows()
    {
        show(samples::matrixOf(60, 12));
        table().selectRow(1);
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[1].startsWith(panel->model().asset(1) + QLatin1Char('\t')));
    }
    void aClickOnAHeadSortsAndIsKept()
    {
        show(samples::matrixOf(60, 12));
        QSignalSpy chosen(panel.get(), &MatrixPanel::marketChosen);
        Settings settings;
        const auto click = [&](int column) {
            const QHeaderView *head = table().horizontalHeader();
            QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                QPoint(head->sectionViewportPosition(column) + head->sectionSize(column) / 2, head->height() / 2));
            settings.market = chosen.last()[0].value<MarketChoices>();
            panel->setSettings(settings);
        };
        click(MatrixFixedColumns + 1);
        QCOMPARE(settings.market.order, (MatrixOrder{QStringLiteral("v101"), false}));
        QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), MatrixFixedColumns + 1);
        click(MatrixFixedColumns + 1);
        QCOMPARE(settings.market.order, (MatrixOrder{QStringLiteral("v101"), true}));
        click(int(MatrixColumn::OpenInterest));
        QCOMPARE(settings.market.order, MatrixOrder());
        QCOMPARE(panel->model().asset(0), QStringLiteral("BTC"));
    }
    void holdsThePlaceWhenAssetsAreListed()
    {
        show(samples::matrixOf(60, 12));
        table().setCurrentIndex(panel->model().index(40, MatrixFrozenColumns));
        const QString asset = panel->model().asset(40);
        const int place = table().verticalScrollBar()->value();
        QVERIFY(place > 0);
        show(samples::matrixOf(70, 12, 1));
        QCOMPARE(panel->model().asset(table().currentIndex().row()), asset);
        QCOMPARE(table().verticalScrollBar()->value(), place);
    }
    void comparesNothingWhileItIsHidden()
    {
        show(samples::matrixOf(60, 12));
        panel->hide();
        QSignalSpy data(&panel->model(), &QAbstractItemModel::dataChanged);
        const auto matrix = samples::matrixOf(60, 12, 5);
        show(matrix);
        QCOMPARE(data.count(), 0);
        panel->show();
        QVERIFY(data.count() > 0);
        QCOMPARE(panel->model().matrix(), matrix.get());
    }
};

QTEST_MAIN(TestMatrixPanel)
#include "tst_matrixpanel.moc"
