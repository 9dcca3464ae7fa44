#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Bitget USDT-M, USDC-M and COIN-M perpetuals: streams of API v3, bars and settled funding of v2, whose sizes are in
/// base coin on all three product lines. There is no open interest of the past.
std::shared_ptr<const Venue> makeBitget();

} // namespace isobar
