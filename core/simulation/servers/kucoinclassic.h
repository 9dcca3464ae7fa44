#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The classic socket; `id` is the client's connectId.
std::unique_ptr<Session> openKucoinClassic(
    const VenueView &view, const std::string &id, const Instant &now, Outbox &greeting);

} // namespace isobar::simulation
