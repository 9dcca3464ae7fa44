#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /edge, opened now.
std::unique_ptr<Session> openMexcSession(const VenueView &view, const Instant &now);

} // namespace isobar::simulation
