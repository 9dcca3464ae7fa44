#include "core/simulation/fundingmeter.h"

#include <algorithm>

namespace isobar::simulation {

double fundingRate(const ContractSpec &spec, double meanPremium, double intervalHours)
{
    constexpr double Damping = 0.0005;
    const double pull = std::clamp(spec.interestPer8h - meanPremium, -Damping, Damping);
    return std::clamp((meanPremium + pull) * intervalHours / 8, spec.rateFloor, spec.rateCap);
}

} // namespace isobar::simulation
