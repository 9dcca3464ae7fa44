#pragma once
#include "core/levelgrid/assetchains.h"

#include <span>

namespace isobar {

/// One node of a chain that was asked while funding tilted it.
struct TiltCase {
    double probability = 0; ///< without the tilt
    double tilt = 0; ///< as it pushes that side: + makes it more probable
    bool isReached = false;
};

/// Logistic regression of kappa on the chain ledger, with the prior N(0.25, 0.25^2) (MODEL 7). The interval is that of
/// the normal around the likeliest value; kappa itself is kept within 0..0.8. Cases without a tilt say nothing.
TiltEvidence fitTilt(std::span<const TiltCase> cases);

} // namespace isobar
