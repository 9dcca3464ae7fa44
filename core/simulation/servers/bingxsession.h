#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to BingX, /swap-market or (coin-M) /market; null for any other path.
std::unique_ptr<Session> openBingxSession(const VenueView &view, const HttpRequest &handshake);

} // namespace isobar::simulation
