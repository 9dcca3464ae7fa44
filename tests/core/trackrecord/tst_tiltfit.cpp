#include "core/trackrecord/tiltfit.h"

#include <QtTest>

#include <cmath>

using namespace isobar;

// MODEL 7: kappa by logistic regression with the prior N(0.25, 0.25^2).
class TestTiltFit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isThePriorWithoutCases();
    void passesOverCasesWithoutTilt();
    void findsTheTiltThatMadeThem();
    void hasNoEffectWhereThereIsNone();
    void isKeptWithinItsBounds();
};

namespace {

/// `count` nodes of either sign, as many reached as a true kappa says.
std::vector<TiltCase> madeWith(double kappa, int count, double tilt = 1)
{
    std::vector<TiltCase> cases;
    for (const double sign : {1.0, -1.0}) {
        const double p = tiltedBy(0.4, kappa * sign * tilt);
        for (int i = 0; i < count; ++i)
            cases.push_back({0.4, sign * tilt, i < std::lround(p * count)});
    }
    return cases;
}

} // namespace

void TestTiltFit::isThePriorWithoutCases()
{
    const TiltEvidence prior = fitTilt({});
    QCOMPARE(prior.kappa, 0.25);
    QVERIFY(std::abs(prior.low - TiltEvidence().low) < 1e-3 && std::abs(prior.high - TiltEvidence().high) < 1e-3);
    QVERIFY(!prior.isMeasured());
}

void TestTiltFit::passesOverCasesWithoutTilt()
{
    const std::vector<TiltCase> cases(500, TiltCase{0.3, 0, true});
    QCOMPARE(fitTilt(cases).cases, 0);
    QCOMPARE(fitTilt(cases).kappa, 0.25);
}

void TestTiltFit::findsTheTiltThatMadeThem()
{
    const TiltEvidence found = fitTilt(madeWith(0.6, 5'000));
    QVERIFY2(std::abs(found.kappa - 0.6) < 0.02, qPrintable(QString::number(found.kappa)));
    QVERIFY(found.low < 0.6 && found.high > 0.6 && found.isMeasured());
    // Few cases stay nearer to the prior, and say less.
    const TiltEvidence few = fitTilt(madeWith(0.6, 20));
    QVERIFY(few.kappa > 0.25 && few.kappa < found.kappa);
    QVERIFY(few.high - few.low > found.high - found.low);
}

void TestTiltFit::hasNoEffectWhereThereIsNone()
{
    const TiltEvidence none = fitTilt(madeWith(0, 2'000));
    QVERIFY(std::abs(none.kappa) < 0.02);
    QVERIFY(!none.isMeasured()); // the interval holds 0
    // Fewer than thirty cases say nothing, whatever they are.
    QVERIFY(!fitTilt(std::vector<TiltCase>(29, TiltCase{0.01, 1, true})).isMeasured());
}

void TestTiltFit::isKeptWithinItsBounds()
{
    QCOMPARE(fitTilt(madeWith(2.5, 3'000)).kappa, 0.8);
    const TiltEvidence against = fitTilt(madeWith(-1.5, 3'000));
    QCOMPARE(against.kappa, 0.0);
    QVERIFY(against.high < 0 && against.isMeasured()); // measured, the other way
}

QTEST_GUILESS_MAIN(TestTiltFit)
#include "tst_tiltfit.moc"
