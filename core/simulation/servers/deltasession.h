#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to public-socket.delta.exchange, which has no path; null for any. `view` must outlive it.
std::unique_ptr<Session> openDeltaSession(const VenueView &view, const HttpRequest &handshake);

} // namespace isobar::simulation
