#include "core/replay/recordedfeed.h"
#include "core/replay/replaydriver.h"
#include "tests/core/storage/failingdevice.h"
#include "tests/core/storage/sampleitems.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'000'000;

struct HandClock final : Clock {
    TimeMs now = 77;
    TimeMs transportMs() const override { return now; }
    TimeMs marketMs() const override { return now; }
};

/// A journal of `seconds` beats, with one mark in the middle of each second and reference data at the start.
struct Fixture {
    InstrumentNames names;
    std::vector<StreamItem> items;
    QByteArray bytes;
    std::vector<StreamItem> taken;
    int restarts = 0;

    explicit Fixture(int seconds = 10)
    {
        items.push_back(sampleItems(names).front());
        for (int s = 0; s < seconds; ++s) {
            const TimeMs t = Start + s * SecondMs;
            items.emplace_back(Beat{t, t});
            items.emplace_back(Observation{names.intern("okx", "X"), t + 500, t + 500, Mark{double(s), {}}});
        }
        FailingDevice::Mood mood;
        StorageThread thread(std::chrono::hours(1));
        BlockQueueLimits limits;
        limits.blockBytes = 100;
        auto writer = JournalWriter::onDevice(
            std::make_unique<FailingDevice>(&bytes, mood), "memory", FileHeader(), thread, {}, limits);
        (*writer)->append(items, names);
    }

    RecordedFeed feed()
    {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(bytes);
        buffer->open(QIODevice::ReadOnly);
        Result<JournalReader> reader = JournalReader::onDevice(std::move(buffer), names);
        const auto take = [this](const StreamItem &item) { taken.push_back(item); };
        const auto restart = [this] {
            taken.clear();
            ++restarts;
        };
        return RecordedFeed(std::move(*reader), {take, restart});
    }
    bool tookFirst(std::size_t n) const
    {
        if (taken.size() != n)
            return false;
        for (std::size_t i = 0; i < n; ++i) {
            if (!sameItem(items[i], taken[i]))
                return false;
        }
        return true;
    }
};

} // namespace

class TestRecordedFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void playsAllInOrder();
    void deliversNothingBeforeItsTime();
    void playsFasterAndSlower();
    void isBoundedPerCall();
    void seeksForwardByPlayingOn();
    void seeksBackByBeginningAgain();
    void stepsSecondBySecond();
    void fallsBackToWhatWasDelivered();
    void anEmptyJournalIsAtItsEnd();
};

void TestRecordedFeed::playsAllInOrder()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    driver.playAll();
    QVERIFY(f.tookFirst(f.items.size()));
    QVERIFY(feed.report().empty());
    QVERIFY(driver.advance() == ReplayDriver::Progress::Ended);
    QVERIFY(!driver.untilDueMs());
}

void TestRecordedFeed::deliversNothingBeforeItsTime()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    QVERIFY(driver.advance() == ReplayDriver::Progress::Waiting);
    QVERIFY(f.tookFirst(2)); // reference data and the first beat
    QCOMPARE(driver.untilDueMs().value(), 500);
    clock.now += 499;
    driver.advance();
    QVERIFY(f.tookFirst(2));
    clock.now += 1;
    QCOMPARE(driver.untilDueMs().value(), 0);
    driver.advance();
    QVERIFY(f.tookFirst(3));
    QCOMPARE(driver.recordedMs(), Start + 500);
}

void TestRecordedFeed::playsFasterAndSlower()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock, 10);
    clock.now += 100; // one recorded second
    driver.advance();
    QVERIFY(f.tookFirst(4));
    driver.setSpeed(0.5);
    clock.now += 1000; // half a recorded second
    driver.advance();
    QVERIFY(f.tookFirst(5));
    driver.pause();
    clock.now += 100'000;
    driver.advance();
    QVERIFY(f.tookFirst(5));
    QVERIFY(!driver.untilDueMs());
}

void TestRecordedFeed::isBoundedPerCall()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    clock.now += 1'000'000;
    QVERIFY(driver.advance(5) == ReplayDriver::Progress::More);
    QVERIFY(f.tookFirst(5));
    QVERIFY(driver.advance(1000) == ReplayDriver::Progress::Ended);
    QVERIFY(f.tookFirst(f.items.size()));
    QCOMPARE(driver.recordedMs(), Start + 9500);
}

void TestRecordedFeed::seeksForwardByPlayingOn()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    driver.seek(Start + 5000);
    driver.advance();
    QVERIFY(f.tookFirst(12)); // reference, six beats, five marks: nothing is left out
    QCOMPARE(f.restarts, 0);
    driver.seek(Start + 999'000);
    QCOMPARE(driver.recordedMs(), Start + 9500);
}

void TestRecordedFeed::seeksBackByBeginningAgain()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    driver.playAll();
    driver.seek(Start + 2000);
    QCOMPARE(f.restarts, 1);
    driver.advance();
    QVERIFY(f.tookFirst(6));
    QCOMPARE(driver.untilDueMs().value(), 500);
}

void TestRecordedFeed::stepsSecondBySecond()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    driver.pause();
    driver.advance();
    QVERIFY(f.tookFirst(2));
    driver.step();
    driver.advance();
    QVERIFY(f.tookFirst(4));
    clock.now += 60'000;
    driver.advance();
    QVERIFY(f.tookFirst(4));
}

void TestRecordedFeed::fallsBackToWhatWasDelivered()
{
    Fixture f;
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock, 100);
    clock.now += 60;
    QVERIFY(driver.advance(4) == ReplayDriver::Progress::More);
    driver.fallBack();
    QCOMPARE(driver.recordedMs(), Start + 1500); // the item that comes next
    driver.pause();
    clock.now += 1000;
    driver.advance();
    QVERIFY(f.tookFirst(5));
    driver.fallBack(); // nothing is due: stays
    QCOMPARE(driver.recordedMs(), Start + 1500);
}

void TestRecordedFeed::anEmptyJournalIsAtItsEnd()
{
    Fixture f;
    FailingDevice::Mood mood;
    f.bytes.clear();
    {
        StorageThread thread(std::chrono::hours(1));
        QVERIFY(JournalWriter::onDevice(
            std::make_unique<FailingDevice>(&f.bytes, mood), "memory", FileHeader(), thread, {}));
    }
    RecordedFeed feed = f.feed();
    HandClock clock;
    ReplayDriver driver(feed, clock);
    QVERIFY(driver.advance() == ReplayDriver::Progress::Ended);
    driver.seek(5);
    QVERIFY(f.taken.empty());
}

QTEST_GUILESS_MAIN(TestRecordedFeed)
#include "tst_recordedfeed.moc"
