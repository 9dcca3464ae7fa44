#include "tests/support/levelmapsamples.h"
#include "tests/widgets/panelsamples.h"
#include "widgets/heatmap/heatmapwidget.h"

#include <QAction>
#include <QSignalSpy>
#include <QtTest>

using namespace isobar;

namespace {

SnapshotPtr snapshotWith(const std::shared_ptr<const LevelMap> &map)
{
    auto asset = std::make_shared<AssetSnapshot>(*samples::crowdedLongs());
    asset->map = map;
    auto snapshot = samples::snapshotOf({asset});
    if (map)
        snapshot->marketMs = map->marketMs;
    return snapshot;
}

std::shared_ptr<const LevelMap> sampleMap()
{
    static const std::shared_ptr<const LevelMap> map = samples::levelMap({.days = 2});
    return map;
}

} // namespace

/// The panel: its states, its keys, and what is kept.
class TestHeatmapWidget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItWaitsFor()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        QVERIFY(!panel.isShowingMap());
        QVERIFY(!panel.emptyTitle().isEmpty());
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshotWith(nullptr));
        QVERIFY(panel.emptyTitle().contains(QStringLiteral("BTC")));
        auto empty = std::make_shared<LevelMap>();
        empty->asset = "BTC";
        empty->progress = {4, 4, 3, 4, 2};
        panel.showSnapshot(snapshotWith(empty));
        QVERIFY(!panel.isShowingMap());
        QCOMPARE(heatmap::Chips::progress(empty->progress), QStringLiteral("open-interest history 3/4 venues"));
        panel.resize(900, 500);
        panel.showSnapshot(snapshotWith(sampleMap()));
        QVERIFY(panel.isShowingMap());
        panel.setAsset(QStringLiteral("DOGE")); // of which there is nothing
        QVERIFY(!panel.isShowingMap());
    }

    void saysThatTheLevelsAreOld()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        panel.resize(900, 500);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshotWith(sampleMap()));
        QVERIFY(panel.canvas().chips().empty());
        auto late = std::make_shared<Snapshot>(*snapshotWith(sampleMap()));
        late->marketMs += 10 * MinuteMs;
        panel.showSnapshot(late);
        QCOMPARE(panel.canvas().chips().size(), std::size_t{1});
        QVERIFY(panel.canvas().chips()[0].text.contains(QStringLiteral("10m")));
    }

    void switchesLayersByKeys()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        panel.resize(900, 500);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshotWith(sampleMap()));
        panel.show();
        panel.activateWindow();
        panel.canvas().setFocus();
        QTRY_VERIFY(panel.canvas().hasFocus());
        QSignalSpy chosen(&panel, &HeatmapWidget::heatmapChosen);
        QTest::keyClick(&panel.canvas(), Qt::Key_S);
        QVERIFY(panel.options().split);
        QTest::keyClick(&panel.canvas(), Qt::Key_K);
        QVERIFY(!panel.options().candles);
        QCOMPARE(chosen.count(), 2);
        QVERIFY(!chosen.last().first().value<HeatmapChoices>().candles);
        const heatmap::Viewport before = panel.canvas().scene().view;
        QTest::keyClick(&panel.canvas(), Qt::Key_Left);
        QVERIFY(panel.canvas().scene().view.fromMs < before.fromMs);
        QVERIFY(!panel.canvas().isFollowing());
        const double step = before.fromMs - panel.canvas().scene().view.fromMs;
        QTest::keyClick(&panel.canvas(), Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(std::abs(panel.canvas().scene().view.fromMs - before.fromMs - 9 * step) < 5);
        QTest::keyClick(&panel.canvas(), Qt::Key_C);
        QVERIFY(panel.canvas().isPriceLocked());
        QTest::keyClick(&panel.canvas(), Qt::Key_Plus);
        QVERIFY(panel.canvas().scene().view.spanMs() < before.spanMs() * 0.9);
        QTest::keyClick(&panel.canvas(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(std::abs(panel.canvas().scene().view.spanMs() / before.spanMs() - 1) < 1e-9);
    }

    void namesItsKeysForTheList()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        int named = 0;
        QSet<QString> keys;
        for (const QAction *action : panel.actions()) {
            QVERIFY(!action->shortcut().isEmpty());
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys.insert(key.toString());
            }
            named += !action->text().isEmpty();
        }
        QVERIFY(named >= 20);
    }

    void followsTheSettings()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        panel.resize(900, 500);
        QSignalSpy chosen(&panel, &HeatmapWidget::heatmapChosen);
        Settings settings;
        settings.heatmap.ramp = HeatRamp::Inferno;
        settings.heatmap.rangeHours = 72;
        settings.timeZone = TimeZoneChoice::Local;
        panel.setSettings(settings);
        QCOMPARE(chosen.count(), 0); // told, not wished
        QCOMPARE(panel.options().ramp, HeatRamp::Inferno);
        QCOMPARE(panel.canvas().scene().zone, TimeZoneChoice::Local);
        panel.setAsset(QStringLiteral("BTC"));
        panel.showSnapshot(snapshotWith(sampleMap()));
        const heatmap::HeatmapScene &scene = panel.canvas().scene();
        QCOMPARE(std::lround(heatmap::hoursInView(scene.view, static_cast<double>(scene.nowMs))), 72L);
        panel.showRange(12);
        QCOMPARE(chosen.last().first().value<HeatmapChoices>().rangeHours, 12);
        QCOMPARE(std::lround(heatmap::hoursInView(panel.canvas().scene().view, static_cast<double>(scene.nowMs))), 12L);
    }

    void forgetsThresholdsOfAnotherAsset()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        panel.setAsset(QStringLiteral("BTC"));
        heatmap::HeatmapOptions options = panel.options();
        options.lowUsd = 1e5;
        options.filter.bands = 3;
        panel.setOptions(options);
        panel.setAsset(QStringLiteral("ETH"));
        QCOMPARE(panel.options().lowUsd, 0.0);
        QCOMPARE(panel.options().filter.bands, 3U);
    }
};

QTEST_MAIN(TestHeatmapWidget)
#include "tst_heatmapwidget.moc"
