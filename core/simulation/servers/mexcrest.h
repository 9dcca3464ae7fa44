#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <string>
#include <string_view>
#include <utility>

namespace isobar::simulation {

/// The budget that a path is paid from, and its requests in two seconds.
std::pair<std::string, int> mexcBudget(std::string_view path);

/// The answer of api.mexc.com to a GET: status 200 with `success` and `code`, 0 when all is well.
HttpAnswer mexcRest(const VenueView &view, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
