#pragma once
#include "core/market/framesink.h"
#include "core/storage/recording.h"

#include <memory>
#include <mutex>
#include <string>

namespace isobar {

/// Where the net thread's frames go: to a recording while there is one, and on to another sink. Recordings begin and
/// end while frames come.
class FrameRecorder final : public FrameSink {
public:
    /// `next` gets every frame too; null: nobody.
    void setNext(FrameSink *next) { m_next = next; }
    Result<void> start(const std::string &path, FileHeader header, StorageThread &thread, BlockQueue::Tell tell);
    /// Ends the recording; done when it returns. Its size.
    qint64 stop();
    bool isOn() const;
    qint64 bytesWritten() const;

    void takeFrame(std::string_view venue, int connection, const Frame &frame) override;

private:
    FrameSink *m_next = nullptr;
    mutable std::mutex m_mutex;
    std::unique_ptr<RecordingWriter> m_writer;
};

} // namespace isobar
