#pragma once
#include "core/base/time.h"

#include <optional>

namespace isobar {

/// How a venue makes the rate from the mean premium P of its window (MODEL 1.1):
/// r = clip(P + clamp(I - P, -delta, +delta), floor, cap) x h/8, with P and I per 8 h.
struct FundingFormula {
    double interest8h = 0.0001; ///< I, the interest component
    double delta8h = 0.0005; ///< clamp of the interest against the premium
    double intervalHours = 8;
    std::optional<double> cap, floor; ///< highest and lowest rate per interval (floor < 0); absent: none known
};

/// The rate per interval that the formula makes of a mean premium per 8 h.
double rateFromPremium(double premium8h, const FundingFormula &formula);

/// The mean premium per 8 h behind a printed rate per 8 h: beyond I it is the rate and delta more. Absent when the
/// venue prints I, which covers every premium of neutralPremiums(). At the cap it is a lower bound only.
std::optional<double> impliedPremium(double rate8h, const FundingFormula &formula);

struct RateRange {
    double low = 0, high = 0;
};
/// The mean premiums per 8 h that all print exactly I: I - delta .. I + delta (MODEL: -0.04 .. +0.06 %).
RateRange neutralPremiums(const FundingFormula &formula);

/// The mean premium of the running interval, as far as it was watched: each value counts as long as it stood. One per
/// contract; market time.
struct PremiumMean {
    std::optional<double> last;
    TimeMs lastMs = 0, windowStartMs = 0, knownMs = 0;
    double sum = 0; ///< of premium x ms
    /// Takes the present premium (absent: not known, and it does not count) and returns the mean; absent: none known.
    std::optional<double> step(std::optional<double> premium, TimeMs windowStart, TimeMs marketMs);
};

/// How a venue averages the premium over its window (MODEL 1.9): all samples alike, or weighted 1, 2, .., n (Binance).
enum class PremiumWeighting { Equal, Linear };

struct LockInInput {
    TimeMs windowStartMs = 0;
    double windowHours = 8; ///< W: the interval unless the venue says otherwise
    TimeMs nowMs = 0;
    PremiumWeighting weighting = PremiumWeighting::Equal;
    std::optional<double> premium8h; ///< mean so far, published or implied; absent: pinned
    /// 1 % and 99 % quantiles of this contract's premium of the last 24 h.
    std::optional<RateRange> premiumRange8h;
};

/// How much of the coming settlement is decided. Quality: estimated.
struct LockIn {
    double elapsed = 0; ///< e, 0..1
    double locked = 0; ///< g, 0..1: the weight of what has been averaged
    std::optional<double> rateNow; ///< per interval, of the mean so far
    std::optional<RateRange> settlement; ///< per interval; absent: say "exactly I while P stays in neutralPremiums()"
};
/// MODEL 1.9.
LockIn lockIn(const LockInInput &input, const FundingFormula &formula);

} // namespace isobar
