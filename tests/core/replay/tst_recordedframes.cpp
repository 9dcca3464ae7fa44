#include "core/replay/recordedframes.h"
#include "tests/core/storage/failingdevice.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'000'250;

/// A line for each frame and beat that was played.
using Log = std::vector<std::string>;

/// Two hours: instruments by REST at the start, then a WebSocket frame every two seconds.
QByteArray recordingOf(TimeMs lengthMs)
{
    QByteArray bytes;
    FailingDevice::Mood mood;
    StorageThread thread(std::chrono::hours(1));
    FileHeader header;
    header.clock = {Start, 5'000'000, 60};
    BlockQueueLimits limits;
    limits.blockBytes = 2000;
    auto writer =
        RecordingWriter::onDevice(std::make_unique<FailingDevice>(&bytes, mood), "memory", header, thread, {}, limits);
    (*writer)->takeFrame("okx", 0, {Via::Rest, "instruments", "GET /i", Start});
    for (TimeMs t = 500; t < lengthMs; t += 2000)
        (*writer)->takeFrame("okx", 1, {Via::Ws, "at " + std::to_string(t), "/ws", Start + t});
    return bytes;
}

struct Player {
    Log log;
    RecordedFrames frames;

    explicit Player(const QByteArray &bytes) : frames(readerOf(bytes), consumer()) { }
    static RecordingReader readerOf(const QByteArray &bytes)
    {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(bytes);
        buffer->open(QIODevice::ReadOnly);
        return std::move(*RecordingReader::onDevice(std::move(buffer)));
    }
    RecordedFrames::Consumer consumer()
    {
        return {
            [this](const RecordedFrame &f) { log.push_back(std::string(f.venue) + " " + std::string(f.frame.text)); },
            [this](const Beat &b) {
                log.push_back("beat " + std::to_string(b.transportMs) + " " + std::to_string(b.marketMs));
            },
            [this] { log.push_back("restart"); }};
    }
    void play()
    {
        while (frames.nextMs())
            frames.deliver();
    }
};

} // namespace

class TestRecordedFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putsABeatAtEachWholeSecond();
    void playedTwiceIsTheSameTwice();
    void timesNeverGoBack();
    void seeksWithInstrumentsAndALeadIn();
    void seeksBackToTheVeryStart();
    void playsOnWhenTheTimeIsNear();
};

void TestRecordedFrames::putsABeatAtEachWholeSecond()
{
    Player player(recordingOf(5000));
    player.play();
    const auto beat = [](TimeMs transport) {
        return "beat " + std::to_string(transport) + " " + std::to_string(5'000'000 + 60 * (transport - Start));
    };
    QCOMPARE(player.log,
        (Log{"okx instruments", "okx at 500", beat(Start + 750), beat(Start + 1750), "okx at 2500", beat(Start + 2750),
            beat(Start + 3750), "okx at 4500"}));
}

void TestRecordedFrames::playedTwiceIsTheSameTwice()
{
    const QByteArray bytes = recordingOf(60'000);
    Player first(bytes), second(bytes);
    first.play();
    second.play();
    QVERIFY(first.log.size() > 80);
    QCOMPARE(first.log, second.log);
}

void TestRecordedFrames::timesNeverGoBack()
{
    Player player(recordingOf(60'000));
    TimeMs last = 0;
    while (const std::optional<TimeMs> next = player.frames.nextMs()) {
        QVERIFY(*next >= last);
        last = *next;
        player.frames.deliver();
    }
    QCOMPARE(last, Start + 58'500);
}

void TestRecordedFrames::seeksWithInstrumentsAndALeadIn()
{
    Player player(recordingOf(2 * HourMs));
    player.frames.seek(Start + HourMs);
    QCOMPARE(player.log, (Log{"restart", "okx instruments"}));
    // ten minutes before the time sought
    QCOMPARE(player.frames.nextMs().value(), Start + 50 * MinuteMs + 500);
    player.frames.deliver();
    QCOMPARE(player.log.back(), "okx at " + std::to_string(50 * MinuteMs + 500));
}

void TestRecordedFrames::seeksBackToTheVeryStart()
{
    Player player(recordingOf(5000));
    player.play();
    const Log once = player.log;
    player.log.clear();
    player.frames.seek(Start);
    QCOMPARE(player.log, Log{"restart"});
    player.log.clear();
    player.play();
    QCOMPARE(player.log, once);
}

void TestRecordedFrames::playsOnWhenTheTimeIsNear()
{
    Player player(recordingOf(HourMs));
    player.frames.seek(Start + 5 * MinuteMs);
    QVERIFY(player.log.empty());
    QCOMPARE(player.frames.nextMs().value(), Start);
}

QTEST_GUILESS_MAIN(TestRecordedFrames)
#include "tst_recordedframes.moc"
