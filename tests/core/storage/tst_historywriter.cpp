#include "core/market/eventjson.h"
#include "core/storage/historyreader.h"
#include "core/storage/historyschema.h"
#include "core/storage/historywriter.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'040'000;

Event eventOf(std::uint64_t id)
{
    Event event;
    event.id = id;
    event.asset = "BTC";
    event.timeMs = Start;
    event.payload = FundingExtremePayload{};
    return event;
}

/// Moved by the test while the storage thread reads it.
struct SharedClock final : Clock {
    TimeMs transportMs() const override { return now; }
    TimeMs marketMs() const override { return now; }
    std::atomic<TimeMs> now = Start;
};

/// What a writer told, collected over threads.
struct Told {
    struct Answer {
        std::uint64_t ticket = 0;
        EventFate fate = EventFate::Stored;
        std::string reason;
    };
    std::vector<Answer> answers() const
    {
        const std::lock_guard lock(mutex);
        return m_answers;
    }
    std::vector<StorageTrouble> troubles() const
    {
        const std::lock_guard lock(mutex);
        return m_troubles;
    }
    std::vector<std::string> notices() const
    {
        const std::lock_guard lock(mutex);
        return m_notices;
    }
    HistoryWriter::Links links()
    {
        HistoryWriter::Links made;
        made.acknowledge = [this](std::uint64_t ticket, EventFate fate, const std::string &reason) {
            const std::lock_guard lock(mutex);
            m_answers.push_back({ticket, fate, reason});
        };
        made.tell = [this](const StorageTrouble &trouble) {
            const std::lock_guard lock(mutex);
            m_troubles.push_back(trouble);
        };
        made.setAside = [this](const std::string &name) {
            const std::lock_guard lock(mutex);
            m_notices.push_back(name);
        };
        made.refused = [this](int schema) {
            const std::lock_guard lock(mutex);
            m_notices.push_back("schema " + std::to_string(schema));
        };
        return made;
    }

private:
    mutable std::mutex mutex;
    std::vector<Answer> m_answers;
    std::vector<StorageTrouble> m_troubles;
    std::vector<std::string> m_notices;
};

/// A venue with two contracts, and a writer that stores what is told of them.
struct Bench {
    explicit Bench(const std::string &path, HistorySetup wanted = {}) : setup(std::move(wanted))
    {
        setup.path = path;
        writer = std::make_unique<HistoryWriter>(setup, names, clock, thread, told.links());
        auto reference = std::make_shared<Reference>();
        reference->venue.id = "bybit";
        for (const auto *symbol : {"BTCUSDT", "BTCPERP"}) {
            Instrument instrument;
            instrument.venue = "bybit";
            instrument.symbol = symbol;
            instrument.asset = "BTC";
            instrument.id = names.intern("bybit", symbol);
            reference->instruments.push_back(instrument);
        }
        btc = reference->instruments.front().id;
        give(ReferencePtr(reference));
    }
    void give(StreamItem item) { writer->append(std::span(&item, 1)); }
    void tell(TimeMs marketMs, Payload payload) { give(Observation{btc, marketMs, marketMs, std::move(payload)}); }
    void liquidate(std::uint64_t key) { tell(Start, Liquidation{PositionSide::Long, 100, 1, 100, Start, key}); }

    HistorySetup setup;
    InstrumentNames names;
    SharedClock clock;
    Told told;
    StorageThread thread{std::chrono::milliseconds(5)};
    std::unique_ptr<HistoryWriter> writer;
    InstrumentId btc;
};

struct Content {
    int liquidations = 0, bars = 0, funding = 0, interests = 0;
    std::vector<std::string> events;
    bool operator==(const Content &) const = default;
};

Content contentOf(const std::string &path)
{
    Content content;
    const auto reader = HistoryReader::open(path);
    if (!reader)
        return content;
    const auto contracts = (*reader)->contracts("BTC");
    bool isRead =
        contracts && (*reader)->events("", {}, [&](const std::string &json) { content.events.push_back(json); });
    for (std::size_t i = 0; isRead && i < contracts->size(); ++i) {
        const StoredContract &each = (*contracts)[i];
        isRead = (*reader)->liquidations(each, {}, [&](const Liquidation &) { ++content.liquidations; })
            && (*reader)->bars(each, MinuteMs, {}, [&](TimeMs, const StoredBar &) { ++content.bars; })
            && (*reader)->funding(each, {}, [&](TimeMs, const Funding &) { ++content.funding; })
            && (*reader)->openInterest(each, {}, [&](TimeMs, const OpenInterest &) { ++content.interests; });
    }
    return isRead ? content : Content();
}

} // namespace

class TestHistoryWriter : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_name;
    std::string m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_name = m_folder->filePath(QStringLiteral("history.sqlite"));
        m_path = m_name.toStdString();
    }

    void acknowledgesWhatCanBeReadBack()
    {
        Bench bench(m_path);
        for (std::uint64_t i = 1; i <= 20; ++i)
            bench.writer->append(i, eventOf(i));
        QTRY_COMPARE(bench.told.answers().size(), 20U);
        const Content content = contentOf(m_path); // while it is being written to
        QCOMPARE(content.events.size(), 20U);
        for (std::uint64_t i = 1; i <= 20; ++i) {
            QCOMPARE(bench.told.answers()[i - 1].ticket, i);
            QVERIFY(bench.told.answers()[i - 1].fate == EventFate::Stored);
            QCOMPARE(content.events[i - 1], eventToJson(eventOf(i)));
        }
    }

    void knowsTheEventsOfTheRunBefore()
    {
        for (int run = 0; run < 3; ++run) {
            Bench bench(m_path);
            bench.writer->append(1, eventOf(1));
            Event later = eventOf(1);
            later.state = EventState::Cleared;
            later.timeMs += run; // each a transition of its own
            bench.writer->append(2, later);
            QTRY_COMPARE(bench.told.answers().size(), 2U);
            QVERIFY(bench.told.answers()[0].fate == (run == 0 ? EventFate::Stored : EventFate::Known));
            QVERIFY(bench.told.answers()[1].fate == EventFate::Stored);
        }
        QCOMPARE(contentOf(m_path).events.size(), 4U);
    }

    void thinsFundingToItsChanges()
    {
        Bench bench(m_path);
        for (int i = 0; i < 600; ++i) { // ten minutes, a rate that changes twice in each of the first five
            const TimeMs now = Start + i * SecondMs;
            bench.tell(now, Funding{0.0001 * std::min(i / 30, 9), 8, Start, std::nullopt});
            bench.tell(now, OpenInterest{100.0 + i, std::nullopt, std::nullopt});
            bench.tell(now, Mark{100.0, std::nullopt});
            bench.give(Beat{now, now});
        }
        bench.writer->close();
        const Content content = contentOf(m_path);
        QCOMPARE(content.bars, 10);
        QCOMPARE(content.interests, 10);
        // Three minutes are open at the end and show what they have; of the closed ones five changed.
        QCOMPARE(content.funding, 5 + 3);
    }

    void keepsHistoryOfTheVenueAndLeavesOutWhatStillRuns()
    {
        Bench bench(m_path);
        bench.tell(Start, Candle{Start - MinuteMs, MinuteMs, 1, 2, 0.5, 1, 10, 5});
        bench.tell(Start, Candle{Start, MinuteMs, 1, 2, 0.5, 1, 10, 5}); // not over yet
        bench.tell(Start, Candle{Start - HourMs, HourMs, 1, 2, 0.5, 1, 10, 5}); // nobody asks for hours
        bench.tell(Start, OpenInterest{5.0, std::nullopt, Start - DayMs});
        bench.tell(Start, Volume{1e9, std::nullopt});
        bench.writer->close();
        const Content content = contentOf(m_path);
        QCOMPARE(content.bars, 1);
        QCOMPARE(content.interests, 1);
    }

    void keepsLedgersLineByLine()
    {
        const std::vector<LedgerLine> lines{
            {"predictions", Start, R"({"a":1})"}, {"predictions", Start, R"({"a":1})"}, {"scores", Start, "{}"}};
        for (int run = 0; run < 2; ++run) {
            Bench bench(m_path);
            for (const LedgerLine &line : lines)
                bench.writer->append(line);
        }
        const auto reader = HistoryReader::open(m_path);
        std::vector<LedgerLine> read;
        QVERIFY((*reader)->ledger("predictions", [&](const LedgerLine &line) { read.push_back(line); }));
        QCOMPARE(read.size(), 4U); // only ever added to
        QVERIFY(read.front() == lines.front());
    }

    void saysThatTheDiskIsFullAndResumes()
    {
#ifdef Q_OS_UNIX
        Bench bench(m_path);
        bench.liquidate(1);
        bench.writer->append(1, eventOf(1));
        QTRY_COMPARE(bench.told.answers().size(), 1U);
        // No file of this process may grow: what a full disk is to SQLite.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit full = before;
        full.rlim_cur = 4096;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        for (std::uint64_t key = 2; key < 2000; ++key)
            bench.liquidate(key);
        bench.writer->append(2, eventOf(2));
        QTRY_COMPARE(bench.told.answers().size(), 2U); // at once, so that it can be shown
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(bench.told.answers()[1].fate == EventFate::NotStored);
        QVERIFY(!bench.told.answers()[1].reason.empty());
        QCOMPARE(bench.told.troubles().size() >= 1, true);
        QVERIFY(!bench.told.troubles()[0].reason.empty());
        // Room again: it goes on by itself, with all that waited.
        QTRY_COMPARE(bench.told.troubles().size(), 2U);
        QVERIFY(bench.told.troubles()[1].reason.empty());
        QCOMPARE(bench.told.troubles()[1].lostRecords, 0U);
        const Content content = contentOf(m_path);
        QCOMPARE(content.liquidations, 1999);
        QCOMPARE(content.events.size(), 2U);
        QCOMPARE(bench.told.answers().size(), 2U); // not acknowledged a second time
#else
        QSKIP("needs limits of file sizes");
#endif
    }

    void opensWhenTheFolderAppears()
    {
        const QString folder = m_folder->filePath(QStringLiteral("late"));
        const std::string path = (folder + QStringLiteral("/history.sqlite")).toStdString();
        Bench bench(path);
        bench.writer->append(1, eventOf(1));
        QTRY_COMPARE(bench.told.answers().size(), 1U);
        QVERIFY(bench.told.answers()[0].fate == EventFate::NotStored);
        QVERIFY(QDir().mkpath(folder));
        bench.clock.now += MinuteMs;
        QTRY_COMPARE(bench.told.troubles().size(), 2U);
        QCOMPARE(contentOf(path).events.size(), 1U); // what was shown as not stored is stored after all
    }

    void setsAFileAsideThatTurnsOutDamaged()
    {
        {
            Bench bench(m_path);
            for (int i = 0; i < 3000; ++i) {
                bench.tell(Start + i * MinuteMs, Mark{100.0 + i, std::nullopt});
                bench.give(Beat{Start + i * MinuteMs, Start + i * MinuteMs});
            }
        }
        QFile file(m_name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 half = file.size() / 2;
        QVERIFY(file.seek(half) && file.write(QByteArray(static_cast<qsizetype>(half), '\x5a')) == half);
        file.close();
        Bench bench(m_path);
        for (int i = 3000; i < 3100; ++i) {
            bench.tell(Start + i * MinuteMs, Mark{100.0, std::nullopt});
            bench.liquidate(static_cast<std::uint64_t>(i));
            bench.give(Beat{Start + i * MinuteMs, Start + i * MinuteMs});
        }
        QTRY_COMPARE(bench.told.notices().size(), 1U);
        QVERIFY2(bench.told.notices()[0].find(".corrupt-20251113T021400Z") != std::string::npos,
            bench.told.notices()[0].c_str());
        bench.writer->close();
        QCOMPARE(contentOf(m_path).liquidations, 100);
        QCOMPARE(contentOf(m_path).bars, 100);
    }

    void refusesAFileOfANewerVersion()
    {
        {
            Bench bench(m_path);
        }
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by hand"));
            database.setDatabaseName(m_name);
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(QStringLiteral("PRAGMA user_version = %1").arg(HistorySchema + 1)));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("by hand"));
        Bench bench(m_path);
        for (std::uint64_t i = 1; i <= 2; ++i) {
            bench.writer->append(i, eventOf(i));
            QTRY_COMPARE(bench.told.answers().size(), i);
        }
        QVERIFY(bench.told.answers()[1].fate == EventFate::NotStored);
        QCOMPARE(bench.told.notices().size(), 1U);
        QCOMPARE(bench.told.notices()[0], "schema " + std::to_string(HistorySchema + 1));
    }

    void dropsWhatCanBeAskedForAgainWhenTooMuchWaits()
    {
        HistorySetup setup;
        setup.mostWaiting = 100;
        {
            Bench bench(m_path, setup);
            std::vector<StreamItem> items;
            for (int i = 0; i < 1000; ++i) {
                const TimeMs open = Start - (i + 1) * MinuteMs;
                items.emplace_back(Observation{bench.btc, Start, Start, Candle{open, MinuteMs, 1, 2, 1, 1, 1, 1}});
            }
            for (std::uint64_t key = 0; key < 200; ++key) {
                items.emplace_back(
                    Observation{bench.btc, Start, Start, Liquidation{PositionSide::Long, 100, 1, 100, Start, key}});
            }
            bench.writer->append(items);
        }
        const Content content = contentOf(m_path);
        QVERIFY(content.bars <= 100 && content.bars > 0);
        QCOMPARE(content.liquidations, 200);
    }
};

QTEST_GUILESS_MAIN(TestHistoryWriter)
#include "tst_historywriter.moc"
