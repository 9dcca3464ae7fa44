#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli record --out FILE [--hours N]`: raw frames of all venues to a file, until the time is over or a signal
/// comes. Status 0 when everything was stored.
int runRecord(const QStringList &arguments);

} // namespace isobar
