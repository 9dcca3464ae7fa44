#pragma once
#include "core/events/conditionpast.h"
#include "core/market/rule.h"

#include <span>
#include <string>
#include <vector>

namespace isobar {

/// When a rule would have told of one asset, from what its conditions would have measured (one past a condition, in
/// their order). What held already at the first moment is not counted: it would have been part of a digest.
std::vector<RuleFiring> firingsOf(
    const UserRule &rule, const std::string &asset, std::span<const ConditionPast> pasts, const PastTimes &times);

/// An asset as the engine knows it.
struct TrialAsset {
    const AssetState &state;
    const AssetFindings &findings;
};

/// What the rule would have done over the last seven days with those assets of it that are given; `toMs`: market time.
RuleTrial tryRule(const UserRule &rule, std::span<const TrialAsset> assets, TimeMs toMs);

} // namespace isobar
