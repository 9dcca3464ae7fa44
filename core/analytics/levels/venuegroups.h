#pragma once
#include "core/market/instrument.h"

#include <string>
#include <vector>

namespace isobar {

/// The venue groups that the exposure is kept apart for (DESIGN 5), at most six: the four with the most open interest,
/// the other linear contracts, and everything margined in coins.
inline constexpr std::size_t VenueGroupCount = 6;
const std::vector<std::string> &venueGroupNames();
std::size_t venueGroupOf(const VenueTraits &venue, ContractKind kind);

} // namespace isobar
