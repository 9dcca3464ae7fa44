#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/time.h"

#include <QIODevice>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

// A block file is a header and then independent blocks:
//
//   "ISOBARBF" | u32 version | u32 length | u32 crc | JSON of FileHeader
//   "IBLK" | compressed size | raw size | records | first time | last time | lost | crc of payload | crc of this | zstd
//   "IBLK" | ...
//
// Every block is a zstd frame of its own, so a file cut anywhere is readable up to the cut, and a damaged block costs
// only itself: the reader finds the next one by its magic and the crc of its header.

/// What a recording or journal says about itself.
struct FileHeader {
    std::string content; ///< "frames" or "journal"
    std::string origin; ///< where the data came from: "live", "demo", ...; empty where nobody said
    TimeMs createdMs = 0; ///< transport time
    ClockSpec clock; ///< of the run that wrote it
    std::vector<std::string> venues; ///< venue ids, in the order of the run
    std::vector<std::string> watched; ///< assets, in the order of the run
    std::vector<std::string> excluded; ///< "ASSET/venue" left out of the aggregates by the user
    bool operator==(const FileHeader &) const = default;
};

/// Records of one block as they lie in memory; `raw` is each record with its length before it.
struct Block {
    std::string raw;
    std::uint32_t records = 0;
    TimeMs firstMs = 0; ///< earliest transport time in the block
    TimeMs lastMs = 0; ///< latest transport time in the block
    std::uint64_t lostBefore = 0; ///< records that could not be kept between the block before and this one

    /// Adds a record that was received at `timeMs`.
    void add(TimeMs timeMs, std::string_view record);
    bool operator==(const Block &) const = default;
};

/// What is known of a block without unpacking it.
struct BlockInfo {
    qint64 offset = 0; ///< of its header in the file
    std::uint32_t compressedSize = 0;
    std::uint32_t rawSize = 0;
    std::uint32_t records = 0;
    TimeMs firstMs = 0, lastMs = 0;
    std::uint64_t lostBefore = 0;
    std::uint32_t payloadCrc = 0;
    bool operator==(const BlockInfo &) const = default;
};

/// Writes a block file to a device. A block that could not be written whole is cut off again, so that the next one
/// follows the last good one.
class BlockWriter {
public:
    /// Opens a new file; refuses one that already has content.
    static Result<BlockWriter> create(const std::string &path, const FileHeader &header);
    /// `device` is open for writing and empty (tests hand in failing ones).
    static Result<BlockWriter> onDevice(std::unique_ptr<QIODevice> device, const FileHeader &header);

    /// Compresses and writes one block in one call of write. The error says why it was not stored.
    Result<void> write(const Block &block);
    qint64 bytesWritten() const { return m_end; }

private:
    explicit BlockWriter(std::unique_ptr<QIODevice> device) : m_device(std::move(device)) { }
    Result<void> put(std::string_view bytes);

    std::unique_ptr<QIODevice> m_device;
    qint64 m_end = 0;
    std::string m_buffer;
};

/// What a reader met that was not as written. All zero and empty: the file is whole.
struct ReadReport {
    std::uint64_t damagedBlocks = 0; ///< skipped: their bytes do not fit their checksum
    std::uint64_t skippedBytes = 0; ///< between the blocks that were read
    std::uint64_t lostRecords = 0; ///< the writer itself could not keep them (disk full or too slow)
    std::uint64_t unreadableRecords = 0; ///< in good blocks, but not of a shape that this version knows
    bool tornTail = false; ///< the file ends within a block: the program that wrote it was stopped
    qint64 tailBytes = 0; ///< bytes of the torn tail

    bool isWhole() const { return *this == ReadReport(); }
    /// One sentence for the user; empty when whole.
    std::string text() const;
    bool operator==(const ReadReport &) const = default;
};

/// Reads a block file from front to end, over damage, and stops at a torn tail.
class BlockReader {
public:
    /// Fails when there is no such file, or it is no block file, of a newer version, or its content is another. Empty
    /// `content`: any.
    static Result<BlockReader> open(const std::string &path, std::string_view content);
    static Result<BlockReader> onDevice(std::unique_ptr<QIODevice> device, std::string_view content);

    const FileHeader &header() const { return m_header; }
    /// The next block that is whole; none at the end.
    std::optional<Block> next();
    const ReadReport &report() const { return m_report; }
    /// For the readers above: a record that they could not make sense of.
    void countUnreadable() { ++m_report.unreadableRecords; }

    /// All blocks whose header is whole, without unpacking them. Keeps the position of `next`.
    const std::vector<BlockInfo> &index();
    /// Earliest and latest transport time in the file; none when it has no block.
    std::optional<std::pair<TimeMs, TimeMs>> span();
    /// The next block read is the first that ends at or after `timeMs`, or the end. The report starts afresh.
    void seek(TimeMs timeMs);

private:
    explicit BlockReader(std::unique_ptr<QIODevice> device) : m_device(std::move(device)) { }
    Result<void> readFileHeader(std::string_view content);
    std::optional<BlockInfo> nextInfo(qint64 &position, ReadReport &report);
    std::optional<BlockInfo> infoAt(qint64 offset) const;
    std::optional<qint64> findMagic(qint64 from) const;
    std::string bytesAt(qint64 offset, qint64 size) const;

    std::unique_ptr<QIODevice> m_device;
    FileHeader m_header;
    qint64 m_firstBlock = 0;
    qint64 m_position = 0;
    ReadReport m_report;
    std::optional<std::vector<BlockInfo>> m_index;
};

/// Walks the records of a block; views are valid while the block lives.
class RecordCursor {
public:
    explicit RecordCursor(const Block &block) : m_rest(block.raw) { }
    std::optional<std::string_view> next();

private:
    std::string_view m_rest;
};

} // namespace isobar
