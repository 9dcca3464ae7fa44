#include "core/levelgrid/touch.h"
#include "core/snapshot/positionview.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1000 * DayMs;

AssetSnapshot market()
{
    auto terms = std::make_shared<Instrument>();
    terms->tiers = {{1e9, .01, 50, 0}};
    ContractRow contract;
    contract.symbol = "BTCUSDT";
    contract.mark = 100;
    contract.rate = .001;
    contract.intervalHours = 8;
    contract.nextFundingMs = Now + HourMs;
    contract.health = HealthState::Live;
    contract.terms = terms;
    contract.settled =
        std::make_shared<const std::vector<FundingPayment>>(std::vector{FundingPayment{Now - 8 * HourMs, .002, false}});
    VenueRow venue;
    venue.venue = "bybit";
    venue.shortName = "Bybit";
    venue.contracts = {contract};
    auto map = std::make_shared<LevelMap>();
    map->volatility.slow = .005;
    map->volatility.fast = .005;
    AssetSnapshot asset;
    asset.asset = "BTC";
    asset.marketMs = Now;
    asset.venues = {venue};
    asset.map = map;
    asset.priceHistory =
        std::make_shared<const std::vector<Point>>(std::vector{Point{Now - 9 * HourMs, 90}, Point{Now, 100}});
    return asset;
}

Position position()
{
    Position made;
    made.id = 3;
    made.asset = "BTC";
    made.venue = "bybit";
    made.symbol = "BTCUSDT";
    made.size = 10;
    made.entryPrice = 95;
    made.leverage = 5;
    made.openedMs = Now - 12 * HourMs;
    return made;
}

} // namespace

class TestPositionView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTheContractFromTheSnapshot()
    {
        const AssetSnapshot asset = market();
        const PositionView view = viewOf(position(), &asset);
        QVERIFY(view.isValued);
        QCOMPARE(view.venueName, std::string("Bybit"));
        QCOMPARE(view.value.maintenanceRate, .01);
        NEAR(view.value.now->profitUsd, 50);
        NEAR(*view.value.dueNextUsd, 1);
        NEAR(*view.value.realisedUsd, .002 * 900); // at the price of its hour
        const double away = std::log(*view.mark / *view.value.basis.liquidationPrice);
        NEAR(*view.value.sigmas, away / (.005 * std::sqrt(24)));
        NEAR(*view.touch24h, touchProbability(away, .005 * std::sqrt(24)));
    }

    void saysNothingWithoutItsContract()
    {
        AssetSnapshot asset = market();
        Position other = position();
        other.symbol = "BTCUSDC";
        QVERIFY(!viewOf(other, &asset).isValued);
        QCOMPARE(viewOf(other, &asset).contractName, std::string("BTCUSDC"));
        QVERIFY(!viewOf(position(), nullptr).isValued);
        asset.venues.clear();
        QVERIFY(!viewOf(position(), &asset).isValued);
    }

    void valuesNothingWithFaults()
    {
        const AssetSnapshot asset = market();
        Position faulty = position();
        faulty.size = 0;
        QVERIFY(!viewOf(faulty, &asset).isValued);
        QCOMPARE(*viewOf(faulty, &asset).mark, 100.0); // what is known is told
    }

    void continuousFundingIsPer8h()
    {
        AssetSnapshot asset = market();
        ContractRow &contract = asset.venues.front().contracts.front();
        contract.continuous = true;
        contract.rate.reset();
        contract.spot8h = .0003;
        const PositionView view = viewOf(position(), &asset);
        QVERIFY(!view.value.dueNextUsd && !view.value.realisedUsd);
        NEAR(*view.value.duePerDayUsd, 3 * .0003 * 1000);
    }
};

QTEST_GUILESS_MAIN(TestPositionView)
#include "tst_positionview.moc"
