#include "core/simulation/premium.h"

#include <algorithm>
#include <cmath>

namespace isobar::simulation {

namespace {

constexpr double Interest = 0.0001, Damping = 0.0005; // where the rate begins to follow the premium (MODEL 1.1)
constexpr double CrowdMemorySeconds = 240, DentMemorySeconds = 90;
constexpr double Push = 8, LargestPush = 0.0025, LastWordSeconds = 720;
constexpr double LargestDent = 0.01;

double heatOf(const ContractSpec &spec)
{
    double heat = 0.95;
    if (spec.venue == "binance-usdm")
        heat = 0.85;
    else if (spec.venue == "bybit")
        heat = 1.1;
    else if (spec.venue == "hyperliquid")
        heat = 1.5;
    if (spec.asset == "DOGE" || spec.asset == "PEPE")
        heat *= 1.15;
    return heat;
}

/// Scales what shows in the rate and leaves the neutral range as it is.
double heated(double premium, double heat)
{
    const double high = Interest + Damping, low = Interest - Damping;
    if (premium > high)
        return high + (premium - high) * heat + (heat - 1) * Interest;
    if (premium < low)
        return low + (premium - low) * heat;
    return premium;
}

} // namespace

Premium::Premium(const Listing &listing, Random &random)
    : m_heat(heatOf(listing.spec)), m_bias(0.00004 * random.normal()), m_slow(0.0002, 6 * 3600), m_quick(0.00005, 45)
{
}

double Premium::crowdTarget(const Mood &mood, const FundingMeter &meter, double intervalHours) const
{
    const double target = heated(mood.premium, m_heat);
    if (!mood.insistent)
        return target;
    // The rate is a mean over the interval: the later in it, the harder the crowd must push to change it. Shortly
    // before the end there is nothing left to push for, and the next interval is not to begin with the excess.
    const double elapsed = meter.elapsedSeconds(), whole = intervalHours * 3600;
    if (elapsed > whole - LastWordSeconds)
        return target;
    return std::clamp(target + Push * elapsed / whole * (target - meter.mean()), -LargestPush, LargestPush);
}

double Premium::step(double seconds, const Mood &mood, const FundingMeter &meter, double intervalHours, Random &random)
{
    const double towards = 1 - std::exp(-seconds / CrowdMemorySeconds);
    m_crowd += (crowdTarget(mood, meter, intervalHours) - m_crowd) * towards;
    // One crowd on all venues drowns what sets them apart in quiet times.
    const double noiseScale = mood.insistent || std::abs(mood.crowd) > 0.25 ? 0.25 : 1;
    m_noiseScale += (noiseScale - m_noiseScale) * towards;
    m_dent *= std::exp(-seconds / DentMemorySeconds);
    const double noise = m_noiseScale * (m_bias + m_slow.step(seconds, random)) + m_quick.step(seconds, random);
    m_value = m_crowd + noise + m_dent;
    return m_value;
}

void Premium::dent(double fraction) { m_dent = std::clamp(m_dent + fraction, -LargestDent, LargestDent); }

} // namespace isobar::simulation
