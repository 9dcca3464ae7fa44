#include "app/runtime/framerecorder.h"

namespace isobar {

Result<void> FrameRecorder::start(
    const std::string &path, FileHeader header, StorageThread &thread, BlockQueue::Tell tell)
{
    auto writer = RecordingWriter::create(path, std::move(header), thread, std::move(tell));
    if (!writer)
        return Error{writer.error()};
    const std::lock_guard lock(m_mutex);
    m_writer = std::move(*writer);
    return {};
}

qint64 FrameRecorder::stop()
{
    std::unique_ptr<RecordingWriter> writer;
    {
        const std::lock_guard lock(m_mutex);
        writer = std::move(m_writer);
    }
    if (!writer)
        return 0;
    writer->close(); // without the lock: frames come on
    return writer->bytesWritten();
}

bool FrameRecorder::isOn() const
{
    const std::lock_guard lock(m_mutex);
    return m_writer != nullptr;
}

qint64 FrameRecorder::bytesWritten() const
{
    const std::lock_guard lock(m_mutex);
    return m_writer ? m_writer->bytesWritten() : 0;
}

void FrameRecorder::takeFrame(std::string_view venue, int connection, const Frame &frame)
{
    if (m_next)
        m_next->takeFrame(venue, connection, frame);
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->takeFrame(venue, connection, frame);
}

} // namespace isobar
