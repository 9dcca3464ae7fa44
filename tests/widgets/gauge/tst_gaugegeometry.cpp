#include "widgets/gauge/gaugegeometry.h"

#include <QtTest>

#include <cmath>

using namespace isobar::gauge;

/// The dial's numbers: scale, angles, seats of ticks and dots.
class TestGaugeGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheInverseHyperbolicSine_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("position");
        QTest::newRow("zero on top") << 0.0 << 0.0;
        QTest::newRow("half the neutral print") << 0.00005 << 0.481211825 / 4.094622224;
        QTest::newRow("neutral print") << 0.0001 << 0.881373587 / 4.094622224;
        QTest::newRow("0.02 %") << 0.0002 << 1.443635475 / 4.094622224;
        QTest::newRow("0.05 %") << 0.0005 << 2.312438341 / 4.094622224;
        QTest::newRow("0.1 %") << 0.001 << 2.998222950 / 4.094622224;
        QTest::newRow("right end") << 0.003 << 1.0;
        QTest::newRow("left end, shorts pay") << -0.003 << -1.0;
    }
    void followsTheInverseHyperbolicSine()
    {
        QFETCH(double, rate);
        QFETCH(double, position);
        QVERIFY(std::abs(positionOf(rate) - position) < 1e-8);
        QVERIFY(std::abs(rateAt(position) - rate) < 1e-10);
    }

    void turnsRatesIntoAnglesAndBack()
    {
        for (double rate = -0.003; rate <= 0.003; rate += 0.00007)
            QVERIFY(std::abs(rateAtAngle(angleOf(rate)) - rate) < 1e-12);
        QCOMPARE(angleOf(0), 0.0);
        QVERIFY(angleOf(-0.0001) < 0);
    }

    void pegsBeyondTheEnds()
    {
        QVERIFY(!isPegged(0.003));
        QVERIFY(isPegged(0.00301));
        QVERIFY(isPegged(-0.04));
        QCOMPARE(angleOf(-0.04), -HalfSweep);
        QCOMPARE(angleOf(0.04), HalfSweep);
        QCOMPARE(rateAtAngle(120), FullScale8h);
    }

    void hasTheTicksOfTheText()
    {
        const std::vector<double> wanted{0, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.003};
        for (const double rate : wanted) {
            QVERIFY(std::find(tickRates().begin(), tickRates().end(), rate) != tickRates().end());
            QVERIFY(std::find(tickRates().begin(), tickRates().end(), -rate) != tickRates().end());
        }
        QCOMPARE(tickRates().size(), std::size_t{13});
    }

    void keepsItsPartsApartAndInside_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("smallest") << QSizeF(300, 140);
        QTest::newRow("1366x768 default") << QSizeF(460, 150);
        QTest::newRow("2560x1440 default") << QSizeF(840, 260);
        QTest::newRow("tall") << QSizeF(460, 400);
    }
    void keepsItsPartsApartAndInside()
    {
        QFETCH(QSizeF, size);
        const Layout layout = layoutFor(size, 15);
        const QRectF all(QPointF(0, 0), size);
        QVERIFY(layout.radius >= 40);
        QVERIFY(all.contains(layout.number));
        QVERIFY(all.contains(layout.words));
        QVERIFY(!layout.words.intersects(layout.dial));
        QVERIFY(!layout.number.intersects(layout.words));
        for (const double rate : tickRates()) {
            const QRectF label = labelBox(layout, rate, {7, 13});
            QVERIFY2(layout.dial.contains(label), qPrintable(QStringLiteral("label of %1").arg(rate)));
        }
    }

    void labelsOnlyTicksThatDoNotTouch()
    {
        for (const QSizeF &size : {QSizeF(300, 140), QSizeF(460, 150), QSizeF(840, 260)}) {
            const Layout layout = layoutFor(size, 15);
            const std::vector<std::size_t> labelled = labelledTicks(layout, {6, 12});
            QVERIFY(labelled.size() >= 5);
            QCOMPARE(labelled.front(), std::size_t{0});
            QCOMPARE(labelled.back(), std::size_t{12});
            for (std::size_t i = 1; i < labelled.size(); ++i) {
                const QRectF a = labelBox(layout, tickRates()[labelled[i - 1]], {6, 12});
                const QRectF b = labelBox(layout, tickRates()[labelled[i]], {6, 12});
                QVERIFY(!a.intersects(b));
            }
        }
        QVERIFY(labelledTicks(layoutFor({840, 260}, 15), {6, 12}).size() >= 11);
    }

    void sizesDotsByWeight()
    {
        const Layout layout = layoutFor({840, 260}, 15);
        const double heavy = dotRadius(0.4, layout), light = dotRadius(0.1, layout);
        QVERIFY(std::abs(heavy * heavy - 4 * light * light) < 1e-9); // area follows the weight
        QVERIFY(dotRadius(0, layout) >= 2.5); // still to be seen and hit
    }

    void stacksCollidingDotsInwards()
    {
        const Layout layout = layoutFor({840, 260}, 15);
        const std::vector<DotInput> same(4, DotInput{0.0001, 0.25});
        const std::vector<Dot> dots = placeDots(layout, same);
        QCOMPARE(dots.size(), std::size_t{4});
        for (std::size_t i = 0; i < dots.size(); ++i) {
            QCOMPARE(dots[i].depth > 0, i > 0);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(std::hypot(dots[i].centre.x() - dots[j].centre.x(), dots[i].centre.y() - dots[j].centre.y())
                    > dots[i].radius + dots[j].radius);
            const QPointF arm = dots[i].centre - layout.hub; // pushed inwards, not aside
            QVERIFY(std::abs(std::atan2(arm.x(), -arm.y()) * 180 / M_PI - angleOf(0.0001)) < 1e-6);
        }
    }

    void seatsTheHeaviestNextToTheBand()
    {
        const Layout layout = layoutFor({460, 150}, 15);
        const std::vector<DotInput> venues{{0.0001, 0.05}, {0.0001, 0.6}, {0.0009, 0.2}};
        const std::vector<Dot> dots = placeDots(layout, venues);
        QCOMPARE(dots.front().index, std::size_t{1});
        QCOMPARE(dots.front().depth, 0.0);
        for (const Dot &dot : dots)
            QCOMPARE(dot.depth > 0, dot.index == 0);
    }

    void writesTicksWithoutLeadingZero()
    {
        QCOMPARE(tickText(0.00005), QStringLiteral(".005"));
        QCOMPARE(tickText(-0.001), QStringLiteral(".1"));
        QCOMPARE(tickText(0), QStringLiteral("0"));
    }

    void survivesMoreDotsThanThereIsRoomFor()
    {
        const Layout layout = layoutFor({300, 140}, 15);
        const std::vector<Dot> dots = placeDots(layout, std::vector<DotInput>(26, DotInput{0.0001, 1.0 / 26}));
        QCOMPARE(dots.size(), std::size_t{26});
        for (const Dot &dot : dots)
            QVERIFY(layout.dial.contains(dot.centre));
    }

    void findsTheDotUnderThePointer()
    {
        const Layout layout = layoutFor({460, 150}, 15);
        const std::vector<DotInput> venues{{-0.0005, 0.5}, {0.0009, 0.2}};
        const std::vector<Dot> dots = placeDots(layout, venues);
        QCOMPARE(dotAt(dots, dots[1].centre), 1);
        QCOMPARE(dotAt(dots, dots[0].centre + QPointF(dots[0].radius + 1, 0)), 0);
        QCOMPARE(dotAt(dots, layout.hub), -1);
    }
};

QTEST_GUILESS_MAIN(TestGaugeGeometry)
#include "tst_gaugegeometry.moc"
