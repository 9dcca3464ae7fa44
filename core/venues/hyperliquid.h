#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Hyperliquid's main perpetual DEX. Funding is hourly and its rate per hour; liquidations have no public stream.
std::shared_ptr<const Venue> makeHyperliquid();

} // namespace isobar
