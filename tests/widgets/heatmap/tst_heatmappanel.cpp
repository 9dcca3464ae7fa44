#include "tests/widgets/heatmap/shotsamples.h"
#include "widgets/heatmap/heatmapbar.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/heatmap/heatmapwidget.h"
#include "widgets/heatmap/legendwidget.h"
#include "widgets/heatmap/shotfile.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

namespace {

SnapshotPtr snapshotOf(const heatmap::HeatmapScene &scene)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->origin = Origin::Demo;
    snapshot->marketMs = scene.nowMs;
    snapshot->assets = {scene.market};
    snapshot->venuesLive = snapshot->venuesTotal = 4;
    return snapshot;
}

} // namespace

/// The heatmap with what is around it.
class TestHeatmapPanel : public QObject {
    Q_OBJECT

    Theme m_theme;
    SnapshotPtr m_snapshot;

    std::unique_ptr<HeatmapPanel> panel(const Settings &settings = {})
    {
        auto made = std::make_unique<HeatmapPanel>(m_theme);
        made->resize(1000, 640);
        made->setSettings(settings);
        made->setAsset(QStringLiteral("BTC"));
        made->showSnapshot(m_snapshot);
        made->show();
        return made;
    }

private Q_SLOTS:
    void initTestCase() { m_snapshot = snapshotOf(samples::sampleScene({.days = 8}, 24)); }

    void barAndLegendAndMapAgree()
    {
        const auto shown = panel();
        QSignalSpy kept(shown.get(), &HeatmapPanel::heatmapChosen);
        heatmap::HeatmapOptions options = shown->map().options();
        options.split = true;
        shown->map().setOptions(options); // as its key does
        QVERIFY(shown->bar().options().split);
        QCOMPARE(kept.size(), 1);
        QTest::keyClick(&shown->legend(), Qt::Key_Right);
        QVERIFY(shown->map().options().lowUsd > 0);
        QVERIFY(shown->bar().options().lowUsd > 0);
        QCOMPARE(kept.size(), 1); // thresholds belong to the asset and are not kept
    }

    void rangesMoveTheView()
    {
        const auto shown = panel();
        for (QAction *action : shown->bar().actionsInOrder()) {
            if (action->text() == QStringLiteral("7d"))
                action->trigger();
        }
        const heatmap::HeatmapScene &scene = shown->map().canvas().scene();
        const double days = (static_cast<double>(scene.nowMs) - scene.view.fromMs) / static_cast<double>(DayMs);
        QVERIFY2(std::abs(days - 7) < 0.01, qPrintable(QString::number(days)));
    }

    void keysReachWhatIsAround()
    {
        const auto shown = panel();
        QSignalSpy tables(shown.get(), &HeatmapPanel::clusterTableRequested);
        shown->activateWindow();
        shown->map().canvas().setFocus();
        QTRY_VERIFY(shown->map().canvas().hasFocus());
        QTest::keyClick(&shown->map().canvas(), Qt::Key_B);
        QCOMPARE(tables.size(), 1);
        QTest::keyClick(&shown->map().canvas(), Qt::Key_G);
        QVERIFY(shown->legend().hasFocus());
        for (const QAction *action : shown->actions())
            QVERIFY(!action->shortcut().isEmpty());
    }

    void savesAPicture()
    {
        QTemporaryDir folder;
        Settings settings;
        settings.shot.size = ShotSize::Window;
        settings.shot.folder = folder.path();
        const auto shown = panel(settings);
        QSignalSpy told(shown.get(), &HeatmapPanel::told);
        shown->savePicture();
        QCOMPARE(told.size(), 1);
        const QStringList files = QDir(folder.path()).entryList({QStringLiteral("isobar_BTC_heatmap-24h_*.png")});
        QCOMPARE(files.size(), 1);
        QCOMPARE(QImage(folder.filePath(files.front())).size(), shown->map().size());
        shown->saveTable();
        QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("*.csv")}).size(), 1);
        QCOMPARE(told.size(), 2);
    }

    void opensThePictureOfASavedViewAgain_data()
    {
        QTest::addColumn<bool>("held");
        QTest::newRow("following") << false;
        QTest::newRow("held") << true;
    }
    void opensThePictureOfASavedViewAgain()
    {
        QFETCH(bool, held);
        QTemporaryDir folder;
        Settings settings;
        settings.shot.size = ShotSize::Window;
        settings.shot.folder = folder.path();
        const auto shown = panel(settings);
        heatmap::HeatmapOptions options = shown->map().options();
        options.ramp = HeatRamp::Inferno;
        options.split = true;
        options.lowUsd = 250'000;
        options.filter.bands = 0b01110;
        shown->map().setOptions(options);
        if (held)
            shown->map().canvas().pan(-0.31, 0.07);
        shown->savePicture();
        const QString path = folder.filePath(QDir(folder.path()).entryList({QStringLiteral("*.png")}).front());
        const QImage picture(path);

        // The market goes on, and the user looks at something else.
        shown->showSnapshot(snapshotOf(samples::sampleScene({.price = 71'000, .days = 9, .seed = 11}, 24)));
        shown->map().setOptions({});
        shown->map().showRange(12);
        QSignalSpy kept(shown.get(), &HeatmapPanel::heatmapChosen);
        const auto view = heatmap::readPictureView(path);
        QVERIFY2(view, view ? "" : view.error().c_str());
        const auto moment = shown->taken(view->asset, view->nowMs);
        QVERIFY(moment);
        shown->openView(*view, moment);
        QCOMPARE(shown->map().options(), options);
        const QImage again = heatmap::ShotTaker(m_theme, settings.shot).picture(shown->subject());
        QCOMPARE(again.text(heatmap::ViewTextKey), picture.text(heatmap::ViewTextKey));
        QCOMPARE(again.convertToFormat(QImage::Format_RGB32), picture.convertToFormat(QImage::Format_RGB32));

        // Snapshots that come in change nothing; going back to live brings the user's own choices back.
        shown->showSnapshot(m_snapshot);
        QCOMPARE(heatmap::ShotTaker(m_theme, settings.shot).picture(shown->subject()), again);
        QVERIFY(shown->subject().scene.isReopened);
        shown->map().canvas().backToLive();
        QTRY_VERIFY(!shown->map().isReopened());
        QVERIFY(!shown->map().options().split);
        QCOMPARE(shown->subject().scene.nowMs, m_snapshot->marketMs);
        QVERIFY(kept.isEmpty()); // a picture's choices do not become the user's
    }

    void opensAViewOfAnUnknownMomentOnNow()
    {
        const auto shown = panel();
        heatmap::SavedView view;
        view.asset = QStringLiteral("BTC");
        view.nowMs = m_snapshot->marketMs - 400 * DayMs;
        view.options.candles = false;
        view.view = heatmap::panned(shown->map().canvas().scene().view, -400.0 * DayMs, 0.9);
        shown->openView(view, std::nullopt);
        const heatmap::HeatmapScene scene = shown->subject().scene;
        QVERIFY(!scene.isReopened);
        QVERIFY(!shown->map().options().candles);
        QVERIFY(scene.view.fromMs < double(scene.nowMs) && scene.view.toMs > double(scene.nowMs));
        QVERIFY(std::abs(scene.view.spanMs() - view.view.spanMs()) < 1);
        QVERIFY(scene.view.low() < scene.map->price && scene.view.high() > scene.map->price);
    }

    void waitsForTheMapOfAnotherAsset()
    {
        const auto shown = panel();
        heatmap::SavedView view;
        view.asset = QStringLiteral("ETH");
        view.nowMs = m_snapshot->marketMs;
        view.view = shown->map().canvas().scene().view;
        shown->openView(view, std::nullopt);
        QVERIFY(!shown->map().isShowingMap());
        QVERIFY(shown->map().isReopened());
        shown->showSnapshot(snapshotOf(samples::sampleScene({.days = 8, .asset = "ETH"}, 24)));
        QVERIFY(shown->map().isShowingMap());
        QVERIFY(std::abs(shown->subject().scene.view.fromMs - view.view.fromMs) < 1);
    }

    void bringsAMomentIntoView()
    {
        const auto shown = panel();
        heatmap::HeatmapCanvas &canvas = shown->map().canvas();
        const heatmap::Viewport before = canvas.scene().view;
        const auto inView = static_cast<TimeMs>(before.fromMs + before.spanMs() / 2);
        shown->showMoment(QStringLiteral("BTC"), inView);
        QCOMPARE(canvas.scene().view, before); // it is there already
        const TimeMs earlier = m_snapshot->marketMs - 5 * DayMs;
        shown->showMoment(QStringLiteral("BTC"), earlier);
        const heatmap::Viewport view = canvas.scene().view;
        QVERIFY(view.fromMs < double(earlier) && view.toMs > double(earlier));
        QVERIFY(std::abs(view.spanMs() - before.spanMs()) < 1);
        shown->showMoment(QStringLiteral("ETH"), m_snapshot->marketMs); // waits until that asset is shown
        QCOMPARE(canvas.scene().view, view);
    }

    void keepsNothingOfAnotherRun()
    {
        const auto shown = panel();
        QTRY_VERIFY(!shown->map().canvas().tiles().isWorking());
        QVERIFY(shown->map().canvas().tiles().shown().size() > 0);
        heatmap::HeatmapScene scene = samples::sampleScene({.price = 30'000, .days = 8, .seed = 5}, 24);
        auto replayed = std::make_shared<Snapshot>(*snapshotOf(scene));
        replayed->origin = Origin::Replay;
        replayed->run = 3;
        const int before = shown->map().canvas().tiles().tilesMade();
        shown->showSnapshot(replayed);
        QTRY_VERIFY(!shown->map().canvas().tiles().isWorking());
        QVERIFY(shown->map().canvas().tiles().tilesMade() > before); // although the serials are the same
        QVERIFY(shown->subject().scene.view.high() < 40'000);
        // Another run of the same replay is looked at in the same place.
        shown->map().canvas().zoom(0.5, 0.5);
        const heatmap::Viewport view = shown->subject().scene.view;
        auto again = std::make_shared<Snapshot>(*replayed);
        again->run = 4;
        shown->showSnapshot(again);
        QCOMPARE(shown->subject().scene.view, view);
    }

    void saysWhyNothingWasSaved()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Settings settings;
        settings.shot.folder = file.fileName();
        const auto shown = panel(settings);
        QSignalSpy told(shown.get(), &HeatmapPanel::told);
        shown->savePicture();
        QCOMPARE(told.size(), 0);
        const auto *box = shown->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY(box->text().contains(QStringLiteral("Choose")));
    }

    void hasNoPictureWithoutAMap()
    {
        HeatmapPanel empty(m_theme);
        empty.setAsset(QStringLiteral("BTC"));
        empty.copyPicture();
        QVERIFY(empty.findChild<QMessageBox *>());
        QVERIFY(!empty.subject().scene.map);
    }
};

QTEST_MAIN(TestHeatmapPanel)

#include "tst_heatmappanel.moc"
