#pragma once
#include "core/snapshot/snapshot.h"

#include <map>
#include <memory>
#include <string>

namespace isobar {

/// What the local history holds of one asset over some days, as lines to draw: by venue id. A value holds from its time
/// until the next one; where nothing is known a line has no point, and nothing is made up.
struct HistoryView {
    std::string asset;
    TimeMs fromMs = 0, toMs = 0; ///< market time
    TimeMs stepMs = 0; ///< of open interest and premium
    std::map<std::string, Series> funding8h; ///< settled rate per 8 h of the venue's largest contract
    std::map<std::string, Series> cumulative; ///< sum of its settled rates since `fromMs`, fraction
    std::map<std::string, Series> openInterestUsd; ///< of all its contracts, at the prices of the time
    std::map<std::string, Series> premium; ///< mark / index - 1 of its largest contract
};
using HistoryViewPtr = std::shared_ptr<const HistoryView>;

} // namespace isobar
