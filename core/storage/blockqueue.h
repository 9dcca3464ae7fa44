#pragma once
#include "core/storage/blockfile.h"
#include "core/storage/storagethread.h"

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>

namespace isobar {

/// How much may wait for the disk.
struct BlockQueueLimits {
    std::size_t blockBytes = 512 << 10; ///< a block is closed when it has grown to this
    std::size_t queuedBytes = 64 << 20; ///< all that waits; past it, records are lost and counted
    bool operator==(const BlockQueueLimits &) const = default;
};

/// Takes records on any one thread and has the storage thread write them as blocks. Adding never waits for the disk:
/// when it is full or too slow, records are dropped, counted in the next block that is written, and told once.
class BlockQueue final : public StorageClient {
public:
    /// Called on the storage thread.
    using Tell = std::function<void(const StorageTrouble &)>;

    BlockQueue(std::string name, BlockWriter writer, StorageThread &thread, Tell tell, BlockQueueLimits limits = {});
    ~BlockQueue() override;

    /// Returns false when the record was dropped.
    bool add(TimeMs timeMs, std::string_view record);
    /// Records dropped so far, in the queue or at the disk.
    std::uint64_t lostRecords() const { return m_lostRecords; }
    /// Bytes in the file so far.
    qint64 bytesWritten() const { return m_bytesWritten; }
    /// Writes out what waits and stops taking more; done when it returns.
    void close();

    void writeOut() override;

private:
    void seal();
    void tellState(const std::string &reason);

    const std::string m_name;
    BlockWriter m_writer; // storage thread
    StorageThread &m_thread;
    Tell m_tell;
    const BlockQueueLimits m_limits;

    std::mutex m_mutex;
    Block m_open;
    std::deque<Block> m_sealed;
    std::size_t m_queuedBytes = 0;
    std::uint64_t m_droppedSinceBlock = 0;
    bool m_closed = false;

    std::uint64_t m_lostAtDisk = 0; // storage thread: since the last block that was stored
    bool m_inTrouble = false; // storage thread
    std::atomic<std::uint64_t> m_lostRecords = 0;
    std::atomic<bool> m_overflowed = false;
    std::atomic<qint64> m_bytesWritten = 0;
};

} // namespace isobar
