#pragma once
#include "core/analytics/carry.h"
#include "core/base/time.h"
#include "core/market/judgement.h"

#include <cstddef>
#include <optional>
#include <span>

namespace isobar {

/// One venue as a side of a spread in one asset.
struct SpreadSide {
    double rate8h = 0; ///< A, or F while A is provisional; fraction per 8 h
    double takerFee = 0.0005; ///< fraction per trade
    std::optional<double> mark; ///< USD per coin
    std::optional<double> premium; ///< mark / index - 1
    TimeMs markSeenMs = 0; ///< transport time
};

/// Long on one side, short on the other (MODEL 1.10).
struct Spread {
    std::size_t longSide = 0, shortSide = 0; ///< into the sides
    Carry carry; ///< without a basis: `entryBasis` is 0
    BasisSource basis = BasisSource::Neither;
};

/// Funding, costs and basis of this pair.
Spread spreadOf(std::span<const SpreadSide> sides, std::size_t longSide, std::size_t shortSide);

/// The pair that has earned most after costs when `horizonHours` have passed, of those with a positive carry. Absent:
/// fewer than two sides, or all rates equal. Of equal pairs the first.
std::optional<Spread> bestSpread(std::span<const SpreadSide> sides, double horizonHours);

} // namespace isobar
