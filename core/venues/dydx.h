#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Perpetuals of the dYdX chain by its public indexer: linear, USDC-margined, funded each hour. The oracle's price is
/// both mark and index.
std::shared_ptr<const Venue> makeDydx();

} // namespace isobar
