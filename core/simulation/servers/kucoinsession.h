#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The unified socket, which sends its text in binary frames; `id` becomes part of the session's.
std::unique_ptr<Session> openKucoinSession(
    const VenueView &view, const std::string &id, const Instant &now, Outbox &greeting);

} // namespace isobar::simulation
