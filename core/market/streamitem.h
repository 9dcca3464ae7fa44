#pragma once
#include "core/market/bulkquotes.h"
#include "core/market/feedhealth.h"
#include "core/market/instrument.h"
#include "core/market/observation.h"

#include <memory>
#include <variant>

namespace isobar {

/// Time as an input (DESIGN 2): once per second of transport time. Rules run and bars close only on beats.
struct Beat {
    TimeMs transportMs = 0;
    TimeMs marketMs = 0;
    bool operator==(const Beat &) const = default;
};

/// All that the engine consumes, in order; the journal holds exactly this.
using StreamItem = std::variant<Beat, Observation, ReferencePtr, std::shared_ptr<const VenueHealth>,
    std::shared_ptr<const BulkQuotes>>;

} // namespace isobar
