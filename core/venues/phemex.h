#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Phemex perpetuals: USDⓈ-M (decimal texts) and COIN-M (scaled integers) on the same connection. No liquidations are
/// public.
std::shared_ptr<const Venue> makePhemex();

} // namespace isobar
