#pragma once
#include "core/base/time.h"

namespace isobar {

/// A settled payment brought to the 8 h scale of the aggregates (MODEL 1.1). `rate8h` = rate x 8 / `hours`, a fraction.
struct SettledRate {
    TimeMs timeMs = 0; ///< the settlement
    double rate8h = 0;
    double hours = 8; ///< length of the interval that it closed: (timeMs - hours, timeMs]
    /// What was paid: a fraction of the notional per interval.
    double paid() const { return rate8h * hours / 8; }
    bool operator==(const SettledRate &) const = default;
};

} // namespace isobar
