#include "core/storage/ledgerstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>

using namespace isobar;

class TestLedgerStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void appendsAndReads();
    void goesOnWithWhatIsThere();
    void leavesATornLineToItself();
    void replacesTheBackfill();
    void beginsAnewForAnotherMarket();
    void triesAgainAndTellsTrouble();
    void losesNoLineWhenKilled();
};

namespace {

std::vector<std::string> linesOf(const QTemporaryDir &dir, const std::string &asset = "BTC", bool isBackfill = false)
{
    const auto lines = readLedger(dir.path().toStdString(), asset, isBackfill);
    return lines ? *lines : std::vector<std::string>{lines.error()};
}

/// Appends numbered lines for ever, and says on stdout how many of them are stored.
int writeForEver(const QString &folder)
{
    StorageThread thread;
    LedgerStore store(folder.toStdString(), "live", thread, {nullptr, [](const std::string &, std::size_t lines) {
                                                                 static std::size_t stored = 0;
                                                                 stored += lines;
                                                                 std::printf("%zu\n", stored);
                                                                 std::fflush(stdout);
                                                             }});
    for (int i = 0;; ++i) {
        store.append("BTC", {"{\"line\":" + std::to_string(i) + ",\"text\":\"" + std::string(300, 'x') + "\"}"});
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
}

} // namespace

void TestLedgerStore::appendsAndReads()
{
    const QTemporaryDir dir;
    StorageThread thread;
    LedgerStore store(dir.filePath(QStringLiteral("a/b")).toStdString(), "live", thread, {});
    store.append("BTC", {"{\"n\":1}", "{\"n\":2}"});
    store.append("B/..\\C", {"{\"n\":3}"}); // no way out of the folder
    store.append("BTC", {"{\"n\":4}"});
    store.close();
    const std::string folder = dir.filePath(QStringLiteral("a/b")).toStdString();
    QCOMPARE(*readLedger(folder, "BTC"), (std::vector<std::string>{"{\"n\":1}", "{\"n\":2}", "{\"n\":4}"}));
    QCOMPARE(*readLedger(folder, "B/..\\C"), (std::vector<std::string>{"{\"n\":3}"}));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::NoDotAndDotDot), QStringList());
    QCOMPARE(ledgerAssets(folder).size(), std::size_t(2));
    QVERIFY(readLedger(folder, "ETH")->empty());
}

void TestLedgerStore::goesOnWithWhatIsThere()
{
    const QTemporaryDir dir;
    for (const char *line : {"{\"n\":1}", "{\"n\":2}"}) {
        StorageThread thread;
        LedgerStore store(dir.path().toStdString(), "live", thread, {});
        store.append("BTC", {line});
    }
    QCOMPARE(linesOf(dir), (std::vector<std::string>{"{\"n\":1}", "{\"n\":2}"}));
}

void TestLedgerStore::leavesATornLineToItself()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("BTC.jsonl")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"n\":1}\n{\"n\":2");
    file.close();
    QCOMPARE(linesOf(dir), (std::vector<std::string>{"{\"n\":1}"}));
    StorageThread thread;
    LedgerStore store(dir.path().toStdString(), "live", thread, {});
    store.append("BTC", {"{\"n\":3}"});
    store.close();
    QCOMPARE(linesOf(dir), (std::vector<std::string>{"{\"n\":1}", "{\"n\":2", "{\"n\":3}"}));
}

void TestLedgerStore::replacesTheBackfill()
{
    const QTemporaryDir dir;
    StorageThread thread;
    LedgerStore store(dir.path().toStdString(), "live", thread, {});
    store.replaceBackfill("BTC", {"{\"n\":1}", "{\"n\":2}"});
    store.append("BTC", {"{\"n\":9}"});
    store.close();
    QCOMPARE(linesOf(dir, "BTC", true).size(), std::size_t(2));
    LedgerStore again(dir.path().toStdString(), "live", thread, {});
    again.replaceBackfill("BTC", {"{\"n\":3}"});
    again.close();
    QCOMPARE(linesOf(dir, "BTC", true), (std::vector<std::string>{"{\"n\":3}"}));
    QCOMPARE(linesOf(dir), (std::vector<std::string>{"{\"n\":9}"}));
    QCOMPARE(ledgerAssets(dir.path().toStdString()), (std::vector<std::string>{"BTC"}));
}

void TestLedgerStore::beginsAnewForAnotherMarket()
{
    const QTemporaryDir dir;
    StorageThread thread;
    LedgerStore(dir.path().toStdString(), "live", thread, {}).append("BTC", {"{\"n\":1}"});
    QFile other(dir.filePath(QStringLiteral("notes.txt")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.close();
    const LedgerStore anew(dir.path().toStdString(), "another", thread, {});
    QVERIFY(linesOf(dir).empty());
    QVERIFY(other.exists()); // not its own
}

void TestLedgerStore::triesAgainAndTellsTrouble()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("BTC.jsonl"));
    QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("BTC.jsonl"))); // where the file should be
    std::mutex mutex;
    std::vector<std::string> told;
    StorageThread thread(std::chrono::milliseconds(10));
    LedgerStore store(dir.path().toStdString(), false, thread,
        {[&](const StorageTrouble &trouble) {
             const std::lock_guard lock(mutex);
             told.push_back(trouble.reason);
         },
            nullptr});
    const auto count = [&] {
        const std::lock_guard lock(mutex);
        return told.size();
    };
    store.append("BTC", {"{\"n\":1}"});
    QTRY_COMPARE(count(), std::size_t(1));
    QVERIFY(told[0].find("cannot write") != std::string::npos);
    store.append("BTC", {"{\"n\":2}"});
    QVERIFY(QDir(path).removeRecursively());
    QTRY_COMPARE(count(), std::size_t(2)); // it works again
    QVERIFY(told[1].empty());
    store.close();
    QCOMPARE(linesOf(dir), (std::vector<std::string>{"{\"n\":1}", "{\"n\":2}"}));
}

void TestLedgerStore::losesNoLineWhenKilled()
{
    const QTemporaryDir dir;
    for (int round = 0; round < 3; ++round) {
        const std::size_t before = linesOf(dir).size();
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), dir.path()});
        QVERIFY(writer.waitForStarted());
        QByteArray out;
        while (out.count('\n') < 20) {
            QVERIFY(writer.waitForReadyRead());
            out += writer.readAll();
        }
        writer.kill(); // -9
        QVERIFY(writer.waitForFinished());
        out += writer.readAll();
        const QByteArray whole = out.left(out.lastIndexOf('\n'));
        const std::size_t told = whole.mid(whole.lastIndexOf('\n') + 1).toULongLong();
        QVERIFY(told > 0);
        std::size_t kept = 0;
        const auto lines = linesOf(dir);
        for (std::size_t i = before; i < lines.size(); ++i) {
            const std::string begin = "{\"line\":" + std::to_string(kept) + ",";
            kept += lines[i].starts_with(begin) && lines[i].ends_with("xx\"}");
        }
        QVERIFY2(kept >= told, qPrintable(QStringLiteral("%1 of %2").arg(kept).arg(told)));
    }
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--write"))
        return writeForEver(arguments.value(2));
    TestLedgerStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ledgerstore.moc"
