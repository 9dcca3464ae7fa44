#pragma once
#include "core/state/marketstate.h"

#include <vector>

namespace isobar {

/// cov of a venue (MODEL 3.6): how much of what is liquidated there its public feed shows.
double feedCoverage(LiquidationFeed feed);

/// The same by venue group: the mean over its contracts, weighted with their open interest; 0 where there are none.
std::vector<double> feedCoverageByGroup(const AssetState &asset);
/// And over all contracts of the asset; 0: nobody publishes its liquidations.
double feedCoverageOf(const AssetState &asset);

} // namespace isobar
