#include "widgets/heatmap/palette.h"
#include "widgets/style/palettes.h"

#include <QtTest>

using namespace isobar;
using namespace isobar::heatmap;

/// Colours of the levels.
class TestPalette : public QObject {
    Q_OBJECT

private:
    static void addRamps()
    {
        QTest::addColumn<int>("ramp");
        QTest::addColumn<bool>("isDark");
        const char *names[] = {"viridis", "inferno", "grey", "colour-blind"};
        for (int ramp = 0; ramp < 4; ++ramp) {
            QTest::addRow("%s, dark", names[ramp]) << ramp << true;
            QTest::addRow("%s, light", names[ramp]) << ramp << false;
        }
    }

private Q_SLOTS:
    void goesEvenlyFromLittleToMuch_data() { addRamps(); }
    void goesEvenlyFromLittleToMuch()
    {
        QFETCH(int, ramp);
        QFETCH(bool, isDark);
        double before = lightness(rampColour(static_cast<HeatRamp>(ramp), 0, isDark));
        double least = 1, most = 0;
        for (int i = 1; i <= 20; ++i) {
            const double here = lightness(rampColour(static_cast<HeatRamp>(ramp), i / 20.0, isDark));
            const double step = isDark ? here - before : before - here;
            least = std::min(least, step);
            most = std::max(most, step);
            before = here;
        }
        QVERIFY2(least > 0.02, qPrintable(QString::number(least)));
        QVERIFY2(most < 0.045, qPrintable(QString::number(most)));
    }

    void isToldApartFromTheGround_data() { addRamps(); }
    void isToldApartFromTheGround()
    {
        QFETCH(int, ramp);
        QFETCH(bool, isDark);
        const TokenColours colours =
            tokenColours(isDark ? ThemeChoice::Dark : ThemeChoice::Light, DirectionColours::GreenUp);
        const double ground = lightness(colours[static_cast<std::size_t>(Token::Field)].rgb());
        QVERIFY(std::abs(lightness(rampColour(static_cast<HeatRamp>(ramp), 0.02, isDark)) - ground) > 0.06);
        QVERIFY(std::abs(lightness(rampColour(static_cast<HeatRamp>(ramp), 1, isDark)) - ground) > 0.5);
    }

    void isReadWithoutColours()
    {
        // Hues may be mixed up; lightness alone tells more from less, also between the two sides.
        const QColor longs(0xff, 0x7f, 0xb0);
        for (int i = 1; i <= 10; ++i)
            QVERIFY(lightness(sideColour(longs, i / 10.0, true)) > lightness(sideColour(longs, (i - 1) / 10.0, true)));
    }

    void paintsNothingBelowTheScale()
    {
        const LevelScale scale{1000, 100'000, 0};
        const QRgb ground = qRgb(1, 2, 3);
        const auto ramp = [](double u) { return rampColour(HeatRamp::Viridis, u, true); };
        const ColourTable table = colourTable(scale, true, ground, ramp);
        for (std::size_t code = 0; code < table.size(); ++code) {
            const double usd = levelOfCode(static_cast<std::uint8_t>(code));
            QCOMPARE(table[code] == ground, usd <= scale.low);
            if (usd >= scale.high)
                QCOMPARE(table[code], ramp(1));
        }
    }

    void isBrightByValueOrByItsLogarithm()
    {
        const LevelScale scale{1000, 100'000, 0};
        QVERIFY(std::abs(brightnessOf(scale, 10'000, true) - 0.5) < 1e-9);
        QVERIFY(std::abs(brightnessOf(scale, 50'500, false) - 0.5) < 1e-9);
        QCOMPARE(brightnessOf(scale, 5e6, false), 1.0);
        QCOMPARE(brightnessOf({}, 5e6, false), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
