#include "tests/widgets/tape/tapesamples.h"
#include "widgets/style/appstyle.h"
#include "widgets/style/emptypanel.h"
#include "widgets/tape/newchip.h"
#include "widgets/tape/tapedelegate.h"
#include "widgets/tape/tapepanel.h"
#include "widgets/tape/tapetotals.h"
#include "widgets/tape/tapetree.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isobar;

namespace {

/// A panel that shows BTC, at the size of the bottom dock of a small screen.
struct Shown {
    explicit Shown(const samples::TapeLog &tape = samples::busyTape(), QSize size = {900, 170}) : panel(theme)
    {
        applyAppStyle(*qApp, theme);
        panel.resize(size);
        panel.setAsset(QStringLiteral("BTC"));
        show(tape);
        panel.show();
        (void)QTest::qWaitForWindowExposed(&panel);
    }
    void show(const samples::TapeLog &tape) { panel.showSnapshot(samples::snapshotOf({samples::tapeAsset(tape)})); }
    TapeTree *tree() const { return panel.findChild<TapeTree *>(); }
    TapeTotals *totals() const { return panel.findChild<TapeTotals *>(); }
    NewChip *chip() const { return panel.findChild<NewChip *>(); }
    QRect cell(int row, TapeColumn column) const
    {
        return tree()->visualRect(panel.model().index(row, static_cast<int>(column)));
    }
    QImage picture() const { return tree()->viewport()->grab().toImage(); }

    Theme theme;
    TapePanel panel;
};

bool has(const QImage &image, const QRect &rect, const QColor &colour)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            if (image.rect().contains(x, y) && image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

} // namespace

/// The liquidation tape as a panel: painted and probed, and how it behaves under the hand.
class TestTapePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsTheDockOfASmallScreenOnOneLine()
    {
        Shown shown;
        QVERIFY(!shown.totals()->isNarrow());
        QVERIFY(shown.totals()->height() <= 36);
        QVERIFY(shown.tree()->header()->isHidden());
        // Of 170 pixels at least six prints are whole.
        QVERIFY(shown.cell(5, TapeColumn::Time).bottom() < shown.tree()->viewport()->height());
        // All cells within the width.
        QVERIFY(shown.cell(0, TapeColumn::Usd).right() <= shown.tree()->viewport()->width());
        Shown narrow(samples::busyTape(), {460, 360});
        QCOMPARE(narrow.panel.width(), 460);
        QVERIFY(narrow.cell(0, TapeColumn::Usd).right() <= narrow.tree()->viewport()->width());
        QVERIFY(narrow.cell(0, TapeColumn::Usd).width() > 90);
        QVERIFY(!narrow.tree()->header()->isHidden());
        for (int window = 0; window < 3; ++window)
            QVERIFY(narrow.totals()->rect().contains(narrow.totals()->blockOf(window)));
    }

    void paintsASideByArrowAndColour()
    {
        samples::TapeLog tape;
        tape.print(2000, 20'000, PositionSide::Short).print(1000, 20'000, PositionSide::Long);
        Shown shown(tape);
        const QImage image = shown.picture();
        const auto rowsOf = [&](int row, PositionSide side) {
            // The arrow's width by lines: it grows towards the top (down) or towards the bottom (up).
            const QRect cell = shown.cell(row, TapeColumn::Side);
            const QColor colour = shown.theme.colour(liquidationToken(side));
            std::vector<int> widths;
            for (int y = cell.top(); y <= cell.bottom(); ++y) {
                int width = 0;
                for (int x = cell.left(); x < cell.left() + TapeDelegate::Padding + 9; ++x)
                    width += image.pixelColor(x, y) == colour;
                if (width > 0)
                    widths.push_back(width);
            }
            return widths;
        };
        const auto longs = rowsOf(0, PositionSide::Long), shorts = rowsOf(1, PositionSide::Short);
        QVERIFY(longs.size() >= 4 && shorts.size() >= 4);
        QVERIFY(longs.front() > longs.back()); // points down: sold
        QVERIFY(shorts.front() < shorts.back()); // points up: bought
    }

    void paintsLongerBarsForLargerPrintsAndTintsTheLargest()
    {
        samples::TapeLog tape;
        tape.print(3000, 3'000).print(2000, 300'000).print(1000, 3'000'000);
        Shown shown(tape);
        const auto *delegate = qobject_cast<TapeDelegate *>(shown.tree()->itemDelegate());
        const QImage image = shown.picture();
        const QColor full = shown.theme.colour(Token::LiquidatedLong), panel = shown.theme.colour(Token::Panel);
        double before = 1e9;
        for (const auto &[row, usd] : {std::pair{0, 3e6}, std::pair{1, 3e5}, std::pair{2, 3e3}}) {
            const QRect cell = shown.cell(row, TapeColumn::Usd);
            const QRectF bar = delegate->barOf(cell, usd);
            QVERIFY(bar.width() < before && bar.width() > 0);
            before = bar.width();
            QVERIFY(bar.right() <= cell.right() + 1);
            if (row < 2)
                QCOMPARE(image.pixelColor(bar.center().toPoint()), full);
            QVERIFY(image.pixelColor(bar.center().toPoint()) != panel);
        }
        const auto ground = [&](int row) { return image.pixelColor(shown.cell(row, TapeColumn::Price).topLeft()); };
        QVERIFY(ground(0) != panel); // 3 M
        QCOMPARE(ground(1), panel);
        QVERIFY(has(image, shown.cell(2, TapeColumn::Price), shown.theme.colour(Token::Label))); // small ones are quiet
        QVERIFY(has(image, shown.cell(1, TapeColumn::Price), shown.theme.colour(Token::Value)));
    }

    void paintsTotalsAsOpposedBars()
    {
        Shown shown;
        TapeTotals &totals = *shown.totals();
        const QImage image = totals.grab().toImage();
        const QColor longs = shown.theme.colour(Token::LiquidatedLong),
                     shorts = shown.theme.colour(Token::LiquidatedShort);
        for (int window = 0; window < 3; ++window) {
            const QRectF left = totals.barOf(window, PositionSide::Long),
                         right = totals.barOf(window, PositionSide::Short);
            QVERIFY(left.right() < right.left());
            QCOMPARE(image.pixelColor(left.center().toPoint()), longs);
            if (window < 2)
                QCOMPARE(image.pixelColor(right.center().toPoint()), shorts);
        }
        // 12.4 M against 3.1 M, then 25 M against 50 M, then nothing.
        const auto ratio = [&](int window) {
            return totals.barOf(window, PositionSide::Short).width() / totals.barOf(window, PositionSide::Long).width();
        };
        QVERIFY(std::abs(ratio(0) - 0.25) < 0.03);
        QVERIFY(std::abs(ratio(1) - 2) < 0.1);
        QCOMPARE(totals.barOf(2, PositionSide::Short).width(), 0.0);
        QVERIFY(totals.accessibleDescription().contains(QChar(0x2265)));
        QVERIFY(!totals.accessibleName().isEmpty());
    }

    void holdsStillWhileScrolledAndReturnsByTheChip()
    {
        samples::TapeLog tape = samples::busyTape();
        Shown shown(tape);
        QVERIFY(!shown.chip()->isVisible());
        QScrollBar *bar = shown.tree()->verticalScrollBar();
        bar->setValue(200);
        const QModelIndex top = shown.tree()->indexAt({5, 30});
        const LiquidationPrint before = *shown.panel.model().print(top);
        shown.tree()->setCurrentIndex(top);
        tape.print(2, 500).print(1, 600);
        shown.show(tape);
        QVERIFY(shown.panel.isHeld());
        QCOMPARE(shown.panel.waiting(), 2);
        QVERIFY(*shown.panel.model().print(shown.tree()->indexAt({5, 30})) == before);
        QCOMPARE(bar->value(), 200);
        QVERIFY(shown.chip()->isVisible());
        QVERIFY(shown.chip()->text().startsWith(QStringLiteral("2 new")));
        shown.chip()->click();
        QCOMPARE(bar->value(), 0);
        QCOMPARE(shown.panel.waiting(), 0);
        QCOMPARE(shown.panel.model().print(shown.panel.model().index(0, 0))->usd, 600.0);
        QVERIFY(!shown.chip()->isVisible());
        // What was chosen is chosen still.
        QVERIFY(*shown.panel.model().print(shown.tree()->currentIndex()) == before);
    }

    void runsOnAtTheTop()
    {
        samples::TapeLog tape = samples::busyTape();
        Shown shown(tape);
        tape.print(1, 12'345);
        shown.show(tape);
        QCOMPARE(shown.tree()->verticalScrollBar()->value(), 0);
        QCOMPARE(shown.panel.model().print(shown.panel.model().index(0, 0))->usd, 12'345.0);
        QTest::keyClick(shown.tree(), Qt::Key_Space);
        QVERIFY(shown.panel.isHeld());
        tape.print(0, 99);
        shown.show(tape);
        QCOMPARE(shown.panel.waiting(), 1);
        QVERIFY(shown.chip()->text().contains(QStringLiteral("1 new")));
        QTest::keyClick(shown.tree(), Qt::Key_Escape);
        QCOMPARE(shown.panel.model().print(shown.panel.model().index(0, 0))->usd, 99.0);
    }

    void filtersByChips()
    {
        Shown shown;
        const int all = shown.panel.model().rowCount();
        QToolButton *million = nullptr, *longs = nullptr, *shorts = nullptr;
        for (QToolButton *each : shown.panel.findChildren<QToolButton *>()) {
            QVERIFY(!each->accessibleName().isEmpty());
            million = each->text() == QStringLiteral("\u22651M") ? each : million;
            longs = each->toolTip() == QStringLiteral("Show liquidated long positions") ? each : longs;
            shorts = each->toolTip() == QStringLiteral("Show liquidated short positions") ? each : shorts;
        }
        QVERIFY(million && longs && shorts);
        million->click();
        QVERIFY(shown.panel.model().rowCount() > 0 && shown.panel.model().rowCount() < all);
        longs->click(); // off: shorts only
        QCOMPARE(shown.panel.model().filter().side, std::optional(PositionSide::Short));
        shorts->click(); // neither would be nothing: the other one
        QVERIFY(longs->isChecked() && !shorts->isChecked());
        QCOMPARE(shown.panel.model().filter().side, std::optional(PositionSide::Long));
        shorts->click();
        QVERIFY(!shown.panel.model().filter().side);
    }

    void asksForTheMomentOfAPrint()
    {
        Shown shown;
        QSignalSpy moments(&shown.panel, &TapePanel::momentChosen);
        const LiquidationPrint print = *shown.panel.model().print(shown.panel.model().index(2, 0));
        QTest::mouseClick(shown.tree()->viewport(), Qt::LeftButton, {}, shown.cell(2, TapeColumn::Price).center());
        QTest::mouseDClick(shown.tree()->viewport(), Qt::LeftButton, {}, shown.cell(2, TapeColumn::Price).center());
        QCOMPARE(moments.size(), 1);
        QCOMPARE(moments[0][0].value<TimeMs>(), print.timeMs);
        QCOMPARE(moments[0][1].toDouble(), print.price);
        QTest::keyClick(shown.tree(), Qt::Key_Return);
        QCOMPARE(moments.size(), 2);
    }

    void copiesTheChosenRows()
    {
        Shown shown;
        shown.tree()->setCurrentIndex(shown.panel.model().index(1, 0));
        QTest::keyClick(shown.tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("time\tasset\tvenue")));
    }

    void doesNotStallInACrash()
    {
        // 20 000 prints a second for three seconds, by four snapshots a second: painting must take less than that.
        Shown shown(samples::busyTape(), {900, 360});
        auto asset = samples::tapeAsset(samples::busyTape());
        LiquidationView view = *asset->liquidations;
        std::uint32_t serial = 1000;
        QElapsedTimer watch;
        watch.start();
        for (int snapshot = 0; snapshot < 12; ++snapshot) {
            auto chunk = std::make_shared<std::vector<LiquidationPrint>>();
            for (int i = 0; i < 5000; ++i, ++serial)
                chunk->push_back({samples::Now + serial / 20, PositionSide::Long, 60'000, 100.0 * i, 0, serial});
            view.log.chunks.push_back(std::move(chunk));
            asset->liquidations = std::make_shared<const LiquidationView>(view);
            shown.panel.showSnapshot(samples::snapshotOf({asset}));
            QCoreApplication::processEvents();
            shown.tree()->viewport()->repaint();
        }
        const qint64 passed = watch.elapsed();
        QVERIFY2(passed < 1500, qPrintable(QString::number(passed)));
        QCOMPARE(shown.panel.model().rowCount(), TapeModel::Limit);
    }

    void speaksTheLanguageOfTheMoment()
    {
        Shown shown;
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&shown.panel, &change);
        QCOMPARE(shown.panel.model().rowCount(), 120); // texts anew, rows as they were
    }

    void saysWhyItIsEmpty()
    {
        Theme theme;
        TapePanel panel(theme);
        const auto *empty = panel.findChild<EmptyPanel *>();
        panel.setAsset(QStringLiteral("BTC"));
        QCOMPARE(empty->title(), QStringLiteral("Waiting for the first data of BTC"));
        panel.showSnapshot(samples::snapshotOf({samples::tapeAsset(samples::TapeLog())}));
        QVERIFY(empty->isVisibleTo(&panel));
        QCOMPARE(empty->title(), QStringLiteral("No liquidation of BTC seen yet"));
        QVERIFY(empty->detail().contains(QStringLiteral("Binance (throttled), Bybit")));
        samples::TapeLog tape;
        tape.print(5, 700);
        panel.setFilter({1e6, {}});
        panel.showSnapshot(samples::snapshotOf({samples::tapeAsset(tape)}));
        QCOMPARE(empty->title(), QStringLiteral("No liquidation passes the filter"));
        panel.setFilter({});
        QVERIFY(!empty->isVisibleTo(&panel));
        panel.setAsset(QStringLiteral("ETH"));
        QVERIFY(empty->isVisibleTo(&panel));
        QCOMPARE(panel.model().rowCount(), 0);
    }
};

QTEST_MAIN(TestTapePanel)
#include "tst_tapepanel.moc"
