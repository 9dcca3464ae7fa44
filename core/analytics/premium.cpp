#include "core/analytics/premium.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// Half of the last digit that venues print; a rate this near to I is I.
constexpr double PrintHalf = 5e-9;

} // namespace

double rateFromPremium(double premium8h, const FundingFormula &formula)
{
    const double interest = std::clamp(formula.interest8h - premium8h, -formula.delta8h, formula.delta8h);
    double rate = (premium8h + interest) * formula.intervalHours / 8;
    if (formula.floor)
        rate = std::max(rate, *formula.floor);
    if (formula.cap)
        rate = std::min(rate, *formula.cap);
    return rate;
}

std::optional<double> impliedPremium(double rate8h, const FundingFormula &formula)
{
    const double distance = rate8h - formula.interest8h;
    if (!(std::abs(distance) > PrintHalf))
        return std::nullopt;
    return distance > 0 ? rate8h + formula.delta8h : rate8h - formula.delta8h;
}

RateRange neutralPremiums(const FundingFormula &formula)
{
    return {formula.interest8h - formula.delta8h, formula.interest8h + formula.delta8h};
}

std::optional<double> PremiumMean::step(std::optional<double> premium, TimeMs windowStart, TimeMs marketMs)
{
    if (windowStart != windowStartMs) {
        windowStartMs = windowStart;
        lastMs = std::max(lastMs, windowStart);
        sum = 0;
        knownMs = 0;
    }
    if (last && marketMs > lastMs) {
        sum += *last * static_cast<double>(marketMs - lastMs);
        knownMs += marketMs - lastMs;
    }
    last = premium;
    lastMs = std::max(lastMs, marketMs);
    return knownMs > 0 ? std::optional(sum / static_cast<double>(knownMs)) : premium;
}

LockIn lockIn(const LockInInput &input, const FundingFormula &formula)
{
    LockIn result;
    const double elapsedHours = static_cast<double>(input.nowMs - input.windowStartMs) / static_cast<double>(HourMs);
    result.elapsed = std::clamp(elapsedHours / input.windowHours, 0.0, 1.0);
    result.locked = input.weighting == PremiumWeighting::Linear ? result.elapsed * result.elapsed : result.elapsed;
    if (!input.premium8h)
        return result;
    result.rateNow = rateFromPremium(*input.premium8h, formula);
    if (!input.premiumRange8h)
        return result;
    const auto atEnd = [&](double rest) {
        return rateFromPremium(result.locked * *input.premium8h + (1 - result.locked) * rest, formula);
    };
    result.settlement = RateRange{atEnd(input.premiumRange8h->low), atEnd(input.premiumRange8h->high)};
    return result;
}

} // namespace isobar
