#pragma once
#include "core/state/marketstate.h"

#include <functional>
#include <string>

namespace isobar {

/// How far back the venues' histories of one asset reach, to say "open-interest history 3/4 venues". A venue counts
/// when all its contracts of the asset reach: to the day, or to their listing.
struct HistoryProgress {
    struct Part {
        int venues = 0; ///< that list the asset and publish this history
        int week = 0, month = 0; ///< of them, with 7 and with 30 days
        int missing = 0; ///< of them, with less than 7 days and nothing more under way
        bool isUsable() const { return week == venues; }
        bool isComplete() const { return month == venues; }
        bool isUnderWay() const { return week + missing < venues; } ///< to 7 days
        bool operator==(const Part &) const = default;
    };
    Part bars; ///< of five minutes
    Part openInterest; ///< every five minutes
    bool operator==(const HistoryProgress &) const = default;
};

/// By what the feed says it has fetched, else (in recordings) by the oldest value there is. `isFetching`: whether more
/// is to come from a venue, by its id; none: from all.
HistoryProgress historyProgress(
    const AssetState &asset, TimeMs marketMs, const std::function<bool(const std::string &)> &isFetching = {});
/// Whether a venue of that health has history under way, or will ask for it yet.
bool isFetchingHistory(const VenueHealth &health);

} // namespace isobar
