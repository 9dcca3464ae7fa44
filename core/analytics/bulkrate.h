#pragma once
#include "core/state/bulkboard.h"

#include <optional>

namespace isobar {

/// The funding of a contract that nobody watches, from bulk quotes alone (MODEL 1.1). Rates per 8 h as fractions.
struct BulkRate {
    double spot8h = 0; ///< F
    double smoothed8h = 0; ///< A
    bool smoothedProvisional = false; ///< less than 6 h known: A = F
    double intervalHours = 8;
    bool implausible = false; ///< beyond the contract's cap (MODEL 1.2)
    bool capped = false; ///< at >= 0.98 of its cap or floor
};

/// Absent: no rate or no interval known.
std::optional<BulkRate> bulkRate(const BulkContract &contract, TimeMs marketMs);

} // namespace isobar
