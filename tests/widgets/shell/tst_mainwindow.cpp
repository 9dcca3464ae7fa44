#include "tests/support/snapshotbuilder.h"
#include "tests/support/tstranslator.h"
#include "widgets/funding/fundingmodel.h"
#include "widgets/funding/fundingtree.h"
#include "widgets/funding/fundingview.h"
#include "widgets/header/header.h"
#include "widgets/header/headerfield.h"
#include "widgets/shell/historydialog.h"
#include "widgets/shell/historywindowdialog.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/statusline.h"
#include "widgets/style/appstyle.h"
#include "widgets/style/emptypanel.h"
#include "widgets/watchlist/watchstrip.h"
#include "widgets/watchlist/watchtable.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>
#include <QTranslator>

using namespace isobar;

namespace {

/// Turns every text into "<text>": shows which texts are asked again.
class MarkingTranslator : public QTranslator {
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return QLatin1Char('<') + QString::fromUtf8(text) + QLatin1Char('>');
    }
    bool isEmpty() const override { return false; }
};

/// As the session builds it, without the panels of others.
struct Shown {
    Theme theme;
    MainWindow window{theme};
    FundingView *funding = new FundingView(theme);
    WatchTable *watch = new WatchTable(theme);

    explicit Shown(const Settings &settings = {})
    {
        applyAppStyle(*qApp, theme);
        window.addPanel(
            QStringLiteral("history"), [] { return QObject::tr("History"); }, new EmptyPanel(theme), Place::Centre);
        window.addPanel(
            QStringLiteral("funding"), [] { return QObject::tr("Funding"); }, funding, Place::Right);
        window.addPanel(
            QStringLiteral("watchlist"), [] { return QObject::tr("Watchlist"); }, watch, Place::Left);
        window.addPanel(
            QStringLiteral("events"), [] { return QObject::tr("Events"); }, new EmptyPanel(theme), Place::Events);
        window.start(settings);
        window.setWindowState(Qt::WindowNoState);
        window.resize(1366, 768);
        window.show();
    }
};

QString name(const QWidget *widget, const QString &text)
{
    return QStringLiteral("%1 \"%2\": %3 px")
        .arg(QLatin1String(widget->metaObject()->className()), text)
        .arg(widget->width());
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsARecordingWithWhatAnHourTakes()
    {
        Theme theme;
        StatusLine line(theme);
        QVERIFY(line.recordingText().isEmpty());
        line.setRecording({QStringLiteral("/r.frames"), 200'000, 5 * SecondMs});
        QCOMPARE(line.recordingText(), QStringLiteral("REC 200 kB")); // too short to say more
        line.setRecording({QStringLiteral("/r.frames"), 2'000'000, MinuteMs});
        QCOMPARE(line.recordingText(), QStringLiteral("REC 2.00 MB, 120 MB/h"));
        line.setRecording({});
        QVERIFY(line.recordingText().isEmpty());
    }

    void asksForAWindowOfTheHistory()
    {
        Settings settings;
        settings.asset = QStringLiteral("ETH");
        const TimeMs now = 1'763'000'100'000;
        HistoryWindowDialog dialog(
            settings, {QStringLiteral("BTC"), QStringLiteral("ETH")}, {now - 30 * DayMs, now, now - 3 * HourMs});
        QCOMPARE(dialog.window().assets, QStringList{QStringLiteral("ETH")});
        QCOMPARE(dialog.window().fromMs, now - 3 * HourMs); // where it was heard live
        QCOMPARE(dialog.window().toMs, floorTo(now, MinuteMs));
        dialog.findChild<QComboBox *>()->setCurrentIndex(1);
        QCOMPARE(dialog.window().assets.size(), 2);
        QSignalSpy wished(&dialog, &HistoryWindowDialog::replayWished), ended(&dialog, &HistoryWindowDialog::endWished);
        const auto button = [&dialog](const QString &text) -> QPushButton * {
            for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
                if (each->text() == text)
                    return each;
            }
            return nullptr;
        };
        const auto boxes = dialog.findChildren<QDateTimeEdit *>();
        boxes.first()->setDateTime(boxes.last()->dateTime());
        QVERIFY(!button(QStringLiteral("&Replay"))->isEnabled()); // a window without a minute
        boxes.first()->setDateTime(boxes.last()->dateTime().addSecs(-600));
        button(QStringLiteral("&Replay"))->click();
        QCOMPARE(wished.size(), 1);
        QVERIFY(!button(QStringLiteral("&Replay"))->isEnabled());
        dialog.finish(QStringLiteral("the disk is full"));
        QVERIFY(button(QStringLiteral("&Replay"))->isEnabled());
        button(QStringLiteral("&Replay"))->click();
        dialog.reject();
        QCOMPARE(ended.size(), 1); // what was being written is of no use any more
    }

    void tellsTheLimitsOfTheHistory()
    {
        HistoryDialog dialog{Settings()};
        dialog.show({QStringLiteral("/data/history.sqlite"), 400'000'000, 1'763'000'000'000,
            1'763'000'000'000 + 4 * DayMs, true});
        QStringList texts;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            texts << label->text();
        QVERIFY2(texts.contains(QStringLiteral("400 MB")), qPrintable(texts.join(QLatin1Char('|'))));
        QVERIFY(texts.contains(QStringLiteral("about 100 MB a day")));
        const auto boxes = dialog.findChildren<QSpinBox *>();
        QCOMPARE(boxes.size(), 2);
        QCOMPARE(boxes[0]->text(), QStringLiteral("Everything")); // nothing is deleted unless one says so
        boxes[0]->setValue(90);
        QSignalSpy chosen(&dialog, &HistoryDialog::limitsChosen);
        dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toInt(), 90);
        QCOMPARE(chosen[0][1].toInt(), 0);
    }

    void savesAPictureByMenuAndKeys()
    {
        Shown shown;
        QSignalSpy pictures(&shown.window, &MainWindow::pictureWished);
        QAction *save = nullptr;
        for (QAction *action : shown.window.findChildren<QAction *>()) {
            if (action->shortcuts().contains(QKeySequence(Qt::CTRL | Qt::Key_S)))
                save = action;
        }
        QVERIFY(save);
        QVERIFY(save->shortcuts().contains(QKeySequence(Qt::ALT | Qt::Key_S)));
        save->trigger();
        QCOMPARE(pictures.size(), 1);
    }

    void aDroppedFileIsTold()
    {
        Shown shown;
        QSignalSpy opened(&shown.window, &MainWindow::fileOpened);
        const auto drop = [&](const QList<QUrl> &urls) {
            QMimeData data;
            data.setUrls(urls);
            QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            enter.ignore();
            QApplication::sendEvent(&shown.window, &enter);
            QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&shown.window, &event);
            return enter.isAccepted();
        };
        QVERIFY(drop({QUrl::fromLocalFile(QStringLiteral("/tmp/a picture.png"))}));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("/tmp/a picture.png"));
        QVERIFY(!drop({QUrl(QStringLiteral("https://example.com/a.png"))})); // nothing is fetched
        QVERIFY(!drop({QUrl::fromLocalFile(QStringLiteral("/a")), QUrl::fromLocalFile(QStringLiteral("/b"))}));
        QCOMPARE(opened.size(), 1);
    }

    void aReplayIsMarkedWithItsTime()
    {
        Shown shown;
        auto replayed = std::make_shared<Snapshot>(*SnapshotBuilder().build());
        replayed->origin = Origin::Replay;
        replayed->scenario.clear();
        replayed->speed = 0;
        shown.window.showSnapshot(replayed);
        const QString title = shown.window.windowTitle();
        QVERIFY2(title.startsWith(QStringLiteral("[REPLAY 20")), qPrintable(title));
        QVERIFY2(title.contains(QStringLiteral(" 13:46:40 UTC] BTC")), qPrintable(title));
        QVERIFY2(sourceText(*replayed).endsWith(QStringLiteral("13:46 UTC")), qPrintable(sourceText(*replayed)));
        QVERIFY(shown.window.status().timeText().contains(QStringLiteral("stands still")));
    }

    void noTextIsElidedAt1366x768_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "de"}) {
            for (const char *state : {"typical", "extreme", "shorts", "stale", "empty", "full", "replay"})
                QTest::addRow("%s, %s", state, language) << QString::fromLatin1(state) << QString::fromLatin1(language);
        }
    }
    void noTextIsElidedAt1366x768()
    {
        QFETCH(QString, state);
        QFETCH(QString, language);
        TsTranslator translator(language);
        QVERIFY(!translator.isEmpty());
        QVERIFY(QApplication::installTranslator(&translator));
        SnapshotBuilder builder;
        if (state == QLatin1String("extreme"))
            builder.extreme();
        if (state == QLatin1String("shorts"))
            builder.extreme(true);
        if (state == QLatin1String("stale"))
            builder.stale("bybit").stale("okx");
        if (state == QLatin1String("empty"))
            builder.empty(1);
        if (state == QLatin1String("full"))
            builder.withVenues(26);
        Shown shown;
        shown.window.header().setUnread(100);
        auto snapshot = std::make_shared<Snapshot>(*builder.build());
        if (state == QLatin1String("replay"))
            snapshot->origin = Origin::Replay;
        shown.window.showSnapshot(snapshot);
        const auto *dock = shown.window.findChild<QDockWidget *>(QStringLiteral("funding"));
        QTRY_VERIFY(dock->width() >= Docks::rightWidth(1366) - 8);
        QCOMPARE(shown.window.size(), QSize(1366, 768));
        for (const QLabel *label : shown.window.findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                QVERIFY2(label->sizeHint().width() <= label->width(), qPrintable(name(label, label->text())));
        }
        for (const QAbstractButton *button : shown.window.findChildren<QAbstractButton *>()) {
            const int needed = button->fontMetrics().horizontalAdvance(button->text());
            if (button->isVisible() && !button->text().isEmpty())
                QVERIFY2(needed + 8 <= button->width(), qPrintable(name(button, button->text())));
        }
        for (const HeaderField *field : shown.window.findChildren<HeaderField *>())
            QVERIFY2(field->neededWidth() <= field->width(), qPrintable(name(field, field->topText())));
        for (const QTabBar *tabs : shown.window.findChildren<QTabBar *>()) {
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
                QVERIFY2(tabs->fontMetrics().horizontalAdvance(tabs->tabText(i)) <= tabs->tabRect(i).width(),
                    qPrintable(name(tabs, tabs->tabText(i))));
        }
        checkHeadings(shown.window);
        checkOverlaps(shown.window.header());
        const QHeaderView &columns = *shown.funding->tree().header();
        const int openInterest = int(FundingColumn::OpenInterest);
        QVERIFY(columns.sectionViewportPosition(openInterest) + columns.sectionSize(openInterest)
            <= shown.funding->tree().viewport()->width());
    }

    void aLargeWindowHasTheEventsBelowTheTableAndTheTapeBesideTheOthers()
    {
        Shown shown;
        const auto dock = [&](const char *id) { return shown.window.findChild<QDockWidget *>(QLatin1String(id)); };
        for (const char *id : {"tape", "clusters", "venues"})
            shown.window.addPanel(
                QLatin1String(id), [id] { return QLatin1String(id); }, new EmptyPanel(shown.theme), Place::Bottom);
        shown.window.addPanel(
            QStringLiteral("positions"), [] { return QStringLiteral("Positions"); }, new EmptyPanel(shown.theme),
            Place::BesideEvents);
        shown.window.addPanel(
            QStringLiteral("squeeze"), [] { return QStringLiteral("Squeeze"); }, new EmptyPanel(shown.theme),
            Place::LeftBelow);
        QAction *standard = nullptr;
        for (QAction *action : shown.window.findChildren<QAction *>()) {
            if (action->text() == QStringLiteral("&Default layout"))
                standard = action;
        }
        QVERIFY(standard);
        shown.window.resize(2560, 1440);
        standard->trigger();
        QTRY_VERIFY(dock("events")->y() > dock("funding")->geometry().bottom());
        QVERIFY(std::abs(dock("events")->x() - dock("funding")->x()) < 2);
        QTRY_VERIFY(dock("funding")->height() > 26 * 24 + 60); // all venues without scrolling
        QTRY_VERIFY(dock("tape")->width() > 400 && dock("tape")->width() < 900);
        QTRY_VERIFY(dock("clusters")->x() > dock("tape")->geometry().right());
        QVERIFY(shown.window.tabifiedDockWidgets(dock("clusters")).contains(dock("venues")));
        QVERIFY(shown.window.tabifiedDockWidgets(dock("tape")).isEmpty());
        QVERIFY(shown.window.tabifiedDockWidgets(dock("events")).contains(dock("positions")));
        QVERIFY(dock("squeeze")->y() > dock("watchlist")->geometry().bottom());
        QCOMPARE(dock("squeeze")->x(), dock("watchlist")->x());
        QVERIFY(dock("squeeze")->height() > 300);
        shown.window.resize(3840, 2160);
        standard->trigger();
        QTRY_VERIFY(dock("positions")->x() > dock("events")->geometry().right());
        QCOMPARE(dock("positions")->y(), dock("events")->y());
        shown.window.resize(1366, 768);
        standard->trigger();
        QTRY_VERIFY(shown.window.tabifiedDockWidgets(dock("events")).contains(dock("tape")));
        QVERIFY(shown.window.tabifiedDockWidgets(dock("events")).contains(dock("positions")));
        QVERIFY(shown.window.tabifiedDockWidgets(dock("funding")).contains(dock("squeeze")));
        QVERIFY(dock("events")->x() < dock("funding")->x());
    }

    void twelveChipsHaveRoom()
    {
        Theme theme;
        WatchStrip strip(theme);
        strip.resize(1366, strip.sizeHint().height());
        auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder().build());
        snapshot->watch.clear();
        for (int i = 0; i < 14; ++i) {
            WatchRow row;
            row.asset = i == 0 ? "BTC" : "AVAX";
            row.mark = i == 0 ? 126208.5 : 0.00001234;
            row.change24h = -0.1234;
            row.rate8h = -0.0123;
            snapshot->watch.push_back(row);
        }
        strip.showSnapshot(snapshot);
        QCOMPARE(strip.chipCount(), 12);
        for (int i = 0; i < strip.chipCount(); ++i)
            QVERIFY2(strip.neededWidth(i) <= strip.chipRect(i).width(),
                qPrintable(
                    QStringLiteral("%1: %2 of %3").arg(i).arg(strip.neededWidth(i)).arg(strip.chipRect(i).width())));
        QVERIFY(strip.chipRect(11).right() < 1366);
    }

    void aChosenAssetReachesEveryPanelAndIsTold()
    {
        Shown shown;
        shown.window.showSnapshot(SnapshotBuilder().build());
        QSignalSpy chosen(&shown.window, &MainWindow::assetChosen);
        QSignalSpy settings(&shown.window, &MainWindow::settingsChanged);
        QTest::mouseClick(&shown.window.strip(), Qt::LeftButton, {}, shown.window.strip().chipRect(1).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("ETH"));
        QCOMPARE(settings.last()[0].value<Settings>().asset, QStringLiteral("ETH"));
        QCOMPARE(shown.window.header().field(QStringLiteral("price")).topText(), QStringLiteral("3,412.55"));
        QVERIFY(shown.window.windowTitle().startsWith(QStringLiteral("[DEMO] ETH +")));
    }

    void wishesOfPanelsBecomeSettings()
    {
        Shown shown;
        QSignalSpy settings(&shown.window, &MainWindow::settingsChanged);
        Q_EMIT shown.funding->venueExcluded(QStringLiteral("BTC"), QStringLiteral("okx"), true);
        QCOMPARE(shown.window.settings().venuesExcluded, QStringList{QStringLiteral("BTC/okx")});
        Q_EMIT shown.funding->venueExcluded(QStringLiteral("BTC"), QStringLiteral("okx"), false);
        QVERIFY(shown.window.settings().venuesExcluded.isEmpty());
        Q_EMIT shown.funding->rateUnitChosen(RateUnit::Apr);
        QCOMPARE(shown.window.settings().rateUnit, RateUnit::Apr);
        Q_EMIT shown.watch->assetRemoved(QStringLiteral("SOL"));
        QVERIFY(!shown.window.settings().watched.contains(QStringLiteral("SOL")));
        QCOMPARE(settings.count(), 4);
    }

    void settingsFromOutsideAreNotToldBack()
    {
        Shown shown;
        QSignalSpy settings(&shown.window, &MainWindow::settingsChanged);
        Settings changed = shown.window.settings();
        changed.rateUnit = RateUnit::PerDay;
        shown.window.setSettings(changed);
        QCOMPARE(settings.count(), 0);
    }

    void layoutAndGeometryAreKept()
    {
        Settings kept;
        {
            Shown shown;
            auto *events = shown.window.findChild<QDockWidget *>(QStringLiteral("events"));
            events->hide();
            Q_EMIT events->dockLocationChanged(Qt::BottomDockWidgetArea);
            QSignalSpy settings(&shown.window, &MainWindow::settingsChanged);
            QTRY_VERIFY(settings.count() > 0);
            kept = shown.window.settings();
        }
        QVERIFY(!kept.windowState.isEmpty());
        Shown shown(kept);
        QVERIFY(!shown.window.findChild<QDockWidget *>(QStringLiteral("events"))->isVisible());
        QVERIFY(shown.window.findChild<QDockWidget *>(QStringLiteral("funding"))->isVisible());
    }

    void aLetterInTheTableOpensTheSearchPrefilled()
    {
        Shown shown;
        shown.window.showSnapshot(SnapshotBuilder().build());
        Q_EMIT shown.funding->assetSearchRequested(QStringLiteral("S"));
        QWidget *popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        popup->hide();
    }

    void theStatusLineShowsSourceTimeAndAFullQueue()
    {
        Shown shown;
        SnapshotBuilder builder;
        shown.window.showSnapshot(builder.build());
        QCOMPARE(shown.window.status().timeText(), QStringLiteral("13:46:40 UTC"));
        QCOMPARE(shown.window.status().venuesText(), QStringLiteral("4/4 venues live"));
        QVERIFY(!shown.window.status().isQueueShown());
        auto full = std::make_shared<Snapshot>(*builder.build());
        full->queueFill = 0.5;
        shown.window.showSnapshot(full);
        QVERIFY(shown.window.status().isQueueShown());
    }

    void closingGoesToTheTrayOnlyIfChosen()
    {
        Shown shown;
        Settings settings = shown.window.settings();
        settings.closeToTray = true;
        shown.window.setSettings(settings);
        shown.window.setTrayCheck([] { return true; });
        QSignalSpy tray(&shown.window, &MainWindow::closedToTray);
        QSignalSpy quit(&shown.window, &MainWindow::quitRequested);
        QVERIFY(!shown.window.close());
        QCOMPARE(tray.count(), 1);
        QCOMPARE(quit.count(), 0);
        settings.closeToTray = false;
        shown.window.setSettings(settings);
        shown.window.show();
        QVERIFY(shown.window.close());
        QCOMPARE(quit.count(), 1);
    }

    void closingQuitsWhereThereIsNoTray()
    {
        Shown shown;
        Settings settings = shown.window.settings();
        settings.closeToTray = true;
        shown.window.setSettings(settings);
        shown.window.setTrayCheck([] { return false; });
        QSignalSpy tray(&shown.window, &MainWindow::closedToTray);
        QSignalSpy quit(&shown.window, &MainWindow::quitRequested);
        QVERIFY(shown.window.close());
        QCOMPARE(tray.count(), 0);
        QCOMPARE(quit.count(), 1);
    }

    void theMenuOffersTheTrayOnlyWhereThereIsOne()
    {
        Shown shown;
        bool hasTray = false;
        shown.window.setTrayCheck([&hasTray] { return hasTray; });
        QMenu *menu = nullptr;
        QAction *toTray = nullptr;
        for (QAction *each : shown.window.findChild<QMenuBar *>()->actions()) {
            for (QAction *action : each->menu()->actions()) {
                if (action->text() == QStringLiteral("&Close to the tray")) {
                    menu = each->menu();
                    toTray = action;
                }
            }
        }
        QVERIFY(toTray);
        Q_EMIT menu->aboutToShow();
        QVERIFY(!toTray->isEnabled());
        QVERIFY(menu->toolTipsVisible());
        QVERIFY2(toTray->toolTip().contains(QStringLiteral("no tray")), qPrintable(toTray->toolTip()));
        QCOMPARE(toTray->statusTip(), toTray->toolTip());
        hasTray = true; // a panel was started later
        Q_EMIT menu->aboutToShow();
        QVERIFY(toTray->isEnabled());
        QVERIFY(toTray->statusTip().isEmpty());
    }

    void everyTextIsAskedAgainOnAChangeOfLanguage()
    {
        Shown shown;
        shown.window.showSnapshot(SnapshotBuilder().build());
        MarkingTranslator translator;
        QApplication::installTranslator(&translator);
        const auto translated = [](const QString &text) { return text.contains(QLatin1Char('<')); };
        QTRY_VERIFY(translated(shown.window.findChild<QMenuBar *>()->actions().first()->text()));
        for (const QAction *menu : shown.window.findChild<QMenuBar *>()->actions())
            QVERIFY2(translated(menu->text()), qPrintable(menu->text()));
        for (const QDockWidget *dock : shown.window.findChildren<QDockWidget *>())
            QVERIFY2(translated(dock->windowTitle()), qPrintable(dock->windowTitle()));
        const FundingColumn columns[] = {FundingColumn::Venue, FundingColumn::Apr, FundingColumn::Reason};
        for (const FundingColumn column : columns)
            QVERIFY(
                translated(shown.funding->model().headerData(int(column), Qt::Horizontal, Qt::DisplayRole).toString()));
        QVERIFY(translated(shown.window.header().field(QStringLiteral("wall")).topText()));
        QVERIFY(translated(shown.window.header().field(QStringLiteral("crowd")).topText()));
        QVERIFY(translated(shown.window.status().venuesText()));
        QVERIFY(translated(shown.window.strip().marketText()));
        QApplication::removeTranslator(&translator);
    }

private:
    static void checkHeadings(const QWidget &window)
    {
        for (const QHeaderView *header : window.findChildren<QHeaderView *>()) {
            for (int c = 0; header->isVisible() && c < header->count(); ++c) {
                const QString title = header->model()->headerData(c, header->orientation()).toString();
                if (header->orientation() == Qt::Horizontal && !header->isSectionHidden(c))
                    QVERIFY2(header->fontMetrics().horizontalAdvance(title) + 8 <= header->sectionSize(c),
                        qPrintable(title));
            }
        }
    }

    static void checkOverlaps(const QWidget &parent)
    {
        const auto children = parent.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget *a : children) {
            for (const QWidget *b : children) {
                if (a < b && a->isVisible() && b->isVisible() && !a->isWindow() && !b->isWindow())
                    QVERIFY2(!a->geometry().intersects(b->geometry()), qPrintable(name(a, {}) + name(b, {})));
            }
        }
    }
};

Q_DECLARE_METATYPE(isobar::Settings)

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
