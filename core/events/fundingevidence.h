#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/market/event.h"

#include <string>
#include <vector>

namespace isobar {

/// The venues that take part in the aggregate, as a funding event keeps them; by venue id.
std::vector<EventVenue> fundingEvidence(const AssetFindings &findings);

/// What follows from the evidence of an event, whenever it is read (MODEL 1.3, 1.5).
struct FundingFacts {
    double rate8h = 0, rate8hOi = 0, neutral8h = 0;
    double spread8h = 0; ///< of venues that are valid and heavy enough
    int highest = -1, lowest = -1; ///< of the spread, into the evidence; -1: none
    int operatorsValid = 0;
    Scope scope = Scope::None;
    int operatorsElevated = 0;
    double elevatedShare = 0, concentration = 0;
    std::vector<std::string> hottest, drivers; ///< short names
    std::string leaveOneOutVenue;
    std::optional<double> leaveOneOutRate8h;
    bool outlierDriven = false;
};

/// Evaluates the evidence and fills in what is derived of each venue. The order of the venues does not matter; they
/// are left by weight, descending.
FundingFacts evaluateEvidence(std::vector<EventVenue> &venues);

} // namespace isobar
