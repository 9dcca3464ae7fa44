#pragma once
#include "core/base/time.h"

#include <array>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

namespace isobar {

/// A bar may still change for that long after its end, in market time; what is older when it comes is dropped
/// (MODEL 12).
inline constexpr TimeMs LateDataMs = 2 * MinuteMs;

/// One bar of a contract: prices in quote per coin of the asset (scale removed), volumes in coins.
struct Bar {
    TimeMs openMs = 0;
    double open = 0, high = 0, low = 0, close = 0; ///< high and low hold the extremes of the mark too
    double volumeCoins = 0; ///< 0: nothing was traded, only the mark was seen
    std::optional<double> takerBuyCoins; ///< absent where the venue does not split and its trades were not all seen
    bool operator==(const Bar &) const = default;
};

/// Bars of one contract at one step, at most `keepMs` back from the newest. Single precision inside: 25 bytes a bar.
/// Putting is O(1) wherever it goes, so history may come in any order.
class BarSeries {
    static constexpr std::int64_t ChunkSlots = 256;

public:
    BarSeries(TimeMs stepMs, TimeMs keepMs);

    /// A bar of the venue. `isClosed`: it ended before the venue sent it; then it replaces what trades made of the bar,
    /// and later trades change it no more. The venue's running bar gives what was before our first trade, and trades go
    /// on from there. Extremes that were seen stay in both cases. Bars of another step, older than `keepMs` or without
    /// a price are ignored.
    void putHistory(const Bar &bar, bool isClosed = true);
    /// Trades around one time: prices in quote, volumes in coins of the asset. What is later than LateDataMs is dropped
    /// and counted.
    void addTraded(TimeMs timeMs, double high, double low, double last, double buyCoins, double sellCoins);
    /// The mark extends the extremes; where nothing was traded it makes a bar of zero volume.
    void touchMark(TimeMs timeMs, double price);

    TimeMs stepMs() const { return m_stepMs; }
    TimeMs keepMs() const { return m_keepMs; }
    /// Grows when putHistory changed anything.
    std::uint64_t historyVersion() const { return m_historyVersion; }
    /// Calls of addTraded and touchMark that came later than LateDataMs.
    std::uint64_t lateDropped() const { return m_lateDropped; }

    /// Walks bars in ascending order, making each from its record. Valid until the series changes.
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Bar;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Bar;

        Iterator() = default;
        Bar operator*() const { return m_series->barAt(m_slot); }
        Iterator &operator++()
        {
            m_slot = m_series->presentFrom(m_slot + 1);
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator &) const = default;

    private:
        friend class BarSeries;
        Iterator(const BarSeries *series, std::int64_t slot) : m_series(series), m_slot(slot) { }
        const BarSeries *m_series = nullptr;
        std::int64_t m_slot = 0;
    };
    /// Some bars of a series. Valid until the series changes.
    class View {
    public:
        Iterator begin() const { return m_begin; }
        Iterator end() const { return m_end; }
        bool empty() const { return m_begin == m_end; }

    private:
        friend class BarSeries;
        View(Iterator begin, Iterator end) : m_begin(begin), m_end(end) { }
        Iterator m_begin, m_end;
    };

    /// All bars, ascending by openMs; bars without anything are missing.
    View bars() const { return {{this, presentFrom(oldestSlot())}, {this, m_endSlot}}; }
    /// Those that open at `timeMs` or later; found without a search.
    View from(TimeMs timeMs) const;
    /// The bar that opens at `openMs`.
    std::optional<Bar> at(TimeMs openMs) const;
    std::optional<Bar> oldest() const;
    std::optional<Bar> newest() const;
    /// Number of bars.
    std::size_t size() const;

private:
    struct Record {
        float open, high, low, close, volume, takerBuy; // takerBuy NaN: absent
        bool operator==(const Record &) const = default;
    };
    enum Flag : std::uint8_t { Present = 1, Traded = 2, OfVenue = 4, Closed = 8 };
    struct Chunk {
        std::array<Record, ChunkSlots> records;
        std::array<std::uint8_t, ChunkSlots> flags{};
    };
    struct Place {
        Record *record;
        std::uint8_t *flags;
    };

    std::int64_t oldestSlot() const { return m_endSlot - m_keepMs / m_stepMs; }
    std::int64_t presentFrom(std::int64_t slot) const; // first slot with a bar at or after it, else the end
    bool isPresent(std::int64_t slot) const;
    Bar barAt(std::int64_t slot) const;
    std::optional<Place> placeFor(std::int64_t slot); // makes it; none: too old
    bool isLate(TimeMs timeMs);

    TimeMs m_stepMs, m_keepMs;
    std::vector<std::unique_ptr<Chunk>> m_chunks; // of consecutive times; null: no bar in it
    std::int64_t m_firstChunk = 0;
    std::int64_t m_endSlot = 0; // one after the newest bar
    TimeMs m_newestMs = 0, m_lastTradedMs = 0;
    std::uint64_t m_historyVersion = 0, m_lateDropped = 0;
};

/// Whether late data may still change a bar of that step; scores and ledgers wait for its end (DESIGN 5).
constexpr bool isProvisional(TimeMs openMs, TimeMs stepMs, TimeMs marketMs)
{
    return marketMs < openMs + stepMs + LateDataMs;
}

} // namespace isobar
