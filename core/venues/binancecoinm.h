#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Binance COIN-M futures. All contracts are inverse: quantities count contracts of 100 USD (BTC) or 10 USD.
std::shared_ptr<const Venue> makeBinanceCoinm();

} // namespace isobar
