#include "core/snapshot/keptmoment.h"
#include "tests/support/levelmapsamples.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'790'000'000'000;

KeptMoment sample()
{
    auto asset = std::make_shared<AssetSnapshot>();
    asset->asset = "BTC";
    asset->marketMs = Now;
    asset->mark = 68'000.5;
    asset->map = samples::levelMap({.nowMs = Now, .days = 8});
    asset->aggregate.rate8h = -0.0003;
    asset->aggregate.neutral8h = 0.0001;
    asset->aggregate.coverage = 0.93;
    asset->openInterestUsd = 22e9;
    asset->aggregateHistory = std::make_shared<std::vector<Point>>(std::vector<Point>{{Now - HourMs, 1}, {Now, 2}});
    asset->history.bars = {25, 24, 23};
    VenueRow venue;
    venue.venue = "okx";
    venue.shortName = "OKX";
    venue.excluded = Exclusion::None;
    venue.premium = 0.0002;
    venue.intervalHours = 8;
    venue.nextFundingMs = Now + HourMs;
    asset->venues = {venue};
    auto liquidations = std::make_shared<LiquidationView>();
    liquidations->log.venues = {"okx"};
    liquidations->log.chunks = {std::make_shared<std::vector<LiquidationPrint>>(
        std::vector<LiquidationPrint>{{Now - HourMs, PositionSide::Short, 68'100, 2e5, 0, 7}})};
    liquidations->log.minuteSums = {std::make_shared<std::vector<LiquidationMinute>>(
        std::vector<LiquidationMinute>{{floorTo(Now - HourMs, MinuteMs), {0, 2e5}, 1}})};
    liquidations->sinceMs = Now - DayMs;
    asset->liquidations = liquidations;
    return {asset, Origin::Demo, "tour", 25, 26};
}

std::size_t chunksIn(const LevelMap &map)
{
    std::size_t count = 0;
    for (const LevelSeries &series : map.series)
        count += series.chunks.size();
    return count;
}

} // namespace

/// What a picture of the heatmap shows, kept for a later run.
class TestKeptMoment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatIsDrawn()
    {
        const KeptMoment before = sample();
        const std::string bytes = bytesOfMoment(before, 0);
        const auto after = momentOfBytes(bytes);
        QVERIFY(after.has_value());
        QVERIFY(after->origin == Origin::Demo);
        QCOMPARE(after->scenario, std::string("tour"));
        QCOMPARE(after->venuesLive, 25);
        QCOMPARE(after->venuesTotal, 26);
        const AssetSnapshot &a = *before.market, &b = *after->market;
        QCOMPARE(b.asset, a.asset);
        QCOMPARE(b.marketMs, a.marketMs);
        QCOMPARE(b.mark, a.mark);
        QCOMPARE(b.openInterestUsd, a.openInterestUsd);
        QVERIFY(b.venues == a.venues);
        QVERIFY(b.history == a.history);
        QCOMPARE(b.aggregate.rate8h, a.aggregate.rate8h);
        QCOMPARE(b.aggregate.neutral8h, a.aggregate.neutral8h);
        QCOMPARE(b.aggregate.coverage, a.aggregate.coverage);
        QVERIFY(*b.aggregateHistory == *a.aggregateHistory);
        QVERIFY(*b.liquidations->log.chunks.front() == *a.liquidations->log.chunks.front());
        QVERIFY(*b.liquidations->log.minuteSums.front() == *a.liquidations->log.minuteSums.front());
        QCOMPARE(b.liquidations->sinceMs, a.liquidations->sinceMs);
        QVERIFY(b.map->clusters == a.map->clusters);
        QVERIFY(b.map->scale == a.map->scale);
        QCOMPARE(chunksIn(*b.map), chunksIn(*a.map));
        QVERIFY(chunksIn(*a.map) > 10);
        QVERIFY(bytesOfMoment(*after, 0) == bytes); // every bit of it
    }

    void keepsOnlyWhatThePictureReachesBackTo()
    {
        const KeptMoment before = sample();
        const std::string bytes = bytesOfMoment(before, Now - 2 * HourMs);
        QVERIFY(bytes.size() < bytesOfMoment(before, 0).size() / 2);
        const auto after = momentOfBytes(bytes);
        for (std::size_t i = 0; i < after->market->map->series.size(); ++i) {
            const LevelSeries &all = before.market->map->series[i], &kept = after->market->map->series[i];
            QVERIFY(!kept.chunks.empty());
            QVERIFY(kept.firstMs() <= Now - 2 * HourMs);
            QCOMPARE(kept.endMs(), all.endMs());
        }
    }

    void isNothingWhenItIsDamagedOrOfAnotherForm()
    {
        const std::string bytes = bytesOfMoment(sample(), Now - HourMs);
        for (std::size_t size = 0; size < bytes.size(); size += bytes.size() / 60 + 1)
            QVERIFY(!momentOfBytes(std::string_view(bytes).substr(0, size)));
        QVERIFY(!momentOfBytes(bytes + '\0'));
        std::string other = bytes;
        other[0] = static_cast<char>(other[0] ^ 1);
        QVERIFY(!momentOfBytes(other));
    }
};

QTEST_GUILESS_MAIN(TestKeptMoment)
#include "tst_keptmoment.moc"
