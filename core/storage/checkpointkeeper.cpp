#include "core/storage/checkpointkeeper.h"

#include "core/storage/checkpointfile.h"

#include <utility>

namespace isobar {

CheckpointKeeper::CheckpointKeeper(std::string path, StorageThread &thread, Tell tell)
    : m_path(std::move(path)), m_thread(thread), m_tell(std::move(tell))
{
    m_thread.add(*this);
}

CheckpointKeeper::~CheckpointKeeper() { close(); }

void CheckpointKeeper::close() { m_thread.remove(*this); }

void CheckpointKeeper::keep(std::string bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = std::move(bytes);
    }
    m_thread.wake();
}

void CheckpointKeeper::writeOut()
{
    std::optional<std::string> bytes;
    {
        const std::lock_guard lock(m_mutex);
        bytes = std::exchange(m_waiting, std::nullopt);
    }
    if (!bytes)
        return;
    const Result<void> written = writeCheckpoint(m_path, *bytes);
    if (m_tell && !written != m_inTrouble)
        m_tell({m_path, written ? std::string() : written.error(), 0});
    m_inTrouble = !written;
}

} // namespace isobar
