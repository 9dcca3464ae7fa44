#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.gateio.ws to a GET: bare rows, or a label and a message under an error status.
HttpAnswer gateRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
