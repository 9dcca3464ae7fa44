#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to the old /ws/stream of wss.woox.io, opened `now`: another order in topics and other names. It is
/// still served, and clients still use it. `view` must outlive it.
std::unique_ptr<Session> openWooxLegacySession(const VenueView &view, const Instant &now);

} // namespace isobar::simulation
