#include "tests/support/snapshotbuilder.h"
#include "widgets/funding/fundingdelegate.h"
#include "widgets/funding/fundingmodel.h"
#include "widgets/funding/fundingtree.h"
#include "widgets/funding/fundingview.h"
#include "widgets/style/appstyle.h"
#include "widgets/style/contrast.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace isobar;

class TestFundingView : public QObject {
    Q_OBJECT
private:
    struct Shown {
        Theme theme;
        FundingView view{theme};
        explicit Shown(const SnapshotBuilder &builder, QSize size = {1700, 420})
        {
            applyAppStyle(*qApp, theme);
            view.resize(size);
            view.show();
            view.showSnapshot(builder.build());
        }
        QRect cell(int row, FundingColumn column)
        {
            return view.tree().visualRect(view.tree().model()->index(row, int(column)));
        }
        QImage picture() { return view.tree().viewport()->grab().toImage(); }
    };

    static int count(const QImage &image, const QRect &area, const QColor &colour)
    {
        int found = 0;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x)
                found += image.rect().contains(x, y) && image.pixelColor(x, y) == colour ? 1 : 0;
        }
        return found;
    }

private Q_SLOTS:
    void theBarStartsAtZeroAndPointsToWhoPays_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("share");
        QTest::newRow("zero") << 0.0 << 0.0;
        QTest::newRow("full scale") << 0.003 << 1.0;
        QTest::newRow("beyond is pegged") << 0.02 << 1.0;
        QTest::newRow("neutral print") << 0.0001 << std::asinh(1.0) / std::asinh(30.0);
        QTest::newRow("shorts pay") << -0.003 << -1.0;
    }
    void theBarStartsAtZeroAndPointsToWhoPays()
    {
        QFETCH(double, rate);
        QFETCH(double, share);
        const QRectF cell(100, 0, 102, 22);
        const QRectF bar = rateBar(cell, rate);
        QCOMPARE(qRound(bar.width() * 1000), qRound(std::abs(share) * 50 * 1000));
        QCOMPARE(share < 0 ? bar.right() : bar.left(), 151.0);
    }

    void theBarIsPaintedInTheColourOfWhoPays()
    {
        SnapshotBuilder builder;
        builder.extreme();
        SnapshotBuilder::setRate(builder.venue("BTC", "okx"), -0.0008);
        Shown shown(builder);
        const QImage image = shown.picture();
        const QRect longs = shown.cell(1, FundingColumn::Rate);
        const QRect shorts = shown.cell(2, FundingColumn::Rate);
        const QColor ground = shown.theme.colour(Token::Panel);
        const auto at = [&](double x, double y) { return image.pixelColor(qRound(x), qRound(y)).rgb(); };
        const QRectF bar = rateBar(longs, 0.0009);
        QCOMPARE(at(bar.right() - 3, bar.top() + 1), blend(ground, shown.theme.colour(Token::LongsPay), 0.34).rgb());
        const QRectF other = rateBar(shorts, -0.0008);
        QCOMPARE(
            at(other.left() + 3, other.top() + 1), blend(ground, shown.theme.colour(Token::ShortsPay), 0.34).rgb());
        QVERIFY(other.right() < shorts.center().x() + 1.0);
        QCOMPARE(at(shorts.right() - 2, shorts.top() + 3), ground.rgb());
    }

    void intervalsAreBadges()
    {
        Shown shown{SnapshotBuilder()};
        const QRect cell = shown.cell(0, FundingColumn::Interval);
        QVERIFY(count(shown.picture(), cell, shown.theme.colour(Token::Badge)) > 40);
        QCOMPARE(count(shown.picture(), shown.cell(4, FundingColumn::Interval), shown.theme.colour(Token::Badge)), 0);
    }

    void onlyTheChangedDigitsFlashAndTheFlashEnds()
    {
        SnapshotBuilder builder;
        builder.venue("BTC", "okx").mark = 68000.1;
        Shown shown(builder);
        builder.venue("BTC", "okx").mark = 68012.3;
        shown.view.showSnapshot(builder.build());
        const QColor flash = shown.theme.colour(Token::FlashBackground);
        const QRect cell = shown.cell(2, FundingColumn::Mark);
        const QImage image = shown.picture();
        const int flashed = count(image, cell, flash);
        QVERIFY(flashed > 20);
        QVERIFY(flashed < cell.width() * cell.height() * 2 / 3);
        QCOMPARE(count(image, QRect(cell.left(), cell.top(), 12, cell.height()), flash), 0);
        QCOMPARE(count(image, shown.cell(2, FundingColumn::Index), flash), 0);
        QTRY_COMPARE_WITH_TIMEOUT(count(shown.picture(), cell, flash), 0, 2000);
    }

    void theLastHalfHourIsAccented()
    {
        Shown shown{SnapshotBuilder()};
        const QColor accent = shown.theme.colour(Token::Accent);
        QVERIFY(count(shown.picture(), shown.cell(3, FundingColumn::Countdown), accent) > 3); // 13 minutes
        QCOMPARE(count(shown.picture(), shown.cell(0, FundingColumn::Countdown), accent), 0); // 2 hours
    }

    void staleRowsAreDim()
    {
        SnapshotBuilder builder;
        builder.stale("bybit");
        Shown shown(builder);
        const QImage image = shown.picture();
        const QRect cell = shown.cell(1, FundingColumn::Mark);
        QCOMPARE(count(image, cell, shown.theme.colour(Token::Value)), 0);
        QVERIFY(count(image, shown.cell(0, FundingColumn::Mark), shown.theme.colour(Token::Value)) > 3);
    }

    void selectionAndScrollSurviveUpdates()
    {
        SnapshotBuilder builder;
        builder.withVenues(26);
        Shown shown(builder, {700, 240});
        FundingTree &tree = shown.view.tree();
        const QModelIndex row = tree.model()->index(9, 0);
        const QString name = row.data().toString();
        tree.setExpanded(row, true);
        tree.selectionModel()->select(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        tree.setCurrentIndex(row);
        tree.verticalScrollBar()->setValue(5);
        tree.horizontalScrollBar()->setValue(120);
        auto &venues = builder.asset("BTC").venues;
        std::rotate(venues.begin(), venues.begin() + 3, venues.end());
        for (VenueRow &venue : venues)
            venue.mark = 70001.5;
        shown.view.showSnapshot(builder.build());
        QCOMPARE(tree.selectionModel()->selectedRows().size(), 1);
        const QModelIndex selected = tree.selectionModel()->selectedRows().first();
        QCOMPARE(selected.data().toString(), name);
        QCOMPARE(selected.row(), 6);
        QVERIFY(tree.isExpanded(selected));
        QCOMPARE(tree.horizontalScrollBar()->value(), 120);
        QCOMPARE(tree.verticalScrollBar()->value(), 5);
    }

    void theAggregateStaysInSightWhileItIsScrolledAway()
    {
        SnapshotBuilder builder;
        builder.withVenues(26);
        Shown shown(builder, {700, 300});
        FundingTree &tree = shown.view.tree();
        const QWidget &pinned = tree.pinned();
        QTRY_VERIFY(pinned.isVisible());
        QCOMPARE(pinned.geometry().bottom(), tree.viewport()->geometry().bottom());
        tree.horizontalScrollBar()->setValue(90);
        const QImage asPinned = const_cast<QWidget &>(pinned).grab().toImage();
        tree.verticalScrollBar()->setValue(tree.verticalScrollBar()->maximum());
        QVERIFY(!pinned.isVisible());
        const QRect row(0, tree.visualRect(tree.aggregateRow()).top(), tree.viewport()->width(), pinned.height());
        QCOMPARE(asPinned, tree.viewport()->grab(row).toImage());
        shown.view.resize(700, 900);
        QTRY_VERIFY(!pinned.isVisible());
    }

    void thePinnedRowCoversNoRowThatIsChosenAndLeadsToTheAggregate()
    {
        SnapshotBuilder builder;
        builder.withVenues(26);
        Shown shown(builder, {700, 300});
        FundingTree &tree = shown.view.tree();
        QTRY_VERIFY(tree.pinned().isVisible());
        tree.setCurrentIndex(tree.model()->index(0, 0));
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(&tree, Qt::Key_Down);
            const int bottom = tree.visualRect(tree.currentIndex()).bottom();
            QVERIFY(!tree.pinned().isVisible() || bottom < tree.pinned().y() - tree.viewport()->y());
        }
        QCOMPARE(tree.currentIndex().row(), 20);
        tree.verticalScrollBar()->setValue(0);
        QTest::mouseClick(const_cast<QWidget *>(&tree.pinned()), Qt::LeftButton);
        QCOMPARE(tree.currentIndex().row(), tree.aggregateRow().row());
        QVERIFY(!tree.pinned().isVisible());
        QVERIFY(tree.viewport()->rect().contains(tree.visualRect(tree.aggregateRow()).center()));
    }

    void withoutRatesThePanelSaysWhatItWaitsFor()
    {
        Shown shown(SnapshotBuilder().empty(2));
        QVERIFY(shown.view.isEmptyShown());
        QCOMPARE(shown.view.emptyText(), QStringLiteral("Waiting for the first rates of BTC: 2 of 4 venues connected"));
        shown.view.showSnapshot(SnapshotBuilder().build());
        QVERIFY(!shown.view.isEmptyShown());
    }

    void withoutAVenueThePanelSaysWhatIsWrong()
    {
        SnapshotBuilder nothing = SnapshotBuilder().empty(0);
        for (VenueHealthRow &each : nothing.health()) {
            each.health.state = HealthState::Down;
            each.health.reason = "REST: Host not found";
        }
        Shown shown(nothing);
        QVERIFY(shown.view.isEmptyShown());
        QVERIFY2(shown.view.emptyText().startsWith(QStringLiteral("No venue can be reached: ")),
            qPrintable(shown.view.emptyText()));
        QVERIFY(shown.view.emptyText().contains(QStringLiteral("REST: Host not found")));
        nothing.health().front().health.state = HealthState::Starting;
        shown.view.showSnapshot(nothing.build());
        QVERIFY(shown.view.emptyText().startsWith(QStringLiteral("Waiting for the first rates")));
        for (VenueHealthRow &each : nothing.health())
            each.health.state = HealthState::Off;
        shown.view.showSnapshot(nothing.build());
        QVERIFY(shown.view.emptyText().startsWith(QStringLiteral("All venues are switched off")));
    }

    void aLetterAsksForTheAssetSearch()
    {
        Shown shown{SnapshotBuilder()};
        QSignalSpy spy(&shown.view, &FundingView::assetSearchRequested);
        QTest::keyClick(&shown.view.tree(), Qt::Key_E);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].toString(), QStringLiteral("E"));
        QTest::keyClick(&shown.view.tree(), Qt::Key_Down);
        QTest::keyClick(&shown.view.tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(spy.count(), 1);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("Venue\tRate")));
    }

    void enterUnfoldsAVenue()
    {
        Shown shown{SnapshotBuilder()};
        FundingTree &tree = shown.view.tree();
        tree.setCurrentIndex(tree.model()->index(0, int(FundingColumn::Rate)));
        QTest::keyClick(&tree, Qt::Key_Return);
        QVERIFY(tree.isExpanded(tree.model()->index(0, 0)));
    }

    void symbolsOfUnfoldedVenuesAreShownWhole()
    {
        SnapshotBuilder builder;
        builder.asset("BTC").venues.back().contracts.front().symbol = "1000000PEPE-USDT-SWAP";
        Shown shown(builder);
        FundingTree &tree = shown.view.tree();
        tree.expandAll();
        const QFontMetrics metrics(shown.theme.numberFont());
        int symbols = 0;
        for (int row = 0; row < tree.model()->rowCount(); ++row) {
            const QModelIndex venue = tree.model()->index(row, int(FundingColumn::Venue));
            for (int i = 0; i < tree.model()->rowCount(venue); ++i, ++symbols) {
                const QModelIndex contract = tree.model()->index(i, int(FundingColumn::Venue), venue);
                const QString symbol = contract.data().toString();
                QVERIFY2(tree.visualRect(contract).width()
                        >= metrics.horizontalAdvance(symbol) + 2 * FundingDelegate::Padding,
                    qPrintable(symbol));
            }
        }
        QVERIFY(symbols >= 4);
    }

    void columnsAreRememberedAndRestored()
    {
        QByteArray state;
        {
            Shown shown{SnapshotBuilder()};
            QSignalSpy spy(&shown.view, &FundingView::headerStateChanged);
            QHeaderView &header = *shown.view.tree().header();
            header.moveSection(header.visualIndex(int(FundingColumn::Rate)), 5);
            header.resizeSection(int(FundingColumn::Interval), 77);
            QTRY_COMPARE(spy.count(), 1);
            state = spy[0][0].toByteArray();
        }
        Shown shown{SnapshotBuilder()};
        Settings settings;
        settings.tableHeader = state;
        shown.view.setSettings(settings);
        QCOMPARE(shown.view.tree().header()->visualIndex(int(FundingColumn::Rate)), 5);
        QCOMPARE(shown.view.tree().header()->sectionSize(int(FundingColumn::Interval)), 77);
    }

    void everyNumberHasRoomInItsColumn()
    {
        SnapshotBuilder builder;
        builder.withVenues(26).extreme();
        Shown shown(builder);
        FundingTree &tree = shown.view.tree();
        const FundingModel &model = shown.view.model();
        QFont strong = shown.theme.numberFont();
        strong.setWeight(QFont::DemiBold);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int c = 0; c < FundingColumnCount; ++c) {
                const QString text = model.index(row, c).data().toString();
                if (tree.isColumnHidden(c) || c == 0)
                    continue;
                const QFontMetrics metrics(row + 1 == model.rowCount() ? strong : shown.theme.numberFont());
                QVERIFY2(metrics.horizontalAdvance(text) + 2 * FundingDelegate::Padding <= tree.columnWidth(c) + 1,
                    qPrintable(QStringLiteral("column %1: %2").arg(c).arg(text)));
            }
        }
    }
};

QTEST_MAIN(TestFundingView)
#include "tst_fundingview.moc"
