#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to ws.phemex.com, which has no path; null for any.
std::unique_ptr<Session> openPhemexSession(const VenueView &view, const HttpRequest &handshake, const Instant &now);

} // namespace isobar::simulation
