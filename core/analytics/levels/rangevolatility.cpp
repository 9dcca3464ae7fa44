#include "core/analytics/levels/rangevolatility.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace isobar {

namespace {

constexpr int WarmHours = 48;
constexpr double FastFactor = 0.95;

void mean(double &value, double sample, double halfLife, int samplesBefore)
{
    // The first samples weigh as in a plain mean: an exponential one would hang on the very first for days.
    const double step = std::max(1 - std::exp2(-1 / halfLife), 1.0 / (samplesBefore + 1));
    value += step * (sample - value);
}

} // namespace

double rangeVariance(double high, double low, double closeBefore)
{
    const double range = std::log(std::max(high, closeBefore) / std::min(low, closeBefore));
    return range * range / (4 * std::numbers::ln2);
}

void RangeVolatility::Means::add(double variance, int hours)
{
    mean(v72, variance, 72, hours);
    mean(v12, variance, 12, hours);
    mean(v3, variance, 3, hours);
}

void RangeVolatility::add(TimeMs openMs, double high, double low, double close)
{
    const TimeMs hour = floorTo(openMs, HourMs);
    if (hour != m_hourMs) {
        if (m_hourMs >= 0)
            closeHour();
        m_hourMs = hour;
        m_high = high;
        m_low = low;
    }
    m_high = std::max(m_high, high);
    m_low = std::min(m_low, low);
    m_close = close;
}

void RangeVolatility::closeHour()
{
    if (m_closeBefore > 0)
        m_means.add(rangeVariance(m_high, m_low, m_closeBefore), m_hours++);
    m_closeBefore = m_close;
}

Volatility RangeVolatility::of(double v72, double v12, double v3)
{
    Volatility volatility;
    volatility.slow = std::sqrt(0.5 * v72 + 0.25 * v12 + 0.25 * v3);
    volatility.fast = FastFactor * std::sqrt(0.2 * v72 + 0.3 * v12 + 0.5 * v3);
    return volatility;
}

Volatility RangeVolatility::now() const
{
    Volatility best = of(m_means.v72, m_means.v12, m_means.v3);
    if (m_hourMs >= 0 && m_closeBefore > 0) {
        Means running = m_means;
        running.add(rangeVariance(m_high, m_low, m_closeBefore), m_hours);
        const Volatility with = of(running.v72, running.v12, running.v3);
        best.slow = std::max(best.slow, with.slow);
        best.fast = std::max(best.fast, with.fast);
    }
    best.isWarm = m_hours >= WarmHours;
    return best;
}

} // namespace isobar
