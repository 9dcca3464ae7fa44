#include "core/analytics/levels/poissonfit.h"
#include "tests/support/near.h"

#include <QTest>

#include <random>

using namespace isobar;

namespace {

/// Rows of a model with two columns that are anything but alike.
PoissonRows rowsOf(double first, double second, double noise)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> amount(0, 1e6);
    std::normal_distribution<double> factor(0, noise);
    PoissonRows rows;
    rows.columns = 2;
    for (int i = 0; i < 2000; ++i) {
        const double a = amount(random), b = amount(random);
        rows.x.insert(rows.x.end(), {a, b});
        rows.y.push_back((first * a + second * b) * std::exp(factor(random) - noise * noise / 2));
        rows.isCensored.push_back(false);
    }
    return rows;
}

} // namespace

class TestPoissonFit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheWeights();
    void neverGoesBelowZero();
    void keepsWhatIsZeroAtFirst();
    void keepsTheStartOfAnEmptyColumn();
    void takesACensoredRowAsALowerBound();
    void keepsTheSum();
};

void TestPoissonFit::findsTheWeights()
{
    const auto weights = poissonFit(rowsOf(0.3, 0.05, 0.8), {0.1, 0.1});
    QVERIFY2(isNear(weights[0], 0.3, 0.05), qPrintable(QString::number(weights[0])));
    QVERIFY2(isNear(weights[1], 0.05, 0.25), qPrintable(QString::number(weights[1])));
}

void TestPoissonFit::neverGoesBelowZero()
{
    PoissonRows rows = rowsOf(0.3, 0, 0.1);
    for (std::size_t i = 0; i < rows.y.size(); ++i) // least squares would want a negative weight
        rows.y[i] = std::max(0.0, 0.3 * rows.x[2 * i] - 0.1 * rows.x[2 * i + 1]);
    const auto weights = poissonFit(rows, {0.1, 0.1});
    QVERIFY(weights[0] > 0.1);
    QVERIFY(weights[1] >= 0 && weights[1] < 0.01);
}

void TestPoissonFit::keepsWhatIsZeroAtFirst() { QCOMPARE(poissonFit(rowsOf(0.3, 0.1, 0.1), {0.1, 0.0})[1], 0.0); }

void TestPoissonFit::keepsTheStartOfAnEmptyColumn()
{
    PoissonRows rows = rowsOf(0.3, 0, 0.1);
    for (std::size_t i = 0; i < rows.y.size(); ++i)
        rows.x[2 * i + 1] = 0;
    QCOMPARE(poissonFit(rows, {0.1, 0.07})[1], 0.07);
}

void TestPoissonFit::takesACensoredRowAsALowerBound()
{
    PoissonRows rows = rowsOf(0.3, 0.1, 0.0);
    for (std::size_t i = 0; i < rows.y.size(); i += 4) { // a feed that was full reported a tenth
        rows.y[i] /= 10;
        rows.isCensored[i] = true;
    }
    const auto told = poissonFit(rows, {0.1, 0.1});
    rows.isCensored.assign(rows.y.size(), false);
    const auto untold = poissonFit(rows, {0.1, 0.1});
    QVERIFY2(isNear(told[0], 0.3, 0.01) && isNear(told[1], 0.1, 0.02), qPrintable(QString::number(told[0])));
    QVERIFY2(untold[0] < 0.27, qPrintable(QString::number(untold[0])));
}

// A property of the likeliest weights: what is expected of all rows is what came.
void TestPoissonFit::keepsTheSum()
{
    const PoissonRows rows = rowsOf(0.2, 0.15, 0.8);
    const auto weights = poissonFit(rows, {0.5, 0.01});
    double expected = 0, came = 0;
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        expected += weights[0] * rows.x[2 * i] + weights[1] * rows.x[2 * i + 1];
        came += rows.y[i];
    }
    QVERIFY(isNear(expected, came, 1e-3));
}

QTEST_GUILESS_MAIN(TestPoissonFit)
#include "tst_poissonfit.moc"
