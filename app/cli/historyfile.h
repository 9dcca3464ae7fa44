#pragma once
#include "core/backtest/historycsv.h"

#include <QString>

namespace isobar {

/// Reads a CSV of historical bars, as it is or packed with gzip. The error names the file.
Result<HistoryFile> readHistoryFile(const QString &path);

} // namespace isobar
