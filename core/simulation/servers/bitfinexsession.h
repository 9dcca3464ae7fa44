#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /ws/2 of api-pub.bitfinex.com, opened `now`; null for any other path. `view` must outlive it.
std::unique_ptr<Session> openBitfinexSession(const VenueView &view, const HttpRequest &handshake, const Instant &now);

} // namespace isobar::simulation
