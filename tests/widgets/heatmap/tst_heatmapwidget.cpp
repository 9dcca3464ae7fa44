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
        panel.showSnapshot(snapshotWith(empty));
        QVERIFY(!panel.isShowingMap());
        panel.resize(900, 500);
        panel.showSnapshot(snapshotWith(sampleMap()));
        QVERIFY(panel.isShowingMap());
        panel.setAsset(QStringLiteral("DOGE")); // of which there is nothing
        QVERIFY(!panel.isShowingMap());
    }

    void saysWhatIsUnderWayAndWhatWillNotCome()
    {
        HistoryProgress history;
        history.bars = {4, 3, 0, 0};
        history.openInterest = {4, 2, 0, 1};
        QCOMPARE(heatmap::Chips::progress(history), QStringLiteral("price history 3/4 venues"));
        history.bars = {4, 4, 4, 0};
        QCOMPARE(heatmap::Chips::progress(history), QStringLiteral("open-interest history 2/4 venues"));
        history.openInterest = {4, 3, 3, 1}; // the fourth never answers
        QCOMPARE(heatmap::Chips::progress(history), QString());
        QCOMPARE(heatmap::Chips::missing(history), QStringLiteral("No week of open interest from 1 of 4 venues"));
        history.bars = {25, 23, 23, 2};
        QCOMPARE(heatmap::Chips::missing(history),
            QStringLiteral("No week of prices from 2 of 25 venues, of open interest from 1 of 4"));
        history.bars = history.openInterest = {4, 4, 0, 0};
        QCOMPARE(heatmap::Chips::progress(history) + heatmap::Chips::missing(history), QString());
    }

    void aStuckProgressTurnsIntoWordsOnTheMap()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        panel.resize(900, 500);
        panel.setAsset(QStringLiteral("BTC"));
        const auto chipAt = [&](const HistoryProgress::Part &bars) {
            auto snapshot = std::make_shared<Snapshot>(*snapshotWith(sampleMap()));
            auto asset = std::make_shared<AssetSnapshot>(*snapshot->assets.front());
            asset->history.bars = bars;
            snapshot->assets.front() = asset;
            panel.showSnapshot(snapshot);
            return panel.canvas().chips().empty() ? QString() : panel.canvas().chips().front().text;
        };
        QCOMPARE(chipAt({25, 23, 23, 0}), QStringLiteral("price history 23/25 venues"));
        QCOMPARE(chipAt({25, 23, 23, 2}), QStringLiteral("No week of prices from 2 of 25 venues"));
        QCOMPARE(chipAt({25, 25, 25, 0}), QString());
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
