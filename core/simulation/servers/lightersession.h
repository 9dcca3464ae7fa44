#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /stream; `number` makes its session_id, which it says in `greeting`.
std::unique_ptr<Session> makeLighterSession(
    const VenueView &view, unsigned number, const Instant &now, Outbox &greeting);

} // namespace isobar::simulation
