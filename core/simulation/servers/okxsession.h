#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to ws.okx.com, /ws/v5/public or /ws/v5/business; null for any other path. `number` makes its connId.
std::unique_ptr<Session> openOkxSession(const VenueView &view, const HttpRequest &handshake, unsigned number);

} // namespace isobar::simulation
