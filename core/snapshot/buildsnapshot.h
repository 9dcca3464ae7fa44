#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/snapshot/snapshot.h"

namespace isobar {

/// What the screen shows of one asset: the findings of the last beat with the newest prices and rates of the state.
/// `health`: of the venues, by id; `liquidations`: always there; the rest may be null; `squeeze`: absent
/// until rules have judged the asset. Reads only.
std::shared_ptr<const AssetSnapshot> buildAssetSnapshot(const AssetFindings &findings, const AssetState &state,
    const std::map<std::string, std::shared_ptr<const VenueHealth>> &health,
    std::shared_ptr<const LiquidationView> liquidations, LevelMapPtr levels = nullptr, AssetChainsPtr chains = nullptr,
    RecordViewPtr record = nullptr, const std::optional<SqueezeParts> &squeeze = {});

/// The asset in one line.
WatchRow buildWatchRow(const AssetSnapshot &asset);

} // namespace isobar
