#pragma once
#include "core/analytics/statistics.h"
#include "core/base/time.h"
#include "core/market/judgement.h"

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isobar {

inline constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

/// Parameters of MODEL 1.2 and 1.3. Rates per 8 h.
struct AggregateSettings {
    double operatorCap = 0.40; ///< highest weight of an operator; 1: no cap
    int operatorsForCap = 3; ///< below it no cap
    double turnoverPerOpenInterest = 5; ///< turnover beyond this many times the open interest does not count
    double clipFloor8h = 0.0005, clipDeviations = 4; ///< clip to wmed +- max(floor, n MAD)
    int venuesForClip = 5;
    double outlierFloor8h = 0.0015, outlierDeviations = 8;
    int venuesForOutlier = 3; ///< two that disagree do not say which of them is wrong
    double outlierDriven8h = 0.0002;
    double lowCoverage = 0.5;
    int operatorsForConfidence = 3;
    double spreadWeight = 0.02; ///< venues below this weight do not make the divergence
    TimeMs holdMs = 15 * MinuteMs; ///< a venue that drops out keeps weight and value so long
};

/// One contract as the aggregate needs it. Rates per 8 h as fractions; turnover and open interest as last known, also
/// when the contract is excluded: coverage needs them.
struct ContractInput {
    double spot8h = Unknown; ///< F
    double smoothed8h = Unknown; ///< A
    std::optional<double> turnover24hUsd;
    std::optional<double> openInterestUsd; ///< one-sided
    double interest8h = 0.0001; ///< I_v
    Exclusion excluded = Exclusion::None; ///< contractExclusion()
};

/// What a venue said when it was last valid; it stands for the venue for 15 min after it dropped out.
struct HeldVenue {
    double spot8h = 0, smoothed8h = 0, interest8h = 0.0001;
    double turnover24hUsd = 0; ///< effective: after the bound by open interest
    std::optional<double> openInterestUsd;
    TimeMs marketMs = 0; ///< when it was valid
    bool operator==(const HeldVenue &) const = default;
};

/// One venue with its contracts of one asset.
struct VenueInput {
    std::string venue; ///< venue id: breaks ties, so that the order of venues never matters
    std::string operatorName;
    std::vector<ContractInput> contracts;
    bool outlierAccepted = false; ///< OutlierGate::accepted
    std::optional<HeldVenue> held; ///< takes part instead when no contract is valid; the caller lets it expire
};

/// The venue in the aggregate.
struct AggregateVenue {
    bool valid = false; ///< at least one valid contract, no outlier
    bool held = false; ///< not valid; takes part with its last value (hatched)
    Exclusion excluded = Exclusion::None; ///< why it is not valid: of its largest contract
    double spot8h = Unknown, smoothed8h = Unknown; ///< F_v, A_v: turnover-weighted; NaN when it does not take part
    double clipped8h = Unknown; ///< A_v as it enters F
    double interest8h = 0.0001;
    double print8h = Unknown; ///< F of its largest valid contract: what OutlierGate looks at, also of an outlier
    double effectiveTurnoverUsd = 0; ///< V~_v
    std::optional<double> openInterestUsd; ///< of its valid contracts
    double weight = 0; ///< w_v; 0 when it does not take part
    double openInterestWeight = 0;
    bool standsApart = false; ///< further from the others than the outlier bound, accepted or not
    std::vector<double> contractWeights; ///< share of each contract in the headline, 0 for excluded ones
    std::vector<Exclusion> contractExclusions; ///< with `outlier` passed down
    bool takesPart() const { return valid || held; }
};

/// The funding of one asset over its venues (MODEL 1.3, 1.5 divergence). Rates per 8 h; NaN while unknown.
struct Aggregate {
    std::vector<AggregateVenue> venues; ///< in the order of the input
    double rate8h = Unknown; ///< F, volume-weighted: the headline
    double openInterestRate8h = Unknown; ///< F_oi: weighted by open interest, no cap
    double median8h = Unknown; ///< F_med: weighted median of A_v
    double spot8h = Unknown; ///< F_spot: of the running prints
    double neutral8h = Unknown; ///< N
    int venuesValid = 0, operatorsValid = 0;
    double coverage = 0; ///< valid share of the last known turnover, 0..1
    bool lowConfidence = true; ///< < 3 operators or coverage < 0.5
    bool outlierDriven = false; ///< |F - F_med| > 0.0002
    double spread8h = 0; ///< Delta: highest less lowest A_v of valid venues with w_v >= 2 %
    double deviation8h = 0; ///< sd_w of A_v
    int highest = -1, lowest = -1; ///< the venues of the spread; index into venues, -1: none
    int leaveOneOut = -1; ///< the venue whose absence moves F most, -1 below two venues
    double leaveOneOutRate8h = Unknown; ///< F without it
    bool isKnown() const { return rate8h == rate8h; }
    /// dev = F - N
    double deviationFromNeutral8h() const { return rate8h - neutral8h; }
};

/// MODEL 1.3. Outliers (1.2) are found here, for they need all venues: feed AggregateVenue::standsApart and print8h to
/// the venue's OutlierGate and hand its verdict back with the next evaluation. Contracts with NaN rates or without
/// turnover count as `no_data`. The order of venues does not matter.
Aggregate evaluateAggregate(std::span<const VenueInput> venues, const AggregateSettings &settings = {});

/// Effective turnover (USD a day) of a venue or contract: min(V24, 5 OI); V24 where the open interest is unknown.
double effectiveTurnover(double turnover24hUsd, std::optional<double> openInterestUsd, double perOpenInterest = 5);

/// Remembers each venue's last valid values. One per asset and venue.
struct VenueHold {
    std::optional<HeldVenue> last;
    /// After every evaluation: remembers a valid venue, forgets after 15 min.
    void step(const AggregateVenue &venue, TimeMs marketMs, TimeMs holdMs = AggregateSettings().holdMs);
};

} // namespace isobar
