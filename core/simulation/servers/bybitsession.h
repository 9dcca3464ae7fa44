#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to stream.bybit.com, /v5/public/linear or /v5/public/inverse; null for any other path. `number` makes
/// its conn_id.
std::unique_ptr<Session> openBybitSession(const VenueView &view, const HttpRequest &handshake, unsigned number);

} // namespace isobar::simulation
