#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli simulate`: the simulated venues alone behind loopback servers. The first line on stdout is the endpoints
/// JSON; runs until SIGINT or SIGTERM.
int runSimulate(const QStringList &arguments);

} // namespace isobar
