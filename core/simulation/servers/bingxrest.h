#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of open-api.bingx.com to a GET: status 200 with a code, 0 when all is well.
HttpAnswer bingxRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
