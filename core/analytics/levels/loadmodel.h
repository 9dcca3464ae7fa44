#pragma once
#include "core/analytics/levels/loadsample.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/levelgrid/levelkernel.h"

#include <array>
#include <span>
#include <vector>

namespace isobar {

/// One side's load beside the map, as a share of the open interest: what is opened and liquidated within the hour grows
/// with the way that its price goes, both ways and on this side alone, and what stands just beyond the last extremes
/// belongs to no distance from an entry.
struct PathTerm {
    /// Ways from which on more is liquidated (of ln).
    static constexpr std::array Knots{0.0, 0.0025, 0.005, 0.01, 0.02};
    double mapShare = 1; ///< what the map is multiplied with
    std::array<double, Knots.size()> byRange{}, byMove{};
    std::array<double, FreshnessHours.size()> byBeyond{};
    bool operator==(const PathTerm &) const = default;
};

/// What the model expects the feeds to print (MODEL 3.4).
struct LoadModel {
    LevelKernel kernel; ///< weights in USD that the feeds report
    std::array<PathTerm, 2> path; ///< by side
    std::array<int, 2> hours{}; ///< with liquidations that it was learned from, by side; 0: the prior
    TimeMs fittedMs = 0; ///< market time

    /// Of the levels alone.
    double mapUsd(const LoadSample &sample) const;
    /// Of all that is liquidated on such a way.
    double loadUsd(const LoadSample &sample) const;

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.kernel, self.path, self.hours, self.fittedMs);
    }
    bool operator==(const LoadModel &) const = default;
};

/// The layers whose weights are learned: twelve distances, fed by rotation, with the prior's half-lives but not below
/// 16 h.
std::vector<LevelLayer> learnableLayers();
/// The prior kernel's weights on such layers, a little of them everywhere, and sums as there; unscaled.
std::vector<double> priorWeights(
    std::span<const LevelLayer> layers, const PriorRates &rates = evenRates(PriorMaintenanceRate));

/// Learns from hours of both sides that were sampled with these layers. Non-negative Poisson regression, then each
/// layer is blended with the prior: (n fit + 200 prior) / (n + 200), n = hours with liquidations in which it was
/// crossed. Without any the prior stands.
LoadModel fitLoadModel(std::span<const LoadSample> samples, std::vector<LevelLayer> layers, TimeMs fittedMs,
    const PriorRates &rates = evenRates(PriorMaintenanceRate));

} // namespace isobar
