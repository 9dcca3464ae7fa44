#pragma once
#include "core/storage/storagethread.h"

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace isobar {

/// Writes the newest checkpoint of the engine on the storage thread; one that the disk is too slow for is replaced by
/// the next.
class CheckpointKeeper final : public StorageClient {
public:
    /// `tell` is called on the storage thread.
    using Tell = std::function<void(const StorageTrouble &)>;
    CheckpointKeeper(std::string path, StorageThread &thread, Tell tell);
    ~CheckpointKeeper() override;

    /// Any thread; returns at once.
    void keep(std::string bytes);
    /// Writes what waits; done when it returns.
    void close();

    void writeOut() override;

private:
    const std::string m_path;
    StorageThread &m_thread;
    Tell m_tell;
    std::mutex m_mutex;
    std::optional<std::string> m_waiting;
    bool m_inTrouble = false; // storage thread
};

} // namespace isobar
