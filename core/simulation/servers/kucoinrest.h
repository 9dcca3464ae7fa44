#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <string_view>

namespace isobar::simulation {

/// The weight of a request against the 2000 in 30 seconds.
int kucoinWeight(std::string_view path);

/// The answer of api-futures.kucoin.com and api.kucoin.com to a GET: status 200 with a code, "200000" when all is well.
HttpAnswer kucoinRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
