#pragma once
#include "core/base/time.h"

#include <array>
#include <string>
#include <vector>

namespace isobar {

/// What opened the positions of a layer (MODEL 3.2).
enum class FlowSource : std::uint8_t {
    OpenInterest, ///< growth of open interest
    Volume, ///< rotation: 5 % of the traded volume opens anew
    Both
};

/// A layer of the exposure (MODEL 3.3): everything that was opened from one source and is liquidated at one distance
/// from its entry.
struct LevelLayer {
    double distance = 0; ///< d: of ln(price), from the entry to the liquidation
    double halfLifeHours = 0; ///< positions are closed for other reasons
    FlowSource source = FlowSource::Both;
    double weightLong = 0, weightShort = 0; ///< omega: share of the opened USD that the feeds would report here
    bool operator==(const LevelLayer &) const = default;
};

/// The distance at entry, in the bands that filters and read-outs use (DESIGN 5): < 1, 1-2, 2-4, 4-8, > 8 %.
inline constexpr int DistanceBands = 5;
int distanceBand(double distance);

/// Where a kernel's weights come from.
enum class KernelQuality : std::uint8_t {
    Prior, ///< nothing was learned yet
    Learned, ///< from the asset's own liquidations
    Borrowed ///< learned from another asset: nobody publishes this one's
};
struct KernelOrigin {
    KernelQuality quality = KernelQuality::Prior;
    std::array<int, 2> hours{}; ///< with liquidations that it was learned from, by side
    TimeMs fittedMs = 0; ///< market time; 0: not fitted
    bool operator==(const KernelOrigin &) const = default;
};

struct LevelKernel {
    std::vector<LevelLayer> layers;
    bool operator==(const LevelKernel &) const = default;
};

inline int distanceBand(double distance)
{
    constexpr std::array Edges{0.01, 0.02, 0.04, 0.08};
    int band = 0;
    for (const double edge : Edges)
        band += distance >= edge;
    return band;
}

} // namespace isobar
