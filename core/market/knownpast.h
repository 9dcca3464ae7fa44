#pragma once
#include "core/base/timeranges.h"
#include "core/market/observation.h"

#include <map>
#include <span>
#include <vector>

namespace isobar {

/// What the local history holds of a contract.
struct KnownPast {
    std::vector<HistoryReach> reaches; ///< the venue is asked for the rest only
    std::vector<std::uint64_t> liquidationKeys; ///< of the last minutes: a venue may repeat them after a subscription
};
using KnownHistory = std::map<InstrumentId, KnownPast>;

/// The times that are known in that step; what is known in finer steps counts where it fills whole ones.
TimeRanges knownTimes(std::span<const HistoryReach> reaches, HistoryKind kind, TimeMs stepMs);

} // namespace isobar
