#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to ws.aevo.xyz.
std::unique_ptr<Session> makeAevoSession(const VenueView &view, const Instant &now);

} // namespace isobar::simulation
