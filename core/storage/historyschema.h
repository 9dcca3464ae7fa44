#pragma once
#include <QSqlError>

class QSqlDatabase;

namespace isobar {

/// Number of the newest schema of the local history that this version knows; files with a higher one are left alone.
inline constexpr int HistorySchema = 4;

/// Schema number of an open file; 0: empty.
QSqlError readHistorySchema(QSqlDatabase &database, int &version);

/// Brings a file of schema `from` (0: empty) to `to`, a step at a time, each whole or not at all.
QSqlError migrateHistory(QSqlDatabase &database, int from, int to = HistorySchema);

} // namespace isobar
