#pragma once
#include "core/base/time.h"

#include <deque>
#include <utility>

namespace isobar::simulation {

/// What one client may spend in a window of wall time. These servers know one client: the loopback.
class Quota {
public:
    Quota(int limit, TimeMs windowMs) : m_limit(limit), m_windowMs(windowMs) { }
    /// That many times the limit of before.
    void widen(int factor) { m_limit *= factor; }

    /// Spends `weight`; false when that is more than the window has left. The attempt counts all the same.
    bool spend(int weight, TimeMs wallMs)
    {
        forget(wallMs);
        m_spent.emplace_back(wallMs, weight);
        m_used += weight;
        return m_used <= m_limit;
    }
    int used() const { return m_used; }
    /// Seconds until the oldest expense leaves the window, at least 1.
    int retryAfterS(TimeMs wallMs) const
    {
        const TimeMs wait = m_spent.empty() ? 0 : m_spent.front().first + m_windowMs - wallMs;
        return static_cast<int>(wait <= 0 ? 1 : (wait + 999) / 1000);
    }

private:
    void forget(TimeMs wallMs)
    {
        while (!m_spent.empty() && m_spent.front().first + m_windowMs <= wallMs) {
            m_used -= m_spent.front().second;
            m_spent.pop_front();
        }
    }
    std::deque<std::pair<TimeMs, int>> m_spent;
    int m_limit;
    TimeMs m_windowMs;
    int m_used = 0;
};

} // namespace isobar::simulation
