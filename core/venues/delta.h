#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Delta Exchange (Global) perpetuals in USDT. Rates are percent there and divided by 100 here; times are microseconds,
/// sizes contracts. Liquidations are not public. Delta India speaks the same over other hosts (endpoints file).
std::shared_ptr<const Venue> makeDelta();

} // namespace isobar
