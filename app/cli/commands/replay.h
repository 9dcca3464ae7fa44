#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli replay FILE [--json]`: plays a journal or a recording through the engine and prints the event log.
int runReplay(const QStringList &arguments);

} // namespace isobar
