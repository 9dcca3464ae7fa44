#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli export funding|oi|bars|liquidations|events [--asset A] [--from T] [--to T] [--format csv|json]`: the
/// local history as a table.
int runExport(const QStringList &arguments);

} // namespace isobar
