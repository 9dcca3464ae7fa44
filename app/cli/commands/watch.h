#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli watch`: funding table and aggregate in the terminal, from live, demo, replay or given endpoints.
int runWatch(const QStringList &arguments);

} // namespace isobar
