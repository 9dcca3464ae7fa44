#include "core/backtest/probabilitytally.h"

#include <QtTest>

#include <cmath>

using namespace isobar;

class TestProbabilityTally : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsNothingWithoutCases();
    void scoresByHand();
    void comparesWithTheRateOfEachGroup();
    void addsUp();
};

void TestProbabilityTally::knowsNothingWithoutCases()
{
    const ProbabilityTally none;
    QCOMPARE(none.cases(), 0);
    QVERIFY(std::isnan(none.brier()) && std::isnan(none.logScore()) && std::isnan(none.calibrationError()));
    QVERIFY(std::isnan(none.skillOverRate()) && std::isnan(none.skillOverGroups()));
}

void TestProbabilityTally::scoresByHand()
{
    ProbabilityTally tally;
    tally.add(0, 0.8, true);
    tally.add(0, 0.8, false);
    tally.add(0, 0.3, false);
    tally.add(0, 1, true);
    QCOMPARE(tally.cases(), 4);
    QVERIFY(std::abs(tally.brier() - (0.04 + 0.64 + 0.09 + 0) / 4) < 1e-12);
    QVERIFY(std::abs(tally.logScore() + (std::log(0.8) + std::log(0.2) + std::log(0.7)) / 4) < 1e-12);
    // Bin of .8: said 1.6, came 1; of .3: .3 and 0; of 1: both 1.
    QVERIFY(std::abs(tally.calibrationError() - (0.6 + 0.3) / 4) < 1e-12);
    QCOMPARE(tally.rate(), 0.5);
    QCOMPARE(tally.brierOfRate(), 0.25);
    QVERIFY(std::abs(tally.skillOverRate() - (1 - 0.1925 / 0.25)) < 1e-12);
    QCOMPARE(tally.bins()[9].count, 1.0); // a certainty belongs to the last
    tally.add(0, 0, true); // wrong and certain: as one in a million
    QVERIFY(tally.logScore() > 2.5 && tally.logScore() < 3.5);
}

void TestProbabilityTally::comparesWithTheRateOfEachGroup()
{
    ProbabilityTally tally;
    for (int i = 0; i < 10; ++i) {
        tally.add(0, 0.5, true);
        tally.add(1, 0.5, false);
    }
    QCOMPARE(tally.skillOverRate(), 0.0);
    QVERIFY(std::isnan(tally.skillOverGroups())); // each group's rate knew all
    tally.add(1, 0.5, true);
    QVERIFY(tally.skillOverGroups() < 0);
}

void TestProbabilityTally::addsUp()
{
    ProbabilityTally a, b, both;
    for (int i = 0; i < 20; ++i) {
        const double p = i / 20.0;
        (i % 3 ? a : b).add(i % 2, p, i % 4 == 0);
        both.add(i % 2, p, i % 4 == 0);
    }
    a += b;
    QVERIFY(std::abs(a.brier() - both.brier()) < 1e-12);
    QVERIFY(std::abs(a.brierOfGroups() - both.brierOfGroups()) < 1e-12);
    QVERIFY(std::abs(a.calibrationError() - both.calibrationError()) < 1e-12);
    QVERIFY(std::abs(a.logScore() - both.logScore()) < 1e-12);
}

QTEST_GUILESS_MAIN(TestProbabilityTally)
#include "tst_probabilitytally.moc"
