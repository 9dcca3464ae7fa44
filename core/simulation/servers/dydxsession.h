#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to /v4/ws; `number` makes its connection_id, which it says in `greeting`.
std::unique_ptr<Session> makeDydxSession(const VenueView &view, unsigned number, Outbox &greeting);

} // namespace isobar::simulation
