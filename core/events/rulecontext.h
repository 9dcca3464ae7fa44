#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/events/setuprecord.h"
#include "core/events/userrule.h"
#include "core/levelgrid/cluster.h"
#include "core/levelgrid/touch.h"
#include "core/market/event.h"
#include "core/state/marketstate.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// A position that the user typed in.
struct Holding {
    std::string asset, venue; ///< venue id
    PositionSide side = PositionSide::Long;
    std::optional<double> liquidationPrice;
};

/// What the user brings into the rules.
struct UserConcerns {
    std::vector<Holding> holdings;
    std::set<std::string> alertClusters; ///< ids of clusters marked "alert me"
    std::vector<UserRule> rules;
    std::vector<PastSetup> past; ///< squeezes of earlier runs, for their records

    bool holds(const std::string &asset) const;
    bool holds(const std::string &asset, const std::string &venue) const;
};

/// The modelled levels as the rules need them.
struct LevelFacts {
    std::span<const Cluster> clusters; ///< of the last minute
    Volatility volatility; ///< zero: not known
    double coverage = 0.05; ///< cov of MODEL 3.8
};

/// All that the rules judge an asset by, at one beat.
struct RuleContext {
    const AssetFindings &findings;
    const AssetState &asset;
    const MarketState &market;
    LevelFacts levels;
    const UserConcerns &user;
};

} // namespace isobar
