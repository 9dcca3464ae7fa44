#pragma once
#include "core/market/streamitem.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace isobar {

/// All that the network thread and the engine share (DESIGN 4). Thread-safe.
///
/// Between two beats only the newest funding, mark, open interest and turnover of a contract are kept; trades are
/// summed into seconds of market time; everything else is appended. The order is that of arrival, a merged value
/// standing where its newest came. Nothing that counts is dropped: a queue that is full still takes what was read
/// already, and asks by isFull() to read no more.
class StreamQueue {
public:
    explicit StreamQueue(std::size_t capacity = 200'000);

    /// Called once when there is something to take, then not before the next take(). Called by the pushing thread.
    void setWakeUp(std::function<void()> wakeUp);

    void push(std::vector<Observation> observations);
    /// Ends the seconds before `beat.marketMs`, too: a TradeSecond stands before the beat that ends it. Trades that
    /// come later make a second part of the same second; parts add up, the newer `last` holds.
    void push(const Beat &beat);
    void push(ReferencePtr reference);
    void push(std::shared_ptr<const VenueHealth> health);
    void push(PastPtr past);
    void push(std::shared_ptr<const BulkQuotes> quotes);
    void push(AccountPositionsPtr account);
    void push(CheckpointPtr checkpoint);

    /// All that is there, oldest first; the queue is empty after it (sums of open seconds stay).
    std::vector<StreamItem> take();

    bool isFull() const { return m_waiting.load(std::memory_order_relaxed) >= m_capacity; }
    /// 0 empty, 1 full, above 1 when what was on its way came after it was full.
    double fill() const { return static_cast<double>(m_waiting.load()) / static_cast<double>(m_capacity); }

    /// Of the liquidations that came since the last beat.
    double liquidatedUsd() const { return m_liquidatedUsd.load(std::memory_order_relaxed); }

    /// The highest fill since the last call of this.
    double takePeakFill();

private:
    struct Entry {
        StreamItem item;
        bool isReplaced = false; // a newer value stands further behind
    };
    struct OpenSecond {
        TradeSecond sum;
        TimeMs transportMs = 0, marketMs = 0; // of its last trade
    };
    void take(Observation &&observation);
    void addTrade(const Observation &observation, const Trade &trade);
    void append(StreamItem item);
    void closeSeconds(TimeMs marketMs);
    void forgetReplaced();
    void wake(std::unique_lock<std::mutex> lock);

    const std::size_t m_capacity;
    std::atomic<std::size_t> m_waiting{0};
    std::atomic<double> m_liquidatedUsd{0};
    std::size_t m_peak = 0; // of m_waiting
    std::mutex m_mutex;
    std::function<void()> m_wakeUp;
    bool m_isWoken = false;
    std::vector<Entry> m_entries;
    std::size_t m_replaced = 0;
    std::unordered_map<std::uint64_t, std::size_t> m_newest; // (instrument, kind) -> entry, since the last beat
    std::map<InstrumentId, OpenSecond> m_open;
};

} // namespace isobar
