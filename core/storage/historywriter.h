#pragma once
#include "core/base/clock.h"
#include "core/market/event.h"
#include "core/market/streamitem.h"
#include "core/storage/historyfile.h"
#include "core/storage/livereach.h"
#include "core/storage/minutebook.h"
#include "core/storage/storagethread.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace isobar {

/// Where the local history lies and how much may wait for it.
struct HistorySetup {
    std::string path;
    std::string market = "live"; ///< see HistoryFile::open
    HistoryLimits limits;
    std::size_t mostWaiting = 400'000; ///< stream items; past it, rows that a venue can be asked for again are dropped
    std::size_t mostKept = 400'000; ///< rows kept for a disk that takes none; past it, the oldest are lost
};

/// What the user may want to know of the local history.
struct HistoryState {
    std::string path;
    std::int64_t bytes = 0;
    std::optional<TimeMs> oldestMs; ///< market time of the oldest row
    bool isOpen = false;
    std::uint64_t lostRows = 0; ///< since the start
    bool operator==(const HistoryState &) const = default;
};

enum class EventFate : std::uint8_t {
    Stored,
    Known, ///< it was stored before (by the run before this one): not to be told again
    NotStored
};

/// Writes the local history from what the engine consumes (DESIGN 1). Appending copies and returns; the storage thread
/// opens the file, thins, and commits twice a second. An event is acknowledged when the disk has it; with a full or
/// broken disk at once as not stored, and it is stored later if there is room again.
class HistoryWriter final : public StorageClient {
public:
    /// All are called on the storage thread.
    struct Links {
        /// In the order of appending; `reason` of NotStored.
        std::function<void(std::uint64_t ticket, EventFate fate, const std::string &reason)> acknowledge;
        std::function<void(const StorageTrouble &)> tell;
        std::function<void(const std::string &newName)> setAside; ///< a damaged file; a new one was begun
        std::function<void(int schema)>
            refused; ///< the file is of a newer version, with that schema: nothing is stored
        std::function<void(const HistoryState &)> state; ///< when it changed, at most every few seconds
    };
    /// `names` and `clock` outlive it.
    HistoryWriter(
        HistorySetup setup, const InstrumentNames &names, const Clock &clock, StorageThread &thread, Links links);
    ~HistoryWriter() override;

    /// What the engine is about to consume. From one thread.
    void append(std::span<const StreamItem> items);
    /// From any thread.
    void append(std::uint64_t ticket, const Event &event);
    void append(LedgerLine line);
    void append(StoredMoment moment);
    /// Keeps a word under a name, in place of the one before.
    void remember(const std::string &name, std::string value);
    void setLimits(const HistoryLimits &limits);
    /// Stores what waits and closes the file; done when it returns.
    void close();

    void writeOut() override;

private:
    struct WaitingEvent {
        std::uint64_t ticket = 0;
        Event event;
        bool isAcknowledged = false;
    };
    /// Rows on their way to the file; they stay here until a commit.
    struct Batch {
        std::vector<StoredMinute> minutes;
        std::vector<StoredSettlement> settlements;
        std::vector<DatedInterest> interests;
        std::vector<VenueBar> bars;
        std::vector<StoredLiquidation> liquidations;
        std::vector<StoredReach> reaches;
        std::vector<LedgerLine> ledger;
        std::vector<StoredMoment> moments;
        std::map<std::string, std::string> words;
        std::size_t size() const;
    };
    friend struct GatherRows;

    void keep(const StreamItem &item);
    void gather(std::span<const StreamItem> items);
    void closeMinutes(const Beat &beat);
    void takeReference(const ReferencePtr &reference);
    bool ensureOpen();
    bool storeAll();
    bool store();
    bool storeRows();
    bool storeEvents(std::vector<EventFate> &fates);
    bool storeOpenMinutes();
    bool storeMinute(const StoredMinute &minute);
    template <class Row> bool storeEach(const std::vector<Row> &rows);
    std::optional<std::int64_t> numberOf(InstrumentId id);
    void acknowledge(const std::vector<EventFate> &fates);
    void giveUpEvents(const std::string &reason);
    void failed();
    void dropOldest();
    void tellTrouble(const std::string &reason);
    void tidyUp();
    void tellState();

    HistorySetup m_setup;
    const InstrumentNames &m_names;
    const Clock &m_clock;
    StorageThread &m_thread;
    Links m_links;

    std::mutex m_mutex;
    std::vector<StreamItem> m_items;
    std::vector<WaitingEvent> m_newEvents;
    std::vector<LedgerLine> m_newLines;
    std::vector<StoredMoment> m_newMoments;
    std::map<std::string, std::string> m_newWords;
    HistoryLimits m_limits;
    std::uint64_t m_dropped = 0;
    std::set<InstrumentId> m_incomplete; // rows of their past were dropped: the reach that follows claims too much
    bool m_isClosing = false, m_hasMoreToForget = false;

    // Storage thread.
    std::unique_ptr<HistoryFile> m_file;
    std::string m_refusal; // the file is of a newer version: nothing is stored
    MinuteBook m_book;
    LiveReach m_reach;
    Batch m_batch;
    std::vector<WaitingEvent> m_events;
    std::map<std::string, ReferencePtr> m_references;
    std::unordered_map<std::uint32_t, const Instrument *> m_instruments; // of m_references
    std::set<InstrumentId> m_stored; // contracts that have rows
    std::map<InstrumentId, Funding> m_lastFunding; // as stored
    TimeMs m_marketMs = 0;
    bool m_isLast = false; // round before the end
    TimeMs m_openMinutesMs = 0; // transport time of the last time they were written
    TimeMs m_retryMs = 0, m_tidiedMs = 0, m_toldMs = 0; // transport time
    std::string m_trouble; // why nothing can be stored at present; empty: it can
    std::uint64_t m_lostRows = 0;
    HistoryState m_state;
};

} // namespace isobar
