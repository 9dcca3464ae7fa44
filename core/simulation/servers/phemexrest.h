#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.phemex.com to a GET.
HttpAnswer phemexRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
