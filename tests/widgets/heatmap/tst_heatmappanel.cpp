#include "tests/widgets/heatmap/shotsamples.h"
#include "widgets/heatmap/heatmapbar.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/heatmap/heatmapwidget.h"
#include "widgets/heatmap/legendwidget.h"

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
