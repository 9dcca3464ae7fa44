// What a run loses of its levels when it is killed: a child process is, and its file is read (MODEL 12).
#include "core/engine/enginethread.h"
#include "core/market/statearchive.h"
#include "core/storage/checkpointfile.h"
#include "tests/support/streambuilder.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <deque>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / DayMs * DayMs;

EngineSettings settings()
{
    EngineSettings out;
    out.watched = {"BTC"};
    return out;
}

/// Transport time of the last beat before it was made.
std::optional<TimeMs> momentOf(const std::string &bytes)
{
    InstrumentNames names;
    StateReader archive(bytes, names);
    TimeMs startedMs = 0;
    Beat beat;
    archive(startedMs, beat);
    return archive.ok() ? std::optional(beat.transportMs) : std::nullopt;
}

/// An engine on its thread that is fed second by second, as fast as it takes them.
struct Run {
    std::mutex mutex;
    std::vector<StreamItem> waiting;
    std::atomic<TimeMs> takenMs{0};
    SystemClock clock;
    StreamBuilder stream{Start, 1.0, [this](const StreamItem &item) {
                             const std::lock_guard lock(mutex);
                             waiting.push_back(item);
                         }};
    EngineThread engine;

    explicit Run(std::function<void(std::string)> keep)
        : engine(settings(), links(std::move(keep)), clock, &stream.names())
    {
        StreamBuilder::Venue &venue = stream.add("okx", "OKX", 0.0001, 8, 3e9);
        stream.run(1);
        for (TimeMs at = Start - 3 * DayMs; at < Start; at += 5 * MinuteMs) {
            const double price = 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (9.0 * HourMs)));
            stream.observe(venue, Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
        }
        engine.start();
    }
    EngineThread::Links links(std::function<void(std::string)> keep)
    {
        EngineThread::Links links;
        links.take = [this] {
            const std::lock_guard lock(mutex);
            return std::exchange(waiting, {});
        };
        links.journal = [this](std::span<const StreamItem> items) {
            for (const StreamItem &item : items) {
                if (const auto *beat = std::get_if<Beat>(&item))
                    takenMs = beat->transportMs;
            }
        };
        links.publish = [](const SnapshotPtr &) {};
        links.raise = [](const std::vector<Event> &) {};
        links.keep = std::move(keep);
        return links;
    }
    /// One second more; when the engine has it.
    void second()
    {
        stream.run(1);
        engine.wake();
        while (takenMs < stream.transportMs())
            std::this_thread::yield();
    }
};

/// The child: writes its file as the program does, and says how far it came. Never ends.
int runUntilKilled(const std::string &path)
{
    Run run([&path](std::string bytes) {
        if (!writeCheckpoint(path, bytes))
            std::exit(3);
    });
    for (;;) {
        run.second();
        std::printf("%lld\n", static_cast<long long>(run.stream.transportMs()));
        std::fflush(stdout);
    }
}

} // namespace

class TestKeeping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsAtLeastEveryFiveMinutes();
    void keepsAtTheEnd();
    void losesFiveMinutesAtMostWhenItIsKilled();
};

void TestKeeping::keepsAtLeastEveryFiveMinutes()
{
    std::mutex mutex;
    std::vector<TimeMs> kept;
    Run run([&](const std::string &bytes) {
        const std::lock_guard lock(mutex);
        kept.push_back(momentOf(bytes).value_or(0));
    });
    for (int i = 0; i < 1'300; ++i)
        run.second();
    run.engine.stop();
    TimeMs before = Start + SecondMs;
    QVERIFY(kept.size() >= 5);
    for (const TimeMs each : kept) {
        QVERIFY2(each - before <= EngineThread::KeepEveryMs, qPrintable(QString::number(each - before)));
        before = each;
    }
    for (std::size_t i = 0; i + 1 < kept.size(); ++i)
        QCOMPARE(kept[i] % MinuteMs, TimeMs(0)); // at the begin of a minute, when nothing is under way
}

void TestKeeping::keepsAtTheEnd()
{
    std::vector<TimeMs> kept;
    Run run([&](const std::string &bytes) { kept.push_back(momentOf(bytes).value_or(0)); });
    for (int i = 0; i < 10; ++i)
        run.second();
    const TimeMs end = run.stream.transportMs();
    run.engine.stop();
    QCOMPARE(kept, std::vector<TimeMs>{end});
}

void TestKeeping::losesFiveMinutesAtMostWhenItIsKilled()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("levels.state"));
    for (const int minutes : {6, 9, 13}) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--until-killed"), path});
        QVERIFY(child.waitForStarted());
        TimeMs reached = 0;
        while (reached < Start + minutes * MinuteMs) {
            QVERIFY(child.canReadLine() || child.waitForReadyRead(60'000));
            while (child.canReadLine())
                reached = child.readLine().trimmed().toLongLong();
        }
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        while (child.canReadLine())
            reached = child.readLine().trimmed().toLongLong();
        const CheckpointContent content = readCheckpoint(path.toStdString());
        QVERIFY(content.bytes && content.fate == CheckpointFate::Fine);
        const auto moment = momentOf(*content.bytes);
        QVERIFY(moment);
        // The second that it was in when it was killed was told by nobody.
        QVERIFY2(reached + SecondMs - *moment <= EngineThread::KeepEveryMs + SecondMs,
            qPrintable(QString::number(reached - *moment)));
        // And it is whole: a run goes on with it.
        Run next([](const std::string &) {});
        next.engine.stop();
        Engine engine(settings(), runAtOnce(), nullptr, &next.stream.names());
        engine.take(std::make_shared<const Checkpoint>(Checkpoint{*content.bytes}));
        QVERIFY(engine.checkpoint().size() > 10'000);
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--until-killed")
        return runUntilKilled(argv[2]);
    TestKeeping test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keeping.moc"
