#pragma once
#include "core/feed/feedconfig.h"
#include "core/feed/requestqueue.h"
#include "core/market/feedhealth.h"
#include "core/wire/restsource.h"

#include <functional>
#include <optional>
#include <string>

namespace isobar {

/// The REST side of one venue: sends what is due within the venue's limit, keeps silent when told to, and knows whether
/// the venue answers, limits or blocks us. On the net thread.
class VenueRest {
public:
    struct Handlers {
        /// An answer with a 2xx status.
        std::function<void(const QueuedRequest &, const RestAnswer &)> answered;
        /// A request that will not be tried again. The answer says why.
        std::function<void(const QueuedRequest &, const RestAnswer &)> gaveUp;
    };

    VenueRest(
        RestOptions options, const RateLimit &limit, const FeedLimits &limits, const Clock &clock, Handlers handlers);

    RequestQueue &queue() { return m_queue; }
    /// Sends what is due.
    void pump();
    void setPaused(bool paused) { m_paused = paused; }
    /// Asks again at once, whatever was said before.
    void forgive();

    /// Live, or what is wrong: Limited, Blocked, Down (three failures in a row).
    HealthState state(TimeMs nowMs) const;
    const std::string &reason() const { return m_reason; }
    /// Until when the venue wants silence.
    std::optional<TimeMs> silentUntilMs() const { return m_limiter.blockedUntilMs(); }
    std::optional<double> roundTripMs() const { return m_roundTripMs; }
    double usedShare(TimeMs nowMs) const { return m_limiter.usedShare(nowMs); }

private:
    void finish(const QueuedRequest &request, const RestAnswer &answer);
    bool isRefusal(const RestAnswer &answer);

    FeedLimits m_limits;
    const Clock &m_clock;
    Handlers m_handlers;
    RateLimiter m_limiter;
    RequestQueue m_queue;
    Backoff m_blockedBackoff;
    HealthState m_refusal = HealthState::Live; // Limited or Blocked, as long as the limiter is silent
    int m_failures = 0;
    std::string m_reason;
    std::optional<double> m_roundTripMs;
    bool m_paused = false;
    RestSource m_source; // last: its end cancels what the others would be told
};

} // namespace isobar
