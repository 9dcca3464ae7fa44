#pragma once
#include <cstdint>
#include <vector>

#include "core/simulation/listings.h"
#include "core/simulation/random.h"
#include "core/simulation/scenario.h"

namespace isobar::simulation {

/// The path of an index over one step.
struct IndexStep {
    double close = 0, high = 0, low = 0;
    double activity = 1; ///< trading relative to a usual day
};

/// Latent index prices of all assets (USD a coin): shared and own shocks of stochastic volatility, jumps, the plot's
/// drift, and the push of forced orders, half of which is won back.
class IndexPrices {
public:
    explicit IndexPrices(std::uint64_t seed, int assets = 0);

    /// Advances every asset. `pullPerHour` draws ln(price) back to its usual level.
    void step(double seconds, const Mood &mood, double pullPerHour);
    const IndexStep &last(std::size_t asset) const { return m_assets[asset].last; }
    /// Net forced buying (negative: selling) in USD pushes the next steps.
    void push(std::size_t asset, double netUsd);

private:
    struct Asset {
        AssetProfile profile;
        double depthUsd; ///< forced orders of this size move the price by 1 %
        double offset = 0; ///< ln(price / usual price)
        double pendingPush = 0, recovery = 0;
        RevertingNoise logVolatility{0.3, 8 * 3600};
        Random random;
        IndexStep last;
    };
    void stepAsset(Asset &asset, double seconds, const Mood &mood, double pullPerHour, double commonShock);

    Random m_common;
    RevertingNoise m_commonVolatility{0.3, 12 * 3600};
    std::vector<Asset> m_assets; ///< in order of assetProfiles(assets)
};

} // namespace isobar::simulation
