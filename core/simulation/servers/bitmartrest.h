#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api-cloud-v2.bitmart.com to a GET: a code, 1000 when all is well.
HttpAnswer bitmartRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
