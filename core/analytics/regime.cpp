#include "core/analytics/regime.h"

#include "core/analytics/tolerance.h"

#include <cmath>

namespace isobar {

namespace {

Regime bandOf(double deviation, double ratio, Regime previous, const RegimeSettings &settings)
{
    const auto level = [&](double threshold, bool stands) { return stands ? threshold * settings.leave : threshold; };
    const bool wasOut = previous != Regime::Unknown && previous != Regime::Neutral;
    if (atMost(std::abs(deviation), level(settings.neutral8h, wasOut)))
        return Regime::Neutral;
    const bool wasExtreme = previous == Regime::Extreme;
    if (atLeast(ratio, level(settings.extremeRatio, wasExtreme)))
        return Regime::Extreme;
    if (atLeast(ratio, level(settings.warmRatio, wasExtreme || previous == Regime::Warm)))
        return Regime::Warm;
    return Regime::Calm;
}

Crowd crowdOf(double rate8h, double deviation, Crowd previous, const RegimeSettings &settings)
{
    if (above(deviation, settings.longCrowd8h * (previous == Crowd::Long ? settings.leave : 1)))
        return Crowd::Long;
    if (below(rate8h, -settings.shortCrowd8h * (previous == Crowd::Short ? settings.leave : 1)))
        return Crowd::Short;
    return Crowd::None;
}

bool isCapped(std::span<const RegimeVenue> venues, bool previous, const RegimeSettings &settings)
{
    double share = 0;
    for (const RegimeVenue &each : venues) {
        if (each.capUsage && atLeast(*each.capUsage, previous ? settings.cappedUsageLeave : settings.cappedUsage))
            share += each.weight;
    }
    return atLeast(share, settings.cappedShare * (previous ? settings.leave : 1));
}

} // namespace

RegimeState evaluateRegime(const RegimeInput &input, const RegimeState &previous, const RegimeSettings &settings)
{
    RegimeState result;
    if (std::isnan(input.rate8h))
        return result;
    const double deviation = input.rate8h - input.neutral8h;
    result.band = bandOf(deviation, input.baseline.ratio(input.rate8h), previous.band, settings);
    result.crowd = crowdOf(input.rate8h, deviation, previous.crowd, settings);
    result.capped = isCapped(input.venues, previous.capped, settings);
    result.regime = result.capped ? Regime::Capped : result.band;

    double pinnedShare = 0, premium = 0, premiumWeight = 0;
    for (const RegimeVenue &each : input.venues) {
        if (std::abs(each.smoothed8h - each.interest8h) < settings.pinnedDistance8h) {
            pinnedShare += each.weight;
            ++result.pinned;
        }
        if (each.premium8h) {
            premium += each.weight * *each.premium8h;
            premiumWeight += each.weight;
        }
    }
    result.isPinned = atLeast(pinnedShare, settings.pinnedShare);
    if (premiumWeight > 0)
        result.meanPremium8h = premium / premiumWeight;
    return result;
}

} // namespace isobar
