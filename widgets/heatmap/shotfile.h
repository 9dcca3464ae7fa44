#pragma once
#include "core/base/result.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/viewtext.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace isobar::heatmap {

/// "isobar_BTC_heatmap-24h_20260921-142000Z.png"
QString shotFileName(const HeatmapScene &scene, const QString &suffix);
/// The chosen folder, or Isobar in the user's pictures (or home).
QString shotFolder(const QString &chosen);
/// A path in the folder that no file has yet: a number is put before the suffix.
QString freePath(const QString &folder, const QString &fileName);

/// Writes all or nothing, and makes the folder; an Error says why not and what to do.
Result<void> writePicture(const QImage &image, const QString &path);
Result<void> writeText(const QByteArray &text, const QString &path);

/// The view that a saved picture is of; an Error says why it cannot be opened and what to do.
Result<SavedView> readPictureView(const QString &path);

} // namespace isobar::heatmap
