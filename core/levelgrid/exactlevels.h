#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace isobar {

/// One position whose venue publishes its liquidation price (MODEL 3.7): known, not modelled.
struct ExactLevel {
    PositionSide side = PositionSide::Long;
    double price = 0; ///< at which it is liquidated; quote per coin
    double usd = 0; ///< of the position, at the mark
    TimeMs toldMs = 0; ///< market time at which the venue told it
    bool isCross = false; ///< the level moves with every other position of the account
    bool isStale = false; ///< told too long ago for a cross account
    std::string venue, account; ///< short name of the venue; address
    bool operator==(const ExactLevel &) const = default;
};

/// All of them of one asset, as last told. Drawn on top of the model and never mixed into it.
struct ExactLevels {
    std::vector<ExactLevel> levels; ///< on their side of the price, ascending
    int accounts = 0; ///< that hold the asset, those without a liquidation price too
    std::array<double, 2> usd{}; ///< all they hold, by side
    /// kappa: what they hold of the open interest of the venues that publish; by side, and of both sides together.
    std::array<double, 2> share{};
    double shareOfBoth = 0;
    std::string venues; ///< short names of those venues
    bool operator==(const ExactLevels &) const = default;

    /// Sum of one side over prices from `low` to `high`.
    double usdWithin(PositionSide side, double low, double high) const
    {
        double sum = 0;
        for (const ExactLevel &each : levels)
            sum += each.side == side && each.price >= low && each.price <= high ? each.usd : 0;
        return sum;
    }
};
using ExactLevelsPtr = std::shared_ptr<const ExactLevels>;

} // namespace isobar
