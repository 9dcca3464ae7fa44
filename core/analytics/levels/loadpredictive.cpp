#include "core/analytics/levels/loadpredictive.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {
constexpr double LeastWeight = 1e-3; // where nothing like it was expected yet, all count alike
} // namespace

double LoadPredictive::logOf(double usd) { return std::log(std::max(usd, 0.0) + SmallUsd); }

double LoadPredictive::Normal::usdAt(double z) const { return std::max(0.0, std::exp(mean + z * sigma) - SmallUsd); }

LoadPredictive::Normal LoadPredictive::at(double expectedUsd) const
{
    constexpr double Alike = 1; // of ln: the width of the Gaussian that weighs
    const double expected = logOf(expectedUsd);
    double weights = 0, sum = 0, squares = 0;
    for (const Error &error : m_errors) {
        const double away = (error.expected - expected) / Alike;
        const double weight = std::exp(-away * away / 2) + LeastWeight;
        weights += weight;
        sum += weight * error.value;
        squares += weight * error.value * error.value;
    }
    const double mean = sum / weights;
    return {expected + mean, std::sqrt(std::max(0.0, squares / weights - mean * mean))};
}

void LoadPredictive::add(TimeMs openMs, double expectedUsd, double printedUsd)
{
    const double expected = logOf(expectedUsd);
    m_errors.push_back({openMs, expected, logOf(printedUsd) - expected});
    while (m_errors.front().openMs <= openMs - KeptMs)
        m_errors.pop_front();
}

} // namespace isobar
