#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Aevo's perpetuals: linear, USDC-margined, funded each hour. All times come in nanoseconds; liquidations and bars are
/// not published.
std::shared_ptr<const Venue> makeAevo();

} // namespace isobar
