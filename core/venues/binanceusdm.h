#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Binance USDⓈ-M futures. All contracts are linear, quantities are in base coin. The stream tells no funding interval:
/// fundingInfo of the catalogue does, for those that differ from 8 h.
std::shared_ptr<const Venue> makeBinanceUsdm();

} // namespace isobar
