#include "app/gui/replaydesk.h"
#include "app/gui/viewopener.h"
#include "core/market/eventjson.h"
#include "core/storage/historyfile.h"
#include "core/storage/historyreader.h"
#include "tests/support/journalsample.h"
#include "tests/support/snapshotbuilder.h"
#include "widgets/events/eventlist.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/heatmap/heatmapwidget.h"
#include "widgets/heatmap/shotfile.h"
#include "widgets/replay/replaybar.h"
#include "widgets/shell/mainwindow.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;
using namespace journalsample;

namespace {

/// The window as the session builds it, as far as a replay concerns it.
struct Desk {
    Theme theme;
    MainWindow window{theme};
    EventList *events = new EventList(theme);
    HeatmapPanel *heatmap = new HeatmapPanel(theme);
    ReplayBar *bar = new ReplayBar(theme);
    ReplayDesk replay{window, *bar, *events};
    ViewOpener opener;

    explicit Desk(const Settings &settings = {}, ViewOpener::FindKept findKept = {})
        : opener(window, *heatmap, replay, std::move(findKept))
    {
        window.addPanel(
            QStringLiteral("heatmap"), [] { return QStringLiteral("Heatmap"); }, heatmap, Place::Centre);
        window.addPanel(
            QStringLiteral("events"), [] { return QStringLiteral("Events"); }, events, Place::Bottom);
        window.addBar(bar);
        QObject::connect(&window, &MainWindow::snapshotShown, &opener, &ViewOpener::showSnapshot);
        window.start(settings);
        window.setWindowState(Qt::WindowNoState);
        window.resize(1366, 768);
        window.show();
        window.showSnapshot(SnapshotBuilder().build());
    }
    bool standAt(TimeMs marketMs)
    {
        bool hasArrived = false;
        return replay.standAt(marketMs, [&](const SnapshotPtr &) { hasArrived = true; })
            && QTest::qWaitFor([&] { return hasArrived; }, 20'000);
    }
};

QStringList told(const EventModel &model)
{
    QStringList lines;
    for (const Event &event : model.newest(100))
        lines << QString::fromStdString(eventToJson(event));
    return lines;
}

TimeMs marketAt(int second) { return Start + second * 60 * SecondMs; }

} // namespace

/// Replay in the window.
class TestReplayDesk : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Run m_run;
    QString journal() const { return m_folder.filePath(QStringLiteral("run.journal")); }

private Q_SLOTS:
    void initTestCase()
    {
        m_run = writeJournal(journal().toStdString());
        QVERIFY(!m_run.events.empty());
    }

    void takesThePlaceOfLiveAndGivesItBack()
    {
        Settings settings;
        settings.watched = {QStringLiteral("ETH")};
        settings.asset = QStringLiteral("ETH");
        Desk desk(settings);
        QVERIFY(!desk.bar->isVisible());
        QSignalSpy closed(&desk.replay, &ReplayDesk::closed);
        QVERIFY(desk.replay.open(journal(), 1));
        QVERIFY(desk.bar->isVisible());
        QCOMPARE(desk.window.settings().asset, QStringLiteral("BTC")); // ETH was not recorded
        QVERIFY(desk.standAt(marketAt(Seconds)));
        QVERIFY2(desk.window.windowTitle().startsWith(QStringLiteral("[REPLAY 2026-02-27 11:30:00 UTC] BTC")),
            qPrintable(desk.window.windowTitle()));
        Q_EMIT desk.bar->liveWished();
        QCOMPARE(closed.size(), 1);
        QVERIFY(!desk.bar->isVisible());
        QVERIFY(!desk.replay.isOpen());
        QCOMPARE(desk.window.settings().asset, QStringLiteral("ETH"));
    }

    void itsEventsStandInTheListAndNowhereElse()
    {
        Desk desk;
        QSignalSpy unread(desk.events, &EventList::unreadChanged);
        QVERIFY(desk.replay.open(journal(), 1));
        QVERIFY(desk.standAt(marketAt(Seconds)));
        QVERIFY(desk.events->isShowingReplay());
        // The newest state of each, as the recorded run left it.
        EventModel expected;
        for (const Event &event : m_run.events)
            expected.add(event);
        QCOMPARE(told(desk.events->replayedModel()), told(expected));
        QCOMPARE(desk.events->model().rowCount(), 0);
        QVERIFY(unread.isEmpty()); // no bell for what was long ago
        // A live event comes meanwhile.
        Event live = m_run.events.front();
        live.id = 4711;
        desk.window.addEvent(live);
        desk.replay.noteLiveEvent();
        QCOMPARE(desk.events->model().rowCount(), 1);
        QCOMPARE(unread.size(), 1);
        QCOMPARE(told(desk.events->replayedModel()), told(expected));
        QVERIFY(!desk.events->openEvent(4711)); // not of the replay
        desk.replay.close();
        QVERIFY(desk.events->openEvent(4711));
        QCOMPARE(desk.events->replayedModel().rowCount(), 0);
    }

    void aSavedPictureIsTheSameAgain()
    {
        Settings settings;
        settings.shot.size = ShotSize::Window;
        settings.shot.folder = m_folder.filePath(QStringLiteral("pictures"));
        const QString pattern = QStringLiteral("isobar_BTC_*.png");
        QImage picture;
        {
            Desk desk(settings);
            QVERIFY(desk.replay.open(journal(), 1));
            QVERIFY(desk.standAt(marketAt(400)));
            QTRY_VERIFY(desk.heatmap->map().isShowingMap());
            heatmap::HeatmapOptions options = desk.heatmap->map().options();
            options.ramp = HeatRamp::Grey;
            options.settlements = false;
            desk.heatmap->map().setOptions(options);
            desk.heatmap->map().canvas().zoom(0.7, 0.9);
            desk.heatmap->savePicture();
            picture = heatmap::ShotTaker(desk.theme, settings.shot).picture(desk.heatmap->subject());
        }
        // Another start of the program, that has played to another moment.
        Desk desk(settings);
        QVERIFY(desk.replay.open(journal(), 1));
        QVERIFY(desk.standAt(marketAt(500)));
        const QString path = QDir(settings.shot.folder).filePath(QDir(settings.shot.folder).entryList({pattern})[0]);
        const auto opened = desk.opener.open(path);
        QVERIFY2(opened, opened ? "" : opened.error().c_str());
        QTRY_VERIFY_WITH_TIMEOUT(desk.heatmap->map().isReopened(), 20'000);
        QCOMPARE(desk.heatmap->subject().scene.nowMs, marketAt(400));
        const QImage again = heatmap::ShotTaker(desk.theme, settings.shot).picture(desk.heatmap->subject());
        QCOMPARE(again.text(heatmap::ViewTextKey), picture.text(heatmap::ViewTextKey));
        QCOMPARE(again, picture);
        QCOMPARE(QImage(path).convertToFormat(QImage::Format_RGB32), picture.convertToFormat(QImage::Format_RGB32));
    }

    void aPictureOfAnEarlierSittingComesFromTheLocalHistory()
    {
        const std::string history = m_folder.filePath(QStringLiteral("history.sqlite")).toStdString();
        Settings settings;
        settings.shot.folder = m_folder.filePath(QStringLiteral("earlier"));
        QImage picture;
        {
            Desk desk(settings);
            auto opening = HistoryFile::open(history, "live", 1);
            connect(desk.heatmap, &HeatmapPanel::pictureTaken, this, [&](const heatmap::ShotTaker::Subject &taken) {
                const KeptMoment moment{taken.scene.market, taken.facts.origin, taken.facts.scenario.toStdString(),
                    taken.facts.venuesLive, taken.facts.venuesTotal};
                QVERIFY(opening.file->put(StoredMoment{"BTC", taken.scene.nowMs, "replay",
                    bytesOfMoment(moment, static_cast<TimeMs>(taken.scene.view.fromMs))}));
            });
            QVERIFY(desk.replay.open(journal(), 1));
            QVERIFY(desk.standAt(marketAt(450)));
            QTRY_VERIFY(desk.heatmap->map().isShowingMap());
            desk.heatmap->map().canvas().zoom(0.5, 0.8);
            desk.heatmap->savePicture();
            picture = heatmap::ShotTaker(desk.theme, settings.shot).picture(desk.heatmap->subject());
        }
        // The file that was replayed is not at hand any more: only what the history kept.
        Desk desk(settings, [&](const heatmap::SavedView &view) {
            const auto reader = HistoryReader::open(history);
            return momentOfBytes(
                (*reader)->moment(view.asset.toStdString(), view.nowMs, std::string(originName(view.origin))));
        });
        const QString name = QDir(settings.shot.folder).entryList({QStringLiteral("*.png")}).value(0);
        const auto opened = desk.opener.open(QDir(settings.shot.folder).filePath(name));
        QVERIFY2(opened, opened ? "" : opened.error().c_str());
        QVERIFY(desk.heatmap->map().isReopened());
        const QImage again = heatmap::ShotTaker(desk.theme, settings.shot).picture(desk.heatmap->subject());
        QCOMPARE(again.text(heatmap::ViewTextKey), picture.text(heatmap::ViewTextKey));
        QCOMPARE(again, picture);
    }

    void aPictureOpensOnTheDataOfNowWhereThePastIsUnknown()
    {
        Desk desk;
        QVERIFY(desk.replay.open(journal(), 1));
        QVERIFY(desk.standAt(marketAt(300)));
        QTRY_VERIFY(desk.heatmap->map().isShowingMap());
        heatmap::ShotTaker::Subject subject = desk.heatmap->subject();
        subject.scene.nowMs -= 300 * DayMs;
        subject.scene.view = heatmap::panned(subject.scene.view, -300.0 * DayMs, 0);
        const QString path = m_folder.filePath(QStringLiteral("old.png"));
        QVERIFY(heatmap::writePicture(heatmap::ShotTaker(desk.theme, {}).picture(subject), path));
        QVERIFY(desk.opener.open(path));
        QVERIFY(desk.heatmap->map().isReopened());
        QCOMPARE(desk.heatmap->subject().scene.nowMs, marketAt(300));
    }

    void aFileThatIsNoRecordingChangesNothing()
    {
        Desk desk;
        QVERIFY(desk.replay.open(journal(), 1));
        QVERIFY(desk.standAt(marketAt(100)));
        const Replay *before = desk.replay.replay();
        const auto opened = desk.replay.open(m_folder.filePath(QStringLiteral("nowhere")), 1);
        QVERIFY(!opened);
        QCOMPARE(desk.replay.replay(), before);
        QVERIFY(desk.bar->isVisible());
    }

    void anotherFileTakesThePlaceOfTheFirst()
    {
        Desk desk;
        QVERIFY(desk.replay.open(journal(), 1));
        QVERIFY(desk.standAt(marketAt(Seconds)));
        const int all = desk.events->replayedModel().rowCount();
        QVERIFY(desk.replay.open(journal(), 1));
        QCOMPARE(desk.events->replayedModel().rowCount(), 0);
        QVERIFY(desk.standAt(marketAt(30))); // before the crowds of the sample
        QVERIFY(desk.events->replayedModel().rowCount() < all);
    }
};

QTEST_MAIN(TestReplayDesk)
#include "tst_replaydesk.moc"
