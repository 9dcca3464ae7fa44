#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to the public WebSocket whose data frames have that version of the binary schema.
std::unique_ptr<Session> makeParadexSession(const VenueView &view, int schemaVersion);

} // namespace isobar::simulation
