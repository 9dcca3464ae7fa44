#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to openapi.blofin.com, /ws/public; null for any other path.
std::unique_ptr<Session> openBlofinSession(const VenueView &view, const HttpRequest &handshake);

} // namespace isobar::simulation
