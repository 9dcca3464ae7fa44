#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/levelgrid/cluster.h"

#include <array>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of LIQUIDATION_CLUSTER_ARMED (MODEL 8.3).
struct ClusterArmedSettings {
    double exitTouch4h = 0.25, exitPrintsShare = 0.7;
    /// Spread of realised over expected prints, as the standard deviation of its logarithm: two thirds lie within
    /// threefold (MODEL 11).
    double printsSigma = 1.3;
    MachineTiming timing{3, MinuteMs, 0, 30 * MinuteMs};
    MachineTiming duringCascade{1, 0, 0, 30 * MinuteMs};
};

struct ClusterArmedInput : RuleMoment {
    std::span<const Cluster> clusters; ///< of the last minute
    std::array<bool, 2> cascade{}; ///< a LIQUIDATION_CASCADE of the side is active
    std::array<bool, 2> squeeze{}; ///< a squeeze of the side forms or stands
    bool mapHasSkill = true; ///< false: a notice at most
    std::function<bool(const Cluster &)> concernsUser; ///< on the way to a position, or marked; null: none does
    std::function<void(const Cluster &, ClusterArmedPayload &)> describe; ///< fills in cluster, levels and chain
};

/// LIQUIDATION_CLUSTER_ARMED of one asset: a life a cluster.
class ClusterArmed {
public:
    std::vector<Event> step(const ClusterArmedInput &input, const ClusterArmedSettings &settings = {});
    void resume(const Event &told);

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_clusters, self.m_judgedMs);
    }

private:
    struct ClusterLife {
        EventLife life;
        Cluster last; ///< as it was last seen
        double enteredPrintsUsd = 0;
    };
    std::map<std::uint64_t, ClusterLife> m_clusters; // by id
    std::optional<TimeMs> m_judgedMs; // last evaluation that was neither frozen nor warming up
};

/// Makes what follows from the event's inputs.
void derive(Event &event, ClusterArmedPayload &payload);

} // namespace isobar
