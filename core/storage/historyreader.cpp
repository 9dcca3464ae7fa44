#include "core/storage/historyreader.h"

#include "core/storage/historyschema.h"
#include "core/storage/sqlvalue.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <atomic>

namespace isobar {

namespace {

QString newConnectionName()
{
    static std::atomic<unsigned> count = 0;
    return QStringLiteral("history reader %1").arg(++count);
}

std::int64_t firstMinute(const HistorySpan &span)
{
    return span.fromMs / MinuteMs + (span.fromMs % MinuteMs > 0 ? 1 : 0);
}

std::int64_t endMinute(const HistorySpan &span) { return span.toMs / MinuteMs + (span.toMs % MinuteMs > 0 ? 1 : 0); }

Instrument instrumentOf(const QSqlQuery &row)
{
    Instrument out;
    out.venue = textAt(row, 1);
    out.symbol = textAt(row, 2);
    out.asset = textAt(row, 3);
    out.scale = row.value(4).toDouble();
    out.base = textAt(row, 5);
    out.quote = textAt(row, 6);
    out.settle = textAt(row, 7);
    out.kind = row.value(8).toInt() == 1 ? ContractKind::Inverse : ContractKind::Linear;
    out.contractSize = row.value(9).toDouble();
    out.continuousFunding = row.value(10).toInt() != 0;
    out.intervalHours = realAt(row, 11);
    out.fundingCap = realAt(row, 12);
    out.fundingFloor = realAt(row, 13);
    out.interestPer8h = realAt(row, 14);
    return out;
}

} // namespace

HistoryReader::HistoryReader() : m_connection(newConnectionName()) { }

HistoryReader::~HistoryReader()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<HistoryReader>> HistoryReader::open(const std::string &path)
{
    if (!QFileInfo(QString::fromStdString(path)).isFile())
        return Error{"there is no local history at " + path};
    std::unique_ptr<HistoryReader> reader(new HistoryReader);
    reader->m_path = path;
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), reader->m_connection);
    database.setDatabaseName(QString::fromStdString(path));
    database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"));
    int schema = 0;
    QSqlError error;
    if (database.open())
        error = readHistorySchema(database, schema);
    else
        error = database.lastError();
    if (error.isValid())
        return Error{"cannot read " + path + ": " + error.text().toStdString()};
    if (schema != HistorySchema) {
        return Error{path
            + (schema > HistorySchema ? " was written by a newer version of Isobar (schema "
                                      : " is of an older version of Isobar: start the terminal once with it (schema ")
            + std::to_string(schema) + ", this version knows " + std::to_string(HistorySchema) + ")"};
    }
    return reader;
}

Result<void> HistoryReader::run(const char *statement, const std::function<void(QSqlQuery &)> &bind,
    const std::function<void(const QSqlQuery &)> &take) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (query.prepare(QLatin1String(statement))) {
        bind(query);
        if (query.exec()) {
            while (query.next())
                take(query);
        }
    }
    if (query.lastError().isValid())
        return Error{"cannot read " + m_path + ": " + query.lastError().databaseText().toStdString()};
    return {};
}

Result<std::vector<StoredContract>> HistoryReader::contracts(const std::string &asset) const
{
    std::vector<StoredContract> found;
    const Result<void> done = each(
        "SELECT * FROM contract WHERE @a = '' OR asset = @a ORDER BY venue, symbol",
        [&](const QSqlQuery &row) {
            found.push_back({row.value(0).toLongLong(), instrumentOf(row)});
        },
        asset);
    if (!done)
        return Error{done.error()};
    return found;
}

Result<void> HistoryReader::funding(const StoredContract &contract, const HistorySpan &span,
    const std::function<void(TimeMs, const Funding &)> &take) const
{
    return each(
        "SELECT minute, rate, interval_hours, next_ms, predicted FROM funding"
        " WHERE contract = @a AND minute >= @b AND minute < @c UNION ALL"
        " SELECT minute, rate, interval_hours, next_ms, predicted FROM open_minute"
        " WHERE contract = @a AND minute >= @b AND minute < @c AND has_funding ORDER BY minute",
        [&](const QSqlQuery &row) {
            take(row.value(0).toLongLong() * MinuteMs,
                {realAt(row, 1), realAt(row, 2), wholeAt(row, 3), realAt(row, 4)});
        },
        contract.number, firstMinute(span), endMinute(span));
}

Result<void> HistoryReader::settlements(
    const StoredContract &contract, const HistorySpan &span, const std::function<void(const Settlement &)> &take) const
{
    return each(
        "SELECT minute, rate FROM settlement WHERE contract = @a AND minute >= @b AND minute < @c ORDER BY minute",
        [&](const QSqlQuery &row) {
            take({row.value(1).toDouble(), row.value(0).toLongLong() * MinuteMs});
        },
        contract.number, firstMinute(span), endMinute(span));
}

Result<void> HistoryReader::openInterest(const StoredContract &contract, const HistorySpan &span,
    const std::function<void(TimeMs, const OpenInterest &)> &take) const
{
    return each(
        "SELECT minute, base, usd FROM open_interest WHERE contract = @a AND minute >= @b AND minute < @c UNION ALL"
        " SELECT minute, base, usd FROM open_minute WHERE contract = @a AND minute >= @b AND minute < @c"
        " AND (base IS NOT NULL OR usd IS NOT NULL) ORDER BY minute",
        [&](const QSqlQuery &row) {
            take(row.value(0).toLongLong() * MinuteMs, {realAt(row, 1), realAt(row, 2), std::nullopt});
        },
        contract.number, firstMinute(span), endMinute(span));
}

Result<void> HistoryReader::bars(const StoredContract &contract, TimeMs lengthMs, const HistorySpan &span,
    const std::function<void(TimeMs openMs, const StoredBar &)> &take) const
{
    return each(
        "SELECT minute, open, high, low, close, volume, taker_buy FROM bar"
        " WHERE contract = @a AND minutes = @b AND minute >= @c AND minute < @d UNION ALL"
        " SELECT minute, open, high, low, close, volume, taker_buy FROM open_minute"
        " WHERE @b = 1 AND contract = @a AND minute >= @c AND minute < @d AND close IS NOT NULL ORDER BY minute",
        [&](const QSqlQuery &row) {
            take(row.value(0).toLongLong() * MinuteMs,
                {row.value(1).toDouble(), row.value(2).toDouble(), row.value(3).toDouble(), row.value(4).toDouble(),
                    realAt(row, 5), realAt(row, 6)});
        },
        contract.number, lengthMs / MinuteMs, firstMinute(span), endMinute(span));
}

// max() makes SQLite give the other columns of the row that has it.
Result<void> HistoryReader::openInterestEvery(TimeMs stepMs, const StoredContract &contract, const HistorySpan &span,
    const std::function<void(TimeMs, const OpenInterest &)> &take) const
{
    return each(
        "SELECT max(minute), base, usd FROM open_interest WHERE contract = @a AND minute >= @b AND minute < @c"
        " GROUP BY minute / @d",
        [&](const QSqlQuery &row) {
            take(row.value(0).toLongLong() * MinuteMs, {realAt(row, 1), realAt(row, 2), std::nullopt});
        },
        contract.number, firstMinute(span), endMinute(span), stepMs / MinuteMs);
}

Result<void> HistoryReader::closesEvery(TimeMs stepMs, const StoredContract &contract, TimeMs lengthMs,
    const HistorySpan &span, const std::function<void(TimeMs, double)> &take) const
{
    return each(
        "SELECT max(minute), close FROM bar WHERE contract = @a AND minutes = @b AND minute >= @c AND minute < @d"
        " GROUP BY minute / @e",
        [&](const QSqlQuery &row) { take(row.value(0).toLongLong() * MinuteMs, row.value(1).toDouble()); },
        contract.number, lengthMs / MinuteMs, firstMinute(span), endMinute(span), stepMs / MinuteMs);
}

Result<void> HistoryReader::premiumsEvery(TimeMs stepMs, const StoredContract &contract, const HistorySpan &span,
    const std::function<void(TimeMs, double)> &take) const
{
    return each(
        "SELECT max(minute), premium FROM premium WHERE contract = @a AND minute >= @b AND minute < @c"
        " GROUP BY minute / @d",
        [&](const QSqlQuery &row) { take(row.value(0).toLongLong() * MinuteMs, row.value(1).toDouble()); },
        contract.number, firstMinute(span), endMinute(span), stepMs / MinuteMs);
}

Result<void> HistoryReader::liquidations(
    const StoredContract &contract, const HistorySpan &span, const std::function<void(const Liquidation &)> &take) const
{
    return each(
        "SELECT position, price, base, usd, time_ms, event_key FROM liquidation"
        " WHERE contract = @a AND time_ms >= @b AND time_ms < @c ORDER BY time_ms",
        [&](const QSqlQuery &row) {
            take({row.value(0).toInt() == 0 ? PositionSide::Long : PositionSide::Short, row.value(1).toDouble(),
                row.value(2).toDouble(), row.value(3).toDouble(), row.value(4).toLongLong(),
                static_cast<std::uint64_t>(row.value(5).toLongLong())});
        },
        contract.number, span.fromMs, span.toMs);
}

Result<std::vector<HistoryReach>> HistoryReader::reaches(const StoredContract &contract) const
{
    std::vector<HistoryReach> found;
    const Result<void> done = each(
        "SELECT kind, minutes, from_minute, to_minute FROM reach WHERE contract = @a",
        [&](const QSqlQuery &row) {
            const int kind = row.value(0).toInt();
            if (kind >= 0 && kind <= static_cast<int>(HistoryKind::Candles)) {
                found.push_back({static_cast<HistoryKind>(kind), row.value(1).toLongLong() * MinuteMs,
                    row.value(2).toLongLong() * MinuteMs, row.value(3).toLongLong() * MinuteMs});
            }
        },
        contract.number);
    if (!done)
        return Error{done.error()};
    return found;
}

Result<void> HistoryReader::events(
    const std::string &asset, const HistorySpan &span, const std::function<void(const std::string &json)> &take) const
{
    return each(
        "SELECT json FROM event WHERE (@a = '' OR asset = @a) AND time_ms >= @b AND time_ms < @c"
        " ORDER BY time_ms, number",
        [&](const QSqlQuery &row) { take(textAt(row, 0)); }, asset, span.fromMs, span.toMs);
}

Result<void> HistoryReader::eventsBy(
    TimeMs marketMs, TimeMs recentMs, const std::function<void(const std::string &json)> &take) const
{
    return each(
        "SELECT json FROM event AS told WHERE time_ms <= @a AND (time_ms >= @b OR (state <> 'cleared' AND NOT EXISTS"
        " (SELECT 1 FROM event WHERE id = told.id AND time_ms > told.time_ms AND time_ms <= @a)))"
        " ORDER BY time_ms, number",
        [&](const QSqlQuery &row) { take(textAt(row, 0)); }, marketMs, marketMs - recentMs);
}

Result<void> HistoryReader::eventsOf(
    EventType type, const HistorySpan &span, const std::function<void(const std::string &json)> &take) const
{
    return each(
        "SELECT json FROM event WHERE type = @a AND time_ms >= @b AND time_ms < @c ORDER BY time_ms, number",
        [&](const QSqlQuery &row) { take(textAt(row, 0)); }, std::string(eventTypeName(type)), span.fromMs, span.toMs);
}

Result<void> HistoryReader::lastEvents(int count, const std::function<void(const std::string &json)> &take) const
{
    return each(
        "SELECT json FROM (SELECT number, json FROM event ORDER BY number DESC LIMIT @a) ORDER BY number",
        [&](const QSqlQuery &row) { take(textAt(row, 0)); }, count);
}

std::optional<TimeMs> HistoryReader::newestMs() const
{
    std::optional<TimeMs> newest;
    // A look into the order of each contract: the greatest of the whole table would read all of it.
    const Result<void> done =
        each("SELECT max(minute) FROM (SELECT (SELECT max(minute) FROM bar WHERE contract = number AND minutes = 1) AS"
             " minute FROM contract UNION ALL SELECT max(minute) FROM open_minute"
             " UNION ALL SELECT max(time_ms) / 60000 FROM event)",
            [&](const QSqlQuery &row) { newest = wholeAt(row, 0); });
    if (!done || !newest)
        return std::nullopt;
    return (*newest + 1) * MinuteMs;
}

std::string HistoryReader::remembered(const std::string &name) const
{
    std::string value;
    const Result<void> done = each(
        "SELECT value FROM about WHERE name = @a", [&](const QSqlQuery &row) { value = textAt(row, 0); }, name);
    return done ? value : std::string();
}

} // namespace isobar
