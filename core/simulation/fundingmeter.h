#pragma once
#include "core/base/time.h"
#include "core/simulation/marketdata.h"

namespace isobar::simulation {

/// Funding rate of one interval from a mean premium (MODEL 1.1): the interest component wherever the premium stays
/// within 0.05 % of it, beyond that the rest; within the contract's cap and floor.
double fundingRate(const ContractSpec &spec, double meanPremium, double intervalHours);

/// The mean premium of the running interval, weighted by time.
class FundingMeter {
public:
    void add(double premium, double seconds)
    {
        m_sum += premium * seconds;
        m_seconds += seconds;
        m_last = premium;
    }
    void restart() { m_sum = m_seconds = 0; }
    /// Of the interval so far; at its very beginning the newest premium.
    double mean() const { return m_seconds > 0 ? m_sum / m_seconds : m_last; }
    double elapsedSeconds() const { return m_seconds; }

private:
    double m_sum = 0, m_seconds = 0, m_last = 0;
};

} // namespace isobar::simulation
