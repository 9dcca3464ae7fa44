#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to stream.crypto.com, /exchange/v1/market; null for any other path.
std::unique_ptr<Session> openCryptocomSession(const VenueView &view, const HttpRequest &handshake, const Instant &now);

} // namespace isobar::simulation
