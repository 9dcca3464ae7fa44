#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Kraken Futures perpetuals over the API that ends on 1 March 2027: linear (PF_) and inverse (PI_). Funding is hourly;
/// liquidations are marked among the trades. Its successor speaks another dialect and will be a decoder of its own.
std::shared_ptr<const Venue> makeKraken();

} // namespace isobar
