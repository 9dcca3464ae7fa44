#pragma once
#include "core/base/result.h"
#include "core/market/event.h"
#include "core/storage/storagethread.h"

#include <QFileDevice>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// The log of events: one JSON line (eventToJson) for each transition, only ever appended to. A line is acknowledged
/// when the system says that it is on the disk, and only then shown (DESIGN 1); with a full or broken disk it is
/// acknowledged as not stored, with the reason, so that it can be shown marked so.
class EventLog final : public StorageClient {
public:
    /// The fate of the event that was appended with `ticket`; `reason` is empty when it is stored. Called on the
    /// storage thread, in the order of appending.
    using Acknowledge = std::function<void(std::uint64_t ticket, const std::string &reason)>;

    /// Opens the log, or begins it. When that fails (no such folder, no permission) the log works on and acknowledges
    /// each event as not stored.
    EventLog(const std::string &path, StorageThread &thread, Acknowledge acknowledge);
    ~EventLog() override;

    /// From any thread; returns at once. `ticket` comes back with the acknowledgement.
    void append(std::uint64_t ticket, const Event &event);
    /// Writes and acknowledges what waits, then takes no more; done when it returns.
    void close();

    void writeOut() override;

private:
    struct Entry {
        std::uint64_t ticket = 0;
        std::string line;
    };
    Result<void> openFile();
    Result<void> store(std::string_view lines);

    const std::string m_path;
    StorageThread &m_thread;
    Acknowledge m_acknowledge;
    std::unique_ptr<QFileDevice> m_file; // storage thread
    std::mutex m_mutex;
    std::vector<Entry> m_waiting;
};

/// What an event log holds.
struct EventLogContent {
    std::vector<std::string> lines; ///< one JSON object each, oldest first, without the line break
    std::uint64_t damagedLines = 0; ///< no JSON objects: skipped
    bool tornTail = false; ///< the last line was cut off in writing: skipped
};

/// Reads a whole log; a file that is not there yet is an empty log.
Result<EventLogContent> readEventLog(const std::string &path);

} // namespace isobar
