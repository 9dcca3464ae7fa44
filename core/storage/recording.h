#pragma once
#include "core/market/framesink.h"
#include "core/storage/blockqueue.h"

#include <memory>
#include <optional>
#include <string>

namespace isobar {

/// Records raw frames as they come. `takeFrame` copies the frame and returns; the storage thread compresses and
/// writes, at least every interval of that thread. A full or slow disk costs frames, which are counted and told, never
/// the net thread's time.
class RecordingWriter final : public FrameSink {
public:
    /// Begins a new file. `header.content` is set here. `tell` is called on the storage thread.
    static Result<std::unique_ptr<RecordingWriter>> create(const std::string &path, FileHeader header,
        StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits = {});
    /// As `create`, on a device that is open for writing and empty.
    static Result<std::unique_ptr<RecordingWriter>> onDevice(std::unique_ptr<QIODevice> device, std::string name,
        FileHeader header, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits = {});

    void takeFrame(std::string_view venue, int connection, const Frame &frame) override;
    std::uint64_t lostFrames() const { return m_queue.lostRecords(); }
    qint64 bytesWritten() const { return m_queue.bytesWritten(); }
    /// Writes out what waits and ends the file; done when it returns.
    void close() { m_queue.close(); }

private:
    RecordingWriter(
        std::string name, BlockWriter writer, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits)
        : m_queue(std::move(name), std::move(writer), thread, std::move(tell), limits)
    {
    }
    std::string m_scratch; // net thread
    BlockQueue m_queue;
};

/// A frame with its place. Views are valid until the next frame is read.
struct RecordedFrame {
    std::string_view venue; ///< venue id
    int connection = 0; ///< number of the connection within the venue
    Frame frame;
};

/// Reads a recording from front to end; stops cleanly at a torn tail (`report` tells).
class RecordingReader {
public:
    static Result<RecordingReader> open(const std::string &path);
    static Result<RecordingReader> onDevice(std::unique_ptr<QIODevice> device);

    const FileHeader &header() const { return m_blocks.header(); }
    std::optional<RecordedFrame> next();
    /// The next frame is the first received at or after `timeMs` (transport time).
    void seek(TimeMs timeMs);
    /// Earliest and latest transport time; none when nothing was recorded.
    std::optional<std::pair<TimeMs, TimeMs>> span() { return m_blocks.span(); }
    const ReadReport &report() const { return m_blocks.report(); }

private:
    explicit RecordingReader(BlockReader blocks) : m_blocks(std::move(blocks)) { }
    std::optional<RecordedFrame> decode(std::string_view record) const;

    BlockReader m_blocks;
    std::unique_ptr<Block> m_block; // on the heap: the cursor looks into it, and the reader may move
    std::optional<RecordCursor> m_cursor;
    std::optional<TimeMs> m_notBefore;
};

} // namespace isobar
