#pragma once
#include "core/base/time.h"

#include <deque>
#include <optional>

namespace isobar {

/// Keeps the weight of our requests in any window of time below a limit, and the silence a venue asked for. Pure: the
/// time is an argument (transport time).
class RateLimiter {
public:
    /// `limit` weight per `windowMs`; both > 0.
    RateLimiter(double limit, TimeMs windowMs);

    /// Milliseconds until a request of that weight may go out, 0: now. `share` 0..1: of the limit the caller may fill,
    /// so that less urgent work leaves room. A request heavier than its share waits for an empty window.
    TimeMs waitMs(double weight, TimeMs nowMs, double share = 1.0) const;
    void spend(double weight, TimeMs nowMs);
    /// The venue's own count for the present window; believed when it is above ours (others share our address).
    void serverSays(double usedWeight, TimeMs nowMs);
    /// Nothing goes out before that time (Retry-After). Never shortens.
    void blockUntil(TimeMs untilMs);
    void unblock() { m_blockedUntilMs.reset(); }
    bool isBlocked(TimeMs nowMs) const { return m_blockedUntilMs && nowMs < *m_blockedUntilMs; }
    std::optional<TimeMs> blockedUntilMs() const { return m_blockedUntilMs; }
    /// Used part of the limit in the window that ends now; above 1 when the venue counted more.
    double usedShare(TimeMs nowMs) const { return usedWeight(nowMs) / m_limit; }

private:
    struct Spent {
        TimeMs atMs;
        double weight;
    };
    double usedWeight(TimeMs nowMs) const;
    void forget(TimeMs nowMs);

    double m_limit;
    TimeMs m_windowMs;
    std::deque<Spent> m_spent; // oldest first
    std::optional<TimeMs> m_blockedUntilMs;
};

} // namespace isobar
