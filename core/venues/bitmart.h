#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// BitMart perpetual futures: linear (USDT, USDC) and coin-M, all on one kind of connection. Open interest is polled.
/// No liquidations are public.
std::shared_ptr<const Venue> makeBitmart();

} // namespace isobar
