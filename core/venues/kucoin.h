#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// KuCoin Futures perpetuals: linear (USDT, USDC) and inverse. The socket is the one without token ("UTA"), whose
/// frames are binary and hold plain JSON. No liquidations are public.
std::shared_ptr<const Venue> makeKucoin();

} // namespace isobar
