#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.crypto.com to a GET below /exchange/v1/.
HttpAnswer cryptocomRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
