#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /v3/public of wss.woox.io, opened `now`. `view` must outlive it.
std::unique_ptr<Session> openWooxSession(const VenueView &view, const Instant &now);

} // namespace isobar::simulation
