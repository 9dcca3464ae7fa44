#include "core/backtest/predictivemarks.h"

#include "core/backtest/scores.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double Middle80 = 1.2815515655446004, Middle50 = 0.6744897501960817; // quantiles of the standard normal

/// Share of what lies above `z` that lies within +-`middle`; z in sigmas.
double shareInside(double z, double middle)
{
    const double above = 1 - normalBelow(z);
    const double inside = normalBelow(middle) - normalBelow(std::max(z, -middle));
    return above > 0 ? std::clamp(inside / above, 0.0, 1.0) : 0;
}

} // namespace

void PredictiveMarks::add(TimeMs openMs, double expectedUsd, double printedUsd, bool isCounted, bool isCensored)
{
    if (isCounted && m_predictive.isReady()) {
        const LoadPredictive::Normal normal = m_predictive.at(expectedUsd);
        const double value = LoadPredictive::logOf(printedUsd), away = value - normal.mean;
        m_count += 1;
        if (isCensored && normal.sigma > 0) {
            m_in50 += shareInside(away / normal.sigma, Middle50);
            m_in80 += shareInside(away / normal.sigma, Middle80);
            m_crps += censoredNormalCrps(value, normal.mean, normal.sigma);
        } else {
            m_in50 += std::abs(away) <= Middle50 * normal.sigma;
            m_in80 += std::abs(away) <= Middle80 * normal.sigma;
            m_crps += normalCrps(value, normal.mean, normal.sigma);
        }
    }
    m_predictive.add(openMs, expectedUsd, printedUsd);
}

} // namespace isobar
