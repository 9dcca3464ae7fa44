#include "core/storage/historyschema.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <array>
#include <span>

namespace isobar {

namespace {

// Times are Unix ms, or whole minutes since 1970 where the name says `minute`. The tables of series are ordered by
// contract and time: a chart reads one run of pages. Prices, quantities and rates are as the venue counts them.
constexpr std::array Version1{
    "CREATE TABLE contract (number INTEGER PRIMARY KEY, venue TEXT NOT NULL, symbol TEXT NOT NULL, asset TEXT NOT NULL,"
    " scale REAL NOT NULL, base TEXT NOT NULL, quote TEXT NOT NULL, settle TEXT NOT NULL, kind INTEGER NOT NULL,"
    " contract_size REAL NOT NULL, continuous INTEGER NOT NULL, interval_hours REAL, funding_cap REAL,"
    " funding_floor REAL, interest_8h REAL, UNIQUE (venue, symbol))",
    "CREATE TABLE funding (contract INTEGER NOT NULL, minute INTEGER NOT NULL, rate REAL, interval_hours REAL,"
    " next_ms INTEGER, predicted REAL, PRIMARY KEY (contract, minute)) WITHOUT ROWID",
    "CREATE TABLE settlement (contract INTEGER NOT NULL, minute INTEGER NOT NULL, rate REAL NOT NULL,"
    " PRIMARY KEY (contract, minute)) WITHOUT ROWID",
    "CREATE TABLE open_interest (contract INTEGER NOT NULL, minute INTEGER NOT NULL, base REAL, usd REAL,"
    " PRIMARY KEY (contract, minute)) WITHOUT ROWID",
    // by_venue: 1 when the venue's history told the volumes, 0 when they were summed from live trades
    "CREATE TABLE bar (contract INTEGER NOT NULL, minutes INTEGER NOT NULL, minute INTEGER NOT NULL,"
    " open REAL NOT NULL, high REAL NOT NULL, low REAL NOT NULL, close REAL NOT NULL, volume REAL, taker_buy REAL,"
    " by_venue INTEGER NOT NULL, PRIMARY KEY (contract, minutes, minute)) WITHOUT ROWID",
    "CREATE TABLE liquidation (contract INTEGER NOT NULL, time_ms INTEGER NOT NULL, event_key INTEGER NOT NULL,"
    " position INTEGER NOT NULL, price REAL NOT NULL, base REAL NOT NULL, usd REAL NOT NULL,"
    " PRIMARY KEY (contract, time_ms, event_key)) WITHOUT ROWID",
    "CREATE UNIQUE INDEX liquidation_key ON liquidation (contract, event_key)",
    "CREATE TABLE event (number INTEGER PRIMARY KEY, id TEXT NOT NULL, state TEXT NOT NULL, time_ms INTEGER NOT NULL,"
    " type TEXT NOT NULL, asset TEXT NOT NULL, priority INTEGER NOT NULL, json TEXT NOT NULL,"
    " UNIQUE (id, state, time_ms))",
    "CREATE INDEX event_time ON event (time_ms)",
    "CREATE TABLE ledger (number INTEGER PRIMARY KEY, name TEXT NOT NULL, time_ms INTEGER NOT NULL,"
    " line TEXT NOT NULL)",
    // Minutes to which something may still be added. They stand together by time, so that writing them every half
    // second touches few pages; closed ones move to their tables.
    "CREATE TABLE open_minute (minute INTEGER NOT NULL, contract INTEGER NOT NULL, open REAL, high REAL, low REAL,"
    " close REAL, volume REAL, taker_buy REAL, base REAL, usd REAL, rate REAL, interval_hours REAL, next_ms INTEGER,"
    " predicted REAL, has_funding INTEGER NOT NULL, PRIMARY KEY (minute, contract)) WITHOUT ROWID",
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
};

// What is known whole of a contract: told by the venue's history, or heard live minute by minute. Ranges may touch and
// overlap. kind: 0 settled funding, 1 open interest, 2 bars; minutes: their step.
constexpr std::array Version2{
    "CREATE TABLE reach (contract INTEGER NOT NULL, kind INTEGER NOT NULL, minutes INTEGER NOT NULL,"
    " from_minute INTEGER NOT NULL, to_minute INTEGER NOT NULL,"
    " PRIMARY KEY (contract, kind, minutes, from_minute)) WITHOUT ROWID",
};

// Mark over index less one, every five minutes.
constexpr std::array Version3{
    "CREATE TABLE premium (contract INTEGER NOT NULL, minute INTEGER NOT NULL, premium REAL NOT NULL,"
    " PRIMARY KEY (contract, minute)) WITHOUT ROWID",
};

// How an asset stood when a picture of it was taken (core/snapshot/keptmoment.h), compressed. It is of no series, and
// outlives those of a simulated market.
constexpr std::array Version4{
    "CREATE TABLE moment (asset TEXT NOT NULL, time_ms INTEGER NOT NULL, origin TEXT NOT NULL, bytes BLOB NOT NULL,"
    " PRIMARY KEY (asset, time_ms, origin))",
};

std::span<const char *const> statementsTo(int version)
{
    switch (version) {
    case 1:
        return Version1;
    case 2:
        return Version2;
    case 3:
        return Version3;
    case 4:
        return Version4;
    default:
        return {};
    }
}

QSqlError run(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    query.exec(statement);
    return query.lastError();
}

QSqlError step(QSqlDatabase &database, int version)
{
    for (const char *statement : statementsTo(version)) {
        if (const QSqlError error = run(database, QLatin1String(statement)); error.isValid())
            return error;
    }
    return run(database, QStringLiteral("PRAGMA user_version = %1").arg(version));
}

} // namespace

QSqlError readHistorySchema(QSqlDatabase &database, int &version)
{
    QSqlQuery query(database);
    if (query.exec(QStringLiteral("PRAGMA user_version")) && query.next())
        version = query.value(0).toInt();
    return query.lastError();
}

QSqlError migrateHistory(QSqlDatabase &database, int from, int to)
{
    for (int version = from + 1; version <= to; ++version) {
        QSqlError error = run(database, QStringLiteral("BEGIN IMMEDIATE"));
        if (!error.isValid())
            error = step(database, version);
        if (!error.isValid())
            error = run(database, QStringLiteral("COMMIT"));
        if (error.isValid()) {
            run(database, QStringLiteral("ROLLBACK"));
            return error;
        }
    }
    return {};
}

} // namespace isobar
