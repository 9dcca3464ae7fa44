#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of indexer.dydx.trade to a GET; lists come newest first, mistakes as {"errors":[...]} under 400.
HttpAnswer dydxRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
