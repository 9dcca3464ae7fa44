#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.backpack.exchange to a GET: bare arrays and objects, mistakes as {"code","message"} under 400.
HttpAnswer backpackRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
