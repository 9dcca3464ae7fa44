#include "core/market/eventjson.h"
#include "core/storage/historyfile.h"
#include "core/storage/historyreader.h"
#include "core/storage/historyschema.h"
#include "tests/support/filledevent.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'040'000;

Instrument contractOf(const char *symbol, std::uint32_t id)
{
    Instrument instrument;
    instrument.id = {id};
    instrument.venue = "bybit";
    instrument.symbol = symbol;
    instrument.asset = "BTC";
    instrument.base = "BTC";
    instrument.quote = instrument.settle = "USDT";
    instrument.intervalHours = 8;
    return instrument;
}

/// A file with `hours` of minutes of two contracts from Start on.
void fill(HistoryFile &file, int hours)
{
    QVERIFY(file.begin(false));
    for (const Instrument &instrument : {contractOf("BTCUSDT", 1), contractOf("BTCPERP", 2)}) {
        const auto number = file.numberOf(instrument);
        QVERIFY(number);
        for (int i = 0; i < hours * 60; ++i) {
            StoredMinute minute{instrument.id, Start + i * MinuteMs, StoredBar{1, 2, 0.5, 1.5, 10.0, 4.0},
                OpenInterest{100.0 + i, std::nullopt, std::nullopt}, Funding{0.0001 * i, 8.0, Start, std::nullopt}};
            QVERIFY(file.closeMinute(*number, minute, true));
        }
        QVERIFY(file.put(*number, Liquidation{PositionSide::Short, 100, 2, 200, Start + 1, ~std::uint64_t(0)}));
        QVERIFY(file.put(*number, Settlement{-0.0002, Start + 700}));
    }
    QVERIFY(file.commit());
}

template <class Fetch> int countOf(Fetch fetch)
{
    int count = 0;
    const Result<void> done = fetch([&count](const auto &...) { ++count; });
    return done ? count : -1;
}

int minutesOf(const std::string &path)
{
    const auto reader = HistoryReader::open(path);
    int count = 0;
    const auto contracts = (*reader)->contracts("BTC");
    for (const StoredContract &contract : *contracts) {
        count += countOf([&](auto take) {
            return (*reader)->bars(contract, MinuteMs, {}, [take](TimeMs, const StoredBar &bar) { take(bar); });
        });
    }
    return count;
}

QString execute(const QString &path, const QStringList &statements)
{
    QString first;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by hand"));
        database.setDatabaseName(path);
        if (!database.open())
            return database.lastError().text();
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (!query.exec(statement))
                return query.lastError().text();
            if (query.next())
                first = query.value(0).toString();
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("by hand"));
    return first;
}

} // namespace

class TestHistoryFile : public QObject {
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

    void readsWhatItWrote()
    {
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            QVERIFY2(opening.file != nullptr, opening.refusal.c_str());
            fill(*opening.file, 1);
            QCOMPARE(*opening.file->oldestMs(), Start);
            QVERIFY(opening.file->bytes() > 10'000);
        }
        const auto reader = HistoryReader::open(m_path);
        QVERIFY(reader);
        const auto contracts = (*reader)->contracts("BTC");
        QCOMPARE(contracts->size(), 2U);
        const StoredContract &contract = contracts->back();
        Instrument expected = contractOf("BTCUSDT", 0);
        QVERIFY(contract.instrument == expected);
        std::vector<TimeMs> times;
        QVERIFY((*reader)->bars(
            contract, MinuteMs, {Start + MinuteMs, Start + 3 * MinuteMs}, [&](TimeMs openMs, const StoredBar &bar) {
                QVERIFY(bar == (StoredBar{1, 2, 0.5, 1.5, 10.0, 4.0}));
                times.push_back(openMs);
            }));
        QCOMPARE(times, (std::vector<TimeMs>{Start + MinuteMs, Start + 2 * MinuteMs}));
        QVERIFY((*reader)->openInterest(contract, {Start, Start + 1}, [&](TimeMs timeMs, const OpenInterest &value) {
            QCOMPARE(timeMs, Start);
            QVERIFY(value == (OpenInterest{100.0, std::nullopt, std::nullopt}));
        }));
        QVERIFY((*reader)->funding(contract, {Start, Start + 1}, [&](TimeMs, const Funding &value) {
            QVERIFY(value == (Funding{0.0, 8.0, Start, std::nullopt}));
        }));
        QVERIFY((*reader)->liquidations(contract, {}, [&](const Liquidation &value) {
            QVERIFY(value == (Liquidation{PositionSide::Short, 100, 2, 200, Start + 1, ~std::uint64_t(0)}));
        }));
        QVERIFY((*reader)->settlements(contract, {}, [&](const Settlement &value) {
            QVERIFY(value == (Settlement{-0.0002, Start}));
        }));
        QVERIFY((*(*reader)->contracts("ETH")).empty());
    }

    void givesBackEventsOfAllTypes()
    {
        std::vector<Event> put;
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        QVERIFY(opening.file->begin(true));
        for (std::size_t i = 0; i < EventTypeCount; ++i) {
            for (const EventState state : {EventState::Entered, EventState::Updated, EventState::Cleared}) {
                Event event = filledEvent(static_cast<EventType>(i));
                event.state = state;
                event.timeMs += static_cast<TimeMs>(put.size());
                bool isNew = false;
                QVERIFY(opening.file->put(event, isNew) && isNew);
                QVERIFY(opening.file->put(event, isNew) && !isNew);
                put.push_back(event);
            }
        }
        QVERIFY(opening.file->commit());
        std::vector<Event> found;
        const auto reader = HistoryReader::open(m_path);
        QVERIFY((*reader)->events("BTC", {}, [&](const std::string &json) {
            const Result<Event> event = eventFromJson(json);
            QVERIFY2(event, event ? "" : event.error().c_str());
            found.push_back(*event);
        }));
        QVERIFY(found == put);
    }

    void keepsMomentsOfPicturesBeyondASimulatedMarket()
    {
        std::string bytes(300'000, 'x');
        bytes[7] = '\0';
        const auto found = [this](const char *asset, TimeMs timeMs, const char *origin) {
            return (*HistoryReader::open(m_path))->moment(asset, timeMs, origin);
        };
        {
            HistoryOpening opening = HistoryFile::open(m_path, "tour 1", Start);
            QVERIFY(opening.file->put(StoredMoment{"BTC", Start + 5, "demo", bytes}));
            QVERIFY(opening.file->put(StoredMoment{"BTC", Start + 5, "replay", "other"}));
            QVERIFY(opening.file->bytes() < 300'000); // packed
        }
        HistoryOpening opening = HistoryFile::open(m_path, "tour 2", Start);
        QVERIFY(found("BTC", Start + 5, "demo") == bytes);
        QCOMPARE(found("BTC", Start + 5, "replay"), std::string("other"));
        QVERIFY(found("BTC", Start + 5, "live").empty());
        QVERIFY(found("ETH", Start + 5, "demo").empty());
        fill(*opening.file, 2);
        for (bool hasMore = true; hasMore;)
            QVERIFY(opening.file->forget({1, 0}, Start + 25 * HourMs, hasMore));
        QVERIFY(found("BTC", Start + 5, "demo").empty()); // it goes with the rows of its time
    }

    void keepsALiquidationOnce()
    {
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        const auto number = opening.file->numberOf(contractOf("BTCUSDT", 1));
        for (const std::uint64_t key : {7, 7, 8, 7})
            QVERIFY(opening.file->put(*number, Liquidation{PositionSide::Long, 100, 1, 100, Start, key}));
        const auto reader = HistoryReader::open(m_path);
        const StoredContract contract = (*(*reader)->contracts("")).front();
        QCOMPARE(countOf([&](auto take) { return (*reader)->liquidations(contract, {}, take); }), 2);
    }

    void letsTheVenuesBarReplaceOursButForTheExtremes()
    {
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        const Instrument instrument = contractOf("BTCUSDT", 1);
        const auto number = *opening.file->numberOf(instrument);
        const auto ours = [&](const StoredBar &bar) {
            return opening.file->closeMinute(number, {instrument.id, Start, bar, {}, {}}, false);
        };
        const auto stored = [&] {
            StoredBar found;
            const auto reader = HistoryReader::open(m_path);
            const StoredContract contract = (*(*reader)->contracts("")).front();
            const auto done =
                (*reader)->bars(contract, MinuteMs, {}, [&](TimeMs, const StoredBar &bar) { found = bar; });
            return done ? found : StoredBar();
        };
        // Two parts of one minute, before and after a restart.
        QVERIFY(ours({100, 110, 95, 105, 3.0, 1.0}));
        QVERIFY(ours({106, 108, 90, 107, 2.0, std::nullopt}));
        QVERIFY(stored() == (StoredBar{100, 110, 90, 107, 5.0, 1.0}));
        QVERIFY(opening.file->put(number, VenueBar{instrument.id, Start, MinuteMs, {101, 109, 96, 104, 9.0, 4.0}}));
        QVERIFY(stored() == (StoredBar{101, 110, 90, 104, 9.0, 4.0}));
        QVERIFY(ours({1, 120, 1, 1, 1.0, 1.0})); // nothing is added to what the venue told of the whole
        QVERIFY(stored() == (StoredBar{101, 120, 1, 104, 9.0, 4.0}));
    }

    void takesUpWhatWasOpenWhenItWasKilled()
    {
        const Instrument instrument = contractOf("BTCUSDT", 1);
        const StoredMinute minute{instrument.id, Start, StoredBar{1, 2, 0.5, 1.5, 10.0, 4.0},
            OpenInterest{std::nullopt, 5e6, std::nullopt}, Funding{0.0001, std::nullopt, std::nullopt, std::nullopt}};
        const StoredMinute bare{instrument.id, Start + MinuteMs, {}, OpenInterest{7.0, {}, {}}, {}};
        for (int run = 0; run < 2; ++run) {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            const auto number = *opening.file->numberOf(instrument);
            QVERIFY(opening.file->putOpenMinute(number, minute));
            QVERIFY(opening.file->putOpenMinute(number, bare));
        }
        const auto check = [this](double volume) {
            const auto reader = HistoryReader::open(m_path);
            const StoredContract contract = (*(*reader)->contracts("")).front();
            double sum = 0;
            QVERIFY(
                (*reader)->bars(contract, MinuteMs, {}, [&](TimeMs, const StoredBar &bar) { sum += *bar.baseVolume; }));
            QCOMPARE(sum, volume);
        };
        check(20); // the first run's part is closed, the second run's still open: a reader sees both
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            QVERIFY(opening.file != nullptr);
        }
        check(20);
        const auto reader = HistoryReader::open(m_path);
        const StoredContract contract = (*(*reader)->contracts("")).front();
        QCOMPARE(countOf([&](auto take) { return (*reader)->openInterest(contract, {}, take); }), 2);
        QCOMPARE(countOf([&](auto take) { return (*reader)->funding(contract, {}, take); }), 1);
    }

    void setsADamagedFileAsideAndBeginsANewOne_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::newRow("no database at all") << qint64(0);
        QTest::newRow("damaged behind its head") << qint64(100);
    }
    void setsADamagedFileAsideAndBeginsANewOne()
    {
        QFETCH(const qint64, from);
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            fill(*opening.file, 4);
        }
        QFile file(m_name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray garbage(static_cast<qsizetype>(file.size() - from), '\x5a');
        QVERIFY(file.seek(from) && file.write(garbage) == garbage.size());
        file.close();
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        QVERIFY2(opening.file != nullptr, opening.refusal.c_str());
        QCOMPARE(opening.setAside, m_path + ".corrupt-20251113T021400Z");
        QFile aside(QString::fromStdString(opening.setAside));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QVERIFY(aside.readAll().endsWith(garbage)); // nothing is thrown away
        fill(*opening.file, 1);
        QCOMPARE(minutesOf(m_path), 120);
    }

    void bringsAnOldFileToTheNewestSchema()
    {
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            fill(*opening.file, 2);
        }
        // As version 1 left it: without what was added since.
        QCOMPARE(execute(m_name,
                     {QStringLiteral("DROP TABLE reach"), QStringLiteral("DROP TABLE premium"),
                         QStringLiteral("DROP TABLE moment"), QStringLiteral("PRAGMA user_version = 1"),
                         QStringLiteral("SELECT count(*) FROM bar")}),
            QStringLiteral("240"));
        QVERIFY(!HistoryReader::open(m_path)); // reading migrates nothing
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            QVERIFY2(opening.file != nullptr, opening.refusal.c_str());
            QVERIFY(opening.setAside.empty());
            const auto number = *opening.file->numberOf(contractOf("BTCUSDT", 1));
            QVERIFY(opening.file->put(number, HistoryReach{HistoryKind::Candles, MinuteMs, Start, Start + HourMs}));
        }
        QCOMPARE(execute(m_name, {QStringLiteral("PRAGMA user_version")}), QString::number(HistorySchema));
        QCOMPARE(minutesOf(m_path), 240);
        const auto reader = HistoryReader::open(m_path);
        const auto contracts = (*reader)->contracts("BTC");
        QCOMPARE((*reader)->reaches(contracts->back())->size(), 1U);
    }

    void aMigrationThatFailsChangesNothing()
    {
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            fill(*opening.file, 1);
        }
        // The table that the step would make is there already.
        execute(m_name, {QStringLiteral("PRAGMA user_version = 1")});
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        QVERIFY(!opening.file);
        QVERIFY2(opening.refusal.find("already exists") != std::string::npos, opening.refusal.c_str());
        QVERIFY(opening.setAside.empty());
        QCOMPARE(execute(m_name, {QStringLiteral("PRAGMA user_version")}), QStringLiteral("1"));
        QCOMPARE(execute(m_name, {QStringLiteral("SELECT count(*) FROM bar")}), QStringLiteral("120"));
    }

    void joinsWhatIsKnownAndForgetsItWithTheRows()
    {
        const Instrument instrument = contractOf("BTCUSDT", 1);
        const auto reaches = [&] {
            const auto reader = HistoryReader::open(m_path);
            return *(*reader)->reaches((*(*reader)->contracts("")).back());
        };
        for (int run = 0; run < 3; ++run) {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            if (run == 0)
                fill(*opening.file, 48);
            const auto number = *opening.file->numberOf(instrument);
            const TimeMs from = Start + run * 10 * HourMs;
            for (const TimeMs to : {from + HourMs, from + 10 * HourMs}) // it grows while it is heard
                QVERIFY(opening.file->put(number, HistoryReach{HistoryKind::Candles, MinuteMs, from, to}));
        }
        QCOMPARE(reaches().size(), 2U); // those of the first runs are one
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        QCOMPARE(reaches(), (std::vector<HistoryReach>{{HistoryKind::Candles, MinuteMs, Start, Start + 30 * HourMs}}));
        for (bool hasMore = true; hasMore;)
            QVERIFY(opening.file->forget({1, 0}, Start + 48 * HourMs, hasMore));
        const TimeMs oldest = *opening.file->oldestMs();
        QVERIFY(oldest > Start + 20 * HourMs);
        QCOMPARE(reaches(), (std::vector<HistoryReach>{{HistoryKind::Candles, MinuteMs, oldest, Start + 30 * HourMs}}));
    }

    void leavesAFileOfANewerVersionAlone()
    {
        {
            HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
            fill(*opening.file, 1);
        }
        execute(m_name, {QStringLiteral("PRAGMA user_version = %1").arg(HistorySchema + 1)});
        const HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        QVERIFY(!opening.file);
        QCOMPARE(opening.newerSchema, HistorySchema + 1);
        QVERIFY2(opening.refusal.find("newer version of Isobar (schema " + std::to_string(HistorySchema + 1))
                != std::string::npos,
            opening.refusal.c_str());
        QVERIFY(opening.setAside.empty());
        QVERIFY(!HistoryReader::open(m_path));
        QCOMPARE(execute(m_name, {QStringLiteral("SELECT count(*) FROM bar")}), QStringLiteral("120"));
    }

    void beginsAnewForAnotherSimulatedMarket()
    {
        {
            HistoryOpening opening = HistoryFile::open(m_path, "tour 1", Start);
            fill(*opening.file, 1);
        }
        {
            HistoryOpening same = HistoryFile::open(m_path, "tour 1", Start);
            QVERIFY(same.file->oldestMs());
        }
        HistoryOpening other = HistoryFile::open(m_path, "tour 2", Start);
        QVERIFY(other.file != nullptr);
        QVERIFY(!other.file->oldestMs());
    }

    void saysWhyItCannotBeOpened()
    {
        const HistoryOpening opening =
            HistoryFile::open(m_folder->filePath(QStringLiteral("none/history.sqlite")).toStdString(), "live", Start);
        QVERIFY(!opening.file);
        QCOMPARE(opening.newerSchema, 0);
        QVERIFY2(opening.refusal.find("unable to open") != std::string::npos, opening.refusal.c_str());
    }

    void forgetsByAge()
    {
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        fill(*opening.file, 50);
        const TimeMs end = Start + 50 * HourMs;
        bool hasMore = true;
        QVERIFY(opening.file->forget({}, end, hasMore)); // off by default
        QVERIFY(!hasMore);
        QCOMPARE(*opening.file->oldestMs(), Start);
        hasMore = true;
        while (hasMore)
            QVERIFY(opening.file->forget({1, 0}, end, hasMore));
        const TimeMs kept = end - *opening.file->oldestMs(); // whole hours are deleted
        QVERIFY(kept >= DayMs && kept < DayMs + HourMs);
        QCOMPARE(minutesOf(m_path), 2 * static_cast<int>(kept / MinuteMs));
    }

    void forgetsBySize()
    {
        HistoryOpening opening = HistoryFile::open(m_path, "live", Start);
        fill(*opening.file, 100);
        const qint64 before = opening.file->bytes();
        const std::int64_t limit = 600'000;
        int steps = 0;
        for (bool hasMore = true; hasMore; ++steps)
            QVERIFY(opening.file->forget({0, limit}, Start + 100 * HourMs, hasMore));
        QVERIFY(steps > 5);
        opening.file.reset(); // the log is folded into the file
        QVERIFY2(QFileInfo(m_name).size() <= limit + 100'000, qPrintable(QString::number(QFileInfo(m_name).size())));
        QVERIFY(QFileInfo(m_name).size() < before);
        QVERIFY(minutesOf(m_path) > 1000); // and no more than that was taken
    }
};

QTEST_GUILESS_MAIN(TestHistoryFile)
#include "tst_historyfile.moc"
