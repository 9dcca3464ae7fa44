#pragma once
#include "core/simulation/servers/binancefamily.h"

namespace isobar::simulation {

/// The weight of a request against the budget of a minute.
int binanceWeight(const BinanceDialect &dialect, const HttpRequest &request);

/// The answer to a GET; unknown paths are 404, bad arguments 400 with the venue's code.
HttpAnswer binanceRest(
    const VenueView &view, const BinanceDialect &dialect, const HttpRequest &request, const Instant &now);

} // namespace isobar::simulation
