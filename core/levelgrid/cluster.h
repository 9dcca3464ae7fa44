#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <cstdint>
#include <optional>

namespace isobar {

/// Whether a cluster matters now (MODEL 5). Armed is loaded and likely to be reached within 4 h.
enum class ClusterLoad : std::uint8_t { Plain, Loaded, Armed };

/// A dense run of modelled liquidation levels of one side (MODEL 5). Everything here is modelled.
struct Cluster {
    std::uint64_t id = 0; ///< the same while it overlaps by half with what it was; made of asset, side and first sight
    PositionSide side = PositionSide::Long; ///< whose positions would be liquidated: longs lie below the price
    double low = 0, high = 0, peak = 0; ///< prices, quote per coin
    double printsUsd = 0; ///< expected prints: what the feeds would report
    double oiClosedUsd = 0; ///< open interest behind them, voluntary closing included
    double exactUsd = 0; ///< of published positions that are liquidated within it: known, beside what is modelled
    double distance = 0; ///< |ln(peak / price)|
    double meanAgeHours = 0; ///< since the positions were opened, weighted by size
    std::optional<double> loadRank; ///< 0..1 among the hours of the last 30 d at this distance; absent below 3 d
    double touch24h = 0, touch4h = 0; ///< probability that the peak is reached
    ClusterLoad load = ClusterLoad::Plain;
    TimeMs firstSeenMs = 0; ///< market time
    bool operator==(const Cluster &) const = default;
};

} // namespace isobar
