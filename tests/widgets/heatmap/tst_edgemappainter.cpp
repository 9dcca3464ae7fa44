#include "tests/widgets/heatmap/sidesamples.h"
#include "widgets/heatmap/edgecurve.h"
#include "widgets/heatmap/edgemappainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

/// The liquidation map at the right edge.
class TestEdgeMapPainter : public QObject {
    Q_OBJECT

    Theme m_theme;

    QImage paint(const HeatmapScene &scene, const HeatmapAreas &areas) const
    {
        QImage image(1000, 600, QImage::Format_RGB32);
        image.fill(Qt::black);
        QPainter painter(&image);
        paintEdgeMap(painter, areas, scene, m_theme);
        return image;
    }
    HeatmapAreas areasOf(const HeatmapScene &scene) const
    {
        return layoutOf(QRectF(0, 0, 1000, 600), scene.options, QFontMetricsF(m_theme.numberFont()));
    }

private Q_SLOTS:
    void growsFromThePriceOutward()
    {
        const HeatmapScene scene = samples::plainScene();
        const EdgeCurve longs = edgeCurve(*scene.map, PositionSide::Long, scene.view);
        const EdgeCurve shorts = edgeCurve(*scene.map, PositionSide::Short, scene.view);
        QCOMPARE(longs.front().usd, 0.0);
        QCOMPARE(longs.front().logPrice, std::log(samples::MapPrice));
        QVERIFY(std::is_sorted(longs.begin(), longs.end(),
            [](const EdgePoint &one, const EdgePoint &other) { return one.logPrice > other.logPrice; }));
        for (std::size_t i = 1; i < longs.size(); ++i)
            QVERIFY(longs[i].usd >= longs[i - 1].usd);
        // 80 cells of 1 000 and of 2 000 USD, less the cell of the price.
        QVERIFY(std::abs(longs.back().usd - 80'000) <= 1000);
        QVERIFY(std::abs(shorts.back().usd - 160'000) <= 2000);
        QCOMPARE(longs.back().logPrice, scene.view.logLow);
    }

    void agreesWithTheProfile()
    {
        const HeatmapScene scene = samples::plainScene();
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            for (const EdgePoint &point : edgeCurve(*scene.map, side, scene.view)) {
                const double told =
                    scene.map->now.between(scene.map->lattice, side, samples::MapPrice, std::exp(point.logPrice));
                QVERIFY2(std::abs(told - point.usd) < 1e-6 * (1 + told), qPrintable(QString::number(told - point.usd)));
            }
        }
    }

    void isEmptyWhereItsSideIsOutOfView()
    {
        HeatmapScene scene = samples::plainScene();
        scene.view.logLow = std::log(samples::MapPrice) + 0.01;
        QVERIFY(edgeCurve(*scene.map, PositionSide::Long, scene.view).empty());
        QVERIFY(!edgeCurve(*scene.map, PositionSide::Short, scene.view).empty());
    }

    void hasRoundSteps_data()
    {
        QTest::addColumn<double>("highest");
        QTest::addColumn<int>("most");
        QTest::addColumn<double>("step");
        QTest::newRow("three") << 160e3 << 3 << 100e3;
        QTest::newRow("fine") << 4.1e6 << 3 << 2e6;
        QTest::newRow("exact") << 3e6 << 3 << 1e6;
        QTest::newRow("nothing") << 0.0 << 3 << 0.0;
    }
    void hasRoundSteps()
    {
        QFETCH(double, highest);
        QFETCH(int, most);
        QFETCH(double, step);
        QVERIFY(std::abs(edgeScale(highest, most).step - step) < 1e-6 * (1 + step));
    }

    void fillsBothSidesOnThePriceAxis()
    {
        const HeatmapScene scene = samples::plainScene();
        const HeatmapAreas areas = areasOf(scene);
        const QImage image = paint(scene, areas);
        const PlotTransform plot{scene.view, areas.edge};
        const auto isTinted = [&](double logDistance, double x, Token token) {
            const QColor found = image.pixelColor(static_cast<int>(areas.edge.left() + x),
                static_cast<int>(plot.yOfLog(std::log(samples::MapPrice) + logDistance)));
            // Between the ground and the ink of its side.
            const QColor ground = m_theme.colour(Token::Panel), ink = m_theme.colour(token);
            return found.red() > ground.red() + (ink.red() - ground.red()) / 6
                && found.blue() > ground.blue() + (ink.blue() - ground.blue()) / 6;
        };
        QVERIFY(isTinted(-0.06, 8, Token::LiquidatedLong));
        QVERIFY(isTinted(+0.06, 8, Token::LiquidatedShort));
        // Close to the price there is next to nothing.
        QVERIFY(!isTinted(-0.002, 20, Token::LiquidatedLong));
        QVERIFY(!isTinted(+0.002, 20, Token::LiquidatedShort));
        // Shorts are twice the longs: where the curve of the shorts still is, that of the longs is over.
        const double beyondLongs = areas.edge.width() * 0.55;
        QVERIFY(isTinted(+0.062, beyondLongs, Token::LiquidatedShort));
        QVERIFY(!isTinted(-0.055, beyondLongs, Token::LiquidatedLong));
    }

    void leavesOutTheSideThatIsFilteredOut()
    {
        HeatmapScene scene = samples::plainScene();
        const QImage both = paint(scene, areasOf(scene));
        scene.options.filter.longs = false;
        QVERIFY(both != paint(scene, areasOf(scene)));
        QVERIFY(EdgeWords::note(scene.options).isEmpty());
        scene.options.filter.bands = 0b00110;
        QVERIFY(!EdgeWords::note(scene.options).isEmpty());
    }

    void tellsTheSumUpToThePrice()
    {
        const HeatmapScene scene = samples::plainScene();
        QVERIFY(std::abs(printsTo(*scene.map, samples::MapPrice * std::exp(0.02)) - 40'000) <= 2000);
        QVERIFY(std::abs(printsTo(*scene.map, samples::MapPrice * std::exp(-0.02)) - 20'000) <= 1000);
        QCOMPARE(printsTo(LevelMap{}, 60'000), 0.0);
    }

    void staysInItsArea()
    {
        const HeatmapScene scene = samples::plainScene();
        const HeatmapAreas areas = areasOf(scene);
        const QImage image = paint(scene, areas);
        const int left = static_cast<int>(areas.edge.left()), right = static_cast<int>(areas.edge.right());
        QCOMPARE(image.pixelColor(left - 2, 100), QColor(Qt::black));
        QCOMPARE(image.pixelColor(right + 2, 100), QColor(Qt::black));
        QCOMPARE(image.pixelColor((left + right) / 2, static_cast<int>(areas.edge.bottom()) + 3), QColor(Qt::black));
    }
};

QTEST_MAIN(TestEdgeMapPainter)

#include "tst_edgemappainter.moc"
