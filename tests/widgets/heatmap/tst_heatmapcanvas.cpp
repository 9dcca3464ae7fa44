#include "tests/support/levelmapsamples.h"
#include "tests/widgets/panelsamples.h"
#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/clusterlabels.h"
#include "widgets/heatmap/heatmapcanvas.h"
#include "widgets/heatmap/markspainter.h"
#include "widgets/heatmap/scenepainter.h"

#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

std::shared_ptr<const LevelMap> sampleMap()
{
    static const std::shared_ptr<const LevelMap> map = samples::levelMap({.days = 4});
    return map;
}

std::shared_ptr<const AssetSnapshot> marketOf(const LevelMapPtr &map)
{
    auto asset = std::make_shared<AssetSnapshot>(*samples::crowdedLongs());
    asset->map = map;
    for (VenueRow &venue : asset->venues)
        venue.nextFundingMs = floorTo(map->marketMs, 8 * HourMs) + 8 * HourMs;
    auto prints = std::make_shared<std::vector<LiquidationPrint>>();
    prints->push_back({map->marketMs - 5 * HourMs, PositionSide::Short, map->price * 1.02, 4e6, 0, 0});
    auto view = std::make_shared<LiquidationView>();
    view->log.venues = {"bybit"};
    view->log.chunks = {prints};
    asset->liquidations = view;
    return asset;
}

/// A canvas that shows the sample, with all its tiles.
class Shown {
public:
    explicit Shown(HeatmapOptions options = {}, QSize size = {1000, 600})
    {
        canvas.setOptions(options);
        canvas.resize(size);
        canvas.show();
        canvas.setMarket(sampleMap(), marketOf(sampleMap()), sampleMap()->marketMs);
        wait();
    }
    void wait()
    {
        QTRY_VERIFY(!canvas.tiles().isWorking());
        QCoreApplication::processEvents();
        canvas.grab();
    }
    PlotTransform at() const { return {canvas.scene().view, canvas.areas().plot}; }
    void wheel(QPointF position, int delta, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWheelEvent event(position, canvas.mapToGlobal(position), {}, QPoint(0, delta), Qt::NoButton, modifiers,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        send(QEvent::MouseButtonPress, from, Qt::LeftButton, modifiers);
        send(QEvent::MouseMove, (from + to) / 2, Qt::LeftButton, modifiers);
        send(QEvent::MouseMove, to, Qt::LeftButton, modifiers);
        send(QEvent::MouseButtonRelease, to, Qt::LeftButton, modifiers);
    }
    void move(QPoint to) { send(QEvent::MouseMove, to, Qt::NoButton, Qt::NoModifier); }

    Theme theme;
    HeatmapCanvas canvas{theme};

private:
    void send(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
    {
        const bool isMove = type == QEvent::MouseMove, isRelease = type == QEvent::MouseButtonRelease;
        QMouseEvent event(type, at, canvas.mapToGlobal(at), isMove ? Qt::NoButton : button,
            isRelease ? Qt::NoButton : Qt::MouseButtons(button), modifiers);
        QApplication::sendEvent(&canvas, &event);
    }
};

HeatmapOptions bare()
{
    HeatmapOptions options;
    options.candles = options.clusters = options.liquidations = options.settlements = false;
    return options;
}

int distanceOf(QColor a, QColor b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

} // namespace

/// The canvas: what is painted where, what is painted anew, and its hands.
class TestHeatmapCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paintsLevelsInTheColourOfTheirValue()
    {
        Shown shown(bare());
        const QImage image = shown.canvas.grab().toImage();
        const LevelMap &map = *sampleMap();
        const CellColours colours = ScenePainter::cellColours(shown.canvas.scene(), shown.theme);
        const double ms = static_cast<double>(map.marketMs) - 2.4 * HourMs;
        const LevelChunk &chunk = *map.series[LevelMap::MinuteSeries].at(static_cast<TimeMs>(ms));
        const auto column = static_cast<int>((static_cast<TimeMs>(ms) - chunk.openMs) / chunk.stepMs);
        const int k0 = chunk.columns[static_cast<std::size_t>(column)].priceCell;
        int hits = 0, probes = 0;
        for (int d = -30; d <= 30; d += 2) {
            const double price = map.lattice.centrePrice(k0 + d);
            double usd = 0;
            for (const PositionSide side : {PositionSide::Long, PositionSide::Short})
                usd += levelAt(chunk, column, side, k0 + d, k0 + d + 1).total;
            const QPointF at(shown.at().x(ms), shown.at().y(price));
            const QColor expected(colours.first[levelCode(static_cast<float>(usd))]);
            ++probes;
            hits += distanceOf(image.pixelColor(at.toPoint()), expected) < 40;
        }
        QVERIFY2(hits > probes * 3 / 4, qPrintable(QString::number(hits))); // the grid and edges of cells take some
    }

    void paintsCandlesLiquidationsAndThePrice()
    {
        HeatmapOptions options;
        options.levels = options.clusters = false;
        Shown shown(options);
        const QImage image = shown.canvas.grab().toImage();
        const auto hasNear = [&](QPointF at, const QColor &colour, int reach) {
            for (int dy = -reach; dy <= reach; ++dy) {
                for (int dx = -reach; dx <= reach; ++dx) {
                    if (distanceOf(image.pixelColor((at + QPointF(dx, dy)).toPoint()), colour) < 60)
                        return true;
                }
            }
            return false;
        };
        const LevelMap &map = *sampleMap();
        const double ms = static_cast<double>(map.marketMs - 3 * HourMs);
        const LevelChunk &chunk = *map.series[LevelMap::MinuteSeries].at(static_cast<TimeMs>(ms));
        const LevelColumn &column =
            chunk.columns[static_cast<std::size_t>((static_cast<TimeMs>(ms) - chunk.openMs) / chunk.stepMs)];
        const QPointF candle(shown.at().x(ms), shown.at().y(column.close));
        QVERIFY(
            hasNear(candle, shown.theme.colour(Token::Up), 8) || hasNear(candle, shown.theme.colour(Token::Down), 8));
        const LiquidationPrint &print = shown.canvas.scene().market->liquidations->log.chunks[0]->front();
        const QPointF centre(shown.at().x(static_cast<double>(print.timeMs)), shown.at().y(print.price));
        QColor circle = shown.theme.colour(Token::LiquidatedShort);
        QVERIFY(distanceOf(image.pixelColor(centre.toPoint()), circle) < 260);
        QVERIFY(distanceOf(image.pixelColor((centre + QPointF(0, -25)).toPoint()), circle) > 260);
        const QRectF tag = priceTag(shown.canvas.areas(), shown.theme, shown.at().y(map.price));
        QVERIFY(
            distanceOf(image.pixelColor((tag.topLeft() + QPointF(4, 3)).toPoint()), shown.theme.colour(Token::Value))
            < 20);
    }

    void isExactOnHighResolution()
    {
        Shown shown(bare());
        const HeatmapScene &scene = shown.canvas.scene();
        for (const double ratio : {1.25, 2.0}) {
            HeatmapLayers layers;
            layers.resize(QSizeF(1000, 600), ratio);
            layers.renew(scene, shown.canvas.areas(), shown.theme, shown.canvas.tiles().shown());
            QCOMPARE(layers.picture().size(), (QSizeF(1000, 600) * ratio).toSize());
            const HeatmapLayers::Counts counts = layers.counts();
            layers.resize(QSizeF(1000, 600), ratio); // compared in device pixels: nothing to do
            layers.renew(scene, shown.canvas.areas(), shown.theme, shown.canvas.tiles().shown());
            QCOMPARE(layers.counts(), counts);
        }
    }

    void repaintsTheCursorOnlyWhenThePointerMoves()
    {
        Shown shown;
        QVERIFY(!shown.canvas.cursorState().pointer);
        const HeatmapLayers::Counts counts = shown.canvas.layers().counts();
        const QImage before = shown.canvas.grab().toImage();
        for (int x = 100; x < 700; x += 40) {
            shown.move({x, 120});
            shown.canvas.grab();
        }
        QCOMPARE(shown.canvas.layers().counts(), counts);
        QVERIFY(shown.canvas.cursorState().reading.price > 0);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&shown.canvas, &leave);
        QCOMPARE(shown.canvas.grab().toImage(), before);
    }

    void repaintsWhatASecondChanged()
    {
        Shown shown;
        const HeatmapLayers::Counts before = shown.canvas.layers().counts();
        auto next = std::make_shared<LevelMap>(*sampleMap());
        next->marketMs += SecondMs;
        next->price *= 1.0003;
        shown.canvas.setMarket(next, marketOf(next), next->marketMs);
        const QImage partly = shown.canvas.picture();
        const HeatmapLayers::Counts after = shown.canvas.layers().counts();
        QCOMPARE(after.cells, before.cells);
        QCOMPARE(after.timeAxis, before.timeAxis);
        QCOMPARE(after.priceAxis, before.priceAxis + 1);
        HeatmapLayers anew; // what was repaired is what would be painted anew
        anew.resize(QSizeF(shown.canvas.size()), 1);
        anew.renew(shown.canvas.scene(), shown.canvas.areas(), shown.theme, shown.canvas.tiles().shown());
        QCOMPARE(partly, anew.picture());
    }

    void zoomsAtTheCursor_data()
    {
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<bool>("time");
        QTest::addColumn<bool>("price");
        QTest::newRow("both") << Qt::KeyboardModifiers(Qt::NoModifier) << true << true;
        QTest::newRow("Ctrl: price") << Qt::KeyboardModifiers(Qt::ControlModifier) << false << true;
        QTest::newRow("Shift: time") << Qt::KeyboardModifiers(Qt::ShiftModifier) << true << false;
    }
    void zoomsAtTheCursor()
    {
        QFETCH(Qt::KeyboardModifiers, modifiers);
        QFETCH(bool, time);
        QFETCH(bool, price);
        Shown shown;
        const QPointF at(300, 140);
        const double ms = shown.at().ms(at.x()), log = shown.at().logPrice(at.y());
        const Viewport before = shown.canvas.scene().view;
        shown.wheel(at, 240, modifiers);
        const Viewport &after = shown.canvas.scene().view;
        QCOMPARE(after.spanMs() < before.spanMs() * 0.9, time);
        QCOMPARE(after.logSpan() < before.logSpan() * 0.9, price);
        QVERIFY(std::abs(shown.at().x(ms) - at.x()) < 0.01);
        QVERIFY(std::abs(shown.at().yOfLog(log) - at.y()) < 0.01);
        shown.canvas.zoomBack();
        QCOMPARE(shown.canvas.scene().view, before);
    }

    void pansAndComesBackToLive()
    {
        Shown shown;
        QSignalSpy following(&shown.canvas, &HeatmapCanvas::followingChanged);
        const double price = shown.at().price(100), ms = shown.at().ms(500);
        shown.drag({500, 100}, {620, 130});
        QVERIFY(std::abs(shown.at().price(130) / price - 1) < 1e-9);
        QVERIFY(std::abs(shown.at().ms(620) - ms) < 10);
        QVERIFY(!shown.canvas.isFollowing());
        QCOMPARE(following.count(), 1);
        QVERIFY(!shown.canvas.chips().empty() && shown.canvas.chips().back().isBackToLive);
        const QPoint chip = shown.canvas.chips().back().box.center().toPoint();
        shown.drag(chip, chip);
        QVERIFY(shown.canvas.isFollowing());
        QVERIFY(isAtLive(shown.canvas.scene().view, static_cast<double>(sampleMap()->marketMs), 1));
    }

    void zoomsIntoTheRubberBand()
    {
        Shown shown;
        const Viewport before = shown.canvas.scene().view;
        const double from = shown.at().ms(200), to = shown.at().ms(400), high = shown.at().logPrice(60);
        shown.drag({200, 60}, {400, 160}, Qt::ControlModifier);
        QVERIFY(std::abs(shown.canvas.scene().view.fromMs - from) < 1000);
        QVERIFY(std::abs(shown.canvas.scene().view.toMs - to) < 1000);
        QVERIFY(std::abs(shown.canvas.scene().view.logHigh - high) < 1e-9);
        QVERIFY(!shown.canvas.isFollowing());
        shown.canvas.zoomBack();
        QCOMPARE(shown.canvas.scene().view, before);
        QVERIFY(shown.canvas.isFollowing());
        shown.drag({200, 60}, {203, 62}, Qt::ControlModifier); // too small to be meant
        QCOMPARE(shown.canvas.scene().view, before);
    }

    void measuresWithTheRuler()
    {
        Shown shown;
        shown.drag({200, 60}, {400, 160}, Qt::ShiftModifier);
        QVERIFY(shown.canvas.cursorState().ruler);
        QVERIFY(std::abs(shown.canvas.cursorState().ruler->toPrice / shown.at().price(160) - 1) < 1e-9);
        shown.canvas.clearMeasures();
        QVERIFY(!shown.canvas.cursorState().ruler);
    }

    void asksWhatIfWithThePriceHandle()
    {
        Shown shown;
        const HeatmapAreas &areas = shown.canvas.areas();
        const QRectF handle = CursorPainter::handleBox(shown.canvas.scene(), areas, shown.theme, std::nullopt);
        const QPoint at = handle.center().toPoint();
        shown.drag(at, at + QPoint(0, 60));
        QVERIFY(shown.canvas.cursorState().whatIfPrice);
        const double price = *shown.canvas.cursorState().whatIfPrice;
        QVERIFY(price < sampleMap()->price);
        const WhatIf what = whatIf(*sampleMap(), price);
        const double way =
            sampleMap()->now.between(sampleMap()->lattice, PositionSide::Long, price, sampleMap()->price);
        QVERIFY(way > 0 && std::abs(what.printsUsd / way - 1) < 1e-6);
        shown.drag(at + QPoint(0, 60), at); // back on the price: let go
        QVERIFY(!shown.canvas.cursorState().whatIfPrice);
    }

    void resetsAnAxisByDoubleClick()
    {
        Shown shown;
        const Viewport before = shown.canvas.scene().view;
        shown.wheel({300, 140}, 360);
        QTest::mouseDClick(
            &shown.canvas, Qt::LeftButton, {}, shown.canvas.areas().priceAxis.center().toPoint() + QPoint(0, 70));
        QVERIFY(shown.canvas.scene().view.logSpan() < before.logSpan() * 1.05);
        QTest::mouseDClick(&shown.canvas, Qt::LeftButton, {}, shown.canvas.areas().timeAxis.center().toPoint());
        QVERIFY(std::abs(shown.canvas.scene().view.spanMs() - before.spanMs()) < 1);
        QVERIFY(shown.canvas.isFollowing());
    }

    void followsTheMarketByWholePixels()
    {
        Shown shown;
        const Viewport before = shown.canvas.scene().view;
        auto next = std::make_shared<LevelMap>(*sampleMap());
        next->marketMs += 20 * SecondMs;
        shown.canvas.setMarket(next, marketOf(next), next->marketMs);
        QCOMPARE(shown.canvas.scene().view, before); // less than a pixel
        next = std::make_shared<LevelMap>(*sampleMap());
        next->marketMs += 10 * MinuteMs;
        shown.canvas.setMarket(next, marketOf(next), next->marketMs);
        const double pixels = (shown.canvas.scene().view.fromMs - before.fromMs) / shown.at().msPerPixel();
        QVERIFY(pixels >= 3 && std::abs(pixels - std::round(pixels)) < 1e-3);
        shown.canvas.setPriceLocked(true);
        const auto centre = [&] { return (shown.canvas.scene().view.logLow + shown.canvas.scene().view.logHigh) / 2; };
        QVERIFY(std::abs(centre() - std::log(next->price)) < 1e-6);
    }

    void showsAnotherAssetInItsOwnView()
    {
        Shown shown;
        shown.drag({500, 100}, {620, 130});
        auto other = std::make_shared<LevelMap>(*sampleMap());
        other->asset = "ETH";
        shown.canvas.setMarket(other, marketOf(other), other->marketMs);
        QVERIFY(shown.canvas.isFollowing());
        QCOMPARE(shown.canvas.scene().asset, QStringLiteral("ETH"));
        QVERIFY(shown.canvas.accessibleName().contains(QStringLiteral("ETH")));
        QVERIFY(!shown.canvas.accessibleDescription().isEmpty());
    }

    void placesTheBoxBesideThePointer()
    {
        const QRectF bounds(0, 0, 400, 300);
        for (int x = 0; x <= 400; x += 8) {
            for (int y = 0; y <= 300; y += 6) {
                const QRectF box = boxBeside(QPointF(x, y), QSizeF(180, 120), bounds);
                QVERIFY(bounds.contains(box));
                QVERIFY(!box.contains(QPointF(x, y)));
            }
        }
    }

    void spreadsLabels()
    {
        const std::vector<double> tops = spreadLabels({100, 102, 20, 298, 299}, 20, 0, 300);
        std::vector<double> sorted = tops;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 1; i < sorted.size(); ++i)
            QVERIFY(sorted[i] - sorted[i - 1] >= 20);
        QVERIFY(sorted.front() >= 0 && sorted.back() + 20 <= 300);
        QVERIFY(tops[2] < tops[0] && tops[0] < tops[1] && tops[3] < tops[4]);
    }

    void drawsTheLargestLiquidations()
    {
        auto prints = std::make_shared<std::vector<LiquidationPrint>>();
        for (std::uint32_t i = 0; i < 50; ++i)
            prints->push_back({1000 + static_cast<TimeMs>(i), PositionSide::Long, 100, 1e5 + i * 1e4, 0, i});
        LiquidationLog log;
        log.chunks = {prints};
        const Viewport view{1000, 1040, std::log(90.0), std::log(110.0)};
        const auto found = liquidationsIn(log, view, 2e5, 10);
        QCOMPARE(found.size(), std::size_t{10});
        QVERIFY(std::is_sorted(
            found.begin(), found.end(), [](const auto &a, const auto &b) { return a.timeMs < b.timeMs; }));
        QCOMPARE(found.back().usd, 1e5 + 40 * 1e4);
        QVERIFY(liquidationsIn(log, view, 1e7, 10).empty());
    }

    void marksTheSettlementsOfTheLargestVenue()
    {
        const auto market = marketOf(sampleMap());
        const auto now = static_cast<double>(sampleMap()->marketMs);
        const std::vector<TimeMs> times = settlementsIn(*market, now - 24.0 * HourMs, now);
        QCOMPARE(times.size(), std::size_t{3});
        for (const TimeMs time : times)
            QCOMPARE(time % (8 * HourMs), TimeMs{0});
    }
};

QTEST_MAIN(TestHeatmapCanvas)
#include "tst_heatmapcanvas.moc"
