#include "core/storage/checkpointfile.h"
#include "core/storage/checkpointkeeper.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <zlib.h>

using namespace isobar;

class TestCheckpointFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void readsWhatWasWritten();
    void hasNothingWithoutAFile();
    void setsADamagedFileAside();
    void setsANewerFileAside();
    void keepsTheOldOneWhenTheNewCannotBeWritten();
    void keeperWritesTheNewest();
    void keeperTellsOfTroubleOnce();

private:
    std::string path() const { return m_dir->filePath(QStringLiteral("levels.state")).toStdString(); }
    QByteArray raw() const
    {
        QFile file(QString::fromStdString(path()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void replace(const QByteArray &content) const
    {
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    static std::string sample()
    {
        std::string bytes;
        for (int i = 0; i < 100'000; ++i)
            bytes.push_back(static_cast<char>(i * i / 7));
        return bytes;
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCheckpointFile::init() { m_dir = std::make_unique<QTemporaryDir>(); }

void TestCheckpointFile::readsWhatWasWritten()
{
    for (const std::string &bytes : {sample(), std::string()}) {
        QVERIFY(writeCheckpoint(path(), bytes));
        const CheckpointContent content = readCheckpoint(path());
        QVERIFY(content.told.empty());
        QVERIFY(content.bytes == bytes);
    }
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1); // no temporary file stays
}

void TestCheckpointFile::hasNothingWithoutAFile()
{
    const CheckpointContent content = readCheckpoint(path());
    QVERIFY(!content.bytes && content.told.empty());
}

void TestCheckpointFile::setsADamagedFileAside()
{
    QVERIFY(writeCheckpoint(path(), sample()));
    const QByteArray whole = raw();
    std::vector<QByteArray> broken{whole.left(5), whole.left(40), whole.left(whole.size() - 1), whole + 'x', "hello"};
    for (const int at : {0, 9, 14, 22, 26, 40, static_cast<int>(whole.size()) - 2}) {
        QByteArray bent = whole;
        bent[at] = static_cast<char>(bent[at] ^ 0x20);
        broken.push_back(bent);
    }
    for (const QByteArray &content : broken) {
        replace(content);
        const CheckpointContent read = readCheckpoint(path());
        QVERIFY(!read.bytes);
        QVERIFY(read.fate == CheckpointFate::Damaged);
        QCOMPARE(read.told, path() + ".damaged");
        QVERIFY(!QFile::exists(QString::fromStdString(path())));
        QFile aside(QString::fromStdString(path() + ".damaged"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), content);
    }
    // The next one is written in its place.
    QVERIFY(writeCheckpoint(path(), "new"));
    QVERIFY(readCheckpoint(path()).bytes == "new");
}

void TestCheckpointFile::setsANewerFileAside()
{
    QVERIFY(writeCheckpoint(path(), sample()));
    QByteArray content = raw();
    content[8] = static_cast<char>(CheckpointVersion + 1);
    const auto crc = static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef *>(content.constData()), 24));
    for (int i = 0; i < 4; ++i)
        content[24 + i] = static_cast<char>(crc >> (8 * i));
    replace(content);
    const CheckpointContent read = readCheckpoint(path());
    QVERIFY(!read.bytes);
    QVERIFY(read.fate == CheckpointFate::Newer);
    QCOMPARE(read.told, path() + ".newer");
    QVERIFY(QFile::exists(QString::fromStdString(path() + ".newer")));
    QVERIFY(!QFile::exists(QString::fromStdString(path())));
}

void TestCheckpointFile::keepsTheOldOneWhenTheNewCannotBeWritten()
{
    QVERIFY(writeCheckpoint(path(), "old"));
    const Result<void> written = writeCheckpoint(m_dir->filePath(QStringLiteral("no/such/folder")).toStdString(), "new");
    QVERIFY(!written);
    QVERIFY(written.error().find("cannot write") != std::string::npos);
    QVERIFY(readCheckpoint(path()).bytes == "old");
}

void TestCheckpointFile::keeperWritesTheNewest()
{
    StorageThread thread(std::chrono::milliseconds(10));
    CheckpointKeeper keeper(path(), thread, {});
    keeper.keep("one");
    QTRY_VERIFY(readCheckpoint(path()).bytes == "one");
    keeper.keep("two");
    keeper.keep("three");
    keeper.close();
    QVERIFY(readCheckpoint(path()).bytes == "three");
}

void TestCheckpointFile::keeperTellsOfTroubleOnce()
{
    struct Rounds final : StorageClient {
        std::atomic<int> count{0};
        void writeOut() override { ++count; }
    };
    std::vector<StorageTrouble> told; // read when the storage thread has ended
    const QString folder = m_dir->filePath(QStringLiteral("later"));
    const std::string file = (folder + QStringLiteral("/levels.state")).toStdString();
    {
        StorageThread thread(std::chrono::milliseconds(10));
        CheckpointKeeper keeper(file, thread, [&](const StorageTrouble &trouble) { told.push_back(trouble); });
        Rounds rounds;
        thread.add(rounds); // called after the keeper
        for (const char *bytes : {"one", "two"}) {
            keeper.keep(bytes);
            const int seen = rounds.count;
            QTRY_VERIFY(rounds.count >= seen + 2);
        }
        QVERIFY(QDir().mkpath(folder));
        keeper.keep("three");
        keeper.close();
        thread.remove(rounds);
    }
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(!told[0].reason.empty() && told[1].reason.empty());
    QVERIFY(readCheckpoint(file).bytes == "three");
}

QTEST_GUILESS_MAIN(TestCheckpointFile)
#include "tst_checkpointfile.moc"
