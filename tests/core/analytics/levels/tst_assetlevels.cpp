#include "core/analytics/levels/assetlevels.h"
#include "core/analytics/levels/priorkernel.h"
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
    void learnsAfterAFortnightAtNight();
    void learnsWhenAskedAfterADay();
    void borrowsWhereNobodyPublishes();
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
    QVERIFY(map->days > 9.9 && map->days < 10.1);
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
    QVERIFY(rig.map()->days < 7.5);
    rig.fill(23, Start - 7 * DayMs);
    rig.stream.run(12);
    QVERIFY(rig.map()->days > 29);
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

namespace {

/// A month in hours: the price saws, a venue prints what it liquidates (or publishes none).
struct Month {
    MarketState state;
    AssetLevels levels;
    StreamBuilder stream;
    StreamBuilder::Venue *venue = nullptr;
    std::uint64_t keys = 0;

    explicit Month(JobRunner runner = runAtOnce(), LiquidationFeed feed = LiquidationFeed::All)
        : levels("BTC", std::move(runner)), stream(Start, 3600, [this](const StreamItem &item) { take(item); })
    {
        venue = &stream.add("okx", "OKX", 0.0001, 8, 3e9);
        auto reference = std::make_shared<Reference>(*venue->reference);
        reference->venue.liquidations = feed;
        state.apply(StreamItem(ReferencePtr(reference)));
        state.beginWatching("BTC");
        stream.run(1);
        for (TimeMs at = Start - 12 * DayMs; at < Start; at += 5 * MinuteMs)
            candle(at);
    }
    void take(const StreamItem &item)
    {
        state.apply(item);
        if (const auto *beat = std::get_if<Beat>(&item))
            levels.beat(*state.asset("BTC"), *beat, state.startedMarketMs(), true);
    }
    void candle(TimeMs at)
    {
        const double price = Rig::priceAt(at);
        venue->mark = price;
        stream.observe(*venue, Candle{at, 5 * MinuteMs, price, price * 1.002, price * 0.998, price, 100, 60});
    }
    void run(int hours)
    {
        for (int hour = 0; hour < hours; ++hour) {
            const TimeMs now = stream.marketMs();
            for (TimeMs at = now - HourMs; at < now; at += 5 * MinuteMs)
                candle(at);
            for (const PositionSide side : {PositionSide::Long, PositionSide::Short})
                stream.observe(*venue, Liquidation{side, venue->mark, 1, venue->mark, now, ++keys});
            stream.run(1);
        }
    }
    LevelMapPtr map() const { return levels.map(*state.asset("BTC")); }
};

} // namespace

// MODEL 3.4: the prior for the first 14 d, then a fit each night, and the past folded anew.
void TestAssetLevels::learnsAfterAFortnightAtNight()
{
    Month month;
    month.run(13 * 24);
    QVERIFY(!month.levels.learned());
    QCOMPARE(month.map()->kernelOrigin.quality, KernelQuality::Prior);
    QVERIFY(month.map()->kernel->layers == priorKernel().layers);
    month.run(2 * 24);
    QVERIFY(month.levels.learned());
    const LevelMapPtr map = month.map();
    QCOMPARE(map->kernelOrigin.quality, KernelQuality::Learned);
    QVERIFY(map->kernelOrigin.hours[0] > 100);
    QCOMPARE(map->reportedScale, 1.0); // the whole feed: the weights are prints
    QVERIFY(map->isReportedScaleMeasured);
    QVERIFY(map->kernel->layers == month.levels.learned()->model.kernel.layers);
    QVERIFY(!map->series[LevelMap::HourSeries].chunks.empty());
    QVERIFY(map->series[LevelMap::HourSeries].chunks.front()->kernel == map->kernel);
    // Once a night.
    const auto first = month.levels.learned();
    month.run(3);
    QCOMPARE(month.levels.learned(), first);
    month.run(24);
    QVERIFY(month.levels.learned() != first);
    QVERIFY(month.levels.learned()->memory->samples.size() > first->memory->samples.size());
}

void TestAssetLevels::learnsWhenAskedAfterADay()
{
    const auto learned = [](JobRunner runner) {
        Month month(std::move(runner));
        month.levels.learnNow();
        month.run(20);
        if (month.levels.learned())
            return LoadModel();
        month.run(20);
        return month.levels.learned() ? month.levels.learned()->model : LoadModel();
    };
    const LoadModel atOnce = learned(runAtOnce());
    QVERIFY(atOnce.hours[0] > 0);
    // When a fit's result is taken does not depend on how long it took.
    QVERIFY(atOnce == learned([](std::function<void()> job) { QThreadPool::globalInstance()->start(std::move(job)); }));
}

void TestAssetLevels::borrowsWhereNobodyPublishes()
{
    Month lender;
    lender.levels.learnNow();
    lender.run(40);
    QVERIFY(lender.levels.learned());
    Month mute(runAtOnce(), LiquidationFeed::None);
    mute.levels.offer(lender.levels.learned());
    mute.run(8);
    QCOMPARE(mute.map()->kernelOrigin.quality, KernelQuality::Borrowed);
    QVERIFY(mute.map()->kernel->layers == lender.levels.learned()->model.kernel.layers);
    QVERIFY(!mute.map()->isReportedScaleMeasured);
    // Who has a feed keeps to it.
    Month own;
    own.levels.offer(lender.levels.learned());
    own.run(8);
    QCOMPARE(own.map()->kernelOrigin.quality, KernelQuality::Prior);
}

QTEST_GUILESS_MAIN(TestAssetLevels)
#include "tst_assetlevels.moc"
