#pragma once
#include "core/analytics/baseline.h"
#include "core/market/event.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of MODEL 1.5.
struct BreadthSettings {
    double longRatio = 2; ///< T_v = longRatio x B_v+
    double shortThreshold8h = 0.00005; ///< T_v below zero
    double systemicShare = 2.0 / 3;
    int systemicOperators = 3;
    double localisedShare = 1.0 / 3, localisedConcentration = 0.6;
    double hottestWeight = 0.02;
};

/// A venue that takes part in the aggregate. Rates per 8 h.
struct BreadthVenue {
    std::string venue; ///< venue id, breaks ties
    std::string operatorName;
    double weight = 0; ///< w_v
    double smoothed8h = 0; ///< A_v
    double spot8h = 0; ///< F_v
    Baseline baseline; ///< of the venue itself
};

/// How many of the crowd take part (MODEL 1.5).
struct Breadth {
    std::vector<bool> elevated; ///< per venue of the input
    int operatorsElevated = 0; ///< n_e: operators with an elevated venue
    double elevatedShare = 0; ///< E = sum of their weights
    double concentration = 0; ///< H of the excess; 0 without any excess
    Scope scope = Scope::None; ///< None only without a venue
    /// Indices into the input. `hottest`: venues with w_v >= 2 % on the side of F by |F_v|/B_v, furthest from its
    /// normal first. `drivers`: by their excess e_v, the share in the aggregate; only those with any.
    std::vector<std::size_t> hottest, drivers;
};

/// The threshold T_v above which a venue is elevated on the side of `rate8h`, a positive rate per 8 h.
double elevationThreshold(double rate8h, const Baseline &baseline, const BreadthSettings &settings = {});

/// `rate8h`: the headline F. The text says both lists: "systemic, hottest Hyperliquid, driven by Bybit".
Breadth evaluateBreadth(double rate8h, std::span<const BreadthVenue> venues, const BreadthSettings &settings = {});

} // namespace isobar
