#include "tests/app/cli/clirunner.h"

#include <QFileInfo>
#include <QTest>

using namespace clirunner;

/// `record`, `watch --journal` and `replay` as a user runs them, against the simulated venues.
class TestRecordReplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aJournalGivesTheSameEventsByteForByte();
    void aRecordingGivesEventsAndTwiceTheSame();
    void refusesToOverwriteARecording();
    void saysThatTheDiskIsFull();
    void readsATornRecordingAndSaysSo();
    void refusesOtherFiles();
    void knowsItsUsage_data();
    void knowsItsUsage();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
    QByteArray m_liveEvents;
};

/// Runs a command for some seconds and ends it as Ctrl+C would.
static Finished runFor(const QStringList &arguments, const std::function<bool(const QProcess &)> &enough)
{
    QProcess process;
    process.start(program(), arguments);
    const bool done = QTest::qWaitFor([&] { return enough(process); }, 40'000);
    process.terminate();
    if (!process.waitForFinished(10'000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {done ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestRecordReplay::initTestCase()
{
    // 0.15 % per interval on every venue: extreme from the first minute on.
    QByteArrayList script;
    script << "{\"at_s\":0,\"venue\":\"*\",\"asset\":\"BTC\",\"set\":{\"funding_rate\":0.0015}}";
    Simulator simulator(clirunner::fourVenues(
        {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--speed"), QStringLiteral("240"),
            QStringLiteral("--script"), writeLines(m_folder, QStringLiteral("script.jsonl"), script)}));
    QVERIFY(simulator.isUp());

    QProcess recorder;
    recorder.start(program(),
        {QStringLiteral("record"), QStringLiteral("--asset"), QStringLiteral("BTC"), QStringLiteral("--endpoints"),
            simulator.endpointsFile(), QStringLiteral("--out"), path("frames.rec")});
    const Finished watch = runFor(
        {QStringLiteral("watch"), QStringLiteral("--events"), QStringLiteral("--asset"), QStringLiteral("BTC"),
            QStringLiteral("--endpoints"), simulator.endpointsFile(), QStringLiteral("--journal"), path("run.journal")},
        [](const QProcess &process) { return process.bytesAvailable() > 0; });
    // A recording can be read while it is being written.
    const bool hasEvents = QTest::qWaitFor(
        [&] {
            return run({QStringLiteral("replay"), path("frames.rec"), QStringLiteral("--json")})
                .out.contains("FUNDING_EXTREME");
        },
        20'000);
    recorder.terminate();
    QVERIFY(recorder.waitForFinished(10'000));
    QCOMPARE(recorder.exitCode(), 0);
    QVERIFY(hasEvents);
    QVERIFY2(watch.status == 0, watch.err.constData());
    m_liveEvents = watch.out;
    QVERIFY2(m_liveEvents.contains("FUNDING_EXTREME"), m_liveEvents.constData());
}

void TestRecordReplay::aJournalGivesTheSameEventsByteForByte()
{
    const Finished replay = run({QStringLiteral("replay"), path("run.journal"), QStringLiteral("--json")});
    QVERIFY2(replay.status == 0, replay.err.constData());
    // The journal may hold a moment more than was printed before the end.
    QVERIFY2(replay.out.startsWith(m_liveEvents), replay.out.constData());
    QCOMPARE(run({QStringLiteral("replay"), path("run.journal"), QStringLiteral("--json")}).out, replay.out);
}

void TestRecordReplay::aRecordingGivesEventsAndTwiceTheSame()
{
    const Finished first = run({QStringLiteral("replay"), path("frames.rec"), QStringLiteral("--json")});
    QVERIFY2(first.status == 0, first.err.constData());
    QVERIFY2(first.out.contains("FUNDING_EXTREME"), first.err.constData());
    QVERIFY2(!first.err.contains("could not be read"), first.err.constData());
    const Finished second = run({QStringLiteral("replay"), path("frames.rec"), QStringLiteral("--json")});
    QCOMPARE(second.out, first.out);
    const Finished words = run({QStringLiteral("replay"), path("frames.rec")});
    QVERIFY2(words.out.contains("FUNDING_EXTREME") && !words.out.contains('{'), words.out.constData());
}

void TestRecordReplay::refusesToOverwriteARecording()
{
    const Finished again = run({QStringLiteral("record"), QStringLiteral("--demo"), QStringLiteral("--hours"),
        QStringLiteral("0.001"), QStringLiteral("--out"), path("frames.rec")});
    QCOMPARE(again.status, 1);
    QVERIFY2(again.err.contains("exists already"), again.err.constData());
}

void TestRecordReplay::saysThatTheDiskIsFull()
{
    if (!QFileInfo::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    const Finished full =
        run({QStringLiteral("record"), QStringLiteral("--demo"), QStringLiteral("--out"), QStringLiteral("/dev/full")});
    QCOMPARE(full.status, 1);
    QVERIFY2(full.err.contains("No space left"), full.err.constData());
}

void TestRecordReplay::readsATornRecordingAndSaysSo()
{
    QFile whole(path("frames.rec"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    QFile torn(path("torn.rec"));
    QVERIFY(torn.open(QIODevice::WriteOnly));
    torn.write(bytes.left(bytes.size() - 10));
    torn.close();
    const Finished replay = run({QStringLiteral("replay"), path("torn.rec")});
    QCOMPARE(replay.status, 0);
    QVERIFY2(replay.err.contains("ends in mid-block"), replay.err.constData());
}

void TestRecordReplay::refusesOtherFiles()
{
    const Finished none = run({QStringLiteral("replay"), path("nothing")});
    QCOMPARE(none.status, 1);
    const Finished other = run({QStringLiteral("replay"), path("script.jsonl")});
    QCOMPARE(other.status, 1);
    QVERIFY2(other.err.contains("not a recording"), other.err.constData());
}

void TestRecordReplay::knowsItsUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    const auto row = [](const char *words, int status) {
        QTest::newRow(words) << QString::fromLatin1(words).split(QLatin1Char(' ')) << status;
    };
    row("record --help", 0);
    row("record", 2);
    row("record file", 2);
    row("record --out x --hours none", 2);
    row("record --out x --hours 0", 2);
    row("record --out x --replay y", 2);
    row("record --nonsense", 2);
    row("replay --help", 0);
    row("replay", 2);
    row("replay a b", 2);
    row("replay a --speed 0", 2);
    row("replay a --nonsense", 2);
}

void TestRecordReplay::knowsItsUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const Finished finished = run(arguments);
    QCOMPARE(finished.status, status);
    QVERIFY((status == 0 ? finished.out : finished.err).size() > 10);
}

QTEST_GUILESS_MAIN(TestRecordReplay)
#include "tst_recordreplay.moc"
