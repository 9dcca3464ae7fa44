#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Gate perpetuals of API v4, settled in USDT, USD1 and (inverse) BTC: a connection each. Sizes count contracts. The
/// liquidation stream tells the side of the order; open interest of the past counts both sides and is halved here.
std::shared_ptr<const Venue> makeGate();

} // namespace isobar
