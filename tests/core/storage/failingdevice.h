#pragma once
#include <QBuffer>
#include <QSemaphore>
#include <atomic>

namespace isobar {

/// A disk with moods: fails its writes while `full`, and waits in each write while `held`.
class FailingDevice : public QBuffer {
public:
    struct Mood {
        std::atomic<bool> full = false;
        std::atomic<bool> held = false;
        QSemaphore inWrite; ///< released each time a write begins to wait
        QSemaphore release;
    };
    explicit FailingDevice(QByteArray *bytes, Mood &mood) : QBuffer(bytes), m_mood(mood) { open(QIODevice::ReadWrite); }

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        if (m_mood.held) {
            m_mood.inWrite.release();
            m_mood.release.acquire();
        }
        if (m_mood.full) {
            setErrorString(QStringLiteral("No space left on device"));
            return -1;
        }
        return QBuffer::writeData(data, size);
    }

private:
    Mood &m_mood;
};

} // namespace isobar
