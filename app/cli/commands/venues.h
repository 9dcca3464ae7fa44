#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli venues [--json]`: the venues and what each publishes.
int runVenues(const QStringList &arguments);

} // namespace isobar
