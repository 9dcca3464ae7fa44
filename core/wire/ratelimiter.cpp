#include "core/wire/ratelimiter.h"

#include <algorithm>

namespace isobar {

RateLimiter::RateLimiter(double limit, TimeMs windowMs) : m_limit(limit), m_windowMs(windowMs) { }

double RateLimiter::usedWeight(TimeMs nowMs) const
{
    double used = 0;
    for (const Spent &spent : m_spent) {
        if (nowMs - spent.atMs < m_windowMs)
            used += spent.weight;
    }
    return used;
}

TimeMs RateLimiter::waitMs(double weight, TimeMs nowMs, double share) const
{
    const TimeMs blocked = isBlocked(nowMs) ? *m_blockedUntilMs - nowMs : 0;
    double over = usedWeight(nowMs) + weight - m_limit * share;
    TimeMs wait = 0;
    for (const Spent &spent : m_spent) {
        if (over <= 0)
            break;
        const TimeMs leavesIn = spent.atMs + m_windowMs - nowMs;
        if (leavesIn <= 0)
            continue;
        over -= spent.weight;
        wait = leavesIn;
    }
    return std::max(blocked, wait);
}

void RateLimiter::spend(double weight, TimeMs nowMs)
{
    forget(nowMs);
    m_spent.push_back({nowMs, weight});
}

void RateLimiter::serverSays(double usedWeight, TimeMs nowMs)
{
    const double missing = usedWeight - this->usedWeight(nowMs);
    if (missing > 0)
        spend(missing, nowMs);
}

void RateLimiter::blockUntil(TimeMs untilMs)
{
    m_blockedUntilMs = std::max(untilMs, m_blockedUntilMs.value_or(untilMs));
}

void RateLimiter::forget(TimeMs nowMs)
{
    while (!m_spent.empty() && nowMs - m_spent.front().atMs >= m_windowMs)
        m_spent.pop_front();
}

} // namespace isobar
