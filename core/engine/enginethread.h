#pragma once
#include "core/base/clock.h"
#include "core/engine/engine.h"
#include "core/engine/jobpool.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

namespace isobar {

/// Runs an Engine on a thread of its own: takes what the stream has, publishes a few times a second, hands out events.
/// All callbacks run on the engine's thread and must not block.
class EngineThread {
public:
    struct Links {
        std::function<std::vector<StreamItem>()> take; ///< everything that waits, in order; empty: nothing
        std::function<void(std::span<const StreamItem>)> journal; ///< what the engine is about to consume; may be null
        std::function<void(SnapshotPtr)> publish;
        std::function<void(std::vector<Event>)> raise;
        std::function<void(std::vector<LedgerText>)> keepLedger; ///< lines of the track record; may be null
        RecallLines recall; ///< those of former runs; runs in the pool; may be null
        std::function<double()> queueFill; ///< highest since the last snapshot, 0..1; may be null
        /// Engine::checkpoint() every five minutes of transport time and at the end; may be null.
        std::function<void(std::string)> keep;
    };
    static constexpr TimeMs KeepEveryMs = 5 * MinuteMs;

    /// `names`: see Engine.
    EngineThread(EngineSettings settings, Links links, const Clock &clock, InstrumentNames *names = nullptr);
    ~EngineThread();
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    void start();
    /// Consumes what waits, publishes once more and ends the thread; no callback comes after it returns.
    void stop();
    /// There is something to take. Any thread.
    void wake();
    /// Takes effect before the next item, and is journalled there. Any thread.
    void change(EngineSettings settings);
    /// Engine::learnNow() before the next item. Any thread.
    void learnNow(const std::string &asset);
    /// Engine::fillRecord() before the next item. Any thread.
    void fillRecord(const std::string &asset);

private:
    void run();
    void drain();
    void keep(bool isEnd);
    void change(); // as asked for by change() and learnNow()
    void journalOrders(std::string json);

    Links m_links;
    const Clock &m_clock;
    JobPool m_pool;
    Engine m_engine; // the thread's own once started
    std::mutex m_mutex;
    std::condition_variable m_signal;
    bool m_woken = false, m_stopping = false;
    std::optional<EngineSettings> m_newSettings;
    std::vector<std::string> m_learners; // assets that are to learn
    std::vector<std::string> m_filled; // assets whose track record is to be made of the past too
    TimeMs m_keptMs = 0; // transport time of the last checkpoint, or of the first item
    std::thread m_thread;
};

} // namespace isobar
