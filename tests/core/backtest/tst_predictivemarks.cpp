#include "core/backtest/predictivemarks.h"
#include "core/backtest/scores.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace isobar;

class TestPredictiveMarks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void integratesTheCensoredScore();
    void coversWhatItSays();
    void countsCensoredHoursByTheirChance();
};

void TestPredictiveMarks::integratesTheCensoredScore()
{
    // Of a bound, the integral of F^2 below it: by hand, in small steps.
    for (const double bound : {-1.5, 0.0, 0.7, 3.0}) {
        double sum = 0;
        constexpr double Step = 1e-3;
        for (double z = -8 + Step / 2; z < bound; z += Step)
            sum += Step * normalBelow(z) * normalBelow(z);
        QVERIFY2(
            std::abs(censoredNormalCrps(5 + 2 * bound, 5, 2) - 2 * sum) < 1e-4, qPrintable(QString::number(bound)));
    }
    // A bound that everything lies above costs nothing, and never more than an exact value there.
    QVERIFY(censoredNormalCrps(-20, 0, 1) < 1e-9);
    for (const double value : {-1.0, 0.0, 2.0})
        QVERIFY(censoredNormalCrps(value, 0, 1) < normalCrps(value, 0, 1));
}

void TestPredictiveMarks::coversWhatItSays()
{
    std::mt19937 random(1);
    std::normal_distribution<double> noise(0, 0.8);
    PredictiveMarks marks;
    for (int i = 0; i < 3'000; ++i)
        marks.add(i * HourMs, 1e6, 1e6 * std::exp(noise(random)));
    QCOMPARE(marks.hours(), 3'000 - static_cast<int>(LoadPredictive::LeastHours));
    QVERIFY(std::abs(marks.coverage50() - 0.5) < 0.03);
    QVERIFY(std::abs(marks.coverage80() - 0.8) < 0.03);
    QVERIFY(std::abs(marks.crps() - 0.8 / std::sqrt(std::numbers::pi)) < 0.05);
    PredictiveMarks uncounted;
    for (int i = 0; i < 100; ++i)
        uncounted.add(i * HourMs, 1e6, 1e6, false);
    QCOMPARE(uncounted.hours(), 0);
}

void TestPredictiveMarks::countsCensoredHoursByTheirChance()
{
    std::mt19937 random(1);
    std::normal_distribution<double> noise(0, 0.8);
    PredictiveMarks low, high;
    for (int i = 0; i < 400; ++i) {
        const double printed = 1e6 * std::exp(noise(random));
        low.add(i * HourMs, 1e6, printed);
        high.add(i * HourMs, 1e6, printed);
    }
    // "At least 1 USD" says nothing: half and four fifths are inside as ever. "At least a billion" is surely outside.
    const double before80 = low.coverage80() * low.hours(), before50 = low.coverage50() * low.hours();
    low.add(500 * HourMs, 1e6, 1, true, true);
    high.add(500 * HourMs, 1e6, 1e9, true, true);
    QVERIFY(std::abs(low.coverage80() * low.hours() - before80 - 0.8) < 0.01);
    QVERIFY(std::abs(low.coverage50() * low.hours() - before50 - 0.5) < 0.01);
    QVERIFY(std::abs(high.coverage80() * high.hours() - before80) < 1e-6);
}

QTEST_GUILESS_MAIN(TestPredictiveMarks)
#include "tst_predictivemarks.moc"
