#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Crypto.com Exchange perpetuals, all linear in USD. Funding is paid each hour at a rate that is set for four.
/// Liquidations are not public.
std::shared_ptr<const Venue> makeCryptocom();

} // namespace isobar
