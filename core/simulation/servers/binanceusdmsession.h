#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// A connection to fstream.binance.com; null for a path that the venue no longer has or never had. Streams named in
/// the URL are subscribed at once.
std::unique_ptr<Session> openBinanceSession(const VenueView &view, const HttpRequest &handshake);

} // namespace isobar::simulation
