#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace isobar {

/// What a user should know of a store that does not keep up: told when it begins and when it is over.
struct StorageTrouble {
    std::string store; ///< path
    std::string reason; ///< in words; empty: it works again
    std::uint64_t lostRecords = 0; ///< since the store was opened
    bool operator==(const StorageTrouble &) const = default;
};

/// Something that has things to put on disk now and then.
class StorageClient {
public:
    virtual ~StorageClient() = default;
    /// Writes out what has gathered. Called on the storage thread only.
    virtual void writeOut() = 0;
};

/// The one thread that writes files (DESIGN 1). Each client is called at least every `interval`, and at once after
/// `wake`. Clients must be removed before they die; the thread must outlive them.
class StorageThread {
public:
    explicit StorageThread(std::chrono::milliseconds interval = std::chrono::milliseconds(500));
    ~StorageThread();
    StorageThread(const StorageThread &) = delete;
    StorageThread &operator=(const StorageThread &) = delete;

    void add(StorageClient &client);
    /// Lets the client write out a last time (on the storage thread) and forgets it; returns when that is done. Must
    /// not be called from within `writeOut`.
    void remove(StorageClient &client);
    void wake();
    /// Runs `job` once on the storage thread, after what the clients wrote out before it.
    void post(std::function<void()> job);
    /// Returns when all that was posted before has run. Not from the storage thread.
    void waitForJobs();

private:
    void run();

    std::chrono::milliseconds m_interval;
    std::mutex m_mutex;
    std::condition_variable m_work; // something to do, or the end
    std::condition_variable m_removed;
    std::vector<StorageClient *> m_clients;
    std::vector<StorageClient *> m_leaving;
    std::vector<std::function<void()>> m_jobs;
    bool m_woken = false;
    bool m_stop = false;
    std::thread m_thread; // last: starts when the rest stands
};

} // namespace isobar
