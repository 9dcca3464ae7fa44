#pragma once
#include "core/base/clock.h"
#include "core/feed/streamqueue.h"
#include "core/storage/pastreader.h"
#include "core/storage/storagethread.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace isobar {

/// Hands the engine what the local history holds of some assets, by its queue: first settlements, liquidations and
/// events that went on, then (piece by piece, so that writing goes on in between) bars and open interest of a week, of
/// all, and of the month. Works on the storage thread. Once it was cancelled and the jobs of that thread were waited
/// for, it touches nothing of what it was given.
class PastLoader : public std::enable_shared_from_this<PastLoader> {
public:
    struct Wish {
        std::string path;
        std::vector<std::string> assets; ///< the one on the screen first
        std::map<std::string, VenueTraits> venues; ///< by id: those that are on
        bool withReferences = true; ///< nothing else told the engine of the contracts yet
    };
    /// `started`: on the storage thread, once, when the first part is in the queue: what is known, nothing where there
    /// is no history.
    static std::shared_ptr<PastLoader> start(Wish wish, StorageThread &thread, StreamQueue &queue,
        InstrumentNames &names, const Clock &clock, std::function<void(KnownHistory)> started);

    /// Nothing more is read; `started` may be called once more.
    void cancel() { m_isCancelled = true; }

private:
    PastLoader(Wish wish, StorageThread &thread, StreamQueue &queue, InstrumentNames &names, const Clock &clock,
        std::function<void(KnownHistory)> started);
    struct Piece {
        std::size_t contract = 0; // of m_start
        HistorySpan span;
    };
    void begin();
    void pushReferences();
    void plan();
    void next();

    Wish m_wish;
    StorageThread &m_thread;
    StreamQueue &m_queue;
    InstrumentNames &m_names;
    const Clock &m_clock;
    std::function<void(KnownHistory)> m_started;
    std::atomic<bool> m_isCancelled = false;

    // Storage thread.
    std::unique_ptr<HistoryReader> m_reader;
    PastMoment m_moment;
    PastStart m_start;
    std::vector<Piece> m_pieces; // the next one last
};

} // namespace isobar
