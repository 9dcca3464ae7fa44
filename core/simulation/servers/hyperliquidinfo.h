#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

namespace isobar::simulation {

struct HyperliquidAnswer {
    HttpAnswer http;
    int weight = 20; ///< against 1200 a minute
};

/// The answer to POST /info.
HyperliquidAnswer hyperliquidInfo(const VenueView &view, const boost::json::object &question, const Instant &now);

} // namespace isobar::simulation
