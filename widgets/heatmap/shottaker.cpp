#include "widgets/heatmap/shottaker.h"

#include "widgets/heatmap/heatmapshot.h"
#include "widgets/heatmap/levelcsv.h"
#include "widgets/heatmap/shotfile.h"

#include <QClipboard>
#include <QGuiApplication>

namespace isobar::heatmap {

namespace {

bool hasAnything(const ShotTaker::Subject &subject) { return subject.scene.map && subject.scene.view.isValid(); }

} // namespace

QImage ShotTaker::picture(const Subject &subject) const
{
    const ShotFrame frame = shotFrame(m_choices.size, subject.window);
    if (!m_choices.light)
        return renderShot(subject.scene, subject.facts, frame, m_theme, m_choices.wordmark);
    Theme print;
    print.apply(ThemeChoice::Light, m_theme.direction());
    return renderShot(subject.scene, subject.facts, frame, print, m_choices.wordmark);
}

Result<void> ShotTaker::copy(const Subject &subject) const
{
    if (!hasAnything(subject))
        return Error{tr("There is no heatmap yet to take a picture of.").toStdString()};
    QGuiApplication::clipboard()->setImage(picture(subject));
    return {};
}

Result<QString> ShotTaker::saveAndCopy(const Subject &subject) const
{
    if (!hasAnything(subject))
        return Error{tr("There is no heatmap yet to take a picture of.").toStdString()};
    const QImage image = picture(subject);
    QGuiApplication::clipboard()->setImage(image);
    const QString path = freePath(shotFolder(m_choices.folder), shotFileName(subject.scene, QStringLiteral("png")));
    if (const auto written = writePicture(image, path); !written)
        return Error{written.error()};
    return path;
}

Result<QString> ShotTaker::saveTable(const Subject &subject) const
{
    if (!hasAnything(subject))
        return Error{tr("There is no heatmap yet to take a table of.").toStdString()};
    const QString path = freePath(shotFolder(m_choices.folder), shotFileName(subject.scene, QStringLiteral("csv")));
    if (const auto written = writeText(gridCsv(subject.scene, subject.window.width()), path); !written)
        return Error{written.error()};
    return path;
}

} // namespace isobar::heatmap
