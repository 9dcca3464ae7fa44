#include "core/storage/historyfile.h"

#include "core/base/isotime.h"
#include "core/base/timeranges.h"
#include "core/market/eventjson.h"
#include "core/storage/historyschema.h"
#include "core/storage/sqlvalue.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <array>
#include <atomic>
#include <tuple>

namespace isobar {

namespace {

constexpr int SqliteCorrupt = 11, SqliteNotADatabase = 26;
constexpr int PremiumMinutes = 5;
constexpr std::array FileSuffixes{"", "-wal", "-shm"};

QString newConnectionName()
{
    static std::atomic<unsigned> count = 0;
    return QStringLiteral("history %1").arg(++count);
}

std::int64_t minuteNumber(TimeMs timeMs) { return floorTo(timeMs, MinuteMs) / MinuteMs; }

constexpr auto BarText = "INSERT INTO bar VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                         " high = max(high, excluded.high), low = min(low, excluded.low),";
/// The venue's word on a bar replaces ours; extremes that were seen stay.
constexpr auto VenueBarText = " open = excluded.open, close = excluded.close, volume = excluded.volume,"
                              " taker_buy = coalesce(excluded.taker_buy, CASE WHEN by_venue THEN NULL ELSE taker_buy"
                              " END), by_venue = 1";
/// A second part of a minute (the program was started anew within it) is added to the first, but not to what the venue
/// told of the whole.
constexpr auto OwnBarText =
    " close = CASE WHEN by_venue THEN close ELSE excluded.close END,"
    " volume = CASE WHEN by_venue THEN volume ELSE coalesce(volume + excluded.volume, volume, excluded.volume) END,"
    " taker_buy = CASE WHEN by_venue THEN taker_buy"
    " ELSE coalesce(taker_buy + excluded.taker_buy, taker_buy, excluded.taker_buy) END";

} // namespace

/// Prepared once: the same few statements run hundreds of times a second.
struct HistoryFile::Statements {
    explicit Statements(const QSqlDatabase &database)
        : findContract(database), addContract(database), renewContract(database), openMinute(database),
          closeMinute(database), funding(database), settlement(database), interest(database), ownBar(database),
          venueBar(database), liquidation(database), reach(database), premium(database), event(database),
          ledger(database)
    {
    }
    QSqlQuery findContract, addContract, renewContract, openMinute, closeMinute, funding, settlement, interest, ownBar,
        venueBar, liquidation, reach, premium, event, ledger;
};

HistoryFile::HistoryFile(std::string path) : m_path(std::move(path)), m_connection(newConnectionName()) { }

HistoryFile::~HistoryFile()
{
    m_statements.reset();
    if (!QSqlDatabase::contains(m_connection))
        return;
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

std::string HistoryFile::setAside(const std::string &path, TimeMs nowMs)
{
    std::string time = formatIsoTime(nowMs).substr(0, 19);
    std::erase_if(time, [](char c) { return c == ':' || c == '-'; });
    const std::string name = path + ".corrupt-" + time + "Z";
    for (const char *suffix : FileSuffixes)
        QFile::rename(QString::fromStdString(path + suffix), QString::fromStdString(name + suffix));
    return name;
}

HistoryOpening HistoryFile::open(const std::string &path, const std::string &market, TimeMs nowMs)
{
    HistoryOpening opening;
    // A damaged file is put out of the way once; then the new one must do.
    for (int attempt = 0; attempt < 2; ++attempt) {
        std::unique_ptr<HistoryFile> file(new HistoryFile(path));
        int schema = 0;
        const Start start = file->start(market, schema);
        if (start == Start::Ready) {
            opening.file = std::move(file);
            break;
        }
        opening.refusal = file->m_error;
        opening.newerSchema = start == Start::Newer ? schema : 0;
        const bool isDamaged = start == Start::Failed && file->m_isDamaged && opening.setAside.empty();
        file.reset();
        if (!isDamaged)
            break;
        opening.setAside = setAside(path, nowMs);
    }
    return opening;
}

HistoryFile::Start HistoryFile::start(const std::string &market, int &schema)
{
    if (!openDatabase())
        return Start::Failed;
    QSqlDatabase database = QSqlDatabase::database(m_connection, false);
    if (!note(readHistorySchema(database, schema)))
        return Start::Failed;
    if (schema > HistorySchema) {
        m_error = m_path + " was written by a newer version of Isobar (schema " + std::to_string(schema)
            + "; this version knows up to " + std::to_string(HistorySchema)
            + "). It stays as it is and nothing is stored: update Isobar, or choose another folder with --profile";
        return Start::Newer;
    }
    if (!note(migrateHistory(database, schema)) || !prepare())
        return Start::Failed;
    QSqlQuery about(database);
    about.prepare(QStringLiteral("SELECT value FROM about WHERE name = 'market'"));
    if (!run(about))
        return Start::Failed;
    if (about.next() && textAt(about, 0) != market && !deleteMarket())
        return Start::Failed;
    about.prepare(QStringLiteral("INSERT OR REPLACE INTO about VALUES ('market', ?)"));
    bindAll(about, market);
    return run(about) && recoverOpenMinutes() && joinReaches() ? Start::Ready : Start::Failed;
}

bool HistoryFile::openDatabase()
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(QString::fromStdString(m_path));
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    if (!database.open())
        return note(database.lastError());
    // auto_vacuum takes effect in a new file only, and before its first table.
    return runText(QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"))
        && runText(QStringLiteral("PRAGMA journal_mode = WAL"))
        && runText(QStringLiteral("PRAGMA synchronous = NORMAL"))
        && runText(QStringLiteral("PRAGMA journal_size_limit = 16777216"));
}

bool HistoryFile::prepare()
{
    m_statements = std::make_unique<Statements>(QSqlDatabase::database(m_connection, false));
    const auto text = [](auto... parts) { return QString((QLatin1String(parts) + ... + QString())); };
    const std::array all{
        std::pair(&m_statements->findContract, text("SELECT number FROM contract WHERE venue = ? AND symbol = ?")),
        std::pair(&m_statements->addContract,
            text("INSERT INTO contract VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
        std::pair(&m_statements->renewContract,
            text("UPDATE contract SET venue = ?, symbol = ?, asset = ?, scale = ?, base = ?, quote = ?, settle = ?,"
                 " kind = ?, contract_size = ?, continuous = ?, interval_hours = ?, funding_cap = ?,"
                 " funding_floor = ?, interest_8h = ? WHERE number = ?")),
        std::pair(&m_statements->openMinute,
            text("INSERT OR REPLACE INTO open_minute VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
        std::pair(&m_statements->closeMinute, text("DELETE FROM open_minute WHERE minute = ? AND contract = ?")),
        std::pair(&m_statements->funding, text("INSERT OR REPLACE INTO funding VALUES (?, ?, ?, ?, ?, ?)")),
        std::pair(&m_statements->settlement, text("INSERT OR REPLACE INTO settlement VALUES (?, ?, ?)")),
        std::pair(&m_statements->interest, text("INSERT OR REPLACE INTO open_interest VALUES (?, ?, ?, ?)")),
        std::pair(&m_statements->ownBar, text(BarText, OwnBarText)),
        std::pair(&m_statements->venueBar, text(BarText, VenueBarText)),
        std::pair(&m_statements->liquidation, text("INSERT OR IGNORE INTO liquidation VALUES (?, ?, ?, ?, ?, ?, ?)")),
        std::pair(&m_statements->reach,
            text("INSERT INTO reach VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                 " to_minute = max(to_minute, excluded.to_minute)")),
        std::pair(&m_statements->premium, text("INSERT OR REPLACE INTO premium VALUES (?, ?, ?)")),
        std::pair(&m_statements->event, text("INSERT OR IGNORE INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)")),
        std::pair(&m_statements->ledger, text("INSERT INTO ledger VALUES (NULL, ?, ?, ?)")),
    };
    for (const auto &[query, statement] : all) {
        query->setForwardOnly(true);
        if (!query->prepare(statement))
            return note(query->lastError());
    }
    return true;
}

bool HistoryFile::deleteMarket()
{
    bool isDone = begin(false);
    for (const char *table : {"contract", "funding", "settlement", "open_interest", "bar", "liquidation", "event",
             "ledger", "open_minute", "reach", "premium", "about"})
        isDone = isDone && runText(QStringLiteral("DELETE FROM %1").arg(QLatin1String(table)));
    if (isDone && shrink() && commit())
        return true;
    rollback();
    return false;
}

/// What was open when the program ended is as whole now as it will be.
bool HistoryFile::recoverOpenMinutes()
{
    const auto into = [](const char *head, const char *tail) {
        return QLatin1String(head) + QLatin1String(" FROM open_minute WHERE ") + QLatin1String(tail);
    };
    const bool isDone = begin(false)
        && runText(into("INSERT INTO bar SELECT contract, 1, minute, open, high, low, close, volume, taker_buy, 0",
                       "close IS NOT NULL ON CONFLICT DO UPDATE SET high = max(high, excluded.high),"
                       " low = min(low, excluded.low),")
            + QLatin1String(OwnBarText))
        && runText(into("INSERT OR REPLACE INTO open_interest SELECT contract, minute, base,"
                        " CASE WHEN base IS NULL THEN usd END",
            "base IS NOT NULL OR usd IS NOT NULL"))
        && runText(into("INSERT OR REPLACE INTO funding SELECT contract, minute, rate, interval_hours, next_ms,"
                        " predicted",
            "has_funding"))
        && runText(QStringLiteral("DELETE FROM open_minute")) && commit();
    if (!isDone)
        rollback();
    return isDone;
}

/// Each run adds ranges; those that touch become one again.
bool HistoryFile::joinReaches()
{
    using Key = std::tuple<std::int64_t, int, std::int64_t>; // contract, kind, minutes
    std::map<Key, TimeRanges> joined;
    std::size_t rows = 0, ranges = 0;
    QSqlQuery all(QSqlDatabase::database(m_connection, false));
    all.setForwardOnly(true);
    all.prepare(QStringLiteral("SELECT contract, kind, minutes, from_minute, to_minute FROM reach"));
    if (!run(all))
        return false;
    for (; all.next(); ++rows) {
        joined[{all.value(0).toLongLong(), all.value(1).toInt(), all.value(2).toLongLong()}].add(
            {all.value(3).toLongLong(), all.value(4).toLongLong()});
    }
    all.finish();
    for (const auto &[key, times] : joined)
        ranges += times.ranges().size();
    if (ranges == rows)
        return true;
    bool isDone = begin(false) && runText(QStringLiteral("DELETE FROM reach"));
    for (const auto &[key, times] : joined) {
        for (const TimeSpan &each : times.ranges()) {
            bindAll(m_statements->reach, std::get<0>(key), std::get<1>(key), std::get<2>(key), each.fromMs, each.toMs);
            isDone = isDone && run(m_statements->reach);
        }
    }
    if (isDone && commit())
        return true;
    rollback();
    return false;
}

bool HistoryFile::note(const QSqlError &error)
{
    if (!error.isValid())
        return true;
    const int code = error.nativeErrorCode().toInt() & 0xff; // the rest says more than we ask
    m_isDamaged = code == SqliteCorrupt || code == SqliteNotADatabase;
    m_error = (error.databaseText().isEmpty() ? error.driverText() : error.databaseText()).toStdString();
    return false;
}

bool HistoryFile::run(QSqlQuery &query) { return query.exec() || note(query.lastError()); }

bool HistoryFile::runText(const QString &statement)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    return query.exec(statement) || note(query.lastError());
}

bool HistoryFile::begin(bool isDurable)
{
    if (isDurable != m_isDurable) {
        if (!runText(isDurable ? QStringLiteral("PRAGMA synchronous = FULL")
                               : QStringLiteral("PRAGMA synchronous = NORMAL")))
            return false;
        m_isDurable = isDurable;
    }
    return runText(QStringLiteral("BEGIN IMMEDIATE"));
}

bool HistoryFile::commit() { return runText(QStringLiteral("COMMIT")); }

void HistoryFile::rollback()
{
    // Numbers of contracts that were entered in it are void. The reason of the failure stays.
    m_numbers.clear();
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.exec(QStringLiteral("ROLLBACK"));
}

namespace {

template <class... More> void bindContract(QSqlQuery &query, const Instrument &i, const More &...more)
{
    bindAll(query, i.venue, i.symbol, i.asset, i.scale, i.base, i.quote, i.settle, static_cast<int>(i.kind),
        i.contractSize, i.continuousFunding, i.intervalHours, i.fundingCap, i.fundingFloor, i.interestPer8h, more...);
}

} // namespace

std::optional<std::int64_t> HistoryFile::numberOf(const Instrument &instrument)
{
    if (const auto found = m_numbers.find(instrument.id); found != m_numbers.end())
        return found->second;
    QSqlQuery &find = m_statements->findContract;
    bindAll(find, instrument.venue, instrument.symbol);
    if (!run(find))
        return std::nullopt;
    std::optional<std::int64_t> number;
    if (find.next())
        number = find.value(0).toLongLong();
    find.finish();
    if (!number) {
        QSqlQuery &add = m_statements->addContract;
        bindContract(add, instrument);
        if (!run(add))
            return std::nullopt;
        number = add.lastInsertId().toLongLong();
    }
    m_numbers[instrument.id] = *number;
    return number;
}

bool HistoryFile::refresh(const Instrument &instrument)
{
    const auto number = numberOf(instrument);
    if (!number)
        return false;
    bindContract(m_statements->renewContract, instrument, *number);
    return run(m_statements->renewContract);
}

bool HistoryFile::putOpenMinute(std::int64_t contract, const StoredMinute &minute)
{
    const std::optional<StoredBar> &bar = minute.bar;
    const auto price = [&](double StoredBar::*member) { return bar ? std::optional(*bar.*member) : std::nullopt; };
    const OpenInterest interest = minute.openInterest.value_or(OpenInterest());
    const Funding funding = minute.funding.value_or(Funding());
    QSqlQuery &query = m_statements->openMinute;
    bindAll(query, minuteNumber(minute.minuteMs), contract, price(&StoredBar::open), price(&StoredBar::high),
        price(&StoredBar::low), price(&StoredBar::close), bar ? bar->baseVolume : std::nullopt,
        bar ? bar->takerBuyBase : std::nullopt, interest.baseQuantity, interest.notionalUsd, funding.rate,
        funding.intervalHours, funding.nextFundingMs, funding.predictedRate, minute.funding.has_value());
    return run(query);
}

bool HistoryFile::closeMinute(std::int64_t contract, const StoredMinute &minute, bool withFunding)
{
    if (minute.bar && !putBar(contract, minute.minuteMs, MinuteMs, *minute.bar, false))
        return false;
    if (minute.openInterest && !put(contract, DatedInterest{minute.instrument, minute.minuteMs, *minute.openInterest}))
        return false;
    const std::int64_t number = minuteNumber(minute.minuteMs);
    if (minute.funding && withFunding) {
        const Funding &funding = *minute.funding;
        bindAll(m_statements->funding, contract, number, funding.rate, funding.intervalHours, funding.nextFundingMs,
            funding.predictedRate);
        if (!run(m_statements->funding))
            return false;
    }
    if (minute.premium && number % PremiumMinutes == PremiumMinutes - 1) {
        bindAll(m_statements->premium, contract, number, *minute.premium);
        if (!run(m_statements->premium))
            return false;
    }
    bindAll(m_statements->closeMinute, number, contract);
    return run(m_statements->closeMinute);
}

bool HistoryFile::putBar(std::int64_t contract, TimeMs openMs, TimeMs lengthMs, const StoredBar &bar, bool isByVenue)
{
    QSqlQuery &query = isByVenue ? m_statements->venueBar : m_statements->ownBar;
    bindAll(query, contract, lengthMs / MinuteMs, minuteNumber(openMs), bar.open, bar.high, bar.low, bar.close,
        bar.baseVolume, bar.takerBuyBase, isByVenue);
    return run(query);
}

bool HistoryFile::put(std::int64_t contract, const VenueBar &bar)
{
    return putBar(contract, bar.openMs, bar.lengthMs, bar.bar, true);
}

bool HistoryFile::put(std::int64_t contract, const Settlement &settlement)
{
    // Venues stamp a settlement some seconds beside its minute, streams and histories each in their way.
    bindAll(m_statements->settlement, contract, minuteNumber(settlement.timeMs + MinuteMs / 2), settlement.rate);
    return run(m_statements->settlement);
}

bool HistoryFile::put(std::int64_t contract, const DatedInterest &interest)
{
    const auto &base = interest.value.baseQuantity;
    bindAll(m_statements->interest, contract, minuteNumber(interest.timeMs), base,
        base ? std::nullopt : interest.value.notionalUsd);
    return run(m_statements->interest);
}

bool HistoryFile::put(std::int64_t contract, const Liquidation &liquidation)
{
    bindAll(m_statements->liquidation, contract, liquidation.timeMs, static_cast<std::int64_t>(liquidation.eventKey),
        static_cast<int>(liquidation.position), liquidation.price, liquidation.baseQuantity, liquidation.notionalUsd);
    return run(m_statements->liquidation);
}

bool HistoryFile::put(std::int64_t contract, const HistoryReach &reach)
{
    const std::int64_t from = minuteNumber(reach.fromMs + MinuteMs - 1), to = minuteNumber(reach.toMs);
    if (from >= to)
        return true;
    bindAll(m_statements->reach, contract, static_cast<int>(reach.kind), reach.stepMs / MinuteMs, from, to);
    return run(m_statements->reach);
}

bool HistoryFile::put(const LedgerLine &line)
{
    bindAll(m_statements->ledger, line.ledger, line.timeMs, line.line);
    return run(m_statements->ledger);
}

bool HistoryFile::remember(const std::string &name, const std::string &value)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO about VALUES (?, ?)"));
    bindAll(query, name, value);
    return run(query);
}

bool HistoryFile::put(const Event &event, bool &isNew)
{
    bindAll(m_statements->event, eventIdText(event.id), eventStateName(event.state), event.timeMs,
        eventTypeName(event.type), event.asset, static_cast<int>(event.priority), eventToJson(event));
    if (!run(m_statements->event))
        return false;
    isNew = m_statements->event.numRowsAffected() > 0;
    return true;
}

qint64 HistoryFile::bytes() const
{
    qint64 sum = 0;
    for (const char *suffix : {"", "-wal"})
        sum += QFileInfo(QString::fromStdString(m_path + suffix)).size();
    return sum;
}

} // namespace isobar
