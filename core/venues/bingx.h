#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// BingX perpetual swaps: USDT-M and USDC-M on one socket, coin-M on another host. Frames are gzip. Funding, index and
/// open interest are polled. No liquidations are public.
std::shared_ptr<const Venue> makeBingx();

} // namespace isobar
