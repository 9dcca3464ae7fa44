#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// What a request costs of 18000 a minute.
int lighterWeight(std::string_view path);

/// The answer of mainnet.zklighter.elliot.ai to a GET: {"code":200,...}, mistakes with another code under status 400.
HttpAnswer lighterRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
