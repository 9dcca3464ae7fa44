#pragma once
#include "core/simulation/servers/credits.h"
#include "core/simulation/servers/tradetape.h"
#include "core/simulation/servers/venueprotocol.h"

namespace isobar::simulation {

/// A connection to /ws/api/v2 of www.deribit.com; null for any other path. All arguments must outlive it.
std::unique_ptr<Session> openDeribitSession(
    const VenueView &view, TradeTape &tape, Credits &credits, const HttpRequest &handshake);

} // namespace isobar::simulation
