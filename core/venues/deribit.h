#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Deribit perpetuals: inverse (BTC, ETH) and linear (USDC, USDT). Funding accrues all the time and is quoted per 8
/// hours; liquidations are marked among the trades. Amounts of inverse contracts are dollars.
std::shared_ptr<const Venue> makeDeribit();

} // namespace isobar
