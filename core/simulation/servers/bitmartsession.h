#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to openapi-ws-v2.bitmart.com, /api; null for any other path.
std::unique_ptr<Session> openBitmartSession(const VenueView &view, const HttpRequest &handshake);

} // namespace isobar::simulation
