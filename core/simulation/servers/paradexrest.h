#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The answer of api.prod.paradex.trade to a GET: {"results":[...]}, paged lists with `next`; mistakes as
/// {"error","message"} under status 400.
HttpAnswer paradexRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
