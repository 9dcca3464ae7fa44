#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /v3/ws/public or /v2/ws/public; null for another path. `number` makes its id.
std::unique_ptr<Session> openBitgetSession(
    const VenueView &view, const HttpRequest &handshake, unsigned number, const Instant &now);

} // namespace isobar::simulation
