#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli heatmap`: a picture of the liquidation heatmap without a display, and its grid as a table. Needs a
/// QGuiApplication.
int runHeatmap(const QStringList &arguments);

} // namespace isobar
