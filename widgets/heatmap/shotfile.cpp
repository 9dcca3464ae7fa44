#include "widgets/heatmap/shotfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QSaveFile>
#include <QStandardPaths>

#include <cmath>
#include <functional>

namespace isobar::heatmap {

namespace {

QString told(const char *text) { return QCoreApplication::translate("isobar::heatmap::ShotFile", text); }

Result<void> write(const QString &path, const std::function<QString(QSaveFile &)> &fill)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return Error{told(QT_TRANSLATE_NOOP("isobar::heatmap::ShotFile",
                              "The folder %1 could not be made. Choose a folder that you may write to."))
                         .arg(folder)
                         .toStdString()};
    }
    QSaveFile file(path);
    QString reason;
    if (!file.open(QIODevice::WriteOnly))
        reason = file.errorString();
    else
        reason = fill(file);
    if (reason.isEmpty() && !file.commit())
        reason = file.errorString();
    if (reason.isEmpty())
        return {};
    return Error{told(QT_TRANSLATE_NOOP("isobar::heatmap::ShotFile",
                          "%1 could not be written: %2. Choose another folder, or make room on the disk."))
                     .arg(QDir::toNativeSeparators(path), reason)
                     .toStdString()};
}

} // namespace

QString shotFileName(const HeatmapScene &scene, const QString &suffix)
{
    const double hours = scene.view.isValid()
        ? std::max(1.0, (static_cast<double>(scene.nowMs) - scene.view.fromMs) / static_cast<double>(HourMs))
        : scene.options.rangeHours;
    const QString range = hours <= 48.5 ? QStringLiteral("%1h").arg(std::lround(hours))
                                        : QStringLiteral("%1d").arg(std::lround(hours / 24));
    const QString time =
        QDateTime::fromMSecsSinceEpoch(scene.nowMs, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString asset = scene.asset;
    for (QChar &c : asset) {
        if (!c.isLetterOrNumber())
            c = QLatin1Char('-');
    }
    return QStringLiteral("isobar_%1_heatmap-%2_%3Z.%4").arg(asset, range, time, suffix);
}

QString shotFolder(const QString &chosen)
{
    if (!chosen.isEmpty())
        return chosen;
    QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    if (pictures.isEmpty())
        pictures = QDir::homePath();
    return QDir(pictures).filePath(QStringLiteral("Isobar"));
}

QString freePath(const QString &folder, const QString &fileName)
{
    const QDir dir(folder);
    const QString base = fileName.section(QLatin1Char('.'), 0, -2), suffix = fileName.section(QLatin1Char('.'), -1);
    QString path = dir.filePath(fileName);
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = dir.filePath(QStringLiteral("%1_%2.%3").arg(base).arg(i).arg(suffix));
    return path;
}

Result<void> writePicture(const QImage &image, const QString &path)
{
    return write(path, [&image](QSaveFile &file) {
        QImageWriter writer(&file, "PNG");
        return writer.write(image)                 ? QString()
            : file.error() != QFileDevice::NoError ? file.errorString()
                                                   : writer.errorString();
    });
}

Result<void> writeText(const QByteArray &text, const QString &path)
{
    return write(
        path, [&text](QSaveFile &file) { return file.write(text) == text.size() ? QString() : file.errorString(); });
}

Result<SavedView> readPictureView(const QString &path)
{
    const QString name = QDir::toNativeSeparators(path);
    QImageReader reader(path);
    const QImage image = reader.read();
    if (image.isNull()) {
        return Error{told(QT_TRANSLATE_NOOP("isobar::heatmap::ShotFile",
                              "%1 cannot be read as a picture (%2). Choose a picture that Isobar saved."))
                         .arg(name, reader.errorString())
                         .toStdString()};
    }
    const QByteArray text = image.text(ViewTextKey).toUtf8();
    if (const auto view = readViewText(text))
        return *view;
    const char *reason = isNewerViewText(text)
        ? QT_TRANSLATE_NOOP("isobar::heatmap::ShotFile",
            "%1 was saved by a newer version of Isobar, whose views this one does not know. Update Isobar to open it.")
        : QT_TRANSLATE_NOOP("isobar::heatmap::ShotFile",
            "%1 does not say which view it is of. Only pictures of the heatmap that Isobar saved do, and only as they "
            "were saved: programs and sites that shrink or convert pictures take that out.");
    return Error{told(reason).arg(name).toStdString()};
}

} // namespace isobar::heatmap
