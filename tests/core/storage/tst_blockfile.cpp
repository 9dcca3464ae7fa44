#include "core/storage/blockfile.h"
#include "core/storage/bytes.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

using namespace isobar;

namespace {

FileHeader sampleHeader()
{
    return {"frames", "demo", 1'763'000'000'123, {1'763'000'000'000, 1'700'000'000'000, 60.5}, {"okx", "bybit"},
        {"BTC", "ETH"}, {"BTC/okx"}};
}

Block blockOf(int number)
{
    Block block;
    for (int i = 0; i < 50; ++i)
        block.add(1000 * number + i, "block " + std::to_string(number) + " record " + std::to_string(i * 7919));
    return block;
}

/// A file of `blocks` blocks, as bytes.
QByteArray fileOf(int blocks, const FileHeader &header = sampleHeader())
{
    QByteArray bytes;
    auto buffer = std::make_unique<QBuffer>(&bytes);
    buffer->open(QIODevice::ReadWrite);
    Result<BlockWriter> writer = BlockWriter::onDevice(std::move(buffer), header);
    for (int i = 0; i < blocks; ++i) {
        if (!writer || !writer->write(blockOf(i)))
            return {};
    }
    return bytes;
}

std::unique_ptr<QIODevice> deviceOf(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

/// Numbers of the blocks that are read, each checked to be exactly what was written; -1 for one that is not.
std::vector<int> numbersIn(BlockReader &reader)
{
    std::vector<int> numbers;
    while (const std::optional<Block> block = reader.next()) {
        const int number = static_cast<int>(block->firstMs / 1000);
        numbers.push_back(*block == blockOf(number) ? number : -1);
    }
    return numbers;
}

std::vector<int> upTo(int n)
{
    std::vector<int> out;
    for (int i = 0; i < n; ++i)
        out.push_back(i);
    return out;
}

} // namespace

class TestBlockFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytesSurviveTheirCoding();
    void shortOrEndlessBytesFailInsteadOfLying();
    void keepsHeaderAndBlocks();
    void readsUpToEveryCut();
    void aFlippedByteCostsAtMostItsOwnBlock();
    void findsTheBlocksBehindStrayBytes();
    void seeksByTime();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void readsOldFramesButNoOldJournal();
    void refusesToOverwrite();
    void countsWhatTheWriterLost();
    void saysThatTheDiskIsFull();
};

void TestBlockFile::bytesSurviveTheirCoding()
{
    const std::vector<std::uint64_t> numbers{0, 1, 127, 128, 16'383, 16'384, std::numeric_limits<std::uint64_t>::max()};
    const std::vector<std::int64_t> signedNumbers{
        0, -1, 1, -64, 64, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    const std::vector<double> reals{0.0, -0.0, 0.1, -1e-300, std::numeric_limits<double>::infinity()};
    std::string bytes;
    ByteWriter out(bytes);
    for (const auto n : numbers)
        out.number(n);
    for (const auto n : signedNumbers)
        out.signedNumber(n);
    for (const double r : reals)
        out.real(r);
    out.text("");
    out.text("a\0b");
    ByteReader in(bytes);
    for (const auto n : numbers)
        QCOMPARE(in.number(), n);
    for (const auto n : signedNumbers)
        QCOMPARE(in.signedNumber(), n);
    for (const double r : reals)
        QCOMPARE(std::bit_cast<std::uint64_t>(in.real()), std::bit_cast<std::uint64_t>(r));
    QCOMPARE(in.text(), std::string_view(""));
    QCOMPARE(in.text(), std::string_view("a\0b"));
    QVERIFY(in.ok() && in.atEnd());
}

void TestBlockFile::shortOrEndlessBytesFailInsteadOfLying()
{
    ByteReader none("");
    QCOMPARE(none.number(), 0U);
    QVERIFY(!none.ok());
    ByteReader longText("\x7f"
                        "abc");
    QVERIFY(longText.text().empty());
    QVERIFY(!longText.ok());
    const std::string endless(11, '\xff');
    ByteReader tooBig(endless);
    tooBig.number();
    QVERIFY(!tooBig.ok());
}

void TestBlockFile::keepsHeaderAndBlocks()
{
    Result<BlockReader> reader = BlockReader::onDevice(deviceOf(fileOf(10)), "frames");
    QVERIFY(reader);
    QCOMPARE(reader->header(), sampleHeader());
    QCOMPARE(numbersIn(*reader), upTo(10));
    QVERIFY(reader->report().isWhole());
    QVERIFY(reader->report().text().empty());
    QCOMPARE(reader->span()->first, 0);
    QCOMPARE(reader->span()->second, 9049);
}

void TestBlockFile::readsUpToEveryCut()
{
    const QByteArray whole = fileOf(5);
    Result<BlockReader> atRest = BlockReader::onDevice(deviceOf(whole), "frames");
    QVERIFY(atRest);
    const std::vector<BlockInfo> index = atRest->index();
    QCOMPARE(index.size(), 5U);
    const qint64 firstBlock = index[0].offset;
    for (qint64 size = firstBlock; size <= whole.size(); ++size) {
        Result<BlockReader> reader = BlockReader::onDevice(deviceOf(whole.left(size)), "frames");
        QVERIFY(reader);
        int expected = 0;
        bool onSeam = size == whole.size();
        for (std::size_t i = 0; i < index.size(); ++i) {
            const qint64 end = i + 1 < index.size() ? index[i + 1].offset : whole.size();
            expected += end <= size ? 1 : 0;
            onSeam = onSeam || index[i].offset == size;
        }
        QCOMPARE(numbersIn(*reader), upTo(expected));
        QCOMPARE(reader->report().tornTail, !onSeam);
        QCOMPARE(reader->report().text().empty(), onSeam);
        QCOMPARE(reader->report().damagedBlocks, 0U);
    }
}

void TestBlockFile::aFlippedByteCostsAtMostItsOwnBlock()
{
    const QByteArray whole = fileOf(5);
    Result<BlockReader> atRest = BlockReader::onDevice(deviceOf(whole), "frames");
    QVERIFY(atRest);
    const std::vector<BlockInfo> index = atRest->index();
    for (qint64 at = index[0].offset; at < whole.size(); ++at) {
        QByteArray bad = whole;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        Result<BlockReader> reader = BlockReader::onDevice(deviceOf(bad), "frames");
        QVERIFY(reader);
        std::vector<int> expected;
        for (int i = 0; i < 5; ++i) {
            const auto n = static_cast<std::size_t>(i);
            const qint64 end = n + 1 < index.size() ? index[n + 1].offset : whole.size();
            if (at < index[n].offset || at >= end)
                expected.push_back(i);
        }
        QCOMPARE(numbersIn(*reader), expected);
        QVERIFY(!reader->report().isWhole());
    }
}

void TestBlockFile::findsTheBlocksBehindStrayBytes()
{
    const QByteArray whole = fileOf(4);
    Result<BlockReader> atRest = BlockReader::onDevice(deviceOf(whole), "frames");
    QVERIFY(atRest);
    QByteArray bad = whole;
    const QByteArray stray = QByteArray(70'000, 'x') + "IBLKIBLK";
    bad.insert(atRest->index()[2].offset, stray);
    Result<BlockReader> reader = BlockReader::onDevice(deviceOf(bad), "frames");
    QVERIFY(reader);
    QCOMPARE(numbersIn(*reader), upTo(4));
    QCOMPARE(reader->report().skippedBytes, static_cast<std::uint64_t>(stray.size()));
}

void TestBlockFile::seeksByTime()
{
    Result<BlockReader> reader = BlockReader::onDevice(deviceOf(fileOf(10)), "frames");
    QVERIFY(reader);
    reader->seek(4049); // the last record of block 4
    QCOMPARE(numbersIn(*reader), (std::vector<int>{4, 5, 6, 7, 8, 9}));
    reader->seek(4050); // between two blocks
    QCOMPARE(numbersIn(*reader), (std::vector<int>{5, 6, 7, 8, 9}));
    reader->seek(-1);
    QCOMPARE(numbersIn(*reader), upTo(10));
    reader->seek(9050);
    QVERIFY(numbersIn(*reader).empty());
    QVERIFY(reader->report().isWhole());
}

void TestBlockFile::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const QByteArray good = fileOf(1);
    QByteArray newer = good;
    newer[8] = 99;
    QByteArray damaged = good;
    damaged[40] = '#';
    QTest::newRow("empty") << QByteArray() << QStringLiteral("not a recording");
    QTest::newRow("something else") << QByteArray("{\"a\":1}") << QStringLiteral("not a recording");
    QTest::newRow("newer version") << newer << QStringLiteral("newer version");
    QTest::newRow("damaged header") << damaged << QStringLiteral("damaged");
    QTest::newRow("cut in the header") << good.left(50) << QStringLiteral("damaged");
    QTest::newRow("cut in the version") << good.left(10) << QStringLiteral("damaged");
}

void TestBlockFile::refusesWhatItCannotRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const Result<BlockReader> reader = BlockReader::onDevice(deviceOf(bytes), "frames");
    QVERIFY(!reader);
    QVERIFY2(QString::fromStdString(reader.error()).contains(reason), reader.error().c_str());
    const Result<BlockReader> other = BlockReader::onDevice(deviceOf(fileOf(1)), "journal");
    QVERIFY(!other);
    QVERIFY(BlockReader::onDevice(deviceOf(fileOf(1)), ""));
}

void TestBlockFile::readsOldFramesButNoOldJournal()
{
    QByteArray frames = fileOf(3);
    frames[8] = 1;
    Result<BlockReader> reader = BlockReader::onDevice(deviceOf(frames), "frames");
    QVERIFY(reader);
    QCOMPARE(numbersIn(*reader), upTo(3));
    FileHeader header = sampleHeader();
    header.content = "journal";
    QByteArray journal = fileOf(3, header);
    QVERIFY(BlockReader::onDevice(deviceOf(journal), "journal"));
    journal[8] = 1;
    const Result<BlockReader> old = BlockReader::onDevice(deviceOf(journal), "journal");
    QVERIFY(!old);
    QVERIFY(QString::fromStdString(old.error()).contains(QLatin1String("older version")));
}

void TestBlockFile::refusesToOverwrite()
{
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("a file.isobar")).toStdString();
    {
        Result<BlockWriter> writer = BlockWriter::create(path, sampleHeader());
        QVERIFY(writer);
        QVERIFY(writer->write(blockOf(0)));
    }
    QVERIFY(!BlockWriter::create(path, sampleHeader()));
    QVERIFY(!BlockWriter::create(dir.filePath(QStringLiteral("no/such/folder")).toStdString(), sampleHeader()));
    Result<BlockReader> reader = BlockReader::open(path, "frames");
    QVERIFY(reader);
    QCOMPARE(numbersIn(*reader), upTo(1));
    QVERIFY(!BlockReader::open(path + "-none", "frames"));
}

void TestBlockFile::countsWhatTheWriterLost()
{
    QByteArray bytes;
    auto buffer = std::make_unique<QBuffer>(&bytes);
    buffer->open(QIODevice::ReadWrite);
    Result<BlockWriter> writer = BlockWriter::onDevice(std::move(buffer), sampleHeader());
    QVERIFY(writer);
    Block block = blockOf(3);
    block.lostBefore = 17;
    QVERIFY(writer->write(block));
    Result<BlockReader> reader = BlockReader::onDevice(deviceOf(bytes), "frames");
    QVERIFY(reader);
    QCOMPARE(reader->next().value(), block);
    QCOMPARE(reader->report().lostRecords, 17U);
    QVERIFY(reader->report().text().find("17 records") != std::string::npos);
}

void TestBlockFile::saysThatTheDiskIsFull()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("this system has no /dev/full");
    const Result<BlockWriter> writer = BlockWriter::create("/dev/full", sampleHeader());
    QVERIFY(!writer);
    QVERIFY2(!writer.error().empty(), writer.error().c_str());
}

QTEST_GUILESS_MAIN(TestBlockFile)
#include "tst_blockfile.moc"
