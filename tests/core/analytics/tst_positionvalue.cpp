#include "core/analytics/positionvalue.h"
#include "tests/support/near.h"

#include <QtTest>

#include <limits>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1000 * DayMs;

// MODEL 3.1: BTC at Binance, 2024-10.
const std::vector<MarginTier> Binance{{50e3, .004, 125, 0}, {600e3, .005, 100, 50}, {3e6, .0065, 75, 950},
    {12e6, .01, 50, 11'450}, {70e6, .02, 25, 131'450}};

Position positionOf(PositionSide side, double coins, double entry, double leverage)
{
    Position position;
    position.asset = "BTC";
    position.venue = "binance-usdm";
    position.symbol = "BTCUSDT";
    position.side = side;
    position.size = coins;
    position.entryPrice = entry;
    position.leverage = leverage;
    return position;
}

PositionMarket marketAt(double mark, std::span<const MarginTier> tiers = {})
{
    PositionMarket market;
    market.tiers = tiers;
    market.mark = mark;
    market.nowMs = Now;
    return market;
}

constexpr auto L = PositionSide::Long, S = PositionSide::Short;

} // namespace

class TestPositionValue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // MODEL 10, example 5: the tier is found by the size alone.
    void liquidatesWhereTheModelSays_data()
    {
        QTest::addColumn<Position>("position");
        QTest::addColumn<bool>("hasTiers");
        QTest::addColumn<double>("price");
        QTest::newRow("no tiers, long") << positionOf(L, 1, 1e5, 10) << false << 90'452.26;
        QTest::newRow("no tiers, short") << positionOf(S, 1, 1e5, 10) << false << 109'452.74;
        QTest::newRow("5 BTC 50x long") << positionOf(L, 5, 1e5, 50) << true << 98'482.41;
        QTest::newRow("5 BTC 50x short") << positionOf(S, 5, 1e5, 50) << true << 101'502.49;
        QTest::newRow("0.5 BTC 100x long") << positionOf(L, .5, 1e5, 100) << true << 99'397.59;
        QTest::newRow("50 BTC 20x long") << positionOf(L, 50, 1e5, 20) << true << 95'728.28;
    }
    void liquidatesWhereTheModelSays()
    {
        QFETCH(Position, position);
        QFETCH(bool, hasTiers);
        QFETCH(double, price);
        const PositionValue value = valueOf(
            position, marketAt(1e5, hasTiers ? std::span<const MarginTier>(Binance) : std::span<const MarginTier>()));
        QCOMPARE(value.areTiersKnown, hasTiers);
        QVERIFY(value.basis.liquidationPrice);
        QVERIFY(std::abs(*value.basis.liquidationPrice - price) < 0.01);
        NEAR(*value.distance, price / 1e5 - 1);
    }

    // 0.5 BTC short at 100 000: below 50 000 USD at the entry, above it where it is liquidated.
    void theTierIsThatOfTheSizeAtTheLiquidation()
    {
        const PositionValue value = valueOf(positionOf(S, .5, 1e5, 100), marketAt(1e5, Binance));
        QCOMPARE(value.maintenanceRate, .005);
        const double price = *value.basis.liquidationPrice;
        const double equity = 500 - .5 * (price - 1e5);
        NEAR(equity, .5 * price * .005 - 50);
        QCOMPARE(*value.mostLeverage, 125.0); // at the entry
    }

    void whereTiersJumpTheFirstToLiquidateHolds()
    {
        // The second tier asks for more at once: at its price the size is in the first, and the other way round.
        const std::vector<MarginTier> jump{{95'000, .001, 50, 0}, {1e9, .1, 10, 0}};
        const PositionValue value = valueOf(positionOf(L, 1, 1e5, 10), marketAt(1e5, jump));
        const double within = 90'000 / .999; // 90 090: in the first tier, where it belongs
        NEAR(*value.basis.liquidationPrice, 90'000 / .9); // 100 000: at once, as the second tier asks for it
        QVERIFY(*value.basis.liquidationPrice > within);
    }

    void fundingPaidMovesTheLevelTowardsThePrice()
    {
        // MODEL 10, example 6: nine settlements of 0.0008 at 100 000 make 720 a coin.
        std::vector<FundingPayment> payments;
        for (int i = -1; i < 9; ++i) // the first before the opening
            payments.push_back({Now - (9 - i) * 8 * HourMs, .0008, false});
        Position position = positionOf(L, 2, 1e5, 10);
        position.openedMs = Now - 80 * HourMs + 1;
        PositionMarket market = marketAt(1e5);
        market.payments = payments;
        market.intervalHours = 8;
        const PositionValue value = valueOf(position, market);
        QVERIFY(std::abs(*value.basis.liquidationPrice - 91'175.88) < 0.01);
        NEAR(*value.realisedUsd, 1440);
        QCOMPARE(*value.realisedSinceMs, *position.openedMs);
        NEAR(value.now->marginLeftUsd, 20'000 - 1440);
        position.side = S; // who receives, moves away
        const PositionValue other = valueOf(position, market);
        NEAR(*other.realisedUsd, -1440);
        NEAR(*other.basis.liquidationPrice, (110'000 + 720) / 1.005);
    }

    void paymentsAreOfTheirHoursPriceAndOfWhatIsKnown()
    {
        const std::vector<FundingPayment> payments{{Now - 4 * HourMs, .001, false}, {Now - 2 * HourMs, -.0005, true}};
        const std::vector<Sample> prices{{Now - 5 * HourMs, 90}, {Now - 3 * HourMs, 120}};
        Position position = positionOf(L, 10, 100, 5);
        position.openedMs = Now - 30 * HourMs;
        PositionMarket market = marketAt(110);
        market.payments = payments;
        market.prices = prices;
        market.intervalHours = 2;
        const PositionValue value = valueOf(position, market);
        NEAR(*value.realisedUsd, .001 * 900 - .0005 * 1200);
        QCOMPARE(*value.realisedSinceMs, Now - 4 * HourMs); // what was paid before is not known
        position.openedMs.reset();
        QVERIFY(!valueOf(position, market).realisedUsd);
    }

    void longsPayWhenTheRateIsPositive()
    {
        PositionMarket market = marketAt(50'000);
        market.rate = .0004;
        market.intervalHours = 4;
        market.nextFundingMs = Now + HourMs;
        const PositionValue value = valueOf(positionOf(L, 2, 40'000, 10), market);
        NEAR(*value.dueNextUsd, 40); // of the notional at the mark
        NEAR(*value.duePerDayUsd, 240);
        NEAR(value.marginUsd, 8000);
        NEAR(*value.dayShareOfMargin, .03);
        QCOMPARE(value.nextFundingMs, market.nextFundingMs);
        NEAR(*valueOf(positionOf(S, 2, 40'000, 10), market).dueNextUsd, -40);
        market.rate = -.0004;
        NEAR(*valueOf(positionOf(S, 2, 40'000, 10), market).dueNextUsd, 40);
        market.isContinuous = true; // per 8 h
        const PositionValue continuous = valueOf(positionOf(L, 2, 40'000, 10), market);
        QVERIFY(!continuous.dueNextUsd && !continuous.nextFundingMs);
        NEAR(*continuous.duePerDayUsd, -120);
    }

    // MODEL 10, example 1: at F = 0.0008 and 10x it is 240 USD a day for 10 000 of margin.
    void costsWhatTheModelSays()
    {
        PositionMarket market = marketAt(1e5);
        market.rate = .0008;
        market.intervalHours = 8;
        const PositionValue value = valueOf(positionOf(L, 1, 1e5, 10), market);
        NEAR(value.marginUsd, 10'000);
        NEAR(*value.duePerDayUsd, 240);
        NEAR(*value.dayShareOfMargin, .024);
    }

    void profitOfLinearContracts()
    {
        const PositionValue value = valueOf(positionOf(L, 2, 40'000, 10), marketAt(41'000));
        NEAR(value.now->profitUsd, 2000);
        NEAR(value.now->profitShare, .25);
        NEAR(value.now->marginLeftUsd, 10'000);
        NEAR(valueOf(positionOf(S, 2, 40'000, 10), marketAt(41'000)).now->profitUsd, -2000);
    }

    // 100 000 USD of contracts at 50 000 are 2 coins; margin and profit are coins.
    void profitOfInverseContracts()
    {
        PositionMarket market = marketAt(60'000);
        market.kind = ContractKind::Inverse;
        market.rate = .001;
        market.intervalHours = 8;
        Position position = positionOf(L, 100'000, 50'000, 10);
        position.isSizeInUsd = true;
        const PositionValue value = valueOf(position, market);
        NEAR(value.basis.margin, .2);
        NEAR(value.marginUsd, 12'000);
        const double profit = 100'000 / 50'000.0 - 100'000 / 60'000.0; // 1/3 of a coin
        NEAR(value.now->profitUsd, profit * 60'000);
        NEAR(value.now->profitShare, profit / .2);
        NEAR(*value.notionalUsd, 100'000);
        NEAR(*value.dueNextUsd, 100); // the same at every price
        NEAR(*value.basis.liquidationPrice, 45'681.82);
        position.side = S;
        NEAR(*valueOf(position, market).basis.liquidationPrice, 55'277.78);
        // The same size in coins.
        Position inCoins = positionOf(L, 2, 50'000, 10);
        NEAR(valueOf(inCoins, market).now->profitUsd, profit * 60'000);
    }

    void sizeInUsdIsOfTheEntry()
    {
        Position position = positionOf(L, 80'000, 40'000, 10);
        position.isSizeInUsd = true;
        NEAR(valueOf(position, marketAt(41'000)).basis.coins, 2);
    }

    void atAnotherPriceProfitAndMargin()
    {
        const PositionValue value = valueOf(positionOf(L, 1, 100, 10), marketAt(100));
        NEAR(positionAt(value.basis, 95).marginLeftUsd, 5);
        QVERIFY(!positionAt(value.basis, 95).isLiquidated);
        const PositionAt gone = positionAt(value.basis, 90.4);
        QVERIFY(gone.isLiquidated);
        NEAR(gone.profitUsd, -10);
        QCOMPARE(gone.marginLeftUsd, 0.0);
    }

    void addedMarginMovesTheLevelAway()
    {
        Position position = positionOf(L, 2, 1e5, 10);
        position.extraMarginUsd = 10'000;
        NEAR(*valueOf(position, marketAt(1e5)).basis.liquidationPrice, (90'000 - 5'000) / .995);
        NEAR(valueOf(position, marketAt(1e5)).marginUsd, 30'000);
        position.leverage = 1;
        QVERIFY(!valueOf(position, marketAt(1e5)).basis.liquidationPrice);
    }

    void warnsAtTheDistanceOfTheUser()
    {
        Position position = positionOf(L, 1, 1e5, 10);
        position.alertWithin = .03;
        const PositionValue value = valueOf(position, marketAt(1e5));
        NEAR(1 - *value.basis.liquidationPrice / *value.alertPrice, .03);
        position.side = S;
        const PositionValue other = valueOf(position, marketAt(1e5));
        NEAR(*other.basis.liquidationPrice / *other.alertPrice - 1, .03);
        position.alertWithin.reset();
        QVERIFY(!valueOf(position, marketAt(1e5)).alertPrice);
    }

    void distanceInSigmasOfADay()
    {
        PositionMarket market = marketAt(1e5);
        market.sigmaDay = .024;
        const PositionValue value = valueOf(positionOf(L, 1, 1e5, 10), market);
        NEAR(*value.sigmas, std::log(1e5 / 90'452.2613) / .024);
        market.sigmaDay = 0;
        QVERIFY(!valueOf(positionOf(L, 1, 1e5, 10), market).sigmas);
    }

    void withoutMarkOnlyWhatTheEntryTells()
    {
        PositionMarket market;
        market.nowMs = Now;
        market.rate = .001;
        market.intervalHours = 8;
        const PositionValue value = valueOf(positionOf(L, 1, 1e5, 10), market);
        QVERIFY(value.basis.liquidationPrice);
        QVERIFY(!value.now && !value.distance && !value.dueNextUsd && !value.notionalUsd);
    }

    void namesWhatIsWrong()
    {
        using enum PositionFault;
        Position position;
        QCOMPARE(faultsOf(position, Now), (std::vector{NoContract, NoSize, NoEntry}));
        position = positionOf(L, 1, 1e5, 10);
        QVERIFY(faultsOf(position, Now).empty());
        position.leverage = .5;
        position.openedMs = Now + 1;
        position.alertWithin = 1.5;
        QCOMPARE(faultsOf(position, Now), (std::vector{LeverageOutOfRange, OpenedInFuture, AlertOutOfRange}));
        position.size = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(faultsOf(position, Now).front(), NoSize);
    }

    void namesWhatMayBeASlip()
    {
        using enum PositionDoubt;
        const auto doubts = [](const Position &position, double mark) {
            return doubtsOf(position, valueOf(position, marketAt(mark, Binance)), mark);
        };
        QVERIFY(doubts(positionOf(L, 1, 1e5, 10), 1e5).empty());
        QCOMPARE(doubts(positionOf(L, 5, 1e5, 110), 1e5), std::vector{LeverageAboveVenue});
        QCOMPARE(doubts(positionOf(L, 1, 1e4, 10), 1e5), std::vector{EntryFarFromMark});
        QCOMPARE(doubts(positionOf(L, 1, 1e5, 10), 8.9e4), std::vector{AlreadyLiquidated});
    }

    // Twice the size, twice the money; the levels stay.
    void scalesWithTheSize()
    {
        PositionMarket market = marketAt(1.02e5);
        market.rate = .0002;
        market.intervalHours = 8;
        const PositionValue one = valueOf(positionOf(S, 1, 1e5, 7), market),
                            two = valueOf(positionOf(S, 2, 1e5, 7), market);
        NEAR(two.now->profitUsd, 2 * one.now->profitUsd);
        NEAR(*two.dueNextUsd, 2 * *one.dueNextUsd);
        NEAR(two.now->marginLeftUsd, 2 * one.now->marginLeftUsd);
        NEAR(*two.basis.liquidationPrice, *one.basis.liquidationPrice);
    }
};

QTEST_GUILESS_MAIN(TestPositionValue)
#include "tst_positionvalue.moc"
