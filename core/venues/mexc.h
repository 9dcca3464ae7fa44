#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// MEXC perpetuals, linear and inverse. Sizes count contracts. It publishes neither liquidations nor open interest of
/// the past.
std::shared_ptr<const Venue> makeMexc();

} // namespace isobar
