#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Bybit v5 perpetuals: linear (USDT, USDC) and inverse, one connection each. Open interest counts both sides there and
/// is halved here.
std::shared_ptr<const Venue> makeBybit();

} // namespace isobar
