#include "core/feed/venuerest.h"

#include "core/market/healthcause.h"

namespace isobar {

namespace {

constexpr int failuresUntilDown = 3;

} // namespace

VenueRest::VenueRest(
    RestOptions options, const RateLimit &limit, const FeedLimits &limits, const Clock &clock, Handlers handlers)
    : m_limits(limits), m_clock(clock), m_handlers(std::move(handlers)), m_limiter(limit.weight, limit.windowMs),
      m_queue({limits.maxInFlight, limits.historyInFlight, limits.historyShare, limits.accounts.share, limits.attempts,
          SecondMs}),
      m_blockedBackoff(limits.blockedBackoff), m_source(std::move(options), clock)
{
}

void VenueRest::pump()
{
    if (m_paused)
        return;
    const TimeMs now = m_clock.transportMs();
    while (auto request = m_queue.next(m_limiter, now)) {
        m_limiter.spend(request->request.weight, now);
        m_source.ask(request->request, [this, asked = *request](const RestAnswer &answer) { finish(asked, answer); });
    }
}

void VenueRest::forgive()
{
    m_limiter.unblock();
    m_blockedBackoff.succeeded();
    m_refusal = HealthState::Live;
    m_failures = 0;
    m_reason.clear();
}

HealthState VenueRest::state(TimeMs nowMs) const
{
    if (m_refusal == HealthState::Blocked)
        return m_refusal; // until an answer shows otherwise
    if (m_refusal == HealthState::Limited && m_limiter.isBlocked(nowMs))
        return m_refusal;
    return m_failures >= failuresUntilDown ? HealthState::Down : HealthState::Live;
}

// 403 and 451: blocked in this region. 429, 418, or any status with Retry-After: too many requests.
bool VenueRest::isRefusal(const RestAnswer &answer)
{
    const TimeMs now = answer.receivedMs;
    if (answer.status == 403 || answer.status == 451) {
        m_limiter.blockUntil(now + m_blockedBackoff.failed(now, 1.0));
        m_refusal = HealthState::Blocked;
        m_reason = causeSentence(HealthCause::BlockedRegion, {"HTTP " + std::to_string(answer.status)});
        return true;
    }
    const bool isLimit = answer.status == 429 || answer.status == 418;
    if (!isLimit && !(answer.status == 503 && answer.retryAfterMs))
        return false;
    const TimeMs silence = std::max<TimeMs>(answer.retryAfterMs.value_or(m_limits.limitedMs), SecondMs);
    m_limiter.blockUntil(now + silence);
    m_refusal = HealthState::Limited;
    m_reason = causeSentence(HealthCause::TooManyRequests,
        {std::to_string(answer.status), std::to_string((silence + SecondMs - 1) / SecondMs)});
    return true;
}

void VenueRest::finish(const QueuedRequest &request, const RestAnswer &answer)
{
    if (answer.fault == RestFault::None)
        m_roundTripMs = static_cast<double>(answer.roundTripMs);
    if (answer.usedWeight)
        m_limiter.serverSays(*answer.usedWeight, answer.receivedMs);
    if (answer.isOk()) {
        m_failures = 0;
        m_refusal = HealthState::Live;
        m_reason.clear();
        m_blockedBackoff.succeeded();
        m_queue.succeeded(request, answer.receivedMs);
        m_handlers.answered(request, answer);
    } else if (isRefusal(answer)) {
        m_queue.putBack(request, answer.receivedMs);
        if (request.use == RequestUse::Probe)
            m_handlers.gaveUp(request, answer);
    } else {
        ++m_failures;
        m_reason = causeSentence(HealthCause::Rest, {answer.text});
        if (!m_queue.failed(request, answer.receivedMs))
            m_handlers.gaveUp(request, answer);
    }
    pump();
}

} // namespace isobar
