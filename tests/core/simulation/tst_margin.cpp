#include <QtTest/QtTest>

#include "core/simulation/fundingmeter.h"
#include "core/simulation/listings.h"
#include "core/simulation/margin.h"

using namespace isobar;
using namespace isobar::simulation;

Q_DECLARE_METATYPE(isobar::simulation::MarginTerms)

class TestMargin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void liquidatesWhereTheModelSays_data();
    void liquidatesWhereTheModelSays();
    void findsTheTierOfTheModel_data();
    void findsTheTierOfTheModel();
    void neverLiquidatesAnUnleveredInverseShort();
    void turnsMeanPremiumIntoRate_data();
    void turnsMeanPremiumIntoRate();
};

void TestMargin::liquidatesWhereTheModelSays_data()
{
    QTest::addColumn<MarginTerms>("terms");
    QTest::addColumn<double>("price");
    const auto linear = [](Side side, double leverage, double rate, double deductionPerBase = 0, double fee = 0) {
        return MarginTerms{side, false, 100000, leverage, rate, deductionPerBase, fee, 0};
    };
    // MODEL 10, examples 5 and 6.
    QTest::newRow("linear long") << linear(Side::Long, 10, .005) << 90452.26;
    QTest::newRow("linear short") << linear(Side::Short, 10, .005) << 109452.74;
    QTest::newRow("Binance tier 2 long") << linear(Side::Long, 50, .005, 10) << 98482.41;
    QTest::newRow("Binance tier 2 short") << linear(Side::Short, 50, .005, 10) << 101502.49;
    QTest::newRow("Binance tier 1 long") << linear(Side::Long, 100, .004) << 99397.59;
    QTest::newRow("OKX with its fee") << linear(Side::Long, 100, .004, 0, .0005) << 99447.51;
    QTest::newRow("Hyperliquid 40x long") << linear(Side::Long, 40, .0125) << 98734.18;
    QTest::newRow("Hyperliquid 40x short") << linear(Side::Short, 40, .0125) << 101234.57;
    QTest::newRow("Hyperliquid 20x") << linear(Side::Long, 20, .0125) << 96202.53;
    QTest::newRow("inverse long") << MarginTerms{Side::Long, true, 50000, 10, .005, 0, 0, 0} << 45681.82;
    QTest::newRow("inverse short") << MarginTerms{Side::Short, true, 50000, 10, .005, 0, 0, 0} << 55277.78;
    QTest::newRow("nine settlements later") << MarginTerms{Side::Long, false, 100000, 10, .005, 0, 0, 720} << 91175.88;
}

void TestMargin::liquidatesWhereTheModelSays()
{
    QFETCH(MarginTerms, terms);
    QFETCH(double, price);
    QVERIFY(std::abs(liquidationPrice(terms) - price) < 0.006);
}

void TestMargin::findsTheTierOfTheModel_data()
{
    QTest::addColumn<double>("notionalUsd");
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("deduction");
    QTest::newRow("first") << 50e3 << .004 << 0.;
    QTest::newRow("second") << 500e3 << .005 << 50.;
    QTest::newRow("third") << 3e6 << .0065 << 950.;
    QTest::newRow("fourth") << 5e6 << .01 << 11450.;
    QTest::newRow("fifth") << 12.1e6 << .02 << 131450.;
}

void TestMargin::findsTheTierOfTheModel()
{
    QFETCH(double, notionalUsd);
    const ContractSpec spec = listings({"binance-usdm"}).front().spec;
    const MarginTier tier = marginTier(spec, notionalUsd);
    QTEST(tier.maintenanceRate, "rate");
    QTEST(tier.deduction, "deduction");
}

void TestMargin::neverLiquidatesAnUnleveredInverseShort()
{
    QVERIFY(std::isinf(liquidationPrice({Side::Short, true, 50000, 1, .005, 0, 0, 0})));
}

void TestMargin::turnsMeanPremiumIntoRate_data()
{
    QTest::addColumn<double>("premium");
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("rate");
    QTest::newRow("hot") << .0012 << 8. << .0007;
    QTest::newRow("interest alone") << .0005 << 8. << .0001;
    QTest::newRow("upper edge of the interest print") << .0006 << 8. << .0001;
    QTest::newRow("lower edge of the interest print") << -.0004 << 8. << .0001;
    QTest::newRow("discount") << -.0006 << 8. << -.0001;
    QTest::newRow("capped") << .0068 << 8. << .003;
    QTest::newRow("hourly") << .0021 << 1. << .0002;
    QTest::newRow("four hours") << .0012 << 4. << .00035;
}

void TestMargin::turnsMeanPremiumIntoRate()
{
    QFETCH(double, premium);
    QFETCH(double, hours);
    QFETCH(double, rate);
    const ContractSpec spec = listings({"binance-usdm"}).front().spec;
    QVERIFY(std::abs(fundingRate(spec, premium, hours) - rate) < 1e-15);
}

QTEST_GUILESS_MAIN(TestMargin)
#include "tst_margin.moc"
