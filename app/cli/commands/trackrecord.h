#pragma once
#include <QStringList>

namespace isobar {

/// `track-record`: the marks of the ledgers that the terminal wrote, or their lines.
int runTrackRecord(const QStringList &arguments);

} // namespace isobar
