#pragma once
#include "core/simulation/servers/tradetape.h"
#include "core/simulation/servers/venueprotocol.h"

namespace isobar::simulation {

/// The answer of futures.kraken.com to a GET.
HttpAnswer krakenRest(const VenueView &view, TradeTape &tape, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
