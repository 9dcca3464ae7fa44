#include "core/analytics/levels/venuegroups.h"

#include <algorithm>

namespace isobar {

namespace {
constexpr std::size_t OwnGroups = 4, OtherLinear = 4, Inverse = 5;
}

const std::vector<std::string> &venueGroupNames()
{
    // The first four are names of operators.
    static const std::vector<std::string> Names{"Binance", "Bybit", "OKX", "Hyperliquid", "Other linear", "Inverse"};
    return Names;
}

std::size_t venueGroupOf(const VenueTraits &venue, ContractKind kind)
{
    if (kind == ContractKind::Inverse)
        return Inverse;
    const auto &names = venueGroupNames();
    const auto end = names.begin() + OwnGroups;
    const auto found = std::find(names.begin(), end, venue.operatorName);
    return found == end ? OtherLinear : static_cast<std::size_t>(found - names.begin());
}

} // namespace isobar
