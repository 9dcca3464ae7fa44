#include "core/storage/journal.h"
#include "tests/core/storage/failingdevice.h"
#include "tests/core/storage/sampleitems.h"

#include <QTest>
#include <bit>

using namespace isobar;

namespace {

constexpr std::chrono::milliseconds Soon(5);

std::unique_ptr<QIODevice> deviceOf(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

/// A journal of `items`, in blocks of about `blockBytes`.
QByteArray journalOf(const std::vector<StreamItem> &items, const InstrumentNames &names, std::size_t blockBytes)
{
    QByteArray bytes;
    FailingDevice::Mood mood;
    StorageThread thread(std::chrono::hours(1));
    BlockQueueLimits limits;
    limits.blockBytes = blockBytes;
    auto writer = JournalWriter::onDevice(
        std::make_unique<FailingDevice>(&bytes, mood), "memory", FileHeader(), thread, {}, limits);
    if (!writer)
        return {};
    (*writer)->append(items, names);
    (*writer)->close();
    return bytes;
}

std::vector<StreamItem> itemsIn(JournalReader &reader)
{
    std::vector<StreamItem> items;
    while (std::optional<StreamItem> item = reader.next())
        items.push_back(std::move(*item));
    return items;
}

/// The samples over and over: enough for many blocks.
std::vector<StreamItem> manyItems(InstrumentNames &names)
{
    std::vector<StreamItem> items;
    for (int i = 0; i < 40; ++i) {
        const std::vector<StreamItem> part = sampleItems(names);
        items.insert(items.end(), part.begin(), part.end());
    }
    return items;
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackEveryItemExactly();
    void internsAnewInTheReadersProcess();
    void numbersItsItems();
    void readsAgainFromTheStart();
    void stopsCleanlyAtEachTenthOfTheFile();
    void neverGivesAWrongItemForAFlippedBit();
    void saysWhereItemsAreMissing();
    void givesNamesAgainAfterALoss();
};

void TestJournal::givesBackEveryItemExactly()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = sampleItems(names);
    Result<JournalReader> reader = JournalReader::onDevice(deviceOf(journalOf(items, names, 1 << 20)), names);
    QVERIFY(reader);
    const std::vector<StreamItem> got = itemsIn(*reader);
    QCOMPARE(got.size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        QVERIFY2(sameItem(items[i], got[i]), std::to_string(i).c_str());
    QVERIFY(reader->report().isWhole());
    QVERIFY(!reader->hasGap());
    // -0.0 == 0.0, so bits are looked at as well
    const auto &funding = std::get<Funding>(std::get<Observation>(got[3]).payload);
    QCOMPARE(std::bit_cast<std::uint64_t>(*funding.rate), std::bit_cast<std::uint64_t>(-0.0));
}

void TestJournal::internsAnewInTheReadersProcess()
{
    InstrumentNames writersNames;
    const std::vector<StreamItem> items = sampleItems(writersNames);
    InstrumentNames readersNames;
    readersNames.intern("deribit", "BTC-PERPETUAL"); // so that the numbers differ
    Result<JournalReader> reader = JournalReader::onDevice(deviceOf(journalOf(items, writersNames, 64)), readersNames);
    QVERIFY(reader);
    const std::vector<StreamItem> got = itemsIn(*reader);
    QCOMPARE(got.size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (const auto *was = std::get_if<Observation>(&items[i])) {
            const auto &is = std::get<Observation>(got[i]);
            QVERIFY(is.instrument != was->instrument);
            QCOMPARE(readersNames.key(is.instrument), writersNames.key(was->instrument));
        }
    }
    const auto &reference = std::get<ReferencePtr>(got[0]);
    QCOMPARE(readersNames.key(reference->instruments[0].id).symbol, std::string("BTCUSDT"));
}

void TestJournal::numbersItsItems()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = sampleItems(names);
    Result<JournalReader> reader = JournalReader::onDevice(deviceOf(journalOf(items, names, 64)), names);
    QVERIFY(reader);
    for (std::uint64_t n = 1; n <= items.size(); ++n) {
        QVERIFY(reader->next());
        QCOMPARE(reader->sequence(), n);
    }
    QVERIFY(!reader->next());
}

void TestJournal::readsAgainFromTheStart()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = sampleItems(names);
    Result<JournalReader> reader = JournalReader::onDevice(deviceOf(journalOf(items, names, 64)), names);
    QVERIFY(reader);
    QCOMPARE(itemsIn(*reader).size(), items.size());
    reader->rewind();
    QCOMPARE(itemsIn(*reader).size(), items.size());
    QVERIFY(!reader->hasGap());
}

void TestJournal::stopsCleanlyAtEachTenthOfTheFile()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = manyItems(names);
    const QByteArray whole = journalOf(items, names, 512);
    std::size_t before = 0;
    for (int tenth = 1; tenth <= 10; ++tenth) {
        Result<JournalReader> reader = JournalReader::onDevice(deviceOf(whole.left(whole.size() * tenth / 10)), names);
        QVERIFY(reader);
        const std::vector<StreamItem> got = itemsIn(*reader);
        QVERIFY(got.size() >= before && got.size() <= items.size());
        for (std::size_t i = 0; i < got.size(); ++i)
            QVERIFY(sameItem(items[i], got[i]));
        QVERIFY(!reader->hasGap());
        QCOMPARE(reader->report().tornTail, tenth != 10);
        before = got.size();
    }
    QCOMPARE(before, items.size());
}

void TestJournal::neverGivesAWrongItemForAFlippedBit()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = manyItems(names);
    const QByteArray whole = journalOf(items, names, 512);
    Result<JournalReader> first = JournalReader::onDevice(deviceOf(whole), names);
    QVERIFY(first);
    const qint64 step = whole.size() / 97;
    for (qint64 at = 300; at < whole.size(); at += step) {
        QByteArray bad = whole;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        Result<JournalReader> reader = JournalReader::onDevice(deviceOf(bad), names);
        QVERIFY(reader);
        std::size_t read = 0;
        while (const std::optional<StreamItem> item = reader->next()) {
            ++read;
            QVERIFY(sameItem(*item, items[reader->sequence() - 1]));
        }
        QVERIFY(read < items.size());
        QVERIFY(!reader->report().isWhole());
    }
}

void TestJournal::saysWhereItemsAreMissing()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = manyItems(names);
    QByteArray bytes = journalOf(items, names, 512);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    Result<JournalReader> reader = JournalReader::onDevice(deviceOf(bytes), names);
    QVERIFY(reader);
    bool gap = false;
    std::uint64_t last = 0;
    while (reader->next()) {
        const bool follows = reader->sequence() == last + 1;
        QVERIFY(reader->hasGap() == (gap || !follows));
        gap = reader->hasGap();
        last = reader->sequence();
    }
    QVERIFY(gap);
    QCOMPARE(last, items.size());
}

void TestJournal::givesNamesAgainAfterALoss()
{
    InstrumentNames names;
    const std::vector<StreamItem> items = sampleItems(names);
    QByteArray bytes;
    FailingDevice::Mood mood;
    {
        StorageThread thread(Soon);
        auto writer = JournalWriter::onDevice(std::make_unique<FailingDevice>(&bytes, mood), "memory", {}, thread, {});
        QVERIFY(writer);
        mood.full = true; // the names go with the first items
        (*writer)->append(items, names);
        QTRY_VERIFY((*writer)->lostItems() >= items.size());
        mood.full = false;
        (*writer)->append(items, names);
    }
    InstrumentNames readersNames;
    Result<JournalReader> reader = JournalReader::onDevice(deviceOf(bytes), readersNames);
    QVERIFY(reader);
    const std::vector<StreamItem> got = itemsIn(*reader);
    QCOMPARE(got.size(), items.size());
    QVERIFY(reader->hasGap());
    QCOMPARE(reader->report().unreadableRecords, 0U);
    QCOMPARE(readersNames.key(std::get<Observation>(got[2]).instrument).symbol, std::string("BTCUSDT"));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
