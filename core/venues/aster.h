#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Aster DEX perpetuals: Binance's protocol, linear, quantities in base coin. There is no open interest of the past.
std::shared_ptr<const Venue> makeAster();

} // namespace isobar
