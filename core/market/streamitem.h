#pragma once
#include "core/market/accountpositions.h"
#include "core/market/bulkquotes.h"
#include "core/market/feedhealth.h"
#include "core/market/instrument.h"
#include "core/market/observation.h"

#include <memory>
#include <string>
#include <variant>

namespace isobar {

/// Time as an input (DESIGN 2): once per second of transport time. Rules run and bars close only on beats.
struct Beat {
    TimeMs transportMs = 0;
    TimeMs marketMs = 0;
    bool operator==(const Beat &) const = default;
};

/// The user wants an asset's kernel learned at once. Part of the stream, so that a replay does it too.
struct LearnNow {
    std::string asset;
    bool operator==(const LearnNow &) const = default;
};

/// What the engine of an earlier run derived (Engine::checkpoint): it goes on with that. First in the stream, so that a
/// replay of the journal begins with the same.
struct Checkpoint {
    std::string bytes;
    bool operator==(const Checkpoint &) const = default;
};
using CheckpointPtr = std::shared_ptr<const Checkpoint>;

/// All that the engine consumes, in order; the journal holds exactly this.
using StreamItem = std::variant<Beat, Observation, ReferencePtr, std::shared_ptr<const VenueHealth>,
    std::shared_ptr<const BulkQuotes>, AccountPositionsPtr, LearnNow, CheckpointPtr>;

} // namespace isobar
