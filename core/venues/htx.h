#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// HTX (Huobi) perpetual swaps: USDT-M and coin-M, each with a socket for trades and one for funding and liquidations,
/// and one for the prices of both. Frames are gzip. Trades and turnover count both sides there and are halved here.
std::shared_ptr<const Venue> makeHtx();

} // namespace isobar
