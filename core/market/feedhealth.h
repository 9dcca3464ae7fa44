#pragma once
#include "core/base/time.h"
#include "core/market/instrument.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace isobar {

/// The words of DESIGN 9, from best to worst as a trader sees them.
enum class HealthState : std::uint8_t { Live, Starting, Stale, Mute, Limited, Blocked, Down, Off };
/// "live", "starting", "stale", "mute", "limited", "blocked", "down", "off".
std::string_view healthName(HealthState state);

/// State of one stream type of one venue.
struct StreamHealth {
    HealthState state = HealthState::Off;
    TimeMs sinceMs = 0; ///< transport time of entering the state
    std::optional<TimeMs> lastFrameMs; ///< transport time of the last frame that carried this type
    double perSecond = 0; ///< observations a second over the last 10 s
    bool operator==(const StreamHealth &) const = default;
};

/// State of a venue's connections as a whole, with what a trader needs to judge it.
struct VenueHealth {
    std::string venue;
    HealthState state = HealthState::Off; ///< worst of its sockets
    std::string reason; ///< in words when not live: "TLS: certificate expired", "mark: no frame for 6 s"
    std::array<StreamHealth, StreamTypeCount> streams;
    std::uint64_t frames = 0, bytes = 0, reconnects = 0, decodeErrors = 0, droppedDuplicates = 0;
    std::string lastError; ///< last decode error with its excerpt
    std::optional<double> roundTripMs; ///< of the last REST call
    std::optional<double> clockOffsetMs; ///< venue's clock minus ours
    double restBudgetUsed = 0; ///< 0..1 of the venue's REST limit
    std::string historyProgress; ///< "funding history 3/8" while backfilling, else empty
    const StreamHealth &of(StreamType type) const { return streams[static_cast<std::size_t>(type)]; }
    StreamHealth &of(StreamType type) { return streams[static_cast<std::size_t>(type)]; }
    bool operator==(const VenueHealth &) const = default;
};

} // namespace isobar
