#include "tests/support/levelmapsamples.h"
#include "tests/widgets/heatmap/shotsamples.h"
#include "widgets/heatmap/heatmapcanvas.h"
#include "widgets/heatmap/heatmapwidget.h"
#include "widgets/heatmap/positionlines.h"
#include "widgets/heatmap/rulerwords.h"
#include "widgets/heatmap/scenepainter.h"
#include "widgets/heatmap/shotwords.h"
#include "widgets/style/formats.h"

#include <QPainter>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

/// A long 2 % above the price at 20x: liquidated about 2.5 % below the price of the sample.
PositionView longAt(double price)
{
    PositionView view;
    view.position.id = 1;
    view.position.asset = "BTC";
    view.position.venue = "bybit";
    view.position.symbol = "BTCUSDT";
    view.position.size = 0.5;
    view.position.entryPrice = price * 1.02;
    view.position.leverage = 20;
    PositionMarket market;
    market.mark = price;
    view.mark = price;
    view.value = valueOf(view.position, market);
    view.isValued = true;
    view.health = HealthState::Live;
    return view;
}

std::shared_ptr<const std::vector<PositionView>> positionsAt(double price)
{
    return std::make_shared<const std::vector<PositionView>>(std::vector{longAt(price)});
}

} // namespace

class TestPositionLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standAtEntryAndLiquidation()
    {
        Theme theme;
        HeatmapScene scene = samples::sampleScene({.days = 2}, 24);
        const HeatmapAreas areas = ScenePainter::layout(QRectF(0, 0, 1000, 600), scene.options, theme);
        QVERIFY(positionLines(scene, areas, theme).empty());
        scene.positions = positionsAt(scene.map->price);
        const std::vector<PositionLine> lines = positionLines(scene, areas, theme);
        QCOMPARE(lines.size(), std::size_t{2});
        QVERIFY(!lines[0].isLiquidation && lines[1].isLiquidation);
        QCOMPARE(lines[0].price, scene.map->price * 1.02);
        QVERIFY(lines[0].text.startsWith(QStringLiteral("Long 0.5 BTC entry ")));
        QVERIFY(lines[1].text.contains(QStringLiteral("≈"))); // the tiers are not known
        QVERIFY(!lines[0].box.intersects(lines[1].box));
        scene.view.logLow = std::log(scene.map->price); // below is not in view
        QCOMPARE(positionLines(scene, areas, theme).size(), std::size_t{1});
    }

    void arePaintedAcrossThePlotUnlessTheyAreOff()
    {
        Theme theme;
        HeatmapScene scene = samples::sampleScene({.days = 2}, 24);
        scene.positions = positionsAt(scene.map->price);
        const auto colourAt = [&] {
            const HeatmapAreas areas = ScenePainter::layout(QRectF(0, 0, 1000, 600), scene.options, theme);
            QImage image(1000, 600, QImage::Format_RGB32);
            image.fill(theme.colour(Token::Field));
            QPainter painter(&image);
            if (scene.options.positions)
                paintPositions(painter, areas, scene, theme);
            painter.end();
            const double y =
                PlotTransform{scene.view, areas.plot}.y(*longAt(scene.map->price).value.basis.liquidationPrice);
            return image.pixelColor(static_cast<int>(areas.plot.center().x()), static_cast<int>(std::round(y)));
        };
        QCOMPARE(colourAt(), theme.colour(Token::SeverityP1));
        scene.options.positions = false;
        QCOMPARE(colourAt(), theme.colour(Token::Field));
        QVERIFY(HeatmapOptions().positions); // on by default
    }

    void thePriceHandleSaysWhatBecomesOfThem()
    {
        const LevelMapPtr map = samples::levelMap({.days = 2});
        const auto positions = positionsAt(map->price);
        const double up = map->price * 1.05, down = map->price * 0.9;
        const QStringList gain = RulerWords::whatIf(whatIf(*map, up), map.get(), nullptr, positions.get());
        const double profit = 0.5 * (up - map->price * 1.02);
        QCOMPARE(gain.back(),
            QStringLiteral("Long 0.5 BTC: +%1 (%2), margin left %3")
                .arg(formats::usdExact(profit), formats::change(profit / (0.5 * map->price * 1.02 / 20), 1),
                    formats::usdExact(0.5 * map->price * 1.02 / 20 + profit)));
        const QStringList loss = RulerWords::whatIf(whatIf(*map, down), map.get(), nullptr, positions.get());
        QVERIFY(loss.back().startsWith(QStringLiteral("Long 0.5 BTC: liquidated before at ")));
        QCOMPARE(RulerWords::whatIf(whatIf(*map, down), map.get()).size(), loss.size() - 1);
    }

    void theWidgetShowsThoseOfItsAsset()
    {
        Theme theme;
        HeatmapWidget panel(theme);
        panel.resize(900, 500);
        panel.setAsset(QStringLiteral("BTC"));
        HeatmapScene scene = samples::sampleScene({.days = 2}, 24);
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->marketMs = scene.nowMs;
        snapshot->assets = {scene.market};
        Position own = longAt(scene.map->price).position, other = own;
        other.asset = "ETH";
        panel.setPositions({own, other});
        panel.showSnapshot(snapshot);
        QVERIFY(panel.canvas().scene().positions);
        QCOMPARE(panel.canvas().scene().positions->size(), std::size_t{1});
        panel.setPositions({other});
        QVERIFY(!panel.canvas().scene().positions);
    }

    void newLinesArePaintedAtOnceAndTheSameAreNot()
    {
        Theme theme;
        HeatmapScene scene = samples::sampleScene({.days = 2}, 24);
        HeatmapCanvas canvas(theme);
        canvas.resize(1000, 600);
        canvas.show();
        canvas.setMarket(scene.map, scene.market, scene.nowMs);
        QTRY_VERIFY(!canvas.tiles().isWorking());
        canvas.picture();
        const int before = canvas.layers().counts().plot;
        canvas.setPositions(positionsAt(scene.map->price));
        canvas.picture();
        QCOMPARE(canvas.layers().counts().plot, before + 1);
        canvas.setPositions(positionsAt(scene.map->price));
        canvas.picture();
        QCOMPARE(canvas.layers().counts().plot, before + 1);
    }

    void picturesNameThemWhenTheyShowThem()
    {
        Theme theme;
        HeatmapScene scene = samples::sampleScene({.days = 2}, 24);
        const auto hasOwn = [&] {
            const auto layers = ShotWords::layers(scene, theme);
            return std::any_of(layers.begin(), layers.end(),
                [](const ShotLayer &layer) { return layer.text.contains(QStringLiteral("own")); });
        };
        QVERIFY(!hasOwn());
        scene.positions = positionsAt(scene.map->price);
        QVERIFY(hasOwn());
        QVERIFY(!ShotChoices().positions); // nothing personal unless asked for
    }
};

QTEST_MAIN(TestPositionLines)
#include "tst_positionlines.moc"
