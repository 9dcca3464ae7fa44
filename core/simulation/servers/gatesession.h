#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /v4/ws/{settle}; null for another path. `number` makes its id.
std::unique_ptr<Session> openGateSession(const VenueView &view, const HttpRequest &handshake, unsigned number);

} // namespace isobar::simulation
