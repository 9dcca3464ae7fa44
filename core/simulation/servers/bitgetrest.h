#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.bitget.com to a GET: `code` "00000" when all is well.
HttpAnswer bitgetRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
