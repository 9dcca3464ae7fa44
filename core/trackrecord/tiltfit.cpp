#include "core/trackrecord/tiltfit.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double PriorKappa = 0.25, PriorSigma = 0.25, MostKappa = 0.8;
constexpr double Middle90 = 1.6448536269514722;
constexpr int MostSteps = 50;
constexpr double SmallStep = 1e-10;

} // namespace

TiltEvidence fitTilt(std::span<const TiltCase> cases)
{
    double kappa = PriorKappa, information = 0;
    TiltEvidence evidence;
    for (int step = 0; step < MostSteps; ++step) {
        information = 1 / (PriorSigma * PriorSigma);
        double slope = -(kappa - PriorKappa) * information;
        evidence.cases = 0;
        for (const TiltCase &each : cases) {
            if (each.tilt == 0 || each.probability <= 0 || each.probability >= 1)
                continue;
            const double said = tiltedBy(each.probability, kappa * each.tilt);
            slope += ((each.isReached ? 1 : 0) - said) * each.tilt;
            information += said * (1 - said) * each.tilt * each.tilt;
            ++evidence.cases;
        }
        const double move = slope / information;
        kappa += move;
        if (std::abs(move) < SmallStep)
            break;
    }
    const double half = Middle90 / std::sqrt(information);
    evidence.kappa = std::clamp(kappa, 0.0, MostKappa);
    evidence.low = kappa - half;
    evidence.high = kappa + half;
    return evidence;
}

} // namespace isobar
