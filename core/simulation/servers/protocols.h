#pragma once
#include "core/simulation/servers/venueprotocol.h"

#include <memory>
#include <string>
#include <vector>

namespace isobar::simulation {

class VenueView;

/// The venues that have a server here, in the order of their ports.
const std::vector<std::string> &simulatedVenues();

/// The protocol of the view's venue; null when it has none here. `view` must outlive it.
std::unique_ptr<VenueProtocol> makeProtocol(const VenueView &view);

} // namespace isobar::simulation
