#pragma once
#include <QByteArray>
#include <QElapsedTimer>
#include <QFile>

#include <memory>

namespace isobar::heatmap {

/// Writes how long frames took to paint, one line each ("12.34 scroll 1920x1080"), into the file that the environment
/// variable ISOBAR_FRAME_LOG names; without it does nothing.
class FrameLog {
public:
    FrameLog();
    void begin();
    void end(const char *kind, int width, int height);
    bool isOn() const { return m_file != nullptr; }

private:
    std::unique_ptr<QFile> m_file;
    QElapsedTimer m_timer;
};

} // namespace isobar::heatmap
