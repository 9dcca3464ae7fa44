#pragma once
#include "core/state/liquidationlog.h"

#include <cstddef>

namespace isobar {

/// Remembers the single liquidations of one asset: each of the last 24 h of market time, those from LargeLiquidationUsd
/// for 30 d. Bounded: when a crash prints more than it can hold, the smallest older ones are given up. A pure function
/// of the stream: it tidies up at beats and at counts of prints, never when it is read.
class LiquidationTape {
public:
    /// Prints that are held at most once tidied up, and of these the newest, which are never given up.
    struct Limits {
        std::size_t prints = 100'000, newest = 20'000;
    };
    LiquidationTape() = default;
    explicit LiquidationTape(Limits limits) : m_limits(limits) { }

    /// `print.timeMs` in any order; venue and serial are filled in here. Without price or size it is not taken.
    void add(const std::string &venue, LiquidationPrint print);
    void advance(TimeMs marketMs);

    /// Venues, chunks and `thinnedBeforeMs`. Closed chunks are shared with what was given out before.
    LiquidationLog log() const;
    /// Grows with every change of `log`.
    std::uint64_t version() const { return m_version; }

private:
    using Prints = std::vector<LiquidationPrint>;
    std::uint32_t numberOf(const std::string &venue);
    void fold();
    void putIntoClosed(Prints::const_iterator first, Prints::const_iterator last);
    void forget(TimeMs marketMs);
    void thin();
    template <typename Keeps> bool sift(Keeps keeps);
    std::size_t size() const;

    Limits m_limits;
    std::vector<std::string> m_venues;
    std::vector<LiquidationChunk> m_closed; // ascending; each is older than m_open
    Prints m_open; // ascending
    Prints m_incoming; // as they came since the last fold
    TimeMs m_minuteMs = 0, m_thinnedBeforeMs = 0;
    std::uint32_t m_serial = 0;
    std::uint64_t m_version = 0;
};

} // namespace isobar
