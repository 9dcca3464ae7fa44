#include "core/analytics/levels/loadpredictive.h"

#include <algorithm>
#include <cmath>

namespace isobar {

double LoadPredictive::logOf(double usd) { return std::log(std::max(usd, 0.0) + SmallUsd); }

double LoadPredictive::Normal::usdAt(double z) const { return std::max(0.0, std::exp(mean + z * sigma) - SmallUsd); }

LoadPredictive::Normal LoadPredictive::at(double expectedUsd) const
{
    const auto count = static_cast<double>(m_errors.size());
    const double mean = m_sum / count;
    return {logOf(expectedUsd) + mean, std::sqrt(std::max(0.0, m_squares / count - mean * mean))};
}

void LoadPredictive::add(TimeMs openMs, double expectedUsd, double printedUsd)
{
    const double error = logOf(printedUsd) - logOf(expectedUsd);
    m_errors.push_back({openMs, error});
    m_sum += error;
    m_squares += error * error;
    while (m_errors.front().openMs <= openMs - KeptMs) {
        m_sum -= m_errors.front().value;
        m_squares -= m_errors.front().value * m_errors.front().value;
        m_errors.pop_front();
    }
}

} // namespace isobar
