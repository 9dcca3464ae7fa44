#include "core/levelgrid/levelcode.h"
#include "tests/support/near.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace isobar;

class TestLevelCode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standsForItsValue();
    void comesBackFromItsValue();
    void hasNineStepsAnOctave();
    void encodesManyAsOne();
    void brightensAsTheModelSays_data();
    void brightensAsTheModelSays();
    void findsQuantiles();
    void forgetsWhatIsRemoved();
};

void TestLevelCode::standsForItsValue()
{
    QCOMPARE(levelCode(0), 0);
    QCOMPARE(levelCode(-5), 0);
    QCOMPARE(levelCode(static_cast<float>(LevelCodeFloor * 0.9)), 0);
    std::uint8_t before = 0;
    for (double usd = LevelCodeFloor * 1.01; usd < 4e9; usd *= 1.01) {
        const std::uint8_t code = levelCode(static_cast<float>(usd));
        QVERIFY(code >= before);
        before = code;
        QVERIFY2(std::abs(levelOfCode(code) / usd - 1) < 0.06, qPrintable(QString::number(usd)));
    }
    QCOMPARE(levelCode(1e20F), 255);
}

void TestLevelCode::comesBackFromItsValue()
{
    QCOMPARE(levelOfCode(0), 0.0);
    for (int code = 1; code < 256; ++code)
        QCOMPARE(int(levelCode(static_cast<float>(levelOfCode(static_cast<std::uint8_t>(code))))), code);
    QCOMPARE(int(levelCode(std::numeric_limits<float>::infinity())), 255);
    QCOMPARE(int(levelCode(-std::numeric_limits<float>::infinity())), 0);
    QCOMPARE(int(levelCode(std::numeric_limits<float>::quiet_NaN())), 0);
}

void TestLevelCode::hasNineStepsAnOctave()
{
    const auto floor = static_cast<float>(LevelCodeFloor);
    QCOMPARE(int(levelCode(floor)), 1);
    QCOMPARE(int(levelCode(std::nextafter(floor, 0.0F))), 0);
    for (int octave = 0; octave < 28; ++octave) {
        const float usd = std::ldexp(floor, octave);
        QCOMPARE(int(levelCode(usd)), 1 + 9 * octave);
        QCOMPARE(int(levelCode(std::nextafter(usd, 0.0F))), 9 * octave);
    }
}

void TestLevelCode::encodesManyAsOne()
{
    std::array<float, 256> usd{};
    std::array<std::uint8_t, 256> codes{};
    for (std::size_t i = 0; i < usd.size(); ++i)
        usd[i] = i == 0 ? 0 : static_cast<float>(std::exp2(static_cast<double>(i) / 7));
    encodeLevels(usd.data(), codes.data(), 256);
    for (std::size_t i = 0; i < usd.size(); ++i)
        QCOMPARE(codes[i], levelCode(usd[i]));
}

// MODEL 10, example 18
void TestLevelCode::brightensAsTheModelSays_data()
{
    QTest::addColumn<double>("usd");
    QTest::addColumn<double>("u");
    QTest::newRow("below the median") << 0.2e6 << 0.0;
    QTest::newRow("median") << 0.4e6 << 0.0;
    QTest::newRow("2 M") << 2e6 << 0.4732;
    QTest::newRow("6 M") << 6e6 << 0.7962;
    QTest::newRow("beyond") << 20e6 << 1.0;
}

void TestLevelCode::brightensAsTheModelSays()
{
    QFETCH(double, usd);
    QFETCH(double, u);
    const LevelScale scale{0.4e6, 12e6, 1};
    QVERIFY(std::abs(scale.brightness(usd) - u) < 1e-4);
    QCOMPARE(LevelScale().brightness(usd), 0.0);
}

void TestLevelCode::findsQuantiles()
{
    LevelHistogram cells;
    QCOMPARE(cells.quantile(0.5), 0.0);
    for (int i = 0; i < 900; ++i)
        cells.add(levelCode(0)); // nothing: not counted
    for (int i = 1; i <= 1000; ++i)
        cells.add(levelCode(static_cast<float>(1000 * i)));
    QCOMPARE(cells.positive(), std::uint64_t(1000));
    QVERIFY(isNear(cells.quantile(0.5), 500'000.0, 0.03));
    QVERIFY(isNear(cells.quantile(0.995), 995'000.0, 0.05));
}

void TestLevelCode::forgetsWhatIsRemoved()
{
    LevelHistogram all, day;
    all.add(levelCode(1000));
    day.add(levelCode(1e6F));
    all.add(day);
    QCOMPARE(all.positive(), std::uint64_t(2));
    all.remove(day);
    QCOMPARE(all.positive(), std::uint64_t(1));
    QVERIFY(isNear(all.quantile(1), 1000.0, 0.1));
}

QTEST_GUILESS_MAIN(TestLevelCode)
#include "tst_levelcode.moc"
