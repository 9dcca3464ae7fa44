#pragma once
#include "core/state/liquidationlog.h"

#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// What the feeds printed of one asset, as outcomes need it. Sums are lower bounds.
class HeardLiquidations {
public:
    /// `sinceMs`: market time since which a public feed is heard; absent: none is.
    HeardLiquidations() = default;
    HeardLiquidations(std::optional<TimeMs> sinceMs, LiquidationLog log);

    bool isHeard(TimeMs fromMs) const { return m_sinceMs && *m_sinceMs <= fromMs; }
    struct Printed {
        LiquidationSums usd;
        bool isCensored = false; ///< in some minute the feeds were full
    };
    /// Over the minutes of [fromMs, toMs).
    Printed between(TimeMs fromMs, TimeMs toMs) const;
    /// Prints of a side between two prices in [fromMs, toMs); only the last 24 h have every print.
    double near(PositionSide side, double low, double high, TimeMs fromMs, TimeMs toMs) const;
    /// Whether more of a side was printed in the hour than in 95 % of the hours of the 30 d before it; absent below
    /// three days of hearing.
    std::optional<bool> isHot(PositionSide side, TimeMs hourMs) const;

private:
    std::optional<TimeMs> m_sinceMs;
    LiquidationLog m_log;
};

} // namespace isobar
