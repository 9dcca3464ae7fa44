#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to wss://api.hyperliquid.xyz/ws.
std::unique_ptr<Session> makeHyperliquidSession(const VenueView &view);

} // namespace isobar::simulation
