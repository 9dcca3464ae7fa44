#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The limit of a path, requests in 2 s.
int okxRequestsPerTwoSeconds(std::string_view path);

/// The answer of www.okx.com to a GET: {"code","data","msg"} with code "0" when all is well.
HttpAnswer okxRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
