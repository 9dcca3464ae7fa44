#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// OKX v5 perpetual swaps, linear and inverse. Trades and liquidations count contracts: their size needs the
/// instrument list.
std::shared_ptr<const Venue> makeOkx();

} // namespace isobar
