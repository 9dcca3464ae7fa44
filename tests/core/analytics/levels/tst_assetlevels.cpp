#include "core/analytics/levels/assetlevels.h"
#include "tests/support/near.h"
#include "tests/support/streambuilder.h"

#include <QTest>
#include <QThreadPool>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / HourMs * HourMs;

/// One venue with ten days of five-minute bars, then beats.
struct Rig {
    MarketState state;
    StreamBuilder stream{Start, 1.0, [this](const StreamItem &item) { take(item); }};
    AssetLevels levels;
    std::vector<TimeMs> mapChanges;

    explicit Rig(JobRunner runner = runAtOnce()) : levels("BTC", std::move(runner)) { }

    void take(const StreamItem &item)
    {
        state.apply(item);
        if (const auto *beat = std::get_if<Beat>(&item))
            levels.beat(*state.asset("BTC"), *beat, state.startedMarketMs(), true);
    }
    void fill(int days, TimeMs before = Start)
    {
        StreamBuilder::Venue &venue = stream.venue("okx");
        const TimeMs from = before - days * DayMs;
        for (TimeMs at = from; at < before; at += 5 * MinuteMs) {
            const double price = priceAt(at);
            stream.observe(venue, Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
            stream.observe(venue, OpenInterest{50'000 + 10 * std::sin(static_cast<double>(at) / HourMs), {}, at});
        }
    }
    static double priceAt(TimeMs at)
    {
        return 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (9.0 * HourMs)));
    }
    LevelMapPtr map() const { return levels.map(*state.asset("BTC")); }
};

} // namespace

class TestAssetLevels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasNoMapWithoutAPast();
    void makesAMapOfThePast();
    void liveMinutesEatLevels();
    void foldsAnewWhenMoreOfThePastArrives();
    void givesTheSameForTheSameStream();
    void chunksStayWhileNothingHappens();
    void keepsThePriorScaleUntilEnoughWasSeen();
    void measuresWhatTheFeedsPrint();
};

void TestAssetLevels::hasNoMapWithoutAPast()
{
    Rig rig;
    rig.stream.add("okx", "OKX", 0.0001, 8, 3e9);
    rig.stream.run(3);
    QVERIFY(!rig.map());
}

void TestAssetLevels::makesAMapOfThePast()
{
    Rig rig;
    rig.stream.add("okx", "OKX", 0.0001, 8, 3e9);
    rig.stream.run(1);
    rig.fill(10);
    rig.stream.run(4);
    const LevelMapPtr map = rig.map();
    QVERIFY(map);
    QCOMPARE(map->asset, std::string("BTC"));
    QVERIFY(map->scale.isSet());
    QVERIFY(map->opensOnlyScale.isSet());
    QVERIFY(map->volatility.isWarm);
    QVERIFY(!map->clusters.empty());
    QVERIFY(map->progress.days > 9.9 && map->progress.days < 10.1);
    QCOMPARE(map->series[LevelMap::HourSeries].firstMs(), Start - 10 * DayMs);
    const double below = map->now.between(map->lattice, PositionSide::Long, map->price * 0.9, map->price);
    const double above = map->now.between(map->lattice, PositionSide::Short, map->price, map->price * 1.1);
    QVERIFY(below > 0 && above > 0);
    // Nothing of a side stands on the wrong side of the price.
    QCOMPARE(map->now.between(map->lattice, PositionSide::Long, map->price * 1.01, map->price * 1.2), 0.0);
    QCOMPARE(map->now.between(map->lattice, PositionSide::Short, map->price * 0.8, map->price * 0.99), 0.0);
}

void TestAssetLevels::liveMinutesEatLevels()
{
    Rig rig;
    StreamBuilder::Venue &venue = rig.stream.add("okx", "OKX", 0.0001, 8, 3e9);
    venue.mark = Rig::priceAt(Start);
    rig.stream.run(1);
    rig.fill(10);
    rig.stream.run(5);
    const double before = rig.map()->now.between(
        rig.map()->lattice, PositionSide::Long, rig.map()->price * 0.972, rig.map()->price * 0.99);
    QVERIFY(before > 0);
    const double from = rig.map()->price;
    rig.stream.venue("okx").mark = from * 0.97; // the mark alone liquidates
    rig.stream.run(2);
    QCOMPARE(rig.map()->now.between(rig.map()->lattice, PositionSide::Long, from * 0.972, from * 0.99), 0.0);
    // It stays gone when the minute closes for good, and when the price comes back.
    rig.stream.venue("okx").mark = from;
    rig.stream.run(240);
    QVERIFY(rig.map()->now.between(rig.map()->lattice, PositionSide::Long, from * 0.972, from * 0.99) < 0.05 * before);
}

void TestAssetLevels::foldsAnewWhenMoreOfThePastArrives()
{
    Rig rig;
    rig.stream.add("okx", "OKX", 0.0001, 8, 3e9);
    rig.stream.run(1);
    rig.fill(7);
    rig.stream.run(8);
    QVERIFY(rig.map()->progress.days < 7.5);
    rig.fill(23, Start - 7 * DayMs);
    rig.stream.run(12);
    QVERIFY(rig.map()->progress.days > 29);
}

void TestAssetLevels::givesTheSameForTheSameStream()
{
    const auto run = [](JobRunner runner) {
        Rig rig(std::move(runner));
        rig.stream.add("okx", "OKX", 0.0001, 8, 3e9);
        rig.stream.run(1);
        rig.fill(10);
        rig.stream.run(200);
        return rig.map();
    };
    // The second takes its time: when a job's result is taken does not depend on it.
    const LevelMapPtr a = run(runAtOnce());
    const LevelMapPtr b = run([](std::function<void()> job) { QThreadPool::globalInstance()->start(std::move(job)); });
    QCOMPARE(a->now.longs, b->now.longs);
    QCOMPARE(a->now.shorts, b->now.shorts);
    QCOMPARE(a->clusters, b->clusters);
}

void TestAssetLevels::chunksStayWhileNothingHappens()
{
    Rig rig;
    rig.stream.add("okx", "OKX", 0.0001, 8, 3e9);
    rig.stream.run(1);
    rig.fill(10);
    rig.stream.run(5);
    const LevelMapPtr before = rig.map();
    QCOMPARE(rig.map().get(), before.get()); // the same beat, the same map
    rig.stream.run(1);
    const LevelMapPtr after = rig.map();
    QVERIFY(after.get() != before.get());
    const auto &a = before->series[LevelMap::FiveMinuteSeries].chunks;
    const auto &b = after->series[LevelMap::FiveMinuteSeries].chunks;
    QVERIFY(a.size() > 3);
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
        QCOMPARE(a[i].get(), b[i].get());
}

void TestAssetLevels::keepsThePriorScaleUntilEnoughWasSeen()
{
    ReportedScale scale;
    for (int i = 0; i < ReportedScale::LeastBars - 1; ++i)
        scale.add(1e6, 2e5);
    QVERIFY(!scale.isMeasured());
    QCOMPARE(scale.value(), PriorReportedScale);
    scale.add(1e6, 0); // a bar without liquidations counts as exposure, not as one of the 200
    QVERIFY(!scale.isMeasured());
    scale.add(1e6, 2e5);
    QVERIFY(scale.isMeasured());
    QVERIFY(isNear(scale.value(), 200 * 2e5 / (201 * 1e6), 1e-12));
}

// A market that saws up and down: each minute crosses what was opened, and a venue prints a fixed sum.
void TestAssetLevels::measuresWhatTheFeedsPrint()
{
    MarketState state;
    AssetLevels levels("BTC", runAtOnce());
    StreamBuilder stream(Start, 60.0, [&](const StreamItem &item) {
        state.apply(item);
        if (const auto *beat = std::get_if<Beat>(&item))
            levels.beat(*state.asset("BTC"), *beat, state.startedMarketMs(), true);
    });
    auto &venue = stream.add("okx", "OKX", 0.0001, 8, 3e9);
    auto reference = std::make_shared<Reference>(*venue.reference);
    reference->venue.liquidations = LiquidationFeed::All;
    state.apply(StreamItem(ReferencePtr(reference)));
    state.beginWatching("BTC");
    stream.run(1);
    for (TimeMs at = Start - 10 * DayMs; at < Start; at += 5 * MinuteMs) {
        const double price = 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (9.0 * HourMs)));
        stream.observe(venue, Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
    }
    for (int minute = 0; minute < 400; ++minute) {
        venue.mark = 68'000 * (1 + (minute % 2 == 0 ? 0.012 : -0.012));
        const TimeMs now = stream.marketMs();
        stream.observe(venue, Trade{Aggressor::Buy, venue.mark, 50, now, static_cast<std::uint64_t>(minute + 1)});
        stream.observe(venue,
            Liquidation{
                PositionSide::Long, venue.mark, 1, venue.mark, now, 1000U + static_cast<std::uint64_t>(minute)});
        stream.run(1);
    }
    const LevelMapPtr map = levels.map(*state.asset("BTC"));
    QVERIFY(map);
    QVERIFY(map->isReportedScaleMeasured);
    QVERIFY(map->reportedScale > 0 && map->reportedScale != PriorReportedScale);
}

QTEST_GUILESS_MAIN(TestAssetLevels)
#include "tst_assetlevels.moc"
