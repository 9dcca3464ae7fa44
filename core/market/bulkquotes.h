#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// What a venue last said of a contract that is listed but not watched, in the venue's units as in the observations.
/// A member that no bulk call of the venue tells stays absent.
struct BulkQuote {
    InstrumentId instrument;
    Funding funding;
    Mark mark;
    OpenInterest openInterest;
    Volume volume;
    std::optional<TimeMs> fundingSeenMs, markSeenMs; ///< transport time
    bool operator==(const BulkQuote &) const = default;
};

/// The quotes of one venue that were renewed since the last such piece.
struct BulkQuotes {
    std::string venue; ///< venue id
    TimeMs transportMs = 0, marketMs = 0; ///< of telling
    std::vector<BulkQuote> quotes;
    bool operator==(const BulkQuotes &) const = default;
};

} // namespace isobar
