#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Lighter's perpetuals: linear, USDC-margined, funded each hour. An instrument's symbol is the number of its market
/// ("1"); rates come in percent and in three units.
std::shared_ptr<const Venue> makeLighter();

} // namespace isobar
