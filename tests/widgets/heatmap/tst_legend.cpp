#include "tests/widgets/heatmap/sidesamples.h"
#include "widgets/heatmap/legendpainter.h"
#include "widgets/heatmap/legendwidget.h"
#include "widgets/heatmap/palette.h"

#include <QSignalSpy>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

Q_DECLARE_METATYPE(isobar::heatmap::HeatmapOptions)

/// The colours' values and their handles.
class TestLegend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheAssetsOwnScaleAtFirst()
    {
        const HeatmapScene scene = samples::plainScene();
        const LegendScale scale = legendScale(*scene.map, scene.options);
        // Unscaled 300k to 20M USD a cell, times 0.15.
        QVERIFY(std::abs(scale.lowUsd - 45e3) < 1);
        QVERIFY(std::abs(scale.highUsd - 3e6) < 1);
        QVERIFY(scale.isOwn);
        QVERIFY(scale.fromUsd < scale.lowUsd && scale.toUsd > scale.highUsd);
        QCOMPARE(scale.brightnessAt(scale.lowUsd), 0.0);
        QCOMPARE(scale.brightnessAt(scale.highUsd), 1.0);
    }

    void turnsValuesIntoPositionsAndBack_data()
    {
        QTest::addColumn<bool>("isLog");
        QTest::newRow("log") << true;
        QTest::newRow("linear") << false;
    }
    void turnsValuesIntoPositionsAndBack()
    {
        QFETCH(bool, isLog);
        HeatmapScene scene = samples::plainScene();
        scene.options.logIntensity = isLog;
        const LegendScale scale = legendScale(*scene.map, scene.options);
        for (double at = 0.05; at < 1; at += 0.1)
            QVERIFY(std::abs(scale.positionOf(scale.usdAt(at)) - at) < 1e-9);
        // As the cells are coloured.
        const LevelScale inForce = scaleInForce(*scene.map, scene.options);
        for (const double usd : {1e4, 1e5, 7e5, 2e6, 1e7}) {
            const double cell = brightnessOf(inForce, levelOfPrints(*scene.map, usd), isLog);
            QVERIFY(std::abs(scale.brightnessAt(usd) - cell) < 1e-9);
        }
    }

    void ticksAreRoundAndApart_data()
    {
        QTest::addColumn<bool>("isLog");
        QTest::addColumn<double>("gap");
        QTest::newRow("log, wide") << true << 0.08;
        QTest::newRow("log, narrow") << true << 0.3;
        QTest::newRow("linear") << false << 0.15;
    }
    void ticksAreRoundAndApart()
    {
        QFETCH(bool, isLog);
        QFETCH(double, gap);
        HeatmapScene scene = samples::plainScene();
        scene.options.logIntensity = isLog;
        const LegendScale scale = legendScale(*scene.map, scene.options);
        const auto ticks = scale.ticks(gap);
        QVERIFY(ticks.size() >= 2);
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            const double digits = ticks[i] / std::pow(10, std::floor(std::log10(std::max(ticks[i], 1.0)) + 1e-9));
            QVERIFY(std::abs(digits * 2 - std::round(digits * 2)) < 1e-6);
            if (i > 0)
                QVERIFY(scale.positionOf(ticks[i]) - scale.positionOf(ticks[i - 1]) >= gap - 1e-9);
        }
    }

    void handlesStayApartAndSnap()
    {
        const HeatmapScene scene = samples::plainScene();
        const LegendScale scale = legendScale(*scene.map, scene.options);
        const HeatmapOptions moved = withHandle(scale, *scene.map, scene.options, LegendHandle::Low, 2e5);
        QCOMPARE(moved.lowUsd, 2e5);
        QCOMPARE(moved.highUsd, 0.0);
        QVERIFY(!legendScale(*scene.map, moved).isOwn);
        QVERIFY(withHandle(scale, *scene.map, scene.options, LegendHandle::Low, 9e6).lowUsd < 3e6);
        QVERIFY(withHandle(scale, *scene.map, scene.options, LegendHandle::High, 1).highUsd > 45e3);
        QCOMPARE(withHandle(scale, *scene.map, moved, LegendHandle::Low, 45.2e3).lowUsd, 0.0);
        QCOMPARE(withOwnScale(moved), scene.options);
        QVERIFY(withHandleMoved(scale, *scene.map, scene.options, LegendHandle::High, -2).highUsd < 3e6);
    }

    void saysValuesAndWhenTheyWereSet()
    {
        HeatmapScene scene = samples::plainScene();
        QCOMPARE(LegendWords::tick(*scene.map, 1e6), QStringLiteral("$1M · 1.1 bp"));
        QCOMPARE(LegendWords::tick(*scene.map, 3e5), QStringLiteral("$300K · 0.33 bp"));
        QCOMPARE(LegendWords::shortNote(scene), QStringLiteral("scale of 21 Sep"));
        scene.options.lowUsd = 2e5;
        QCOMPARE(LegendWords::shortNote(scene), QStringLiteral("relative"));
        QVERIFY(LegendWords::spoken(scene).contains(QStringLiteral("from $200K · 0.22 bp to $3M")));
        scene.map = nullptr;
        QCOMPARE(LegendWords::spoken(scene), QStringLiteral("no levels yet"));
    }

    void tellsWhereTheWeightsComeFrom()
    {
        HeatmapScene scene = samples::plainScene();
        auto map = std::make_shared<LevelMap>(*scene.map);
        scene.map = map;
        map->isReportedScaleMeasured = false;
        QVERIFY(LegendWords::note(scene).endsWith(QStringLiteral(", prior")));
        map->isReportedScaleMeasured = true;
        QVERIFY(LegendWords::note(scene).endsWith(QStringLiteral(", prior, size measured")));
        map->kernelOrigin = {KernelQuality::Learned, {700, 504}, 1};
        QVERIFY(LegendWords::note(scene).endsWith(QStringLiteral(", learned, n = 1204")));
        map->kernelOrigin.quality = KernelQuality::Borrowed;
        QVERIFY(LegendWords::note(scene).endsWith(QStringLiteral(", BTC's kernel, estimated")));
    }

    void paintsTheRamp_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void paintsTheRamp()
    {
        QFETCH(bool, isDark);
        Theme theme;
        theme.apply(isDark ? ThemeChoice::Dark : ThemeChoice::Light, DirectionColours::GreenUp);
        const HeatmapScene scene = samples::plainScene();
        LegendWidget widget(theme);
        widget.setScene(scene);
        widget.resize(900, widget.sizeHint().height());
        const QImage image = widget.grab().toImage();
        const LegendLayout layout = legendLayout(widget.rect(), scene, theme);
        const LegendScale scale = legendScale(*scene.map, scene.options);
        const auto at = [&](double usd) {
            return image.pixelColor(
                static_cast<int>(layout.x(scale.positionOf(usd))), static_cast<int>(layout.bar.bottom()) - 2);
        };
        const auto isLike = [](const QColor &one, const QColor &other) {
            return std::abs(one.red() - other.red()) + std::abs(one.green() - other.green())
                + std::abs(one.blue() - other.blue())
                < 30;
        };
        QVERIFY(isLike(at(2e4), theme.colour(Token::Field)));
        const double middle = std::sqrt(45e3 * 3e6);
        QVERIFY(isLike(at(middle), QColor(rampColour(HeatRamp::Viridis, 0.5, isDark))));
        QVERIFY(isLike(at(7e6), QColor(rampColour(HeatRamp::Viridis, 1, isDark))));
    }

    void fitsNarrowPlaces_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {200, 420, 700, 1400, 3000})
            QTest::addRow("%d", width) << width;
    }
    void fitsNarrowPlaces()
    {
        QFETCH(int, width);
        Theme theme;
        HeatmapScene scene = samples::plainScene();
        for (const bool opensOnly : {false, true}) {
            scene.options.opensOnly = opensOnly;
            const QRectF area(0, 0, width, 30);
            const LegendLayout layout = legendLayout(area, scene, theme);
            QVERIFY(area.contains(layout.bar));
            QVERIFY(!layout.title.intersects(layout.bar));
            QVERIFY(!layout.note.intersects(layout.bar));
            QVERIFY(layout.note.isEmpty() || area.contains(layout.note));
        }
    }

    void dragsAHandle()
    {
        Theme theme;
        LegendWidget widget(theme);
        widget.setScene(samples::plainScene());
        widget.resize(900, 32);
        widget.show();
        QSignalSpy wishes(&widget, &LegendWidget::optionsChanged);
        const QPoint low = widget.handlePosition(LegendHandle::Low).toPoint();
        QTest::mousePress(&widget, Qt::LeftButton, {}, low);
        QTest::mouseMove(&widget, low + QPoint(60, 0));
        QTest::mouseRelease(&widget, Qt::LeftButton, {}, low + QPoint(60, 0));
        QVERIFY(wishes.size() >= 1);
        const auto options = wishes.back().front().value<HeatmapOptions>();
        QVERIFY(options.lowUsd > 45e3);
        QCOMPARE(options.highUsd, 0.0);
        QVERIFY(std::abs(widget.handlePosition(LegendHandle::Low).x() - low.x() - 60) < 2);
        QTest::mouseDClick(&widget, Qt::LeftButton, {}, low);
        QCOMPARE(wishes.back().front().value<HeatmapOptions>().lowUsd, 0.0);
    }

    void asksToLearnFromItsMenu()
    {
        Theme theme;
        LegendWidget widget(theme);
        widget.setScene(samples::plainScene());
        QCOMPARE(widget.contextMenuPolicy(), Qt::ActionsContextMenu);
        QCOMPARE(widget.actions().size(), 1);
        QVERIFY(!widget.actions().front()->text().isEmpty());
        QSignalSpy wishes(&widget, &LegendWidget::learningRequested);
        widget.actions().front()->trigger();
        QCOMPARE(wishes.size(), 1);
    }

    void movesByKeys()
    {
        Theme theme;
        LegendWidget widget(theme);
        widget.setScene(samples::plainScene());
        widget.resize(900, 32);
        const QString before = widget.accessibleDescription();
        QSignalSpy wishes(&widget, &LegendWidget::optionsChanged);
        QTest::keyClick(&widget, Qt::Key_Right);
        QVERIFY(wishes.back().front().value<HeatmapOptions>().lowUsd > 45e3);
        QVERIFY(widget.accessibleDescription() != before);
        QTest::keyClick(&widget, Qt::Key_Up);
        QCOMPARE(widget.activeHandle(), LegendHandle::High);
        QTest::keyClick(&widget, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(wishes.back().front().value<HeatmapOptions>().highUsd < 3e6);
        QTest::keyClick(&widget, Qt::Key_Home);
        QCOMPARE(wishes.back().front().value<HeatmapOptions>(), HeatmapOptions{});
    }
};

QTEST_MAIN(TestLegend)

#include "tst_legend.moc"
