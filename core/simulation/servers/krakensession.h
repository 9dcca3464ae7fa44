#pragma once
#include "core/simulation/servers/tradetape.h"
#include "core/simulation/servers/venueprotocol.h"

namespace isobar::simulation {

/// A connection to /ws/v1 of futures.kraken.com; null for any other path. `view` and `tape` must outlive it.
std::unique_ptr<Session> openKrakenSession(const VenueView &view, TradeTape &tape, const HttpRequest &handshake);

} // namespace isobar::simulation
