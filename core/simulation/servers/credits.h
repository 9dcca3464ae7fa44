#pragma once
#include "core/base/time.h"

#include <algorithm>

namespace isobar::simulation {

/// Credits of one client that come back steadily: what one may spend is what flowed in since, up to the pool.
class Credits {
public:
    Credits(double pool, double perSecond) : m_pool(pool), m_perSecond(perSecond), m_left(pool) { }
    /// That many times the credits of before.
    void widen(int factor)
    {
        m_pool *= factor;
        m_perSecond *= factor;
        m_left *= factor;
    }
    /// False, and nothing is spent, when there are not as many left.
    bool spend(double credits, TimeMs wallMs)
    {
        if (m_seenMs != 0)
            m_left = std::min(m_pool, m_left + m_perSecond * static_cast<double>(wallMs - m_seenMs) / SecondMs);
        m_seenMs = wallMs;
        if (m_left < credits)
            return false;
        m_left -= credits;
        return true;
    }

private:
    double m_pool, m_perSecond, m_left;
    TimeMs m_seenMs = 0;
};

} // namespace isobar::simulation
