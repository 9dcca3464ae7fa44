#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Backpack Exchange's perpetuals: linear, USDC-margined. Frames mix microseconds and milliseconds.
std::shared_ptr<const Venue> makeBackpack();

} // namespace isobar
