#pragma once
#include "core/simulation/fundingmeter.h"
#include "core/simulation/listings.h"
#include "core/simulation/random.h"
#include "core/simulation/scenario.h"

namespace isobar::simulation {

/// The premium of a contract's mark on the index: what the crowd pays to be in, the contract's own slow and quick
/// noise, and the dent that forced orders leave.
class Premium {
public:
    /// `random` fixes the contract's lasting bias.
    Premium(const Listing &listing, Random &random);

    /// Advances by a step; `meter` is what the running interval has come to, `intervalHours` its length.
    double step(double seconds, const Mood &mood, const FundingMeter &meter, double intervalHours, Random &random);
    /// Forced orders moved this contract by a fraction of its price, which is won back within minutes.
    void dent(double fraction);
    double value() const { return m_value; }

private:
    double crowdTarget(const Mood &mood, const FundingMeter &meter, double intervalHours) const;

    double m_heat; ///< how much of the crowd's excess this contract shows: Hyperliquid most
    double m_bias;
    RevertingNoise m_slow, m_quick;
    double m_crowd = 0.0001, m_noiseScale = 1, m_dent = 0, m_value = 0.0001;
};

} // namespace isobar::simulation
