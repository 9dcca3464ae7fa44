#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <cstdint>
#include <optional>
#include <string>

namespace isobar {

/// A position under isolated margin as the user typed it in (PRODUCT 2.9). It is kept on this machine only; what is not
/// here is not known of it.
struct Position {
    std::uint64_t id = 0; ///< the same through all changes; 0: not kept, as in the cost calculator
    std::string asset;
    std::string venue, symbol; ///< venue id and the venue's own name of the contract
    PositionSide side = PositionSide::Long;
    double size = 0; ///< coins of the asset, or USD at the entry
    bool isSizeInUsd = false;
    double entryPrice = 0; ///< quote per coin of the asset
    double leverage = 10;
    double extraMarginUsd = 0; ///< added to what the leverage asks for; worth so much at the entry
    std::optional<TimeMs> openedMs; ///< market time; absent: what funding has cost since is not known
    /// The user is told when the liquidation price is as near as this fraction of the price; absent: never.
    std::optional<double> alertWithin = 0.05;
    bool operator==(const Position &) const = default;
};

} // namespace isobar
