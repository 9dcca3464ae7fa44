#pragma once
#include "core/base/result.h"
#include "core/storage/storagethread.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace isobar {

/// Keeps the track record: a file of lines an asset, only ever appended to, and beside it the newest backfill, which is
/// replaced whole. A line is on the disk when `isStored` is told of it; what cannot be written waits and is tried
/// again.
class LedgerStore final : public StorageClient {
public:
    struct Callbacks {
        /// Trouble when it begins and when it is over. Storage thread; may be null.
        std::function<void(const StorageTrouble &)> tell;
        /// So many lines of the asset reached the disk. Storage thread; may be null.
        std::function<void(const std::string &asset, std::size_t lines)> stored;
    };
    /// `folder` is made when it is not there. `market`: which one the lines are of; what former runs left of another
    /// (each demo is a market of its own) is removed.
    LedgerStore(std::string folder, const std::string &market, StorageThread &thread, Callbacks callbacks);
    ~LedgerStore() override;

    /// From any thread; returns at once. Lines without line breaks.
    void append(const std::string &asset, const std::vector<std::string> &lines);
    void replaceBackfill(const std::string &asset, const std::vector<std::string> &lines);
    /// Writes what waits, then takes no more; done when it returns.
    void close();

    void writeOut() override;

private:
    struct Waiting {
        std::string text;
        std::size_t lines = 0;
    };
    Result<void> store(const std::string &path, const std::string &text);
    void tell(const Result<void> &done);

    const std::string m_folder;
    StorageThread &m_thread;
    Callbacks m_callbacks;
    bool m_isTroubled = false; // storage thread
    std::mutex m_mutex;
    std::map<std::string, Waiting> m_waiting, m_backfills; // by asset
};

/// The lines of an asset, oldest first; a line that was cut off in writing is left out. A file that is not there yet
/// has none.
Result<std::vector<std::string>> readLedger(
    const std::string &folder, const std::string &asset, bool isBackfill = false);
/// The assets that a folder has ledgers of, by name.
std::vector<std::string> ledgerAssets(const std::string &folder);

} // namespace isobar
