#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Bitfinex perpetuals (F0 pairs quoted in USDt). Symbols are the ids with the leading t ("tBTCF0:USTF0"); liquidations
/// come by one channel for all of them.
std::shared_ptr<const Venue> makeBitfinex();

} // namespace isobar
