#pragma once
#include "core/base/time.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>

namespace isobar {

/// Counts the liquidations that each venue prints of each asset, to judge a venue that prints none (DESIGN 9). Pure:
/// transport time is an argument.
class LiquidationCensus {
public:
    /// Remembers up to `prints` liquidations of each venue and asset.
    explicit LiquidationCensus(std::size_t prints = 20) : m_prints(prints) { }

    void printed(std::string_view venue, std::string_view asset, TimeMs nowMs);
    void forget(std::string_view venue);
    /// Number of venues other than `venue` that printed `prints` liquidations of the asset since `sinceMs`.
    std::size_t busyOthers(std::string_view venue, std::string_view asset, TimeMs sinceMs) const;
    /// When `venue` last printed one of the asset; 0: never.
    TimeMs lastMs(std::string_view venue, std::string_view asset) const;

private:
    using Times = std::map<std::string, std::deque<TimeMs>, std::less<>>; // by venue, oldest first
    std::size_t m_prints;
    std::map<std::string, Times, std::less<>> m_assets;
};

} // namespace isobar
