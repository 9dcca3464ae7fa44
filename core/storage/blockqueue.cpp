#include "core/storage/blockqueue.h"

#include <utility>

namespace isobar {

BlockQueue::BlockQueue(std::string name, BlockWriter writer, StorageThread &thread, Tell tell, BlockQueueLimits limits)
    : m_name(std::move(name)), m_writer(std::move(writer)), m_thread(thread), m_tell(std::move(tell)), m_limits(limits),
      m_bytesWritten(m_writer.bytesWritten())
{
    m_thread.add(*this);
}

BlockQueue::~BlockQueue() { close(); }

void BlockQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_thread.remove(*this);
}

bool BlockQueue::add(TimeMs timeMs, std::string_view record)
{
    bool sealed = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_queuedBytes + record.size() > m_limits.queuedBytes) {
            ++m_droppedSinceBlock;
            ++m_lostRecords;
            m_overflowed = !m_closed;
            return false;
        }
        if (m_droppedSinceBlock > 0) { // a gap lies between two blocks
            if (m_open.records > 0)
                seal();
            m_open.lostBefore += std::exchange(m_droppedSinceBlock, 0);
        }
        const std::size_t before = m_open.raw.size();
        m_open.add(timeMs, record);
        m_queuedBytes += m_open.raw.size() - before;
        if (m_open.raw.size() >= m_limits.blockBytes) {
            seal();
            sealed = true;
        }
    }
    if (sealed)
        m_thread.wake();
    return true;
}

/// Under the mutex.
void BlockQueue::seal() { m_sealed.push_back(std::exchange(m_open, {})); }

void BlockQueue::writeOut()
{
    std::deque<Block> blocks;
    {
        const std::lock_guard lock(m_mutex);
        if (m_open.records > 0)
            seal();
        blocks.swap(m_sealed);
    }
    std::string reason;
    for (Block &block : blocks) {
        block.lostBefore += m_lostAtDisk;
        const Result<void> stored = m_writer.write(block);
        if (stored) {
            m_lostAtDisk = 0;
        } else {
            m_lostAtDisk = block.lostBefore + block.records;
            m_lostRecords += block.records;
            reason = stored.error();
        }
        const std::lock_guard lock(m_mutex);
        m_queuedBytes -= block.raw.size();
    }
    m_bytesWritten = m_writer.bytesWritten();
    if (m_overflowed.exchange(false) && reason.empty())
        reason = "the disk is too slow";
    if (!blocks.empty() || !reason.empty())
        tellState(reason);
}

void BlockQueue::tellState(const std::string &reason)
{
    const bool trouble = !reason.empty();
    if (trouble == m_inTrouble)
        return;
    m_inTrouble = trouble;
    if (m_tell)
        m_tell({m_name, reason, m_lostRecords});
}

} // namespace isobar
