#pragma once
#include "core/events/assetrules.h"

#include <algorithm>

namespace isobar {

// What the parts of AssetRules share; of no use to others.

/// What several rules need of the context.
struct AssetRules::Now {
    const RuleContext &context;
    const RuleMoment &moment;
    const AssetFindings &findings;
    EventLevels levels;
    std::vector<EventSilence> silence;
    MuteVolume mute;
    bool isPartHeard = false; ///< some feed is mute, throttled or does not exist: sums are lower bounds
};

inline constexpr std::array Sides{PositionSide::Long, PositionSide::Short};

/// An input of a rule, begun with the moment.
template <class Input> Input at(const RuleMoment &moment)
{
    Input input;
    static_cast<RuleMoment &>(input) = moment;
    return input;
}

inline const ContractFindings &mainContract(const AssetFindings &findings, const VenueFindings &venue)
{
    return findings.contracts[venue.contracts.front()];
}

/// The first of a side: clusters come nearest first.
inline const Cluster *nearestCluster(std::span<const Cluster> clusters, PositionSide side)
{
    const auto found =
        std::find_if(clusters.begin(), clusters.end(), [side](const Cluster &each) { return each.side == side; });
    return found == clusters.end() ? nullptr : &*found;
}

} // namespace isobar
