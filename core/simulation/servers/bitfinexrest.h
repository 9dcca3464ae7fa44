#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api-pub.bitfinex.com to a GET: arrays without names; a mistake is ["error",code,text] under status
/// 500.
HttpAnswer bitfinexRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
