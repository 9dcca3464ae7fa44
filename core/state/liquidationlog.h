#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isobar {

/// Observed liquidations by the side of the position that died, USD: always lower bounds.
struct LiquidationSums {
    double longUsd = 0, shortUsd = 0;
    double totalUsd() const { return longUsd + shortUsd; }
    void add(PositionSide side, double usd) { (side == PositionSide::Long ? longUsd : shortUsd) += usd; }
    bool operator==(const LiquidationSums &) const = default;
};

/// What died in one minute of market time.
struct LiquidationMinute {
    TimeMs minuteMs = 0; ///< start of the minute
    LiquidationSums usd;
    std::uint64_t seconds = 0; ///< bit i: something died in second i; all feeds together
    bool operator==(const LiquidationMinute &) const = default;
};

/// Minutes of one UTC day, ascending; minutes without a liquidation are missing. Days before the running one are
/// immutable and shared.
using LiquidationDay = std::shared_ptr<const std::vector<LiquidationMinute>>;

/// One realised liquidation.
struct LiquidationPrint {
    TimeMs timeMs = 0; ///< market time, as the venue says
    PositionSide side = PositionSide::Long; ///< of the position that died
    double price = 0; ///< quote per coin of the asset (scale removed)
    double usd = 0; ///< notional
    std::uint32_t venue = 0; ///< index into LiquidationLog::venues
    std::uint32_t serial = 0; ///< how many prints of the asset came before it; with `timeMs` it tells prints apart
    /// Coins of the asset.
    double coins() const { return price > 0 ? usd / price : 0; }
    bool operator==(const LiquidationPrint &) const = default;
};

/// Ascending by time, then serial. Never empty, immutable and shared, so that a snapshot copies only pointers.
using LiquidationChunk = std::shared_ptr<const std::vector<LiquidationPrint>>;

/// The realised liquidations of one asset: each of the last 24 h, those from LargeLiquidationUsd for 30 d.
struct LiquidationLog {
    std::vector<std::string> venues; ///< ids, in the order of their first print
    std::vector<LiquidationChunk> chunks; ///< one after the other: ascending by time, then serial
    std::vector<LiquidationDay> minuteSums; ///< 30 d, one after the other
    /// Before this market time the smallest prints of a crash were left out of `chunks` (never out of `minuteSums`);
    /// 0: none was.
    TimeMs thinnedBeforeMs = 0;
    bool operator==(const LiquidationLog &) const = default;
};

/// A print of this size is remembered for 30 d.
inline constexpr double LargeLiquidationUsd = 100'000;

} // namespace isobar
