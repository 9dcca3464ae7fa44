#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/shotwords.h"

#include <QByteArray>
#include <QString>

#include <optional>

/// The state of a view as text, kept in saved pictures so that a picture can open its view again. Nothing personal: no
/// paths, names or positions.
namespace isobar::heatmap {

inline const QString ViewTextKey = QStringLiteral("isobar.view"); ///< of the text chunk in a PNG

/// Compact JSON: format, program version, asset, time, view, options.
QByteArray viewText(const HeatmapScene &scene, const ShotFacts &facts);

struct SavedView {
    QString asset;
    Origin origin = Origin::Live; ///< of the data that were shown
    TimeMs nowMs = 0; ///< market time at which it was saved
    Viewport view;
    HeatmapOptions options;
};
/// Absent when it is not such a text, or of a newer format.
std::optional<SavedView> readViewText(const QByteArray &text);
/// Whether it is such a text of a format that only a newer version reads.
bool isNewerViewText(const QByteArray &text);

} // namespace isobar::heatmap
