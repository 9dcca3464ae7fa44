#pragma once
#include "core/simulation/servers/binancefamily.h"

namespace isobar::simulation {

/// A connection to the streams; null for a path that the venue no longer has or never had. Streams named in the URL are
/// subscribed at once.
std::unique_ptr<Session> openBinanceSession(
    const VenueView &view, const BinanceDialect &dialect, const HttpRequest &handshake);

} // namespace isobar::simulation
