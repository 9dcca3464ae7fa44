#pragma once
#include "core/analytics/levels/venuegroups.h"
#include "core/levelgrid/exactlevels.h"
#include "core/state/marketstate.h"

#include <array>

namespace isobar {

/// By venue group and side: the share of the positions that is known one by one, and so not modelled (MODEL 3.7).
using KnownShares = std::array<std::array<double, 2>, VenueGroupCount>;

/// The published positions of an asset at a moment of market time; null: none is known.
ExactLevelsPtr findExactLevels(const AssetState &asset, TimeMs marketMs);
/// Of each group's open interest what those positions are.
KnownShares knownShares(const AssetState &asset);

} // namespace isobar
