#include "core/market/eventjson.h"
#include "core/storage/eventlog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>

using namespace isobar;

namespace {

constexpr std::chrono::milliseconds Soon(5);

Event eventOf(std::uint64_t id)
{
    Event event;
    event.id = id;
    event.asset = "BTC";
    event.payload = FundingExtremePayload{};
    return event;
}

struct Acknowledged {
    void operator()(std::uint64_t ticket, const std::string &reason)
    {
        const std::lock_guard lock(mutex);
        all.emplace_back(ticket, reason);
    }
    std::vector<std::pair<std::uint64_t, std::string>> list()
    {
        const std::lock_guard lock(mutex);
        return all;
    }
    std::mutex mutex;
    std::vector<std::pair<std::uint64_t, std::string>> all;
};

} // namespace

class TestEventLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acknowledgesWhatCanBeReadBack();
    void appendsOverRuns();
    void readsOverATornLastLine();
    void skipsDamagedLines();
    void aMissingLogIsEmpty();
    void saysThatAFullDiskDidNotStore();
    void recoversWhenTheFolderAppears();
};

void TestEventLog::acknowledgesWhatCanBeReadBack()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("events.jsonl")).toStdString();
    StorageThread thread(std::chrono::hours(1)); // appending alone must wake it
    Acknowledged acknowledged;
    EventLog log(path, thread, std::ref(acknowledged));
    for (std::uint64_t i = 1; i <= 20; ++i)
        log.append(i, eventOf(i));
    QTRY_COMPARE(acknowledged.list().size(), 20U);
    // read before it is closed: acknowledged means stored
    const Result<EventLogContent> content = readEventLog(path);
    QVERIFY(content);
    QCOMPARE(content->lines.size(), 20U);
    for (std::uint64_t i = 1; i <= 20; ++i) {
        QCOMPARE(acknowledged.list()[i - 1], (std::pair<std::uint64_t, std::string>(i, "")));
        QCOMPARE(content->lines[i - 1], eventToJson(eventOf(i)));
    }
    QVERIFY(!content->tornTail);
}

void TestEventLog::appendsOverRuns()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("events.jsonl")).toStdString();
    for (std::uint64_t run = 1; run <= 3; ++run) {
        StorageThread thread(Soon);
        EventLog log(path, thread, {});
        log.append(run, eventOf(run));
    }
    const Result<EventLogContent> content = readEventLog(path);
    QVERIFY(content);
    QCOMPARE(content->lines.size(), 3U);
}

void TestEventLog::readsOverATornLastLine()
{
    QTemporaryDir dir;
    const QString name = dir.filePath(QStringLiteral("events.jsonl"));
    const std::string line = eventToJson(eventOf(1)) + "\n";
    const std::string half = line.substr(0, line.size() / 2);
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write((line + half).c_str());
    }
    const Result<EventLogContent> torn = readEventLog(name.toStdString());
    QVERIFY(torn);
    QVERIFY(torn->tornTail);
    QCOMPARE(torn->lines.size(), 1U);
    {
        StorageThread thread(Soon);
        EventLog log(name.toStdString(), thread, {});
        log.append(2, eventOf(2));
    }
    const Result<EventLogContent> content = readEventLog(name.toStdString());
    QVERIFY(content);
    QVERIFY(!content->tornTail);
    QCOMPARE(content->damagedLines, 1U);
    QCOMPARE(content->lines, (std::vector<std::string>{eventToJson(eventOf(1)), eventToJson(eventOf(2))}));
}

void TestEventLog::skipsDamagedLines()
{
    QTemporaryDir dir;
    const QString name = dir.filePath(QStringLiteral("events.jsonl"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"a\":1}\nnonsense\n\n[1]\n{\"b\":2}\n");
    file.close();
    const Result<EventLogContent> content = readEventLog(name.toStdString());
    QVERIFY(content);
    QCOMPARE(content->lines, (std::vector<std::string>{"{\"a\":1}", "{\"b\":2}"}));
    QCOMPARE(content->damagedLines, 3U);
}

void TestEventLog::aMissingLogIsEmpty()
{
    QTemporaryDir dir;
    const Result<EventLogContent> content = readEventLog(dir.filePath(QStringLiteral("none")).toStdString());
    QVERIFY(content);
    QVERIFY(content->lines.empty());
}

void TestEventLog::saysThatAFullDiskDidNotStore()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    StorageThread thread(Soon);
    Acknowledged acknowledged;
    EventLog log("/dev/full", thread, std::ref(acknowledged));
    log.append(7, eventOf(7));
    QTRY_COMPARE(acknowledged.list().size(), 1U);
    QCOMPARE(acknowledged.list()[0].first, 7U);
    QVERIFY(acknowledged.list()[0].second.find("No space left") != std::string::npos);
}

void TestEventLog::recoversWhenTheFolderAppears()
{
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("late"));
    const std::string path = (folder + QStringLiteral("/events.jsonl")).toStdString();
    StorageThread thread(Soon);
    Acknowledged acknowledged;
    EventLog log(path, thread, std::ref(acknowledged));
    log.append(1, eventOf(1));
    QTRY_COMPARE(acknowledged.list().size(), 1U);
    QVERIFY(!acknowledged.list()[0].second.empty());
    QVERIFY(QDir().mkpath(folder));
    log.append(2, eventOf(2));
    QTRY_COMPARE(acknowledged.list().size(), 2U);
    QVERIFY(acknowledged.list()[1].second.empty());
    const Result<EventLogContent> content = readEventLog(path);
    QVERIFY(content);
    QCOMPARE(content->lines.size(), 1U);
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
