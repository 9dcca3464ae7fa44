#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// BloFin perpetuals: linear (USDT, USDC) and coin-M. Prices are polled; open interest and liquidations are not public.
std::shared_ptr<const Venue> makeBlofin();

} // namespace isobar
