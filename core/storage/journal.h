#pragma once
#include "core/market/streamitem.h"
#include "core/storage/blockqueue.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace isobar {

/// The journal: every StreamItem as the engine consumed it, in order, with sequence numbers from 1. Replaying it gives
/// the same events, byte for byte (DESIGN 3).
class JournalWriter {
public:
    /// Begins a new file. `header.content` is set here. `tell` is called on the storage thread.
    static Result<std::unique_ptr<JournalWriter>> create(const std::string &path, FileHeader header,
        StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits = {});
    /// As `create`, on a device that is open for writing and empty.
    static Result<std::unique_ptr<JournalWriter>> onDevice(std::unique_ptr<QIODevice> device, std::string name,
        FileHeader header, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits = {});

    /// Takes the items that the engine has consumed. From one thread; copies into memory and returns. `names` is where
    /// the items' instruments are interned. Items that a full or slow disk costs are counted and told.
    void append(std::span<const StreamItem> items, const InstrumentNames &names);

    /// Sequence number of the item appended last; 0 before the first.
    std::uint64_t sequence() const { return m_sequence; }
    std::uint64_t lostItems() const { return m_queue.lostRecords(); }
    qint64 bytesWritten() const { return m_queue.bytesWritten(); }
    /// Writes out what waits and ends the file; done when it returns.
    void close() { m_queue.close(); }

private:
    JournalWriter(std::string name, BlockWriter writer, TimeMs createdMs, StorageThread &thread, BlockQueue::Tell tell,
        BlockQueueLimits limits)
        : m_timeMs(createdMs), m_queue(std::move(name), std::move(writer), thread, std::move(tell), limits)
    {
    }
    void define(InstrumentId id, const InstrumentNames &names);

    std::uint64_t m_sequence = 0;
    std::uint64_t m_lostSeen = 0;
    TimeMs m_timeMs; // of the newest item that has one, else of the creation
    std::vector<bool> m_defined; // by InstrumentId
    std::string m_scratch, m_definition;
    BlockQueue m_queue;
};

/// Reads a journal from front to end; stops cleanly at a torn tail (`report` tells).
class JournalReader {
public:
    /// Instruments are interned into `names`, which must outlive the reader.
    static Result<JournalReader> open(const std::string &path, InstrumentNames &names);
    static Result<JournalReader> onDevice(std::unique_ptr<QIODevice> device, InstrumentNames &names);

    const FileHeader &header() const { return m_blocks.header(); }
    std::optional<StreamItem> next();
    /// Sequence number of the item read last; 0 before the first.
    std::uint64_t sequence() const { return m_sequence; }
    /// Whether items are missing before the one read last: what follows cannot give the events of the live run.
    bool hasGap() const { return m_gap; }
    /// Earliest and latest transport time; none when nothing was written.
    std::optional<std::pair<TimeMs, TimeMs>> span() { return m_blocks.span(); }
    /// Begins again at the first item.
    void rewind();
    const ReadReport &report() const { return m_blocks.report(); }

private:
    JournalReader(BlockReader blocks, InstrumentNames &names) : m_blocks(std::move(blocks)), m_names(&names) { }
    std::optional<StreamItem> decode(std::string_view record);

    BlockReader m_blocks;
    InstrumentNames *m_names;
    std::unique_ptr<Block> m_block; // on the heap: the cursor looks into it, and the reader may move
    std::optional<RecordCursor> m_cursor;
    std::unordered_map<std::uint64_t, InstrumentId> m_instruments; // by the writer's number
    std::uint64_t m_sequence = 0;
    bool m_gap = false;
};

/// Transport time of an item; none for those that carry no time of their own (reference data, health).
std::optional<TimeMs> transportMsOf(const StreamItem &item);

} // namespace isobar
