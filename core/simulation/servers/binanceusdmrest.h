#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The weight of a request against the 2400 a minute.
int binanceWeight(const HttpRequest &request);

/// The answer of fapi.binance.com to a GET; unknown paths are 404, bad arguments 400 with the venue's code.
HttpAnswer binanceRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
