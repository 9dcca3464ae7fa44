#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// What a GET of that path takes from the quota.
int deltaWeight(std::string_view path);
/// The answer of api.delta.exchange to a GET under /v2.
HttpAnswer deltaRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
