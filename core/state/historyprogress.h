#pragma once
#include "core/state/marketstate.h"

namespace isobar {

/// How far back the venues' histories of one asset reach, to say "open-interest history 3/4 venues". A venue counts
/// when all its contracts of the asset reach: to the day, or to their listing.
struct HistoryProgress {
    struct Part {
        int venues = 0; ///< that list the asset and publish this history
        int week = 0, month = 0; ///< of them, with 7 and with 30 days
        bool isUsable() const { return week == venues; }
        bool isComplete() const { return month == venues; }
        bool operator==(const Part &) const = default;
    };
    Part bars; ///< of five minutes
    Part openInterest; ///< every five minutes
    bool operator==(const HistoryProgress &) const = default;
};

/// By what the feed says it has fetched, else (in recordings) by the oldest value there is.
HistoryProgress historyProgress(const AssetState &asset, TimeMs marketMs);

} // namespace isobar
