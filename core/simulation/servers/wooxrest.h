#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.woox.io to a GET under /v3/public.
HttpAnswer wooxRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
