#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to ws.backpack.exchange: acknowledges nothing.
std::unique_ptr<Session> makeBackpackSession(const VenueView &view);

} // namespace isobar::simulation
