#pragma once
#include "core/analytics/baseline.h"
#include "core/market/judgement.h"

#include <optional>
#include <span>

namespace isobar {

/// Parameters of MODEL 1.7. Rates per 8 h. Every level is reached at its value and left at `leave` times it.
struct RegimeSettings {
    double neutral8h = 0.00003;
    double warmRatio = 1, extremeRatio = 2;
    double cappedUsage = 0.98, cappedShare = 0.3;
    double cappedUsageLeave = 0.90; ///< as FUNDING_CAPPED
    double longCrowd8h = 0.00003; ///< of dev
    double shortCrowd8h = 0.00002; ///< of -F
    double leave = 0.75; ///< the hysteresis of 25 %
    double pinnedShare = 0.6, pinnedDistance8h = 5e-7;
};

/// A venue that takes part in the aggregate. Rates per 8 h.
struct RegimeVenue {
    double weight = 0; ///< w_v
    double smoothed8h = 0; ///< A_v
    double interest8h = 0.0001; ///< I_v
    std::optional<double> capUsage; ///< |r| / cap of its largest contract, see capUsage(); absent: no cap known
    std::optional<double> premium8h; ///< mean premium where published or implied
};

struct RegimeInput {
    double rate8h = Unknown; ///< F
    double neutral8h = 0.0001; ///< N
    Baseline baseline;
    std::span<const RegimeVenue> venues;
};

/// What the next evaluation must know of this one, and the answer itself.
struct RegimeState {
    Regime regime = Regime::Unknown; ///< `capped` stands above the others
    Regime band = Regime::Unknown; ///< neutral, calm, warm or extreme, whether capped or not
    Crowd crowd = Crowd::None;
    bool capped = false;
    bool isPinned = false; ///< venues of 60 % of the weight print exactly their interest component
    int pinned = 0; ///< k of "pinned k/n", in venues
    /// Weighted mean premium per 8 h of the venues where it is known: the hollow needle of the gauge while pinned.
    std::optional<double> meanPremium8h;
};

/// Unknown without a rate. Pass the last answer; a default one has no hysteresis.
RegimeState evaluateRegime(
    const RegimeInput &input, const RegimeState &previous = {}, const RegimeSettings &settings = {});

} // namespace isobar
