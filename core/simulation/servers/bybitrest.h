#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.bybit.com to a GET: status 200 with a retCode, 0 when all is well.
HttpAnswer bybitRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
