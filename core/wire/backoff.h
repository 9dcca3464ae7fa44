#pragma once
#include "core/base/time.h"

#include <algorithm>

namespace isobar {

/// How long to wait between attempts. At first short, so that a venue that restarts is live again within seconds; a
/// venue that stays away is asked less and less.
struct BackoffLimits {
    TimeMs firstMs = 250; ///< before the second attempt
    double factor = 2.0;
    TimeMs earlyCapMs = 2'000; ///< longest wait while the outage is younger than `earlyForMs`
    TimeMs earlyForMs = 30'000;
    TimeMs capMs = 30'000; ///< longest wait ever
};

/// Exponential back-off with jitter. Pure: the time and the random number are arguments.
class Backoff {
public:
    explicit Backoff(BackoffLimits limits = {}) : m_limits(limits), m_nextMs(limits.firstMs) { }

    /// Wait before the next attempt, after a failure at `nowMs`. `random` in 0..1 spreads clients: the wait is 50 % to
    /// 100 % of the exponential one.
    TimeMs failed(TimeMs nowMs, double random)
    {
        if (!m_failing)
            m_sinceMs = nowMs;
        m_failing = true;
        const TimeMs cap =
            nowMs - m_sinceMs < m_limits.earlyForMs ? std::min(m_limits.earlyCapMs, m_limits.capMs) : m_limits.capMs;
        const TimeMs wait = std::min(m_nextMs, cap);
        m_nextMs = std::min(m_limits.capMs, static_cast<TimeMs>(static_cast<double>(wait) * m_limits.factor));
        return static_cast<TimeMs>(static_cast<double>(wait) * (0.5 + 0.5 * std::clamp(random, 0.0, 1.0)));
    }

    /// Call when it has worked for long enough to count as recovered.
    void succeeded()
    {
        m_failing = false;
        m_nextMs = m_limits.firstMs;
    }

private:
    BackoffLimits m_limits;
    TimeMs m_nextMs;
    bool m_failing = false;
    TimeMs m_sinceMs = 0; // first failure of this outage
};

} // namespace isobar
