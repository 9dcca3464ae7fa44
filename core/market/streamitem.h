#pragma once
#include "core/market/accountpositions.h"
#include "core/market/bulkquotes.h"
#include "core/market/event.h"
#include "core/market/feedhealth.h"
#include "core/market/instrument.h"
#include "core/market/observation.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace isobar {

/// Time as an input (DESIGN 2): once per second of transport time. Rules run and bars close only on beats.
struct Beat {
    TimeMs transportMs = 0;
    TimeMs marketMs = 0;
    bool operator==(const Beat &) const = default;
};

/// What the engine of an earlier run derived (Engine::checkpoint): it goes on with that. First in the stream, so that a
/// replay of the journal begins with the same.
struct Checkpoint {
    std::string bytes;
    bool operator==(const Checkpoint &) const = default;
};
using CheckpointPtr = std::shared_ptr<const Checkpoint>;

/// What the local history remembers of the time before this start. `rows` are dated: settlements, open interest with a
/// time, candles, liquidations, reaches; they are taken as if a venue's history told them. `events` went on when they
/// were last told: the rules go on with them.
struct Past {
    std::vector<Observation> rows;
    std::vector<Event> events;
    bool operator==(const Past &) const = default;
};
using PastPtr = std::shared_ptr<const Past>;

/// What the user wants of the engine from here on, as the engine's room writes it (JSON). In the stream, so that a
/// replay has it at the same place.
struct EngineOrders {
    TimeMs transportMs = 0; ///< of giving them
    std::string json;
    bool operator==(const EngineOrders &) const = default;
};

/// All that the engine consumes, in order; the journal holds exactly this.
using StreamItem = std::variant<Beat, Observation, ReferencePtr, std::shared_ptr<const VenueHealth>,
    std::shared_ptr<const BulkQuotes>, PastPtr, std::shared_ptr<const EngineOrders>, AccountPositionsPtr,
    CheckpointPtr>;

} // namespace isobar
