#include "core/storage/recording.h"

#include "core/storage/bytes.h"

#include <limits>

namespace isobar {

namespace {

constexpr std::string_view Content = "frames";

} // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(
    const std::string &path, FileHeader header, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits)
{
    header.content = Content;
    Result<BlockWriter> writer = BlockWriter::create(path, header);
    if (!writer)
        return Error{writer.error()};
    return std::unique_ptr<RecordingWriter>(
        new RecordingWriter(path, std::move(*writer), thread, std::move(tell), limits));
}

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::onDevice(std::unique_ptr<QIODevice> device, std::string name,
    FileHeader header, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits)
{
    header.content = Content;
    Result<BlockWriter> writer = BlockWriter::onDevice(std::move(device), header);
    if (!writer)
        return Error{writer.error()};
    return std::unique_ptr<RecordingWriter>(
        new RecordingWriter(std::move(name), std::move(*writer), thread, std::move(tell), limits));
}

void RecordingWriter::takeFrame(std::string_view venue, int connection, const Frame &frame)
{
    m_scratch.clear();
    ByteWriter out(m_scratch);
    out.signedNumber(frame.transportMs);
    out.text(venue);
    out.signedNumber(connection);
    out.byte(static_cast<std::uint8_t>(frame.via));
    out.text(frame.request);
    out.text(frame.text);
    m_queue.add(frame.transportMs, m_scratch);
}

Result<RecordingReader> RecordingReader::open(const std::string &path)
{
    Result<BlockReader> blocks = BlockReader::open(path, Content);
    if (!blocks)
        return Error{blocks.error()};
    return RecordingReader(std::move(*blocks));
}

Result<RecordingReader> RecordingReader::onDevice(std::unique_ptr<QIODevice> device)
{
    Result<BlockReader> blocks = BlockReader::onDevice(std::move(device), Content);
    if (!blocks)
        return Error{blocks.error()};
    return RecordingReader(std::move(*blocks));
}

std::optional<RecordedFrame> RecordingReader::decode(std::string_view record) const
{
    ByteReader in(record);
    RecordedFrame out;
    out.frame.transportMs = in.signedNumber();
    out.venue = in.text();
    const std::int64_t connection = in.signedNumber();
    const std::uint8_t via = in.byte();
    out.frame.request = in.text();
    out.frame.text = in.text();
    if (!in.ok() || !in.atEnd() || via > static_cast<std::uint8_t>(Via::Rest)
        || connection < std::numeric_limits<int>::min() || connection > std::numeric_limits<int>::max())
        return std::nullopt;
    out.frame.via = static_cast<Via>(via);
    out.connection = static_cast<int>(connection);
    return out;
}

std::optional<RecordedFrame> RecordingReader::next()
{
    for (;;) {
        while (m_cursor) {
            const std::optional<std::string_view> record = m_cursor->next();
            if (!record) {
                m_cursor.reset();
                break;
            }
            const std::optional<RecordedFrame> out = decode(*record);
            if (!out) {
                m_blocks.countUnreadable();
                continue;
            }
            if (m_notBefore && out->frame.transportMs < *m_notBefore)
                continue;
            m_notBefore.reset();
            return out;
        }
        std::optional<Block> block = m_blocks.next();
        if (!block)
            return std::nullopt;
        m_block = std::make_unique<Block>(std::move(*block));
        m_cursor.emplace(*m_block);
    }
}

void RecordingReader::seek(TimeMs timeMs)
{
    m_blocks.seek(timeMs);
    m_cursor.reset();
    m_notBefore = timeMs;
}

} // namespace isobar
