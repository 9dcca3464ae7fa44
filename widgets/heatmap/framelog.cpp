#include "widgets/heatmap/framelog.h"

#include <QString>

namespace isobar::heatmap {

FrameLog::FrameLog()
{
    const QString path = qEnvironmentVariable("ISOBAR_FRAME_LOG");
    if (path.isEmpty())
        return;
    m_file = std::make_unique<QFile>(path);
    if (!m_file->open(QIODevice::WriteOnly | QIODevice::Append))
        m_file.reset();
}

void FrameLog::begin()
{
    if (m_file)
        m_timer.start();
}

void FrameLog::end(const char *kind, int width, int height)
{
    if (!m_file)
        return;
    const double ms = static_cast<double>(m_timer.nsecsElapsed()) / 1e6;
    m_file->write(QByteArray::number(ms, 'f', 2) + ' ' + kind + ' ' + QByteArray::number(width) + 'x'
        + QByteArray::number(height) + '\n');
    m_file->flush();
}

} // namespace isobar::heatmap
