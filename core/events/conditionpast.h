#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/market/rule.h"
#include "core/state/marketstate.h"

#include <optional>
#include <vector>

namespace isobar {

/// Moments of the past, `stepMs` apart.
struct PastTimes {
    TimeMs fromMs = 0, stepMs = 5 * MinuteMs;
    std::size_t count = 0;
    TimeMs at(std::size_t i) const { return fromMs + static_cast<TimeMs>(i) * stepMs; }
    TimeMs toMs() const { return at(count); }
};

/// What a condition would have measured at each of those moments.
struct ConditionPast {
    bool isKept = false; ///< something of its past is remembered at all
    TimeMs reachMs = 0; ///< since when it is; market time
    std::vector<std::optional<double>> values; ///< one a moment; absent: not known
};

/// From what the state remembers: prices from five-minute bars, funding from settlements and the hourly aggregate, open
/// interest at five minutes, liquidations by minutes. Of premiums, clusters and feeds nothing is kept. `touching`:
/// prices count with the extremes of their bar, not with its close.
ConditionPast pastOf(const UserCondition &condition, const AssetState &asset, const AssetFindings &findings,
    const PastTimes &times, bool touching);

} // namespace isobar
