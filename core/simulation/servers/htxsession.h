#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to api.hbdm.com: markets (/linear-swap-ws, /swap-ws), indices (/ws_index) or notifications
/// (/linear-swap-notification, /swap-notification); null for any other path.
std::unique_ptr<Session> openHtxSession(const VenueView &view, const HttpRequest &handshake);

} // namespace isobar::simulation
