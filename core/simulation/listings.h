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

/// So many assets a market may have.
inline constexpr int MostAssets = 500;

/// All contracts of the venues named (empty: of all), venue by venue, main contracts first; of the assets that
/// assetProfiles() gives.
std::vector<Listing> listings(const std::vector<std::string> &venues, int assets = 0);
/// The real ones, and when more than those are wanted, made-up ones behind them: SYNAA, SYNAB ... Each of these is
/// listed by every venue as SOL is, with a share of its size.
std::vector<AssetProfile> assetProfiles(int assets = 0);
bool isKnownVenue(std::string_view venue);
/// Real or made up.
bool isKnownAsset(std::string_view asset);

} // namespace isobar::simulation
