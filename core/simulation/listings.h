#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/simulation/marketdata.h"

namespace isobar::simulation {

/// A contract and its usual size.
struct Listing {
    ContractSpec spec;
    double openInterestBase = 0; ///< base units (inverse: coins)
    double turnoverUsd = 0; ///< a day
    bool isMain = false; ///< the venue's largest contract of that asset
};

/// An asset and how it moves.
struct AssetProfile {
    std::string name;
    double price = 0; ///< USD a coin about which the index moves
    double dailyVolatility = 0; ///< of ln(price)
    double beta = 1; ///< its share in the moves of the plot
};

/// All contracts of the venues named (empty: of all), venue by venue, main contracts first.
std::vector<Listing> listings(const std::vector<std::string> &venues);
const std::vector<AssetProfile> &assetProfiles();
bool isKnownVenue(std::string_view venue);
bool isKnownAsset(std::string_view asset);

} // namespace isobar::simulation
