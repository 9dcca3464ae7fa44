#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/events/userrule.h"
#include "core/levelgrid/cluster.h"
#include "core/levelgrid/touch.h"
#include "core/market/event.h"
#include "core/state/marketstate.h"

#include <span>
#include <string>
#include <vector>

namespace isobar {

/// A position that the user typed in, as far as it concerns the rules.
struct Holding {
    std::string id; ///< the same through all changes
    std::string asset, venue; ///< venue id
    PositionSide side = PositionSide::Long;
    std::optional<double> liquidationPrice;
    std::optional<double> alertPrice; ///< mark of the venue at which the user wants to be warned of it
    std::string alertName; ///< what the warning is called, in the user's language
    bool operator==(const Holding &) const = default;
};

/// The rule that warns of a position's liquidation: the venue's mark has come to the alert price. P1, since nothing
/// that is told interrupts with more right. Absent: the position asks for none.
std::optional<UserRule> positionAlert(const Holding &holding);

/// What the user brings into the rules.
struct UserConcerns {
    std::vector<Holding> holdings;
    std::vector<UserRule> rules;

    bool holds(const std::string &asset) const;
    bool holds(const std::string &asset, const std::string &venue) const;
    /// The user's rules with the warnings of the positions in an asset.
    std::vector<UserRule> rulesWithAlerts(const std::string &asset) const;
};

/// The modelled levels as the rules need them.
struct LevelFacts {
    std::span<const Cluster> clusters; ///< of the last minute
    Volatility volatility; ///< zero: not known
    double coverage = 0.05; ///< cov of MODEL 3.8
    double kappa = 0.25; ///< weight of the funding tilt in chains, as learned (MODEL 7)
    /// False: the map is known to be no better than a null (MODEL 9). Its clusters raise no pop-up and no P1.
    bool hasSkill = true;
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
