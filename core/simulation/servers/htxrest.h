#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Whether a path is of the market data, which has a limit of its own.
bool isHtxMarketPath(std::string_view path);
/// The answer of api.hbdm.com to a GET; errors come under status 200.
HttpAnswer htxRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
