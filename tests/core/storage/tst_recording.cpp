#include "core/storage/recording.h"
#include "tests/core/storage/failingdevice.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <mutex>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace isobar;

namespace {

constexpr std::chrono::milliseconds Soon(5);
constexpr TimeMs Start = 1'763'000'000'000;

struct Told {
    void operator()(const StorageTrouble &trouble)
    {
        const std::lock_guard lock(mutex);
        all.push_back(trouble);
    }
    std::vector<StorageTrouble> list()
    {
        const std::lock_guard lock(mutex);
        return all;
    }
    std::mutex mutex;
    std::vector<StorageTrouble> all;
};

void record(RecordingWriter &writer, int number)
{
    const std::string text = "{\"n\":" + std::to_string(number) + "}";
    Frame frame{
        number % 3 == 0 ? Via::Rest : Via::Ws, text, number % 3 == 0 ? "GET /x?a=1" : "/ws", Start + number * 10};
    writer.takeFrame(number % 2 == 0 ? "okx" : "bybit", number % 5, frame);
}

int numberOf(const RecordedFrame &recorded)
{
    const std::string text(recorded.frame.text);
    return std::stoi(text.substr(5));
}

std::vector<int> numbersIn(RecordingReader &reader)
{
    std::vector<int> out;
    while (const std::optional<RecordedFrame> frame = reader.next())
        out.push_back(numberOf(*frame));
    return out;
}

std::unique_ptr<QIODevice> deviceOf(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

} // namespace

class TestRecording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsFramesWithTheirPlace();
    void seeksToATime();
    void isOnTheDiskWithoutBeingClosed();
    void aFullDiskIsCountedAndToldOnceAndGetsOver();
    void aSlowDiskNeverHoldsTheNetThread();
    void dropsNothingWhenItOnlyEnds();
    void survivesTheDeathOfItsProgram();
};

void TestRecording::keepsFramesWithTheirPlace()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("with space.rec")).toStdString();
    FileHeader header;
    header.venues = {"okx", "bybit"};
    {
        StorageThread thread(Soon);
        auto writer = RecordingWriter::create(path, header, thread, {});
        QVERIFY(writer);
        for (int i = 0; i < 1000; ++i)
            record(**writer, i);
    }
    Result<RecordingReader> reader = RecordingReader::open(path);
    QVERIFY(reader);
    QCOMPARE(reader->header().venues, header.venues);
    for (int i = 0; i < 1000; ++i) {
        const std::optional<RecordedFrame> got = reader->next();
        QVERIFY(got);
        QCOMPARE(numberOf(*got), i);
        QCOMPARE(got->venue, std::string_view(i % 2 == 0 ? "okx" : "bybit"));
        QCOMPARE(got->connection, i % 5);
        QCOMPARE(got->frame.via, i % 3 == 0 ? Via::Rest : Via::Ws);
        QCOMPARE(got->frame.request, std::string_view(i % 3 == 0 ? "GET /x?a=1" : "/ws"));
        QCOMPARE(got->frame.transportMs, Start + i * 10);
    }
    QVERIFY(!reader->next());
    QVERIFY(reader->report().isWhole());
    QCOMPARE(reader->span()->first, Start);
    QCOMPARE(reader->span()->second, Start + 9990);
}

void TestRecording::seeksToATime()
{
    QByteArray bytes;
    FailingDevice::Mood mood;
    {
        StorageThread thread(std::chrono::hours(1));
        BlockQueueLimits small;
        small.blockBytes = 400; // many blocks
        auto writer =
            RecordingWriter::onDevice(std::make_unique<FailingDevice>(&bytes, mood), "memory", {}, thread, {}, small);
        QVERIFY(writer);
        for (int i = 0; i < 300; ++i)
            record(**writer, i);
    }
    Result<RecordingReader> reader = RecordingReader::onDevice(deviceOf(bytes));
    QVERIFY(reader);
    for (const int from : {299, 0, 151, 7}) {
        reader->seek(Start + from * 10 - 5);
        const std::vector<int> numbers = numbersIn(*reader);
        QCOMPARE(numbers.size(), static_cast<std::size_t>(300 - from));
        QCOMPARE(numbers.front(), from);
    }
    reader->seek(Start + 3000);
    QVERIFY(numbersIn(*reader).empty());
}

void TestRecording::isOnTheDiskWithoutBeingClosed()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("open.rec")).toStdString();
    StorageThread thread(Soon);
    auto writer = RecordingWriter::create(path, {}, thread, {});
    QVERIFY(writer);
    record(**writer, 1);
    const auto readable = [&path] {
        Result<RecordingReader> reader = RecordingReader::open(path);
        return reader && numbersIn(*reader) == std::vector<int>{1};
    };
    QTRY_VERIFY(readable());
}

void TestRecording::aFullDiskIsCountedAndToldOnceAndGetsOver()
{
    QByteArray bytes;
    FailingDevice::Mood mood;
    Told told;
    {
        StorageThread thread(Soon);
        auto writer = RecordingWriter::onDevice(
            std::make_unique<FailingDevice>(&bytes, mood), "memory", {}, thread, std::ref(told));
        QVERIFY(writer);
        record(**writer, 0);
        const qint64 empty = (*writer)->bytesWritten();
        QTRY_VERIFY((*writer)->bytesWritten() > empty);
        mood.full = true;
        record(**writer, 1);
        QTRY_COMPARE((*writer)->lostFrames(), 1U);
        record(**writer, 2);
        QTRY_COMPARE((*writer)->lostFrames(), 2U);
        mood.full = false;
        record(**writer, 3);
        QTRY_COMPARE(told.list().size(), 2U);
    }
    const std::vector<StorageTrouble> list = told.list();
    QCOMPARE(list.size(), 2U);
    QCOMPARE(list[0].store, std::string("memory"));
    QCOMPARE(list[0].reason, std::string("No space left on device"));
    QVERIFY(list[1].reason.empty());
    QCOMPARE(list[1].lostRecords, 2U);
    Result<RecordingReader> reader = RecordingReader::onDevice(deviceOf(bytes));
    QVERIFY(reader);
    QCOMPARE(numbersIn(*reader), (std::vector<int>{0, 3}));
    QCOMPARE(reader->report().lostRecords, 2U);
}

void TestRecording::aSlowDiskNeverHoldsTheNetThread()
{
    QByteArray bytes;
    FailingDevice::Mood mood;
    Told told;
    std::uint64_t lost = 0;
    {
        StorageThread thread(Soon);
        BlockQueueLimits small;
        small.queuedBytes = 4000;
        auto writer = RecordingWriter::onDevice(
            std::make_unique<FailingDevice>(&bytes, mood), "memory", {}, thread, std::ref(told), small);
        QVERIFY(writer);
        mood.held = true;
        record(**writer, 0);
        QVERIFY(mood.inWrite.tryAcquire(1, 5000)); // the disk hangs from here on
        for (int i = 1; i < 1000; ++i)
            record(**writer, i); // would never return if it waited for the disk
        lost = (*writer)->lostFrames();
        QVERIFY(lost > 0 && lost < 999);
        mood.held = false;
        mood.release.release(1);
        QTRY_VERIFY(!told.list().empty());
        record(**writer, 1000);
    }
    QVERIFY(told.list().front().reason.find("slow") != std::string::npos);
    Result<RecordingReader> reader = RecordingReader::onDevice(deviceOf(bytes));
    QVERIFY(reader);
    const std::vector<int> numbers = numbersIn(*reader);
    QCOMPARE(numbers.size() + lost, 1001U);
    QCOMPARE(numbers.back(), 1000);
    QCOMPARE(reader->report().lostRecords, lost);
}

void TestRecording::dropsNothingWhenItOnlyEnds()
{
    QByteArray bytes;
    FailingDevice::Mood mood;
    StorageThread thread(std::chrono::hours(1)); // only closing writes
    auto writer = RecordingWriter::onDevice(std::make_unique<FailingDevice>(&bytes, mood), "memory", {}, thread, {});
    QVERIFY(writer);
    for (int i = 0; i < 10; ++i)
        record(**writer, i);
    (*writer)->close();
    record(**writer, 10); // comes too late
    Result<RecordingReader> reader = RecordingReader::onDevice(deviceOf(bytes));
    QVERIFY(reader);
    QCOMPARE(numbersIn(*reader).size(), 10U);
    QCOMPARE((*writer)->lostFrames(), 1U);
}

void TestRecording::survivesTheDeathOfItsProgram()
{
#if defined(Q_OS_UNIX) && !defined(__SANITIZE_THREAD__) // which allows no threads after a fork
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("killed.rec")).toStdString();
    const pid_t child = fork();
    if (child == 0) {
        StorageThread thread(Soon);
        auto writer = RecordingWriter::create(path, {}, thread, {});
        for (int i = 0; i < 1'000'000; ++i) { // an end of its own, should nobody kill it
            record(**writer, i);
            if (i % 100 == 0)
                usleep(500);
        }
        _exit(0);
    }
    QVERIFY(child > 0);
    const auto readable = [&path] {
        Result<RecordingReader> reader = RecordingReader::open(path);
        return reader ? numbersIn(*reader).size() : 0;
    };
    const bool begun = QTest::qWaitFor([&] { return readable() > 500; });
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    QVERIFY(begun);
    Result<RecordingReader> reader = RecordingReader::open(path);
    QVERIFY(reader);
    const std::vector<int> numbers = numbersIn(*reader);
    QVERIFY(numbers.size() > 500);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        QCOMPARE(numbers[i], static_cast<int>(i));
    QCOMPARE(reader->report().damagedBlocks, 0U);
#else
    QSKIP("needs a fork that may start threads");
#endif
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
