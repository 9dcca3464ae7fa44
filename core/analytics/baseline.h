#pragma once
#include "core/analytics/aggregate.h"
#include "core/market/observation.h"

#include <optional>
#include <span>

namespace isobar {

/// Parameters of MODEL 1.4, per 8 h.
struct BaselineSettings {
    double longFloor8h = 0.00010;
    double shortFloor8h = 0.000025, shortCeiling8h = 0.000035;
    double daysNeeded = 7;
    double zFloor8h = 0.000015;
};

/// What is normal for a market or a venue. Rates per 8 h; the defaults stand before there is history.
struct Baseline {
    double median8h = Unknown; ///< B: median of |F|; NaN without samples
    double longSide8h = 0.00010; ///< B+
    double shortSide8h = 0.000035; ///< B-
    double signedMedian8h = Unknown, signedDeviation8h = Unknown; ///< med30 and MAD30 of F
    double low8h = Unknown, high8h = Unknown; ///< 10 % and 90 % quantiles of F: the normal band
    double days = 0; ///< of history behind it: samples / 24
    bool provisional = true; ///< less than 7 d: the defaults stand

    double of(PositionSide side) const { return side == PositionSide::Long ? longSide8h : shortSide8h; }
    /// |F| / B of the side that pays.
    double ratio(double rate8h) const;
    /// Distance from the median in robust sigmas, for display; absent while provisional.
    std::optional<double> z(double rate8h, const BaselineSettings &settings = {}) const;
};

/// `samples`: hourly F (of a venue: A_v) of the last 30 d, NaN where unknown, in any order. O(n): once a minute is
/// plenty (MODEL 1.4).
Baseline evaluateBaseline(std::span<const double> samples, const BaselineSettings &settings = {});

} // namespace isobar
