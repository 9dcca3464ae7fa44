#include "core/analytics/liquidationprice.h"
#include "tests/support/near.h"

#include <QTest>

using namespace isobar;

class TestLiquidationPrice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesTheModelsNumbers_data();
    void givesTheModelsNumbers();
    void knowsTheOtherForms();
    void inverseContractsRunOutOfCoins();
    void cannotLiquidateWhatIsNotLeveraged();
    void picksTheTierOfTheNotional();
    void averagesTheUsualRateOverContracts();
    void takesTheTiersBySize();
};

namespace {
MarginedPosition position(PositionSide side, double entry, double leverage, double mmr, double quantity = 0,
    double deduction = 0, double fee = 0, double funding = 0)
{
    return {side, entry, leverage, quantity, mmr, deduction, fee, funding, 0};
}
} // namespace

// MODEL 10, examples 5 and 6
void TestLiquidationPrice::givesTheModelsNumbers_data()
{
    QTest::addColumn<MarginedPosition>("position");
    QTest::addColumn<double>("price");
    constexpr auto L = PositionSide::Long, S = PositionSide::Short;
    QTest::newRow("10x long") << position(L, 1e5, 10, .005) << 90'452.26;
    QTest::newRow("10x short") << position(S, 1e5, 10, .005) << 109'452.74;
    QTest::newRow("Binance 5 BTC 50x long") << position(L, 1e5, 50, .005, 5, 50) << 98'482.41;
    QTest::newRow("Binance 5 BTC 50x short") << position(S, 1e5, 50, .005, 5, 50) << 101'502.49;
    QTest::newRow("Binance 0.5 BTC 100x long") << position(L, 1e5, 100, .004, .5, 0) << 99'397.59;
    QTest::newRow("Binance 50 BTC 20x long") << position(L, 1e5, 20, .01, 50, 11'450) << 95'728.28;
    QTest::newRow("OKX with closing fee") << position(L, 1e5, 100, .004, 0, 0, .0005) << 99'447.51;
    QTest::newRow("after nine settlements of 0.08 %") << position(L, 1e5, 10, .005, 0, 0, 0, 720) << 91'175.88;
}

void TestLiquidationPrice::givesTheModelsNumbers()
{
    QFETCH(MarginedPosition, position);
    QFETCH(double, price);
    QVERIFY(std::abs(linearLiquidationPrice(position) - price) < 0.01);
}

void TestLiquidationPrice::knowsTheOtherForms()
{
    const auto near = [](double a, double b) { return std::abs(a - b) < 0.01; };
    constexpr auto L = PositionSide::Long, S = PositionSide::Short;
    // Hyperliquid at 40x and 20x of a coin with 40x: what is left of the margin above the maintenance.
    QVERIFY(near(hyperliquidLiquidationPrice(L, 1e5, 1e5 / 40 - 1e5 / 80, 40), 98'734.18));
    QVERIFY(near(hyperliquidLiquidationPrice(S, 1e5, 1e5 / 40 - 1e5 / 80, 40), 101'234.57));
    QVERIFY(near(hyperliquidLiquidationPrice(L, 1e5, 1e5 / 20 - 1e5 / 80, 40), 96'202.53));
    QVERIFY(near(entryBasedLiquidationPrice(position(L, 20'000, 50, .005)), 19'700));
    QVERIFY(near(inverseLiquidationPrice(position(L, 50'000, 10, .005)), 45'681.82));
    QVERIFY(near(inverseLiquidationPrice(position(S, 50'000, 10, .005)), 55'277.78));
}

// At the price that is given, coins left = coins that maintenance asks for.
void TestLiquidationPrice::inverseContractsRunOutOfCoins()
{
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        MarginedPosition p = position(side, 50'000, 10, .01, 2, 120);
        p.fundingPaidPerCoin = 300;
        p.extraMargin = 2'000;
        const double s = side == PositionSide::Long ? 1 : -1, usd = 100'000;
        const double price = inverseLiquidationPrice(p);
        const double coins = usd / 50'000 / 10 + 2'000 / 50'000.0 - 300 * 2 / 50'000.0; // margin, added, funding
        const double profit = s * usd * (1 / 50'000.0 - 1 / price);
        const double maintenance = (usd * .01 - 120) / price;
        QVERIFY(std::abs(coins + profit - maintenance) < 1e-9);
    }
}

void TestLiquidationPrice::cannotLiquidateWhatIsNotLeveraged()
{
    QCOMPARE(linearLiquidationPrice(position(PositionSide::Long, 100, 1, .005)), 0.0);
    QCOMPARE(inverseLiquidationPrice(position(PositionSide::Short, 100, 1, .005)), 0.0);
}

void TestLiquidationPrice::picksTheTierOfTheNotional()
{
    const std::vector<MarginTier> tiers{{50e3, .004, 125, 0}, {600e3, .005, 100, 50}, {3e6, .0065, 75, 950}};
    QCOMPARE(tierOf(tiers, 50e3)->maintenanceRate, .004);
    QCOMPARE(tierOf(tiers, 50e3 + 1)->deductionUsd, 50.0);
    QCOMPARE(tierOf(tiers, 1e9)->maxLeverage, 75.0);
    QVERIFY(!tierOf({}, 1));
}

void TestLiquidationPrice::averagesTheUsualRateOverContracts()
{
    AssetState asset;
    asset.asset = "BTC";
    QVERIFY(!usualMaintenanceRate(asset));
    InstrumentNames names;
    const auto add = [&](const std::string &symbol, std::vector<MarginTier> tiers, double coins) {
        auto reference = std::make_shared<Reference>();
        reference->venue.id = "venue";
        Instrument instrument;
        instrument.id = names.intern("venue", symbol);
        instrument.tiers = std::move(tiers);
        reference->instruments.push_back(instrument);
        auto contract = std::make_shared<ContractState>(reference, reference->instruments.front());
        contract->apply({instrument.id, 1, 1, Mark{100, {}}});
        contract->apply({instrument.id, 1, 1, OpenInterest{coins, {}, {}}});
        asset.contracts.push_back(std::move(contract));
    };
    add("untold", {}, 1e6);
    QVERIFY(!usualMaintenanceRate(asset));
    add("steps", {{10e3, .001, 125, 0}, {100e3, .004, 100, 50}}, 3000);
    add("flat", {{1e9, .01, 50, 0}}, 1000);
    QVERIFY(std::abs(*usualMaintenanceRate(asset) - (.75 * .004 + .25 * .01)) < 1e-12);
}

// A position's tier is that of its size: the larger, the nearer its liquidation at the same leverage.
void TestLiquidationPrice::takesTheTiersBySize()
{
    const std::vector<MarginTier> tiers{{50e3, .004, 125, 0}, {600e3, .005, 100, 50}, {3e6, .0065, 75, 950},
        {12e6, .01, 50, 11'450}}; // Binance BTC, MODEL 3.1
    for (const double notional : {50e3, 500e3, 2e6, 5e6}) {
        for (const double leverage : {10.0, 50.0}) {
            const MarginTier &tier = *tierOf(tiers, notional);
            const double coins = notional / 1e5;
            const double exact = linearLiquidationPrice(
                position(PositionSide::Long, 1e5, leverage, tier.maintenanceRate, coins, tier.deductionUsd));
            const double rate = rateWithoutDeduction(tier, notional, leverage);
            QVERIFY(isNear(linearLiquidationPrice(position(PositionSide::Long, 1e5, leverage, rate)), exact, 1e-12));
            QVERIFY(rate <= tier.maintenanceRate * (1 + 1e-12));
        }
    }
    AssetState asset;
    InstrumentNames names;
    auto reference = std::make_shared<Reference>();
    Instrument instrument;
    instrument.id = names.intern("venue", "BTC");
    instrument.tiers = tiers;
    reference->instruments.push_back(instrument);
    auto contract = std::make_shared<ContractState>(reference, reference->instruments.front());
    contract->apply({instrument.id, 1, 1, Mark{100, {}}});
    contract->apply({instrument.id, 1, 1, OpenInterest{1, {}, {}}});
    asset.contracts.push_back(std::move(contract));
    // 125x is given below 50 000 USD only, 100x up to 600 000, 50x for all sizes.
    QVERIFY(isNear(*maintenanceRateAt(asset, 125), .004, 1e-12));
    const double hundred = (2 * .004 + rateWithoutDeduction(tiers[1], 500e3, 100)) / 3;
    QVERIFY(isNear(*maintenanceRateAt(asset, 100), hundred, 1e-12));
    QVERIFY(*maintenanceRateAt(asset, 10) > *maintenanceRateAt(asset, 100));
    QVERIFY(!maintenanceRateAt(asset, 150));
}

QTEST_GUILESS_MAIN(TestLiquidationPrice)
#include "tst_liquidationprice.moc"
