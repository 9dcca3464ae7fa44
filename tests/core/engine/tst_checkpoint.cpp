#include "core/engine/engine.h"
#include "core/market/eventjson.h"
#include "tests/support/near.h"
#include "tests/support/streambuilder.h"

#include <QTest>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;
constexpr double Speed = 60; // a beat is a minute of market time
constexpr int BeatsADay = 24 * 60;

double priceAt(TimeMs at) { return 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (9.0 * HourMs))); }

EngineSettings settings()
{
    EngineSettings out;
    out.watched = {"BTC"};
    return out;
}

/// A run of the program: a stream into an engine of its own.
struct Run {
    StreamBuilder stream;
    Engine engine;
    std::vector<std::string> events;
    std::vector<Event> raised;
    int lived = 0; // beats

    explicit Run(TimeMs startMs = Start)
        : stream(startMs, Speed, [this](const StreamItem &item) { take(item); }),
          engine(settings(), runAtOnce(), nullptr, &stream.names())
    {
        for (const char *name : {"A", "B", "C"})
            stream.add(name, name, 0.00005, 8, 1e9);
        auto reference = std::make_shared<Reference>(*stream.venue("A").reference);
        reference->venue.liquidations = LiquidationFeed::All;
        take(ReferencePtr(reference));
    }
    void take(const StreamItem &item)
    {
        engine.take(item);
        for (Event &event : engine.takeEvents()) {
            events.push_back(eventToJson(event));
            raised.push_back(std::move(event));
        }
    }
    void fill(int days)
    {
        const TimeMs now = floorTo(stream.marketMs(), 5 * MinuteMs);
        for (const char *name : {"A", "B", "C"}) {
            stream.settlePast(name, days, [](TimeMs) { return 0.00005; });
            for (TimeMs at = now - days * DayMs; at < now; at += 5 * MinuteMs) {
                const double price = priceAt(at);
                stream.observe(
                    stream.venue(name), Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
                stream.observe(
                    stream.venue(name), OpenInterest{14'000 + 10 * std::sin(static_cast<double>(at) / HourMs), {}, at});
            }
        }
    }
    /// Beats with a price that goes to and fro, and something that dies now and then.
    void live(int beats)
    {
        for (int end = lived + beats; lived < end; ++lived) {
            for (const char *name : {"A", "B", "C"})
                stream.venue(name).mark = stream.venue(name).index = priceAt(stream.marketMs());
            if (lived % 7 == 0) {
                const double price = priceAt(stream.marketMs());
                const PositionSide side = lived % 2 ? PositionSide::Long : PositionSide::Short;
                stream.observe(stream.venue("A"),
                    Liquidation{side, price, 10, 10 * price, stream.marketMs(), static_cast<std::uint64_t>(lived)});
            }
            stream.run(1);
        }
    }
    void setRate(double rate)
    {
        for (const char *name : {"A", "B", "C"})
            stream.venue(name).rate = rate;
    }
    std::string checkpoint()
    {
        while (!engine.isSettled())
            live(1);
        return engine.checkpoint();
    }
    void restart(std::string bytes) { take(std::make_shared<const Checkpoint>(Checkpoint{std::move(bytes)})); }
    LevelMapPtr map() { return engine.snapshot(0)->assets.front()->map; }
    double levels()
    {
        const LevelMapPtr map = this->map();
        return map ? map->now.between(map->lattice, PositionSide::Long, 1, map->price) : 0;
    }
    /// The ids of events of a type that were entered.
    std::vector<std::uint64_t> entered(EventType type) const
    {
        std::vector<std::uint64_t> ids;
        for (const Event &event : raised) {
            if (event.type == type && event.state == EventState::Entered)
                ids.push_back(event.id);
        }
        return ids;
    }
};

/// Where two texts part.
std::string difference(const std::string &one, const std::string &other)
{
    const auto at = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin();
    const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 60));
    return one.substr(0, 40) + " ... " + one.substr(from, 100) + " | " + other.substr(from, 100);
}

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isReadBackToTheByte();
    void goesOnAsIfNothingHadBeen();
    void keepsEventsOverARestart();
    void keepsLayersOverARestart();
    void keepsKernelsAfterALongTime();
    void learnsOverRestarts();
    void keepsBaselines();
    void startsColdFromDamage();
};

void TestCheckpoint::isReadBackToTheByte()
{
    Run one, other;
    for (Run *run : {&one, &other}) {
        run->live(1);
        run->fill(12);
        run->live(300);
    }
    const std::string before = other.checkpoint();
    QVERIFY(before == one.checkpoint());
    other.restart(before);
    QVERIFY(other.engine.checkpoint() == before);
    for (int beat = 0; beat < 1'300; ++beat) {
        for (Run *run : {&one, &other}) {
            if (beat == 50 || beat == 1'100)
                run->setRate(0.0006);
            else if (beat == 600)
                run->setRate(0.00005);
            else if (beat == 1'200)
                run->engine.learnNow("BTC");
            run->live(1);
        }
        const bool isSettled = one.engine.isSettled();
        QCOMPARE(other.engine.isSettled(), isSettled);
        if (!isSettled || (beat % 61 != 0 && beat < 1'200))
            continue;
        const std::string now = one.engine.checkpoint(), again = other.engine.checkpoint();
        const auto at = std::mismatch(now.begin(), now.end(), again.begin(), again.end()).first - now.begin();
        QVERIFY2(now == again, qPrintable(QStringLiteral("beat %1, byte %2 of %3").arg(beat).arg(at).arg(now.size())));
        other.restart(again);
    }
}

/// Saved and read back at any minute, the rest of the run is the same to the byte: events, and all that is derived.
void TestCheckpoint::goesOnAsIfNothingHadBeen()
{
    const auto runWith = [](const std::vector<int> &restarts) {
        auto run = std::make_unique<Run>();
        run->live(1);
        run->fill(12);
        int at = 0;
        const auto liveUntil = [&](int beat) {
            run->live(beat - at);
            at = beat;
        };
        const auto restartUntil = [&](int beat) {
            for (const int restart : restarts) {
                if (restart >= at && restart < beat) {
                    liveUntil(restart);
                    Q_ASSERT(run->engine.isSettled());
                    run->restart(run->engine.checkpoint());
                }
            }
            liveUntil(beat);
        };
        restartUntil(300);
        run->setRate(0.0006); // an extreme that is entered, and ends
        restartUntil(900);
        run->setRate(0.00005);
        restartUntil(BeatsADay + 100);
        run->setRate(-0.0006);
        run->engine.learnNow("BTC");
        restartUntil(BeatsADay + 300);
        return run;
    };
    const auto whole = runWith({});
    QVERIFY(!whole->entered(EventType::FundingExtreme).empty());
    const std::string end = whole->checkpoint(); // before a picture is asked for: chunks of one are numbered
    QCOMPARE(whole->map()->kernelOrigin.quality, KernelQuality::Learned);
    for (const std::vector<int> &restarts : {std::vector{301, 700}, std::vector{500, 1'000, 1'600}}) {
        const auto again = runWith(restarts);
        QCOMPARE(again->events.size(), whole->events.size());
        for (std::size_t i = 0; i < whole->events.size(); ++i)
            QVERIFY2(again->events[i] == whole->events[i], difference(again->events[i], whole->events[i]).c_str());
        QVERIFY(again->checkpoint() == end);
        QCOMPARE(again->map()->clusters, whole->map()->clusters);
    }
}

void TestCheckpoint::keepsEventsOverARestart()
{
    Run first;
    first.live(1);
    first.fill(12);
    first.live(60);
    first.setRate(0.0006);
    first.live(120);
    QCOMPARE(first.entered(EventType::FundingExtreme).size(), std::size_t(1));
    const std::uint64_t id = first.entered(EventType::FundingExtreme).front();

    // The next run knows nothing of the market at first; its extreme is the one that went on.
    Run second(first.stream.marketMs() + 10 * MinuteMs);
    second.restart(first.checkpoint());
    second.setRate(0.0006);
    second.live(1);
    second.fill(12);
    second.live(300);
    QVERIFY(second.entered(EventType::FundingExtreme).empty());
    second.setRate(0.00005);
    second.live(600);
    const auto cleared = std::find_if(second.raised.begin(), second.raised.end(), [](const Event &event) {
        return event.type == EventType::FundingExtreme && event.state == EventState::Cleared;
    });
    QVERIFY(cleared != second.raised.end());
    QCOMPARE(cleared->id, id);
}

void TestCheckpoint::keepsLayersOverARestart()
{
    Run first;
    first.live(1);
    first.fill(12);
    first.live(100);
    const double before = first.levels();
    const auto clusters = first.map()->clusters;
    QVERIFY(before > 0 && !clusters.empty());

    Run second(first.stream.marketMs() + 2 * HourMs);
    second.restart(first.checkpoint());
    second.live(4); // no history yet: the map stands as it was
    QVERIFY(second.map());
    QVERIFY(isNear(second.levels(), before, 0.2));
    // What is still there is the same cluster.
    int same = 0;
    for (const Cluster &each : second.map()->clusters)
        same +=
            std::any_of(clusters.begin(), clusters.end(), [&](const Cluster &other) { return other.id == each.id; });
    QVERIFY(same > 0);
    // The past that comes again is no news, and two hours are only what they add.
    const TimeMs firstMs = second.map()->series[LevelMap::HourSeries].firstMs();
    second.fill(2);
    second.live(200);
    QCOMPARE(second.map()->series[LevelMap::HourSeries].firstMs(), firstMs);
    QVERIFY(isNear(second.levels(), before, 0.3));
}

void TestCheckpoint::keepsKernelsAfterALongTime()
{
    Run first;
    first.live(1);
    first.fill(12);
    first.live(BeatsADay + 100);
    first.engine.learnNow("BTC");
    first.live(20);
    const LevelMapPtr learned = first.map();
    QCOMPARE(learned->kernelOrigin.quality, KernelQuality::Learned);

    Run second(first.stream.marketMs() + 3 * DayMs);
    second.restart(first.checkpoint());
    second.live(1);
    second.fill(3);
    second.live(400);
    // More than a day was missed: the layers are those of the new run alone, but what was learned stays.
    QVERIFY(second.map()->series[LevelMap::HourSeries].firstMs() >= first.stream.marketMs() - HourMs);
    QCOMPARE(second.map()->kernelOrigin, learned->kernelOrigin);
    QCOMPARE(*second.map()->kernel, *learned->kernel);
}

/// Runs of eight hours a day are a day of watching after three of them.
void TestCheckpoint::learnsOverRestarts()
{
    std::string bytes;
    for (int day = 0; day < 4; ++day) {
        Run run(Start + day * DayMs + 10 * HourMs);
        if (!bytes.empty())
            run.restart(bytes);
        run.live(1);
        run.fill(12);
        run.live(8 * 60);
        if (day == 1) {
            run.engine.learnNow("BTC");
            run.live(20);
            QCOMPARE(run.map()->kernelOrigin.quality, KernelQuality::Prior); // not a day yet
        } else if (day == 3) {
            run.engine.learnNow("BTC");
            run.live(20);
            QCOMPARE(run.map()->kernelOrigin.quality, KernelQuality::Learned);
            // Only hours that were listened to were learned from, of all four days.
            const int hours = run.map()->kernelOrigin.hours[0];
            QVERIFY2(hours > 16 && hours <= 33, qPrintable(QString::number(hours)));
        }
        bytes = run.checkpoint();
    }
}

void TestCheckpoint::keepsBaselines()
{
    Run first;
    first.live(1);
    first.fill(12);
    first.live(60);
    const AggregateView before = first.engine.snapshot(0)->assets.front()->aggregate;
    QVERIFY(!before.baselineProvisional);
    Run second(first.stream.marketMs() + HourMs);
    second.restart(first.checkpoint());
    second.live(60); // nothing of the past is told
    const AggregateView after = second.engine.snapshot(0)->assets.front()->aggregate;
    QVERIFY(!after.baselineProvisional);
    QCOMPARE(after.baseline8h, before.baseline8h);
}

void TestCheckpoint::startsColdFromDamage()
{
    Run first;
    first.live(1);
    first.fill(12);
    first.live(60);
    const std::string whole = first.checkpoint();
    QVERIFY(whole.size() > 10'000);
    for (const std::size_t size : {std::size_t(0), std::size_t(5), whole.size() / 2, whole.size() - 1}) {
        Run second;
        second.restart(whole.substr(0, size));
        second.live(2);
        QVERIFY(!second.map());
        second.fill(10);
        second.live(20);
        QVERIFY(second.levels() > 0);
    }
    Run longer;
    longer.restart(whole + "x");
    longer.live(2);
    QVERIFY(!longer.map());
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
