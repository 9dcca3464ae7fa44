#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of openapi.blofin.com to a GET below /api/v1/market: status 200 with a code, "0" when all is well.
HttpAnswer blofinRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
