#pragma once
#include "core/feed/recentkeys.h"
#include "core/venues/venue.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace isobar {

/// Lets through what is watched and new: repetitions on overlapping connections and the backlog that a venue repeats
/// after a subscription are held back. Pure.
class RowFilter {
public:
    void setWatched(std::unordered_set<std::uint32_t> instruments);
    /// Liquidations of a watched contract that were seen before the start.
    void know(InstrumentId instrument, const std::vector<std::uint64_t> &liquidationKeys);
    bool isWatched(InstrumentId instrument) const { return m_watched.contains(instrument.value); }

    /// `notBeforeMs` (market time): older liquidations and trades are a backlog; none: all ages.
    bool passes(const Decoded::Row &row, std::optional<TimeMs> notBeforeMs);
    /// Liquidations and trades that were known already.
    std::uint64_t duplicates() const { return m_duplicates; }

private:
    struct Known {
        RecentKeys liquidations{2048};
        RecentKeys trades{8192};
        RecentKeys settlements{1024}; // a month of hours
    };
    std::unordered_set<std::uint32_t> m_watched;
    std::unordered_map<std::uint32_t, Known> m_known;
    std::uint64_t m_duplicates = 0;
};

} // namespace isobar
