#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.aevo.xyz to a GET; times come and go in nanoseconds, mistakes as {"error":"..."} under 400.
HttpAnswer aevoRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
