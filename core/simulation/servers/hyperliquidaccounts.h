#pragma once
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

/// The public side of Hyperliquid's accounts: every agent of the market there has an address of its own, holds its one
/// position in isolated margin, and anybody may ask for it.
namespace isobar::simulation {

/// The address of an agent (its number within its contract): 0x and 40 hex digits, the same in every run.
std::string hyperliquidAddress(int contract, std::uint64_t agent);

/// Buyer and seller of a trade: two agents who hold what they traded. Empty while nobody holds anything.
boost::json::array hyperliquidUsers(const VenueView &view, const Print &print);

/// clearinghouseState of an address; without positions when no agent has it or its position is gone.
boost::json::object hyperliquidAccount(const VenueView &view, std::string_view address);

} // namespace isobar::simulation
