#include "core/analytics/bulkrate.h"
#include "core/analytics/spreads.h"
#include "tests/support/near.h"

#include <QtTest>
#include <cmath>

using namespace isobar;

class TestSpreads : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// MODEL 10, example 22: long Binance, short Hyperliquid.
    void findsTheModelsPair()
    {
        const std::vector<SpreadSide> sides{{0.0012, 0.00045, 100.0, {}, 0}, {0.0004, 0.0005, 100.0, {}, 0}};
        const auto best = bestSpread(sides, 24);
        QVERIFY(best);
        QCOMPARE(best->longSide, std::size_t(1));
        QCOMPARE(best->shortSide, std::size_t(0));
        NEAR(best->carry.perDay, 0.0024);
        NEAR(best->carry.fees, 0.0019);
        NEAR(*best->carry.breakEvenHours, 19.0);
        NEAR(best->carry.net(8), -0.0011);
        NEAR(best->carry.net(24), 0.0005);
        QCOMPARE(best->basis, BasisSource::Marks);

        auto cheaper = sides;
        cheaper[1].mark = 100 * std::exp(-0.0002); // -2 bp at the entry
        NEAR(*bestSpread(cheaper, 24)->carry.breakEvenHours, 17.0);
    }
    void prefersWhatCostsLessForAShortTime()
    {
        const std::vector<SpreadSide> sides{
            {0.0000, 0.0005, {}, {}, 0}, {0.0003, 0.0001, {}, {}, 0}, {0.0004, 0.0010, {}, {}, 0}};
        QCOMPARE(bestSpread(sides, 24)->shortSide, std::size_t(1)); // 0.0009 - 0.0012 against 0.0012 - 0.0030
        QCOMPARE(bestSpread(sides, 24 * 30)->shortSide, std::size_t(2));
    }
    void marksOfDifferentMomentsAreNoBasis()
    {
        const std::vector<SpreadSide> sides{
            {0.0001, 0.0005, 100.0, 0.001, 10'000}, {0.0009, 0.0005, 103.0, 0.003, 40'000}};
        const auto byPremiums = bestSpread(sides, 24);
        QCOMPARE(byPremiums->basis, BasisSource::Premiums);
        NEAR(byPremiums->carry.entryBasis, std::log(1.001 / 1.003));
        auto unknown = sides;
        unknown[1].premium.reset();
        QCOMPARE(bestSpread(unknown, 24)->basis, BasisSource::Neither);
        QCOMPARE(bestSpread(unknown, 24)->carry.entryBasis, 0.0);
        auto together = sides;
        together[1].markSeenMs = 11'500;
        QCOMPARE(bestSpread(together, 24)->basis, BasisSource::Marks);
        NEAR(bestSpread(together, 24)->carry.entryBasis, std::log(100.0 / 103.0));
    }
    void hasNothingToSayOfOneVenueOrEqualRates()
    {
        QVERIFY(!bestSpread({}, 24));
        const std::vector<SpreadSide> same{{0.0001, 0, 1.0, {}, 0}, {0.0001, 0, 2.0, {}, 0}};
        QVERIFY(!bestSpread(std::span(same).first(1), 24));
        QVERIFY(!bestSpread(same, 24));
    }
    /// The order of venues turns nothing round but the numbers of the sides.
    void doesNotDependOnTheOrder()
    {
        std::vector<SpreadSide> sides{{0.0001, 0.0005, 100.0, {}, 0}, {-0.0003, 0.0004, 100.1, {}, 0},
            {0.0006, 0.0005, 99.9, {}, 0}, {0.0002, 0.0002, 100.3, {}, 0}};
        const Spread before = *bestSpread(sides, 72);
        std::reverse(sides.begin(), sides.end());
        const Spread after = *bestSpread(sides, 72);
        QCOMPARE(after.longSide, 3 - before.longSide);
        QCOMPARE(after.shortSide, 3 - before.shortSide);
        QCOMPARE(after.carry.net(72), before.carry.net(72));
    }

    /// MODEL 10, example 24: an hourly print is noise, the mean of 8 h is the rate.
    void smoothsHourlyRatesOfBulkQuotes()
    {
        constexpr TimeMs Start = 1'772'150'400'000;
        auto reference = std::make_shared<Reference>();
        Instrument &instrument = reference->instruments.emplace_back();
        instrument.intervalHours = 1;
        BulkContract contract;
        contract.reference = reference;
        contract.instrument = &instrument;
        const auto tell = [&](double rate, TimeMs marketMs) {
            BulkQuote quote;
            quote.funding.rate = rate;
            quote.fundingSeenMs = marketMs;
            contract.take(quote, marketMs);
        };
        QVERIFY(!bulkRate(contract, Start));
        tell(0.000012, Start);
        QVERIFY(bulkRate(contract, Start + MinuteMs)->smoothedProvisional);
        for (int minute = 0; minute < 7 * 60; ++minute)
            tell(0.000012, Start + minute * MinuteMs);
        for (int minute = 7 * 60; minute < 8 * 60; ++minute)
            tell(0.0002, Start + minute * MinuteMs);
        tell(0.0002, Start + 8 * HourMs);
        const auto found = bulkRate(contract, Start + 8 * HourMs);
        NEAR(found->spot8h, 0.0016);
        NEAR(found->smoothed8h, 0.000284);
        QVERIFY(!found->smoothedProvisional && !found->implausible && !found->capped);
        instrument.fundingCap = 0.0002;
        QVERIFY(bulkRate(contract, Start + 8 * HourMs)->capped);
        instrument.fundingCap = 0.0001;
        QVERIFY(bulkRate(contract, Start + 8 * HourMs)->implausible);
    }
};

QTEST_GUILESS_MAIN(TestSpreads)
#include "tst_spreads.moc"
